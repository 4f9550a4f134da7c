"""YAML with the line of every key, and without YAML's traps.

Config files and the front matter of articles are read here. Unlike a plain `yaml.safe_load` this
keeps dates as they are written (`2015-09-15` stays text), keeps keys as they are written (`on`,
`no` and `2015` stay text), finds keys given twice, and refuses to unroll aliases without end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

#: Keys and list positions from the top, as in pydantic's errors.
Path = tuple[str | int, ...]

_MAX_VALUES = 20_000
_MAX_DEPTH = 20
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_NULL = "tag:yaml.org,2002:null"
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null")
)


class YamlError(Exception):
    """It cannot be read as YAML at all. `line` counts from 1; None when it is about the whole."""

    def __init__(self, message: str, line: int | None = None) -> None:
        self.line = line
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class YamlProblem:
    """Something that reads, yet cannot be meant."""

    path: Path
    line: int
    message: str


@dataclass(slots=True)
class YamlValue:
    """What was read: plain Python values, and the line (from 1) each key and item stands on."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[YamlProblem] = field(default_factory=list)

    def line(self, path: Path) -> int | None:
        """The line of `path`, or of the nearest key above it that is written; None at the top."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def read_yaml(text: str, *, as_written: bool = False) -> YamlValue:
    """One YAML document; `as_written` leaves every value but null as its text (`0043`, `yes`).

    Raises:
        YamlError: not YAML, several documents, or nested or aliased without measure.
    """
    try:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        return _Builder(loader, as_written=as_written).build(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(_say(error), mark.line + 1 if mark else None) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlError(
            f"a character no YAML file may hold (U+{error.character:04X})", line
        ) from error
    except RecursionError as error:
        raise YamlError("nested too deeply") from error


def _say(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "not YAML"
    if "'\\t'" in problem:
        return "a tab; YAML indents with spaces only"
    if "single document" in (error.context or ""):
        return "a second document begins here (---); expected one"
    return f"not YAML ({problem})"


class _Builder:
    """Walks the nodes of one document. Aliases are walked again at each use, hence the limits."""

    def __init__(self, loader: yaml.SafeLoader, *, as_written: bool) -> None:
        self._loader = loader
        self._as_written = as_written
        self._read = YamlValue()
        self._count = 0

    def build(self, node: yaml.Node | None) -> YamlValue:
        if node is not None:
            self._read.value = self._value(node, ())
        return self._read

    def _value(self, node: yaml.Node, path: Path) -> Any:
        line = node.start_mark.line + 1
        self._count += 1
        if self._count > _MAX_VALUES or len(path) > _MAX_DEPTH:
            raise YamlError("aliases (*name) or nesting without end", line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            items = []
            for number, item in enumerate(node.value):
                self._read.lines[(*path, number)] = item.start_mark.line + 1
                items.append(self._value(item, (*path, number)))
            return items
        if node.tag == _TIMESTAMP or (self._as_written and node.tag in _PLAIN_TAGS - {_NULL}):
            return node.value
        if node.tag not in _PLAIN_TAGS:
            self._problem(path, line, f"the tag {node.tag} is not used here; give a plain value")
            return None
        try:
            return self._loader.construct_object(node)
        except ValueError:  # "0b" and other half-written numbers
            return node.value

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._problem(path, line, "a list or mapping cannot be a key")
                continue
            key = key_node.value
            if key in found:
                first = self._read.lines[(*path, key)]
                self._problem((*path, key), line, f"given twice; it stands on line {first} already")
                continue
            self._read.lines[(*path, key)] = line
            found[key] = self._value(value_node, (*path, key))
        return found

    def _problem(self, path: Path, line: int, message: str) -> None:
        self._read.problems.append(YamlProblem(path, line, message))

"""The documentation of the config, made from its schema: a file to start from, and a page.

The sentences are those under each option in `schema.py`. They are read from its source only here,
for pydantic's own way of doing so would slow every start.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic.fields import FieldInfo

from timeline.config import schema
from timeline.config.problems import choices_at, section_at
from timeline.config.schema import Config, Section, Source

_WIDTH = 100
_INTRODUCTION = """\
Generated from `timeline/config/schema.py`, like the top-level `config.yaml`, by
`python -m timeline.documentation`; a test keeps both current.

`dateline init` writes a file with every option, `dateline check` reads one without building.
Only `sources` is needed. Paths are relative to the config file. All problems of a file
are told at once, each with its line.
"""


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its path from the top, its sentence, its default, an example of its value.

    `default` and `example` are plain values as YAML holds them; a required option has the default
    None and `required` True.
    """

    path: tuple[str, ...]
    sentence: str
    default: Any
    example: Any
    required: bool
    choices: tuple[str, ...]

    @property
    def key(self) -> str:
        return ".".join(self.path)


def options(section: type[Section] = Config, above: tuple[str, ...] = ()) -> Iterator[Option]:
    """Every option of the schema in its order, the keys of a source among them."""
    sentences = _sentences()[section.__name__]
    for name, field in section.model_fields.items():
        path = (*above, name)
        inner = section_at(path)
        if name in sentences:
            yield _option(path, field, sentences[name])
        if inner is not None:
            yield from options(inner, path)


def section_sentence(section: type[Section]) -> str:
    """What a group of options is about."""
    return (inspect.getdoc(section) or "").splitlines()[0]


def starter(title: str | None = None, sources: list[Any] | None = None) -> str:
    """A config file with every option told; all but title and sources are comments."""
    given = {("title",): title, ("sources",): sources}
    lines = ["# What `dateline build` reads. Only `sources` is needed; what is commented out shows"]
    lines += ["# the default, or an example where there is none. Paths are relative to this file."]
    for name in Config.model_fields:
        section = section_at((name,))
        lines.append("")
        if section is None or section is Source:
            lines += _top_option(name, given.get((name,)))
        else:
            lines.append(f"# {section_sentence(section)}")
            lines.append(f"#{name}:")
            for option in options(section, (name,)):
                if len(option.path) == 2:
                    lines += [*_comment(option.sentence, "#  # "), *_yaml(option, "#  ")]
                else:  # of a mapping within the section, whose example stands above
                    lines += _comment(f"{option.path[-1]}: {option.sentence}", "#  #   ")
    return "\n".join(lines) + "\n"


def page() -> str:
    """`docs/config.md`."""
    lines = ["# config.yaml", "", *_INTRODUCTION.splitlines()]
    for option in options():
        if len(option.path) == 1 or option.path[-1] == _first_key(option.path[0]):
            lines += ["", f"## {option.path[0]}", ""]
            section = section_at(option.path[:1])
            if len(option.path) > 1 and section is not None:
                lines += [section_sentence(section), ""]
        lines += _page_lines(option)
    return "\n".join(lines) + "\n"


def _top_option(name: str, value: Any) -> list[str]:
    option = next(item for item in options() if item.path == (name,))
    lines = _comment(option.sentence, "# ")
    if name == "sources":
        lines += ["# A mapping may hold:"]
        for inner in options(Source, ("sources",)):
            lines += _comment(f"{inner.path[-1]}: {inner.sentence}", "#   ")
    if value is None and not option.required:
        return [*lines, *_yaml(option, "#")]
    return [*lines, *_dump({name: value if value is not None else option.example}, "")]


def _page_lines(option: Option) -> list[str]:
    lines = [f"- `{option.key}`: {option.sentence}"]
    facts = []
    if option.choices:
        facts.append("one of " + ", ".join(f"`{choice}`" for choice in option.choices))
    if option.required:
        facts.append("needed")
    else:
        unset = option.default in (None, [], {})
        facts.append("not set" if unset else f"default `{_inline(option.default)}`")
    if option.example and option.example != option.default:
        facts.append(f"example `{_inline(option.example)}`")
    lines.append(f"  ({'; '.join(facts)})")
    return lines


def _first_key(name: str) -> str | None:
    section = section_at((name,))
    return None if section is None or section is Source else next(iter(section.model_fields))


def _option(path: tuple[str, ...], field: FieldInfo, sentence: str) -> Option:
    default = None if field.is_required() else _plain(field.get_default(call_default_factory=True))
    example = field.examples[0] if field.examples else default
    return Option(path, sentence, default, example, field.is_required(), choices_at(path))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.as_posix() if isinstance(value, Path) else value


def _comment(sentence: str, lead: str) -> list[str]:
    lines = [lead]
    for word in sentence.split():
        if len(lines[-1]) + len(word) > _WIDTH:
            lines.append(lead)
        lines[-1] += word if lines[-1] == lead else f" {word}"
    return lines


def _yaml(option: Option, lead: str) -> list[str]:
    return _dump({option.path[-1]: option.example}, lead)


def _dump(value: dict[str, Any], lead: str) -> list[str]:
    ((name, content),) = value.items()
    flow = isinstance(content, dict) or (
        isinstance(content, list) and all(isinstance(item, str) for item in content)
    )
    if flow or not isinstance(content, list):
        return [f"{lead}{name}: {_inline(content)}"]
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
    return [lead + line for line in text.splitlines()]


def _inline(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text: str = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1000
    )
    return text.removesuffix("...\n").strip()


def _sentences() -> dict[str, dict[str, str]]:
    """By class and option, the string that stands under the option in the schema's source."""
    found: dict[str, dict[str, str]] = {}
    for item in ast.parse(inspect.getsource(schema)).body:
        if not isinstance(item, ast.ClassDef):
            continue
        told = found.setdefault(item.name, {})
        for above, below in zip(item.body, item.body[1:], strict=False):
            if isinstance(above, ast.AnnAssign) and isinstance(above.target, ast.Name):
                value = below.value if isinstance(below, ast.Expr) else None
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    told[above.target.id] = " ".join(value.value.split())
    return found

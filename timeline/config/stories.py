"""Several stories in one config: what they share at the top, what is each one's own below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timeline.yaml_lines import YamlProblem, YamlValue

KEY = "stories"
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*")


@dataclass(frozen=True, slots=True)
class StoryPart:
    """One story of a config: its name, and the config as if it stood in a file of its own."""

    name: str
    read: YamlValue


def is_several(value: Any) -> bool:
    """Whether what was read from a config tells several stories."""
    return isinstance(value, dict) and value.get(KEY) is not None


def parts(read: YamlValue) -> tuple[tuple[StoryPart, ...], tuple[YamlProblem, ...]]:
    """The stories of a config, and what is wrong with their list itself.

    What an entry says beats what the top says, option by option; lists are replaced whole. A story
    that names no output folder has one of its name in the shared one.
    """
    entries = read.value[KEY]
    if not isinstance(entries, list) or not entries:
        return (), (YamlProblem((KEY,), read.line((KEY,)) or 1, "expected a list of stories"),)
    problems: list[YamlProblem] = []
    found: dict[str, StoryPart] = {}
    for number, entry in enumerate(entries):
        path = (KEY, number)
        wrong = _wrong_name(entry, found)
        if wrong:
            problems.append(YamlProblem(path, read.line(path) or 1, wrong))
        else:
            name = str(entry["name"])
            found[name.casefold()] = StoryPart(name, _part(read, number, name))
    return tuple(found.values()), tuple(problems)


def _wrong_name(entry: Any, known: dict[str, StoryPart]) -> str | None:
    if not isinstance(entry, dict):
        return "expected a mapping with name and sources"
    name = entry.get("name")
    if name is None:
        return "name: is needed and missing; it names the story's folder in the output"
    if not isinstance(name, str | int) or not _NAME.fullmatch(str(name)):
        return "name: expected letters, digits, - and _, for it names a folder"
    if str(name).casefold() in known:
        return f"name: there is another story called {name}"
    return None


def _part(read: YamlValue, number: int, name: str) -> YamlValue:
    shared = {key: value for key, value in read.value.items() if key != KEY}
    own = {key: value for key, value in read.value[KEY][number].items() if key != "name"}
    value = _merged(shared, own)
    if not isinstance(own.get("output"), dict) or "folder" not in own["output"]:
        output = value.get("output")
        if output is None or isinstance(output, dict):
            folder = (output or {}).get("folder") or "output"
            value["output"] = {**(output or {}), "folder": f"{folder}/{name}"}
    return YamlValue(value, dict(_lines(read, number)))


def _merged(shared: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(shared)
    for key, value in own.items():
        old = merged.get(key)
        both = isinstance(value, dict) and isinstance(old, dict)
        merged[key] = {**old, **value} if both else value  # type: ignore[dict-item]
    return merged


def _lines(read: YamlValue, number: int) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Where each key stands, those of the story last, for they count."""
    yield ("sources",), read.line((KEY, number)) or 1  # where they are missing, if they are
    yield from ((path, line) for path, line in read.lines.items() if path[0] != KEY)
    for path, line in read.lines.items():
        if path[:2] == (KEY, number) and len(path) > 2:
            yield path[2:], line

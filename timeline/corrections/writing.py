"""Changing `corrections.yaml` as a person would: only the lines concerned, every comment kept.

    events:                     <- section
      # who told me so          <- a comment above an entry belongs to it and always stays
      3fa9c0d1e2b4:             <- entry
        date: 2015-09-14        <- field

The file is not written anew from its values, for that would lose what a person set down beside
them. What was asked for is compared with what the changed text says before it is handed on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import yaml

from timeline.corrections.parsing import parsed
from timeline.corrections.yaml_text import INDENT, Value, entry_lines, field_lines
from timeline.yaml_lines import YamlError

HEADER = """\
# What a person says of the events that were read (docs/correcting.md).
# `dateline review` writes here too and keeps your comments.
"""
_COMMENT = re.compile(r"\s*#")
_AFTER_VALUE = re.compile(r"\s+#.*$")


class LayoutError(Exception):
    """The text cannot be changed line by line; a person has to do it."""


def set_entry(
    text: str,
    section: str,
    key: str,
    fields: Mapping[str, Value] | None,
    order: Sequence[str] = (),
) -> str:
    """The text with the entry `key` of `section` holding just `fields`; None takes it out.

    A new entry stands before the first one that comes later in `order`, else at the end.

    Raises:
        LayoutError: the text is no file of corrections, or is laid out in a way not foreseen.
    """
    wanted = _values(text)
    entries = wanted.get(section) or {}
    if not isinstance(entries, dict):
        raise LayoutError(f"{section} is no mapping")
    if fields is None and key not in entries:
        return text
    wanted[section] = entries = {**entries}
    if fields is None:
        del entries[key]
    else:
        entries[key] = _as_read(fields)
    if not text.strip():
        text = HEADER
    page = _Page(text)
    page.set(section, key, fields, order)
    changed = page.text()
    _check(changed, wanted)
    return changed


def entries_of(text: str, section: str) -> dict[str, Any]:
    """All entries of a section by their key, every scalar as text; not to be changed."""
    entries = _values(text).get(section)
    return entries if isinstance(entries, dict) else {}


def entry_of(text: str, section: str, key: str) -> dict[str, Value] | None:
    """What the entry says now, every scalar as text; None when there is none."""
    entry = entries_of(text, section).get(key)
    return deepcopy(entry) if isinstance(entry, dict) else None


def _values(text: str) -> dict[str, Any]:
    try:
        read = parsed(text)
    except YamlError as error:
        raise LayoutError(str(error)) from error
    if read.problems or not isinstance(read.value, dict | None):
        raise LayoutError("not a file of corrections")
    return dict(read.value or {})


def _check(text: str, wanted: Mapping[str, Any]) -> None:
    """That the text says what was asked for and nothing else; an empty section is no difference."""

    def solid(value: Mapping[str, Any]) -> dict[str, Any]:
        return {key: entries for key, entries in value.items() if entries}

    if solid(_values(text)) != solid(wanted):
        raise LayoutError("its layout does not allow to change one entry by itself")


def _as_read(value: Value) -> Value:
    """A value as `read_yaml` gives it back."""
    if isinstance(value, Mapping):
        return {key: _as_read(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_read(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


class _Page:
    """The lines of the file, and where in them things stand."""

    def __init__(self, text: str) -> None:
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        self._lines = text.split("\n")
        if self._lines[-1] == "":
            del self._lines[-1]

    def text(self) -> str:
        return "\n".join(self._lines) + "\n"

    def set(
        self, section: str, key: str, fields: Mapping[str, Value] | None, order: Sequence[str]
    ) -> None:
        found = self._section(section)
        if found is None:
            blank = [""] if self._lines and self._lines[-1].strip() else []
            self._lines += [*blank, f"{section}:", *entry_lines(key, fields or {}, INDENT)]
            return
        name, value = found
        if not isinstance(value, yaml.MappingNode) or value.flow_style or not value.value:
            self._as_block(name, value, key, fields)
            return
        pairs = {pair[0].value: pair for pair in value.value}
        if fields is None:
            self._take_out(*pairs[key])
        elif key in pairs:
            at, entry = pairs[key]
            self._change(at, entry, fields)
        else:
            self._insert(value, key, fields, order)

    def _section(self, section: str) -> tuple[yaml.Node, yaml.Node] | None:
        top = yaml.compose("\n".join(self._lines) + "\n", Loader=yaml.SafeLoader)
        if not isinstance(top, yaml.MappingNode):
            return None
        if top.flow_style:
            raise LayoutError("the whole file stands within {}")
        return next((pair for pair in top.value if pair[0].value == section), None)

    def _as_block(
        self, name: yaml.Node, value: yaml.Node, key: str, fields: Mapping[str, Value] | None
    ) -> None:
        """Write a section that is empty or stands within {} as a block, the entry among it."""
        entries = {**(self._values().get(name.value) or {}), key: fields}
        first, last = name.start_mark.line, _last_line(value, name)
        beside = _AFTER_VALUE.search(self._lines[last])
        lines = [f"{name.value}:{beside[0] if beside else ''}"]
        for entry, inner in entries.items():
            lines += entry_lines(entry, inner, INDENT) if inner is not None else []
        kept = [line for line in self._lines[first + 1 : last] if _COMMENT.match(line)]
        self._lines[first : last + 1] = [*lines, *kept]

    def _values(self) -> dict[str, Any]:
        return _values(self.text())

    def _take_out(self, key: yaml.Node, value: yaml.Node) -> None:
        self._replace(key.start_mark.line, _last_line(value, key), [])

    def _replace(self, first: int, last: int, lines: Sequence[str]) -> int:
        """Put `lines` for those from `first` to `last`, after the comments among these.

        Returns by how many lines the file grew.
        """
        kept = [line for line in self._lines[first : last + 1] if _COMMENT.match(line)]
        self._lines[first : last + 1] = [*kept, *lines]
        return len(kept) + len(lines) - (last + 1 - first)

    def _change(self, key: yaml.Node, value: yaml.Node, fields: Mapping[str, Value]) -> None:
        """Change the fields of an entry one by one, from below so that lines above stay true."""
        if not isinstance(value, yaml.MappingNode) or value.flow_style or not value.value:
            indent = " " * key.start_mark.column
            lines = entry_lines(key.value, fields, indent)
            self._replace(key.start_mark.line, _last_line(value, key), lines)
            return
        indent = " " * value.value[0][0].start_mark.column
        after = _last_line(value, key)
        for name, node in sorted(value.value, key=lambda pair: -int(pair[0].start_mark.line)):
            after += self._change_field(name, node, fields, indent)
        present = {name.value for name, _ in value.value}
        added = [
            line
            for name, item in fields.items()
            if name not in present
            for line in field_lines(name, item, indent)
        ]
        self._lines[after + 1 : after + 1] = added

    def _change_field(
        self, name: yaml.Node, node: yaml.Node, fields: Mapping[str, Value], indent: str
    ) -> int:
        """Returns by how many lines the file grew."""
        first, last = name.start_mark.line, _last_line(node, name)
        if name.value not in fields:
            return self._replace(first, last, [])
        if _as_read(fields[name.value]) == _value_of(node):
            return 0
        lines = field_lines(name.value, fields[name.value], indent)
        beside = _AFTER_VALUE.search(self._lines[last]) if first == last else None
        if beside and len(lines) == 1 and node.end_mark.column <= beside.start():
            lines[0] += beside[0]
        return self._replace(first, last, lines)

    def _insert(
        self,
        section: yaml.MappingNode,
        key: str,
        fields: Mapping[str, Value],
        order: Sequence[str],
    ) -> None:
        indent = " " * section.value[0][0].start_mark.column
        place = {name: at for at, name in enumerate(order)}
        mine = place.get(key)
        at = _last_line(section) + 1
        for name, _ in section.value:
            if mine is not None and place.get(name.value, -1) > mine:
                at = self._with_comments(name.start_mark.line)
                break
        self._lines[at:at] = entry_lines(key, fields, indent)

    def _with_comments(self, line: int) -> int:
        """Where the comments right above a line begin."""
        while line > 0 and _COMMENT.match(self._lines[line - 1]):
            line -= 1
        return line


def _value_of(node: yaml.Node) -> Value:
    """The value of a node, every scalar as its text."""
    if isinstance(node, yaml.MappingNode):
        return {name.value: _value_of(item) for name, item in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value_of(item) for item in node.value]
    return node.value


def _last_line(node: yaml.Node, key: yaml.Node | None = None) -> int:
    """The last line a node stands on; `key` is that of a value, for values that are empty."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1], last[0]) if isinstance(last, tuple) else _last_line(last)
    at = int(node.end_mark.line)
    if node.end_mark.column == 0 and at > node.start_mark.line:
        at -= 1  # a text in | or > ends where the next line begins
    return max(at, key.start_mark.line) if key is not None else at

"""Entries of `corrections.yaml` as lines: a field a line, text plain where it can be."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

#: A field's value: text, true, a list, or a mapping of such.
Value = Any
INDENT = "  "
_PLAIN = re.compile(r"[^\W_](?:[^:#,\[\]{}\"'`|>&*!%@?]|:(?=\S))*(?<!\s)")


def entry_lines(key: str, fields: Mapping[str, Value], indent: str) -> list[str]:
    """An entry with its fields, `indent` before its key."""
    lines = [f"{indent}{scalar(key)}:"]
    for name, value in fields.items():
        lines += field_lines(name, value, indent + INDENT)
    if not fields:
        lines[0] += " {}"
    return lines


def field_lines(name: str, value: Value, indent: str) -> list[str]:
    """A field; mappings and lists of them as blocks, positions and lists of text on one line."""
    if isinstance(value, Mapping) and "at" not in value:
        lines = [f"{indent}{name}:"]
        for key, item in value.items():
            lines += field_lines(key, item, indent + INDENT)
        return lines
    if isinstance(value, list | tuple) and any(
        isinstance(item, Mapping) and "at" not in item for item in value
    ):
        lines = [f"{indent}{name}:"]
        for item in value:
            inner = [
                line
                for key, part in item.items()
                for line in field_lines(key, part, indent + "    ")
            ]
            inner[0] = f"{indent}{INDENT}- {inner[0].lstrip()}"
            lines += inner
        return lines
    return [f"{indent}{name}: {_flow(value)}"]


def _flow(value: Value) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return scalar(str(value))


def scalar(text: str) -> str:
    """Text as YAML on one line: plain where it can be taken for nothing else, else in quotes."""
    if _PLAIN.fullmatch(text) and text.isprintable() and text.lower() != "null":
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(
        character if character.isprintable() else _escaped(character) for character in quoted
    )


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

"""Rows of a timeline: each mark with its title on the first row that is free there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: Width of a character of a sans-serif font relative to its size, by class. Wide for capitals and
#: for scripts that fill a square; measured roughly, meant to err on the wide side.
_NARROW, _NORMAL, _CAPITAL, _FULL = 0.3, 0.56, 0.7, 1.0
_FIRST_FULL_WIDTH = 0x1100


@dataclass(frozen=True, slots=True)
class Box:
    """What one event needs on its row: from `left` to `right`, in pixels."""

    left: float
    right: float


def text_width(text: str, size: float) -> float:
    """About how wide `text` is in a sans-serif font of `size` pixels, without asking a browser."""
    return size * sum(_character_width(character) for character in text)


def _character_width(character: str) -> float:
    if character in "iljtfrI.,:;'|![]() ":
        return _NARROW
    if ord(character) >= _FIRST_FULL_WIDTH:
        return _FULL if ord(character) < 0x1E00 or ord(character) >= 0x2E80 else _NORMAL
    return _CAPITAL if character.isupper() or character in "mwMW" else _NORMAL


def shorten(text: str, width: float, size: float) -> str:
    """`text`, or as much of it as fits into `width` pixels with an ellipsis."""
    if text_width(text, size) <= width:
        return text
    room = width - text_width("…", size)
    kept = 0
    for character in text:
        room -= size * _character_width(character)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def pack(boxes: Iterable[Box], gap: float = 8) -> list[int]:
    """The row of each box, counted from 0, in the order given (sort by time for a steady look).

    First fit: no two boxes of a row overlap or come nearer than `gap` pixels.
    """
    ends: list[list[Box]] = []
    rows = []
    for box in boxes:
        row = next(
            (number for number, taken in enumerate(ends) if _fits(box, taken, gap)), len(ends)
        )
        if row == len(ends):
            ends.append([])
        ends[row].append(box)
        rows.append(row)
    return rows


def _fits(box: Box, taken: list[Box], gap: float) -> bool:
    return all(box.left >= other.right + gap or box.right + gap <= other.left for other in taken)

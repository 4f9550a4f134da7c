"""Rows of a timeline: each mark with its title on the first row that is free there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """What one event needs on its row: from `left` to `right`, in pixels."""

    left: float
    right: float


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

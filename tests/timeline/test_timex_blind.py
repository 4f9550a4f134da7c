"""The blind gold: that its marks are sound, and that the tagger keeps reading it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from benchmarks.dates_blind import SECOND_BLIND, halves, read_blind
from timeline.model import DocumentDate, TemporalExpression
from timeline.timex import tag

GOLD = read_blind()
SECOND = read_blind(SECOND_BLIND)
#: Days of the week are those of the calendar of our day.
_GREGORIAN = "1583"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize("row", [*GOLD.values(), *SECOND.values()], ids=lambda row: row["doc"])
def test_marks_are_sound(row: dict[str, Any]) -> None:
    assert "[" not in row["text"]
    assert row["timexes"]
    for mark in row["timexes"]:
        assert mark["type"] in ("DATE", "TIME", "DURATION", "SET")
        assert row["text"][mark["start"] : mark["end"]] == mark["text"]
        day = re.match(r"\d{4}-\d\d-\d\d", mark["value"])
        told = [weekday for weekday in DAYS if weekday in mark["text"]]
        if day is not None and told and day[0] >= _GREGORIAN:
            assert DAYS[dt.date.fromisoformat(day[0]).weekday()] == told[0]


@pytest.mark.parametrize("gold", [GOLD, SECOND], ids=["first", "second"])
def test_half_of_it_is_read_as_marked(gold: dict[str, dict[str, Any]]) -> None:
    """The half developed on, so that a change that breaks a class of expressions is seen."""
    developed, _ = halves(gold)
    marks = [(row, mark) for row in developed.values() for mark in row["timexes"]]
    found = {name: _tagged(row) for name, row in developed.items()}
    overlapping = [
        [item for item in found[row["doc"]] if _overlap(item, mark)] for row, mark in marks
    ]
    alike = sum(
        any(item.value == mark["value"] for item in near)
        for near, (_, mark) in zip(overlapping, marks, strict=True)
    )
    assert sum(map(bool, overlapping)) / len(marks) >= 0.97
    assert alike / len(marks) >= 0.92


def _tagged(row: dict[str, Any]) -> tuple[TemporalExpression, ...]:
    return tag(row["text"], DocumentDate(row["dct"], "metadata", "The gold says so.", 1.0))


def _overlap(item: TemporalExpression, mark: dict[str, Any]) -> bool:
    return item.start < int(mark["end"]) and int(mark["start"]) < item.end

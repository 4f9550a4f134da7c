"""Which sorts of happening an event tells (`data/sorts.csv`), however its article words it."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

from maps.features import Event

#: What an event did to people: told of every sort, it tells none.
HARM = "killing"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def sorts(event: Event) -> frozenset[str]:
    """What sorts of happening its triggers and its title tell."""
    triggers = [
        item.context[mark.start - item.context_start : mark.end - item.context_start]
        for item in event.evidence
        for mark in item.marks
        if mark.role == "trigger"
    ]
    found = _sorts_of(" ".join([event.title, *triggers]).lower())
    if found - {HARM}:
        return found
    quotes = (item.quote for item in event.evidence[:1])
    return found | _sorts_of(" ".join(quotes).lower())


def shared_sorts(a: frozenset[str], b: frozenset[str]) -> frozenset[str] | None:
    """The sorts that are in both; None where each does a harm of its own, as a crash and shots."""
    if not a & b - {HARM} and a & _marked("harms") and b & _marked("harms"):
        return None
    return a & b


@cache
def _sorts_of(text: str) -> frozenset[str]:
    words = set(_WORD.findall(text))
    return frozenset(
        sort
        for sort, (exact, beginnings) in _sort_words().items()
        if words & exact or any(word.startswith(beginnings) for word in words)
    )


@cache
def _sort_words() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Sort → the words that tell it as they are, and the beginnings of those that do."""
    return {
        row["sort"]: (
            frozenset(word[1:] for word in row["words"].split() if word.startswith("=")),
            tuple(word for word in row["words"].split() if not word.startswith("=")),
        )
        for row in _rows()
    }


def once_a_day() -> frozenset[str]:
    """The sorts of which a place hardly sees two in a day."""
    return _marked("once")


@cache
def _marked(column: str) -> frozenset[str]:
    return frozenset(row["sort"] for row in _rows() if row[column] == "yes")


def _rows() -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath("data", "sorts.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))

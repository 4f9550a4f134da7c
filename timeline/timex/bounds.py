"""What the words around a date make of it: since and until open it, from … to joins two of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from maps.dates import day_number, iso_day, parse
from timeline.model import TemporalExpression
from timeline.timex.calendar import Span
from timeline.timex.joints import joints_of, listed
from timeline.timex.lexicon import Lexicon
from timeline.timex.value import interval_edtf

_MODS = {"since": "ON_OR_AFTER", "until": "ON_OR_BEFORE", "before": "BEFORE"}
_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s\b|['’](?=\s)")


class Bounds:
    """Joins ranges and opens bounded dates of one text; `today` is the document's day number."""

    def __init__(self, text: str, lexicon: Lexicon, today: int | None) -> None:
        self._text = text
        self._today = today
        self._last_words = _last_words(frozenset().union(*lexicon.bounds.values()))
        self._joints = joints_of(lexicon)
        self._bound = {kind: _pattern(words) for kind, words in lexicon.bounds.items() if words}

    def apply(self, found: Sequence[TemporalExpression]) -> tuple[TemporalExpression, ...]:
        """The expressions with `whole` set on ranges, and since, until, by, before read in."""
        out = list(found)
        for index in range(len(out) - 1):
            whole = self._range(out[index], out[index + 1])
            if whole is not None:
                out[index] = replace(out[index], whole=whole)
                out[index + 1] = replace(out[index + 1], whole=whole)
        return tuple(item if item.whole else self._bounded(item) for item in out)

    def _range(self, left: TemporalExpression, right: TemporalExpression) -> str | None:
        first, last = _number(left.earliest), _number(right.latest)
        if first is None or last is None or first > last or right.start - left.end > 12:
            return None
        if left.type != "DATE" or right.type != "DATE":
            return None
        before = self._text[max(0, left.start - 16) : left.start]
        gap = (self._text, left.end, right.start)
        joints = self._joints
        joined = joints.to.fullmatch(*gap) is not None
        joined = joined or right.rule == "year-continued"  # 2003/04
        joined = joined or bool(joints.together.fullmatch(*gap) and joints.between.search(before))
        return interval_edtf(Span(first, last)) if joined else None

    def _bounded(self, item: TemporalExpression) -> TemporalExpression:
        if item.edtf is None or item.grain == "daypart":
            return item
        before = self._text[max(0, item.start - 24) : item.start]
        if not self._last_words & set(_WORD.findall(before.lower())[-2:]):
            return item
        if _POSSESSIVE.match(self._text, item.end):
            return item
        for kind, pattern in self._bound.items():
            if pattern.search(before):
                return self._open(item, kind)
        return item

    def _open(self, item: TemporalExpression, kind: str) -> TemporalExpression:
        """EDTF has no intervals between clock times: those are bounded by their day."""
        if kind == "since":
            return self._since(item)
        latest, first = _day(item.latest), _number(item.earliest)
        if kind == "before" and first is not None and item.type != "TIME":
            latest = iso_day(first - 1)
        return replace(
            item,
            mod=item.mod or _MODS[kind],
            edtf=f"../{latest}",
            earliest=None,
            latest=latest,
            reason=f"{item.reason} “{kind.capitalize()}” leaves its beginning open.",
        )

    def _since(self, item: TemporalExpression) -> TemporalExpression:
        earliest, first = _day(item.earliest), _number(item.earliest)
        latest = None
        edtf, told = f"{earliest}/..", "leaves its end open"
        if self._today is not None and first is not None and first <= self._today:
            latest = iso_day(self._today)
            edtf, told = f"{_plain(item)}/{latest}", "runs on to the document's day"
        return replace(
            item,
            mod=item.mod or _MODS["since"],
            edtf=edtf,
            earliest=earliest,
            latest=latest,
            reason=f"{item.reason} “Since” {told}.",
        )


def _day(iso: str | None) -> str | None:
    return iso.partition("T")[0] if iso else None


def _plain(item: TemporalExpression) -> str | None:
    """How the beginning of an interval is written: the date itself where it is one date."""
    edtf = (item.edtf or "").rstrip("~")
    simple = re.fullmatch(r"-?\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?", edtf)
    return edtf if simple else _day(item.earliest)


def _number(iso: str | None) -> int | None:
    moment = parse(iso.partition("T")[0]) if iso else None
    if moment is None or moment.month is None or moment.day is None:
        return None
    return day_number(moment.year, moment.month, moment.day)


@lru_cache(maxsize=32)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{listed(words)})\s+(?:the\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=32)
def _last_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in phrases)

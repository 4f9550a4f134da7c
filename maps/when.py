"""Dates in words, as a reader of a page sees them: "1–10 September 2015", "44 BC", "from 2014"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from maps.dates import Civil, Moment, civil, parse
from maps.features import Event
from maps.strings import DEFAULT_LANGUAGE, strings

#: A bare number below this does not look like a year, so it is marked with its era.
_PLAIN_YEAR = 1000
_RANGE = "–"


def label(event: Event, language: str = DEFAULT_LANGUAGE) -> str:
    """The date of an event as it was read, in words; those for an unknown date where it has none.

    A range that is a whole month, year or decade is called by its name; "about" and "uncertain"
    are told where EDTF has `~`, `?` or `%`.
    """
    return _label(event.edtf, event.start, event.end, language)


@lru_cache(maxsize=8192)  # stories name the same days again and again
def _label(edtf: str | None, start: str | None, end: str | None, language: str) -> str:
    words = strings(language)
    first, last = parse(start), parse(end)
    if first is None and last is None:
        return edtf or words["date_unknown"]
    if last is None:
        assert first is not None  # noqa: S101 - one of the two is a date
        text = words["date_from"].format(date=_moment(first, words))
    elif first is None:
        text = words["date_until"].format(date=_moment(last, words))
    else:
        text = _between(first, last, words)
    edtf = edtf or ""
    if "~" in edtf or "%" in edtf:
        text = words["date_about"].format(date=text)
    if "?" in edtf or "%" in edtf:
        text = words["date_uncertain"].format(date=text)
    return text


def _between(first: Moment, last: Moment, words: Mapping[str, str]) -> str:
    if first.hour is not None or last.hour is not None:
        return _between_times(first, last, words)
    begin, after = civil(first.first), civil(last.last)
    end = civil(last.last - 1)
    if (begin.month, begin.day, after.month, after.day) == (1, 1, 1, 1):
        return _years(begin.year, end.year, words)
    if begin.day == after.day == 1:
        return _months(begin, end, words)
    return _days(begin, end, words)


def _between_times(first: Moment, last: Moment, words: Mapping[str, str]) -> str:
    if first[:3] != last[:3]:
        return f"{_moment(first, words)} {_RANGE} {_moment(last, words)}"
    begin, end = _clock(first), _clock(last)
    day = _day(civil(first.first), words)
    time = begin if begin == end else f"{begin}{_RANGE}{end}"
    return words["date_day_time"].format(date=day, time=time)


def _years(first: int, last: int, words: Mapping[str, str]) -> str:
    if first == last:
        return year_words(first, words)
    if first % 10 == 0 and last == first + 9 and first >= _PLAIN_YEAR:
        return words["date_decade"].format(year=first)
    if first < 1 and last < 1:
        return words["date_bc"].format(year=f"{1 - first}{_RANGE}{1 - last}")
    space = "" if first >= _PLAIN_YEAR else " "
    return f"{year_words(first, words)}{space}{_RANGE}{space}{year_words(last, words)}"


def _months(begin: Civil, end: Civil, words: Mapping[str, str]) -> str:
    last = words["date_month"].format(
        month=_month_name(end, words), year=year_words(end.year, words)
    )
    if begin[:2] == end[:2]:
        return last
    if begin.year == end.year:
        return f"{_month_name(begin, words)}{_RANGE}{last}"
    first = words["date_month"].format(
        month=_month_name(begin, words), year=year_words(begin.year, words)
    )
    return f"{first} {_RANGE} {last}"


def _days(begin: Civil, end: Civil, words: Mapping[str, str]) -> str:
    last = _day(end, words)
    if begin == end:
        return last
    if begin.year != end.year:
        return f"{_day(begin, words)} {_RANGE} {last}"
    if begin.month != end.month:
        first = words["date_short_day"].format(day=begin.day, month=_month_name(begin, words))
        return f"{first} {_RANGE} {last}"
    return f"{words['date_day_number'].format(day=begin.day)}{_RANGE}{last}"


def _moment(moment: Moment, words: Mapping[str, str]) -> str:
    day = civil(moment.first)
    if moment.month is None:
        return year_words(moment.year, words)
    if moment.day is None:
        return _months(day, day, words)
    if moment.hour is None:
        return _day(day, words)
    return words["date_day_time"].format(date=_day(day, words), time=_clock(moment))


def _day(day: Civil, words: Mapping[str, str]) -> str:
    return words["date_day"].format(
        day=day.day, month=_month_name(day, words), year=year_words(day.year, words)
    )


def _month_name(day: Civil, words: Mapping[str, str]) -> str:
    return _months_of(words["months"])[day.month - 1]


@cache
def _months_of(names: str) -> tuple[str, ...]:
    return tuple(names.split())


def _clock(moment: Moment) -> str:
    text = f"{moment.hour or 0:02d}:{moment.minute or 0:02d}"
    return f"{text}:{moment.second:02d}" if moment.second else text


def year_words(year: int, words: Mapping[str, str]) -> str:
    """A signed year as readers write it: year 0 is "1 BC", year 79 "AD 79", year 2015 "2015"."""
    if year < 1:
        return words["date_bc"].format(year=1 - year)
    return str(year) if year >= _PLAIN_YEAR else words["date_ad"].format(year=year)

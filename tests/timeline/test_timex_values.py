"""One value, three faces: TIMEX3, EDTF and the first and last day say the same."""

from __future__ import annotations

import re
from itertools import product

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.dates import civil, day_number, iso_day, month_length, parse
from timeline.model import DocumentDate, TemporalExpression
from timeline.timex import TimexOptions, tag
from timeline.timex import calendar as cal
from timeline.timex.value import Clock, Period

YEARS = st.integers(min_value=-4000, max_value=4000)
MODS = st.sampled_from([None, "START", "MID", "END", "APPROX"])
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@st.composite
def periods(draw: st.DrawFn) -> Period:
    grain = draw(
        st.sampled_from(
            ["day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade",
             "century"]
        )
    )  # fmt: skip
    year = draw(YEARS)
    match grain:
        case "day":
            return Period("day", day_number(year, 1, 1) + draw(st.integers(0, 364)))
        case "week" | "weekend":
            return Period(grain, cal.monday(day_number(year, draw(st.integers(1, 12)), 5)))
        case "month":
            return Period("month", year, draw(st.integers(1, 12)))
        case "season":
            code = draw(st.sampled_from(sorted(SEASONS)))
            return Period("season", year, SEASONS[code], code, 3)
        case "quarter":
            return Period("quarter", year, draw(st.integers(1, 4)))
        case "half":
            return Period("half", year, draw(st.integers(1, 2)))
        case "decade":
            return Period("decade", cal.decade_of(year))
        case "century":
            return Period("century", draw(st.integers(1, 30) | st.integers(-30, -1)))
    return Period("year", year)


def edtf_days(text: str) -> tuple[str, str]:
    """First and last day of an EDTF string by the `edtf` package."""
    parsed = parse_edtf(text)
    low, high = parsed.lower_strict(), parsed.upper_strict()
    first = day_number(low[0], low[1], low[2])
    last = day_number(high[0], high[1], min(high[2], month_length(high[0], high[1])))
    return iso_day(first), iso_day(last)


@given(periods(), MODS)
def test_edtf_is_the_interval(period: Period, mod: str | None) -> None:
    first, last = period.part(mod)
    assert first <= last
    assert edtf_days(period.edtf(mod)) == (iso_day(first), iso_day(last))


@given(periods(), MODS)
def test_a_vague_part_lies_inside_its_whole(period: Period, mod: str | None) -> None:
    part, whole = period.part(mod), period.span
    assert whole.first <= part.first <= part.last <= whole.last


@given(periods().filter(lambda period: period.grain != "century"))
def test_the_thirds_make_the_whole(period: Period) -> None:
    if period.grain in ("day", "weekend"):
        return
    start, middle, end = (period.part(mod) for mod in ("START", "MID", "END"))
    assert start.first == period.span.first
    assert middle.first == start.last + 1
    assert end.first == middle.last + 1
    assert end.last == period.span.last


@given(periods())
def test_timex_says_the_interval(period: Period) -> None:
    assert timex_days(period.timex) == period.span


def timex_days(value: str) -> tuple[int, int]:
    """First and last day of a TIMEX3 value, by the conventions, without the tagger's code."""
    before_christ = value.startswith("BC")
    digits, _, rest = value.removeprefix("BC").partition("-")
    if len(digits) == 2:
        count = int(digits) + 1
        years = (1 - 100 * count, 100 - 100 * count) if before_christ else (
            100 * count - 99, 100 * count)  # fmt: skip
    elif len(digits) == 3:
        first = int(digits) * 10
        years = (1 - first - 9, min(1 - first, 0)) if before_christ else (max(first, 1), first + 9)
    else:
        year = 1 - int(digits) if before_christ else int(digits)
        return _within_year(year, rest)
    return day_number(years[0], 1, 1), day_number(years[1], 12, 31)


def _within_year(year: int, rest: str) -> tuple[int, int]:
    if not rest:
        return day_number(year, 1, 1), day_number(year, 12, 31)
    if match := re.fullmatch(r"W(\d\d)(-WE)?", rest):
        # the week of 4 January is the first of its ISO year
        fourth = day_number(year, 1, 4)
        monday = fourth - (fourth + 3) % 7 + 7 * (int(match[1]) - 1)
        return (monday + 5 if match[2] else monday), monday + 6
    spans = {
        "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3), "H1": (1, 6), "H2": (7, 6),
        "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3),
    }  # fmt: skip
    if rest in spans:
        month, length = spans[rest]
        end_year, end_month = (year + 1, 2) if rest == "WI" else (year, month + length - 1)
        return (
            day_number(year, month, 1),
            day_number(end_year, end_month, month_length(end_year, end_month)),
        )
    of_year, _, of_month = rest.partition("-")
    if of_month:
        number = day_number(year, int(of_year), int(of_month))
        return number, number
    return (
        day_number(year, int(of_year), 1),
        day_number(year, int(of_year), month_length(year, int(of_year))),
    )


_MONTHS = ("January", "Feb.", "March", "May", "Sept.", "December")
_UNITS = ("day", "week", "month", "year", "decade")
_PIECES = [
    *(f"{part} {month}{year}" for part, month, year in product(
        ("early", "mid", "late", "the end of"), _MONTHS, ("", " 1987"))),
    *(f"{way} {unit}" for way, unit in product(
        ("last", "this", "next", "the following", "the same", "the previous"), _UNITS)),
    *(f"{count} {unit}s {way}" for count, unit, way in product(
        ("two", "12", "several"), _UNITS, ("ago", "later", "earlier"))),
    "since 1993", "until Friday", "by May 3", "before 44 BC", "from 1939 to 1945", "3-5 May 2012",
    "the 19th century", "the mid-1990s", "winter 2014", "Easter 2016", "Thanksgiving", "at 3 p.m.",
    "at 14:30 UTC on Monday", "the 14th", "Friday the 13th", "Q3", "the second half of last year",
    "around 1850", "Monday morning", "tonight", "in the summer", "480 BC", "the 470s BC", "FY2007",
    "the last Monday of May", "every Friday", "two weeks", "2003-04", "29 February 2012", "24:00",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6),
    st.none() | st.dates().map(lambda day: DocumentDate(day.isoformat(), "metadata", "", 1.0)),
    st.sampled_from(["auto", "news", "narrative"]),
    st.sampled_from(["north", "south"]),
)
def test_expressions_agree_with_themselves(
    pieces: list[str], dct: DocumentDate | None, profile: str, hemisphere: str
) -> None:
    text = "It was so, they said, " + ", and ".join(pieces) + "."
    options = TimexOptions(profile=profile, hemisphere=hemisphere)  # type: ignore[arg-type]
    previous = 0
    for item in tag(text, dct, options=options):
        assert text[item.start : item.end] == item.text
        assert previous <= item.start < item.end
        previous = item.end
        check_faces(item)


def check_faces(item: TemporalExpression) -> None:
    assert item.reason
    assert 0 < item.confidence <= 1
    if item.edtf is None:
        assert (item.earliest, item.latest) == (None, None)
        return
    parse_edtf(item.edtf)
    first, slash, last = item.edtf.partition("/")
    if not slash:
        assert item.earliest is not None
        assert item.latest is not None
        if "T" in item.edtf:
            assert item.earliest == item.latest == item.edtf
        else:
            assert edtf_days(item.edtf) == (item.earliest, item.latest)
        return
    assert (item.earliest is None) == (first == "..")
    assert (item.latest is None) == (last == "..")
    if item.earliest is not None and item.latest is not None and "T" not in item.edtf:
        assert edtf_days(item.edtf) == (item.earliest, item.latest)
        start, end = parse(item.earliest), parse(item.latest)
        assert start is not None
        assert end is not None
        assert start.first <= end.first


@given(st.text(max_size=300))
@settings(max_examples=300)
def test_no_text_raises(text: str) -> None:
    for item in tag(text, DocumentDate("2015-09-15", "metadata", "", 1.0)):
        assert text[item.start : item.end] == item.text
        check_faces(item)


_FRAGMENTS = [
    "May", "1", "31", "February", "29", "1900", "BC", "the", "of", "'", "’82", "-", "–", "/", ".",
    ",", ":", "12", "3000000", "0", "00", "24:00", "25:61", "99/99/9999", "a", "second", "quarter",
    "last", "next", "ago", "later", "years", "century", "decade", "9999", "billion", "half", "past",
    "to", "early", "mid", "end", "every", "a.m.", "UTC", "W53", "Q9", "\n\n", "٣", "²", "Ⅷ", "½",
    "10000", "millennia", "first", "thirty-first", "after", "before", "since", "until", "AD", "90s",
]  # fmt: skip


@given(st.lists(st.sampled_from(_FRAGMENTS), max_size=25), st.sampled_from([" ", "", "\n"]))
@settings(max_examples=500)
def test_no_heap_of_words_raises(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces)
    for item in tag(text, DocumentDate("0001-01-01", "metadata", "", 1.0)):
        check_faces(item)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1961, 4, 2), (2015, 4, 5), (2016, 3, 27), (2019, 4, 21), (1818, 3, 22), (2038, 4, 25)],
)
def test_easter(year: int, month: int, day: int) -> None:
    assert civil(cal.easter(year)) == (year, month, day)


def test_iso_weeks_at_the_turn_of_years() -> None:
    assert cal.iso_week(day_number(2015, 12, 31)) == (2015, 53)
    assert cal.iso_week(day_number(2016, 1, 3)) == (2015, 53)
    assert cal.iso_week(day_number(2016, 1, 4)) == (2016, 1)
    assert cal.iso_week(day_number(2012, 12, 31)) == (2013, 1)


def test_decades_before_christ_are_counted_as_written() -> None:
    assert cal.decade_of(-479) == -488  # 480 BC lies in the 480s BC, which begin in 489 BC
    assert cal.decade_of(-479, 1) == -478
    assert cal.decade_of(5, -1) == -8
    assert cal.decade_years(cal.decade_of(5)) == (1, 9)
    assert cal.decade_years(cal.decade_of(-3)) == (-8, 0)


def test_nth_weekday_can_be_absent() -> None:
    assert cal.nth_weekday(2015, 2, 5, 7) is None
    assert cal.nth_weekday(2015, 2, -5, 7) is None
    assert cal.nth_weekday(2015, 2, 4, 7) == day_number(2015, 2, 22)
    assert cal.nth_weekday(2015, 5, -1, 1) == day_number(2015, 5, 25)


def test_clock_keeps_its_own_zone() -> None:
    period = Period("day", day_number(2015, 9, 15), clock=Clock(21, 34, None, "-05:00"))
    assert period.timex == "2015-09-15T21:34-05"
    assert period.edtf() == "2015-09-15T21:34:00-05:00"

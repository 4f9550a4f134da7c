"""Day numbers and dates in words, before and after year 1."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.dates import Civil, Moment, civil, day_number, iso_day, month_length, parse
from maps.features import Event
from maps.strings import languages, strings
from maps.when import label


@given(st.dates())
def test_day_numbers_agree_with_the_standard_library(day: date) -> None:
    number = day_number(day.year, day.month, day.day)
    assert number == (day - date(1970, 1, 1)).days
    assert civil(number) == (day.year, day.month, day.day)


@given(st.integers(-4_000_000, 4_000_000))
def test_civil_and_day_number_are_inverse_in_all_years(number: int) -> None:
    assert day_number(*civil(number)) == number
    assert parse(iso_day(number)) == Moment(*civil(number))


def test_the_day_before_year_one_is_in_year_zero() -> None:
    assert civil(day_number(1, 1, 1) - 1) == Civil(0, 12, 31)
    assert month_length(0, 2) == 29  # 1 BC is a leap year of the proleptic calendar


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2015", Moment(2015)),
        ("2015-09", Moment(2015, 9)),
        ("2015-09-15", Moment(2015, 9, 15)),
        ("-0043-03-15", Moment(-43, 3, 15)),
        ("2015-09-15T14:30", Moment(2015, 9, 15, 14, 30)),
        ("2015-09-15T14:30:05Z", Moment(2015, 9, 15, 14, 30, 5)),
        ("2015-09-15T14:30:00+05:00", Moment(2015, 9, 15, 14, 30, 0)),
        (None, None),
        ("", None),
        ("yesterday", None),
        ("15", None),
        ("2015-13", None),
        ("2015-02-29", None),
        ("2015-09-15T25:00", None),
    ],
)
def test_parse(text: str | None, moment: Moment | None) -> None:
    assert parse(text) == moment


@pytest.mark.parametrize(
    ("text", "days"), [("2015", 365), ("2016-02", 29), ("2015-09-15", 1), ("-0004", 366)]
)
def test_what_is_written_lasts_as_long_as_its_unit(text: str, days: int) -> None:
    moment = parse(text)
    assert moment is not None
    assert moment.last - moment.first == days


def test_a_clock_time_is_a_part_of_its_day() -> None:
    moment = parse("1970-01-01T06:00")
    assert moment is not None
    assert (moment.first, moment.last) == (0.25, 0.25)


@pytest.mark.parametrize(
    ("edtf", "start", "end", "words"),
    [
        ("2015-09-15", "2015-09-15", "2015-09-15", "15 September 2015"),
        ("2015-09-01/2015-09-10", "2015-09-01", "2015-09-10", "1–10 September 2015"),
        ("2015-08-28/2015-09-03", "2015-08-28", "2015-09-03", "28 August – 3 September 2015"),
        ("2015-12-28/2016-01-03", "2015-12-28", "2016-01-03", "28 December 2015 – 3 January 2016"),
        ("2015-09", "2015-09-01", "2015-09-30", "September 2015"),
        ("2015-03/2015-05", "2015-03-01", "2015-05-31", "March–May 2015"),
        ("2014-12/2015-02", "2014-12-01", "2015-02-28", "December 2014 – February 2015"),
        ("2015", "2015-01-01", "2015-12-31", "2015"),
        ("2014/2016", "2014-01-01", "2016-12-31", "2014–2016"),
        ("199X", "1990-01-01", "1999-12-31", "1990s"),
        ("1801/1900", "1801-01-01", "1900-12-31", "1801–1900"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15", "15 March 44 BC"),
        ("-0048/-0043", "-0048-01-01", "-0043-12-31", "49–44 BC"),
        ("-0030/0014", "-0030-01-01", "0014-12-31", "31 BC – AD 14"),
        ("0079", "0079-01-01", "0079-12-31", "AD 79"),
        ("1850~", "1850-01-01", "1850-12-31", "about 1850"),
        ("2004-06?", "2004-06-01", "2004-06-30", "June 2004 (uncertain)"),
        ("2014-05-03/..", "2014-05-03", None, "from 3 May 2014"),
        ("../2014-05", None, "2014-05", "until May 2014"),
        (None, "2014", "2014", "2014"),
        (None, None, None, "date unknown"),
        ("../..", None, None, "../.."),
        ("2015-09-15T14:30:00", "2015-09-15T14:30:00", "2015-09-15T14:30:00",
         "15 September 2015, 14:30"),
        (None, "2015-09-15T08:00:00", "2015-09-15T11:30:00", "15 September 2015, 08:00–11:30"),
        (None, "2015-09-15T22:00:00", "2015-09-16T02:00:00",
         "15 September 2015, 22:00 – 16 September 2015, 02:00"),
    ],
)  # fmt: skip
def test_a_date_in_words(edtf: str | None, start: str | None, end: str | None, words: str) -> None:
    assert label(Event("e1", "Something", edtf=edtf, start=start, end=end)) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2015-09-15", "2015-09-15", "15. September 2015"),
        ("2015-09-01", "2015-09-10", "1.–10. September 2015"),
        ("2015-05-28", "2015-06-03", "28. Mai – 3. Juni 2015"),
        ("2015-03-01", "2015-05-31", "März–Mai 2015"),
        ("-0043-03-15", "-0043-03-15", "15. März 44 v. Chr."),
    ],
)
def test_a_date_in_german(start: str, end: str, words: str) -> None:
    assert label(Event("e1", "Etwas", start=start, end=end), "de") == words


@pytest.mark.parametrize("language", languages())
def test_every_language_has_twelve_months(language: str) -> None:
    for key in ("months", "months_short"):
        assert len(strings(language)[key].split()) == 12


def test_an_unknown_language_reads_as_english() -> None:
    assert strings("xx") == strings("en")

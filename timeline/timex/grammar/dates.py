"""What names a time by itself: days, months, weekdays, holidays, years."""

from __future__ import annotations

import re
from typing import Any

from maps.dates import month_length
from timeline.timex.engine import Found, Rule
from timeline.timex.grammar import clocks
from timeline.timex.grammar.clocks import make_clock
from timeline.timex.lexicon import Holiday
from timeline.timex.spec import Fixed, Partial

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?"
)


#: Months whose names are those of persons or verbs as well: March, May.
_NAMES_TOO = (3, 5)


def year_fields(value: Any) -> dict[str, Any]:
    """Fields of a Partial for the value of a year token: an int, or two digits as a string."""
    if value is None:
        return {}
    return {"short_year": int(value)} if isinstance(value, str) else {"year": int(value)}


def date(found: Found) -> Partial | None:
    """Day, month and year by their roles; turned down when no year has such a day."""
    weekday, nodes = found.node("weekday"), found.nodes()
    if weekday is not None and "\n" in found.text[weekday.end : nodes[1].start]:
        return None  # a headline that ends with a weekday, and the dateline under it
    month, day = found["month"], found["day"]
    year = year_fields(found["year"])
    if day is not None and not 1 <= int(day) <= month_length(year.get("year", 2000), month):
        return None
    return Partial(
        month=month, day=None if day is None else int(day), weekday=found["weekday"], **year
    )


def _iso(found: Found) -> Partial | None:
    match = _ISO.fullmatch(found["iso"])
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        return None
    clock = None
    if match[4]:
        clock = make_clock(
            int(match[4]), int(match[5]), int(match[6]) if match[6] else None, _zone(match[7])
        )
        if clock is None:
            return None
    return Partial(year=year, month=month, day=day, clock=clock)


def _zone(written: str | None) -> str:
    if not written or written == "Z":
        return written or ""
    return f"{written[:3]}:{written[-2:]}"


def _numeric(found: Found) -> Partial | None:
    written = found["numeric"]
    first, second, third = (int(part) for part in re.split(r"[./-]", written))
    dotted = "." in written and third > 31
    if dotted and 1 <= second <= 12 and 1 <= first <= month_length(third, second):
        return Partial(year=third, month=second, day=first)  # dots are written day first
    return Partial(numeric=(first, second, third))


def _year_month(found: Found) -> Partial | None:
    """2016 November; in "in 2010 May won" it is a person."""
    return (
        None if found["month"] in _NAMES_TOO else Partial(year=found["year"], month=found["month"])
    )


def _year_only(found: Found) -> Partial:
    return Partial(**year_fields(found["year"]))


def _sure_year(found: Found) -> Partial:
    return Partial(**year_fields(found["year"]))


def _holiday(found: Found) -> Partial | Fixed:
    holiday: Holiday = found["holiday"]
    year = year_fields(found["year"])
    if holiday.year is not None:
        year = {"year": holiday.year}
    return Partial(holiday=holiday, **year)


def _weekday(found: Found) -> Partial:
    return Partial(weekday=found["weekday"], daypart=found["daypart"] or "")


def _weekday_day(found: Found) -> Partial | None:
    day = int(found["day"])
    return Partial(day=day, weekday=found["weekday"]) if 1 <= day <= 31 else None


def _reference(found: Found) -> Fixed:
    return Fixed("DATE", found["reference"])


_YEAR = "( comma? year=year|shortyear )?"


_LIST_BEHIND = (
    " (?= ( ( comma | and | or | dash | to | through | longdash | comma and ) the? day|ordinalday )"
    "{1,8} of? month=month ( comma? year=year )? )"
)


RULES: tuple[Rule, ...] = (
    Rule(
        "weekday-day",
        ("date", "dayof"),
        "weekday=weekday comma? the? day=ordinaldigits (?! of month|unit )",
        _weekday_day,
    ),
    Rule("iso-date", ("date", "dayof"), "iso=iso", _iso),
    Rule("numeric-date", ("date", "dayof"), "numeric=numeric", _numeric),
    Rule(
        "year-dash-month",
        ("date", "dayof", "dmy"),
        "year=year dash|slash month=month dash|slash day=day",
        date,
    ),
    Rule(
        "day-dash-month",
        ("date", "dayof", "dmy"),
        "day=day dash|slash month=month dash|slash year=year|two",
        date,
    ),
    Rule("day-in-list", ("date", "dayof", "dmy"), "day=day|ordinalday" + _LIST_BEHIND, date),
    Rule("the-day-in-list", ("date", "dayof", "dmy"), "the day=ordinalday" + _LIST_BEHIND, date),
    Rule(
        "day-month-year",
        ("date", "dayof", "dmy"),
        "( weekday=weekday comma? )? the? day=day|ordinalday of? month=month"
        " ( ( comma? | of ) year=year|shortyear )?",
        date,
    ),
    Rule(
        "the-day-month",
        ("date", "dayof", "dmy"),
        "( weekday=weekday comma? )? the day=ordinalday of? month=month"
        " ( ( comma? | of ) year=year|shortyear )?",
        date,
    ),
    Rule(
        "ordinal-of-month",
        ("date", "dayof", "dmy"),
        "( weekday=weekday comma? )? the? day=ordinal of month=month " + _YEAR,
        date,
    ),
    Rule(
        "month-day-year",
        ("date", "dayof", "mdy"),
        "( weekday=weekday comma? )? month=month"
        " the? day=day|ordinalday|ordinalwords (?! colon day ) " + _YEAR,
        date,
    ),
    Rule(
        "month-year",
        ("date", "monthof"),
        "month=month ( comma | of | of the yearword | dash )? year=year|shortyear",
        date,
    ),
    Rule("year-month", ("date", "monthof"), "year=year month=month (?! day|dot )", _year_month),
    Rule(
        "month-ordinal",
        ("date", "dayof", "mdy"),
        "( weekday=weekday comma? )? month=month day=ordinal (?= comma|dot|prep|and|to|break ) "
        + _YEAR,
        date,
    ),
    Rule(
        "holiday",
        ("date", "dayof", "holidayof"),
        "holiday=holiday ( ( of | comma )? year=year )?",
        _holiday,
    ),
    *clocks.RULES,
    Rule(
        "year-of-few",
        ("date", "yearof", "sureyear"),
        "(?<= prep ) the yearword year=smallyear (?! unit|plural|number|dash|slash|colon )",
        _year_only,
    ),
    Rule("year-word", ("date", "yearof", "sureyear"), "the? yearword of? year=year", _year_only),
    Rule("years-word", ("date", "yearof", "sureyear"), "the? yearsword year=year", _year_only),
    Rule("year-sure", ("date", "yearof", "sureyear"), "year=sureyear", _sure_year),
    Rule("year", ("date", "yearof", "bareyear"), "year=year", _year_only),
    Rule(
        "weekday-dayparts",
        ("date", "weekdayof", "hasdaypart", "hasdayparts"),
        "weekday=weekday (?= plural ) daypart=daypart",
        _weekday,
    ),
    Rule(
        "weekday-daypart",
        ("date", "weekdayof", "hasdaypart"),
        "weekday=weekday daypart=daypart",
        _weekday,
    ),
    Rule(
        "narrative-reference",
        ("fixed", "narrativeonly"),
        "reference=narrativereference",
        _reference,
    ),
    Rule("reference", ("fixed", "referenceof"), "reference=reference", _reference),
)

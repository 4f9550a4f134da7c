"""What names a time by itself: days, months, seasons, quarters, decades, centuries."""

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
_POSSESSIVE_YEAR = re.compile(r"\d{4}['’]s\s")
_NAME = re.compile(r"[A-Z]\w+ [A-Z]")


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


def _season(found: Found) -> Partial | None:
    season = found.node("season")
    if season is not None and season.end == found.end and _NAME.match(found.text, season.start):
        return None  # the 2012 Summer Olympics
    return Partial(season=found["season"], **year_fields(found["year"]))


def _year_month(found: Found) -> Partial | None:
    """2016 November; in "in 2010 May won" it is a person."""
    return (
        None if found["month"] in _NAMES_TOO else Partial(year=found["year"], month=found["month"])
    )


def _quarter(found: Found) -> Partial | None:
    index = found["nth"]
    if found["unit"] not in (None, "quarter") or not 1 <= int(index) <= 4:
        return None
    return Partial(quarter=int(index), **year_fields(found["year"]))


def _years_quarter(found: Found) -> Partial | None:
    """1988's third quarter."""
    return _quarter(found) if _POSSESSIVE_YEAR.match(found.words()) else None


def _half(found: Found) -> Partial | None:
    index = found["nth"]
    if not 1 <= int(index) <= 2:
        return None
    return Partial(half=int(index), **year_fields(found["year"]))


def _year_only(found: Found) -> Partial:
    return Partial(**year_fields(found["year"]))


def _sure_year(found: Found) -> Partial:
    return Partial(**year_fields(found["year"]))


def _decade(found: Found) -> Partial | None:
    long, short = found["decade4"], found["decade2"]
    if long is not None and long % 100 == 0 and 1000 <= long < 2000:
        return Partial(century=long // 100 + 1)  # the 1800s are hardly ever 1800 to 1809
    if long is not None:
        return Partial(decade=int(long)) if 1000 <= long <= 2190 else None
    return Partial(decade=int(short), short_decade=True)


def _era_decade(found: Found) -> Partial:
    """The 470s BC run from 479 to 470 BC."""
    decade = int(found["decade"])
    return Partial(decade=1 - (decade + 9) if found["era"] == "BC" else decade)


def _century(found: Found) -> Partial | None:
    nth = int(found["nth"])
    if found["unit"] == "millennium" and nth <= 5:
        return Partial(millennium=-nth if found["era"] == "BC" else nth)
    if found["unit"] != "century" or not 1 <= nth <= 30:
        return None
    return Partial(century=-nth if found["era"] == "BC" else nth)


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


def _week(found: Found) -> Partial | None:
    number = int(found["number"])
    if found["unit"] not in (None, "week") or not 1 <= number <= 53:
        return None
    return Partial(week=number, **year_fields(found["year"]))


def _fiscal(found: Found) -> Fixed:
    year = found["year"]
    return Fixed("DATE", found["fiscalyear"] or f"FY{int(year)}", grain="year")


def _year_fiscal(found: Found) -> Fixed:
    """The 2008 fiscal year, the 2007-08 financial year: named by the year it ends in."""
    year, last = int(found["year"]), found["last"]
    if last is not None:
        year = year - year % 100 + int(last) % 100
    return Fixed("DATE", f"FY{year}", grain="year")


def _fiscal_quarter(found: Found) -> Fixed | None:
    """The fiscal first quarter: when it lies, only the company's accounts tell."""
    nth = int(found["nth"])
    if found["unit"] not in (None, "quarter") or not 1 <= nth <= 4:
        return None
    return Fixed("DATE", f"XXXX-Q{nth}", grain="quarter")


def _reference(found: Found) -> Fixed:
    return Fixed("DATE", found["reference"])


_YEAR = "( comma? year=year|shortyear )?"
_DAY_LIST = (
    "day=day|ordinalday"
    " (?= ( ( comma | and | or | dash | to | longdash | comma and ) the? day|ordinalday )"
    "{1,8} of? month=month ( comma? year=year )? )"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "weekday-day",
        ("date", "dayof"),
        "weekday=weekday comma? the day=ordinaldigits (?! of month|unit )",
        _weekday_day,
    ),
    Rule("iso-date", ("date", "dayof"), "iso=iso", _iso),
    Rule("numeric-date", ("date", "dayof"), "numeric=numeric", _numeric),
    Rule(
        "day-dash-month",
        ("date", "dayof", "dmy"),
        "day=day dash|slash month=month dash|slash year=year|two",
        date,
    ),
    Rule("day-in-list", ("date", "dayof", "dmy"), _DAY_LIST, date),
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
    Rule(
        "season-year",
        ("date", "seasonof"),
        "the? season=season ( of | comma | of the yearword )? year=year|shortyear"
        " ( ( dash | slash ) two|year )?",
        _season,
    ),
    Rule("year-month", ("date", "monthof"), "year=year month=month (?! day|dot )", _year_month),
    Rule("year-season", ("date", "seasonof"), "year=year season=season", _season),
    Rule(
        "nth-quarter",
        ("date", "quarterof"),
        "the? nth=ordinal dash? unit=unit ( ( of | in | comma )? year=year|shortyear )?",
        _quarter,
    ),
    Rule(
        "year-quarter",
        ("date", "quarterof"),
        "the? year=year nth=ordinal dash? unit=unit",
        _quarter,
    ),
    Rule(
        "years-quarter",
        ("date", "quarterof"),
        "year=year apostrophe ~number|unit|comma nth=ordinal dash? unit=unit",
        _years_quarter,
    ),
    Rule(
        "quarter-name",
        ("date", "quarterof"),
        "nth=quartername ( of | comma )? ( year=year|shortyear )?",
        _quarter,
    ),
    Rule(
        "year-quarter-name",
        ("date", "quarterof"),
        "year=year nth=quartername",
        _quarter,
    ),
    Rule("year-half-name", ("date", "halfof"), "year=year nth=halfname", _half),
    Rule(
        "month-ordinal",
        ("date", "dayof", "mdy"),
        "( weekday=weekday comma? )? month=month day=ordinal (?= comma|dot|prep|and|to|break ) "
        + _YEAR,
        date,
    ),
    Rule(
        "nth-half",
        ("date", "halfof"),
        "the? nth=ordinal dash? half ( of year=year|shortyear )",
        _half,
    ),
    Rule(
        "year-half",
        ("date", "halfof"),
        "the? year=year nth=ordinal dash? half=half",
        _half,
    ),
    Rule(
        "half-bare",
        ("date", "halfof", "barehalf"),
        "(?<= prep ) the nth=ordinal half (?! of|dash|unit )",
        _half,
    ),
    Rule(
        "half-attribute",
        ("date", "halfof", "barehalf"),
        "nth=ordinal dash half (?! of|dash|unit )",
        _half,
    ),
    Rule("half-name", ("date", "halfof"), "nth=halfname ( of )? year=year", _half),
    Rule("week-number", ("date", "weekof"), "number=weekname ( of | comma )? year=year", _week),
    Rule("fiscal-year", ("fixed",), "fiscalyear=fiscalyear", _fiscal),
    Rule(
        "year-fiscal",
        ("fixed",),
        "the? year=year ( dash|slash last=two )? fiscal yearword?",
        _year_fiscal,
    ),
    Rule("fiscal-quarter", ("fixed",), "the? fiscal nth=ordinal dash? unit=unit", _fiscal_quarter),
    Rule("fiscal-year-words", ("fixed",), "the? fiscal yearword? year=year", _fiscal),
    Rule("decade", ("date", "decadeof"), "the? decade4=decade4", _decade),
    Rule(
        "decade-era",
        ("date", "decadeof"),
        "the? decade=decade3|decade4|decade2 era=era",
        _era_decade,
    ),
    Rule("decade-short", ("date", "decadeof"), "the decade2=decade2|decadeword", _decade),
    Rule("decade-quoted", ("date", "decadeof"), "(?= quoted ) decade2=decade2", _decade),
    Rule(
        "decade-edge", ("date", "decadeof"), "(?<= edge dash ) decade2=decade2|decadeword", _decade
    ),
    Rule(
        "decade-edge-open", ("date", "decadeof"), "(?<= edge ) decade2=decade2|decadeword", _decade
    ),
    Rule(
        "century",
        ("date", "centuryof"),
        "the? nth=ordinal dash? unit=unit ( era=era )?",
        _century,
    ),
    Rule(
        "century-in-list",
        ("date", "centuryof"),
        "the? nth=ordinal"
        " (?= ( and | or | to | dash | comma ) the? ordinal dash? unit=unit ( era=era )? )",
        _century,
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

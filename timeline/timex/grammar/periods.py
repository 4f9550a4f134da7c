"""What names a longer time by itself: seasons, quarters, halves, years of accounts, centuries."""

from __future__ import annotations

import re

from timeline.timex.engine import Found, Rule
from timeline.timex.grammar.dates import year_fields
from timeline.timex.spec import Fixed, Partial

_POSSESSIVE_YEAR = re.compile(r"\d{4}['’]s\s")


_NAME = re.compile(r"[A-Z]\w+ [A-Z]")


def _season(found: Found) -> Partial | None:
    season = found.node("season")
    if season is not None and season.end == found.end and _NAME.match(found.text, season.start):
        return None  # the 2012 Summer Olympics
    return Partial(season=found["season"], **year_fields(found["year"]))


def _quarter(found: Found) -> Partial | None:
    index = found["nth"]
    if found["unit"] not in (None, "quarter") or not 1 <= int(index) <= 4:
        return None
    return Partial(quarter=int(index), **year_fields(found["year"]))


def _quarter_of_months(found: Found) -> Partial | None:
    """The April-June quarter."""
    first, last = int(found["first"]), int(found["last"])
    if found["unit"] != "quarter" or first % 3 != 1 or last != first + 2:
        return None
    return Partial(quarter=last // 3, **year_fields(found["year"]))


def _years_quarter(found: Found) -> Partial | None:
    """1988's third quarter."""
    return _quarter(found) if _POSSESSIVE_YEAR.match(found.words()) else None


def _half(found: Found) -> Partial | None:
    index = found["nth"]
    if not 1 <= int(index) <= 2:
        return None
    return Partial(half=int(index), **year_fields(found["year"]))


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
    return Partial(century=-nth if found["era"] == "BC" else nth, era=found["era"] or "")


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


RULES: tuple[Rule, ...] = (
    Rule(
        "season-year",
        ("date", "seasonof"),
        "the? season=season ( of | comma | of the yearword )? year=year|shortyear"
        " ( ( dash | slash ) two|year )?",
        _season,
    ),
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
        "quarter-of-months",
        ("date", "quarterof"),
        "the? first=month dash|to last=month unit=unit ( ( of | in | comma )? year=year )?",
        _quarter_of_months,
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
)

"""What is told from another time without a count: tonight, the month, later that year, recently."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.timex.engine import Found, Rule
from timeline.timex.grammar.counted import is_plural
from timeline.timex.lengths import grain_of, period
from timeline.timex.spec import Fixed, Partial, Relative

#: "on the day he died" is told from his death.
_CLAUSE = re.compile(r"\s+(?:of|when|that|after|before|he|she|it|they|we|I|his|her|the|a)\b")


def _unit_of(found: Found) -> Partial | Relative | None:
    """The week of March 3, the month of May."""
    unit, inner = found["unit"], found["date"]
    if inner is None:
        inner = Partial(month=found["month"])
    if not isinstance(inner, Partial) or is_plural(found):
        return None
    if unit in ("week", "weekend") and inner.day is not None:
        return Relative("inner", 0, unit, inner, name="of")
    return inner if unit == "month" and inner.month is not None and inner.day is None else None


def _week_of_day(found: Found) -> Relative | None:
    """The week of the 18th."""
    day = int(found["day"])
    if is_plural(found) or found["unit"] not in ("week", "weekend") or not 1 <= day <= 31:
        return None
    return Relative("inner", 0, found["unit"], Partial(day=day), name="of")


def _named_and_dated(found: Found) -> Partial | None:
    """Easter Monday, 2 April 1453: the date tells the day, and the year of both."""
    name, date = found["name"], found["date"]
    return date if isinstance(name, Partial) and name.year is None else None


def _around_day(found: Found) -> Relative | None:
    """The Easter weekend, the July 4 weekend, Christmas week."""
    unit, date = found["unit"], found["date"]
    if is_plural(found) or unit not in ("week", "weekend") or not isinstance(date, Partial):
        return None
    return Relative("inner", 0, unit, date, name="around")


def _deictic(found: Found) -> Relative:
    return Relative("dct", found["deictic"], "day", daypart=found["daypart"] or "", name="deictic")


def _mid_unit(found: Found) -> Relative:
    return Relative("auto", 0, found["midunit"], mod="MID", name="the")


def _running(found: Found) -> Relative | None:
    """A third consecutive day, the second week in a row: the one it is now."""
    if is_plural(found) or found["unit"] not in ("day", "week", "month", "quarter", "year"):
        return None
    return Relative("dct", 0, found["unit"], name="this")


def _ended(found: Found) -> Relative | Fixed | None:
    """The quarter ended Sept. 30, the week beginning May 4; the year to March is a length."""
    unit, last = found["unit"], found["date"]
    if is_plural(found) or unit not in ("week", "month", "quarter", "year"):
        return None
    if unit != "year" and isinstance(last, Partial):
        return Relative("inner", 0, unit, last, name="of")
    return Fixed("DURATION", period(1.0, unit), None, grain_of(unit), 1.0, unit)


def _at_the_time(found: Found) -> Fixed | None:
    """At the time; "at the time of the vote" is told from the vote."""
    if not found.words().lower().endswith("time") or _CLAUSE.match(found.text, found.end):
        return None
    return Fixed("DATE", "PAST_REF")


def _at_that_time(found: Found) -> Fixed | None:
    """At that time, in news."""
    if found.words().lower().split()[0] != "that":
        return None
    return _at_the_time(found)


def _latest(found: Found) -> Relative | None:
    """The latest quarter: the one spoken of, else the last that is over."""
    if is_plural(found) or found["unit"] not in ("week", "month", "quarter", "year"):
        return None
    return Relative("text", -1, found["unit"], name="latest")


def _framed_period(found: Found) -> Relative | None:
    """For the quarter, in the year: the one spoken of, unless a clause goes on to tell which."""
    if is_plural(found) or found["unit"] not in ("week", "month", "quarter", "year"):
        return None
    if _CLAUSE.match(found.text, found.end):
        return None
    return Relative("text", 0, found["unit"], name="the")


def _year_end(_: Found) -> Relative:
    return Relative("auto", 0, "year", mod="END", name="the")


def _night(found: Found) -> Relative:
    return Relative("dct", found["night"], "day", daypart="NI", name="deictic")


def _overnight(_: Found) -> Relative:
    return Relative("dct", 0, "day", daypart="NI", name="overnight")


def _name(found: Found) -> Partial:
    return Partial(month=found["month"], season=found["season"], weekday=found["weekday"])


def _the_unit(found: Found) -> Relative | None:
    """The month, the year: of the last date told; a date only inside "the end of the month"."""
    unit = found["unit"]
    if is_plural(found) or unit in ("second", "minute", "hour"):
        return None
    return Relative("text", 0, unit, name="the")


def _within(found: Found) -> Relative | None:
    """Later that month, earlier this year, later in the year."""
    if is_plural(found):
        return None
    if found["direction"]:
        name, shift, base = found["direction"]
        if shift != 0:
            return None
    else:
        name, base = "same", "text"
    return Relative(base, 0, found["unit"], name=name)


def _edge_in_unit(found: Found) -> Relative | None:
    unit = _the_unit(found)
    return None if unit is None else replace(unit, mod=found["edge"])


def _framed_day(found: Found) -> Relative | None:
    if found["unit"] != "day" or _CLAUSE.match(found.text, found.end):
        return None
    return Relative("text", 0, "day", name="the")


def _weekend(found: Found) -> Relative | None:
    if found["unit"] != "weekend" or is_plural(found):
        return None
    return Relative("dct", 0, "weekend", name="the")


def _vague_reference(found: Found) -> Fixed:
    return Fixed("DATE", found["ref"])


def _reference_units(found: Found) -> Fixed | None:
    return Fixed("DATE", found["ref"]) if is_plural(found) else None


RULES: tuple[Rule, ...] = (
    Rule(
        "edge-in-unit",
        ("date", "shifted"),
        "edge=edge ( in | on ) the unit=unit",
        _edge_in_unit,
    ),
    Rule("the-day", ("date", "dayframed"), "(?<= dayframe ) the unit=unit", _framed_day),
    Rule(
        "unit-of",
        ("date", "shifted"),
        "the? unit=unit of ( date=date | month=month )",
        _unit_of,
    ),
    Rule(
        "week-of-day",
        ("date", "shifted"),
        "the? unit=unit of the day=ordinaldigits (?! of )",
        _week_of_day,
    ),
    Rule(
        "within",
        ("date", "shifted", "unitof"),
        "later|earlier ( in | on )? the? ( direction=direction | the )? unit=unit",
        _within,
    ),
    Rule(
        "deictic",
        ("date", "shifted"),
        "( earlier | later )? deictic=deictic ( daypart=daypart )?",
        _deictic,
    ),
    Rule(
        "named-day-dated",
        ("date", "dayof"),
        "the? name=holidayof comma? date=dmy|mdy",
        _named_and_dated,
    ),
    Rule(
        "around-day",
        ("date", "shifted"),
        "the? date=holidayof|dmy|mdy feastword|filler? unit=unit (?! ago|later|earlier|of )",
        _around_day,
    ),
    Rule("mid-unit", ("date", "shifted"), "midunit=midunit", _mid_unit),
    Rule(
        "consecutive",
        ("date", "shifted", "newsonly"),
        "( the | article )? ordinal consecutive unit=unit",
        _running,
    ),
    Rule(
        "in-a-row",
        ("date", "shifted", "newsonly"),
        "( the | article )? ordinal unit=unit (?= inarow )",
        _running,
    ),
    Rule(
        "unit-ended",
        ("date", "shifted"),
        "the unit=unit (?= periodend|periodstart on? the? date=date )",
        _ended,
    ),
    Rule("at-the-time", ("fixed",), "(?<= at ) the periodword (?! dash )", _at_the_time),
    Rule(
        "at-that-time",
        ("fixed", "newsonly"),
        "(?<= at ) direction=direction periodword",
        _at_that_time,
    ),
    Rule("latest", ("date", "shifted"), "the latest unit=unit", _latest),
    Rule(
        "the-period",
        ("date", "shifted", "newsonly"),
        "(?<= periodframe ) the filler? unit=unit (?! ago|earlier|later|after|before|dash )",
        _framed_period,
    ),
    Rule("year-end", ("date", "shifted"), "( the )? yearend", _year_end),
    Rule("tonight", ("date", "shifted", "hasdaypart"), "night=deicticnight", _night),
    Rule("overnight", ("date", "hasdaypart", "overnightof"), "overnight", _overnight),
    Rule("weekend", ("date", "shifted"), "the unit=unit", _weekend),
    Rule("reference-units", ("fixed",), "the? ref=refadjective unit=unit", _reference_units),
    Rule(
        "reference-noun",
        ("fixed", "referenceof"),
        "the ref=refnoun (?! direction|unit|cardinal|number )",
        _vague_reference,
    ),
    Rule("reference-adjective", ("fixed", "referenceof"), "ref=refadjective", _vague_reference),
    Rule("named-month", ("date", "monthof", "barename"), "month=month", _name),
    Rule("named-season", ("date", "seasonof", "barename"), "the? season=season", _name),
    Rule("named-weekday", ("date", "weekdayof", "barename"), "weekday=weekday", _name),
    Rule("anaphoric-unit", ("unitthe",), "the unit=unit", _the_unit),
)

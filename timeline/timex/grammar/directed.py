"""What a direction points to: last week, this year, the next few months, last Friday."""

from __future__ import annotations

from dataclasses import replace

from timeline.timex.engine import Found, Rule
from timeline.timex.grammar.counted import is_plural, scaled
from timeline.timex.lengths import grain_of, period
from timeline.timex.spec import Fixed, Partial, Relative

_DESIGNATED = ("day", "week", "month", "quarter", "year", "decade", "century")


def _framed_direction(found: Found) -> Fixed | None:
    """For the next year, over the last month: a length; "for the following year" is that year."""
    unit = found["unit"]
    _, shift, base = found["direction"]
    if shift == 0 or base == "text" or is_plural(found) or unit not in _DESIGNATED:
        return None
    return Fixed("DURATION", period(1.0, unit), None, grain_of(unit), 1.0, unit)


def _counted_direction(found: Found) -> Fixed | None:
    """The four previous weeks."""
    count, unit = found["number"], found["unit"]
    if not is_plural(found) or found["direction"][1] == 0:
        return None
    whole = None if count == "X" else float(count)
    return Fixed("DURATION", period(count, unit), None, grain_of(unit), whole, unit)


def _nth_length(found: Found) -> Fixed | None:
    """The first nine months; "the second day" counts nothing."""
    length: Fixed = found["length"]
    counted = length.count is not None and length.count > 1 and length.unit != "age"
    return length if counted else None


def _length_period(found: Found) -> Fixed | None:
    """A sixty-day period."""
    length: Fixed = found["length"]
    return length if length.unit and length.unit != "age" else None


def _directed_length(found: Found) -> Fixed | None:
    """The last two weeks, the next few months: a duration beside the day it counts from."""
    length: Fixed = found["length"]
    if length.unit == "age" or length.mod is not None:
        return None  # "they last up to eight hours" is a verb
    return replace(length, type="DURATION")


def _directed_plural(found: Found) -> Fixed | None:
    """The coming weeks, the past years, the following days."""
    if not is_plural(found):
        return None
    name, shift, _ = found["direction"]
    if name in ("last", "coming"):
        return Fixed("DATE", "PAST_REF" if shift < 0 else "FUTURE_REF")
    return Fixed("DURATION", period("X", found["unit"]), None, grain_of(found["unit"]))


def _time_told(found: Found) -> Relative | None:
    """During this period, at the same time: the date told last, whatever its grain."""
    name, shift, _ = found["direction"]
    return Relative("text", 0, "", name=name) if shift == 0 and name != "current" else None


def _last_of(found: Found) -> Relative | None:
    """The last day of May, the last week of 1944, the last Monday in August."""
    if found["direction"][0] != "last" or "past" in found.words().lower().split()[:3]:
        return None
    return _final_of(found)


def _final_of(found: Found) -> Relative | None:
    """The final quarter of 2012."""
    inner = found["date"]
    if inner is None:
        inner = Partial(month=found["month"], season=found["season"])
    if not isinstance(inner, Partial) or inner.day is not None or inner.holiday is not None:
        return None
    unit = found["unit"] or f"weekday{found['weekday']}"
    return None if is_plural(found) else Relative("inner", 0, unit, inner, nth=-1, name="nth")


def _directed_daypart(found: Found) -> Relative:
    """This morning, last night, the following evening, that afternoon; the next one of a story."""
    name, shift, base = found["direction"]
    if name == "next":
        base = "text"
    return Relative(base, shift, "day", daypart=found["daypart"], name=name)


def _directed(found: Found) -> Relative | Fixed | None:
    """Last week, this year, the following day, that month; the past year is a length of time."""
    name, shift, base = found["direction"]
    unit = found["unit"]
    words = found.words().lower().split()
    if "past" in words and not is_plural(found) and unit in _DESIGNATED:
        return Fixed("DURATION", period(1.0, unit), None, grain_of(unit), 1.0, unit)
    if name == "last" and unit == "day" and words[0] == "the":
        return Fixed("DURATION", "P1D", None, "day", 1.0, unit)  # one day of the past, no yesterday
    if name == "next" and words[0] == "the":
        base = "text"
    if unit in ("second", "minute", "hour") or is_plural(found):
        return None
    amount, unit = scaled(shift, unit)
    return Relative(base, amount, unit, daypart=found["daypart"] or "", name=name)


def _fiscal_year(found: Found) -> Relative | None:
    """This fiscal year, the fiscal year: named, as only the accounts tell its days."""
    if not found.words().lower().endswith("year"):
        return None
    shift = found["direction"][1] if found["direction"] else 0
    return Relative("dct", shift, "fiscal", name="fiscal")


def _directed_name(found: Found) -> Relative | None:
    """Last Friday, next March, this summer, last Christmas."""
    name, shift, base = found["direction"]
    for field, unit in (
        ("weekday", "week"),
        ("month", "year"),
        ("season", "year"),
        ("holiday", "year"),
    ):
        value = found[field]
        if value is not None:
            inner = Partial(**{field: value})
            return Relative(base, shift, unit, inner, daypart=found["daypart"] or "", name=name)
    return None


def _directed_date(found: Found) -> Relative | None:
    """This 12 May, next March 3."""
    name, shift, base = found["direction"]
    inner = found["date"]
    if not isinstance(inner, Partial) or inner.year is not None:
        return None
    return Relative(base, shift, "year", inner, name=name)


_NAMED = "( weekday=weekday | month=month | season=season | holiday=holiday )"

RULES: tuple[Rule, ...] = (
    Rule(
        "framed-direction",
        ("fixed", "durationof"),
        "(?<= lengthframe ) the direction=direction filler? unit=unit",
        _framed_direction,
    ),
    Rule(
        "count-direction",
        ("fixed", "durationof"),
        "the number=number direction=direction filler? unit=unit",
        _counted_direction,
    ),
    Rule(
        "nth-length",
        ("fixed", "durationof"),
        "the ordinal=ordinal length=durationof",
        _nth_length,
    ),
    Rule(
        "length-period",
        ("fixed", "durationof"),
        "( article | the direction=direction )? length=durationof periodnoun",
        _length_period,
    ),
    Rule(
        "direction-length",
        ("fixed", "durationof"),
        "the? direction=direction filler? length=durationof",
        _directed_length,
    ),
    Rule(
        "direction-plural",
        ("fixed", "durationof"),
        "the? direction=direction filler? unit=unit",
        _directed_plural,
    ),
    Rule(
        "time-told",
        ("date", "narrativeonly"),
        "(?<= prep ) the? direction=direction periodword",
        _time_told,
    ),
    Rule(
        "last-of",
        ("date", "shifted"),
        "the? direction=direction filler? ( unit=unit | weekday=weekday ) ( of | in )"
        " ( date=date | month=month | season=season )",
        _last_of,
    ),
    Rule(
        "final-of",
        ("date", "shifted"),
        "the? final filler? unit=unit ( of | in ) ( date=date | month=month | season=season )",
        _final_of,
    ),
    Rule(
        "direction-daypart",
        ("date", "shifted", "hasdaypart"),
        "the? direction=direction daypart=daypart",
        _directed_daypart,
    ),
    Rule(
        "fiscal-direction",
        ("date", "shifted"),
        "( the | the? direction=direction ) fiscal",
        _fiscal_year,
    ),
    Rule(
        "direction-unit",
        ("date", "shifted", "unitof"),
        "the? direction=direction filler? unit=unit ( daypart=daypart )?",
        _directed,
    ),
    Rule(
        "direction-name",
        ("date", "shifted", "namedof"),
        "the? direction? direction=direction " + _NAMED + " ( daypart=daypart )?",
        _directed_name,
    ),
    Rule(
        "direction-date",
        ("date", "shifted"),
        "the? direction=direction date=date",
        _directed_date,
    ),
)

"""What is told from another time: last week, two days later, the following year, tonight."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.timex.engine import Found, Rule
from timeline.timex.grammar.durations import grain_of, period
from timeline.timex.spec import Base, Fixed, Partial, Relative

_EVENT = re.compile(r"\s+(?:after |before |following |prior to )?[^\W\d_][^.,;:!?()\n]{0,60}")
#: "on the day he died" is told from his death.
_CLAUSE = re.compile(r"\s+(?:of|when|that|after|before|he|she|it|they|we|I|his|her|the|a)\b")
_DESIGNATED = ("day", "week", "month", "quarter", "year", "decade", "century")


def _whole(length: Fixed) -> int | None:
    """Whole units; None for "several", for halves, and for more than a calendar holds."""
    count = length.count
    if count is None or count != int(count) or count > 10_000:
        return None
    return int(count)


def _scaled(count: int | None, unit: str) -> tuple[int | None, str]:
    return (count if count is None else 2 * count, "week") if unit == "fortnight" else (count, unit)


def _directed(found: Found) -> Relative | Fixed | None:
    """Last week, this year, the following day, that month; the past year is a length of time."""
    name, shift, base = found["direction"]
    unit = found["unit"]
    words = found.words().lower().split()
    if "past" in words and not _is_plural(found) and unit in _DESIGNATED:
        return Fixed("DURATION", period(1.0, unit), None, grain_of(unit), 1.0, unit)
    if name == "next" and words[0] == "the":
        base = "text"
    if unit in ("second", "minute", "hour") or _is_plural(found):
        return None
    amount, unit = _scaled(shift, unit)
    return Relative(base, amount, unit, daypart=found["daypart"] or "", name=name)


def _is_plural(found: Found) -> bool:
    node = found.node("unit")
    return node is not None and "plural" in node.kinds


def _directed_length(found: Found) -> Fixed | None:
    """The last two weeks, the next few months: a duration beside the day it counts from."""
    length: Fixed = found["length"]
    if length.unit == "age" or length.mod is not None:
        return None  # "they last up to eight hours" is a verb
    return replace(length, type="DURATION")


def _framed_direction(found: Found) -> Fixed | None:
    """For the next year, over the last month: a length of time."""
    unit = found["unit"]
    if found["direction"][1] == 0 or _is_plural(found) or unit not in _DESIGNATED:
        return None
    return Fixed("DURATION", period(1.0, unit), None, grain_of(unit), 1.0, unit)


def _counted_direction(found: Found) -> Fixed | None:
    """The four previous weeks."""
    count, unit = found["number"], found["unit"]
    if not _is_plural(found) or found["direction"][1] == 0:
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


def _directed_plural(found: Found) -> Fixed | None:
    """The coming weeks, the past years, the following days."""
    if not _is_plural(found):
        return None
    name, shift, _ = found["direction"]
    if name in ("last", "coming"):
        return Fixed("DATE", "PAST_REF" if shift < 0 else "FUTURE_REF")
    return Fixed("DURATION", period("X", found["unit"]), None, grain_of(found["unit"]))


def _unit_of(found: Found) -> Partial | Relative | None:
    """The week of March 3, the month of May."""
    unit, inner = found["unit"], found["date"]
    if inner is None:
        inner = Partial(month=found["month"])
    if not isinstance(inner, Partial) or _is_plural(found):
        return None
    if unit in ("week", "weekend") and inner.day is not None:
        return Relative("inner", 0, unit, inner, name="of")
    return inner if unit == "month" and inner.month is not None and inner.day is None else None


def _last_of(found: Found) -> Relative | None:
    """The last day of May, the last week of 1944, the last Monday in August."""
    if found["direction"][0] != "last" or "past" in found.words().lower().split()[:3]:
        return None
    inner = found["date"]
    if inner is None:
        inner = Partial(month=found["month"], season=found["season"])
    if not isinstance(inner, Partial) or inner.day is not None or inner.holiday is not None:
        return None
    unit = found["unit"] or f"weekday{found['weekday']}"
    return None if _is_plural(found) else Relative("inner", 0, unit, inner, nth=-1, name="nth")


def _plural_anchored(found: Found) -> Fixed | None:
    """Hours after the blast."""
    event = _event_behind(found)
    if event is None:
        return None
    unit = found["unit"]
    return Fixed("DURATION", period("X", unit), None, grain_of(unit), None, unit, event)


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


def _directed_daypart(found: Found) -> Relative:
    """This morning, last night, the following evening, that afternoon."""
    name, shift, base = found["direction"]
    return Relative(base, shift, "day", daypart=found["daypart"], name=name)


def _deictic(found: Found) -> Relative:
    return Relative("dct", found["deictic"], "day", daypart=found["daypart"] or "", name="deictic")


def _year_end(_: Found) -> Relative:
    return Relative("auto", 0, "year", mod="END", name="the")


def _night(found: Found) -> Relative:
    return Relative("dct", found["night"], "day", daypart="NI", name="deictic")


def _name(found: Found) -> Partial:
    return Partial(month=found["month"], season=found["season"], weekday=found["weekday"])


def _the_unit(found: Found) -> Relative | None:
    """The month, the year: of the last date told; a date only inside "the end of the month"."""
    unit = found["unit"]
    if _is_plural(found) or unit in ("second", "minute", "hour"):
        return None
    return Relative("text", 0, unit, name="the")


def _ago(found: Found) -> Relative | Fixed:
    return _moved(found, "dct", -1, "PAST_REF")


def _earlier(found: Found) -> Relative | Fixed:
    return _moved(found, "text", -1, "PAST_REF")


def _later(found: Found) -> Relative | Fixed:
    return _moved(found, "text", 1, "FUTURE_REF")


def _from_now(found: Found) -> Relative | Fixed:
    return _moved(found, "dct", 1, "FUTURE_REF")


def _moved(found: Found, base: Base, sign: int, vague: str) -> Relative | Fixed:
    length: Fixed = found["length"]
    count = _whole(length)
    if count is None:
        return Fixed("DATE", vague)
    amount, unit = _scaled(sign * count, length.unit)
    return Relative(base, amount, unit, mod=_moved_mod(length.mod, sign), name="counted")


def _moved_mod(mod: str | None, sign: int) -> str | None:
    """More than a year ago lies before a year ago; nearly a year ago after it."""
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return "BEFORE" if sign < 0 else "AFTER"
    if mod in ("LESS_THAN", "EQUAL_OR_LESS"):
        return "AFTER" if sign < 0 else "BEFORE"
    return mod


def _after_date(found: Found) -> Relative | None:
    return _beside(found, 1)


def _before_date(found: Found) -> Relative | None:
    return _beside(found, -1)


def _beside(found: Found, sign: int) -> Relative | None:
    """Two days after June 6, the week before Easter: counted from a date beside it."""
    inner, length = found["date"], found["length"]
    count = _whole(length) if length is not None else 1
    if count is None or not isinstance(inner, Partial | Relative):
        return None
    unit = length.unit if length is not None else found["unit"]
    if length is None and _is_plural(found):
        return None
    amount, unit = _scaled(sign * count, unit)
    return Relative("inner", amount, unit, inner, name="counted")


def _anchored(found: Found) -> Fixed | None:
    """Two days after relieving the siege: a length of time, counted from an event."""
    event = _event_behind(found)
    length: Fixed = found["length"]
    return None if event is None else replace(length, anchor=event)


def _event_behind(found: Found) -> str | None:
    """The words up to the next mark, when a word follows right behind "after" or "before"."""
    match = _EVENT.match(found.text, found.end)
    return match[0].strip() if match else None


def _neighbour(found: Found) -> Relative | Fixed | None:
    """The day before, the year after, the day following."""
    if _is_plural(found) or found["unit"] == "weekend":
        return None
    sign = -1 if found.node("before") is not None else 1
    amount, unit = _scaled(sign, found["unit"])
    event = _event_behind(found)
    if event is not None:
        shape = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}.get(unit, "XXXX")
        return Fixed("DATE", shape, None, grain_of(unit), anchor=event)
    return Relative("text", amount, unit, name="following" if sign > 0 else "previous")


def _within(found: Found) -> Relative | None:
    """Later that month, earlier this year, later in the year."""
    if _is_plural(found):
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


def _time_told(found: Found) -> Relative | None:
    """During this period, at the same time: the date told last, whatever its grain."""
    name, shift, _ = found["direction"]
    return Relative("text", 0, "", name=name) if shift == 0 and name != "current" else None


def _framed_day(found: Found) -> Relative | None:
    if found["unit"] != "day" or _CLAUSE.match(found.text, found.end):
        return None
    return Relative("text", 0, "day", name="the")


def _weekend(found: Found) -> Relative | None:
    if found["unit"] != "weekend" or _is_plural(found):
        return None
    return Relative("dct", 0, "weekend", name="the")


def _vague_ago(_: Found) -> Fixed:
    return Fixed("DATE", "PAST_REF")


def _vague_later(_: Found) -> Fixed:
    return Fixed("DATE", "FUTURE_REF")


def _vague_reference(found: Found) -> Fixed:
    return Fixed("DATE", found["ref"])


def _reference_units(found: Found) -> Fixed | None:
    return Fixed("DATE", found["ref"]) if _is_plural(found) else None


_NAMED = "( weekday=weekday | month=month | season=season | holiday=holiday )"

RULES: tuple[Rule, ...] = (
    Rule("ago", ("date", "shifted"), "length=durationof ago|back", _ago),
    Rule("vague-ago", ("fixed",), "bareplural|unit ago", _vague_ago),
    Rule("from-now", ("date", "shifted"), "length=durationof fromnow", _from_now),
    Rule("after-date", ("date", "shifted"), "length=durationof after date=date", _after_date),
    Rule("before-date", ("date", "shifted"), "length=durationof before date=date", _before_date),
    Rule("unit-after-date", ("date", "shifted"), "the unit=unit after date=date", _after_date),
    Rule("unit-before-date", ("date", "shifted"), "the unit=unit before date=date", _before_date),
    Rule("anchored", ("fixed", "durationof"), "length=durationof (?= after|before )", _anchored),
    Rule("earlier", ("date", "shifted"), "length=durationof earlier", _earlier),
    Rule("later", ("date", "shifted"), "length=durationof later", _later),
    Rule("vague-later", ("fixed",), "( unit|bareplural ) later", _vague_later),
    Rule("vague-earlier", ("fixed",), "( unit|bareplural ) earlier", _vague_ago),
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
        "edge-in-unit",
        ("date", "shifted"),
        "edge=edge ( in | on ) the unit=unit",
        _edge_in_unit,
    ),
    Rule(
        "time-told",
        ("date", "narrativeonly"),
        "(?<= prep ) the? direction=direction periodword",
        _time_told,
    ),
    Rule("the-day", ("date", "dayframed"), "(?<= dayframe ) the unit=unit", _framed_day),
    Rule(
        "unit-of",
        ("date", "shifted"),
        "the? unit=unit of ( date=date | month=month )",
        _unit_of,
    ),
    Rule(
        "last-of",
        ("date", "shifted"),
        "the direction=direction filler? ( unit=unit | weekday=weekday ) ( of | in )"
        " ( date=date | month=month | season=season )",
        _last_of,
    ),
    Rule(
        "plural-anchored",
        ("fixed", "durationof"),
        "(?= plural ) unit=unit (?= after|before )",
        _plural_anchored,
    ),
    Rule(
        "within",
        ("date", "shifted", "unitof"),
        "later|earlier ( in | on )? the? ( direction=direction | the )? unit=unit",
        _within,
    ),
    Rule(
        "direction-daypart",
        ("date", "shifted", "hasdaypart"),
        "the? direction=direction daypart=daypart",
        _directed_daypart,
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
    Rule(
        "deictic",
        ("date", "shifted"),
        "( earlier | later )? deictic=deictic ( daypart=daypart )?",
        _deictic,
    ),
    Rule("year-end", ("date", "shifted"), "( the )? yearend", _year_end),
    Rule("tonight", ("date", "shifted", "hasdaypart"), "night=deicticnight", _night),
    Rule(
        "unit-before",
        ("date", "shifted"),
        "the unit=unit before=before",
        _neighbour,
    ),
    Rule("unit-after", ("date", "shifted"), "the unit=unit after=after", _neighbour),
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

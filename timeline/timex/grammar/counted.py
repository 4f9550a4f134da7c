"""Lengths counted from a time: two days ago, a week later, the day before Easter."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.timex.engine import Found, Rule
from timeline.timex.lengths import grain_of, period
from timeline.timex.spec import Base, Fixed, Partial, Relative

_EVENT = re.compile(r"\s+[^\W\d_][^.,;:!?()\n]{0,60}")


_NOUN = re.compile(r"\s+(?!and\b|or\b|in\b|at\b|on\b|to\b|for\b)[^\W\d_]")
#: Units that a half of another makes up: a year and a half is 18 months.
_MADE_OF = {
    "year": (12, "month"), "decade": (10, "year"), "century": (100, "year"), "hour": (60, "minute"),
}  # fmt: skip


def _whole(length: Fixed) -> tuple[int, str] | None:
    """Whole units; None for "several", for half a day, and for more than a calendar holds."""
    count, unit = length.count, length.unit
    if count is None or count > 10_000:
        return None
    if count != int(count) and unit in _MADE_OF:
        times, unit = _MADE_OF[unit]
        count *= times
    return (int(count), unit) if count == int(count) else None


def _ago_today(found: Found) -> Relative | None:
    """A year ago today, two years ago this month, a week ago Friday."""
    whole = _whole(found["length"])
    if whole is None:
        return None
    if found["weekday"] is not None:
        latest = Relative("dct", -1, "week", Partial(weekday=found["weekday"]), name="last")
        amount, unit = scaled(-whole[0], whole[1])
        return (
            Relative("inner", amount or 0, unit, latest, name="counted") if unit == "week" else None
        )
    if found["deictic"] is not None:
        rest = (int(found["deictic"]), "day")
    else:
        _, shift, base = found["direction"]
        if is_plural(found) or base != "dct" or found["unit"] not in ("month", "week"):
            return None
        rest = (int(shift), found["unit"])
    amount, unit = scaled(-whole[0], whole[1])
    if unit not in ("year", "month", "week", "day") or amount is None:
        return None
    return Relative("dct", amount, unit, name="counted", rest=rest)


def _from_day(found: Found) -> Relative | None:
    """Two days from tomorrow, a week from Friday."""
    whole = _whole(found["length"])
    if whole is None:
        return None
    amount, unit = scaled(*whole)
    return Relative("inner", amount or 0, unit, _coming_day(found), name="counted")


def _length_on_day(found: Found) -> Relative | None:
    """A week on Monday, a fortnight today, two weeks tomorrow."""
    length: Fixed = found["length"]
    if length.unit not in ("week", "fortnight") or (found["deictic"] or 0) < 0:
        return None
    return _from_day(found)


def _weekday_week(found: Found) -> Relative | None:
    """Wednesday week, tomorrow week, as the British say it; "Friday weeks" is none."""
    node = found.node("unit")
    lower = node is not None and found.text[node.start].islower()
    if not lower or is_plural(found) or found["unit"] not in ("week", "fortnight"):
        return None
    if (found["deictic"] or 0) < 0:
        return None
    weeks = 2 if found["unit"] == "fortnight" else 1
    return Relative("inner", weeks, "week", _coming_day(found), name="counted")


def _coming_day(found: Found) -> Relative:
    if found["deictic"] is None:
        return Relative("dct", 1, "week", Partial(weekday=found["weekday"]), name="coming")
    return Relative("dct", found["deictic"], "day", name="deictic")


def _beside_deictic(found: Found) -> Relative | None:
    """Two days after tomorrow, a week before yesterday."""
    whole = _whole(found["length"])
    if whole is None:
        return None
    inner = Relative("dct", found["deictic"], "day", name="deictic")
    sign = -1 if found.node("before") is not None else 1
    amount, unit = scaled(sign * whole[0], whole[1])
    return Relative("inner", amount or 0, unit, inner, name="counted")


def _after_next(found: Found) -> Relative | None:
    """The week after next; "the week after the next vote" is another thing."""
    unit = found["unit"]
    if found["direction"][0] != "next" or unit not in ("week", "weekend", "month", "year"):
        return None
    return None if _NOUN.match(found.text, found.end) else Relative("dct", 2, unit, name="next")


def _unit_ago(found: Found) -> Relative | None:
    """The year-ago quarter, the year-earlier period: a year before what the sentence tells."""
    if is_plural(found) or found["unit"] in ("second", "minute", "hour"):
        return None
    amount, unit = scaled(-1, found["unit"])
    return Relative("text", amount, unit, name="accounts")


def _prior_unit(found: Found) -> Relative | None:
    """The prior-year period."""
    if found["direction"][0] != "previous" or is_plural(found):
        return None
    return _unit_ago(found)


def scaled(count: int | None, unit: str) -> tuple[int | None, str]:
    """A fortnight is two weeks."""
    return (count if count is None else 2 * count, "week") if unit == "fortnight" else (count, unit)


def is_plural(found: Found) -> bool:
    """Whether the unit is said in the plural."""
    node = found.node("unit")
    return node is not None and "plural" in node.kinds


def _ago(found: Found) -> Relative | Fixed:
    return _moved(found, "dct", -1, "PAST_REF")


def _nights_ago(found: Found) -> Relative | None:
    """Two nights ago."""
    count = found["number"]
    if not isinstance(count, int | float) or count != int(count):
        return None
    return Relative("dct", -int(count), "day", daypart=found["daypart"], name="counted")


def _earlier(found: Found) -> Relative | Fixed:
    return _moved(found, "text", -1, "PAST_REF")


def _later(found: Found) -> Relative | Fixed:
    return _moved(found, "text", 1, "FUTURE_REF")


def _from_now(found: Found) -> Relative | Fixed:
    return _moved(found, "dct", 1, "FUTURE_REF")


def _moved(found: Found, base: Base, sign: int, vague: str) -> Relative | Fixed:
    length: Fixed = found["length"]
    whole = _whole(length)
    if whole is None:
        return Fixed("DATE", vague)
    amount, unit = scaled(sign * whole[0], whole[1])
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
    whole = _whole(length) if length is not None else (1, found["unit"])
    if whole is None or not isinstance(inner, Partial | Relative):
        return None
    if length is None and is_plural(found):
        return None
    amount, unit = scaled(sign * whole[0], whole[1])
    name = "beside" if length is None else "counted"
    return Relative("inner", amount, unit, inner, name=name)


def _anchored(found: Found) -> Fixed | None:
    """Two days after relieving the siege: a length of time, counted from an event."""
    length: Fixed = found["length"]
    event = _event_ahead(found)
    return None if event is None else replace(length, anchor=event)


def _plural_anchored(found: Found) -> Fixed | None:
    """Hours after the blast."""
    event = _event_ahead(found)
    if event is None:
        return None
    unit = found["unit"]
    return Fixed("DURATION", period("X", unit), None, grain_of(unit), None, unit, event)


def _event_ahead(found: Found) -> str | None:
    """The word for after or before, and the words behind it, up to the next mark."""
    joint = found.neighbour(1)
    if joint is None or (match := _EVENT.match(found.text, joint.end)) is None:
        return None
    return found.text[joint.start : match.end()].strip()


def _event_behind(found: Found) -> str | None:
    """The words up to the next mark, when a word follows right behind the match."""
    match = _EVENT.match(found.text, found.end)
    return match[0].strip() if match else None


def _neighbour(found: Found) -> Relative | Fixed | None:
    """The day before, the year after, the day following."""
    if is_plural(found) or found["unit"] == "weekend":
        return None
    sign = -1 if found.node("before") is not None else 1
    amount, unit = scaled(sign, found["unit"])
    event = _event_behind(found)
    if event is not None:
        shape = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}.get(unit, "XXXX")
        return Fixed("DATE", shape, None, grain_of(unit), anchor=event)
    return Relative("text", amount, unit, name="following" if sign > 0 else "previous")


def _night_beside(found: Found) -> Relative | None:
    """The night before; "the night before the wedding" is told from the wedding."""
    if _event_behind(found) is not None:
        return None
    amount, name = (1, "following") if found.node("before") is None else (-1, "previous")
    return Relative("text", amount, "day", daypart=found["daypart"], name=name)


def _vague_ago(_: Found) -> Fixed:
    return Fixed("DATE", "PAST_REF")


def _vague_later(_: Found) -> Fixed:
    return Fixed("DATE", "FUTURE_REF")


RULES: tuple[Rule, ...] = (
    Rule(
        "ago-today",
        ("date", "shifted"),
        "length=durationof ago"
        " ( on? weekday=weekday | deictic=deictic | direction=direction unit=unit )",
        _ago_today,
    ),
    Rule(
        "from-day",
        ("date", "shifted"),
        "length=durationof from ( deictic=deictic | weekday=weekday ) (?! to|dash )",
        _from_day,
    ),
    Rule(
        "beside-deictic",
        ("date", "shifted"),
        "length=durationof ( after | before=before ) deictic=deictic",
        _beside_deictic,
    ),
    Rule(
        "prior-unit",
        ("date", "shifted"),
        "the? direction=direction dash unit=unit ( unit|periodword|periodnoun )?",
        _prior_unit,
    ),
    Rule(
        "unit-ago",
        ("date", "shifted"),
        "the? unit=unit dash ago|earlier ( unit|periodword|periodnoun )?",
        _unit_ago,
    ),
    Rule(
        "length-on-day",
        ("date", "shifted"),
        "length=durationof ( on | from )? ( weekday=weekday | deictic=deictic )"
        " (?! to|dash|daypart )",
        _length_on_day,
    ),
    Rule(
        "weekday-week",
        ("date", "shifted"),
        "( weekday=weekday | deictic=deictic ) unit=unit (?! of|later|earlier|ago|number )",
        _weekday_week,
    ),
    Rule("ago", ("date", "shifted"), "length=durationof ago|back", _ago),
    Rule(
        "nights-ago",
        ("date", "shifted", "hasdaypart"),
        "number=number (?= plural ) daypart=daypart ago",
        _nights_ago,
    ),
    Rule("vague-ago", ("fixed",), "bareplural|unit ago", _vague_ago),
    Rule("from-now", ("date", "shifted"), "length=durationof fromnow", _from_now),
    Rule("after-date", ("date", "shifted"), "length=durationof after date=date", _after_date),
    Rule("before-date", ("date", "shifted"), "length=durationof before date=date", _before_date),
    Rule("unit-after-date", ("date", "shifted"), "the unit=unit after date=date", _after_date),
    Rule("unit-before-date", ("date", "shifted"), "the unit=unit before date=date", _before_date),
    Rule("anchored", ("fixed", "durationof"), "length=durationof (?= after|before )", _anchored),
    Rule("earlier", ("date", "shifted"), "length=durationof earlier|before", _earlier),
    Rule("later", ("date", "shifted"), "length=durationof later|after", _later),
    Rule("on", ("date", "shifted"), "length=durationof on (?= comma )", _later),
    Rule("vague-later", ("fixed",), "( unit|bareplural ) later", _vague_later),
    Rule("vague-earlier", ("fixed",), "( unit|bareplural ) earlier", _vague_ago),
    Rule(
        "plural-anchored",
        ("fixed", "durationof"),
        "(?= plural ) unit=unit (?= after|before )",
        _plural_anchored,
    ),
    Rule(
        "night-before",
        ("date", "shifted", "hasdaypart"),
        "the daypart=daypart ( before=before | after )",
        _night_beside,
    ),
    Rule(
        "after-next",
        ("date", "shifted"),
        "the unit=unit after the? direction=direction",
        _after_next,
    ),
    Rule(
        "unit-before",
        ("date", "shifted"),
        "the unit=unit before=before",
        _neighbour,
    ),
    Rule("unit-after", ("date", "shifted"), "the unit=unit after=after", _neighbour),
)

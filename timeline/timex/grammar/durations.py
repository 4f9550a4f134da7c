"""Durations, ages and sets: values without a place in the calendar."""

from __future__ import annotations

from typing import Any

from timeline.model import Grain
from timeline.timex.engine import Found, Rule
from timeline.timex.spec import Fixed, Partial

#: TIMEX3 designators; those of a time of day stand behind a T.
_DESIGNATORS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "WE",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
}  # fmt: skip
_OF_DAY = ("second", "minute", "hour")


def period(count: Any, unit: str) -> str:
    """TIMEX3 value of a length of time; `count` "X" is a number nobody counted."""
    if unit == "fortnight":
        unit, count = "week", count if count == "X" else 2 * float(count)
    return f"P{'T' * (unit in _OF_DAY)}{number(count)}{_DESIGNATORS[unit]}"


def number(count: Any) -> str:
    """A count as TIMEX3 writes it."""
    if count == "X":
        return "X"
    return f"{float(count):.10g}" if float(count) < 1e9 else "X"


def _count(found: Found) -> Any:
    count = found["number"]
    if found.node("article") is not None and count is None:
        return 1.0
    return "X" if count is None else count


def _mod(found: Found) -> str | None:
    if found["comparison"]:
        return str(found["comparison"])
    return "APPROX" if found["approximate"] else None


def _duration(found: Found) -> Fixed | None:
    unit = found["unit"]
    if not _is_counted(found):
        return None
    count = _count(found)
    value = period(count, unit)
    return Fixed(
        "DURATION", value, _mod(found), _grain(found), None if count == "X" else count, unit
    )


def _is_counted(found: Found) -> bool:
    """Whether the number counts the unit: 1,000 seconds do, "the second second" does not."""
    unit_node, number_node = found.node("unit"), found.node("number")
    if unit_node is None:
        return False
    word = found.text[unit_node.start : unit_node.end].lower()
    count = found["number"]
    if word == "second" or (found["unit"] == "quarter" and found.node("filler") is None):
        return False
    if word in ("min", "sec"):
        return isinstance(count, float) and found.node("article") is None
    if number_node is not None and "year" in number_node.kinds and number_node.kinds.get("plain"):
        return word.endswith("s")
    return True


def _age(found: Found) -> Fixed:
    return Fixed(
        "DURATION", period(_count(found), found["unit"] or "year"), _mod(found), "year", unit="age"
    )


def _one(found: Found) -> Fixed:
    """The decade-old feud."""
    return Fixed("DURATION", period(1.0, found["unit"]), None, _grain(found), 1.0, "age")


def _plural(found: Found) -> Fixed:
    return Fixed("DURATION", period("X", found["unit"]), None, _grain(found), None, found["unit"])


def _grain(found: Found) -> Grain:
    return grain_of(found["unit"])


def grain_of(unit: str) -> Grain:
    """Grain of a unit; a fortnight counts weeks."""
    grain: Grain = "week" if unit == "fortnight" else unit  # type: ignore[assignment]
    return grain


def _length_word(found: Found) -> Fixed:
    return Fixed("DURATION", found["length"], None, "open")


def _and_half(found: Found) -> Fixed | None:
    """An hour and a half."""
    count = _count(found)
    if not isinstance(count, float) or found["unit"] == "quarter":
        return None
    unit = found["unit"]
    return Fixed("DURATION", period(count + 0.5, unit), None, _grain(found), count + 0.5, unit)


def _each(found: Found) -> Fixed:
    count = found["number"] or 1.0
    filler = found.node("filler")
    if filler is not None and found.text[filler.start : filler.end].lower() == "other":
        count = 2.0
    return Fixed("SET", period(count, found["unit"]), None, _grain(found))


def _each_day(found: Found) -> Fixed:
    if found["weekday"]:
        return Fixed("SET", f"XXXX-WXX-{found['weekday']}", None, "day")
    if found["month"]:
        return Fixed("SET", f"XXXX-{found['month']:02d}", None, "month")
    if found["season"]:
        return Fixed("SET", f"XXXX-{found['season']}", None, "season")
    return Fixed("SET", f"XXXX-XX-XXT{found['daypart']}", None, "daypart")


def _each_daypart(found: Found) -> Fixed | None:
    """Every Saturday night, Sunday mornings."""
    date = found["date"]
    if not isinstance(date, Partial) or date.weekday is None:
        return None
    return Fixed("SET", f"XXXX-WXX-{date.weekday}T{date.daypart}", None, "daypart")


def _each_date(found: Found) -> Fixed | None:
    """Every 14 May."""
    date = found["date"]
    if not isinstance(date, Partial) or date.year is not None or date.short_year is not None:
        return None
    return Fixed("SET", f"XXXX-{date.month:02d}-{date.day:02d}", None, "day")


def _weekday_set(found: Found) -> Fixed:
    return Fixed("SET", f"XXXX-WXX-{found['weekday']}", None, "day")


def _frequency(found: Found) -> Fixed:
    return Fixed("SET", found["frequency"], None, "open")


def _times(found: Found) -> Fixed:
    """Twice a week, three times daily."""
    if found["frequency"] is not None:
        return _frequency(found)
    return Fixed("SET", period(1.0, found["unit"]), None, _grain(found))


def _all(found: Found) -> Fixed | None:
    """All week long; "all years" counts none."""
    node = found.node("unit")
    if node is None or "plural" in node.kinds or found["unit"] not in _LASTING:
        return None
    return _one_of(found)


def _one_of(found: Found) -> Fixed:
    """The worst single-day fall."""
    unit = found["unit"]
    return Fixed("DURATION", period(1.0, unit), None, _grain(found), 1.0, unit)


#: What makes a time of "a year": a year ago, a year later.
_MOVED = "ago|back|later|earlier|fromnow|old"
_LASTING = ("day", "week", "weekend", "month", "year")
_QUANTITY = (
    "( comparison=comparison | approximate=approximate )? ( number=number | article=article )"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "every",
        ("fixed", "setof"),
        "every ( number=number|ordinal )? filler=filler? unit=unit",
        _each,
    ),
    Rule("every-day", ("fixed", "setof"), "every weekday=weekday daypart?", _each_day),
    Rule(
        "every-other-day",
        ("fixed", "setof"),
        "every filler weekday=weekday daypart?",
        _each_day,
    ),
    Rule("every-daypart", ("fixed", "setof"), "every date=hasdaypart", _each_daypart),
    Rule(
        "weekday-dayparts-set",
        ("fixed", "setof"),
        "(?= hasdayparts ) date=hasdaypart",
        _each_daypart,
    ),
    Rule(
        "every-named",
        ("fixed", "setof"),
        "every ( month=month | season=season | daypart=daypart )",
        _each_day,
    ),
    Rule("every-date", ("fixed", "setof"), "every date=dmy|mdy", _each_date),
    Rule(
        "times-a-unit",
        ("fixed", "setof"),
        "( timescounted | number=number timesword )"
        " ( article|every|per unit=unit (?! " + _MOVED + " ) | frequency=frequency )",
        _times,
    ),
    Rule("weekday-set", ("fixed", "setof"), "weekday=weekdayset", _weekday_set),
    Rule("frequency", ("fixed", "setof"), "frequency=frequency", _frequency),
    Rule("a-unit", ("fixed", "setof"), "(?<= timesa ) article unit=unit", _each),
    Rule(
        "a-unit-number",
        ("fixed", "setof"),
        "(?<= number|amount ) article unit=unit (?! " + _MOVED + " )",
        _each,
    ),
    Rule(
        "a-unit-counted",
        ("fixed", "setof"),
        "(?<= number|amount ~unit|number|prep|dash|comma|and|or|of|to )"
        " article unit=unit"
        " (?! " + _MOVED + "|after|before|dash|of|and|plural|unit )",
        _each,
    ),
    Rule(
        "hours-a-unit",
        ("fixed", "setof"),
        "(?<= plural ) article unit=unit (?! " + _MOVED + "|after|before|dash|of|and|plural|unit )",
        _each,
    ),
    Rule("per-unit", ("fixed", "setof"), "per unit=unit", _each),
    Rule(
        "and-half",
        ("fixed", "durationof"),
        "( number=number | article=article ) unit=unit and ( article )? half (?! of )",
        _and_half,
    ),
    Rule("age", ("fixed", "ageof"), _QUANTITY + " dash? unit=unit ( dash )? old", _age),
    Rule(
        "duration",
        ("fixed", "durationof"),
        _QUANTITY + " ( dash )? filler=filler? unit=unit ( dash? long )?",
        _duration,
    ),
    Rule("old-length", ("fixed", "durationof"), "length=lengthword", _length_word),
    Rule("unit-old", ("fixed", "ageof"), "(?= plural ) unit=unit dash old", _plural),
    Rule("unit-old-one", ("fixed", "ageof"), "unit=unit dash old", _one),
    Rule(
        "all-unit",
        ("fixed", "durationof"),
        "all dash? unit=unit ( dash? long )?",
        _all,
    ),
    Rule("single-unit", ("fixed", "durationof"), "single dash unit=unit", _one_of),
    Rule("unit-long", ("fixed", "durationof"), "unit=unit dash long", _plural),
    Rule(
        "bare-plural",
        ("fixed", "durationof", "bareplural"),
        "(?<= spanword ) (?= plural ) unit=unit",
        _plural,
    ),
)

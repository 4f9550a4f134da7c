"""Sets: times that come again and again."""

from __future__ import annotations

from timeline.timex.engine import Found, Rule
from timeline.timex.lengths import grain_of, period
from timeline.timex.spec import Fixed, Partial


def _each(found: Found) -> Fixed:
    count = found["number"] or 1.0
    filler = found.node("filler")
    if filler is not None and found.text[filler.start : filler.end].lower() == "other":
        count = 2.0
    return Fixed("SET", period(count, found["unit"]), None, grain_of(found["unit"]))


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
    return Fixed("SET", period(1.0, found["unit"]), None, grain_of(found["unit"]))


#: What makes a time of "a year": a year ago, a year later.
_MOVED = "ago|back|later|earlier|fromnow|old"


RULES: tuple[Rule, ...] = (
    Rule(
        "every-other-day",
        ("fixed", "setof"),
        "every filler|ordinal weekday=weekday daypart?",
        _each_day,
    ),
    Rule(
        "every",
        ("fixed", "setof"),
        "every ( number=number|ordinal )? filler=filler? unit=unit",
        _each,
    ),
    Rule("every-day", ("fixed", "setof"), "every weekday=weekday daypart?", _each_day),
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
)

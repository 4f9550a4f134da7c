"""Lengths of two units, alone or counted: two years and six months, one month and 21 days ago."""

from __future__ import annotations

from timeline.timex.engine import Found, Rule
from timeline.timex.lengths import grain_of, period
from timeline.timex.spec import Base, Fixed, Relative

#: How many of a unit reach the next coarser one that is said with it.
_REACH = {"month": 12, "week": 6, "day": 32, "hour": 24, "minute": 60, "second": 60}
_COARSE_TO_FINE = ("year", "month", "week", "day", "hour", "minute", "second")


def _compound(found: Found) -> Fixed | None:
    """Two years and six months, 1 hour 45 minutes."""
    length, rest = found["length"], found["rest"]
    if not _is_finer(length, rest):
        return None
    value = _joined(period(length.count, length.unit), period(rest.count, rest.unit))
    more: Fixed | None = found["more"]
    if more is None:
        return Fixed("DURATION", value, length.mod, grain_of(rest.unit))
    if not _is_finer(rest, more):
        return None
    value = _joined(value, period(more.count, more.unit))
    return Fixed("DURATION", value, length.mod, grain_of(more.unit))


def _joined(first: str, second: str) -> str:
    """P1Y and P2M make P1Y2M; a T stands once."""
    return first + second[2 if "T" in first else 1 :]


def _is_finer(length: Fixed, rest: Fixed) -> bool:
    """Whether the second length is a remainder of the first: fewer of a finer unit."""
    if length.unit not in _COARSE_TO_FINE or rest.unit not in _COARSE_TO_FINE or rest.mod:
        return False
    coarser = _COARSE_TO_FINE.index(length.unit) < _COARSE_TO_FINE.index(rest.unit)
    counts = (length.count, rest.count)
    if not coarser or any(count is None or count != int(count) for count in counts):
        return False
    return 0 < (rest.count or 0) < _REACH[rest.unit]


def _compound_ago(found: Found) -> Relative | Fixed | None:
    return _compound_moved(found, "dct", -1)


def _compound_earlier(found: Found) -> Relative | Fixed | None:
    return _compound_moved(found, "text", -1)


def _compound_later(found: Found) -> Relative | Fixed | None:
    return _compound_moved(found, "text", 1)


def _compound_moved(found: Found, base: Base, sign: int) -> Relative | Fixed | None:
    """One month and 21 days ago."""
    length, rest = found["length"], found["rest"]
    if not _is_finer(length, rest):
        return None
    if rest.unit not in ("month", "week", "day"):
        return Fixed("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    amount, more = sign * int(length.count), (sign * int(rest.count), rest.unit)
    return Relative(base, amount, length.unit, mod=length.mod, name="counted", rest=more)


_TWO = "length=durationof comma? and? rest=durationof "

_THREE = _TWO + "comma? and? more=durationof"

RULES: tuple[Rule, ...] = (
    Rule("compound-ago", ("date", "shifted"), _TWO + "ago|back", _compound_ago),
    Rule("compound-earlier", ("date", "shifted"), _TWO + "earlier", _compound_earlier),
    Rule("compound-later", ("date", "shifted"), _TWO + "later", _compound_later),
    Rule(
        "compound-three", ("fixed", "durationof"), _TWO + "comma? and? more=durationof", _compound
    ),
    Rule("compound", ("fixed", "durationof"), _TWO, _compound),
)

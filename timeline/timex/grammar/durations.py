"""Lengths of time and ages: values without a place in the calendar."""

from __future__ import annotations

from typing import Any

from timeline.model import Grain
from timeline.timex.engine import Found, Rule
from timeline.timex.lengths import grain_of, period
from timeline.timex.spec import Fixed


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


def _the_duration(found: Found) -> Fixed | None:
    """The three months to June; "the three month siege" keeps its article to itself."""
    node = found.node("unit")
    plural = node is not None and "plural" in node.kinds
    return _duration(found) if plural and found["number"] != 1 else None


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


def _length_word(found: Found) -> Fixed:
    return Fixed("DURATION", found["length"], None, "open")


def _and_half(found: Found) -> Fixed | None:
    """An hour and a half."""
    count = _count(found)
    if not isinstance(count, float) or found["unit"] == "quarter":
        return None
    unit = found["unit"]
    return Fixed("DURATION", period(count + 0.5, unit), None, _grain(found), count + 0.5, unit)


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


_LASTING = ("day", "week", "weekend", "month", "year")


_QUANTITY = (
    "( comparison=comparison | approximate=approximate )? ( number=number | article=article )"
)


RULES: tuple[Rule, ...] = (
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
    Rule(
        "the-duration",
        ("fixed", "durationof"),
        "the number=number unit=unit (?= periodend|prep|comma|dot|and|break )",
        _the_duration,
    ),
    Rule(
        "further-duration",
        ("fixed", "durationof"),
        "article filler number=number unit=unit",
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

"""The shape of a lexicon file: every fault of a section told at once, with the nearest name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from timeline.errors import UserError

_DAY = re.compile(r"\d\d-\d\d|easter[+-]\d{1,3}|-?[1-5] \w+ of \d\d(?: \+ \d)?|none")
_ORDERS = ("auto", "DMY", "MDY", "YMD")
#: Sections whose keys are numbers, and how far those go.
_NUMBERED = {
    "months": (1, 12), "weekdays": (1, 7), "zones": (-900, 900), "ordinals": (1, 1000),
    "numbers": (0, 1000), "multipliers": (1, 10**12), "decade_words": (0, 90),
    "deictic_days": (-9, 9), "deictic_nights": (-9, 9), "deictic_past_nights": (-9, 9),
    "minute_parts": (1, 59),
}  # fmt: skip
_WORD_TABLES = ("tense", "reject", "bounds", "joints")
_PLAIN_VALUES = ("language", "date_order", "explicit_only", "ordinal_dot", "daypart_hour")


def check(data: Mapping[str, Any], name: str, tables: Iterable[str], lists: Iterable[str]) -> None:
    """Tell all that is wrong with the sections of a file.

    Args:
        tables: names of the sections that map a value to its words.
        lists: names of the sections that are one list of words.

    Raises:
        UserError: a section is unknown, or has not the shape it has in en.yaml.
    """
    faults = list(_faults(data, {*tables, *_WORD_TABLES}, set(lists)))
    if faults:
        raise UserError("\n".join(f"{name}: {fault}" for fault in faults))


def _faults(data: Mapping[str, Any], tables: set[str], lists: set[str]) -> Iterator[str]:
    shaped: dict[str, Callable[[Any], Iterator[str]]] = {
        "holidays": _holidays, "national_days": _national_days, "seasons": _seasons,
        "directions": _directions,
    }  # fmt: skip
    known = {*tables, *lists, *shaped, *_PLAIN_VALUES}
    for key, value in data.items():
        if key not in known:
            near = get_close_matches(str(key), known, n=1)
            hint = (
                f", did you mean {near[0]}?" if near else f"; known are {', '.join(sorted(known))}"
            )
            yield f"{key}: no section of a lexicon{hint}"
        elif key in tables:
            yield from _table(key, value)
        elif key in lists:
            yield from _words(key, value)
        elif key in shaped:
            yield from shaped[key](value)
        elif key == "date_order" and value not in _ORDERS:
            yield f"date_order: {value} is none of {', '.join(_ORDERS)}"


def _words(where: str, value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(word, str | int) for word in value):
        yield f"{where}: expected a list of words, as in [word, two words]"


def _table(where: str, value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: expected a mapping from a value to its words, as in en.yaml"
        return
    first, last = _NUMBERED.get(where, (None, None))
    for key, words in value.items():
        whole = isinstance(key, int)
        if first is not None and last is not None and not (whole and first <= key <= last):
            yield f"{where}: {key}: expected a number from {first} to {last}"
        yield from _words(f"{where}: {key}", words)


def _holidays(value: Any) -> Iterator[str]:
    if not isinstance(value, list):
        yield "holidays: expected a list of {name, words, day}"
        return
    for row in value:
        if not isinstance(row, dict) or not {"name", "words", "day"} <= set(row):
            yield f"holidays: {row}: expected {{name, words, day}}, and year where it happened once"
            continue
        where = f"holidays: {row['name']}"
        yield from _words(f"{where}: words", row["words"])
        if not _DAY.fullmatch(str(row["day"])):
            yield (f"{where}: day: {row['day']} is none of MM-DD, easter+N, N WEEKDAY of MM, none")
        if not isinstance(row.get("year", 0), int):
            yield f"{where}: year: expected a number"


def _national_days(value: Any) -> Iterator[str]:
    for row in value if isinstance(value, list) else [value]:
        if not isinstance(row, dict) or not {"of", "adjectives", "days"} <= set(row):
            yield f"national_days: {row}: expected {{of, adjectives, days}}"
            continue
        where = f"national_days: {row['of']}"
        yield from _words(f"{where}: of", row["of"])
        yield from _words(f"{where}: adjectives", row["adjectives"])
        days = row["days"].values() if isinstance(row["days"], dict) else ["days"]
        if not all(_DAY.fullmatch(str(day)) for day in days):
            yield f"{where}: days: expected a mapping from the name of a day to MM-DD"


def _seasons(value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield "seasons: expected a mapping from a code to {words, first, months}"
        return
    for code, row in value.items():
        fields = row if isinstance(row, dict) else {}
        months = [fields.get(key) for key in ("first", "months")]
        if not all(isinstance(month, int) and 1 <= month <= 12 for month in months):
            yield f"seasons: {code}: expected {{words, first, months}}, months from 1 to 12"
        yield from _words(f"seasons: {code}: words", fields.get("words", []))


def _directions(value: Any) -> Iterator[str]:
    rows = value.items() if isinstance(value, dict) else [("directions", None)]
    for name, row in rows:
        fields = row if isinstance(row, dict) else {}
        if fields.get("base") not in ("dct", "text", "auto") or fields.get("shift") not in (
            -1,
            0,
            1,
        ):
            yield (
                f"directions: {name}: expected {{shift, base, words}}, a shift of -1, 0 or 1 and a"
                " base of dct, text or auto"
            )
        yield from _words(f"directions: {name}: words", fields.get("words", []))

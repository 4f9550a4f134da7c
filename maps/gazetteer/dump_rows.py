"""The rows of GeoNames' tables, each checked as it is read.

Columns as the readme of GeoNames' dump gives them. Three kinds of table are known:

    places           19 columns: allCountries.txt, TJ.txt, cities500.txt
    alternate names  10 columns, or 8 of the older kind: alternateNamesV2.txt
    divisions         4 columns: admin1CodesASCII.txt, admin2Codes.txt
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

TableKind = Literal["places", "alternate names", "divisions"]

#: Keeps what is noted by id in memory bounded; GeoNames has come to 14 million.
MOST_ID = 1 << 27
_COLUMNS: dict[TableKind, tuple[int, ...]] = {
    "places": (19,),
    "alternate names": (10, 8),
    "divisions": (4,),
}
#: "19th century" and "44 BC" are no years of the dump's usual form.
_YEAR = re.compile(r"-?\d{3,4}(?![\dA-Za-z])")


class OddRowError(ValueError):
    """A row of the right form that says something impossible: one to leave out, not to stop at."""


class DumpPlace(NamedTuple):
    """A row of the table of places; `feature` is class and code ("P.PPL"), codes None if empty."""

    key: int
    name: str
    other_names: tuple[str, ...]
    lon: float
    lat: float
    feature: str
    country: str | None
    admin1: str | None
    admin2: str | None
    population: int
    modified: str


class AlternateName(NamedTuple):
    """A row of the table of alternate names; the years are None where they are not told."""

    key: int
    name: str
    language: str
    preferred: bool
    historic: bool
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class DivisionCode:
    """A row of a table of divisions: "TJ.02" or "TJ.02.123", its names and GeoNames id."""

    code: str
    names: tuple[str, ...]
    key: int


def kind_of(line: str) -> TableKind | None:
    """Which table a line belongs to, or None when it is of no known one."""
    columns = line.split("\t")
    for kind, counts in _COLUMNS.items():
        if len(columns) not in counts:
            continue
        first = columns[0]
        if kind == "divisions":
            return kind if "." in first and columns[3].isdecimal() else None
        return kind if first.isdecimal() else None
    return None


def dump_place(line: str) -> DumpPlace:
    """A line of the table of places.

    Raises ValueError with what was expected, OddRowError where only what it says is wrong.
    """
    columns = _columns(line, "places")
    lat, lon = _degrees(columns[4], 90, "latitude"), _degrees(columns[5], 180, "longitude")
    if not columns[1]:
        raise OddRowError("expected a name in column 2, found none")
    if len(columns[18]) not in (0, 10):
        raise OddRowError(f"expected a day such as 2026-01-31 in column 19, found {columns[18]!r}")
    others = (columns[2], *columns[3].split(",")) if columns[3] else (columns[2],)
    admin1 = columns[10]
    return DumpPlace(
        key=_id(columns[0], 1),
        name=columns[1],
        other_names=tuple(name for name in others if name and name != columns[1]),
        lon=lon,
        lat=lat,
        feature=f"{columns[6]}.{columns[7]}" if columns[7] else columns[6],
        country=columns[8] or None,
        admin1=admin1 if admin1 and admin1 != "00" else None,
        admin2=columns[11] or None,
        population=_population(columns[14]),
        modified=columns[18],
    )


def alternate_name(line: str) -> AlternateName:
    """A line of the table of alternate names. Raises ValueError with what was expected."""
    columns = _columns(line, "alternate names")
    start, end = (columns[8], columns[9]) if len(columns) == 10 else ("", "")
    return AlternateName(
        key=_id(columns[1], 2),
        name=columns[3],
        language=columns[2],
        preferred=columns[4] == "1",
        historic=columns[7] == "1",
        start=_year(start),
        end=_year(end),
    )


def division_code(line: str) -> DivisionCode:
    """A line of a table of divisions. Raises ValueError with what was expected."""
    code, name, plain, key = _columns(line, "divisions")
    if "." not in code:
        raise ValueError(f"expected a code such as TJ.02 in column 1, found {code!r}")
    return DivisionCode(code, tuple(dict.fromkeys(filter(None, (name, plain)))), _id(key, 4))


def _columns(line: str, kind: TableKind) -> list[str]:
    columns = line.split("\t")
    counts = _COLUMNS[kind]
    if len(columns) not in counts:
        raise ValueError(
            f"expected the {' or '.join(map(str, counts))} columns of a table of {kind},"
            f" found {len(columns)}"
        )
    return columns


def _id(text: str, column: int) -> int:
    # Short-cut by length first: a hostile number may have a million digits.
    if len(text) <= 9 and text.isdecimal() and 0 < (key := int(text)) < MOST_ID:
        return key
    raise ValueError(f"expected a GeoNames id in column {column}, found {text[:40]!r}")


def _degrees(text: str, limit: int, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = limit + 1.0
    if not -limit <= value <= limit:  # refuses NaN too
        raise OddRowError(f"expected a {what} of -{limit} to {limit}, found {text[:40]!r}")
    return value


def _population(text: str) -> int:
    if not text:
        return 0
    if len(text) <= 12 and text.isdecimal():
        return int(text)
    raise OddRowError(f"expected a number of people in column 15, found {text[:40]!r}")


def _year(text: str) -> int | None:
    """The year that a date in GeoNames' free form begins with ("1924", "1961-11-10")."""
    found = _YEAR.match(text)
    return int(found.group()) if found else None

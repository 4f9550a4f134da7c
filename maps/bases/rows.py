"""Rows of a register's table as bases; one line for each row that cannot be used.

The columns are those of `COLUMNS`; name, lon and lat suffice. `aliases` are parted by `;`, and one
with a star (`Kant*`) is also a town's or a person's name, so that it counts only beside a base
word. `operator` holds codes parted by spaces; `periods` codes and years of each who ran it in turn.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any, cast, get_args

from maps.bases.lexicon import country_words, load_words
from maps.bases.names import bare_cores, fold
from maps.bases.register import RegisteredBase, Term
from maps.errors import RegisterError
from maps.features import BaseKind

COLUMNS = (
    "id", "name", "aliases", "kind", "service", "operator", "host", "part_of", "opened", "closed",
    "periods", "lon", "lat", "precision_km", "personnel", "certainty", "source", "checked",
    "verified", "note",
)  # fmt: skip
_OTHER_NAMES = {"longitude": "lon", "lng": "lon", "long": "lon", "latitude": "lat"}
#: Key under which a reader leaves what is wrong with a row as a whole.
PROBLEM = "problem"
KINDS: tuple[str, ...] = get_args(BaseKind)
_YEAR = re.compile(r"\d{4}")
_PERIOD = re.compile(r"(?P<codes>[A-Z]{2}(?: [A-Z]{2})*) (?P<first>\d{4})?-(?P<last>\d{4})?")
_MAX_PROBLEMS = 20


class _Problems:
    """Collects one line for each bad row, and raises them together."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: list[str] = []

    def add(self, where: str, message: str) -> None:
        self.lines.append(f"{self.name}, {where}: {message}")

    def raise_any(self) -> None:
        if self.lines:
            more = len(self.lines) - _MAX_PROBLEMS
            tail = [f"{self.name}: and {more} more bad rows"] if more > 0 else []
            raise RegisterError("\n".join(self.lines[:_MAX_PROBLEMS] + tail))


def parse_rows(
    rows: Iterable[tuple[str, Mapping[str, Any]]],
    name: str,
    *,
    tier: int = 1,
    default_source: str = "",
    has_columns: bool = True,
) -> list[RegisteredBase]:
    """Rows as bases. Raises RegisterError with one line for each row that cannot be used.

    `has_columns`: a table, all of whose rows have the same columns. Their names may be written
    with capitals, and lon and lat in full.
    """
    problems = _Problems(name)
    bases: dict[str, RegisteredBase] = {}
    for number, (where, raw) in enumerate(rows):
        row = {_column(key): _text(value) for key, value in raw.items()}
        if has_columns and number == 0:
            _check_columns(row, where, problems)
            if problems.lines:
                break
        before = len(problems.lines)
        base = _row(row, partial(problems.add, where), tier, default_source)
        if base is not None and base.id in bases:
            problems.add(where, f"id: {base.id!r} is used by an earlier row already")
        if base is not None and len(problems.lines) == before:
            bases[base.id] = base
    problems.raise_any()
    return list(bases.values())


def _check_columns(row: Mapping[str, Any], where: str, problems: _Problems) -> None:
    missing = [column for column in ("name", "lon", "lat") if column not in row]
    if missing:
        problems.add(where, f"no column {', '.join(missing)}; expected {', '.join(COLUMNS)}")


def _column(key: object) -> str:
    name = str(key).strip().lower()
    return _OTHER_NAMES.get(name, name)


def _text(value: object) -> str:
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value)
    return str(value).strip()


def slug(name: str) -> str:
    """An id made from a name: folded, words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", fold(name)))) or "base"


def _row(
    row: Mapping[str, str], complain: Callable[[str], None], tier: int, default_source: str
) -> RegisteredBase | None:
    name = row.get("name", "")
    if not name:
        complain("name: is empty")
        return None
    if PROBLEM in row:
        complain(row[PROBLEM])
        return None
    lon, lat = _number(row, "lon", complain), _number(row, "lat", complain)
    precision = _number(row, "precision_km", complain, 5.0)
    certainty = _number(row, "certainty", complain, 0.7)
    personnel = _number(row, "personnel", complain, -1.0)
    kind = row.get("kind") or "other"
    if kind not in KINDS:
        complain(f"kind: expected one of {', '.join(KINDS)}, found {kind!r}")
    operator = tuple(re.findall(r"[^\s;,]+", row.get("operator", "")))
    host = row.get("host", "") or None
    for column, codes in (("operator", operator), ("host", (host,) if host else ())):
        for code in codes:
            if code not in country_codes():
                hint = f" ({meant}?)" if (meant := _code_meant(code)) else ""
                complain(f"{column}: expected ISO 3166 alpha-2 codes, found {code!r}{hint}")
    opened, closed = _year(row, "opened", complain), _year(row, "closed", complain)
    if opened is not None and closed is not None and closed < opened:
        complain(f"closed: {closed} is before opened, {opened}")
    if lon is None or lat is None or precision is None or certainty is None or personnel is None:
        return None
    aliases, bare = _names(row.get("aliases", ""), name)
    return RegisteredBase(
        id=(row.get("id") or slug(name)).removeprefix("base:"),
        name=name,
        kind=cast("BaseKind", kind),
        lon=lon,
        lat=lat,
        aliases=aliases,
        bare_names=bare,
        service=row.get("service") or None,
        operator=operator,
        host=host,
        part_of=(row.get("part_of") or "").removeprefix("base:") or None,
        opened=opened,
        closed=closed,
        periods=_periods(row.get("periods", ""), complain),
        precision_km=precision,
        personnel=int(personnel) if personnel >= 0 else None,
        certainty=certainty,
        source=row.get("source") or default_source,
        checked=row.get("checked") or "",
        verified=tuple((row.get("verified") or "").split()),
        note=row.get("note") or "",
        tier=tier,
    )


def _code_meant(written: str) -> str | None:
    """The code of a state written by its name, or in small letters."""
    if written.upper() in country_codes():
        return written.upper()
    known = {name.lower(): code for code, name in country_names().items()}
    known |= {word.lower(): code for word, (code, _) in country_words()[1].items()}
    return known.get(written.lower())


def _names(aliases: str, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Aliases that stand alone, and bare names (starred, or a name without its base words)."""
    listed = [alias.strip() for alias in aliases.split(";") if alias.strip()]
    strong = [alias for alias in listed if not alias.endswith("*")]
    starred = [alias.removesuffix("*").strip() for alias in listed if alias.endswith("*")]
    known = {fold(alias) for alias in (name, *strong)}
    states = country_words()[1]
    bare = dict.fromkeys(starred + bare_cores((name, *strong)))
    # "Naval Base Guam" does not make "Guam" a name of a base.
    unfit = load_words().sets["no_bare_names"]
    kept = (
        core
        for core in bare
        if fold(core) not in known and core not in states and fold(core) not in unfit
    )
    return tuple(strong), tuple(kept)


_RANGES = {
    "lon": (-180.0, 180.0),
    "lat": (-90.0, 90.0),
    "precision_km": (0.0, 1000.0),
    "certainty": (0.0, 1.0),
    "personnel": (0.0, 10_000_000.0),
}


def _number(
    row: Mapping[str, str],
    column: str,
    complain: Callable[[str], None],
    default: float | None = None,
) -> float | None:
    """The number in a column, or None after a complaint."""
    text = row.get(column, "")
    if not text and default is not None:
        return default
    least, most = _RANGES[column]
    expected = f"{column}: expected a number from {least:g} to {most:g}, found {text!r}"
    try:
        number = float(text)
    except ValueError:
        complain(expected)
        return None
    if not least <= number <= most:
        swapped = column == "lat" and abs(number) <= 180
        complain(expected + (" (are lon and lat swapped?)" if swapped else ""))
        return None
    return number


def _periods(text: str, complain: Callable[[str], None]) -> tuple[Term, ...]:
    """The terms of "US 1965-1972; RU 1979-2002; VN 2002-", in the order of their beginning."""
    terms = []
    for written in filter(None, (part.strip() for part in text.split(";"))):
        match = _PERIOD.fullmatch(written)
        codes = tuple(match["codes"].split()) if match else ()
        if match is None or not set(codes) <= country_codes():
            complain(
                "periods: expected codes and years, such as 'US 1965-1972; VN 2002-',"
                f" found {written!r}"
            )
            continue
        opened, closed = (int(match[name]) if match[name] else None for name in ("first", "last"))
        if opened is not None and closed is not None and closed < opened:
            complain(f"periods: {closed} is before {opened} in {written!r}")
        terms.append(Term(codes, opened, closed))
    return tuple(sorted(terms, key=lambda term: term.opened or 0))


def _year(row: Mapping[str, str], column: str, complain: Callable[[str], None]) -> int | None:
    text = row.get(column, "")
    if not text:
        return None
    # Our own features hold years as ISO strings, which may be whole days in a user's file.
    if not _YEAR.fullmatch(text[:4]) or (text[4:] and not text[4:].startswith("-")):
        complain(f"{column}: expected a year, such as 1998, found {text!r}")
        return None
    return int(text[:4])


@cache
def country_names() -> Mapping[str, str]:
    """Short English names by ISO 3166 alpha-2 code, XK (Kosovo) too."""
    text = (files("maps") / "data" / "countries.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["code"]: row["name"] for row in csv.DictReader(lines)}


def country_codes() -> frozenset[str]:
    """ISO 3166 alpha-2 codes, and XK (Kosovo)."""
    return frozenset(country_names())

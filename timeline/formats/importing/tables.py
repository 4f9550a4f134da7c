"""Rows with a header: which column is what is guessed by its name, and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from timeline.formats.base import Asking, FormatError, Imported
from timeline.formats.importing.opening import without_markup
from timeline.formats.importing.places import Spot
from timeline.formats.importing.records import Record, collected
from timeline.formats.importing.told import Told

MAX_COLUMNS = 500
MAX_ROWS = 200_000
_COLUMNS = Path(__file__).with_name("columns.yaml")
_NO_LETTER = re.compile(r"[\W_]+")
_WKT = re.compile(r"(?:MULTI)?POINT\s*\(([^a-z]+)\)", re.IGNORECASE)
_WKT_PAIR = re.compile(r"(-?[\d.]+(?:e-?\d+)?)\s+(-?[\d.]+(?:e-?\d+)?)")
_PAIR = re.compile(r"[(\[]?\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*[)\]]?")
_GUARDED = re.compile(r"'(?=[=+\-@＝＋－＠])")

Row = Mapping[str, str]


@cache
def _names() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.safe_load(_COLUMNS.read_text(encoding="utf-8"))
    return loaded


def folded(header: str) -> str:
    """A header as the table of names has it."""
    return _NO_LETTER.sub(" ", header.lower()).strip()


def guess_columns(header: Sequence[str]) -> dict[str, str]:
    """The column of each field, by the best name for it; a column serves one field."""
    by_name: dict[str, str] = {}
    for column in header:
        by_name.setdefault(folded(column), column)
    found: dict[str, str] = {}
    for field, names in _names().items():
        matching = [by_name[name] for name in names if name in by_name]
        if matching and matching[0] not in found.values():
            found[field] = matching[0]
    return found


def read_rows(
    header: Sequence[str],
    rows: Iterable[tuple[str, Sequence[str]]],
    asking: Asking,
    *,
    notes: Iterable[str] = (),
    warnings: Iterable[str] = (),
) -> Imported:
    """The events of a table; each row comes with what to call it in messages.

    Raises:
        FormatError: no column tells what happened, or none when or where.
    """
    named = [column for column in header if column.strip()]
    if len(named) > MAX_COLUMNS:
        raise FormatError(f"has {len(named):,} columns; expected at most {MAX_COLUMNS}")
    columns = guess_columns(named)
    _check_columns(columns, named)
    records, told = [], Told()
    for line in warnings:
        told.add("encoding", "", line)
    for where, cells in rows:
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            told.add(
                "ragged",
                where,
                f"has {len(cells):,} cells, the header {len(header)}; the rest is left out",
            )
        row = {column: _clean(cell) for column, cell in zip(header, cells, strict=False) if column}
        if any(row.values()):
            records.append(record_of(where, row, columns))
        if len(records) > MAX_ROWS:
            raise FormatError(f"has more than {MAX_ROWS:,} rows; split it")
    if not records:
        raise FormatError("has a header and no rows")
    check_swapped(records, columns)
    return collected(records, asking, notes=(_use_of(columns, named), *notes), told=told)


def _check_columns(columns: Mapping[str, str], named: Sequence[str]) -> None:
    """That the columns guessed tell what happened, and when or where; else FormatError."""
    shown = ", ".join(f'"{column[:30]}"' for column in named[:12]) + (
        "…" if len(named) > 12 else ""
    )
    if not columns.keys() & {"title", "text"}:
        raise FormatError(
            f"has no column that tells what happened; expected one called title, headline, event"
            f" or name, found {shown or 'none'}"
        )
    if not columns.keys() & {"date", "edtf", "year", "lat", "position", "place"}:
        raise FormatError(
            "has no column that tells when or where; expected one called date, year, place, lat or"
            f" lon, found {shown}"
        )


def _use_of(columns: Mapping[str, str], named: Sequence[str]) -> str:
    """Which column each field is taken from, and those that are not used, as a line to tell."""
    used = "; ".join(f'{field} from "{column}"' for field, column in columns.items())
    aside = [column for column in named if column not in columns.values()]
    unused = f"; not used: {', '.join(aside[:12])}{'…' if len(aside) > 12 else ''}" if aside else ""
    return f"columns: {used}{unused}"


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def record_of(where: str, row: Row, columns: Mapping[str, str]) -> Record:
    """One row by the columns guessed."""

    def cell(field: str) -> str:
        return row.get(columns.get(field, ""), "").strip()

    text = without_markup(cell("text"))
    edtf = cell("edtf")
    return Record(
        where=where,
        title=without_markup(cell("title")) or text,
        id=cell("id") or None,
        date=edtf or cell("date") or _parts(cell("year"), cell("month"), cell("day")),
        end=""
        if edtf
        else cell("end") or _parts(cell("end_year"), cell("end_month"), cell("end_day")),
        spots=tuple(_spots(cell)),
        kind=cell("kind"),
        status=cell("status"),
        quote=text,
        source=without_markup(cell("source")),
        publisher=cell("publisher"),
        url=cell("url"),
        actors=_several(cell("actors")),
        killed=cell("killed"),
        casualties=_several(cell("casualties")),
        lasts={"true": True, "false": False}.get(cell("lasts").lower()),
    )


def _spots(cell: Callable[[str], str]) -> Iterable[Spot]:
    """The places of a row: its positions with their names, or what its names stand for."""
    country = cell("country") if ";" not in cell("country") else ""
    names = [part.strip() for part in cell("place").split(";") if part.strip()]
    positions = _positions(cell)
    known = [part.strip() for part in cell("gazetteer_id").split(";") if part.strip()]
    km = _number(cell("precision_km"))
    for number, (lon, lat) in enumerate(positions):
        name = names[number] if number < len(names) else ""
        yield Spot(name, lon, lat, country, km if number == 0 else None)
    for number in range(len(positions), max(len(names), len(known))):
        name = names[number] if number < len(names) else ""
        named = known[number] if number < len(known) else ""
        if re.fullmatch(r"\d+|geonames:\d+|region:.+", named):
            scheme = named if ":" in named else f"geonames:{named}"
            yield Spot(f"{name} ({scheme})" if name else scheme)
        elif name:
            yield Spot(name, country=country)
    if not names and not known and not positions and country:
        yield Spot(country)


def _positions(cell: Callable[[str], str]) -> list[tuple[float, float]]:
    """Longitude and latitude of each place that has them."""
    text = cell("position")
    if match := _WKT.fullmatch(text):
        return [(float(lon), float(lat)) for lon, lat in _WKT_PAIR.findall(match[1])]
    lon, lat = _number(cell("lon")), _number(cell("lat"))
    if lon is not None and lat is not None:
        return [(lon, lat)]
    if match := _PAIR.fullmatch(text):
        return [(float(match[2]), float(match[1]))]
    return []


def _number(text: str) -> float | None:
    if re.fullmatch(r"-?\d+,\d+", text):  # a decimal comma
        text = text.replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None


def _parts(year: str, month: str, day: str) -> str:
    """A date given in three columns; years before Christ as -44."""
    if not re.fullmatch(r"-?\d+", year):
        return year
    number = int(year)
    text = f"{number:04d}" if number > 0 else f"{'-' if number < -1 else ''}{abs(number + 1):04d}"
    for part in (month, day):
        if not part:
            break
        text += f"-{int(part):02d}" if part.isdecimal() else f"-{part}"
    return text


def check_swapped(records: Iterable[Record], columns: Mapping[str, str]) -> None:
    """Refuse a table whose latitudes and longitudes only make sense the other way round."""
    spots = [
        (record.where, spot.lon, spot.lat)
        for record in records
        for spot in record.spots
        if spot.lon is not None and spot.lat is not None
    ]
    wrong = [(where, lat) for where, _, lat in spots if not -90 <= lat <= 90]
    if wrong and all(-90 <= lon <= 90 and -180 <= lat <= 180 for _, lon, lat in spots):
        where, lat = wrong[0]
        names = [columns[field] for field in ("lat", "lon") if field in columns]
        called = f'columns "{names[0]}" and "{names[1]}"' if len(names) == 2 else "coordinates"
        raise FormatError(f"{called} are swapped: {where} has the latitude {lat:g}")


def _clean(cell: str) -> str:
    """A cell without what guards it from spreadsheets."""
    return _GUARDED.sub("", cell.strip(), count=1) if cell.startswith("'") else cell.strip()

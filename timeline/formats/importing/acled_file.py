"""ACLED's exports, since March 2023 and before: their precisions of time and place are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from maps.dates import day_number, iso_day, parse
from timeline.formats.base import Asking, FormatError, Imported, Importer
from timeline.formats.importing.places import Spot
from timeline.formats.importing.records import Record, collected
from timeline.formats.importing.spreadsheets import csv_rows, header_of
from timeline.formats.importing.told import Told
from timeline.written import UNKNOWN_DATE, When, read_date

_NEEDED = {"event_date", "time_precision", "geo_precision"}
#: Kilometres that a position may be off, by ACLED's geo_precision.
_KM = {"1": 5.0, "2": 25.0, "3": 100.0}
_MONDAY = day_number(1970, 1, 5)


def read_acled(data: bytes, asking: Asking) -> Imported:
    """Raises FormatError when it has no rows."""
    header, rows, warnings = csv_rows(data)
    records, told = [], Told()
    for line in warnings:
        told.add("encoding", "", line)
    for where, cells in rows:
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        try:
            when = _when(row)
        except ValueError as error:
            when = UNKNOWN_DATE
            told.no_date(where, error)
        records.append(_record(where, row, when))
    if not records:
        raise FormatError("has a header and no rows")
    notes = ["read as an export of ACLED; its terms ask you to name ACLED as the source"]
    return collected(records, asking, notes=notes, told=told)


def _record(where: str, row: Mapping[str, str], when: When) -> Record:
    first = row.get("notes", "").partition("; ")[0].partition(". ")[0]
    what = row.get("sub_event_type") or row.get("event_type") or first or "Event"
    return Record(
        where=where,
        title=f"{what}, {row['location']}" if row.get("location") else what,
        id=row.get("event_id_cnty") or row.get("data_id") or None,
        when=when,
        spots=tuple(_spots(row)),
        kind=row.get("event_type", ""),
        quote=row.get("notes", ""),
        source=row.get("source", ""),
        publisher="ACLED",
        actors=tuple(row[name] for name in ("actor1", "actor2") if row.get(name)),
        killed=row.get("fatalities", ""),
        notes=(f"ACLED: {row['sub_event_type']}",) if row.get("sub_event_type") else (),
    )


def _when(row: Mapping[str, str]) -> When:
    """The day; the week or month around it where ACLED knows no better. Raises ValueError."""
    if not row.get("event_date"):
        return UNKNOWN_DATE
    day = read_date(row["event_date"])
    moment = parse(day.start)
    precision = row.get("time_precision", "1")
    if moment is None or precision not in ("2", "3"):
        return day
    if precision == "3":
        return read_date(f"{moment.year:04d}-{moment.month:02d}")
    monday = int(moment.first) - (int(moment.first) - _MONDAY) % 7
    return read_date(f"{iso_day(monday)}/{iso_day(monday + 6)}")


def _spots(row: Mapping[str, str]) -> Iterator[Spot]:
    name, country = row.get("location", ""), row.get("country", "")
    try:
        lon, lat = float(row["longitude"]), float(row["latitude"])
    except (KeyError, ValueError):
        if name:
            yield Spot(name, country=country)
        return
    yield Spot(name, lon, lat, country, _KM.get(row.get("geo_precision", ""), 5.0))


def _is_acled(data: bytes) -> bool:
    return header_of(data) >= _NEEDED


ACLED = Importer(
    "acled",
    "an export of ACLED (CSV), with its precisions of time and place",
    (".csv", ".tsv"),
    _is_acled,
    read_acled,
)

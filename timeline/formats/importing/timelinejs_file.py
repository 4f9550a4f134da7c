"""TimelineJS: its JSON and its spreadsheet, by their documented fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from timeline.formats.base import Asking, FormatError, Imported, Importer
from timeline.formats.importing.opening import decoded, json_of, without_markup
from timeline.formats.importing.records import Record, collected
from timeline.formats.importing.spreadsheets import csv_rows, header_of
from timeline.formats.importing.told import Told, counted
from timeline.written import UNKNOWN_DATE, When, between, read_date

_UNITS = ("year", "month", "day", "hour", "minute", "second")
_COLUMNS = {"Year", "Month", "Day", "Headline"}


def read_json(data: bytes, asking: Asking) -> Imported:
    """Raises FormatError when it has no slides."""
    value = json_of(data)
    title = _mapping(_mapping(value.get("title")).get("text")).get("headline")
    slides = value["events"]
    records, told = [], Told()
    for number, slide in enumerate(slides):
        where = f"events[{number}]"
        if not isinstance(slide, dict):
            raise FormatError(f"{where}: expected a slide")
        try:
            when = _between(slide.get("start_date"), slide.get("end_date"))
        except ValueError as error:
            when = UNKNOWN_DATE
            told.no_date(where, error)
        records.append(_record(where, slide, when))
    return _imported(records, asking, without_markup(title), told, _listed(value.get("eras")))


def read_spreadsheet(data: bytes, asking: Asking) -> Imported:
    """Rows of the documented spreadsheet. Raises FormatError when it has none."""
    header, rows, notes = csv_rows(data)
    title, eras = "", []
    records, told = [], Told()
    for line in notes:
        told.add("encoding", "", line)
    for where, cells in rows:
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        kind = row.get("Type", "").lower()
        if kind == "title":
            title = without_markup(row.get("Headline"))
            continue
        if kind == "era":
            eras.append(row)
            continue
        slide = _slide_of(row)
        try:
            when = _between(slide["start_date"], slide["end_date"])
        except ValueError as error:
            when = UNKNOWN_DATE
            told.no_date(where, error)
        records.append(_record(where, slide, when))
    return _imported(records, asking, title, told, eras)


def _imported(
    records: list[Record], asking: Asking, title: str, told: Told, eras: Iterable[Any]
) -> Imported:
    if not records:
        raise FormatError("has no slides")
    count = len(list(eras))
    if count:
        text = counted(count, "1 era is left out", "{n} eras are left out")
        told.add("eras", "", f"{text}; eras are no events")
    return collected(records, asking, title=title, told=told)


def _record(where: str, slide: Mapping[str, Any], when: When) -> Record:
    text = _mapping(slide.get("text"))
    media = _mapping(slide.get("media"))
    words = without_markup(text.get("text"))
    link = next(
        (
            address
            for address in (media.get("link"), media.get("url"))
            if isinstance(address, str) and address.startswith(("http://", "https://"))
        ),
        "",
    )
    return Record(
        where=where,
        title=without_markup(text.get("headline")) or words,
        id=str(slide["unique_id"]) if slide.get("unique_id") else None,
        when=when,
        words=without_markup(slide.get("display_date")) or None,
        kind=str(slide.get("group") or ""),
        quote=words,
        source=without_markup(media.get("credit")),
        url=link,
    )


def _slide_of(row: Mapping[str, str]) -> dict[str, Any]:
    def date(prefix: str) -> dict[str, Any] | None:
        parts = {unit: row.get(f"{prefix}{unit.capitalize()}", "") for unit in _UNITS[:3]}
        clock = row.get(f"{prefix}Time", "").split(":")
        parts.update(zip(_UNITS[3:], [part.partition(".")[0] for part in clock], strict=False))
        return {unit: part for unit, part in parts.items() if part} if parts["year"] else None

    return {
        "start_date": date("") or {},
        "end_date": date("End "),
        "display_date": row.get("Display Date"),
        "text": {"headline": row.get("Headline"), "text": row.get("Text")},
        "media": {"url": row.get("Media"), "credit": row.get("Media Credit")},
        "group": row.get("Group"),
    }


def _between(start: Any, end: Any) -> When:
    first = _when(_mapping(start))
    last = _when(_mapping(end)) if end else None
    return first if last is None or last == UNKNOWN_DATE else between(first, last)


def _when(date: Mapping[str, Any]) -> When:
    """A date object of TimelineJS. Raises ValueError when it is none."""
    given = [str(date[unit]).strip() if date.get(unit) is not None else "" for unit in _UNITS]
    if not given[0]:
        return UNKNOWN_DATE
    numbers: list[int] = []
    for unit, text in zip(_UNITS, given, strict=True):
        if not text:
            break
        try:
            numbers.append(int(text))
        except ValueError as error:
            raise ValueError(f'"{text[:20]}" is no {unit}') from error
    year = numbers[0] if numbers[0] > 0 else numbers[0] + 1
    text = f"{'-' if year < 0 else ''}{abs(year):04d}"
    text += "".join(f"-{part:02d}" for part in numbers[1:3])
    if len(numbers) > 3:
        hour, minute, second = (*numbers[3:6], 0, 0)[:3]
        text += f"T{hour:02d}:{minute:02d}:{second:02d}"
    return read_date(text)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_slides(data: bytes) -> bool:
    try:
        value = json.loads(decoded(data).text)
    except (FormatError, ValueError, RecursionError):
        return False
    return isinstance(value, dict) and isinstance(value.get("events"), list)


def _is_spreadsheet(data: bytes) -> bool:
    return header_of(data) >= _COLUMNS


JSON = Importer("timelinejs", "slides of TimelineJS (JSON)", (".json",), _is_slides, read_json)
SPREADSHEET = Importer(
    "timelinejs-csv",
    "the spreadsheet of TimelineJS (CSV)",
    (".csv",),
    _is_spreadsheet,
    read_spreadsheet,
)

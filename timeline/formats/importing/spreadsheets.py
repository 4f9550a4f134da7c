"""CSV with any of the usual separators, and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from timeline.formats.base import Asking, FormatError, Imported, Importer
from timeline.formats.importing.opening import check_archive, decoded
from timeline.formats.importing.tables import MAX_COLUMNS, MAX_ROWS, guess_columns, read_rows

_SEPARATORS = ",;\t|"
_HEADER_LINES = 20
#: Bytes in which a header is looked for.
_HEAD = 4000


def csv_rows(data: bytes) -> tuple[list[str], Iterator[tuple[str, list[str]]], list[str]]:
    """The header, the rows with their names, and sentences about the encoding.

    Raises FormatError when it is no table.
    """
    text, warning = decoded(data, guess=True)
    head = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header = next(_rows(reader), ("", []))[1]
    if not any(cell.strip() for cell in header):
        raise FormatError("is empty; expected a table with a header")
    return [cell.strip() for cell in header], _rows(reader), [warning] if warning else []


def header_of(data: bytes) -> frozenset[str]:
    """The names of a table's columns, as far as its first line shows them."""
    text = data[:_HEAD].decode("utf-8", "replace").lstrip("\ufeff\r\n")
    head = text.replace("\r", "\n").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=head.count)
    return frozenset(cell.strip().strip('"') for cell in head.split(separator))


def _rows(reader: Any) -> Iterator[tuple[str, list[str]]]:
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield f"row {reader.line_num}", row
    except csv.Error as error:
        raise FormatError(f"row {reader.line_num}: not CSV ({error})") from error


def read_csv(data: bytes, asking: Asking) -> Imported:
    """Events of a table in CSV. Raises FormatError when it has none."""
    header, rows, warnings = csv_rows(data)
    return read_rows(header, rows, asking, warnings=warnings)


def read_xlsx(data: bytes, asking: Asking) -> Imported:
    """Events of the first sheet that is a table of such. Raises FormatError when none is."""
    check_archive(data)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {sheet.title: list(_sheet_rows(sheet)) for sheet in book.worksheets}
        book.close()
    except FormatError:
        raise
    except Exception as error:  # openpyxl raises whatever its parts raise
        raise FormatError(f"is no workbook that can be read ({_told(error)})") from error
    tables = {name: found for name, rows in sheets.items() if (found := _table(rows))}
    if not tables:
        raise FormatError("has no sheet with a header such as title, date, place, lat, lon")
    name, (header, rows) = next(iter(tables.items()))
    notes = [f'sheet "{name}"'] if len(sheets) > 1 else []
    aside = [other for other in sheets if other != name]
    if aside:
        notes[0] += f"; not read: {', '.join(aside)}"
    return read_rows(header, iter(rows), asking, notes=notes)


def _sheet_rows(sheet: Any) -> Iterator[tuple[str, list[str]]]:
    rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True)
    for number, row in enumerate(rows, 1):
        if number > MAX_ROWS + _HEADER_LINES:
            raise FormatError(f"has more than {MAX_ROWS:,} rows; split it")
        if any(cell is not None for cell in row):
            yield f"row {number}", [_cell(cell) for cell in row]


def _table(
    rows: Sequence[tuple[str, list[str]]],
) -> tuple[list[str], Sequence[tuple[str, list[str]]]] | None:
    """The header and what is below it; titles above a header are passed over."""
    for at, (_, cells) in enumerate(islice(rows, _HEADER_LINES)):
        header = [cell.strip() for cell in cells]
        while header and not header[-1]:
            header.pop()
        found = guess_columns(header)
        if found.keys() & {"title", "text"} and len(found) > 1:
            return header, rows[at + 1 :]
    return None


def _cell(value: Any) -> str:
    """A cell as text: whole numbers without ".0", dates as ISO days."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        at_midnight = value.time().replace(tzinfo=None).isoformat() == "00:00:00"
        return value.date().isoformat() if at_midnight else value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _told(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:120]


CSV = Importer(
    "csv",
    "a table in CSV (commas, semicolons or tabs), its columns guessed by their names",
    (".csv", ".tsv", ".tab"),
    lambda _: True,
    read_csv,
)
XLSX = Importer(
    "xlsx",
    "a table in an Excel workbook, its columns guessed by their names",
    (".xlsx", ".xlsm"),
    lambda _: True,
    read_xlsx,
)

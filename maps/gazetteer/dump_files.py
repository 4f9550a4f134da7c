"""GeoNames' tables as files, plain or zipped, line by line and never whole in memory."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from maps.errors import PlacesFileError
from maps.gazetteer.dump_rows import OddRowError, TableKind, kind_of

_Row = TypeVar("_Row")
#: What GeoNames' archives hold beside their table.
_NO_TABLES = frozenset({"readme.txt", "iso-languagecodes.txt"})
_AGAIN = "fetch the file again; the gazetteer before stays as it was"
#: A line of a hostile file; GeoNames' longest has some 15,000 bytes.
_LONGEST_LINE = 1_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a file, or in a member of a zip archive: its kind and its bytes when unpacked."""

    path: Path
    member: str | None
    kind: TableKind
    bytes: int

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return f"{self.path} ({self.member})" if self.member else str(self.path)


def tables_of(path: Path) -> list[Table]:
    """The tables that a file holds: itself, or the members of an archive.

    Raises PlacesFileError when there is no file, or it is no table of GeoNames.
    """
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "no such file"
        raise PlacesFileError(f"{path}: {what}; expected a table of GeoNames, such as TJ.zip")
    with _told(str(path)):
        if not zipfile.is_zipfile(path):
            if path.suffix.lower() == ".zip":
                raise PlacesFileError(f"{path}: not a zip archive, or cut short; {_AGAIN}")
            return [_table(path, None, path.stat().st_size)]
        with zipfile.ZipFile(path) as archive:
            members = [
                member
                for member in archive.infolist()
                if member.filename.lower().endswith(".txt")
                and member.filename.rpartition("/")[2].lower() not in _NO_TABLES
            ]
    if not members:
        raise PlacesFileError(f"{path}: holds no table (.txt); expected an archive of GeoNames")
    return [_table(path, member.filename, member.file_size) for member in members]


def read_rows(
    table: Table,
    row_of: Callable[[str], _Row],
    seen: Callable[[bytes], None],
    odd: Callable[[str], None],
) -> Iterator[_Row]:
    """Every row of a table; `seen` is given each line as it is read, `odd` told of rows left out.

    Raises PlacesFileError at the first line that is no row, or where the file breaks off.
    """
    with _told(table.name), _opened(table) as stream:
        for number, line in enumerate(_lines(stream), start=1):
            seen(line)
            text = line.rstrip(b"\r\n")
            if not text:
                continue
            try:
                row = row_of(text.decode("utf-8"))
            except UnicodeDecodeError as error:
                message = f"expected UTF-8, found something else at byte {error.start}"
                raise _bad_line(table, number, message) from error
            except ValueError as error:
                # The last line of a file that was cut short may look like a row.
                if not isinstance(error, OddRowError) or not line.endswith(b"\n"):
                    raise _bad_line(table, number, str(error)) from error
                odd(f"{table.name}:{number}: {error}; left out")
                continue
            yield row


def _bad_line(table: Table, number: int, message: str) -> PlacesFileError:
    return PlacesFileError(f"{table.name}:{number}: {message}; {_AGAIN}")


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    while line := stream.readline(_LONGEST_LINE):
        yield line


def _table(path: Path, member: str | None, size: int) -> Table:
    """The table, its kind read off its first line."""
    table = Table(path, member, "places", size)
    with _told(table.name), _opened(table) as stream:
        line = stream.readline(_LONGEST_LINE).decode("utf-8", errors="replace").rstrip("\r\n")
    kind = kind_of(line)
    if kind is None:
        found = "an empty file" if not line else f"{line.count(chr(9)) + 1} columns"
        raise PlacesFileError(
            f"{table.name}:1: expected a table of GeoNames (places with 19 columns, alternate names"
            f" with 10, divisions with 4), found {found}"
        )
    return Table(path, member, kind, size)


@contextmanager
def _opened(table: Table) -> Iterator[IO[bytes]]:
    if table.member is None:
        with table.path.open("rb") as stream:
            yield stream
    else:
        with zipfile.ZipFile(table.path) as archive, archive.open(table.member) as stream:
            yield stream


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What can break a file while it is read, as one line."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise PlacesFileError(f"{name}: a corrupt zip archive ({error}); {_AGAIN}") from error
    except OSError as error:
        raise PlacesFileError(f"{name}: cannot be read ({error.strerror or error})") from error

"""Office documents are zip archives: what must be known of one before it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

MAX_UNPACKED = 200_000_000
#: A document type stands before the root element.
_HEAD = 4000


def archive_trouble(data: bytes) -> str | None:
    """Why an office document must not be opened: no archive, a zip bomb, entities; None: none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
            if size > MAX_UNPACKED:
                most = MAX_UNPACKED / 1e6
                return f"unpacks to {size / 1e6:,.0f} MB; expected at most {most:.0f} MB"
            if any(_has_type(archive, name) for name in archive.namelist()):
                return "holds XML with a document type, which no such file needs"
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        return "is no such file: it is damaged, protected, or something else renamed"
    return None


def _has_type(archive: zipfile.ZipFile, name: str) -> bool:
    if not name.endswith((".xml", ".rels")):
        return False
    with archive.open(name) as file:
        return b"<!DOCTYPE" in file.read(_HEAD)

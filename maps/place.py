"""Places on the earth and the names that stand for them in a text.

Coordinates are decimal degrees in WGS 84, always longitude before latitude; only `maps.map_page`
turns them. Offsets count code points of the text a name was found in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Level = Literal[
    "site",  # a building, monument, airport, street address: known to about a kilometre
    "base",  # a military base of the register
    "city",  # any populated place
    "district",  # a part of a city
    "county",  # second-order division (GeoNames ADM2)
    "state",  # first-order division (GeoNames ADM1)
    "country",
    "region",  # a cultural, historical or disputed area that is no unit of administration
    "water",  # sea, strait, river, lake
    "natural",  # mountains, desert, island, peninsula
    "continent",
]

#: Levels that are areas: never drawn as an exact pin.
AREA_LEVELS: frozenset[Level] = frozenset(
    {"county", "state", "country", "region", "water", "natural", "continent"}
)

Role = Literal[
    "location",  # somewhere on the map
    "facility",  # a named site: airport, base, stadium, building
    "metonym",  # a place name that stands for its government ("Moscow said"): no event site
    "demonym",  # "Russian", "Tajiks"
    "language",
    "part_of_name",  # a place name inside another name ("New York Times")
    "person",
]


class BBox(NamedTuple):
    """West, south, east, north in degrees. West is greater than east where a box crosses 180°."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a gazetteer, a register or a pair of coordinates.

    Attributes:
        name: the gazetteer's main name, in Latin letters where there is one.
        lon, lat: a representative point (a country's lies inside it, away from its rim).
        level: what sort of place it is, see `Level`.
        gazetteer_id: `geonames:123`, `region:…`, `base:…` or `coordinates`.
        country: ISO 3166 alpha-2, or None for seas, continents and places of several countries.
        admin1: GeoNames code of the first-order division within its country, or None.
        bbox: the extent of an area, or None where it is not known.
        precision_km: how far the true site may lie from the point, in kilometres.
        population: inhabitants, 0 when unknown.
        feature_code: GeoNames feature code ("PPLC", "ADM1" …), or None outside GeoNames.
    """

    name: str
    lon: float
    lat: float
    level: Level
    gazetteer_id: str
    country: str | None = None
    admin1: str | None = None
    bbox: BBox | None = None
    precision_km: float = 5.0
    population: int = 0
    feature_code: str | None = None

    @property
    def is_area(self) -> bool:
        return self.level in AREA_LEVELS


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place a name could have meant, with its score (0–1, 1 best) and what spoke for it."""

    place: Place
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name in a text and what it stands for.

    Attributes:
        start, end: offsets of the name as written; `text[start:end]` is `name`.
        name: the name as written, without article or possessive.
        place: where it is, or None when no gazetteer knows it or the role puts it nowhere.
        role: how the name is used, see `Role`.
        confidence: 0–1, that `place` is right (that there is no place, when None).
        reason: one sentence for a reader: why this place, or why none.
        candidates: the places weighed, best first; empty when none was known.
    """

    start: int
    end: int
    name: str
    place: Place | None
    role: Role
    confidence: float
    reason: str
    candidates: tuple[Candidate, ...] = ()

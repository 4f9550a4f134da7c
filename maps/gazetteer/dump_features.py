"""What a row of the dump is to the house: level, precision and prominence, by its feature code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from maps.gazetteer.extents import city_radius_km
from maps.gazetteer.prominence import prominence
from maps.gazetteer.rows import NAME_KINDS, NameKind, PlaceRow
from maps.gazetteer.tables import read_table
from maps.place import Level

_OF_DISTRICT_KM = 5.0


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of feature; None: by the people who live there."""

    level: Level
    precision_km: float | None
    prominence: int | None


@cache
def _sorts() -> dict[str, Sort]:
    return {
        entry["feature"]: Sort(
            entry["level"],  # type: ignore[arg-type]  # a test compares them with Level
            float(entry["precision_km"]) if entry["precision_km"] else None,
            int(entry["prominence"]) if entry["prominence"] else None,
        )
        for entry in read_table("geonames_features.csv")
    }


@lru_cache(maxsize=2_000)
def sort_of(feature: str) -> Sort:
    """The sort of a feature such as "P.PPL": by its code, else its class, else an unknown site."""
    sorts = _sorts()
    return sorts.get(feature) or sorts.get(feature[:1]) or Sort("site", 5.0, 2)


def code_of(feature: str) -> str | None:
    """GeoNames' feature code alone, as `Place.feature_code` has it."""
    return feature.partition(".")[2] or None


def precision_km(sort: Sort, population: int) -> float:
    """How far the true site may lie from the point, in kilometres."""
    if sort.precision_km is not None:
        return sort.precision_km
    radius = city_radius_km(population)
    return min(radius, _OF_DISTRICT_KM) if sort.level == "district" else radius


@lru_cache(maxsize=50_000)
def prominence_of(feature: str, population: int) -> int:
    """How likely a bare name means such a place, 1-255."""
    sort = sort_of(feature)
    if sort.prominence is not None:
        return sort.prominence
    row = PlaceRow(
        0, "", 0.0, 0.0, sort.level, population=population, feature_code=code_of(feature)
    )
    return prominence(row)


@cache
def pseudo_languages() -> dict[str, NameKind | None]:
    """Kind of name by what stands in the language column without being a language; None: skip."""
    kinds = {kind: kind for kind in NAME_KINDS}
    return {
        entry["language"]: kinds.get(entry["kind"])  # type: ignore[call-overload]
        for entry in read_table("geonames_languages.csv")
    }

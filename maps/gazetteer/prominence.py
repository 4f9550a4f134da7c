"""How likely a bare name means a place, 0–255: the order of look-ups before any context."""

from __future__ import annotations

import math

from maps.gazetteer.rows import PlaceRow

#: Starting value of areas; people living there add up to 20.
_AREA_BASE = {"continent": 235, "country": 225, "region": 165, "water": 165, "natural": 160}
#: What being a seat of government adds to a populated place.
_SEAT_BONUS = {"PPLC": 25, "PPLG": 15, "PPLA": 12, "PPLA2": 4}
_LARGEST_CITY = math.log10(40_000_000)


def prominence(row: PlaceRow) -> int:
    """Countries before states before cities of the same size; among cities the logarithm of people.

    A city of a million comes at about 166, a town of ten thousand at 110, a US state at about 200,
    a county a little below a city of its population. Abandoned and historical places come last.
    """
    people = math.log10(row.population + 1) / _LARGEST_CITY
    if row.prominence:
        return row.prominence
    if row.level in _AREA_BASE:
        return min(255, round(_AREA_BASE[row.level] + 20 * people))
    if row.level == "state":
        return round(60 + 155 * people)
    if row.level == "county":
        return round(10 + 150 * people)
    if row.level == "site":
        return 60
    value = 5 + 210 * people + _SEAT_BONUS.get(row.feature_code or "", 0)
    if row.level == "district":
        value -= 40
    if row.feature_code in {"PPLQ", "PPLW", "PPLH", "PPLCH"}:
        value -= 40
    return max(1, min(224, round(value)))

"""How likely a bare name means a place, 0–255: the order of look-ups before any context."""

from __future__ import annotations

import math

from maps.gazetteer.folding import fold
from maps.gazetteer.rows import PlaceRow, Rows

#: Starting value of areas; people living there add up to 20.
_AREA_BASE = {
    "continent": 235,
    "country": 225,
    "region": 165,
    "water": 165,
    "natural": 160,
    "site": 60,
}
#: Kinds of our own regions: a disputed area is meant before a city or state (Gaza, Kashmir), a
#: former state before a town but not before a great city (the Gold Coast of today).
_BASE_OF_CODE = {
    "disputed area": 185.0, "former country": 175.0, "former name": 175.0,
    "former territory": 150.0, "former city": 120.0,
}  # fmt: skip
#: Divisions: a base, and what the people in them add at most.
_DIVISIONS = {"state": (60, 155), "county": (10, 150)}
#: What a feature code adds to a populated place: seats of government more, gone places less.
_OF_CODE = {
    "PPLC": 40, "PPLG": 15, "PPLA": 12, "PPLA2": 4, "PPLQ": -40, "PPLW": -40, "PPLH": -40,
    "PPLCH": -40,
}  # fmt: skip
_OF_PART = 40
_LARGEST_CITY = math.log10(40_000_000)


#: A city with this share of its division's people is meant by their common name: Osh, New York.
_NAMESAKE_SHARE = 0.1
_NAMESAKE_PENALTY = 30


def set_prominence(rows: Rows) -> None:
    """Fill in `prominence` of all places."""
    for row in rows.places:
        row.prominence = prominence(row)
    namesakes = _namesakes(rows)
    for row in rows.places:
        if row.key in namesakes:
            row.prominence -= _NAMESAKE_PENALTY


def _namesakes(rows: Rows) -> set[int]:
    """Keys of first-order divisions that share a name with a large city of theirs."""
    states = {(row.country, row.admin1): row for row in rows.places if row.level == "state"}
    homes = {}
    for row in rows.places:
        state = states.get((row.country, row.admin1))
        if row.level == "city" and state and row.population >= _NAMESAKE_SHARE * state.population:
            homes[row.key] = state.key
    wanted = set(homes) | set(homes.values())
    names: dict[int, set[str]] = {key: set() for key in wanted}
    for row in rows.places:
        if row.key in wanted:
            names[row.key].add(fold(row.name))
    for name in rows.names:
        if name.key in wanted:
            names[name.key].add(fold(name.name))
    return {state for city, state in homes.items() if names[city] & names[state]}


def prominence(row: PlaceRow) -> int:
    """Countries before states before cities of the same size; among cities the logarithm of people.

    A city of a million comes at about 166, a town of ten thousand at 110, a US state at about 200,
    a county a little below a city of its population. Abandoned and historical places come last.
    """
    if row.prominence:
        return row.prominence
    people = math.log10(row.population + 1) / _LARGEST_CITY
    if row.feature_code in _BASE_OF_CODE:
        value = _BASE_OF_CODE[row.feature_code]
    elif row.level in _AREA_BASE:
        value = _AREA_BASE[row.level] + 20 * people
    elif row.level in _DIVISIONS:
        base, share = _DIVISIONS[row.level]
        value = base + share * people
    else:
        value = min(230.0, 5 + 210 * people + _OF_CODE.get(row.feature_code or "", 0))
        value -= _OF_PART if row.level == "district" else 0
    return max(1, min(255, round(value)))

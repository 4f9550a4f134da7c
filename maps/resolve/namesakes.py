"""Where the names of a document have namesakes, before any of them is decided.

A town of the local news is rarely the most prominent of its name, but its neighbours have namesakes
beside it and nowhere else in common.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from maps.place import Place
from maps.resolve.groups import Group

#: Side of a cell in degrees of latitude. What lies in a cell or beside it is close, up to 220 km.
_CELL = 1.0
#: A name of many places tells little by having one of them somewhere.
_TELLING = 3.0
_LEVELS = ("city", "district", "county", "site", "base")

#: Width in degrees of the cells of each row, about as wide as high; never wider than at 78° north.
_WIDTHS = {
    row: _CELL / max(0.2, math.cos(math.radians((row + 0.5) * _CELL)))
    for row in range(math.floor(-91 / _CELL), math.ceil(91 / _CELL) + 1)
}

_STEPS = (-1, 0, 1)
Cell = tuple[int, int]
State = tuple[str | None, str | None]


@dataclass(slots=True)
class Namesakes:
    """How much the names of a document have in common, by cell and by state.

    A name counts once in a cell or state: 1 where it has up to three places, less where more.
    """

    cells: dict[Cell, float] = field(default_factory=dict)
    states: dict[State, float] = field(default_factory=dict)
    own: dict[int, tuple[dict[Cell, float], dict[State, float]]] = field(default_factory=dict)
    total: float = 0.0

    def near(self, place: Place, group: Group | None) -> float:
        """The weight of the names, those of `group` left out, with a namesake close to a place."""
        here = _cell(place)
        given = self.own[id(group)][0].get(here, 0.0) if group else 0.0
        return max(0.0, self.cells.get(here, 0.0) - given)

    def in_state(self, place: Place, group: Group | None) -> float:
        """The share (0–1) of the names without `group` with a namesake in the place's state."""
        if not place.admin1:
            return 0.0
        key = (place.country, place.admin1)
        given = self.own[id(group)][1].get(key, 0.0) if group else 0.0
        rest = self.total - (_weight(group) if group else 0.0)
        if rest <= 0:
            return 0.0
        return max(0.0, self.states.get(key, 0.0) - given) / rest


def namesakes_of(groups: Sequence[Group]) -> Namesakes:
    """The namesakes of all names of a document."""
    found = Namesakes()
    for group in groups:
        weight = _weight(group)
        cells: dict[Cell, float] = {}
        states: dict[State, float] = {}
        for entry in group.entries:
            place = entry.place
            if place.admin1 and place.level != "country":
                states[place.country, place.admin1] = weight
            if place.level in _LEVELS:
                cells.update(dict.fromkeys(_cells_around(place.lon, place.lat), weight))
        for cell, value in cells.items():
            found.cells[cell] = found.cells.get(cell, 0.0) + value
        for state, value in states.items():
            found.states[state] = found.states.get(state, 0.0) + value
        found.own[id(group)] = cells, states
        found.total += weight
    return found


def _weight(group: Group) -> float:
    return min(1.0, _TELLING / len(group.entries)) if group.entries else 0.0


@lru_cache(maxsize=30_000)
def _cells_around(lon: float, lat: float) -> tuple[Cell, ...]:
    """The cell of a point and its eight neighbours, the point's own in the middle."""
    row = math.floor(lat / _CELL)
    return tuple(
        (i, math.floor(lon / _WIDTHS[i]) + step) for i in (row - 1, row, row + 1) for step in _STEPS
    )


def _cell(place: Place) -> Cell:
    return _cells_around(place.lon, place.lat)[4]

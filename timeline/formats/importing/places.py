"""Places as somebody else gave them: positions taken, names looked up, and told how it went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from maps.features import EventPlace
from timeline.formats.base import Asking
from timeline.formats.importing.told import MOST_TOLD, Told
from timeline.written import at_position, read_place

RULE = "as given"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as given: a name, a position, or both. Degrees; `precision_km` None = a point."""

    name: str = ""
    lon: float | None = None
    lat: float | None = None
    country: str = ""
    precision_km: float | None = None


class Places:
    """Finds the places of records, and tells at the end how it went."""

    def __init__(self, asking: Asking, told: Told) -> None:
        self._asking = asking
        self._told = told
        self._known: dict[str, EventPlace | None] = {}

    def of(self, spots: Iterable[Spot], where: str) -> tuple[EventPlace, ...]:
        """The places of one record, called `where` in messages."""
        found = (self._place(spot, where) for spot in spots)
        return tuple(place for place in found if place is not None)

    def notes(self) -> Iterable[str]:
        """How many names were looked up, and which nobody knows."""
        if not self._known:
            return
        missing = [name for name, place in self._known.items() if place is None]
        found = len(self._known) - len(missing)
        told = ", ".join(f'"{name}"' for name in missing[:MOST_TOLD])
        more = f" and {len(missing) - MOST_TOLD:,} more" if len(missing) > MOST_TOLD else ""
        if self._asking.gazetteer is None:
            names = (
                "1 place name has" if len(missing) == 1 else f"{len(missing):,} place names have"
            )
            yield f"{names} no coordinates and no gazetteer to look them up in"
        elif missing:
            yield (
                f"{found:,} of {len(self._known):,} place names were found in the gazetteer;"
                f" not {told}{more}"
            )
        else:
            names = "1 place name was" if found == 1 else f"{found:,} place names were"
            yield f"{names} looked up in the gazetteer"

    def _place(self, spot: Spot, where: str) -> EventPlace | None:
        if spot.lon is not None and spot.lat is not None:
            km = 1.0 if spot.precision_km is None else spot.precision_km
            try:
                return at_position(
                    spot.lon, spot.lat, name=spot.name, rule=RULE, reason=RULE, precision_km=km
                )
            except ValueError as error:
                self._told.add(
                    "position", where, f"{error}; the event is kept without that position"
                )
        return self._named(spot) if spot.name else None

    def _named(self, spot: Spot) -> EventPlace | None:
        name = ", ".join(filter(None, [spot.name, spot.country]))
        if name not in self._known:
            self._known[name] = None
            if self._asking.gazetteer is not None:
                for text in dict.fromkeys([name, spot.name]):
                    try:
                        found = read_place(
                            text, self._asking.gazetteer, rule=RULE, reason="looked up by its name"
                        )
                    except ValueError:
                        continue
                    self._known[name] = found.place
                    break
        return self._known[name]

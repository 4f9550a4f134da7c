"""Where the events of a picture are: numbered in the order of time, gathered where they meet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from maps.features import Event, EventPlace
from maps.lettering import shorten
from maps.pictures.projection import View
from maps.place import AREA_LEVELS

#: Marks nearer to each other than this are gathered, in pixels.
_MEET = 24.0
#: Of places that meet so many are named, and of a name so much is written, in widths of the font.
_MOST_NAMES, _WIDEST_NAME = 2, 18.0


@dataclass(frozen=True, slots=True)
class Numbered:
    """An event with its number in the list below the map."""

    number: int
    event: Event


@dataclass(frozen=True, slots=True)
class Site:
    """One mark or row of marks at x, y on paper, for all places that meet there."""

    x: float
    y: float
    places: tuple[EventPlace, ...]
    events: tuple[Numbered, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What to write beside it, the best first: names and numbers, or less where room lacks.

        "Dushanbe, Vahdat 1–3, 7", then "1–3, 7", then "1 …".
        """
        names = list(dict.fromkeys(place.name for place in self.places))
        more = f" +{len(names) - _MOST_NAMES}" if len(names) > _MOST_NAMES else ""
        numbers = ranges([one.number for one in self.events])
        called = ", ".join(shorten(name, _WIDEST_NAME, 1) for name in names[:_MOST_NAMES])
        least = f"{self.events[0].number} …" if len(self.events) > 1 else numbers
        return f"{called}{more} {numbers}", numbers, least


def is_area(place: EventPlace) -> bool:
    """Whether the place is known as an area only: its point is no site."""
    return place.level in AREA_LEVELS


def sites(events: Iterable[Numbered], view: View) -> list[Site]:
    """The sites of all events, the one with most events first."""
    found: list[Site] = []
    for one in events:
        for place in dict.fromkeys(one.event.places):
            x, y = view.x(place.lon), view.y(place.lat)
            at = next((n for n, site in enumerate(found) if _meet(site, x, y)), None)
            if at is None:
                found.append(Site(x, y, (place,), (one,)))
            else:
                found[at] = _joined(found[at], place, one)
    return sorted(found, key=lambda site: (-len(site.events), site.events[0].number))


def _meet(site: Site, x: float, y: float) -> bool:
    return math.hypot(site.x - x, site.y - y) < _MEET


def _joined(site: Site, place: EventPlace, one: Numbered) -> Site:
    places = site.places if place in site.places else (*site.places, place)
    events = site.events if one in site.events else (*site.events, one)
    return replace(site, places=places, events=events)


def ranges(numbers: Sequence[int]) -> str:
    """Numbers in order, those that follow each other as a range: "1–3, 7"."""
    runs: list[list[int]] = []
    for value in sorted(set(numbers)):
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )

"""Where an outlet is at home: of all towns it may be called after, the one that fits the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maps.gazetteer import Gazetteer, fold
from maps.place import Place
from maps.resolve.groups import Group
from maps.resolve.namesakes import Namesakes
from maps.resolve.outlet import Outlet, is_outlet_of, is_paper_words

#: Shortest place name looked for in an address without the help of the text.
_SHORTEST = 5
#: Namesakes of the outlet's town that are weighed against the text.
_MOST = 25
_TOWNS = ("city", "district", "county")
#: Prominence of a large city: taken for the outlet's where the text does not tell.
_FAMOUS = 150


@dataclass(frozen=True, slots=True)
class Home:
    """The country and, where it is known, the town of an outlet."""

    country: str | None = None
    place: Place | None = None


def home_of(
    outlet: Outlet, gazetteer: Gazetteer, groups: Sequence[Group], namesakes: Namesakes
) -> Home:
    """The outlet's home by its web address and name; empty when they tell nothing.

    `groups` are the names of the text, with their `namesakes`: an outlet called after Springfield
    is at home in the Springfield whose neighbours the text speaks of.
    """
    if outlet.listed is not None:
        return _listed(outlet.listed, gazetteer)
    for name in _names(outlet, groups, gazetteer):
        place = _fitting(_towns(name, outlet.country, gazetteer), groups, namesakes)
        if place is not None:
            return Home(outlet.country or place.country, place)
    return Home(outlet.country)


def _listed(row: tuple[str, str, str], gazetteer: Gazetteer) -> Home:
    town, admin1, country = row
    places = gazetteer.find(town) if town else ()
    fitting = (p for p in places if p.country == country and admin1 in ("", p.admin1))
    place = next((p for p in fitting if p.level in ("city", "district")), None)
    return Home(country or None, place)


def _names(outlet: Outlet, groups: Sequence[Group], gazetteer: Gazetteer) -> Iterator[str]:
    """Folded place names that the outlet's name or address may hold, the likeliest first."""
    end = gazetteer.longest_match(outlet.words)
    if 0 < end < len(outlet.words):
        yield " ".join(outlet.words[:end])
    if outlet.label:
        yield from (folded for group in groups if outlet.is_called(folded := fold(group.name)))
        yield from _named(outlet.label, gazetteer)


def _named(label: str, gazetteer: Gazetteer) -> Iterator[str]:
    """The longest place name in the address whose rest is words for a paper."""
    for length in range(len(label), _SHORTEST - 1, -1):
        for start in range(len(label) - length + 1):
            name = label[start : start + length]
            if gazetteer.has_name(name) and not is_paper_words(name) and is_outlet_of(label, name):
                yield name
                return


def _towns(folded: str, country: str | None, gazetteer: Gazetteer) -> list[tuple[int, Place]]:
    """Prominence and place of the towns and counties of a name, most prominent first."""
    found = []
    for entry in gazetteer.entries(folded)[:_MOST]:
        place = gazetteer.at(entry.key)
        if place is None or place.level not in _TOWNS or entry.kind == "code":
            continue
        if country in (None, place.country):
            found.append((entry.prominence, place))
    return found


def _fitting(
    towns: Sequence[tuple[int, Place]], groups: Sequence[Group], namesakes: Namesakes
) -> Place | None:
    """The town that most names of the text have namesakes beside; the most prominent of equals.

    None where the text does not tell and no town is well known.
    """
    if not towns:
        return None
    same = next((g for g in groups if any(e.place == towns[0][1] for e in g.entries)), None)
    scored = [
        (
            namesakes.near(place, same) + namesakes.in_state(place, same),
            -position,
            place,
        )
        for position, (_, place) in enumerate(towns)
    ]
    best, _, place = max(scored, key=lambda item: item[:2])
    if best > 0 or len(towns) == 1:
        return place
    prominence, first = towns[0]
    return first if prominence >= _FAMOUS else None

"""Where an outlet is at home: the towns it may be called after, weighed by the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maps.gazetteer import Gazetteer, NameEntry, fold
from maps.place import Place
from maps.resolve.geometry import distance_km
from maps.resolve.groups import Group
from maps.resolve.namesakes import Namesakes
from maps.resolve.outlet import Outlet, is_outlet_of, is_paper_words
from maps.weights import Features, load_weights, score, softmax

#: Name of the model in `toponym_weights.json`.
HOME = "outlet's home"
#: Shortest place name looked for in an address without the help of the text.
_SHORTEST = 5
#: Namesakes of the outlet's town that are weighed against the text.
_MOST = 40
_TOWNS = ("city", "district", "county")
#: Prominence of a large city: an ordinary word is taken for its name ("Reading", "Nice").
_FAMOUS = 150
#: So many names with namesakes beside a town say all that can be said for it.
_MANY_NAMESAKES = 4.0


@dataclass(frozen=True, slots=True)
class Home:
    """The country of an outlet and the towns where it may be at home.

    `country`: None where it is not known for sure. `towns`: each with its chance, likeliest first;
    one of chance 1 for an outlet of our table, empty when nothing is known.
    """

    country: str | None = None
    towns: tuple[tuple[Place, float], ...] = ()

    @property
    def is_listed(self) -> bool:
        """Whether its town is known and not guessed."""
        return len(self.towns) == 1 and self.towns[0][1] == 1.0

    @property
    def place(self) -> Place | None:
        """The likeliest town."""
        return self.towns[0][0] if self.towns else None

    def in_country(self, country: str | None) -> float:
        """The chance that the outlet is at home in a country."""
        if self.country or not country:
            return float(self.country == country and country is not None)
        return sum(chance for town, chance in self.towns if town.country == country)

    def in_state(self, place: Place) -> float:
        """The chance that it is at home in the state of a place."""
        if not place.admin1:
            return 0.0
        return sum(
            chance
            for town, chance in self.towns
            if town.admin1 == place.admin1 and town.country == place.country
        )

    def within(self, place: Place, km: float) -> float:
        """The chance that its town is not farther from a place than so many kilometres."""
        return sum(chance for town, chance in self.towns if distance_km(town, place) < km)

    def is_at(self, place: Place) -> float:
        """The chance that a place is its town."""
        return next((c for town, c in self.towns if town.gazetteer_id == place.gazetteer_id), 0.0)


def home_of(
    outlet: Outlet, gazetteer: Gazetteer, groups: Sequence[Group], namesakes: Namesakes
) -> Home:
    """The outlet's home by its web address and name; empty when they tell nothing.

    `groups` are the names of the text, with their `namesakes`: an outlet called after Springfield
    is likely at home in the Springfield whose neighbours the text speaks of.
    """
    if outlet.listed is not None:
        return _listed(outlet.listed, gazetteer)
    towns, found = possible_homes(outlet, gazetteer, groups, namesakes)
    if not towns:
        return Home(outlet.country)
    weights = load_weights(HOME)
    chances = softmax([score(features, weights) for features in found])
    ranked = sorted(zip(towns, chances, strict=True), key=lambda item: -item[1])
    return Home(outlet.country, tuple(ranked))


def possible_homes(
    outlet: Outlet, gazetteer: Gazetteer, groups: Sequence[Group], namesakes: Namesakes
) -> tuple[list[Place], list[Features]]:
    """The towns that an outlet may be called after, and what the text says for each."""
    for name in _names(outlet, groups, gazetteer):
        towns = _towns(name, outlet.country, gazetteer)
        if towns:
            found = _features(towns, groups, namesakes)
            if _is_name(towns, found):
                return [place for _, place in towns], found
    return [], []


def _listed(row: tuple[str, str, str], gazetteer: Gazetteer) -> Home:
    town, admin1, country = row
    places = gazetteer.find(town) if town else ()
    fitting = (p for p in places if p.country == country and admin1 in ("", p.admin1))
    place = next((p for p in fitting if p.level in ("city", "district")), None)
    return Home(country or None, ((place, 1.0),) if place else ())


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


def _towns(folded: str, country: str | None, gazetteer: Gazetteer) -> list[tuple[NameEntry, Place]]:
    """The towns and counties that bear a name, most prominent first.

    Papers are called what their town is called: other names of a town count where no town has the
    name for its own.
    """
    found = []
    for entry in gazetteer.entries(folded):
        place = gazetteer.at(entry.key)
        if place is None or place.level not in _TOWNS or entry.kind == "code":
            continue
        if country in (None, place.country):
            found.append((entry, place))
    own = [(entry, place) for entry, place in found if entry.kind == "main"]
    return (own or found)[:_MOST]


def _features(
    towns: Sequence[tuple[NameEntry, Place]], groups: Sequence[Group], namesakes: Namesakes
) -> list[Features]:
    """What speaks for each town: its fame, and what the text has beside it."""
    own = {place.gazetteer_id for _, place in towns}
    same = next((g for g in groups if any(e.place.gazetteer_id in own for e in g.entries)), None)
    named = {
        (group.entries[0].place.country, group.entries[0].place.admin1)
        for group in groups
        if group.entries[0].place.level in ("country", "state")
    }
    found: list[Features] = []
    for position, (entry, place) in enumerate(towns):
        features: Features = [("prominence", entry.prominence / 255)]
        if position == 0:
            features.append(("most prominent", 1.0))
        if place.level == "county":
            features.append(("a county", 1.0))
        if near := namesakes.near(place, same):
            features.append(("namesakes close by", min(1.0, near / _MANY_NAMESAKES)))
        if share := namesakes.in_state(place, same):
            features.append(("namesakes in the state", share))
        if (place.country, place.admin1) in named:
            features.append(("its state is named", 1.0))
        if (place.country, None) in named:
            features.append(("its country is named", 1.0))
        found.append(features)
    return found


def _is_name(towns: Sequence[tuple[NameEntry, Place]], found: Sequence[Features]) -> bool:
    """Whether the word is a town's name here: not the "Star" of a paper that no town is near to."""
    first, _ = towns[0]
    if not first.common or first.prominence >= _FAMOUS:
        return True
    return any(name.startswith("namesakes") for features in found for name, _ in features)

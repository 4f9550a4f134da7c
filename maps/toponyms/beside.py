"""What the other names of a document say about one, as features of the second judgement."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from maps.gazetteer import Gazetteer
from maps.place import Place
from maps.resolve.geometry import lies_in
from maps.toponyms.spans import Span
from maps.toponyms.surroundings import Surroundings, follows_comma_place

_LIST_GAPS = frozenset(
    {", ", " and ", ", and ", " or ", " & ", "; ", " to ", "/", ",\n", " – ", "-"}
)
#: Chance from which a name tells where the document is.
_SURE = 0.75
_NAMESAKES = 5
#: What English names with an article: "the Danube", "the Carpathians".
_LANDSCAPE = ("water", "natural", "region")
_MANY_NAMESAKES = 20
_State = tuple[str | None, str | None]


def features_beside(
    spans: list[Span], chances: list[float], around: Surroundings, gazetteer: Gazetteer
) -> list[list[tuple[str, float]]]:
    """What the first judgement of the other spans says about each.

    The same name elsewhere in the document, and names beside it in a list, are likely of one sort;
    a namesake in a country or state that the document speaks of makes a place of a doubtful name.
    """
    countries, states = _ground(spans, chances, gazetteer)
    best: dict[str, list[float]] = {}
    for span, chance in zip(spans, chances, strict=True):
        best.setdefault(span.folded, []).append(chance)
    text = around.words.text
    listed = [text[a.end : b.start] in _LIST_GAPS for a, b in pairwise(spans)]
    # whether each span is listed with the one before it; none is after the last
    listed = [False, *listed, False]
    found: list[list[tuple[str, float]]] = []
    for position, (span, chance) in enumerate(zip(spans, chances, strict=True)):
        features: list[tuple[str, float]] = []
        same = best[span.folded]
        if len(same) > 1:
            rest = list(same)
            rest.remove(chance)
            features.append(("same name elsewhere", 2 * max(rest) - 1))
            features.append(("same name on average", 2 * sum(rest) / len(rest) - 1))
        if listed[position]:
            features.append(("listed beside", 2 * chances[position - 1] - 1))
        if listed[position + 1]:
            features.append(("listed beside", 2 * chances[position + 1] - 1))
        features += _on_ground(span, countries, states, around, gazetteer)
        whole = follows_comma_place(span, around)
        if whole is not None and holds(whole, span, gazetteer):
            features.append(("lies in the place after the comma", 1.0))
        found.append(features)
    return found


def holds(whole: Span, part: Span, gazetteer: Gazetteer) -> bool:
    """Whether some reading of "X, Y" has X inside Y."""
    outer = gazetteer.at_all(entry.key for entry in whole.entries[:_NAMESAKES])
    inner = gazetteer.at_all(entry.key for entry in part.entries[:_MANY_NAMESAKES])
    return any(lies_in(a, b) for b in outer if b.is_area for a in inner)


def _ground(
    spans: list[Span], chances: list[float], gazetteer: Gazetteer
) -> tuple[dict[str | None, set[str]], dict[_State, set[str]]]:
    """Countries and states of the sure names' most prominent places, with the names that say so."""
    countries: dict[str | None, set[str]] = {}
    states: dict[_State, set[str]] = {}
    for span, chance in zip(spans, chances, strict=True):
        if chance < _SURE or not span.entries:
            continue
        place = gazetteer.at(span.entries[0].key)
        if place is None or place.country is None:
            continue
        countries.setdefault(place.country, set()).add(span.folded)
        if place.admin1:
            states.setdefault((place.country, place.admin1), set()).add(span.folded)
    return countries, states


@lru_cache(maxsize=30_000)
def _places(gazetteer: Gazetteer, keys: tuple[int, ...]) -> tuple[Place, ...]:
    return gazetteer.at_all(keys)


def _on_ground(
    span: Span,
    countries: dict[str | None, set[str]],
    states: dict[_State, set[str]],
    around: Surroundings,
    gazetteer: Gazetteer,
) -> list[tuple[str, float]]:
    """What sort of place the name means first, and whether a namesake lies where others do."""
    found: list[tuple[str, float]] = []
    own = {span.folded}
    places = _places(gazetteer, tuple([entry.key for entry in span.entries[:_NAMESAKES]]))
    if places and places[0].level in _LANDSCAPE:
        article = span.first > 0 and around.words.folds[span.first - 1] == "the"
        found.append((f"a landscape{', after the' if article else ''}", 1.0))
    if any(countries.get(place.country, own) - own for place in places):
        found.append(("a namesake in a country spoken of", 1.0))
        if any(states.get((place.country, place.admin1), own) - own for place in places):
            found.append(("a namesake in a state spoken of", 1.0))
    elif places and countries:
        found.append(("no namesake where the others are", 1.0))
    return found

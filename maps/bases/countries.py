"""States and places named in a text, as operators and hosts of bases see them.

The toponyms of `maps.resolve` say where a name lies; the words of `data/base_operators.csv` say
which form it has (name, adjective, people, metonym). Where both know a span, place and form meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from maps.bases.lexicon import CountryForm, country_words
from maps.place import Place, Toponym

_UNPLACED_ROLES = frozenset({"person", "language", "part_of_name"})
_SOVIET_WORD = re.compile(r"Soviet(?:-era|-built|\s+Union's collapse)|[Ff]ormer(?:ly)?\s+Soviet")


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A span that names a state or a place in one.

    Attributes:
        code: ISO 3166 alpha-2, or None for seas, continents and regions of several states.
        forms: the forms the word can have; "place" for places below or beyond a state.
        place: where, when a toponym gives it.
    """

    start: int
    end: int
    code: str | None
    forms: frozenset[CountryForm]
    place: Place | None = None

    def is_any(self, *forms: CountryForm) -> bool:
        return any(form in self.forms for form in forms)


def country_mentions(text: str, toponyms: Iterable[Toponym]) -> tuple[CountryMention, ...]:
    """All of a text, in its order, not overlapping; the longer span wins."""
    pattern, words = country_words()
    found = [
        CountryMention(match.start(), match.end(), *words[_key(match.group(), words)])
        for match in pattern.finditer(text)
    ]
    old = [match.span() for match in _SOVIET_WORD.finditer(text)]
    found = [
        mention for mention in found if not any(start <= mention.start < end for start, end in old)
    ]
    barred: list[Toponym] = []
    for toponym in toponyms:
        if toponym.role in _UNPLACED_ROLES:
            barred.append(toponym)
        else:
            found = _with_toponym(found, toponym)
    found = [mention for mention in found if not any(_bars(item, mention) for item in barred)]
    return tuple(sorted(found, key=lambda mention: mention.start))


def _bars(toponym: Toponym, mention: CountryMention) -> bool:
    """Whether a person or a longer name ("American Airlines") holds the mention.

    The name of a state alone is kept: it says where even inside another name.
    """
    if not (toponym.start <= mention.start and mention.end <= toponym.end):
        return False
    return toponym.role != "part_of_name" or not mention.is_any("name")


def _key(written: str, words: object) -> str:
    normal = re.sub(r"\s+", " ", written)
    return normal if isinstance(words, dict) and normal in words else normal.replace("’", "'")


def _with_toponym(found: list[CountryMention], toponym: Toponym) -> list[CountryMention]:
    place = toponym.place
    same = [
        index
        for index, mention in enumerate(found)
        if mention.start < toponym.end and toponym.start < mention.end
    ]
    longer = all(
        found[index].end - found[index].start < toponym.end - toponym.start for index in same
    )
    if same and not longer:
        index = same[0]
        mention = found[index]
        covers = toponym.start <= mention.start and mention.end <= toponym.end
        if len(same) == 1 and place is not None and covers:
            # A name can be a namesake (Georgia the state of the US): the toponym knows better.
            is_name = mention.is_any("name") and not mention.is_any("adjective")
            code = place.country if is_name and place.country else mention.code
            found[index] = replace(mention, place=place, code=code)
        return found
    if place is None:
        return found
    form: CountryForm = "place"
    if toponym.role == "demonym":
        form = "adjective"
    elif toponym.role == "metonym":
        form = "metonym"
    elif place.level == "country":
        form = "name"
    kept = [mention for index, mention in enumerate(found) if index not in same]
    return [
        *kept,
        CountryMention(toponym.start, toponym.end, place.country, frozenset({form}), place),
    ]

"""States and places named in a text, as operators and hosts of bases see them.

The toponyms of `maps.resolve` say where a name lies; the words of `data/base_operators.csv` say
which form it has (name, adjective, people, metonym). Where both know a span, place and form meet.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from maps.bases.lexicon import CountryForm, country_words, load_words
from maps.place import Place, Toponym

_UNPLACED_ROLES = frozenset({"person", "language", "part_of_name"})
_NAME_BEFORE = re.compile(r"[A-Z][\w’'-]*[ -]$")
_NAME_AFTER = re.compile(r"[ -][A-Z]")
_SOVIET_WORD = re.compile(r"Soviet(?:-era|-built|\s+Union's collapse)|[Ff]ormer(?:ly)?\s+Soviet")


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A span that names a state or a place in one.

    Attributes:
        code: ISO 3166 alpha-2, or None for seas, continents and regions of several states.
        forms: the forms the word can have; "place" for places below or beyond a state.
        place: where, when a toponym gives it.
        namesakes: the states in which places of that name were weighed as well.
    """

    start: int
    end: int
    code: str | None
    forms: frozenset[CountryForm]
    place: Place | None = None
    namesakes: frozenset[str] = frozenset()

    def is_any(self, *forms: CountryForm) -> bool:
        return any(form in self.forms for form in forms)


def country_mentions(text: str, toponyms: Iterable[Toponym]) -> tuple[CountryMention, ...]:
    """All of a text, in its order, not overlapping; the longer span wins."""
    found = _by_words(text)
    starts = [mention.start for mention in found]
    ends = [mention.end for mention in found]
    kept: dict[int, CountryMention | None] = {}
    added: list[CountryMention] = []
    for toponym in toponyms:
        # Mentions do not overlap, so both lists are sorted.
        same = range(bisect_right(ends, toponym.start), bisect_left(starts, toponym.end))
        if toponym.role in _UNPLACED_ROLES:
            kept.update((index, None) for index in same if _bars(toponym, found[index], text))
            continue
        lengths = [ends[index] - starts[index] for index in same]
        if any(length >= toponym.end - toponym.start for length in lengths):
            index = same[0]
            if len(same) == 1 and kept.get(index, True):
                kept[index] = _placed(found[index], toponym)
        elif toponym.place is not None:
            kept.update((index, None) for index in same)
            added.append(_of_toponym(toponym, toponym.place))
    merged = [kept.get(index, mention) for index, mention in enumerate(found)]
    mentions = [*(mention for mention in merged if mention is not None), *added]
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _by_words(text: str) -> list[CountryMention]:
    """Mentions by the words of the lexicon, old states left out ("Soviet-era")."""
    pattern, words = country_words()
    old = {position for match in _SOVIET_WORD.finditer(text) for position in range(*match.span())}
    return [
        CountryMention(match.start(), match.end(), *words[_key(match.group(), words)])
        for match in pattern.finditer(text)
        if match.start() not in old
    ]


def _key(written: str, words: Mapping[str, object]) -> str:
    normal = re.sub(r"\s+", " ", written)
    return normal if normal in words else normal.replace("’", "'")


def _bars(toponym: Toponym, mention: CountryMention, text: str) -> bool:
    """Whether a person or a longer name ("American Airlines") holds the mention.

    The name of a state alone is kept: it says where even inside another name.
    """
    if not (toponym.start <= mention.start and mention.end <= toponym.end):
        return False
    same = (toponym.start, toponym.end) == (mention.start, mention.end)
    if toponym.role == "person" and same and mention.is_any("metonym"):
        # "Khartoum denied": a capital taken for a person; "Jordan said" stays one.
        return toponym.name.lower() in load_words().sets["given_names"]
    if toponym.role == "part_of_name" and same and _stands_alone(text, mention):
        # "let the CIA have", "Bishkek said": a name without neighbours is no part of a longer one.
        return not mention.is_any("metonym")
    return toponym.role != "part_of_name" or not mention.is_any("name")


def _stands_alone(text: str, mention: CountryMention) -> bool:
    """Whether no other capitalised word is joined to it."""
    before, after = text[: mention.start][-20:], text[mention.end :][:4]
    return _NAME_BEFORE.search(before) is None and _NAME_AFTER.match(after) is None


def _placed(mention: CountryMention, toponym: Toponym) -> CountryMention:
    """The mention with the toponym's place, when the toponym covers it whole."""
    place = toponym.place
    covers = toponym.start <= mention.start and mention.end <= toponym.end
    if place is None or not covers:
        return mention
    # A name can be a namesake (Georgia the state of the US): the toponym knows better.
    is_name = mention.is_any("name") and not mention.is_any("adjective")
    code = place.country if is_name and place.country else mention.code
    return replace(mention, place=place, code=code, namesakes=_namesakes(toponym))


def _of_toponym(toponym: Toponym, place: Place) -> CountryMention:
    form: CountryForm = "place"
    if toponym.role == "demonym":
        form = "adjective"
    elif toponym.role == "metonym":
        form = "metonym"
    elif place.level == "country":
        form = "name"
    return CountryMention(
        toponym.start, toponym.end, place.country, frozenset({form}), place, _namesakes(toponym)
    )


def _namesakes(toponym: Toponym) -> frozenset[str]:
    found = {candidate.place.country for candidate in toponym.candidates}
    return frozenset(code for code in found if code)

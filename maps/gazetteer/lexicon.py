"""Words that point to a place without naming it: demonyms, languages, metonyms.

Read from `maps/data/demonyms.csv` and `metonyms.csv`, keyed by the fold of each form, so that a
matcher looks up the same folded words here as in the gazetteer.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

from maps.gazetteer.folding import fold
from maps.gazetteer.tables import read_table

WordRole = Literal["demonym", "language"]


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A demonym or language and where it points.

    `place` is an ISO country code or a gazetteer id. `plural` is true of a word for people only
    in the plural ("Tajiks"), `adjective` where it can stand before a noun ("Tajik officials").
    """

    place: str
    role: WordRole
    adjective: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Metonym:
    """A building, street or quarter that stands for an institution.

    `place` is the gazetteer id of its seat, `country` ISO 3166 alpha-2 of whose it is (None:
    international), `stands_for` the institution in a word ("government", "parliament").
    """

    name: str
    place: str
    country: str | None
    stands_for: str


@cache
def place_words() -> dict[str, tuple[PlaceWord, ...]]:
    """Demonyms and languages by folded form; several where a form points to several places."""
    words: dict[str, dict[PlaceWord, None]] = defaultdict(dict)
    for entry in read_table("demonyms.csv"):
        place = entry["place"]
        for adjective in _values(entry["adjectives"]):
            words[fold(adjective)][PlaceWord(place, "demonym", adjective=True)] = None
        for person in _values(entry["people"]):
            singular, _, irregular = person.partition("/")
            if not words[fold(singular)]:
                words[fold(singular)][PlaceWord(place, "demonym")] = None
            plural = PlaceWord(place, "demonym", plural=True)
            words[fold(irregular or _plural(singular))].setdefault(plural)
        for language in _values(entry["languages"]):
            words[fold(language)][PlaceWord(place, "language")] = None
    return {form: tuple(found) for form, found in words.items() if form}


@cache
def metonyms() -> dict[str, Metonym]:
    """Metonyms by folded name."""
    return {
        fold(entry["name"]): Metonym(
            entry["name"], entry["place"], entry["country"] or None, entry["stands_for"]
        )
        for entry in read_table("metonyms.csv")
    }


def _values(cell: str) -> list[str]:
    return [value for value in cell.split("|") if value]


def _plural(singular: str) -> str:
    """English plural of a word for people; "Japanese" and "Swiss" keep their form."""
    if singular.endswith(("ese", "ois", "ish", "Swiss", "s")):
        return singular
    if singular.endswith(("ch", "x")):
        return singular + "es"
    return singular + "s"

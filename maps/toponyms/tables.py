"""Demonyms, languages, seats of government and names of other things, read from our tables once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from maps.gazetteer import fold
from maps.gazetteer.tables import read_table

#: A word's meaning: place it points to (ISO code or gazetteer id).
Phrases = Mapping[str, tuple["Phrase", ...]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a table: its folded words, the place and institution it points to.

    `sort` is "adjective", "people", "language", "seat" or "other"; `stands_for` tells whose a seat
    is, and what bears another name. `others` are places it points to as well: "Dominican" is of two
    states, the first row's counts.
    """

    words: tuple[str, ...]
    place: str
    sort: str
    stands_for: str = ""
    others: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def demonyms() -> Phrases:
    """Demonyms and languages by their first folded word, longest first."""
    found: dict[tuple[str, ...], Phrase] = {}
    for row in read_table("demonyms.csv"):
        place = row["place"]
        for adjective in _values(row["adjectives"]):
            _put(found, adjective, place, "adjective")
        for people in _values(row["people"]):
            singular, _, plural = people.partition("/")
            _put(found, singular, place, "people")
            _put(found, plural or _plural(singular), place, "people")
        for language in _values(row["languages"]):
            _put(found, language, place, "language")
    return _by_first_word(found)


@lru_cache(maxsize=1)
def seats() -> Phrases:
    """Buildings and streets that stand for an institution, by their first folded word."""
    found: dict[tuple[str, ...], Phrase] = {}
    for row in read_table("metonyms.csv"):
        _put(found, row["name"], row["place"], "seat", row["stands_for"])
    return _by_first_word(found)


@lru_cache(maxsize=1)
def other_names() -> Phrases:
    """Names of clubs, companies, dishes … that hold a place's name, by their first folded word."""
    found: dict[tuple[str, ...], Phrase] = {}
    for row in read_table("other_names.csv"):
        _put(found, row["name"], "", "other", row["what"])
    return _by_first_word(found)


def _values(cell: str) -> Iterator[str]:
    return (value.strip() for value in cell.split("|") if value.strip())


def _plural(singular: str) -> str:
    if singular.endswith(("s", "sh", "ch", "ese", "ois")):
        return singular
    if singular.endswith("man"):
        return singular[:-3] + "men"
    return singular + "s"


def _put(
    found: dict[tuple[str, ...], Phrase], phrase: str, place: str, sort: str, stands_for: str = ""
) -> None:
    words = tuple(fold(phrase).split())
    if not words:
        return
    known = found.setdefault(words, Phrase(words, place, sort, stands_for))
    if place not in (known.place, *known.others):
        found[words] = replace(known, others=(*known.others, place))


def _by_first_word(found: Mapping[tuple[str, ...], Phrase]) -> Phrases:
    grouped: dict[str, list[Phrase]] = {}
    for phrase in found.values():
        grouped.setdefault(phrase.words[0], []).append(phrase)
    return {
        word: tuple(sorted(phrases, key=lambda phrase: (-len(phrase.words), phrase.words)))
        for word, phrases in grouped.items()
    }

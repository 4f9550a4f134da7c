"""Mentions that a table decides: demonyms, languages, seats of government, clubs, airlines …"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from maps.gazetteer import Gazetteer
from maps.place import Place, Role
from maps.resolve.mention import Mention
from maps.toponyms.surroundings import Surroundings
from maps.toponyms.tables import Phrase, Phrases, demonyms, other_names, seats
from maps.toponyms.words import Words

_WELL_KNOWN = 130
_SPEAKING = frozenset(
    {"speak", "speaks", "spoke", "spoken", "speaking", "language", "languages", "translated",
     "translation", "fluent", "written", "dialect", "wrote", "broadcast"}
)  # fmt: skip


def fixed_mentions(around: Surroundings, gazetteer: Gazetteer) -> list[Mention]:
    """Names of other things ("Aston Villa"), seats ("the Kremlin"), demonyms and languages.

    The last two are no place, but have their country as a candidate.

    A longer name of the gazetteer around the word wins ("Indian Ocean", "French Guiana").
    """
    words = around.words
    found = []
    for first, phrase in _matches(words, other_names()):
        last = first + len(phrase.words) - 1
        if not _is_inside_longer(first, last, around):
            reason = f"the name of {phrase.stands_for}"
            found.append(_mention(words, (first, last), "part_of_name", reason, None))
    for first, phrase in _matches(words, seats()):
        last = first + len(phrase.words) - 1
        if _is_seat(first, last, around):
            place = _place(phrase.place, gazetteer)
            reason = f"stands for the {phrase.stands_for}"
            found.append(_mention(words, (first, last), "metonym", reason, place))
    for first, phrase in _matches(words, demonyms()):
        last = first + len(phrase.words) - 1
        if _is_inside_longer(first, last, around) or _is_place_too(phrase, gazetteer):
            continue
        role: Role = "language" if _is_language(first, last, phrase, words) else "demonym"
        place = _place(phrase.place, gazetteer)
        others = (_place(other, gazetteer) for other in phrase.others)
        names = [whose.name for whose in (place, *others) if whose is not None]
        of = f" of {' or '.join(names)}" if names else ""
        reason = f"a language{of}" if role == "language" else f"people or things{of}, no place"
        found.append(_mention(words, (first, last), role, reason, place))
    return found


def is_demonym(folded: str, gazetteer: Gazetteer) -> bool:
    """Whether a folded name is a demonym or language, and not also written so as a place."""
    return folded in _no_places(gazetteer)


@lru_cache(maxsize=4)
def _no_places(gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(
        " ".join(phrase.words)
        for phrases in demonyms().values()
        for phrase in phrases
        if not _is_place_too(phrase, gazetteer)
    )


def _matches(words: Words, phrases: Phrases) -> Iterator[tuple[int, Phrase]]:
    free = 0
    folds = words.folds
    for position in [position for position in words.capitals if folds[position] in phrases]:
        if position < free:
            continue
        for phrase in phrases[folds[position]]:
            end = position + len(phrase.words)
            if tuple(words.folds[position:end]) == phrase.words and all(
                words.joined[position : end - 1]
            ):
                yield position, phrase
                free = end
                break


def _is_seat(first: int, last: int, around: Surroundings) -> bool:
    """Written as an institution: several words, or "the" before a word that is no other place."""
    words = around.words
    span = around.span_at[first]
    if span is not None and span.head in ("site", "street") and span.last > last:
        return False
    article = first > 0 and words.folds[first - 1] == "the" and words.joined[first - 1]
    if last > first:
        led = first > 0 and words.joined[first - 1]
        led = led and words.folds[first - 1] in around.lexicon.strong_prepositions
        return article or not led or span is None or not span.entries
    return article or span is None or not span.entries


def _is_inside_longer(first: int, last: int, around: Surroundings) -> bool:
    span = around.span_at[first]
    return (
        span is not None
        and (span.first < first or span.last > last)
        and bool(span.entries or span.core)
    )


@lru_cache(maxsize=2048)
def _is_place_too(phrase: Phrase, gazetteer: Gazetteer) -> bool:
    """Adjectives that are written like the place: "Hong Kong", "Vatican", "New Zealand"."""
    return any(
        entry.kind == "main" and entry.prominence >= _WELL_KNOWN
        for entry in gazetteer.entries(" ".join(phrase.words))
    )


def _is_language(first: int, last: int, phrase: Phrase, words: Words) -> bool:
    if phrase.sort == "language":
        return True
    before = words.folds[max(0, first - 2) : first]
    after = words.folds[last + 1 : last + 2]
    if after and after[0] in _SPEAKING:
        return True
    return bool(before) and (
        before[-1] in _SPEAKING or (before[-1] == "in" and (not after or not words.joined[last]))
    )


@lru_cache(maxsize=2048)
def _place(reference: str, gazetteer: Gazetteer) -> Place | None:
    return gazetteer.place(reference) if ":" in reference else gazetteer.country(reference)


def _mention(
    words: Words, stretch: tuple[int, int], role: Role, reason: str, place: Place | None
) -> Mention:
    start, end = words.starts[stretch[0]], words.ends[stretch[1]]
    return Mention(
        start=start,
        end=end,
        name=words.text[start:end],
        role=role,
        probability=0.1 if role == "part_of_name" else 0.9,
        reason=reason,
        place=place,
    )

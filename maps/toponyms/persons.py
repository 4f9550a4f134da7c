"""What tells a person's name from a place's, and an ordinary word from either, as features."""

from __future__ import annotations

import re

from maps.toponyms.spans import Span
from maps.toponyms.surroundings import Surroundings, is_name_part
from maps.toponyms.words import Words

#: Named features and their values (0–1).
Evidence = list[tuple[str, float]]
#: Prominence from which a name is known to most readers: countries, states, cities of a million.
MAJOR = 165
#: ", 24," or ", 24, of": persons have ages.
_AGE = re.compile(r",\s+(?:aged\s+)?\d{1,2}(?:,|\.|;|\s+(?:years|year|of|from|was|and)\b)")
#: Words of a person's name, from any of them on.
_LONGEST_NAME = 4


def add_person(found: Evidence, span: Span, around: Surroundings) -> None:
    """Whether a single word stands in a person's full name, or bears one told elsewhere."""
    words, given = around.words, around.lexicon.given
    if span.folded in around.surnames:
        found.append(("surname here", 1.0))
    before, following = span.first - 1, span.last + 1
    joined = before >= 0 and words.joined[before] and words.capital[before]
    if joined and words.folds[before] in given:
        told = around.span_at[before]
        place = told is not None and told.entries and told.entries[0].prominence >= MAJOR
        found.append((f"after a given name{', itself a place' if place else ''}", 1.0))
    if (
        span.folded in given
        and following < len(words)
        and words.joined[span.last]
        and words.capital[following]
        and is_name_part(following, around)
    ):
        found.append(("given name before a capital", 1.0))
    end = words.ends[_end_of_run(span.last, words)]
    if words.text[end : end + 1] == "," and _AGE.match(words.text, end):
        found.append(("before an age", 1.0))


def _end_of_run(position: int, words: Words) -> int:
    """The last of the capitalised words that a name runs into: "Ann" in "Ann Lee Marsh, 24"."""
    last = min(position + _LONGEST_NAME, len(words)) - 1
    while position < last and words.joined[position] and words.capital[position + 1]:
        position += 1
    return position


def add_doubt(found: Evidence, span: Span, best: int, around: Surroundings) -> None:
    """How a word that is also an ordinary one, or a person's name, is used."""
    common, person = span.common, span.person
    if not (common or person):
        return
    words = around.words
    what = "ordinary word" if common else "person's name"
    before = span.first - 1
    joined = before >= 0 and words.joined[before]
    if words.firsts[span.first]:
        found.append((f"{what} begins sentence", 1.0))
    elif joined and words.folds[before] in around.lexicon.strong_prepositions:
        found.append((f"{what} after strong preposition", 1.0))
    elif joined and not words.capital[before]:
        found.append((f"{what} after lower case", 1.0))
    if common and span.folded in around.lower:
        found.append(("also in lower case here", 1.0))
    found.append((f"{what}, prominence", best / 255))

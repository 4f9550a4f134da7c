"""What the text itself decides of a name, whatever the weights say: bounds of its chance."""

from __future__ import annotations

import re

from maps.toponyms.spans import HYPHENS, Span
from maps.toponyms.surroundings import Surroundings, after_title

#: Prominence from which a name is first of all a country's.
_COUNTRY = 220
#: Prominence of a town of some fifty thousand, or of a lesser one that is a seat.
LARGE_TOWN = 135
_SAFE, _BELIEVED, _DOUBTED = 0.85, 0.6, 0.3
_SHORTEST_DATELINE = 4
#: What stands before a politician's home: "R-Texas".
PARTIES = frozenset({"d", "r", "i", "dfl", "l", "gop", "dem", "rep"})
#: "PARIS (AP) —", "BANTAM —", "MOSCOW, Sept. 15 (Reuters) -".
DATELINE = re.compile(
    r"(?:,\s+[A-Z][\w.]*(?:\s\d{1,2})?)?\s*(?:\([A-Z][\w .,/]*\)\s*)?(?:—|–|--|-)\s"
)


def bounded(span: Span, chance: float, around: Surroundings) -> float:
    """A chance kept within what the text itself says.

    Names of countries and of nothing else are believed anywhere; so are names announced as a place,
    datelines, a politician's home, known names of one sort after "in" or "visited", and sites that
    someone is "at" or "taken to". A person's name after a title is none.
    """
    if is_dateline(span, around) or (span.entries and is_home_of_politician(span, around)):
        return max(chance, _SAFE)
    if span.announced:
        return max(chance, _BELIEVED)
    if not span.entries:
        return max(chance, _BELIEVED) if is_reached_site(span, around) else chance
    person = span.person
    if person and after_title(span, around):
        return min(chance, _DOUBTED)
    if person:
        return chance
    if _is_country(span, around):
        return max(chance, _SAFE)
    return max(chance, _BELIEVED) if is_scene(span, around) else chance


def _is_country(span: Span, around: Surroundings) -> bool:
    """Whether a name is first of all a country's and no ordinary word; codes want their dots."""
    dotted = "." in around.words.text[span.start : span.end]
    if span.entries[0].prominence < _COUNTRY or (span.entries[0].kind == "code" and not dotted):
        return False
    return dotted or not span.common


def is_dateline(span: Span, around: Surroundings) -> bool:
    """Whether a line begins with the name in capitals, and an agency or a dash follows."""
    words = around.words
    first = span.first
    if first and words.folds[first - 1] == "the":
        first -= 1
    return (
        words.firsts[first]
        and words.text[span.start : span.end].isupper()
        and span.end - span.start >= _SHORTEST_DATELINE
        and DATELINE.match(words.text, span.end) is not None
    )


def is_home_of_politician(span: Span, around: Surroundings) -> bool:
    """Whether a party's letter stands before the name: "R-Texas", "(D-Ohio)"."""
    words = around.words
    before = span.first - 1
    return (
        before >= 0
        and words.folds[before] in PARTIES
        and words.capital[before]
        and words.text[words.full_ends[before] : span.start] in HYPHENS
    )


def is_scene(span: Span, around: Surroundings) -> bool:
    """Whether a known name that is no ordinary word ends what "in", "near" or "visited" begins."""
    words, lexicon = around.words, around.lexicon
    before, following = span.first - 1, span.last + 1
    if before < 0 or not (
        words.folds[before] in lexicon.locatives
        or (words.folds[before] in lexicon.reaching and span.prominence >= LARGE_TOWN)
    ):
        return False
    if not words.joined[before] or span.is_short_form:
        return False
    if span.common:
        return False
    runs_on = following < len(words) and words.joined[span.last] and words.capital[following]
    return not runs_on


def is_reached_site(span: Span, around: Surroundings) -> bool:
    """Whether something happens "at Riverdale Hospital" or someone is taken "to" it."""
    words = around.words
    before = span.first - 1
    if span.head != "site" or span.last == span.first:
        return False
    if before >= 0 and words.folds[before] == "the":
        before -= 1
    return (
        before >= 0
        and words.joined[before]
        and not words.capital[before]
        and words.folds[before] in around.lexicon.strong_prepositions
    )

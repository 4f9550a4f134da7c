"""Names that no gazetteer knows, where the words around speak for a place."""

from __future__ import annotations

from maps.toponyms.lexicon import CUE_LEVELS, Lexicon
from maps.toponyms.spans import Span, make_span
from maps.toponyms.words import Words

_ARTICLES = frozenset({"the", "a", "an"})


def unknown_runs(words: Words, spans: list[Span], lexicon: Lexicon) -> list[Span]:
    """Capitalised runs that no gazetteer knows but whose words speak for a place.

    Their last word is a kind of site or landscape ("Jamarat Bridge"), or they are said to be in a
    known place ("at Wana in Waziristan", "near Dolni, Bulgaria").
    """
    covered = [False] * len(words)
    begins: dict[int, Span] = {}
    for span in spans:
        begins[span.first] = span
        for position in range(span.first, span.last + 1):
            covered[position] = True
    found: list[Span] = []
    count = len(words)
    last = -1
    for position in words.capitals:
        if position <= last or covered[position]:
            continue
        last = position
        while (
            last + 1 < count
            and words.joined[last]
            and words.capital[last + 1]
            and not covered[last + 1]
            and words.ends[last] == words.full_ends[last]
        ):
            last += 1
        run = _unknown(words, position, last, begins, lexicon)
        if run is not None:
            found.append(run)
    return found


def _unknown(
    words: Words, first: int, last: int, begins: dict[int, Span], lexicon: Lexicon
) -> Span | None:
    while first < last and (
        words.folds[first] in _ARTICLES or words.folds[first] in lexicon.titles
    ):
        first += 1
    head = lexicon.kinds.get(words.folds[last]) if last > first else None
    beside = settlement = None
    if head not in ("site", "street", "water", "natural"):
        head = None
        if words.folds[first] in lexicon.calendar:
            return None
        if last + 1 < len(words) and words.joined[last]:
            beside = lexicon.kinds.get(words.folds[last + 1])
        settlement = kind_before_unknown(words, first, lexicon)
        beside = settlement or beside
        if beside not in ("water", "natural", "district", "city", "state") and not _placed_in_known(
            words, first, last, begins, lexicon
        ):
            return None
        if beside in ("water", "natural", "city", "district") and _is_led(first, words, lexicon):
            settlement = settlement or beside
        if _is_landform(first, last, words, lexicon):
            settlement = settlement or beside
    folded = " ".join(words.folds[first : last + 1])
    span = make_span(words, first, last, folded, ())
    span.head = head
    span.announced = settlement is not None
    cue = head or (beside if beside in CUE_LEVELS else None)
    span.levels = CUE_LEVELS[cue] if cue else frozenset()
    return span


def _is_led(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Whether "in the" or "near" stands before a name."""
    before = first - 1
    if before >= 0 and words.folds[before] == "the":
        before -= 1
    return before >= 0 and words.joined[before] and words.folds[before] in lexicon.locatives


def _is_landform(first: int, last: int, words: Words, lexicon: Lexicon) -> bool:
    """Whether it says "the X valley": no company or person has one in lower case."""
    return (
        first > 0
        and last + 1 < len(words)
        and words.folds[first - 1] == "the"
        and words.joined[first - 1]
        and words.joined[last]
        and not words.capital[last + 1]
        and words.folds[last + 1] in lexicon.landforms
    )


def kind_before_unknown(words: Words, first: int, lexicon: Lexicon) -> str | None:
    """The cue of the kind word in "a village near X", "the town of X"."""
    if first < 2 or not (words.joined[first - 1] and words.joined[first - 2]):
        return None
    if words.folds[first - 1] not in ("of", "near", "outside", "called", "named"):
        return None
    cue = lexicon.kinds.get(words.folds[first - 2])
    return cue if cue in ("city", "district", "natural", "water") else None


def _placed_in_known(
    words: Words, first: int, last: int, begins: dict[int, Span], lexicon: Lexicon
) -> bool:
    gap = words.text[words.ends[last] : words.starts[last + 1]] if last + 1 < len(words) else ""
    if gap == " " and words.folds[last + 1] == "in" and last + 2 in begins:
        return True
    before = first - 1
    if before < 0 or words.folds[before] not in lexicon.strong_prepositions:
        return False
    return gap == ", " and last + 1 in begins

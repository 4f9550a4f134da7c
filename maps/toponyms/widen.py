"""Kind words beside a name: part of it ("Cook County"), or a hint ("Vahdat city")."""

from __future__ import annotations

from maps.gazetteer import Gazetteer
from maps.toponyms.lexicon import CUE_LEVELS, Lexicon
from maps.toponyms.spans import Span, is_list, known_entries, make_span
from maps.toponyms.words import Words

#: Prominence of a town of some hundred thousand.
_LARGE_TOWN = 140


def widen(spans: list[Span], words: Words, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Span]:
    """Take capitalised kind words into the names ("Cook County", "Lake Tahoe") and read lower-case
    ones as a hint ("Vahdat city").
    """
    widened: list[Span] = []
    taken = -1
    for span in spans:
        if span.first <= taken:
            continue
        wide = _widened(span, words, gazetteer, lexicon, floor=taken)
        widened.append(wide)
        taken = wide.last
    _spread_plural_kinds(widened, words, gazetteer, lexicon)
    return widened


def _take_county(span: Span, gazetteer: Gazetteer) -> None:
    """Read "Washington" of "Otoe and Washington counties" as "Washington County"."""
    span.entries = known_entries(gazetteer, f"{span.folded} county") or span.entries


def _spread_plural_kinds(
    spans: list[Span], words: Words, gazetteer: Gazetteer, lexicon: Lexicon
) -> None:
    """One kind for all: "Otoe and Washington counties", "the states of Colorado and Utah"."""
    for position, span in enumerate(spans):
        before = span.first - 1
        if before > 0 and words.folds[before] == "of" and words.joined[before - 1]:
            cue = lexicon.plurals.get(words.folds[before - 1])
            other = position
            while cue is not None and other < len(spans):
                spans[other].levels = CUE_LEVELS[cue]
                if other + 1 == len(spans) or not is_list(spans[other], spans[other + 1], words):
                    break
                other += 1
        following = span.last + 1
        if following < len(words) and words.joined[span.last]:
            cue = lexicon.plurals.get(words.folds[following])
            other = position
            while cue is not None and other >= 0:
                spans[other].levels = CUE_LEVELS[cue]
                if cue == "county":
                    _take_county(spans[other], gazetteer)
                if other == 0 or not is_list(spans[other - 1], spans[other], words):
                    break
                other -= 1


def _widened(span: Span, words: Words, gazetteer: Gazetteer, lexicon: Lexicon, floor: int) -> Span:
    after = _kind_after(span.last, words, lexicon)
    if after is not None:
        position, cue, capital = after
        if capital:
            return _with_head(span, (span.first, position), cue, words, gazetteer)
        _hint(span, cue, words.folds[position], gazetteer)
    before = _kind_before(span.first, words, lexicon, floor)
    if before is not None:
        position, cue, part_of_name = before
        if part_of_name:
            return _with_head(span, (position, span.last), cue, words, gazetteer)
        _hint(span, cue, words.folds[position], gazetteer)
    if not span.levels:
        span.head = _own_head(span, words, lexicon)
    return span


def _hint(span: Span, cue: str, kind: str, gazetteer: Gazetteer) -> None:
    """Take a lower-case kind word for what it says: "the river Niger" is the Niger River."""
    span.levels = CUE_LEVELS[cue]
    if cue not in ("water", "natural"):
        return
    whole = known_entries(gazetteer, f"{span.folded} {kind}") or known_entries(
        gazetteer, f"{kind} {span.folded}"
    )
    if whole:
        span.entries = whole


def _own_head(span: Span, words: Words, lexicon: Lexicon) -> str | None:
    """The site word inside a known name: "Heathrow Airport", "Fort Bragg", but not "Fort Worth"."""
    if span.first == span.last:
        return None
    own = lexicon.kinds.get(words.folds[span.last])
    if own in ("site", "street"):
        return own
    leads = words.folds[span.first] in ("fort", "camp")
    return "site" if leads and span.entries[0].prominence < _LARGE_TOWN else None


def _kind_after(last: int, words: Words, lexicon: Lexicon) -> tuple[int, str, bool] | None:
    """Position, cue and capital of a kind word right after a name; up to two words on if proper."""
    if (
        last + 1 >= len(words)
        or not words.joined[last]
        or words.ends[last] != words.full_ends[last]
    ):
        return None
    following = last + 1
    cue = lexicon.kinds.get(words.folds[following])
    capital = words.capital[following]
    if cue is None:
        return _site_beyond(following, words, lexicon) if capital else None
    if (
        capital
        and cue in ("city", "site", "state")
        and (beyond := _site_beyond(following, words, lexicon))
    ):
        return beyond
    if capital and cue in ("city", "site") and _is_civic(following + 1, words, lexicon):
        return None
    return following, cue, capital


def _site_beyond(first: int, words: Words, lexicon: Lexicon) -> tuple[int, str, bool] | None:
    """The site word that ends up to three capitalised words ("… International Airport")."""
    position = first
    for position in range(first, min(first + 3, len(words) - 1)):
        if not (words.capital[position] and words.joined[position]):
            return None
        if words.folds[position] in lexicon.civic and position == first:
            return None
        following = position + 1
        if words.capital[following] and lexicon.kinds.get(words.folds[following]) == "site":
            return following, "site", True
    return None


def _is_civic(position: int, words: Words, lexicon: Lexicon) -> bool:
    return (
        position < len(words)
        and words.joined[position - 1]
        and words.capital[position]
        and words.folds[position] in lexicon.civic
    )


def _kind_before(
    first: int, words: Words, lexicon: Lexicon, floor: int
) -> tuple[int, str, bool] | None:
    """Position and cue of a kind word before a name, and whether it is part of the name."""
    position = first - 1
    if position <= floor or not words.joined[position]:
        return None
    cue = lexicon.leading.get(words.folds[position])
    if cue is not None:
        return position, cue, words.capital[position]
    if words.folds[position] == "the":
        position -= 1
    if position - 1 > floor and words.folds[position] == "of":
        cue = lexicon.leading_of.get(words.folds[position - 1])
        if cue is not None:
            proper = words.capital[position - 1] and cue in ("water", "natural", "site")
            return position - 1, cue, proper
    return None


def _with_head(
    span: Span, stretch: tuple[int, int], cue: str, words: Words, gazetteer: Gazetteer
) -> Span:
    """The name with its kind word: known as such, or known without it, or a site named for it."""
    first, last = stretch
    folded = " ".join(words.folds[first : last + 1])
    entries = known_entries(gazetteer, folded)
    levels = CUE_LEVELS[cue]
    wide = make_span(words, first, last, folded, entries)
    wide.levels = levels
    wide.head = cue
    if entries:
        return wide
    if cue in ("county", "state", "district", "city", "country"):
        wide.entries = span.entries
        return wide
    wide.core = span.entries
    return wide

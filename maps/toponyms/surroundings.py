"""The words of a document and what was found in them before single names are judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress
from operator import not_

from maps.gazetteer import fold
from maps.resolve.mention import Context
from maps.resolve.outlet import Outlet, outlet_of
from maps.toponyms.entities import Entity
from maps.toponyms.lexicon import Lexicon
from maps.toponyms.spans import Span
from maps.toponyms.words import Words


@dataclass(slots=True)
class Surroundings:
    """The words of one document and what was found in them before single names are judged.

    Attributes:
        spans: what may be a place, by start; `span_at`, the span of each word.
        surnames: folded family names of persons named in full.
        placenames: folded names that are used as places somewhere in the text.
        lower: folds of the words in lower case.
        cased: whether the text is written in sentence case.
        outlet, title: the paper, and the folded title between blanks; empty when not known.
    """

    words: Words
    lexicon: Lexicon
    entities: list[Entity | None]
    has_model: bool
    spans: list[Span] = field(default_factory=list)
    span_at: list[Span | None] = field(default_factory=list)
    surnames: set[str] = field(default_factory=set)
    placenames: set[str] = field(default_factory=set)
    lower: set[str] = field(default_factory=set)
    cased: bool = True
    outlet: Outlet = field(default_factory=Outlet)
    has_outlet: bool = False
    title: str = ""


def surroundings(
    words: Words,
    lexicon: Lexicon,
    entities: list[Entity | None],
    spans: list[Span],
    *,
    has_model: bool,
    context: Context | None = None,
) -> Surroundings:
    """Read the whole document: who is named in it, and which names it certainly uses as places."""
    around = Surroundings(words, lexicon, entities, has_model, spans, [None] * len(words))
    for span in spans:
        for word in range(span.first, span.last + 1):
            around.span_at[word] = span
    around.cased = len(words) - len(words.capitals) > len(words) // 4
    around.lower.update(compress(words.folds, map(not_, words.capital)))
    if context is not None:
        around.outlet = outlet_of(context)
        around.has_outlet = around.outlet != Outlet()
        around.title = f" {fold(context.title)} " if context.title else ""
    _collect_persons(around)
    for span in spans:
        if _is_placed(span, around):
            around.placenames.add(span.folded)
    return around


def _collect_persons(around: Surroundings) -> None:
    words, lexicon = around.words, around.lexicon
    seen: Entity | None = None
    for entity in around.entities:
        if entity is None or entity is seen:
            continue
        seen = entity
        if entity.label == "PERSON" and entity.last > entity.first:
            around.surnames.add(words.folds[entity.last])
    for position in words.capitals[:-1]:
        if not words.capital[position + 1]:
            continue
        if _ends_full_name(position + 1, around):
            around.surnames.add(words.folds[position + 1])
        if not _adjacent(words, position):
            continue
        word, following = words.folds[position], words.folds[position + 1]
        if word in lexicon.titles or (word in lexicon.given and is_name_part(position + 1, around)):
            around.surnames.add(following)


def _ends_full_name(position: int, around: Surroundings) -> bool:
    """Whether two names that no gazetteer knows run into a word: "Berkan Sert Altintas"."""
    words = around.words
    first = position - 2
    if (
        first < 0
        or words.firsts[position - 1]
        or not (words.joined[first] and words.joined[first + 1])
    ):
        return False
    known = around.span_at[position]
    return (
        known is not None
        and known.first == known.last == position
        and words.capital[first]
        and all(
            around.span_at[part] is None
            and words.ends[part] == words.full_ends[part]
            and words.forms[part][1:].islower()
            and words.folds[part] not in around.lower
            and words.folds[part] not in around.lexicon.links
            and words.folds[part] not in around.lexicon.functions
            and is_name_part(part, around)
            for part in (first, first + 1)
        )
    )


def is_name_part(position: int, around: Surroundings) -> bool:
    """Whether a capitalised word may be a part of a person's name: no kind, body, team or title."""
    word, lexicon = around.words.folds[position], around.lexicon
    return not (
        word in lexicon.kinds
        or word in lexicon.civic
        or word in lexicon.teams
        or word in lexicon.brands
        or word in lexicon.titles
        or word in lexicon.calendar
    )


def _adjacent(words: Words, position: int) -> bool:
    """Whether word `position` and the next stand together, an abbreviating dot allowed."""
    gap = words.text[words.full_ends[position] : words.starts[position + 1]]
    return gap in (" ", ". ") or words.joined[position]


def _is_placed(span: Span, around: Surroundings) -> bool:
    """Whether it says "in X", or "X, Y" with a known Y: then X is a place elsewhere too."""
    words = around.words
    before = span.first - 1
    if (
        before >= 0
        and words.joined[before]
        and (words.folds[before] in around.lexicon.strong_prepositions)
    ):
        return True
    return follows_comma_place(span, around) is not None


def follows_comma_place(span: Span, around: Surroundings) -> Span | None:
    """The known name Y of "X, Y"."""
    words = around.words
    following = span.last + 1
    if following >= len(words):
        return None
    other = around.span_at[following]
    if other is None or other.first != following or not other.entries:
        return None
    gap = words.text[span.end : other.start]
    return other if gap in (", ", ",\n") else None


def after_title(span: Span, around: Surroundings) -> bool:
    """Whether "Mr.", "President" … stands before a name, one more name between at most."""
    words, titles = around.words, around.lexicon.titles
    before = span.first - 1
    if before < 0 or not words.capital[before]:
        return False
    gap = words.text[words.full_ends[before] : span.start]
    if gap not in (" ", ". "):
        return False
    if words.folds[before] in titles:
        return True
    first = before - 1
    return (
        first >= 0
        and words.folds[first] in titles
        and words.capital[first]
        and not words.firsts[before]
        and words.text[words.full_ends[first] : words.starts[before]] in (" ", ". ")
        and is_name_part(before, around)
        and around.span_at[before] is None
    )

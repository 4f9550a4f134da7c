"""The words of a document and what was found in them before single names are judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from maps.toponyms.entities import Entity
from maps.toponyms.lexicon import Lexicon
from maps.toponyms.spans import Span
from maps.toponyms.words import Words


@dataclass(slots=True)
class Surroundings:
    """The words of one document and what was found in them before single names are judged."""

    words: Words
    lexicon: Lexicon
    entities: list[Entity | None]
    has_model: bool
    span_at: list[Span | None] = field(default_factory=list)
    surnames: set[str] = field(default_factory=set)
    placenames: set[str] = field(default_factory=set)
    cased: bool = True


def surroundings(
    words: Words,
    lexicon: Lexicon,
    entities: list[Entity | None],
    spans: Iterable[Span],
    *,
    has_model: bool,
) -> Surroundings:
    """Read the whole document: who is named in it, and which names it certainly uses as places."""
    around = Surroundings(words, lexicon, entities, has_model, [None] * len(words))
    for span in spans:
        for word in range(span.first, span.last + 1):
            around.span_at[word] = span
    lower = sum(1 for capital in words.capital if not capital)
    around.cased = lower > len(words) // 4
    _collect_persons(around)
    for span in around_spans(around):
        if _is_placed(span, around):
            around.placenames.add(span.folded)
    return around


def around_spans(around: Surroundings) -> list[Span]:
    """The spans in order, each once."""
    found: list[Span] = []
    for span in around.span_at:
        if span is not None and (not found or found[-1] is not span):
            found.append(span)
    return found


def _collect_persons(around: Surroundings) -> None:
    words, lexicon = around.words, around.lexicon
    seen: Entity | None = None
    for entity in around.entities:
        if entity is None or entity is seen:
            continue
        seen = entity
        if entity.label == "PERSON" and entity.last > entity.first:
            around.surnames.add(words.folds[entity.last])
    for position in range(len(words) - 1):
        if (
            words.folds[position] in lexicon.titles
            and words.capital[position + 1]
            and words.capital[position]
            and _adjacent(words, position)
        ):
            around.surnames.add(words.folds[position + 1])


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
    """Whether "Mr.", "President" … stands right before a name."""
    words = around.words
    before = span.first - 1
    if before < 0 or not words.capital[before]:
        return False
    gap = words.text[words.full_ends[before] : span.start]
    return gap in (" ", ". ") and words.folds[before] in around.lexicon.titles

"""Toponym recognition: names from the gazetteer and the language model together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from maps.gazetteer import Gazetteer, fold
from maps.resolve.mention import Context, Mention
from maps.toponyms.beside import features_beside
from maps.toponyms.bounds import bounded
from maps.toponyms.coordinates import find_coordinates
from maps.toponyms.entities import PLACE_LABELS, Entity, entities_of
from maps.toponyms.evidence import features
from maps.toponyms.fixed import fixed_mentions, is_demonym
from maps.toponyms.lexicon import CUE_LEVELS, Lexicon, lexicon
from maps.toponyms.roles import role_of
from maps.toponyms.spans import Span, join_capital_district, known_entries, match_names
from maps.toponyms.surroundings import Surroundings, surroundings
from maps.toponyms.unknown import kind_before_unknown, unknown_runs
from maps.toponyms.widen import widen
from maps.toponyms.words import Words, split_words
from maps.weights import load_weights, probability

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: A span is taken for a place from this probability on.
THRESHOLD = 0.5


def recognise(
    doc: Doc | None, text: str, gazetteer: Gazetteer, context: Context | None = None
) -> tuple[Mention, ...]:
    """All names in `text` that are places or contain one, by start, not overlapping.

    `doc` is spaCy's reading of `text`; None works from the gazetteer and the words alone. Demonyms,
    languages, names of persons and of companies are kept with their role. `context` tells what the
    title and the outlet are called, and the names that the user says are places: those are found
    wherever they stand as whole words, in any case.
    """
    around = candidates(doc, text, gazetteer, context)
    found = _mentions(around, doc, gazetteer)
    if context is not None and context.only_model:
        found = _seen_by_model(found, around)
    if context is None or not context.overrides:
        return tuple(found)
    told = _told_mentions(text, context.overrides)
    return tuple(sorted(_first_wins(told + found), key=lambda mention: mention.start))


def _seen_by_model(mentions: list[Mention], around: Surroundings) -> list[Mention]:
    """The mentions that the model takes for a place or a people."""
    words = around.words
    seen = [
        (words.starts[entity.first], words.ends[entity.last])
        for entity in dict.fromkeys(filter(None, around.entities))
        if entity.label in PLACE_LABELS or entity.label == "NORP"
    ]
    return [
        mention
        for mention in mentions
        if any(mention.start < end and start < mention.end for start, end in seen)
    ]


def _told_mentions(text: str, named: Iterable[str]) -> list[Mention]:
    names = sorted((name for name in named if name.strip()), key=lambda name: (-len(name), name))
    if not names:
        return []
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)"
    return [
        Mention(
            start=match.start(),
            end=match.end(),
            name=match.group(),
            role="location",
            probability=1.0,
            reason="the config says so",
        )
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]


def candidates(
    doc: Doc | None, text: str, gazetteer: Gazetteer, context: Context | None = None
) -> Surroundings:
    """Every span that could be a place, with what was read around it; nothing is judged yet."""
    words = split_words(text)
    lexical = lexicon()
    entities = entities_of(doc, words)
    spans = widen(match_names(words, gazetteer, lexical), words, gazetteer, lexical)
    spans = join_capital_district(spans, words)
    spans = _add_entities(spans, entities, words, gazetteer, lexical)
    spans = sorted(spans + unknown_runs(words, spans, lexical), key=lambda span: span.start)
    spans = [span for span in spans if not is_demonym(span.folded, gazetteer)]
    return surroundings(words, lexical, entities, spans, has_model=doc is not None, context=context)


def _mentions(around: Surroundings, doc: Doc | None, gazetteer: Gazetteer) -> list[Mention]:
    words = around.words
    found: list[Mention] = list(find_coordinates(words.text))
    found += fixed_mentions(around, gazetteer)
    found = _first_wins(found)
    taken = [(mention.start, mention.end) for mention in found]
    for span, chance in judge(around, gazetteer):
        if any(span.start < end and span.end > start for start, end in taken):
            continue
        if chance < THRESHOLD and not _is_told(span):
            continue
        role, reason = role_of(span, around, doc, gazetteer, is_place=chance >= THRESHOLD)
        found.append(
            Mention(
                start=span.start,
                end=span.end,
                name=words.text[span.start : span.end],
                role=role,
                probability=chance,
                reason=reason,
                entries=span.entries,
                levels=span.levels,
                core=span.core,
            )
        )
    return sorted(found, key=lambda mention: mention.start)


def _is_told(span: Span) -> bool:
    """Whether a name that is no place is worth telling: not "He", "The" or "Act"."""
    return bool(span.entries) and not span.common


def _first_wins(mentions: list[Mention]) -> list[Mention]:
    """Mentions without those that overlap an earlier one of the list."""
    kept: list[Mention] = []
    for mention in mentions:
        if not any(mention.start < other.end and mention.end > other.start for other in kept):
            kept.append(mention)
    return kept


def judge(around: Surroundings, gazetteer: Gazetteer) -> list[tuple[Span, float]]:
    """Each span with its chance of being a place: by itself first, then beside the others."""
    title = "with model" if around.has_model else "without model"
    first, again = load_weights(title), load_weights(f"{title}, again")
    spans = around.spans
    evidence = [features(span, around) for span in spans]
    chances = [probability(found, first) for found in evidence]
    return [
        (span, bounded(span, probability(found + beside, again), around))
        for span, found, beside in zip(
            spans, evidence, features_beside(spans, chances, around, gazetteer), strict=True
        )
    ]


def _add_entities(
    spans: list[Span],
    entities: Sequence[Entity | None],
    words: Words,
    gazetteer: Gazetteer,
    lexical: Lexicon,
) -> list[Span]:
    """Places that only the model sees, and longer stretches where it sees more than the match."""
    covered: dict[int, Span] = {}
    for span in spans:
        for word in range(span.first, span.last + 1):
            covered[word] = span
    dropped: set[int] = set()
    added: list[Span] = []
    seen: object = None
    for entity in entities:
        if entity is None or entity is seen:
            continue
        seen = entity
        if entity.label not in PLACE_LABELS:
            continue
        inside = {
            id(covered[w]): covered[w] for w in range(entity.first, entity.last + 1) if w in covered
        }
        first, last = _trim(entity.first, entity.last, words)
        if last < first:
            continue
        span = _entity_span(first, last, words, gazetteer, lexical)
        if not inside:
            span.announced = (
                not span.entries and kind_before_unknown(words, first, lexical) is not None
            )
            added.append(span)
        elif len(inside) == 1:
            (only,) = inside.values()
            if _outgrows(span, only, words, lexical):
                dropped.add(id(only))
                span.core = () if span.entries else (only.entries or only.core)
                added.append(span)
    kept = [span for span in spans if id(span) not in dropped]
    return sorted(kept + added, key=lambda span: span.start)


def _trim(first: int, last: int, words: Words) -> tuple[int, int]:
    """Without lower-case words and parts of the compass at the front, or lower case at the end."""
    while (
        first <= last
        and (not words.capital[first] or (words.folds[first] in ("the", "a") and first < last))
        and not words.forms[first][0].isdigit()
    ):
        first += 1
    while last >= first and not words.capital[last]:
        last -= 1
    return first, last


def _entity_span(
    first: int, last: int, words: Words, gazetteer: Gazetteer, lexical: Lexicon
) -> Span:
    start, end = words.starts[first], words.ends[last]
    folded = fold(words.text[start:end])
    cue = lexical.kinds.get(words.folds[last]) if last > first else None
    entries = known_entries(gazetteer, folded)
    span = Span(first, last, start, end, folded, tuple(e for e in entries if e.kind != "code"))
    span.head = cue
    span.levels = CUE_LEVELS[cue] if cue else frozenset()
    return span


def _outgrows(span: Span, match: Span, words: Words, lexical: Lexicon) -> bool:
    """Whether the model's span is another name than the match inside it, not just more words."""
    if span.first >= match.first and span.last <= match.last:
        return False
    extra = [
        words.folds[w]
        for w in range(span.first, span.last + 1)
        if not match.first <= w <= match.last
    ]
    if span.entries:
        return True
    if not all(words.joined[w] for w in range(span.first, span.last)):
        return False
    if any(words.ends[w] != words.full_ends[w] for w in range(span.first, span.last)):
        return False
    if all(word in lexical.parts or word in lexical.titles for word in extra):
        return False
    return span.head in ("site", "street", "water", "natural")

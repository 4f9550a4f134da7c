"""What speaks for and against a span being a place name, as named features of a linear model.

Each feature is a plain question about the span and the words around it; the weights are data
(`maps/data/toponym_weights.json`), learnt by `benchmarks/learn_places.py`.
"""

from __future__ import annotations

import re

from maps.toponyms.bounds import DATELINE, LARGE_TOWN, PARTIES
from maps.toponyms.entities import PLACE_LABELS
from maps.toponyms.persons import MAJOR, Evidence, add_doubt, add_person
from maps.toponyms.spans import HYPHENS, Span
from maps.toponyms.surroundings import (
    Surroundings,
    after_title,
    follows_comma_place,
)

_COUNTRY_OR_STATE = 190
_INITIAL = 2
_ACRONYM = 5

#: "Ann Lee, 24, of" and the like: what follows is where a person is at home.
_AGED = re.compile(r",\s+\d{1,2},\s+(?:formerly\s+)?(?:of|from)\s+(?:the\s+)?$")
_AGED_LENGTH = 24


def features(span: Span, around: Surroundings) -> Evidence:
    """The features of a span that are not zero, with their values (0–1)."""
    found: Evidence = [("bias", 1.0)]
    best = span.prominence
    _add_known(found, span, best, around)
    _add_nature(found, span, best, around)
    if span.head:
        found.append((f"kind word {_head_class(span.head)}", 1.0))
    elif span.levels:
        found.append(("kind word beside", 1.0))
    _add_model(found, span, around)
    _add_before(found, span, around)
    _add_after(found, span, around)
    _add_document(found, span, around)
    if span.first == span.last:
        add_person(found, span, around)
        add_doubt(found, span, best, around)
    return found


def _add_document(found: Evidence, span: Span, around: Surroundings) -> None:
    """What the rest of the document says of the name: text, title, outlet."""
    if span.folded in around.placenames:
        found.append(("place elsewhere", 1.0))
    if around.title and f" {span.folded} " in around.title:
        found.append(("in the title", 1.0))
    if around.has_outlet and span.entries and around.outlet.is_called(span.folded):
        found.append(("the outlet's name", 1.0))


def _add_known(found: Evidence, span: Span, best: int, around: Surroundings) -> None:
    """What the gazetteer knows under the name, and how it is written."""
    words = around.words
    single = span.first == span.last
    if not span.entries:
        if span.core:
            found.append(("named after a known place", 1.0))
        elif single:
            found.append(("unknown word", 1.0))
        return
    found += [("known", 1.0), ("prominence", best / 255)]
    if best >= MAJOR:
        found.append(("major", 1.0))
    if not single:
        found.append(("several words", 1.0))
    if span.is_short_form:
        dotted = "." in words.text[span.start : span.end]
        found.append(("code with dots" if dotted else "code", 1.0))
    elif single and len(span.folded) <= _ACRONYM and words.forms[span.first].isupper():
        found.append(("acronym", 1.0))


def _add_nature(found: Evidence, span: Span, best: int, around: Surroundings) -> None:
    """Whether the name is also an ordinary word or a person's."""
    words = around.words
    common = not span.is_short_form and span.common
    person = span.person
    if best >= _COUNTRY_OR_STATE and not (common or person or span.core):
        found.append(("country or state and nothing else", 1.0))
    elif best >= LARGE_TOWN and not (common or person or span.core or span.is_short_form):
        found.append(("large town and nothing else", 1.0))
    if span.first == span.last:
        if common:
            found.append(("ordinary word", 1.0))
        if person:
            trusted = _model_says_place(span, around)
            found.append(("person's name, model says place" if trusted else "person's name", 1.0))
        if len(words.forms[span.first]) <= _INITIAL and best < MAJOR:
            found.append(("very short", 1.0))
    if around.cased and words.text[span.start : span.end].isupper() and span.end - span.start > 3:
        found.append(("all capitals", 1.0))


def _head_class(head: str) -> str:
    return head if head in ("site", "street", "water", "natural") else "division"


def _add_model(found: Evidence, span: Span, around: Surroundings) -> None:
    if not around.has_model:
        return
    entity = around.entities[span.first] or around.entities[span.last]
    if entity is None:
        found.append(("model none", 1.0))
        return
    whole = entity.first >= span.first and entity.last <= span.last
    label = entity.label if entity.label in PLACE_LABELS | {"PERSON", "ORG", "NORP"} else "other"
    if label == "NORP" and span.entries and span.entries[0].prominence >= MAJOR:
        # demonyms are told apart before: what is left is a place that the model mistook
        label = "GPE"
    found.append((f"model {label} {'whole' if whole else 'part'}", 1.0))


def _model_says_place(span: Span, around: Surroundings) -> bool:
    entity = around.entities[span.first]
    return entity is not None and entity.label in PLACE_LABELS and entity.first >= span.first


def _add_before(found: Evidence, span: Span, around: Surroundings) -> None:
    """The one thing that stands before the name."""
    if span.first == 0 or around.words.firsts[span.first]:
        alone = _is_alone(span, around)
        found.append(("alone on its line" if alone else "begins sentence", 1.0))
    elif after_title(span, around):
        found.append(("after a title", 1.0))
    elif not around.words.joined[span.first - 1]:
        other = around.span_at[span.first - 1]
        gap = around.words.text[around.words.full_ends[span.first - 1] : span.start]
        if gap == ", " and other is not None and other.entries:
            found.append(("after place and comma", 1.0))
    else:
        if what := _word_before(span, around):
            found.append((f"after {what}", 1.0))
        fold = around.words.folds[span.first - 1]
        if fold in around.lexicon.prepositions:
            origin = fold in ("of", "from") and _AGED.search(
                around.words.text, max(0, span.start - _AGED_LENGTH), span.start
            )
            found.append(("of, after an age" if origin else f"after “{fold}”", 1.0))


def _word_before(span: Span, around: Surroundings) -> str:
    """What sort of word runs into the name; empty for most lower-case ones."""
    words, lexicon = around.words, around.lexicon
    before = span.first - 1
    fold = words.folds[before]
    for what, kind in (
        ("strong preposition", lexicon.strong_prepositions),
        ("preposition", lexicon.prepositions),
        ("a part", lexicon.parts),
        ("a verb of reaching", lexicon.reaching),
        ("a contest", lexicon.contests),
    ):
        if fold in kind:
            return what
    if not words.capital[before]:
        return "the" if fold == "the" else ""
    gap = words.text[words.full_ends[before] : span.start]
    if len(words.forms[before]) == 1 or fold in PARTIES:
        return "a party" if gap == "-" and fold in PARTIES else "an initial"
    if words.ends[before] != words.full_ends[before]:
        return "possessive"
    return _name_before(around.span_at[before], gap)


def _name_before(known: Span | None, gap: str) -> str:
    if known is not None and known.entries:
        return "a known name"
    return "hyphen" if "-" in gap else "a capital"


def _is_alone(span: Span, around: Surroundings) -> bool:
    """A heading of nothing but the name, or of the name and a colon."""
    text = around.words.text
    line_start = text.rfind("\n", 0, span.start) + 1
    after = text[span.end : span.end + 1]
    return not text[line_start : span.start].strip() and after in ("\n", "", ":")


def _add_after(found: Evidence, span: Span, around: Surroundings) -> None:
    """The one thing that stands after the name."""
    words = around.words
    following = span.last + 1
    if words.ends[span.last] != words.full_ends[span.last] and span.end == words.ends[span.last]:
        found.append(("possessive", 1.0))
    elif following >= len(words):
        return
    elif follows_comma_place(span, around):
        found.append(("before comma and place", 1.0))
    elif not words.joined[span.last]:
        if words.firsts[span.first] and DATELINE.match(words.text, words.full_ends[span.last]):
            found.append(("dateline", 1.0))
    else:
        if (
            words.folds[following] == "in"
            and following + 1 < len(words)
            and around.span_at[following + 1] is not None
        ):
            found.append(("before in and place", 1.0))
        if what := _word_after(span, around):
            found.append((f"before {what}", 1.0))


def _word_after(span: Span, around: Surroundings) -> str:
    """What sort of word the name runs into; empty for most lower-case ones."""
    words, lexicon = around.words, around.lexicon
    following = span.last + 1
    fold = words.folds[following]
    if words.text[span.end : words.starts[following]] in HYPHENS:
        return "hyphen"
    if words.capital[following]:
        for what, kind in (
            ("a brand word", lexicon.brands),
            ("a team word", lexicon.teams),
            ("a civic word", lexicon.civic),
        ):
            if fold in kind:
                return what
        return "a capital" if around.span_at[following] is None else "a known name"
    if fold in lexicon.saying:
        trusted = _model_says_place(span, around)
        return "saying, model says place" if trusted else "saying"
    if fold in lexicon.contests:
        return "a contest"
    return "local people" if fold in lexicon.locals else ""

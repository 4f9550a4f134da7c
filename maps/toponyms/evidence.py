"""What speaks for and against a span being a place name, as named features of a linear model.

Each feature is a plain question about the span and the words around it; the weights are data
(`maps/data/toponym_weights.json`), learnt by `benchmarks/learn_places.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from maps.gazetteer import Gazetteer
from maps.resolve.geometry import lies_in
from maps.toponyms.entities import PLACE_LABELS, Entity
from maps.toponyms.lexicon import Lexicon
from maps.toponyms.spans import Span
from maps.toponyms.words import Words

#: Prominence from which a name is known to most readers: countries, states, cities of a million.
_MAJOR = 165
_COUNTRY_OR_STATE = 190
_INITIAL = 2
_ACRONYM = 5
#: Chance from which a name tells where the document is.
_SURE = 0.75
_NAMESAKES = 5
_MANY_NAMESAKES = 20
_LIST_GAPS = frozenset(
    {", ", " and ", ", and ", " or ", " & ", "; ", " to ", "/", ",\n", " – ", "-"}
)
_PARTIES = frozenset({"d", "r", "i", "dfl", "l", "gop", "dem", "rep"})


#: "PARIS (AP) —", "BANTAM —", "MOSCOW, Sept. 15 (Reuters) -".
_DATELINE = re.compile(
    r"(?:,\s+[A-Z][\w.]*(?:\s\d{1,2})?)?\s*(?:\([A-Z][\w .,/]*\)\s*)?(?:—|–|--|-)\s"
)


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
    """ "in X" or "X, Y" with a known Y: a place wherever it stands in the document."""
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


def features(span: Span, around: Surroundings) -> list[tuple[str, float]]:
    """The features of a span that are not zero, with their values (0–1)."""
    words, lexicon = around.words, around.lexicon
    found: list[tuple[str, float]] = [("bias", 1.0)]
    add = found.append
    best = max((entry.prominence for entry in span.entries or span.core), default=0)
    single = span.first == span.last
    word = span.folded
    if span.entries:
        add(("known", 1.0))
        add(("prominence", best / 255))
        if best >= _MAJOR:
            add(("major", 1.0))
        if not single:
            add(("several words", 1.0))
        if span.entries[0].kind in ("code", "abbreviation"):
            dotted = "." in words.text[span.start : span.end]
            add(("code with dots" if dotted else "code", 1.0))
        elif single and len(word) <= _ACRONYM and words.forms[span.first].isupper():
            add(("acronym", 1.0))
    elif span.core:
        add(("named after a known place", 1.0))
    elif single:
        add(("unknown word", 1.0))
    if span.head:
        add((f"kind word {_head_class(span.head)}", 1.0))
    elif span.levels:
        add(("kind word beside", 1.0))
    short = bool(span.entries) and span.entries[0].kind in ("code", "abbreviation")
    common = not short and any(entry.common for entry in span.entries)
    person = any(entry.person for entry in span.entries)
    if best >= _COUNTRY_OR_STATE and not (common or person or span.core):
        add(("country or state and nothing else", 1.0))
    if single:
        if common:
            add(("ordinary word", 1.0))
        if person:
            trusted = _model_says_place(span, around)
            add(("person's name, model says place" if trusted else "person's name", 1.0))
        if len(words.forms[span.first]) <= _INITIAL and best < _MAJOR:
            add(("very short", 1.0))
    if around.cased and words.text[span.start : span.end].isupper() and span.end - span.start > 3:
        add(("all capitals", 1.0))
    _add_model(found, span, around)
    _add_before(found, span, around)
    _add_after(found, span, around)
    if single and word in around.surnames:
        add(("surname here", 1.0))
    if word in around.placenames:
        add(("place elsewhere", 1.0))
    return found


def features_beside(
    spans: list[Span], chances: list[float], around: Surroundings, gazetteer: Gazetteer
) -> list[list[tuple[str, float]]]:
    """What the first judgement of the other spans says about each.

    The same name elsewhere in the document, and names beside it in a list, are likely of one sort;
    a namesake in a country or state that the document speaks of makes a place of a doubtful name.
    """
    countries, states = _ground(spans, chances, gazetteer)
    best: dict[str, list[float]] = {}
    for span, chance in zip(spans, chances, strict=True):
        best.setdefault(span.folded, []).append(chance)
    found: list[list[tuple[str, float]]] = []
    for position, (span, chance) in enumerate(zip(spans, chances, strict=True)):
        features: list[tuple[str, float]] = []
        same = best[span.folded]
        if len(same) > 1:
            rest = list(same)
            rest.remove(chance)
            features.append(("same name elsewhere", 2 * max(rest) - 1))
            features.append(("same name on average", 2 * sum(rest) / len(rest) - 1))
        for other in (position - 1, position + 1):
            if 0 <= other < len(spans) and _listed(spans, min(other, position), around):
                features.append(("listed beside", 2 * chances[other] - 1))
        features += _on_ground(span, countries, states, gazetteer)
        whole = follows_comma_place(span, around)
        if whole is not None and _holds(whole, span, gazetteer):
            features.append(("lies in the place after the comma", 1.0))
        found.append(features)
    return found


def _holds(whole: Span, part: Span, gazetteer: Gazetteer) -> bool:
    """Whether some reading of "X, Y" has X inside Y."""
    outer = gazetteer.at_all(entry.key for entry in whole.entries[:_NAMESAKES])
    inner = gazetteer.at_all(entry.key for entry in part.entries[:_MANY_NAMESAKES])
    return any(lies_in(a, b) for b in outer if b.is_area for a in inner)


_State = tuple[str | None, str | None]


def _ground(
    spans: list[Span], chances: list[float], gazetteer: Gazetteer
) -> tuple[dict[str | None, set[str]], dict[_State, set[str]]]:
    """Countries and states of the sure names' most prominent places, with the names that say so."""
    countries: dict[str | None, set[str]] = {}
    states: dict[_State, set[str]] = {}
    for span, chance in zip(spans, chances, strict=True):
        if chance < _SURE or not span.entries:
            continue
        place = gazetteer.at(span.entries[0].key)
        if place is None or place.country is None:
            continue
        countries.setdefault(place.country, set()).add(span.folded)
        if place.admin1:
            states.setdefault((place.country, place.admin1), set()).add(span.folded)
    return countries, states


def _on_ground(
    span: Span,
    countries: dict[str | None, set[str]],
    states: dict[_State, set[str]],
    gazetteer: Gazetteer,
) -> list[tuple[str, float]]:
    """Whether a namesake lies where other names of the document do."""
    found: list[tuple[str, float]] = []
    own = {span.folded}
    places = gazetteer.at_all(entry.key for entry in span.entries[:_NAMESAKES])
    if any(countries.get(place.country, own) - own for place in places):
        found.append(("a namesake in a country spoken of", 1.0))
        if any(states.get((place.country, place.admin1), own) - own for place in places):
            found.append(("a namesake in a state spoken of", 1.0))
    elif places and countries:
        found.append(("no namesake where the others are", 1.0))
    return found


def _listed(spans: list[Span], left: int, around: Surroundings) -> bool:
    gap = around.words.text[spans[left].end : spans[left + 1].start]
    return gap in _LIST_GAPS


def _head_class(head: str) -> str:
    return head if head in ("site", "street", "water", "natural") else "division"


def _add_model(found: list[tuple[str, float]], span: Span, around: Surroundings) -> None:
    if not around.has_model:
        return
    entity = around.entities[span.first] or around.entities[span.last]
    if entity is None:
        found.append(("model none", 1.0))
        return
    whole = entity.first >= span.first and entity.last <= span.last
    label = entity.label if entity.label in PLACE_LABELS | {"PERSON", "ORG", "NORP"} else "other"
    if label == "NORP" and span.entries and span.entries[0].prominence >= _MAJOR:
        # demonyms are told apart before: what is left is a place that the model mistook
        label = "GPE"
    found.append((f"model {label} {'whole' if whole else 'part'}", 1.0))


def _model_says_place(span: Span, around: Surroundings) -> bool:
    entity = around.entities[span.first]
    return entity is not None and entity.label in PLACE_LABELS and entity.first >= span.first


def _add_before(found: list[tuple[str, float]], span: Span, around: Surroundings) -> None:
    words, lexicon = around.words, around.lexicon
    before = span.first - 1
    if before < 0 or words.firsts[span.first]:
        alone = _is_alone(span, around)
        found.append(("alone on its line" if alone else "begins sentence", 1.0))
        return
    fold = words.folds[before]
    gap = words.text[words.full_ends[before] : span.start]
    if after_title(span, around):
        found.append(("after a title", 1.0))
    elif not words.joined[before]:
        if gap == ", " and (other := around.span_at[before]) is not None and other.entries:
            found.append(("after place and comma", 1.0))
        return
    elif fold in lexicon.strong_prepositions:
        found.append(("after strong preposition", 1.0))
    elif fold in lexicon.prepositions:
        found.append(("after preposition", 1.0))
    elif fold in lexicon.parts:
        found.append(("after a part", 1.0))
    elif fold in _PARTIES and gap == "-":
        found.append(("after a party", 1.0))
    elif words.capital[before] and len(words.forms[before]) > 1:
        known = around.span_at[before]
        if words.ends[before] != words.full_ends[before]:
            found.append(("after possessive", 1.0))
        elif known is not None and known.entries:
            found.append(("after a known name", 1.0))
        elif "-" in gap:
            found.append(("after hyphen", 1.0))
        else:
            found.append(("after a capital", 1.0))
    elif words.capital[before]:
        found.append(("after an initial", 1.0))
    elif fold == "the":
        found.append(("after the", 1.0))


def _is_alone(span: Span, around: Surroundings) -> bool:
    """A heading of nothing but the name, or of the name and a colon."""
    text = around.words.text
    line_start = text.rfind("\n", 0, span.start) + 1
    after = text[span.end : span.end + 1]
    return not text[line_start : span.start].strip() and after in ("\n", "", ":")


def after_title(span: Span, around: Surroundings) -> bool:
    """Whether "Mr.", "President" … stands right before a name."""
    words = around.words
    before = span.first - 1
    if before < 0 or not words.capital[before]:
        return False
    gap = words.text[words.full_ends[before] : span.start]
    return gap in (" ", ". ") and words.folds[before] in around.lexicon.titles


def _add_after(found: list[tuple[str, float]], span: Span, around: Surroundings) -> None:
    words, lexicon = around.words, around.lexicon
    following = span.last + 1
    if words.ends[span.last] != words.full_ends[span.last] and span.end == words.ends[span.last]:
        found.append(("possessive", 1.0))
        return
    if following >= len(words):
        return
    if follows_comma_place(span, around):
        found.append(("before comma and place", 1.0))
        return
    if not words.joined[span.last]:
        if words.firsts[span.first] and _DATELINE.match(words.text, words.full_ends[span.last]):
            found.append(("dateline", 1.0))
        return
    fold = words.folds[following]
    if fold == "in" and following + 1 < len(words) and around.span_at[following + 1] is not None:
        found.append(("before in and place", 1.0))
    hyphen = words.text[span.end : words.starts[following]] in ("-", "‐", "‑")
    if hyphen:
        found.append(("before hyphen", 1.0))
    elif words.capital[following]:
        if fold in lexicon.brands:
            found.append(("before a brand word", 1.0))
        elif fold in lexicon.teams:
            found.append(("before a team word", 1.0))
        elif fold in lexicon.civic:
            found.append(("before a civic word", 1.0))
        elif around.span_at[following] is not None:
            found.append(("before a known name", 1.0))
        else:
            found.append(("before a capital", 1.0))
    elif fold in lexicon.saying:
        trusted = _model_says_place(span, around)
        found.append(("before saying, model says place" if trusted else "before saying", 1.0))
    elif fold in lexicon.locals:
        found.append(("before local people", 1.0))

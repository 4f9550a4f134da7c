"""How a place name is used: somewhere on the map, for a government, inside another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.gazetteer import Gazetteer
from maps.place import Role
from maps.toponyms.beside import holds
from maps.toponyms.bounds import is_dateline, is_home_of_politician
from maps.toponyms.spans import HYPHENS, Span
from maps.toponyms.surroundings import Surroundings, follows_comma_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Prominence of countries and of well-known capitals, the names that stand for governments.
_COUNTRY = 215
_CAPITAL = 140


def role_of(
    span: Span, around: Surroundings, doc: Doc | None, gazetteer: Gazetteer, *, is_place: bool
) -> tuple[Role, str]:
    """The role of a span and a clause that tells why."""
    words, lexicon = around.words, around.lexicon
    following = span.last + 1
    beside = following < len(words) and words.joined[span.last]
    after = words.folds[following] if beside else ""
    if not is_place:
        entity = around.entities[span.first]
        if (entity is not None and entity.label == "PERSON") or span.folded in around.surnames:
            return "person", "a person's name"
        return "part_of_name", "an ordinary word or part of another name"
    if beside and words.capital[following] and after in lexicon.brands and span.head is None:
        whole = words.text[span.start : words.ends[following]]
        return "part_of_name", f"part of the name “{whole}”"
    if span.head in ("site", "street"):
        return "facility", "named as a site"
    if told := _role_by_hyphen(span, around):
        return told
    if is_home_of_politician(span, around):
        return "location", "a politician's home"
    if is_dateline(span, around) or _is_chained(span, around, gazetteer):
        return "location", "a place name"
    if not _is_led(span, around) and _plays(span, around):
        return "metonym", "stands for its team"
    if _stands_for_government(span, around, doc, after):
        return "metonym", "stands for its government"
    return "location", "a place name"


def _stands_for_government(span: Span, around: Surroundings, doc: Doc | None, after: str) -> bool:
    """Whether a country or capital acts, owns an office or takes part in talks."""
    words, lexicon = around.words, around.lexicon
    best = span.entries[0].prominence if span.entries else 0
    if best < _CAPITAL or span.levels:
        return False
    possessive = words.ends[span.last] != words.full_ends[span.last]
    following = span.last + 1
    if best >= _COUNTRY and after in lexicon.offices:
        return possessive or words.capital[following]
    if possessive:
        following_word = words.folds[following] if following < len(words) else ""
        return best >= _COUNTRY and following_word in lexicon.offices
    if _is_led(span, around):
        return False
    if doc is None:
        return after in lexicon.saying
    return _acts(span, doc, around)


def _plays(span: Span, around: Surroundings) -> bool:
    """Whether a verb of contest stands on either side: "Leeds beat Sunderland"."""
    words, contests = around.words, around.lexicon.contests
    before, following = span.first - 1, span.last + 1
    if before >= 0 and words.joined[before] and words.folds[before] in contests:
        return True
    beside = following < len(words) and words.joined[span.last] and not words.capital[following]
    return beside and words.folds[following] in contests


def _role_by_hyphen(span: Span, around: Surroundings) -> tuple[Role, str] | None:
    """What a hyphen after the name, or a pair of names, makes of it; None when there is nothing.

    "A Panama-flagged ship" is not in Panama, "Moscow-Beijing talks" are held by two governments
    anywhere, and "the Paris-Dakar rally" is called after its ends.
    """
    words, lexicon = around.words, around.lexicon
    following = span.last + 1
    if following < len(words) and words.text[span.end : words.starts[following]] in HYPHENS:
        if words.folds[following] in lexicon.belonging:
            return "metonym", "tells whose something is"
        other = around.span_at[following]
        end = other.last if other is not None and other.first == following else None
    else:
        other = around.span_at[span.first - 1] if span.first else None
        paired = other is not None and words.text[other.end : span.start] in HYPHENS
        end = span.last if paired else None
    if other is None or not other.entries or end is None or end + 1 >= len(words):
        return None
    after = words.folds[end + 1] if words.joined[end] else ""
    if after in lexicon.races:
        return "part_of_name", "one end of a race"
    if after in lexicon.talks or after.removesuffix("s") in lexicon.talks:
        return "metonym", "stands for its government"
    return None


def _is_chained(span: Span, around: Surroundings, gazetteer: Gazetteer) -> bool:
    """Whether the name is X or Y of "X, Y": said where it is, a place is meant as such."""
    whole = follows_comma_place(span, around)
    if whole is not None and holds(whole, span, gazetteer):
        return True
    part = around.span_at[span.first - 1] if span.first else None
    return (
        part is not None
        and around.words.text[part.end : span.start] == ", "
        and holds(span, part, gazetteer)
        and not _begins_clause(part, around)
    )


def _begins_clause(span: Span, around: Surroundings) -> bool:
    """Whether "In Paris," comes before: what follows is no whole of it but the next subject."""
    first = span.first - 1
    return first >= 0 and around.words.firsts[first] and around.words.joined[first]


def _is_led(span: Span, around: Surroundings) -> bool:
    """Whether the name stands after "in", "near", "to" …, as the scene of something."""
    before = span.first - 1
    return (
        before >= 0
        and around.words.joined[before]
        and around.words.folds[before] in around.lexicon.strong_prepositions
    )


def _acts(span: Span, doc: Doc, around: Surroundings) -> bool:
    """By the parse: the subject of a verb of acting, its agent after "by", a side of talks."""
    stretch = doc.char_span(span.start, span.end, alignment_mode="expand")
    if stretch is None:
        return False
    token: Token = stretch.root
    while token.dep_ in ("conj", "appos") and token.head is not token:
        token = token.head
    verbs, talks = around.lexicon.scene_verbs, around.lexicon.talks
    head = token.head
    if token.dep_ == "nsubj":
        return head.pos_ == "VERB" and head.lemma_.lower() not in verbs
    if token.dep_ == "pobj":
        if head.dep_ == "agent":
            return True
        return head.lower_ in ("with", "between") and head.head.lemma_.lower() in talks
    return False

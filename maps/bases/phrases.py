"""Noun phrases that may speak of a military base, and whether they do.

A phrase is a head noun of the lexicon ("base", "airfield", "facility" …) with what stands before
it ("a 6,000-strong Russian military"). What makes the hard part is sense: "base" is a word of
baseball, banking and chemistry too. The lexicon tells other senses; a plain head without a
military modifier is left to its context (`maps.bases.reading`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from maps.bases.lexicon import Head, Words, country_words, load_words
from maps.bases.otherwise import has_other_sense, is_other_use, parts_of
from maps.features import BaseKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "SYM", "X"})
_PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
_POSSESSIVE_PRONOUNS = frozenset({"its", "their", "his", "her", "our"})
#: Verbs that the tagger takes for nouns before a bare plural ("Djibouti hosts bases").
_VERBS_LIKE_NOUNS = frozenset({"hosts", "houses", "leases", "rents", "keeps", "runs", "opens"})
_JOINERS = frozenset({"-", "‐", "‑", "/", "'s", "’s", "'", "’", '"', "“", "”"})
_INNER_ADVERBS = frozenset({"now", "newly", "former", "then", "jointly"})
_AIR_HEAD = re.compile(r"\bair(?:[\s-]+(?:force|defen[cs]e|training|naval|control))?\s+$")

Sense = Literal["military", "open"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase headed by a word for a base.

    Attributes:
        start, end: the phrase, its determiner and modifiers included, nothing after the head.
        head_start: where the head noun begins.
        kind: told by head or modifiers, or None for a base of any kind.
        sense: "military" when the phrase alone says so, "open" when its context must.
        definite: "the base", "that facility"; `pronoun`: "its", "their" …
        negated: the determiner is "no".
        only_points: "the facility", "their camp": one only when told of before, or named.
        is_capital: the head is written with a capital ("the Post").
        one_of: "one of its bases": one, though the noun is a plural.
        capitals: spans of capitalised modifiers that are no base words ("a Taliban base").
        modifiers: words between determiner and head, lower case.
    """

    start: int
    end: int
    head_start: int
    head: Head
    kind: BaseKind | None
    sense: Sense
    definite: bool
    indefinite: bool
    pronoun: str | None
    negated: bool
    only_points: bool
    is_capital: bool
    one_of: bool
    capitals: tuple[tuple[int, int], ...]
    modifiers: tuple[str, ...]

    @property
    def plural(self) -> bool:
        return self.head.plural and not self.one_of


def find_phrases(sentence: Span, text: str) -> list[Phrase]:
    """The phrases of a sentence that can mean a base, in its order."""
    words = load_words()
    phrases = []
    for token in sentence:
        head = words.heads.get(token.lower_)
        if head is None or is_other_use(text, token, sentence, words):
            continue
        phrase = _phrase(text, sentence, token, head, words)
        if phrase is not None:
            phrases.append(phrase)
    return phrases


def _phrase(text: str, sentence: Span, token: Token, head: Head, words: Words) -> Phrase | None:
    doc = token.doc
    first = _first_token(doc, sentence, token)
    start, head_start, end = first.idx, token.idx, token.idx + len(token)
    determiner = next((item for item in doc[first.i : token.i] if item.pos_ == "DET"), None)
    modifiers = _modifiers(text[first.idx : token.idx])
    parts = parts_of(modifiers)
    if "industrial" in parts or "web" in parts:
        return None
    if head.needs and parts & words.sets["other_senses.camps"]:
        return None  # "a refugee camp", "the police station"
    of_what = _of_what(text, end, head)
    if "air" in parts and head.needs and not _AIR_HEAD.search(text[start:head_start].lower()):
        parts = parts - {"air"}  # "the air quality station"
    only_points = False
    is_states = head.word in ("camp", "camps") and _has_state_adjective(doc[first.i : token.i])
    if head.needs and not head.needs & parts and not of_what and not is_states:
        pointed = first.lower_ in words.sets["definite"] or first.lower_ in _POSSESSIVE_PRONOUNS
        if not (pointed and token.lower_ in words.sets["anaphors"]):
            return None
        only_points = True
    kind, is_military = _kind(head, parts | of_what, words)
    strength = any(re.fullmatch(r"[\d,.]+-strong", word) for word in modifiers) or bool(
        re.search(r"-strong\s+(?:\w+\s+){0,3}$", text[start:head_start])
    )
    is_military = is_military or strength
    # "the jets went back to their home base": elsewhere a home base is an airline's or a team's.
    home = "home" in modifiers and words.patterns["military_signs"].search(sentence.text)
    others = tuple(word for word in modifiers if not (home and word == "home"))
    if token.lower_ in ("base", "bases") and has_other_sense(
        text[start:head_start].lower(), others, is_military=is_military
    ):
        return None
    sense: Sense = "military" if is_military or head.sure else "open"
    return Phrase(
        start=start,
        end=end,
        head_start=head_start,
        head=head,
        kind=kind,
        sense=sense,
        definite=first.lower_ in words.sets["definite"],
        indefinite=first.lower_ in ("a", "an", "another", "some", "any")
        or (determiner is None and head.plural),
        pronoun=first.lower_ if first.lower_ in _POSSESSIVE_PRONOUNS else None,
        negated=first.lower_ == "no" or "no" in modifiers,
        only_points=only_points,
        is_capital=token.text[0].isupper(),
        one_of=text[:start].endswith(("one of ", "One of ")),
        capitals=_capitals(doc, first.i, token.i, sentence.start),
        modifiers=modifiers,
    )


def _has_state_adjective(tokens: Span) -> bool:
    """Whether a state's adjective stands before the head ("the French camp")."""
    states = country_words()[1]
    return any("adjective" in states[token.text][1] for token in tokens if token.text in states)


def _capitals(doc: Doc, first: int, head: int, start: int) -> tuple[tuple[int, int], ...]:
    words = load_words()
    return tuple(
        (token.idx, token.idx + len(token))
        for token in doc[first:head]
        if token.text[0].isupper()
        and token.i > start
        and token.lower_ not in words.modifiers
        and token.lower_ not in words.sets["name_words"]
        and token.lower_ not in words.sets["neutral_owners"]
    )


def _of_what(text: str, end: int, head: Head) -> set[str]:
    """The words after "of" or "for" that make the head military ("headquarters of the … Fleet")."""
    match = re.match(r"\s+(?:of|for)\s+([^.;:,]{0,60})", text[end : end + 70])
    if match is None or not head.needs_of:
        return set()
    return set(_WORD.findall(match[1].lower())) & head.needs_of


def _modifiers(before: str) -> tuple[str, ...]:
    return tuple(
        match.group() for match in re.finditer(r"[^\W_](?:[\w,.'’‐‑-]*[^\W_])?", before.lower())
    )


def _first_token(doc: Doc, sentence: Span, head: Token) -> Token:
    """The leftmost token of the phrase, found by parts of speech (parses err too often here)."""
    index = head.i
    while index > sentence.start:
        token = doc[index - 1]
        if token.pos_ == "DET" or token.tag_ in ("PRP$", "DT"):
            return token
        if not _continues(doc, sentence, token):
            break
        index -= 1
    return doc[index]


def _continues(doc: Doc, sentence: Span, token: Token) -> bool:
    if token.is_space or token.lower_ in _VERBS_LIKE_NOUNS:
        return False
    if token.tag_ in _PARTICIPLES and token.i > sentence.start and token.nbor(-1).pos_ == "AUX":
        return False  # "had attacked Flamingo base"
    if token.pos_ in _INSIDE or token.tag_ in _PARTICIPLES or token.tag_ == "POS":
        # A past tense right before a bare plural is the clause's verb: "closed bases" is rare.
        return not (token.tag_ == "VBD" or (token.pos_ == "AUX"))
    if token.text in _JOINERS or token.lower_ in _INNER_ADVERBS:
        return True
    return token.lower_ in ("and", "or") and _joins(doc, sentence, token)


def _joins(doc: Doc, sentence: Span, token: Token) -> bool:
    """Whether "and" joins two modifiers: "US and British bases", not "Gibraltar and French"."""
    if not sentence.start < token.i < sentence.end - 1:
        return False
    before, after = doc[token.i - 1], doc[token.i + 1]
    if before.pos_ == after.pos_:
        return before.pos_ in ("ADJ", "PROPN")
    kinds = load_words().modifiers
    if before.lower_ in kinds and after.lower_ in kinds:
        return True  # "a naval and air base"
    return after.pos_ in ("ADJ", "PROPN") and _qualifies(before)


def _qualifies(token: Token) -> bool:
    """Whether the word can stand before a noun as an adjective."""
    known = country_words()[1].get(token.text)
    return token.pos_ == "ADJ" or (known is not None and "adjective" in known[1])


def _kind(head: Head, parts: set[str], words: Words) -> tuple[BaseKind | None, bool]:
    """The kind that modifiers (first) or the head tell, and whether a modifier is military."""
    told = {words.modifiers[part] for part in parts if part in words.modifiers}
    kinds = told - {"military"}
    is_military = bool((parts & words.modifiers.keys()) - words.sets["weak_modifiers"])
    # "air force base", "naval air station": air goes before the force it belongs to.
    for kind in ("air", "missile", "naval", "space", "range", "army", "logistics", "other"):
        if kind in kinds:
            return cast("BaseKind", kind), is_military
    return head.kind, is_military

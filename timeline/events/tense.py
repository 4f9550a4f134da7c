"""Tense, mood and condition of one clause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from timeline.events.clauses import Clause
from timeline.events.parse import Parse

Tense = Literal[
    "past", "present", "progressive", "future", "would", "would_have", "possible", "infinitive",
    "participle",
]  # fmt: skip

_FUTURE = frozenset({"will", "’ll", "'ll", "shall", "wo"})
_WOULD = frozenset({"would", "'d", "’d"})
_MAYBE = frozenset({"may", "might", "could", "can", "should", "must", "ought", "ca"})
_PAST = frozenset({"had", "did", "was", "were", "has", "have", "'ve", "’ve"})
_PRESENT_BE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "being", "be", "been"})
_CONDITIONS = frozenset({"if", "unless", "lest", "whether", "provided", "supposing"})
#: "The attack, if confirmed, …": they doubt what they stand beside, and set no terms.
_PROVISOS = frozenset({"confirmed", "verified", "proven", "corroborated", "true", "substantiated"})
_INVERTED = frozenset({"had", "should", "were"})
_BY_TAG: dict[str, Tense] = {
    "VBD": "past",
    "VBN": "past",
    "VBZ": "present",
    "VBP": "present",
    "VBG": "participle",
}


def read_tense(parse: Parse, clause: Clause) -> Tense:
    """The tense and mood of a clause's verb group."""
    words, tag = set(clause.auxiliaries), parse.tags[clause.verb]
    if "to" in words:
        return "past" if "have" in words else "infinitive"  # "is known to have died"
    modal = _modal(clause, tag)
    if modal is not None:
        return modal
    if words & _PAST:
        return "progressive" if tag == "VBG" and not words & {"was", "were", "had"} else "past"
    if words <= {"being"} and words:
        return "participle"  # "showed him being shot"
    if words & _PRESENT_BE:
        return "progressive" if tag == "VBG" or "being" in words else "present"
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    # A bare verb that heads a sentence is a past or present the tagger took for another.
    heads = clause.own_subject and parse.deps[clause.verb] == "ROOT"
    return "present" if heads else "infinitive"


def _modal(clause: Clause, tag: str) -> Tense | None:
    words = clause.auxiliaries
    for word in words:
        if word in _FUTURE:
            return "future"
        if word in _WOULD and (tag in ("VB", "VBN") or "be" in words):
            if word != "would" and tag == "VBN" and "be" not in words:
                return "past"  # "he'd gone"
            return "would_have" if "have" in words or "'ve" in words else "would"
        if word in _MAYBE:
            return "possible"
    return None


def is_condition(parse: Parse, clause: Clause) -> bool:
    """Whether a clause is an if-clause, with the word or by inversion ("Had he come, …")."""
    verb = clause.verb
    if is_proviso(parse, verb):
        return False
    for child in parse.all_children(verb, "mark", "advmod"):
        if parse.lower[child] in _CONDITIONS:
            return True
    if _opens_inverted(parse, verb):
        return True
    if not clause.own_subject or clause.subject is None or not clause.auxiliaries:
        return False
    first = min(parse.all_children(verb, "aux", "auxpass"), default=None)
    if first is None or first > clause.subject or parse.lower[first] not in _INVERTED:
        return False
    # Inversion also makes questions and "neither had he": a condition opens its clause.
    before = first - 1
    opens = before < 0 or parse.sentence_of[before] != parse.sentence_of[first]
    return opens or not parse.words[before].isalpha()


def is_proviso(parse: Parse, token: int) -> bool:
    """Whether a word with "if" before it only says that something is not confirmed."""
    if parse.lower[token] not in _PROVISOS or parse.child(token, "nsubj", "nsubjpass") is not None:
        return False
    return any(parse.lower[c] == "if" for c in parse.all_children(token, "mark"))


def _opens_inverted(parse: Parse, verb: int) -> bool:
    """“Had the rescue begun on time, …”, “Were the talks to fail, …”: the helping verb read as the
    verb of a clause that opens the sentence.
    """
    opens = verb == 0 or parse.sentence_of[verb - 1] != parse.sentence_of[verb]
    if not opens or parse.lower[verb] not in _INVERTED or parse.deps[verb] != "advcl":
        return False
    return verb < parse.heads[verb]


def has_condition(parse: Parse, clauses: Mapping[int, Clause], verb: int) -> bool:
    """Whether an if-clause, or "without …" beside a "would", hangs on a clause."""
    for child in parse.all_children(verb, "advcl", "ccomp", "parataxis"):
        if child in clauses and is_condition(parse, clauses[child]):
            return True
    clause = clauses.get(verb)
    if clause is None or not set(clause.auxiliaries) & (_WOULD | _MAYBE):
        return False
    return any(parse.lower[child] == "without" for child in parse.all_children(verb, "prep"))

"""Other senses of "base", "camp" and "station": verbs, idioms, firms, the feet of hills."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maps.bases.lexicon import Words, load_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OUTER_SPACE_WORDS = frozenset({"moon", "lunar", "mars", "martian"})
_BASEBALL = frozenset({"first", "second", "third"})
#: "Air Base Logistics Ltd.": the head begins a firm's name.
_FIRM = re.compile(
    r"(?:\s+[A-Z&][\w&]*){0,4}\s+(?:Ltd|Limited|Inc|Corp|Corporation|LLC|GmbH|plc|PLC|AG|SA|Group"
    r"|Holdings|Company|Hotel|Cafe|Café|Restaurant|Bar|Inn|Museum|Mall|Records)\b"
)


def is_other_use(text: str, token: Token, sentence: Span, words: Words) -> bool:
    """A verb, a compound ("base rate", "training camp site"), or an idiom."""
    if token.tag_ in ("VB", "VBP") and text[: token.idx].endswith("to "):
        return True  # "to garrison the town"
    if token.lower_ in ("base", "bases") and token.tag_ in ("VB", "VBZ", "VBP", "VBD", "VBN"):
        before = token.doc[token.i - 1] if token.i > sentence.start else None
        if before is None or before.pos_ not in ("DET", "ADJ", "PROPN", "NUM", "PART", "NOUN"):
            return True
        if token.tag_ == "VBZ" and before.pos_ in ("NOUN", "PROPN"):
            return True
    after = text[token.idx + len(token) : token.idx + len(token) + 40]
    following = re.match(r"[\s-]+([A-Za-z]+)", after)
    if following and following[1].lower() in words.sets["other_senses.following"]:
        return True
    if re.match(r"-(?!level)\w", after) or text[: token.idx].endswith(("off-", "on-")):
        return True
    if _FIRM.match(after) and token.text[0].isupper():
        return True
    lowered = sentence.text.lower()
    at = token.idx - sentence.start_char
    for match in words.patterns["other_senses.idioms"].finditer(lowered):
        if match.start() <= at < match.end() and not _is_for_soldiers(lowered, match):
            return True
    return token.lower_ in ("base", "bases") and _is_foot_of_something(text, token, words)


def _is_for_soldiers(sentence: str, idiom: re.Match[str]) -> bool:
    """Whether "a base for …" goes on with soldiers or a navy: then it is no mere idiom."""
    if not idiom.group().endswith(" for"):
        return False
    return load_words().patterns["military_people"].search(sentence[idiom.end() :][:60]) is not None


def _is_foot_of_something(text: str, token: Token, words: Words) -> bool:
    """Whether it is the foot of a thing: "at the base of the volcano"."""
    after = text[token.idx + len(token) : token.idx + len(token) + 80]
    match = re.match(r"\s+of\s+([^.;:]*)", after)
    if match is None:
        return bool(
            re.search(r"['’]s\s+$", text[max(0, token.idx - 4) : token.idx])
            and _WORD.findall(text[max(0, token.idx - 30) : token.idx - 3].lower())[-1:]
            and _WORD.findall(text[max(0, token.idx - 30) : token.idx - 3].lower())[-1]
            in words.sets["other_senses.things_of"]
        )
    following = [word.lower() for word in _WORD.findall(match[1])[:5]]
    return any(word in words.sets["other_senses.things_of"] for word in following)


def has_other_sense(phrase: str, modifiers: tuple[str, ...], *, is_military: bool) -> bool:
    """Whether a modifier or possessor of "base" makes it something else than a military one."""
    words = load_words()
    parts = parts_of(modifiers)
    if parts & words.sets["other_senses.modifiers"] & _OUTER_SPACE_WORDS:
        return True
    last = modifiers[-1] if modifiers else ""
    if last in _BASEBALL and not re.match(r"(?:its|their|the|a)\s", phrase):
        return True
    others = parts & (words.sets["other_senses.modifiers"] - _BASEBALL)
    if any(word.endswith("-strong") for word in modifiers):
        others -= {"strong"}
    if others and not (is_military and last in words.modifiers):
        return True
    # "the airline's base", "the party's Russian base"
    possessor = re.search(r"([\w-]+)['’]s?\s+(?:[\w-]+\s+){0,3}$", phrase)
    return bool(possessor and possessor[1] in words.sets["other_senses.owners"])


def parts_of(modifiers: tuple[str, ...]) -> set[str]:
    """The modifiers, and the parts of those with hyphens."""
    own = [re.sub(r"['’]s?$", "", word) for word in modifiers]
    return {part for word in (*modifiers, *own) for part in (word, *re.split(r"[-‐‑]", word))}

"""Noun phrases in the sentence's own words."""

from __future__ import annotations

from timeline.events.parse import Parse

_LEFT = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "quantmod", "nmod", "case", "predet", "advmod",
     "neg"}
)  # fmt: skip
_PRONOUNS = frozenset(
    {"he", "she", "they", "him", "her", "them", "it", "we", "i", "who", "which", "that", "himself",
     "herself", "themselves", "this", "these", "those"}
)  # fmt: skip
ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "my", "your"})
EDGE = " \t\n,;:–—-"


def phrase_span(parse: Parse, token: int, *, of: bool = True) -> tuple[int, int]:
    """First and last token of a noun phrase: what stands before it, and "of …" after it."""
    first = last = token
    for child in parse.children[token]:
        dep = parse.deps[child]
        if child < token and dep in _LEFT and token - child < 9:
            first = min(first, phrase_span(parse, child, of=False)[0], child)
        elif child > token and of and dep == "prep" and parse.lower[child] == "of":
            last = max([last, *(t for t in parse.subtree(child) if t - token < 7)])
    while (
        first > 1 and parse.words[first - 1] == "-" and parse.starts[first] == parse.ends[first - 1]
    ):
        first -= 2  # "Soviet-born"
    while last > token and parse.pos[last] in ("ADP", "DET", "CCONJ", "PUNCT"):
        last -= 1  # the length limit cut it in the middle
    # The phrase is one stretch of text: what stands between its ends belongs to it.
    return first, last


def phrase_text(parse: Parse, token: int, *, of: bool = True) -> str:
    """A noun phrase as one line of text."""
    first, last = phrase_span(parse, token, of=of)
    return " ".join(parse.span_text(first, last).split())


def without_article(text: str) -> str:
    """A phrase without "the", "a", "an" in front."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ARTICLES else text


def without_owner(text: str) -> str:
    """A phrase without "their", "her", "its" in front."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in _POSSESSIVES else text


def is_pronoun(parse: Parse, token: int) -> bool:
    """Whether a token points to someone or something told elsewhere."""
    return parse.lower[token] in _PRONOUNS

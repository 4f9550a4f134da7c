"""The words of a title as text: bare, balanced, cut to length."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from maps.features import MAX_TITLE
from timeline.events.mention import Figure
from timeline.events.phrases import ARTICLES, EDGE

_DANGLING = frozenset(
    {"the", "a", "an", "of", "in", "on", "at", "to", "and", "or", "with", "for", "by", "from",
     "his", "her", "their", "its", "that", "after", "as", "but", "near", "over", "into", "along",
     "together", "according"}
)  # fmt: skip
#: What is left of "( GM )" without the name in it.
_EMPTY_BRACKETS = re.compile(r" ?\(\s*\)")
_BOUND_WORDS = {"exact": "", "at_least": "at least ", "about": "about ", "at_most": "up to "}


def whole_brackets(text: str) -> str:
    """Without brackets that hold nothing any more, or of which only one is left."""
    text = _EMPTY_BRACKETS.sub("", text)
    if text.count("(") == text.count(")"):
        return text
    return " ".join(re.sub(r"[()]", " ", text).split())


def stands_alone(text: str) -> bool:
    """More than one word, and not what belongs to someone left out ("'s death")."""
    return len(text.split()) > 1 and not text.startswith(("'", "’"))


def bare(text: str) -> str:
    """Without what a headline leaves out in front: articles, "their", "that"."""
    for _ in range(2):
        first, _, rest = text.partition(" ")
        if rest and first.lower() in (*ARTICLES, "their", "his", "her", "its", "that", "which"):
            text = rest
    return text


def figure_text(figure: Figure) -> str:
    """“at least 22”."""
    return f"{_BOUND_WORDS[figure.bound]}{figure.value:,}"


def enumerated(names: list[str]) -> str:
    """“Osh, Talas and Naryn”; at least one name."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def fit(text: str, particles: AbstractSet[str] = frozenset()) -> str:
    """Cut at a word so that no more than `MAX_TITLE` characters stay; capital first.

    `particles` of the verb may end a title ("took over"), other small words may not.
    """
    text = _undangled(" ".join(text.split()).rstrip(EDGE + "."), particles)
    if len(text) > MAX_TITLE:
        cut = text[: MAX_TITLE - 1].rsplit(" ", 1)[0].rstrip(EDGE + ".")
        text = f"{_undangled(cut)}…"
    return text[:1].upper() + text[1:]


def _undangled(text: str, particles: AbstractSet[str] = frozenset()) -> str:
    words = text.split()
    while len(words) > 2 and words[-1].lower() in _DANGLING - particles:
        words.pop()
    return " ".join(words)

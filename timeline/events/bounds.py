"""The words around a number that make it a bound."""

from __future__ import annotations

import re

from maps.features import Bound

_BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (
        re.compile(
            r"(?:(?:no|not) (?:fewer|less) than|at least|at the very least|upwards? of"
            r"|a minimum of|in excess of)$"
        ),
        "at_least",
    ),
    (
        re.compile(
            r"(?:(?:no|not|never) (?:more|higher) than|up to|as many as|as much as|at (?:the )?most"
            r"|fewer than|less than|under|below|a maximum of)$"
        ),
        "at_most",
    ),
    (re.compile(r"(?:more than|well over|over|above)$"), "at_least"),
    (
        re.compile(
            r"(?:about|around|some|roughly|approximately|nearly|almost|close to|perhaps|maybe"
            r"|estimated|circa|probably|near)$"
        ),
        "about",
    ),
)
_AFTER: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile(r"^(?:\s+\w+){0,2}? (?:or|and) more\b"), "at_least"),
    (re.compile(r"^(?:\s+\w+){0,2}? (?:or so|or thereabouts)\b"), "about"),
)


def bound_of(before: str, after: str) -> Bound:
    """What the lower-case text around a number makes of it: "at least", "or more"."""
    for pattern, bound in _BOUNDS:
        if pattern.search(before):
            return bound
    return next((bound for pattern, bound in _AFTER if pattern.search(after)), "exact")

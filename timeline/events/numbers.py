"""Numbers in words and digits, and the words that make them bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maps.features import Bound

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 10**9, "dozen": 12}
_DIGITS = re.compile(r"^\d{1,3}(?:[,. ]\d{3})+$|^\d+(?:\.\d+)?$")

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


def number_of(words: Sequence[str]) -> int | None:
    """The whole number that words or digits tell: "2,500", "1.2 million", "twenty-two".

    None when they tell none ("dozens", "hundreds").
    """
    total, current, seen = 0.0, 0.0, False
    for raw in words:
        word = raw.lower()
        if word in ("-", "and", "a", "an"):
            continue
        if _DIGITS.match(word):
            plain = re.sub(r"[, ]", "", word)
            if plain.count(".") and len(plain.rpartition(".")[2]) == 3 and "," not in word:
                plain = plain.replace(".", "")
            current, seen = current + float(plain), True
        elif word in _UNITS:
            current, seen = current + _UNITS[word], True
        elif word in _TENS:
            current, seen = current + _TENS[word], True
        elif word in _SCALES:
            scale = _SCALES[word]
            if scale in (12, 100):
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0.0
            seen = True
        else:
            return None
    return int(total + current) if seen else None


def starts_number(word: str) -> bool:
    """Whether a lower-case word can begin a number."""
    return word in _UNITS or word in _TENS or bool(_DIGITS.match(word))


def continues_number(word: str) -> bool:
    """Whether a lower-case word can go on with one ("1.2 million", "two hundred and five")."""
    return word in _SCALES or word in _UNITS or word in _TENS


def is_compound(tens: str, unit: str) -> bool:
    """Whether "twenty" and "two" make one number with the hyphen between them."""
    return tens in _TENS and unit in _UNITS


def bound_of(before: str, after: str) -> Bound:
    """What the lower-case text around a number makes of it: "at least", "or more"."""
    for pattern, bound in _BOUNDS:
        if pattern.search(before):
            return bound
    return next((bound for pattern, bound in _AFTER if pattern.search(after)), "exact")

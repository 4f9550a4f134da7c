"""Whole numbers as texts write them, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
#: Every word below a hundred, for patterns.
NUMBER_WORDS = (*_UNITS, *_TENS)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 10**9, "dozen": 12}
_DIGITS = re.compile(r"^\d{1,3}(?:[,. ]\d{3})+$|^\d+(?:\.\d+)?$")


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

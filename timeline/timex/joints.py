"""What stands between the ends of a range and the members of a list, by the words of a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.timex.lexicon import Lexicon

_DASH = r"\s?[-–—]\s?"
_KEYS = ("to", "and", "between", "the")


@dataclass(frozen=True, slots=True)
class Joints:
    """Patterns for the text between two expressions.

    Attributes:
        to: a dash or "to": from the first to the last.
        together: "and", which makes a range behind "between".
        between: the end of the text before a range.
        member: what joins members that share a part: a comma, "and", "to", a dash, "of".
    """

    to: re.Pattern[str]
    together: re.Pattern[str]
    between: re.Pattern[str]
    member: re.Pattern[str]


def joints_of(lexicon: Lexicon) -> Joints:
    """The patterns of a language; none of them matches where it has no words."""
    return _joints(*(lexicon.words_of("joints", key) for key in _KEYS))


@lru_cache(maxsize=8)
def _joints(
    to: frozenset[str], together: frozenset[str], between: frozenset[str], the: frozenset[str]
) -> Joints:
    article = rf"(?:(?:{listed(the)})\s+)?" if the else ""
    words = listed(to | together)
    return Joints(
        re.compile(rf"{_DASH}|\s*(?:{listed(to)})\s+{article}", re.IGNORECASE),
        re.compile(rf"\s*(?:,\s*)?(?:{listed(together)})\s+{article}", re.IGNORECASE),
        re.compile(rf"\b(?:{listed(between)})\s+{article}$", re.IGNORECASE),
        re.compile(
            rf"\s*(?:,|/|[-–—]|(?:,\s*)?(?:{words})(?:\s+(?:in|of))?)?\s*{article}", re.IGNORECASE
        ),
    )


def listed(words: frozenset[str]) -> str:
    """The words as alternatives; what matches nothing when there are none."""
    found = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words))
    return found or "(?!)"

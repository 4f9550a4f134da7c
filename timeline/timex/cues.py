"""Words beside an expression that tell past from future, without a parse."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Direction = Literal["past", "future", "unknown"]

_NEVER = 10**9
_OUTLOOK = re.compile(r"\b(?:will|would|to be|planned|scheduled|hoped|expected)\b", re.IGNORECASE)
_PLUPERFECT = re.compile(r"\bhad\s+(?!to\b)(?:[\w’'-]+\s+){1,6}$", re.IGNORECASE)
_HAD_PLANNED = re.compile(
    r"\bhad\s+(?:been\s+)?(?:planned|hoped|expected|scheduled|intended|promised|due)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till)\s+(?:[\w’'-]+\s+){0,5}$", re.IGNORECASE)
#: A mark that ends a sentence: not the dot of "Sept. 30", "U.S. troops" or "Gen. Lee".
_SENTENCE_END = re.compile(
    r"(?:[!?]|(?<!\b[A-Z])(?<!\b(?:Mr|Dr|St|Lt))(?<!\b(?:Mrs|Gen|Col|Sen|Gov|Rep))\.)"
    r"[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z])|\n"
)
_SINCE = re.compile(r"\bsince\s+(?:early\s+|mid-?\s*|late\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\b(?:until|till|by|through)\s+(?:the\s+)?$", re.IGNORECASE)


class Cues:
    """Whether the words around an expression speak of the past or the future."""

    def __init__(
        self,
        text: str,
        future: frozenset[str],
        past: frozenset[str],
        auxiliary: frozenset[str] = frozenset(),
    ) -> None:
        self._text = text
        self._future = _pattern(future)
        self._past = _with_participles(past)
        self._auxiliary = _pattern(auxiliary)

    def left(self, start: int) -> str:
        """The sentence up to a place."""
        return _SENTENCE_END.split(self._text[max(0, start - 200) : start])[-1]

    def is_since(self, start: int) -> bool:
        """Whether the word before a place opens a time that runs on to the day of writing."""
        return _SINCE.search(self._text, max(0, start - 20), start) is not None

    def is_one_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two places."""
        return _SENTENCE_END.search(self._text, start, end) is None

    def direction(self, start: int, end: int) -> Direction:
        """By the nearest cue of the sentence, before the expression first.

        A future cue rules the participle behind it: "to be held", "will be signed".
        """
        left = self.left(start)
        if _HAD_PLANNED.search(left) or self.is_since(start):
            return "past"
        right = _SENTENCE_END.split(self._text[end : end + 100], maxsplit=1)[0]
        if _BY.search(left) and not (self._auxiliary.search(left) or self._auxiliary.search(right)):
            return "future"
        future, past = _last(self._future, left), _last(self._past, left)
        if future >= 0 and past - future < 30:
            return "future"
        if past >= 0:
            return "past"
        future, past = _first(self._future, right), _first(self._past, right)
        if future == past:
            return "unknown"
        return "future" if future < past else "past"

    def is_flashback(self, start: int) -> bool:
        """Whether the clause tells what had been before: "had spent the spring"."""
        return _PLUPERFECT.search(self.left(start)) is not None

    def is_outlook(self, start: int) -> bool:
        """Whether a date is where something lasts to or is meant to be, not where the story is."""
        left = self.left(start)
        return bool(_UNTIL.search(left)) or bool(_OUTLOOK.search(left[-70:]))


@lru_cache(maxsize=32)
def _with_participles(words: frozenset[str]) -> re.Pattern[str]:
    """The words, and whatever ends like a past tense."""
    return re.compile(rf"{_pattern(words).pattern}|(?<!\w)\w{{2,}}[^aeou\W]ed(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=32)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    listed = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


def _last(pattern: re.Pattern[str], text: str) -> int:
    place = -1
    for match in pattern.finditer(text):
        place = match.start()
    return place


def _first(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.start() if match else _NEVER

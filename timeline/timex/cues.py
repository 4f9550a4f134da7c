"""Words beside an expression that tell past from future, without a parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

Direction = Literal["past", "future", "unknown"]

_NEVER = 10**9
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: What ends like a past tense: "ruled", "signed", no "seed" and no "bed".
_PARTICIPLE = re.compile(r"\w{2,}[^aeou\W]ed")
_OUTLOOK = re.compile(r"\b(?:will|would|to be|planned|scheduled|hoped|expected)\b", re.IGNORECASE)
_PLUPERFECT = re.compile(r"\bhad\s+(?!to\b)(?:[\w’'-]+\s+){1,6}$", re.IGNORECASE)
_HAD_PLANNED = re.compile(
    r"\bhad\s+(?:been\s+)?(?:planned|hoped|expected|scheduled|intended|promised|due)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till)\s+(?:[\w’'-]+\s+){0,5}$", re.IGNORECASE)
#: A mark that ends a sentence: not the dot of "Sept. 30", "U.S. troops" or "Gen. Lee".
_SENTENCE_END = re.compile(
    r"[.!?\n](?:(?<=\n)|(?<!\b[A-Z]\.)(?<!\b(?:Mr|Dr|St|Lt)\.)(?<!\b(?:Mrs|Gen|Col|Sen|Gov|Rep)\.)"
    r"[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z]))"
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
        self._future = _words(future)
        self._past = _words(past, participles=True)
        self._auxiliary = _words(auxiliary)

    def left(self, start: int) -> str:
        """The sentence up to a place."""
        return _SENTENCE_END.split(self._text[max(0, start - 200) : start])[-1]

    def is_since(self, start: int) -> bool:
        """Whether the word before a place opens a time that runs on to the day of writing."""
        return _SINCE.search(self._text, max(0, start - 20), start) is not None

    def is_one_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two places."""
        return _SENTENCE_END.search(self._text, start, end) is None

    def _right(self, end: int) -> str:
        """The sentence behind a place, as far as it is near."""
        return _SENTENCE_END.split(self._text[end : end + 100], maxsplit=1)[0]

    def direction(self, start: int, end: int) -> Direction:
        """By the nearest cue of the sentence, before the expression first.

        A future cue rules the participle behind it: "to be held", "will be signed".
        """
        left = self.left(start)
        if _HAD_PLANNED.search(left) or self.is_since(start):
            return "past"
        if _BY.search(left) and self._auxiliary.last(f"{left} … {self._right(end)}") < 0:
            return "future"
        future, past = self._future.last(left), self._past.last(left)
        if future >= 0 and past - future < 30:
            return "future"
        if past >= 0:
            return "past"
        right = self._right(end)
        future, past = self._future.first(right), self._past.first(right)
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


class _Words:
    """Words and phrases looked for in a sentence; `participles` adds what ends like one."""

    __slots__ = ("_participles", "_phrases", "_singles")

    def __init__(self, words: frozenset[str], *, participles: bool = False) -> None:
        phrases = [word for word in words if not _WORD.fullmatch(word)]
        self._singles = words.difference(phrases)
        self._participles = participles
        listed = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(phrases))
        self._phrases = re.compile(rf"(?<!\w)(?:{listed or '(?!)'})(?!\w)", re.IGNORECASE)

    def places(self, text: str) -> Iterator[int]:
        """Where they stand, the words before the phrases."""
        for match in _WORD.finditer(text):
            word = match[0].lower().replace("’", "'")
            if word in self._singles or (self._participles and _PARTICIPLE.fullmatch(word)):
                yield match.start()
        for match in self._phrases.finditer(text):
            yield match.start()

    def last(self, text: str) -> int:
        """Where the last of them stands, -1 for none."""
        return max(self.places(text), default=-1)

    def first(self, text: str) -> int:
        """Where the first of them stands, a great number for none."""
        return min(self.places(text), default=_NEVER)


@lru_cache(maxsize=32)
def _words(words: frozenset[str], *, participles: bool = False) -> _Words:
    return _Words(words, participles=participles)

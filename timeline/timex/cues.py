"""Words beside an expression that tell past from future, without a parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from timeline.timex.joints import listed

Direction = Literal["past", "future", "unknown"]

_NEVER = 10**9
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: What ends like a past tense: "ruled", "signed", no "seed" and no "bed".
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_PARTICIPLE = re.compile(r"\w{2,}[^aeou\W]ed")
#: So many characters before a date, a word of intention still speaks of it.
_OUTLOOK_REACH = 70
_FEW_WORDS = r"(?:[\w’'-]+\s+)"


@dataclass(frozen=True, slots=True)
class Patterns:
    """What the lexicon's words of tense make around an expression; nothing where it has none.

    Attributes:
        sentence_end: a mark that ends a sentence: not the dot of "Sept. 30" or "Gen. Lee".
        outlook: what is meant to be: "planned", "would".
        turn: where a sentence leaves that: "planned for the 5th, but on the 6th …".
        flashback: the end of the text before what had been: "had spent the".
        had_intended: a plan of the past: "had hoped".
        lasting_to: the end of the text before a time something lasts to: "until the".
        since: the end of the text before a time that runs on to the day of writing.
        deadline: the end of the text before a time by which something is done.
        names_day: the end of the text before a day made what it shall be: "declared".
    """

    sentence_end: re.Pattern[str]
    outlook: re.Pattern[str]
    turn: re.Pattern[str]
    flashback: re.Pattern[str]
    had_intended: re.Pattern[str]
    lasting_to: re.Pattern[str]
    since: re.Pattern[str]
    deadline: re.Pattern[str]
    names_day: re.Pattern[str]


def patterns_of(tense: Mapping[str, frozenset[str]], edges: frozenset[str]) -> Patterns:
    """The patterns of a language, by its sections `tense` and `edge_adjectives`."""
    return _patterns(tuple(sorted(tense.items())), edges)


@lru_cache(maxsize=8)
def _patterns(tense: tuple[tuple[str, frozenset[str]], ...], edges: frozenset[str]) -> Patterns:
    by_key = dict(tense)

    def words(key: str) -> str:
        return listed(by_key.get(key, frozenset()))

    def made(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    had = rf"\b(?:{words('had')})\s+"
    titles = by_key.get("titles", frozenset())
    no_title = "".join(rf"(?<!\b{title.capitalize()}\.)" for title in sorted(titles))
    return Patterns(
        re.compile(
            rf"[.!?\n](?:(?<=\n)|(?<!\b[A-Z]\.){no_title}"
            r"[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z]))"
        ),
        made(rf"\b(?:{words('outlook')})\b"),
        made(rf";|,\s+(?:{words('turn')})\b"),
        made(rf"{had}(?!(?:{words('not_flashback')})\b){_FEW_WORDS}{{1,6}}$"),
        made(rf"{had}(?:been\s+)?(?:{words('intended')})\b"),
        made(rf"\b(?:{words('lasting_to')})\s+{_FEW_WORDS}{{0,5}}$"),
        made(rf"\b(?:{words('since')})\s+(?:(?:{listed(edges)})(?:\s+|-\s*))?$"),
        made(rf"\b(?:{words('deadline')})\s+(?:the\s+)?$"),
        made(rf"\b(?:{words('names_day')})\s+$"),
    )


class Cues:
    """Whether the words around an expression speak of the past or the future."""

    def __init__(self, text: str, tense: Mapping[str, frozenset[str]], patterns: Patterns) -> None:
        nothing: frozenset[str] = frozenset()
        self._text = text
        self._patterns = patterns
        self._future = _words(tense.get("future", nothing))
        self._past = _words(tense.get("past", nothing), participles=True)
        self._auxiliary = _words(tense.get("past_auxiliary", nothing))

    def left(self, start: int) -> str:
        """The sentence up to a place; the letter there shows whether one begins with it."""
        near = self._text[max(0, start - 200) : start + 1]
        return self._patterns.sentence_end.split(near)[-1][:-1]

    def is_since(self, start: int) -> bool:
        """Whether the word before a place opens a time that runs on to the day of writing."""
        return self._patterns.since.search(self._text, max(0, start - 20), start) is not None

    def is_one_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between two places."""
        return self._patterns.sentence_end.search(self._text, start, end) is None

    def is_one_paragraph(self, start: int, end: int) -> bool:
        """Whether no empty line stands between two places."""
        return _BLANK_LINE.search(self._text, start, end) is None

    def _right(self, end: int) -> str:
        """The sentence behind a place, as far as it is near."""
        near = self._text[end : end + 100]
        return self._patterns.sentence_end.split(near, maxsplit=1)[0]

    def direction(self, start: int, end: int) -> Direction:
        """By the nearest cue of the sentence, before the expression first.

        A future cue rules the participle behind it: "to be held", "will be signed".
        """
        left = self.left(start)
        if self._patterns.had_intended.search(left) or self.is_since(start):
            return "past"
        by = self._patterns.deadline.search(left)
        if by and self._auxiliary.last(f"{left} … {self._right(end)}") < 0:
            return "future"
        if self._patterns.names_day.search(left):
            return "future"
        future, past = self._future.last(left, but=self._past), self._past.last(left)
        if future >= 0 and past - future < 30:
            return "future"
        if past >= 0:
            return "past"
        right = self._right(end)
        future, past = self._future.first(right, but=self._past), self._past.first(right)
        if future == past:
            return "unknown"
        return "future" if future < past else "past"

    def is_flashback(self, start: int) -> bool:
        """Whether the clause tells what had been before: "had spent the spring"."""
        return self._patterns.flashback.search(self.left(start)) is not None

    def is_outlook(self, start: int) -> bool:
        """Whether a date is where something lasts to or is meant to be, not where the story is."""
        left = self.left(start)
        near = self._patterns.turn.split(left[-_OUTLOOK_REACH:])[-1]
        return bool(self._patterns.lasting_to.search(left) or self._patterns.outlook.search(near))


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

    def last(self, text: str, but: _Words | None = None) -> int:
        """Where the last of them stands, -1 for none; `but` has longer phrases that are others."""
        return max(self._places_but(text, but), default=-1)

    def first(self, text: str, but: _Words | None = None) -> int:
        """Where the first of them stands, a great number for none; `but` as above."""
        return min(self._places_but(text, but), default=_NEVER)

    def has_phrase_at(self, text: str, place: int) -> bool:
        """Whether one of its phrases begins there."""
        return self._phrases.match(text, place) is not None

    def _places_but(self, text: str, but: _Words | None) -> Iterator[int]:
        for place in self.places(text):
            if but is None or not but.has_phrase_at(text, place):
                yield place


@lru_cache(maxsize=32)
def _words(words: frozenset[str], *, participles: bool = False) -> _Words:
    return _Words(words, participles=participles)

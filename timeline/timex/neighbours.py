"""A candidate and the words around it, as the checks of the filter ask for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.timex.spec import Node

if TYPE_CHECKING:
    from timeline.timex.lexicon import Lexicon

_WORD_BEFORE = re.compile(r"([^\W\d_]+|[^\w\s])[ \t\n]*$")
_WORD_AFTER = re.compile(r"[ \t\n]*([^\W\d_]+|[^\w\s])")
_ABBREVIATION_BEFORE = re.compile(r"([^\W\d_]+)\.[ \t]?\Z")
_CAPITAL = re.compile(r"\s[A-Z][a-z]+")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w.]*\s\Z")
_NAME_BEHIND = re.compile(r"(?:\s(?:[A-Z][\w.'’]*|\d+(?:st|nd|rd|th))){2,5}")
_OPENING = re.compile(r"(?:\A|[.!?][\"”’')\]]?\s|\n)\s*[^\W\d_]+\s\Z")
_WORDS = re.compile(r"[^\W\d_]+")


class Setting:
    """A candidate among its neighbours. Words come in lower case, "" where the text ends."""

    __slots__ = ("_lexicon", "node", "text")

    def __init__(self, text: str, node: Node, lexicon: Lexicon) -> None:
        self.text = text
        self.node = node
        self._lexicon = lexicon

    @property
    def words(self) -> str:
        """The candidate itself, as written."""
        return self.text[self.node.start : self.node.end]

    @property
    def before(self) -> str:
        """The word or mark before."""
        match = _WORD_BEFORE.search(self.text[max(0, self.node.start - 30) : self.node.start])
        return match[1].lower() if match else ""

    @property
    def after(self) -> str:
        """The word or mark behind."""
        match = _WORD_AFTER.match(self.text, self.node.end)
        return match[1].lower() if match else ""

    @property
    def abbreviation_before(self) -> str:
        """The word before, when a dot closes it: "No. 1945"."""
        before = self.text[max(0, self.node.start - 12) : self.node.start]
        match = _ABBREVIATION_BEFORE.search(before)
        return match[1].lower() if match else ""

    @property
    def capital_follows(self) -> bool:
        """Whether a capitalised word stands right behind."""
        return _CAPITAL.match(self.text, self.node.end) is not None

    @property
    def sentence_before(self) -> list[str]:
        """The words of its sentence before it, as far as they are near."""
        near = self.text[max(0, self.node.start - 120) : self.node.start]
        return _WORDS.findall(_SENTENCE_END.split(near)[-1].lower())

    @property
    def sentence(self) -> list[str]:
        """The words of its sentence around it, as far as they are near."""
        near = self.text[self.node.end : self.node.end + 120]
        behind = _WORDS.findall(_SENTENCE_END.split(near, maxsplit=1)[0].lower())
        return [*self.sentence_before, *behind]

    def among(self, key: str, word: str) -> bool:
        """Whether the lexicon lists a word under `reject`, KEY."""
        return word in self._lexicon.words_of("reject", key)

    def listed(self, key: str) -> frozenset[str]:
        """The words of the lexicon under `reject`, KEY."""
        return self._lexicon.words_of("reject", key)

    @property
    def follows_capital(self) -> bool:
        """Whether the word right before it is capitalised."""
        near = self.text[max(0, self.node.start - 30) : self.node.start]
        return _CAPITAL_BEFORE.search(near) is not None

    @property
    def leads_to_street(self) -> bool:
        """Whether a name behind it ends as those of streets do: "1205 Lone Oak Road"."""
        match = _NAME_BEHIND.match(self.text, self.node.end)
        return match is not None and any(
            self.among("streets", word.lower()) for word in _WORDS.findall(match[0])[1:]
        )

    @property
    def is_line(self) -> bool:
        """Whether it begins a line: a heading, an entry of a chronicle."""
        return not self.text[: self.node.start].rpartition("\n")[2].strip()

    def opens_sentence_with(self, kind: str) -> bool:
        """Whether the word before it is of a kind, and begins a sentence."""
        word = self._lexicon.words.get(self.before)
        near = self.text[max(0, self.node.start - 30) : self.node.start]
        return word is not None and kind in word.kinds and _OPENING.search(near) is not None

    def is_verb(self, word: str) -> bool:
        """Whether a word in lower case is one of the lexicon's verbs of the past."""
        return word in self._lexicon.words_of("tense", "past")

    def is_month(self, word: str) -> bool:
        """Whether a word in lower case names a month."""
        found = self._lexicon.words.get(word.capitalize())
        return found is not None and "month" in found.kinds

    @property
    def explicit_only(self) -> bool:
        """Whether the language is read by explicit dates alone."""
        return self._lexicon.explicit_only

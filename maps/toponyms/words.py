"""Words of a text, folded for the gazetteer. No spaCy here: this is the way without a model too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from maps.gazetteer import fold_word

#: A word may hold dots, apostrophes and ampersands ("U.S", "O'Higgins", "A&M"), never a hyphen.
_WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*")
_POSSESSIVES = ("'s", "’s", "'S", "’S")
#: White space that keeps a name together: blanks, or a line break inside a paragraph.
_JOINT = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*|-|‐|‑")
#: Dots that end no sentence: "St. Louis", "U.S. Virgin Islands", "W. Va.".
_SHORT_FORM = re.compile(r"(?:St|Ste|Sta|Mt|Ft|Pt|[NSEW]|(?:[^\W\d_]\.)+[^\W\d_])\.[ \u00a0]")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*\s|\n\s*\n|[•|]|^\s*$|[\"“‘(\[]\s*$|—")


@dataclass(slots=True)
class Words:
    """The words of a text as parallel lists.

    Attributes:
        starts, ends: offsets; a possessive "'s" is not part of a word.
        forms: the words as written.
        folds: their gazetteer folds.
        full_folds: the folds with the possessive kept ("johns" of "John's"), for "St. John's".
        full_ends: where the word ends with its possessive.
        joined: whether a name may run on from this word to the next.
        firsts: whether the word begins a sentence, a line or a quotation.
        capital: whether its first letter is a capital.
    """

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    folds: list[str]
    full_folds: list[str]
    full_ends: list[int]
    joined: list[bool]
    firsts: list[bool]
    capital: list[bool]

    def __len__(self) -> int:
        return len(self.starts)

    def dotted(self, position: int) -> bool:
        """Whether a full stop follows the word at once."""
        end = self.full_ends[position]
        return self.text[end : end + 1] == "."


def split_words(text: str) -> Words:
    """Split `text` into words; offsets count its code points."""
    words = Words(text, [], [], [], [], [], [], [], [], [])
    previous_end = 0
    for match in _WORD.finditer(text):
        start, full_end = match.span()
        full = match.group()
        gap = text[previous_end:start]
        if words.starts:
            words.joined.append(_is_joint(text, words.starts[-1], gap, start))
            words.firsts.append(
                gap != " " and bool(_SENTENCE_END.search(gap)) and not words.joined[-1]
            )
        else:
            words.firsts.append(True)
        form = full
        if full.endswith(_POSSESSIVES):
            form = full[:-2]
        words.starts.append(start)
        words.ends.append(start + len(form))
        words.full_ends.append(full_end)
        words.forms.append(form)
        words.folds.append(fold_word(form))
        words.full_folds.append(fold_word(full) if form is not full else words.folds[-1])
        words.capital.append(form[0].isupper())
        previous_end = full_end
    if words.starts:
        words.joined.append(False)
    return words


def _is_joint(text: str, last_start: int, gap: str, start: int) -> bool:
    if gap == " ":
        return True
    if gap[:1] == ".":
        return _SHORT_FORM.fullmatch(text, last_start, start) is not None
    return _JOINT.fullmatch(gap) is not None and gap != ""

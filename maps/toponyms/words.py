"""Words of a text, folded for the gazetteer. No spaCy here: this is the way without a model too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

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
        capital: whether its first letter is a capital; `capitals`, where that is so.
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
    capitals: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def dotted(self, position: int) -> bool:
        """Whether a full stop follows the word at once."""
        end = self.full_ends[position]
        return self.text[end : end + 1] == "."


def split_words(text: str) -> Words:
    """Split `text` into words; offsets count its code points."""
    spans = [match.span() for match in _WORD.finditer(text)]
    starts = [start for start, _ in spans]
    full_ends = [end for _, end in spans]
    forms = [text[start:end] for start, end in spans]
    folds = list(map(fold_word, forms))
    ends, full_folds = full_ends, folds
    if any(ending in text for ending in _POSSESSIVES):
        ends, full_folds = list(full_ends), list(folds)
        for position, form in enumerate(forms):
            if form.endswith(_POSSESSIVES):
                forms[position] = form[:-2]
                folds[position] = fold_word(form[:-2])
                ends[position] -= 2
    joined, firsts = _gaps(text, starts, full_ends)
    capital = [form[0].isupper() for form in forms]
    return Words(
        text=text,
        starts=starts,
        ends=ends,
        forms=forms,
        folds=folds,
        full_folds=full_folds,
        full_ends=full_ends,
        joined=joined,
        firsts=firsts,
        capital=capital,
        capitals=[position for position, is_capital in enumerate(capital) if is_capital],
    )


def _gaps(text: str, starts: list[int], ends: list[int]) -> tuple[list[bool], list[bool]]:
    """For each word whether a name may run on to the next, and whether it begins a sentence."""
    count = len(starts)
    joined, firsts = [True] * count, [False] * count
    if not starts:
        return joined, firsts
    firsts[0], joined[-1] = True, False
    for position, (end, start) in enumerate(zip(ends[:-1], starts[1:], strict=True), 1):
        if start - end == 1 and text[end] == " ":
            continue
        gap = text[end:start]
        joint, begins = _read_gap(gap)
        if gap[0] == "." and _SHORT_FORM.fullmatch(text, starts[position - 1], start) is not None:
            continue
        if not joint:
            joined[position - 1] = False
            firsts[position] = begins
    return joined, firsts


@lru_cache(maxsize=4096)
def _read_gap(gap: str) -> tuple[bool, bool]:
    """Whether a name may run on over what stands between two words, and whether it ends a sentence.

    Kept, since the same few come again and again.
    """
    return _JOINT.fullmatch(gap) is not None, _SENTENCE_END.search(gap) is not None

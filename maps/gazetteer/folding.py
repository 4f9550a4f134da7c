"""One spelling for the many ways a place name is written, so that they meet in the index.

`fold("São Tomé") == "sao tome"`, `fold("St. John's") == fold("Saint Johns")`,
`fold("The Hague") == fold("Hague")`, `fold("U.S.") == "us"`. Folding works word by word: the fold
of a phrase is the folds of its words joined by a space, so a matcher folds every word of a text
once (`fold_word`) and joins; only a leading "the" is taken away from the whole.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Letters that have no decomposition but a usual plain spelling.
_PLAIN = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ŋ": "n", "ħ": "h", "ŧ": "t", "ɓ": "b",
        "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o", "ə": "a", "æ": "ae", "œ": "oe", "þ": "th",
    }
)  # fmt: skip
#: Apostrophes of every sort (also the okina and modifier letters), dots, and soft hyphens vanish.
_VANISH = re.compile("['’‘‛`´ʻʼʽʾʿˈ′·.\u00ad\u200b-\u200f\u2060\ufe0f]")
#: Accents, Hebrew and Arabic vowel points: what writers leave out. Indic vowel signs stay.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670]"
)
#: The same for ASCII names, which are most of them, in one pass.
_ASCII = {
    code: None
    if chr(code) in "'.`"
    else " and "
    if chr(code) == "&"
    else chr(code).lower()
    if chr(code).isalnum()
    else " "
    for code in range(128)
}
_SHORT_FORMS = {
    "st": "saint", "ste": "sainte", "sta": "santa", "mt": "mount", "ft": "fort", "pt": "point",
    "mts": "mountains", "mtn": "mountain", "mtns": "mountains", "&": "and",
}  # fmt: skip


def fold(name: str) -> str:
    """The index key of `name`: lower case, no accents, apostrophes or dots, single spaces.

    Hyphens and other punctuation become spaces, "St." and "Mt." are written out, a leading
    "the" goes. Empty when nothing is left, as for "..." or "'". `fold(fold(x)) == fold(x)`.
    """
    if name.isascii():
        words = [_SHORT_FORMS.get(word, word) for word in name.translate(_ASCII).split()]
        key = " ".join(words)
    else:
        key = " ".join(word for part in name.split() if (word := fold_word(part)))
    return key.removeprefix("the ")


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """The fold of one word without white space; may hold spaces ("Kurgan-Tyube": two words)."""
    if word.isascii() and word.isalpha():
        plain = word.lower()
        return _SHORT_FORMS.get(plain, plain)
    plain = unicodedata.normalize("NFKC", word).casefold().translate(_PLAIN)
    plain = _VANISH.sub("", plain).replace("&", " and ")
    plain = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", plain)))
    if not plain.isalnum():
        plain = "".join(letter if _belongs(letter) else " " for letter in plain)
    return " ".join(_SHORT_FORMS.get(part, part) for part in plain.split())


def _belongs(character: str) -> bool:
    """Letters, digits and marks such as Indic vowel signs; all else separates words."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def refused_kinds(written: str) -> frozenset[str]:
    """Kinds of names that `written` may not match for want of capitals, a dot or an article.

    "USA" and "N.S.W." may be codes, "Calif." an abbreviation, "Usa" and "Calif" neither; "the
    Gulf" may be a name that needs its article, "Gulf" may not.
    """
    refused = set() if written[:4].lower() == "the " else {"article"}
    if not is_code(written):
        refused.add("code")
        if "." not in written:
            refused.add("abbreviation")
    return frozenset(refused)


def is_code(written: str) -> bool:
    """Whether `written` is in capitals only, dots and "&" aside ("USA", "U.S.", "J&K", "NYC")."""
    if written[:4].lower() == "the ":
        written = written[4:]
    return written.isupper()

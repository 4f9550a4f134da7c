"""Which language a text is in, when nobody said: by its script, then by its commonest words."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.timex.lexicon import load_lexicon

#: Languages that have a lexicon file of their own, with `common_words`.
KNOWN = ("ru", "fr", "es", "de", "ar")
_SAMPLE = 3000
_ENOUGH_ENGLISH = 3
_MIN_FOREIGN = 3
_SCRIPTS = {"ru": re.compile(r"[\u0400-\u04ff]"), "ar": re.compile(r"[\u0600-\u06ff]")}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """ISO 639-1 of a language we know the dates of; English unless the text clearly is not."""
    head = text[:_SAMPLE]
    first = set(head[:600].lower().split())
    if len(first & _common("en")) >= _ENOUGH_ENGLISH:
        return "en"
    letters = len(re.findall(r"[^\W\d_]", head))
    for language, script in _SCRIPTS.items():
        if 2 * len(script.findall(head)) > letters > 0:
            return language
    words = _WORD.findall(head.lower())
    counts = {name: sum(word in _common(name) for word in words) for name in ("en", *KNOWN)}
    best = max(KNOWN, key=lambda name: counts[name])
    clear = counts[best] >= _MIN_FOREIGN and counts[best] > 2 * counts["en"]
    return best if clear else "en"


@lru_cache(maxsize=16)
def _common(language: str) -> frozenset[str]:
    return load_lexicon(language).words_of("reject", "common_words")

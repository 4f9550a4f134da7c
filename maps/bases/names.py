"""Names of bases in running text.

Names are compared word by word, folded for case, accents and hyphens, so that "Al-Asad airbase"
and "al Asad air base" meet. Scripts without spaces or with joined articles (Chinese, Japanese,
Khmer, Arabic …) are searched as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from maps.bases.lexicon import load_words
from maps.bases.register import Register, RegisteredBase

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*", re.UNICODE)
_APOSTROPHES = re.compile(r"['’ʼ`ʿʾ‘]")
#: Letters that Unicode does not take apart into a base letter and an accent.
_PLAIN = str.maketrans("øłđıßæœþð", "oldisaotd")
#: Scripts searched as they stand: words are not parted by spaces, or articles are joined to them.
_JOINED = re.compile(
    r"[\u0590-\u08ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]"
)
_ARTICLE = re.compile(r"(?:al|el|as|at|an|ar|ad|az|ash)[- ‐‑](?=[^\W\d_])(?![a-z])")
_MIN_CORE = 3


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case, accents and apostrophes taken away, for comparing."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _APOSTROPHES.sub("", plain).translate(_PLAIN)


def words(text: str) -> list[tuple[int, int, str]]:
    """Start, end and folded form of each word of a text."""
    return [(match.start(), match.end(), fold(match.group())) for match in _WORD.finditer(text)]


def bare_cores(names: Iterable[str]) -> list[str]:
    """What remains of names when their base words are taken off both ends ("Kant Air Base")."""
    cores = []
    for name in names:
        if _JOINED.search(name):
            continue
        parts = name.split()
        while parts and _is_base_word(parts[-1]):
            parts.pop()
        while parts and _is_base_word(parts[0]) and fold(parts[0]) not in ("al", "the"):
            parts.pop(0)
        core = " ".join(parts).strip(" ,–-")
        if len(core) >= _MIN_CORE and core != name and core[0].isupper():
            cores.append(core)
    return cores


def _is_base_word(word: str) -> bool:
    return fold(word).strip(",.") in load_words().sets["name_words"]


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name of the register in a text; `bare` when it needs a base word beside it."""

    start: int
    end: int
    bases: tuple[RegisteredBase, ...]
    bare: bool


def _spellings(key: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """A name's words, with "air base" and "air field" written as one and as two."""
    yield key
    whole = " ".join(key)
    for apart, together in (("air base", "airbase"), ("air field", "airfield")):
        for one, other in ((apart, together), (together, apart)):
            if f" {one} " in f" {whole} ":
                yield tuple(f" {whole} ".replace(f" {one} ", f" {other} ").split())


class NameIndex:
    """All names of a register, ready to be found in texts."""

    def __init__(self, bases: Sequence[RegisteredBase]) -> None:
        self._entries: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
        self._owners: dict[tuple[tuple[str, ...], bool], list[RegisteredBase]] = {}
        joined: dict[str, list[RegisteredBase]] = {}
        for base in bases:
            for name, bare in (
                *((name, False) for name in base.all_names),
                *((name, True) for name in base.bare_names),
            ):
                if _JOINED.search(name):
                    joined.setdefault(name, []).append(base)
                    continue
                for key in _spellings(tuple(word for *_, word in words(name))):
                    self._add(key, bare, base)
        for listed in self._entries.values():
            listed.sort(key=lambda entry: (-len(entry[0]), entry[1]))
        self._joined = joined
        self._joined_pattern = (
            re.compile("|".join(re.escape(name) for name in sorted(joined, key=len, reverse=True)))
            if joined
            else None
        )

    def _add(self, key: tuple[str, ...], bare: bool, base: RegisteredBase) -> None:
        if not key:
            return
        entry = (key, bare)
        owners = self._owners.setdefault(entry, [])
        if not owners:
            self._entries.setdefault(key[0], []).append(entry)
        if base not in owners:
            owners.append(base)

    def find(self, text: str) -> list[NameHit]:
        """Every name in the text, longest first where they overlap, in the order of the text."""
        listed = words(text)
        hits: list[NameHit] = []
        position = 0
        while position < len(listed):
            hit = self._at(text, listed, position)
            if hit is None:
                position += 1
                continue
            count, found = hit
            hits.append(found)
            position += count
        if self._joined_pattern is not None and _JOINED.search(text):
            hits += [
                NameHit(match.start(), match.end(), tuple(self._joined[match.group()]), bare=False)
                for match in self._joined_pattern.finditer(text)
            ]
        return sorted(hits, key=lambda hit: hit.start)

    def _at(
        self, text: str, listed: list[tuple[int, int, str]], position: int
    ) -> tuple[int, NameHit] | None:
        start, _, first = listed[position]
        possessive = first.removesuffix("s") if first.endswith("s") else None
        for lead in (first, possessive):
            if lead is None:
                continue
            for key, bare in self._entries.get(lead, ()):
                count = len(key)
                if position + count > len(listed):
                    continue
                end = self._match(text, listed, position, key)
                if end is None or not _starts_like_a_name(text[start : start + 12]):
                    continue
                owners = tuple(self._owners[key, bare])
                return count, NameHit(start, end, owners, bare)
        return None

    @staticmethod
    def _match(
        text: str, listed: list[tuple[int, int, str]], position: int, key: tuple[str, ...]
    ) -> int | None:
        """Where the name ends, or None: its words in a row, only blanks or hyphens between."""
        for offset, wanted in enumerate(key):
            start, end, word = listed[position + offset]
            if offset and text[listed[position + offset - 1][1] : start].strip(' -–‐‑\n.«»"“”'):
                return None
            if word == wanted:
                continue
            # "Kant's runway": only the last word may carry a possessive.
            written = text[start:end]
            is_last = offset == len(key) - 1 and re.search(r"['’]s$", written)
            if is_last and fold(written[:-2]) == wanted:
                return end - 2
            return None
        return listed[position + len(key) - 1][1]


@lru_cache(maxsize=8)
def names_of(register: Register) -> NameIndex:
    """The names of a register, made once."""
    return NameIndex(register.bases)


def _starts_like_a_name(text: str) -> bool:
    """A capital, a digit or a script without capitals; "al-Jufra" has its capital later."""
    letter = text[0]
    return letter.isupper() or not letter.islower() or _ARTICLE.match(text) is not None

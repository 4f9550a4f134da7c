"""The names of a large gazetteer as many small tries, made without ever holding all names.

A trie wants its names at once, and the full dump of GeoNames has some 40 million of them. So names
are dealt by their first word into files on the disk (`NameSpool`), and each file becomes a trie of
its own. All names that begin with one word lie in one shard, so a look-up and a search for a longer
name read one shard only.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from maps.closing import Closing

if TYPE_CHECKING:
    from marisa_trie import BytesTrie

#: Value of a name: 255 − prominence, the place's key, kind and flags, and the number of its set of
#: languages (0: none told). The first three as in the embedded gazetteer's `NAME_VALUE`.
SHARD_VALUE = struct.Struct(">BiBI")
#: Files open at once; systems allow a process 256 and more.
_MOST_SHARDS = 128
_BYTES_A_SHARD = 6_000_000
_BUFFER = 1 << 16


def shard_count(bytes_to_read: int) -> int:
    """How many shards keep each small enough to be sorted in memory."""
    return max(1, min(_MOST_SHARDS, bytes_to_read // _BYTES_A_SHARD))


def shard_of(folded: str, shards: int) -> int:
    """The shard of a folded name, by its first word."""
    return zlib.crc32(folded.partition(" ")[0].encode()) % shards


class NameSpool(Closing):
    """Names on their way into shards: a file a shard in `folder`; a context manager."""

    def __init__(self, folder: Path, shards: int) -> None:
        self.shards = shards
        self._paths = [folder / f"names-{number:03d}" for number in range(shards)]
        self._files = [
            path.open("w", encoding="utf-8", newline="\n", buffering=_BUFFER)
            for path in self._paths
        ]

    def close(self) -> None:
        for file in self._files:
            with suppress(OSError):  # of a full disk; `finish` has told of it
                file.close()

    def add(self, folded: str, key: int, rank: int, flags: int, language: str = "") -> None:
        """A name of a place; of several the one with the least rank counts."""
        self._files[shard_of(folded, self.shards)].write(
            f"{folded}\t{key}\t{rank:03d}\t{flags}\t{language}\n"
        )

    def finish(self) -> None:
        """Everything added is on the disk."""
        for file in self._files:
            file.flush()

    def tries(self, languages: LanguageSets) -> Iterator[tuple[int, bytes, int]]:
        """Each shard's number, its trie, and how many (name, place) pairs it holds."""
        for number, path in enumerate(self._paths):
            lines = path.read_text(encoding="utf-8").split("\n")
            path.unlink()
            lines.pop()  # nothing stands behind the last line's end
            trie, pairs = _trie(lines, languages)
            yield number, trie, pairs


class LanguageSets:
    """Sets of language codes by number: the same few sets come again and again."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}

    def number(self, codes: set[str]) -> int:
        """The number of a set of codes, 0 for the empty one."""
        return self._numbers.setdefault(" ".join(sorted(codes)), len(self._numbers))

    def rows(self) -> Iterator[tuple[int, str]]:
        """Number and codes (joined by spaces) of each set but the empty one."""
        return ((number, codes) for codes, number in self._numbers.items() if number)


def _trie(lines: list[str], languages: LanguageSets) -> tuple[bytes, int]:
    from marisa_trie import BytesTrie

    lines.sort()
    pairs = 0

    def values() -> Iterator[tuple[str, bytes]]:
        nonlocal pairs
        for _, group in groupby(lines, key=_pair):
            rows = [line.split("\t") for line in group]
            folded, key, rank, flags, _ = rows[0]
            codes = {row[4] for row in rows} - {""}
            pairs += 1
            yield folded, SHARD_VALUE.pack(int(rank), int(key), int(flags), languages.number(codes))

    trie: BytesTrie = BytesTrie(values())
    return trie.tobytes(), pairs


def _pair(line: str) -> str:
    """Name and place of a spooled line."""
    first = line.index("\t")
    return line[: line.index("\t", first + 1)]

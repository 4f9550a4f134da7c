"""Entries on disk: bytes by a key, each with its checksum, written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import zlib
from pathlib import Path

#: Program versions whose entries are kept, this one among them, for those who switch between two.
_VERSIONS_KEPT = 3
#: Above so many bytes the entries not used for longest are dropped, down to half.
_MOST_BYTES = 512 * 1024 * 1024
_CHECKSUM = 32


class Store:
    """The entries of one version of the program, in a folder of their own below `folder`.

    Nothing is raised: what cannot be read is not there, what cannot be written is not kept. Both
    are told once, by `notices`. Processes may share it, for an entry is put in place whole.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self.folder = folder / version[:16]
        self._damaged = 0
        self._refused: OSError | None = None

    def get(self, key: str) -> bytes | None:
        """The entry, or None; a damaged one is dropped."""
        path = self._path(key)
        try:
            raw = path.read_bytes()
            os.utime(path)  # so that what is in use is dropped last
        except OSError:
            return None
        checksum, packed = raw[:_CHECKSUM], raw[_CHECKSUM:]
        if hashlib.sha256(packed).digest() == checksum:
            with contextlib.suppress(zlib.error):
                return zlib.decompress(packed)
        self.drop(key)
        return None

    def put(self, key: str, value: bytes) -> None:
        """Keep an entry; an older one of that key is replaced."""
        packed = zlib.compress(value, level=3)
        path = self._path(key)
        aside = path.with_name(f"{path.name}.{os.getpid()}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            aside.write_bytes(hashlib.sha256(packed).digest() + packed)
            aside.replace(path)
        except OSError as error:
            self._refused = error
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)

    def drop(self, key: str) -> None:
        """Forget an entry because it is damaged."""
        self._damaged += 1
        with contextlib.suppress(OSError):
            self._path(key).unlink(missing_ok=True)

    def prune(self) -> None:
        """Drop what nobody will ask for again: other versions, and the oldest of too much."""
        with contextlib.suppress(OSError):
            if self.folder.is_dir():
                os.utime(self.folder)
            versions = sorted(self.folder.parent.iterdir(), key=_age)
            for path in [path for path in versions if path.is_dir()][_VERSIONS_KEPT:]:
                shutil.rmtree(path, ignore_errors=True)
            self._shrink()

    def _shrink(self) -> None:
        entries = sorted((path for path in self.folder.iterdir() if path.is_file()), key=_age)
        sizes = [path.stat().st_size for path in entries]
        if sum(sizes) <= _MOST_BYTES:
            return
        kept = 0
        for path, size in zip(entries, sizes, strict=True):
            kept += size
            if kept > _MOST_BYTES // 2:
                path.unlink(missing_ok=True)

    @property
    def notices(self) -> tuple[str, ...]:
        """What deserves telling, a line each."""
        told = []
        if self._damaged:
            entries = "entry" if self._damaged == 1 else "entries"
            told.append(
                f"the cache in {self.folder} had {self._damaged} damaged {entries};"
                " what they held was made again"
            )
        if self._refused is not None:
            why = (self._refused.strerror or type(self._refused).__name__).lower()
            told.append(
                f"the cache in {self.folder} cannot be written ({why}); the next build reads all"
                " articles again"
            )
        return tuple(told)

    def _path(self, key: str) -> Path:
        return self.folder / key


def _age(path: Path) -> float:
    """To sort by, those used last first."""
    return -path.stat().st_mtime

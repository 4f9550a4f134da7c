"""Which files were drawn from what, so that the same need not be drawn again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.cache.identity import digest_of

if TYPE_CHECKING:
    from timeline.cache.store import Store


class DrawingCache:
    """Remembers for an output `folder` what its files were drawn from.

    With `fresh` nothing is found and all is kept.
    """

    def __init__(self, store: Store, folder: Path, *, fresh: bool = False) -> None:
        self._store = store
        self._folder = folder
        self._fresh = fresh
        self._key = f"drawing-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()}"

    def find(self, made_from: str) -> dict[str, str] | None:
        """SHA-256 by file name of what was drawn from `made_from`, as long as all still lies there.

        `made_from` is a digest of everything the files depend on besides the program.
        """
        raw = None if self._fresh else self._store.get(self._key)
        if raw is None:
            return None
        try:
            told = json.loads(raw)
            files = dict(told["files"]) if told["made_from"] == made_from else None
        except (ValueError, TypeError, KeyError):
            self._store.drop(self._key)
            return None
        if files is None or any(digest_of(self._folder / name) != files[name] for name in files):
            return None
        return files

    def keep(self, made_from: str, files: Mapping[str, str]) -> None:
        """Remember that `files`, SHA-256 by name in their order, were drawn from `made_from`."""
        value = {"made_from": made_from, "files": list(files.items())}
        self._store.put(self._key, json.dumps(value).encode())

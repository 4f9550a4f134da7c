"""What an earlier build found and made, kept so that the next one redoes only what changed.

    Document + options + program ── key ──> store ── codec ──> Analysis   (analyses)
    FeatureCollection + options  ── key ──> store ──────────> files made  (drawings)

Nothing here changes a result: every entry is found by a digest of all that its value was made from,
and one that is missing, damaged or of another version is made again.
"""

from __future__ import annotations

from timeline.cache.analyses import AnalysisCache
from timeline.cache.drawings import DrawingCache
from timeline.cache.folder import cache_folder
from timeline.cache.identity import program_digest
from timeline.cache.locking import one_at_a_time
from timeline.cache.store import Store


def open_store() -> Store:
    """The user's caches, for this version of the program."""
    return Store(cache_folder(), program_digest())


__all__ = [
    "AnalysisCache",
    "DrawingCache",
    "Store",
    "cache_folder",
    "one_at_a_time",
    "open_store",
    "program_digest",
]

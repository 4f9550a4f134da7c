"""Places by name: the embedded gazetteer, its building and its look-ups."""

from __future__ import annotations

from maps.gazetteer.build import build_gazetteer
from maps.gazetteer.folding import fold, fold_word
from maps.gazetteer.opening import open_gazetteer
from maps.gazetteer.own_places import read_own_places
from maps.gazetteer.paths import default_path
from maps.gazetteer.rows import NameKind, Progress
from maps.gazetteer.shelf import open_chosen, stamp_of
from maps.gazetteer.store import EMBEDDED, Gazetteer
from maps.gazetteer.values import GazetteerInfo, NameEntry, Nearby

__all__ = [
    "EMBEDDED",
    "Gazetteer",
    "GazetteerInfo",
    "NameEntry",
    "NameKind",
    "Nearby",
    "Progress",
    "build_gazetteer",
    "default_path",
    "fold",
    "fold_word",
    "open_chosen",
    "open_gazetteer",
    "read_own_places",
    "stamp_of",
]

"""What was found in a document, by a digest of all that the finding rests on."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.cache.codec import CodecError, decode, encode
from timeline.cache.identity import digest_of, model_version

if TYPE_CHECKING:
    from timeline.analysis import Analysis
    from timeline.cache.store import Store
    from timeline.config import Config
    from timeline.model import Document

#: Options that act only after the documents are analysed, or that stand in the key in another form.
#: All others are part of it: one too many costs time, one too few would give a wrong answer.
_LATER: dict[str, Any] = {
    "title": True,
    "sources": True,
    "output": True,
    "map": True,
    "timeline": True,
    "pictures": True,
    "corrections": True,
    "data": True,
    "places": {"gazetteer"},
    "bases": {"show", "nearby_km", "only_open", "operators", "hosts", "kinds"},
    "events": {"statuses", "min_confidence", "max"},
}


class AnalysisCache:
    """The analyses of earlier builds with the options of `config`, in `store`.

    With `fresh` nothing is found and all is kept.
    """

    def __init__(self, store: Store, config: Config, *, fresh: bool = False) -> None:
        self._store = store
        self._fresh = fresh
        self._options = analysis_options(config)

    def find(self, document: Document) -> Analysis | None:
        """What an earlier build found in just this document, or None."""
        from timeline.analysis import Analysis

        key = self._key(document)
        raw = None if self._fresh else self._store.get(key)
        if raw is None:
            return None
        try:
            return decode(json.loads(raw), Analysis)
        except (CodecError, ValueError):
            self._store.drop(key)
            return None

    def keep(self, document: Document, analysis: Analysis) -> None:
        """Keep what was found in `document` (as it was read, before its date was found)."""
        self._store.put(self._key(document), json.dumps(encode(analysis)).encode())

    def _key(self, document: Document) -> str:
        value = json.dumps([self._options, encode(document)])
        return f"analysis-{hashlib.sha256(value.encode()).hexdigest()}"


def analysis_options(config: Config) -> list[Any]:
    """All that bears on an analysis besides the document and the program, as plain values.

    Files the config names stand for their content.
    """
    from maps.gazetteer import stamp_of

    options = config.model_dump(exclude=_LATER)
    gazetteer = stamp_of(config.places.gazetteer, config.places.own)
    return [gazetteer, model_version(config.places.model), _by_content(options)]


def _by_content(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _by_content(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_by_content(item) for item in value]
    return digest_of(value) if isinstance(value, Path) else value

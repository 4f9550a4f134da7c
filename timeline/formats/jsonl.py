"""`events.jsonl`: one GeoJSON Feature a line, for streams and `jq`; GDAL reads it as GeoJSONSeq.

Each line stands by itself: a Feature of the Feature contract, with the documents it rests on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from maps.features import FeatureCollection
from maps.geojson import base_to_feature, event_to_feature
from timeline.formats.base import Format
from timeline.formats.telling import Documents, documents_of


def dumps(collection: FeatureCollection) -> str:
    """Events in file order, then bases."""
    documents = documents_of(collection)
    lines = []
    for event in collection.events:
        cited = [item.document for item in event.evidence]
        lines.append(_line(event_to_feature(event), cited, documents))
    for base in collection.bases:
        cited = [item.document for item in base.mentions]
        lines.append(_line(base_to_feature(base), cited, documents))
    return "".join(lines)


def _line(feature: dict[str, Any], cited: Sequence[str], documents: Documents) -> str:
    named = [asdict(documents[name]) for name in dict.fromkeys(cited) if name in documents]
    return json.dumps({**feature, "documents": named}, ensure_ascii=False) + "\n"


FORMAT = Format("jsonl", "events.jsonl", "JSON Lines, one GeoJSON Feature a line", dumps)

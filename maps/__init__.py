"""Dateline's WHERE: names in, coordinates out, drawn on a map. Knows nothing of text or events."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import folium

    from maps.features import FeatureCollection
    from maps.map_page import MapOptions


def render(
    features: FeatureCollection | Mapping[str, Any] | Path | str, options: MapOptions | None = None
) -> folium.Map:
    """A `folium.Map` of a story, which a notebook shows by itself.

    Args:
        features: a collection, a GeoJSON object, or the path of an `events.geojson`.

    Raises:
        FeatureError: it breaks the Feature contract.
        OSError: the file cannot be read.
        MapsError: a browser library is missing, or the tiles' address is unusable.
    """
    # Imported here: whoever imports a part of this package needs neither pages nor folium.
    from maps.features import FeatureCollection
    from maps.geojson import from_geojson, loads
    from maps.map_page import render as render_collection

    if isinstance(features, str | Path):
        features = loads(Path(features).read_text(encoding="utf-8"))
    elif not isinstance(features, FeatureCollection):
        features = from_geojson(features)
    return render_collection(features, options)

"""`events.geojson`: everything, in the Feature contract; the pages can be drawn from it again."""

from __future__ import annotations

from maps.geojson import dumps
from timeline.formats.base import Format

FORMAT = Format(
    "geojson",
    "events.geojson",
    "GeoJSON with every event, base and document; opens in any GIS and draws the pages again",
    dumps,
)

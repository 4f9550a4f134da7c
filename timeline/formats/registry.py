"""The formats a build can write besides its pages: one module each, all listed here.

To add one, write a module with a `FORMAT`, name it below and add its line to docs/formats.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline.formats import (
    acled,
    csv_events,
    geojson,
    geotables,
    ical,
    jsonl,
    kml,
    linked_places,
    timelinejs,
)
from timeline.formats.base import Format

FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        geojson.FORMAT,
        csv_events.FORMAT,
        jsonl.FORMAT,
        timelinejs.FORMAT,
        timelinejs.CSV_FORMAT,
        kml.FORMAT,
        ical.FORMAT,
        linked_places.FORMAT,
        acled.FORMAT,
        geotables.GEOPACKAGE,
        geotables.GEOPARQUET,
    )
}

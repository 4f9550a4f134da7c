"""The formats a build can write besides its pages: one module each, all listed here.

To add one, write a module with a `FORMAT`, name it below and add its line to docs/timeline.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline.formats import csv_events, geojson
from timeline.formats.base import Format

FORMATS: Mapping[str, Format] = {
    module.FORMAT.name: module.FORMAT for module in (geojson, csv_events)
}

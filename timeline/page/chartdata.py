"""What the time part of a page adds to `maps.pagedata`: shapes of dates and an empty figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from maps.features import FeatureCollection
from timeline.chart import ChartOptions, Extent, extent, main_part, skeleton, whole


def with_chart(data: dict[str, Any], collection: FeatureCollection) -> dict[str, Any]:
    """A page's data with `extent` (and `instant`) of each event, and `chart`.

    `extent` is [first, last] or [first, last, sure from, sure to] in day numbers, null where open.
    `chart` holds the empty figure and the stretches to show: `whole`, and `first` with the number
    of events `outside` when outliers would squeeze the rest; `whole` is null when nothing is dated.
    """
    extents = [extent(event) for event in collection.events]
    events = [
        value if found is None else {**value, **_shape(found)}
        for value, found in zip(data["events"], extents, strict=True)
    ]
    dated = [found for found in extents if found is not None]
    return {**data, "events": events, "chart": _chart(dated, data["language"])}


def _chart(extents: Sequence[Extent], language: str) -> dict[str, Any]:
    empty = skeleton(ChartOptions(language=language))
    if not extents:
        return {"skeleton": empty, "whole": None}
    everything, first = whole(extents), main_part(extents)
    return {
        "skeleton": empty,
        "whole": list(everything),
        "first": None if first is None else list(first),
        "outside": 0 if first is None else sum(not first.overlaps(found) for found in extents),
    }


def _shape(found: Extent) -> dict[str, Any]:
    if found.shape == "instant":
        return {"extent": _numbers(found.first, found.last), "instant": 1}
    return {"extent": _numbers(found.first, found.last, *(found.core or ()))}


def _numbers(*edges: float) -> list[float | None]:
    """Day numbers to the second, whole ones without a fraction."""
    return [
        None if math.isinf(edge) else int(edge) if edge == int(edge) else round(edge, 6)
        for edge in edges
    ]

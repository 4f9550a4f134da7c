"""What the time part of a page adds to `maps.pagedata`: shapes of dates and an empty figure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from maps.dates import parse
from maps.features import FeatureCollection
from timeline.chart import ChartOptions, Extent, extent, main_part, skeleton, whole


def with_chart(data: dict[str, Any], collection: FeatureCollection) -> dict[str, Any]:
    """A page's data with what `web/extents.js` cannot tell from start and end, and `chart`.

    An event has `core` where it lasted for sure ([from, to] in day numbers, null where open)
    and `extent` [first, last] where its date stands in EDTF alone. `chart` holds the empty figure
    and the stretches to show: `whole`, and `first` with the number of events `outside` when
    outliers would squeeze the rest; `whole` is null when nothing is dated.
    """
    extents = [extent(event) for event in collection.events]
    shapes = [
        None if found is None else _shape(event.start, event.end, found)
        for event, found in zip(collection.events, extents, strict=True)
    ]
    events = [
        {**value, **shape} if shape else value
        for value, shape in zip(data["events"], shapes, strict=True)
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


@lru_cache(maxsize=8192)  # stories name the same days again and again
def _shape(start: str | None, last: str | None, found: Extent) -> Mapping[str, Any]:
    begin, end = parse(start), parse(last)
    written = (begin.first if begin else -math.inf, end.last if end else math.inf)
    shape: dict[str, Any] = {}
    if (found.first, found.last) != written:
        shape["extent"] = _numbers(found.first, found.last)
    if found.shape == "span" and found.core is not None:
        shape["core"] = _numbers(*found.core)
    return shape


def _numbers(*edges: float) -> list[float | None]:
    """Day numbers to the second, whole ones without a fraction."""
    return [
        None if math.isinf(edge) else int(edge) if edge == int(edge) else round(edge, 6)
        for edge in edges
    ]

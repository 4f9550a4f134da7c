"""Dateline's WHEN: text in, dated and located events out, drawn on a time axis."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from maps.features import FeatureCollection
    from timeline.chart import ChartOptions

__version__ = "0.1.0"


def figure(
    features: FeatureCollection | Mapping[str, Any] | Path | str,
    options: ChartOptions | None = None,
) -> go.Figure:
    """A plotly Figure of a story's timeline, which a notebook shows by itself.

    Args:
        features: a collection, a GeoJSON object, or the path of an `events.geojson`.

    Raises:
        FeatureError: it breaks the Feature contract.
        OSError: the file cannot be read.
    """
    # Imported here: whoever imports a part of this package needs neither charts nor plotly.
    from maps.features import FeatureCollection
    from maps.geojson import from_geojson, loads
    from timeline.chart import ChartOptions
    from timeline.chart import figure as draw
    from timeline.notebook import NotebookFigure

    if isinstance(features, str | Path):
        features = loads(Path(features).read_text(encoding="utf-8"))
    elif not isinstance(features, FeatureCollection):
        features = from_geojson(features)
    return NotebookFigure(draw(features, options or ChartOptions()))

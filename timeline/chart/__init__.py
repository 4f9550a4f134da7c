"""WHEN as a picture: a FeatureCollection as a plotly Figure.

extent: the soft shape of a date · axis: the stretch shown, its ticks and gaps · lanes: rows that do
not collide · marks: fades and fills · hover: text made safe · figure: all of it together.
"""

from timeline.chart.extent import Extent, extent
from timeline.chart.figure import ChartOptions, figure

__all__ = ["ChartOptions", "Extent", "extent", "figure"]

"""WHEN as a picture: a FeatureCollection as a plotly Figure.

extent: the soft shape of a date · axis: the stretch shown, its ticks and gaps · lanes: rows that do
not collide · marks: fades and fills · hover: text made safe · figure: all of it together.
"""

from timeline.chart.axis import Stretch, main_part, whole
from timeline.chart.extent import Extent, extent
from timeline.chart.figure import ChartOptions, figure, skeleton

__all__ = [
    "ChartOptions",
    "Extent",
    "Stretch",
    "extent",
    "figure",
    "main_part",
    "skeleton",
    "whole",
]

"""The marks of events as SVG, as `web/shapes.js` draws them; a test compares the two.

Path data are about the origin, one unit being the mark's radius.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from maps.looks import Fill, Shape
from maps.svg import element, group, moved


def _star() -> str:
    points = []
    for at in range(10):
        radius = 0.48 if at % 2 else 1.12
        angle = math.pi * at / 5 - math.pi / 2
        points.append(f"{radius * math.cos(angle):.3f} {radius * math.sin(angle):.3f}")
    return f"M{'L'.join(points)}Z"


def circle_path(radius: float) -> str:
    """A circle about the origin."""
    return f"M{radius} 0A{radius} {radius} 0 1 1 {-radius} 0A{radius} {radius} 0 1 1 {radius} 0Z"


PATHS: Mapping[Shape, str] = {
    "circle": circle_path(0.95),
    "square": "M-.85 -.85H.85V.85H-.85Z",
    "triangle": "M0 -1.08L1.08 .82H-1.08Z",
    "star": _star(),
    "cross": (
        "M-.98 -.55L-.55 -.98L0 -.43L.55 -.98L.98 -.55L.43 0L.98 .55L.55 .98L0 .43L-.55 .98"
        "L-.98 .55L-.43 0Z"
    ),
    "hexagon": "M-.5 -.92H.5L1.04 0L.5 .92H-.5L-1.04 0Z",
}
DIAMOND = "M0 -1.12L1.12 0L0 1.12L-1.12 0Z"
_STRIKE = "M-1.2 1.2L1.2 -1.2"


def mark(
    x: float, y: float, radius: float, path: str, fill: Fill, *, colour: str, paper: str
) -> str:
    """A mark of the form `path`, filled as its status asks for, with a rim of paper around it."""
    solid = fill.startswith("solid")
    line = 1 / radius
    parts = [
        element("path", d=path, fill="none", stroke=paper, stroke_width=4 * line),
        element(
            "path",
            d=path,
            fill=colour if solid else paper,
            stroke=None if solid else colour,
            stroke_width=None if solid else 2 * line,
            stroke_dasharray=".45 .35" if fill == "hollow-dashed" else None,
        ),
    ]
    if fill == "solid-ring":
        ring = element("circle", r=1.5, fill="none", stroke=colour, stroke_width=1.5 * line)
        parts.append(ring)
    elif fill == "hollow-dot":
        parts.append(element("circle", r=0.28, fill=colour))
    elif fill == "hollow-cross":
        parts.append(element("path", d=_STRIKE, stroke=colour, stroke_width=2 * line))
    return group(parts, transform=moved(x, y, radius), stroke_linejoin="round")

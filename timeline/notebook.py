"""The timeline's figure in a notebook: it shows itself everywhere, also without a network.

Plotly by itself leaves the drawing to an extension of the notebook, or to a script from a server;
a saved page then shows nothing. Here the figure brings its script along, in a frame of its own.
"""

from __future__ import annotations

import html
from importlib.resources import files
from typing import Any

import plotly.graph_objects as go

#: What the small build of plotly can draw; any other trace takes plotly's whole script.
_SMALL = frozenset({"bar", "pie", "scatter"})
_ROOM = 24  # pixels below the figure, for a scroll bar
#: Where a notebook has less room than the figure is wide, it is drawn smaller, so that its titles
#: still fit; below this part of its size nobody could read them, and it is scrolled.
_FIT = """
const figure = document.getElementById("timeline"), room = document.getElementById("room");
const fit = () => {
  const size = Math.max(0.6, Math.min(1, document.documentElement.clientWidth / WIDTH));
  figure.style.transform = size < 1 ? `scale(${size})` : "";
  room.style.width = `${WIDTH * size}px`;
};
addEventListener("resize", fit);
fit();
"""
_STYLE = """
:root { color-scheme: light dark }
body { margin: 0 }
#room { overflow: hidden }
#timeline { transform-origin: 0 0 }
"""


class NotebookFigure(go.Figure):  # type: ignore[misc]  # plotly has no types
    """A plotly Figure like any other, but for how notebooks show it."""

    #: None lets IPython ask `_repr_mimebundle_`, where plotly would choose a renderer.
    _ipython_display_ = None

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": f"{type(self).__name__}()"}

    def _repr_html_(self) -> str:
        height = (self.layout.height or 450) + _ROOM
        drawn = self.to_html(full_html=False, include_plotlyjs=False, div_id="timeline")
        width = self.layout.width
        fitted = f"<script>{_FIT.replace('WIDTH', f'{width:g}')}</script>" if width else ""
        page = (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{_STYLE}</style>'
            f"<script>{self._script()}</script></head><body>"
            f'<div id="room">{drawn}</div>{fitted}</body></html>'
        )
        return (
            '<iframe title="Timeline" sandbox="allow-scripts"'
            f' style="width: 100%; height: {height}px; border: 0"'
            f' srcdoc="{html.escape(page)}"></iframe>'
        )

    def _script(self) -> str:
        if {trace.type for trace in self.data} <= _SMALL:
            small = files("timeline") / "assets" / "plotly-basic.min.js"
            return small.read_text(encoding="utf-8")
        from plotly.offline import get_plotlyjs

        whole: str = get_plotlyjs()
        return whole

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


class NotebookFigure(go.Figure):  # type: ignore[misc]  # plotly has no types
    """A plotly Figure like any other, but for how notebooks show it."""

    #: None lets IPython ask `_repr_mimebundle_`, where plotly would choose a renderer.
    _ipython_display_ = None

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": f"{type(self).__name__}()"}

    def _repr_html_(self) -> str:
        height = (self.layout.height or 450) + _ROOM
        page = (
            '<!DOCTYPE html><html><head><meta charset="utf-8">'
            "<style>:root { color-scheme: light dark } body { margin: 0 }</style>"
            f"<script>{self._script()}</script></head><body>"
            f"{self.to_html(full_html=False, include_plotlyjs=False, div_id='timeline')}"
            "</body></html>"
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

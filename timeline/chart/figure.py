"""A FeatureCollection as a plotly Figure: one time axis, soft spans, diamonds for days.

The x values are milliseconds since 1970, as plotly's date axis reads numbers; before year 1 the
axis is a plain number axis with ticks of our own. Plotly renders a subset of HTML in every text it
is given, so all that comes from an article goes through `timeline.chart.hover.as_text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maps.features import DRAWN_STATUSES, Event, FeatureCollection, Status, sorted_events
from maps.lettering import shorten, text_width
from maps.looks import Group, group_of
from maps.shell import Theme
from maps.strings import DEFAULT_LANGUAGE, strings
from timeline.chart.axis import Stretch, main_part, needs_own_ticks, whole, year_ticks
from timeline.chart.extent import Extent, extent
from timeline.chart.hover import as_text, hover_text
from timeline.chart.lanes import Box, pack
from timeline.chart.marks import PATTERNS, SYMBOLS, Segment, segments, widened, with_alpha

if TYPE_CHECKING:
    import plotly.graph_objects as go

MS = 86_400_000  # milliseconds in a day
ROW = 40  # pixels a row takes: the title above, the mark below
_MARGINS = {"l": 16, "r": 16, "t": 12, "b": 56}
_TITLE_SIZE = 13
_WIDEST_TITLE = 480  # pixels
_LEAST_WIDTH = 6  # pixels a span has at least
_DIAMOND = 13  # pixels across
_ABOVE, _BELOW = -0.2, 0.2  # where title and mark stand in their row of height 1
_BAR = 0.3  # thickness of a span, in rows


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """How to draw.

    Attributes:
        statuses: which events are drawn; the rest are left out of the picture.
        width: pixels, for fitting titles.
        theme: `dark` for a dark ground, anything else for a light one.
        language: ISO 639-1, for words that are not the article's.
    """

    statuses: frozenset[Status] = DRAWN_STATUSES
    width: int = 1120
    theme: Theme = "light"
    language: str = DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class _Item:
    """An event on its row; `left` and `right` of the mark and `title_at` in pixels of the plot."""

    event: Event
    extent: Extent
    group: Group
    title: str
    left: float
    right: float
    title_at: float

    @property
    def box(self) -> Box:
        """What mark and title need together."""
        end = self.title_at + text_width(self.title, _TITLE_SIZE)
        return Box(min(self.left, self.title_at), max(self.right, end))


def figure(collection: FeatureCollection, options: ChartOptions = ChartOptions()) -> go.Figure:
    """The timeline of a collection's dated events.

    Days and clock times are diamonds; all else is a span that is solid where the event was for sure
    and fades where its date is vague. Where outliers would squeeze the rest the axis begins with
    the main part; the outliers are drawn beyond its ends.
    """
    import plotly.graph_objects as go

    wanted = [event for event in collection.events if event.status in options.statuses]
    dated = [(event, found) for event in sorted_events(wanted) if (found := extent(event))]
    extents = [found for _, found in dated]
    layout = _layout(options)
    if not extents:
        layout["annotations"] = [_notice(strings(options.language)["chart_empty"])]
        return go.Figure(layout=layout)
    view = main_part(extents) or whole(extents)
    items = [_item(event, found, view, options) for event, found in dated]
    rows = pack(item.box for item in items)
    layout["height"] = _MARGINS["t"] + _MARGINS["b"] + (max(rows) + 1) * ROW
    layout["xaxis"].update(_axis(view, options))
    layout["yaxis"]["range"] = [max(rows) + 0.5, -0.5]
    colour = "dark" if options.theme == "dark" else "light"
    placed = list(zip(items, rows, strict=True))
    return go.Figure(
        [_spans(placed, view, colour, options), _days(placed, colour, options),
         _titles(placed, view, colour, options)],
        layout,
    )  # fmt: skip


def skeleton(options: ChartOptions = ChartOptions()) -> dict[str, Any]:
    """The figure without any event, as plotly's JSON: `data` (spans, days) and `layout`.

    A page fills it for the filters, the window and the width its reader has.
    """
    import plotly.graph_objects as go

    nothing = Stretch(0, 1)
    colour = "dark" if options.theme == "dark" else "light"
    traces = [_spans([], nothing, colour, options), _days([], colour, options)]
    made: dict[str, Any] = go.Figure(traces, _layout(options)).to_plotly_json()
    return made


def _plot_width(options: ChartOptions) -> int:
    return max(100, options.width - _MARGINS["l"] - _MARGINS["r"])


def _item(event: Event, found: Extent, view: Stretch, options: ChartOptions) -> _Item:
    width = _plot_width(options)
    pixel = view.length / width  # in days

    def at(number: float) -> float:
        return min(max((number - view.first) / pixel, 0), width)

    if found.shape == "instant":
        left, right = at(found.middle) - _DIAMOND / 2, at(found.middle) + _DIAMOND / 2
    else:
        found = widened(found, _LEAST_WIDTH * pixel)
        left, right = at(found.first), at(found.last)
    title = shorten(event.title, min(width - 2 * _TITLE_SIZE, _WIDEST_TITLE), _TITLE_SIZE)
    title = f"{group_of(event.kind).glyph} {title}"
    needed = text_width(title, _TITLE_SIZE)
    title_at = left if left + needed <= width else max(0.0, min(right, width) - needed)
    return _Item(event, found, group_of(event.kind), title, left, right, title_at)


_Placed = Sequence[tuple[_Item, int]]


def _colour(group: Group, theme: str) -> str:
    return group.dark if theme == "dark" else group.light


def _pieces(item: _Item, view: Stretch) -> list[Segment]:
    if item.event.is_drawn:
        return segments(item.extent, view)
    first = max(item.extent.first, view.first) if item.extent.open_start else item.extent.first
    last = min(item.extent.last, view.last) if item.extent.open_end else item.extent.last
    return [Segment(first, last, 0.15)]


def _spans(placed: _Placed, view: Stretch, theme: str, options: ChartOptions) -> go.Bar:
    import plotly.graph_objects as go

    bars = [
        (item, row, piece)
        for item, row in placed
        if item.extent.shape == "span"
        for piece in _pieces(item, view)
    ]
    colours = [_colour(item.group, theme) for item, _, _ in bars]
    return go.Bar(
        orientation="h",
        base=[piece.first * MS for *_, piece in bars],
        x=[(piece.last - piece.first) * MS for *_, piece in bars],
        y=[row + _BELOW for _, row, _ in bars],
        width=_BAR,
        marker={
            "color": [
                with_alpha(colour, piece.opacity)
                for colour, (*_, piece) in zip(colours, bars, strict=True)
            ],
            "line": {
                "color": colours,
                "width": [0 if item.event.is_drawn else 1.5 for item, _, _ in bars],
            },
            "pattern": {
                "shape": [PATTERNS.get(item.event.status, "") for item, _, _ in bars],
                "fgcolor": colours,
                "size": 6,
            },
        },
        customdata=[item.event.id for item, _, _ in bars],
        hovertext=[hover_text(item.event, options.language) for item, _, _ in bars],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _days(placed: _Placed, theme: str, options: ChartOptions) -> go.Scatter:
    import plotly.graph_objects as go

    days = [(item, row) for item, row in placed if item.extent.shape == "instant"]
    colours = [_colour(item.group, theme) for item, _ in days]
    return go.Scatter(
        mode="markers",
        x=[item.extent.middle * MS for item, _ in days],
        y=[row + _BELOW for _, row in days],
        marker={
            "symbol": [SYMBOLS[item.event.status] for item, _ in days],
            "color": colours,
            "size": _DIAMOND,
            "line": {"width": 1.5, "color": colours},
            "opacity": 1,
        },
        cliponaxis=False,
        customdata=[item.event.id for item, _ in days],
        hovertext=[hover_text(item.event, options.language) for item, _ in days],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _titles(placed: _Placed, view: Stretch, theme: str, options: ChartOptions) -> go.Scatter:
    """One text a row; those of outliers beyond the view stand at its rim."""
    import plotly.graph_objects as go

    pixel = view.length / _plot_width(options)
    return go.Scatter(
        mode="text",
        x=[(view.first + item.title_at * pixel) * MS for item, _ in placed],
        y=[row + _ABOVE for _, row in placed],
        text=[_coloured(item, theme) for item, _ in placed],
        textposition="middle right",
        textfont={"size": _TITLE_SIZE},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _coloured(item: _Item, theme: str) -> str:
    glyph, _, title = item.title.partition(" ")
    return f'<span style="color:{_colour(item.group, theme)}">{glyph}</span> {as_text(title)}'


def _axis(view: Stretch, options: ChartOptions) -> dict[str, Any]:
    axis: dict[str, Any] = {"range": [view.first * MS, view.last * MS]}
    if not needs_own_ticks(view):
        return {**axis, "type": "date", "nticks": max(3, options.width // 120)}
    ticks = year_ticks(view, options.language, max(3, options.width // 120))
    return {
        **axis,
        "type": "linear",
        "tickmode": "array",
        "tickvals": [number * MS for number, _ in ticks],
        "ticktext": [text for _, text in ticks],
    }


def _layout(options: ChartOptions) -> dict[str, Any]:
    dark = options.theme == "dark"
    ink, soft, line = (
        ("#eceae6", "#aeb3b8", "#3a4046") if dark else ("#1b1d1f", "#55595e", "#d9d6d0")
    )
    return {
        "template": {},
        "width": options.width,
        "height": 220,
        "margin": {**_MARGINS, "pad": 0},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": "pan",
        "barmode": "overlay",
        "bargap": 0,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, 'Segoe UI', Roboto, sans-serif", "color": ink},
        "hoverlabel": {"align": "left", "bgcolor": "#23282d" if dark else "#ffffff",
                       "bordercolor": soft, "font": {"color": ink, "size": 13}},
        "xaxis": {"side": "bottom", "showgrid": True, "gridcolor": line, "zeroline": False,
                  "ticks": "outside", "tickcolor": soft, "linecolor": soft, "showline": True,
                  "tickfont": {"color": soft, "size": 12}, "automargin": False},
        "yaxis": {"visible": False, "fixedrange": True, "range": [0.5, -0.5]},
    }  # fmt: skip


def _notice(text: str) -> dict[str, Any]:
    return {"text": text, "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "showarrow": False}

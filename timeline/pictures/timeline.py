"""A collection as `timeline.svg`: the whole timeline on paper, with every title in full."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from maps.features import Event, FeatureCollection, sorted_events
from maps.lettering import safe_width, wrapped
from maps.looks import STATUSES, group_of
from maps.marks import DIAMOND, PATHS, mark
from maps.paper import (
    SIDE,
    STANDARD,
    Inks,
    PictureOptions,
    colour,
    counted,
    credit_lines,
    event_keys,
    footer,
    heading,
    inks,
    legend,
)
from maps.strings import strings
from maps.svg import drawing, element, escape, group, number, text
from maps.when import label
from timeline.chart import Extent, extent
from timeline.chart.axis import Stretch
from timeline.chart.lanes import Box, pack
from timeline.chart.marks import PLATEAU, SOLID, segments, widened
from timeline.pictures.scale import CUT, Scale, scale
from timeline.pictures.ticks import ticks

_SIZE = 14.0  # of a title
_DATE_SIZE = 12.0
_LINE = 17.0  # from one line of a title to the next
_MARK_ROOM = 20.0  # below a title, for its mark
_ROW_GAP = 8.0
_RADIUS = 6.5
_BAR = 10.0
_LEAST_BAR = 5.0
_WIDEST_TITLE = 460.0
_DASHES = {"possible": "5 4", "claimed": "1.5 3"}
_SIGN = 15.0  # the mark of its kind before a title


@dataclass(frozen=True, slots=True)
class _Item:
    """An event on its row: its mark from `left` to `right`, its lines of text from `text_at` on."""

    event: Event
    extent: Extent
    lines: tuple[str, ...]
    date: str
    left: float
    right: float
    text_at: float

    @property
    def box(self) -> Box:
        widths = [safe_width(line, _SIZE) for line in self.lines]
        if self.lines:
            widths[-1] += safe_width(f"  {self.date}", _DATE_SIZE)
        return Box(
            min(self.left, self.text_at), max(self.right, self.text_at + _SIGN + max(widths))
        )

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + _MARK_ROOM


def timeline_svg(collection: FeatureCollection, options: PictureOptions = STANDARD) -> str:
    """The text of `timeline.svg`, the same bytes for the same collection and options.

    Vague dates fade, days are diamonds, long empty stretches are cut out with a break in the axis
    that says so; what has no date or is not drawn for its status is told below.
    """
    words, ink = strings(options.language), inks(options)
    shown = [
        event for event in sorted_events(collection.events) if event.status in options.statuses
    ]
    dated = [(event, found) for event in shown if (found := extent(event))]
    title = collection.title or words["untitled"]
    top, parts = heading(title, counted("tray_listed", len(dated), options), options)
    notes = [words["picture_how"]]
    if dated:
        axis = scale([found for _, found in dated], SIDE, options.width - SIDE)
        drawn, top = _chart(dated, axis, top, options)
        parts += drawn
        notes += [words["picture_cut"]] if len(axis.parts) > 1 else []
    else:
        parts.append(text(SIDE, top + _LINE, words["chart_empty"], font_size=_SIZE, fill=ink.soft))
        top += 2 * _LINE
    keys = event_keys((event for event, _ in dated), DIAMOND, options)
    signs, top = legend(keys, top, options)
    notes += _left_out(collection, shown, options)
    below, top = footer([*notes, *credit_lines(collection, options)], top, options)
    return drawing(
        options.width,
        top,
        [*parts, *signs, *below],
        title=title,
        description="; ".join(
            f"{label(event, options.language)}: {event.title}" for event, _ in dated
        ),
        paper=ink.paper,
    )


def _left_out(
    collection: FeatureCollection, shown: Sequence[Event], options: PictureOptions
) -> list[str]:
    """What the picture does not show, in words: nothing is lost silently."""
    undated = [event.title for event in shown if extent(event) is None]
    told = []
    if undated:
        told.append(f"{counted('tray_undated', len(undated), options)}: {'; '.join(undated)}.")
    other = len(collection.events) - len(shown)
    if other:
        told.append(counted("picture_not_drawn", other, options))
    return told


def _chart(
    dated: Sequence[tuple[Event, Extent]], axis: Scale, top: float, options: PictureOptions
) -> tuple[list[str], float]:
    """Axis and rows below `top`, and where they end."""
    items = [_item(event, found, axis, options) for event, found in dated]
    rows = pack((item.box for item in items), gap=14)
    heights = [0.0] * (max(rows) + 1)
    for item, row in zip(items, rows, strict=True):
        heights[row] = max(heights[row], item.height)
    tops = [top + 12]
    for height in heights:
        tops.append(tops[-1] + height + _ROW_GAP)
    prefix = _prefix(dated)
    marks = [
        _drawn(item, tops[row] + heights[row], axis, f"{prefix}{at}", options)
        for at, (item, row) in enumerate(zip(items, rows, strict=True))
    ]
    end = tops[-1]
    return [*_axis(axis, top, end, options), *marks], end + 52


def _prefix(dated: Iterable[tuple[Event, Extent]]) -> str:
    """Of ids, so that two pictures in one page do not share them."""
    ids = "".join(event.id for event, _ in dated)
    return f"t{hashlib.sha256(ids.encode()).hexdigest()[:6]}-"


def _item(event: Event, found: Extent, axis: Scale, options: PictureOptions) -> _Item:
    room = options.width - 2 * SIDE
    if found.shape == "instant":
        middle = axis.x(found.middle)
        left, right = middle - _RADIUS, middle + _RADIUS
    else:
        left, right = axis.x(found.first), axis.x(found.last)
    date = label(event, options.language)
    lines = tuple(wrapped(event.title, min(room - _SIGN, _WIDEST_TITLE), _SIZE))
    if lines and safe_width(lines[-1], _SIZE) + safe_width(f"  {date}", _DATE_SIZE) > room - _SIGN:
        lines = (*lines, "")
    item = _Item(event, found, lines, date, left, right, left)
    needed = item.box.right - left
    return replace(item, text_at=max(SIDE, min(left, options.width - SIDE - needed)))


def _drawn(item: _Item, bottom: float, axis: Scale, name: str, options: PictureOptions) -> str:
    ink = inks(options)
    hue = colour(group_of(item.event.kind), options)
    first = bottom - item.height + _LINE - 4
    lines = [
        text(item.text_at + _SIGN, first + at * _LINE, line, font_size=_SIZE, fill=ink.ink)
        for at, line in enumerate(item.lines[:-1])
    ]
    last = item.lines[-1] if item.lines else ""
    sign = PATHS[group_of(item.event.kind).shape]
    lines.append(mark(item.text_at + 5, first - 5, 4.5, sign, "solid", colour=hue, paper=ink.paper))
    lines.append(
        element(
            "text",
            # Each runs its own way: a title in Arabic does not turn the words of the date around.
            element("tspan", escape(last), unicode_bidi="plaintext"),
            element(
                "tspan",
                escape(item.date),
                font_size=_DATE_SIZE,
                fill=ink.soft,
                dx=6,
                unicode_bidi="plaintext",
            ),
            x=item.text_at + _SIGN,
            y=first + (len(item.lines) - 1) * _LINE,
            font_size=_SIZE,
            fill=ink.ink,
        )
    )
    middle = bottom - _MARK_ROOM / 2
    if item.extent.shape == "instant":
        x = (item.left + item.right) / 2
        fill = STATUSES[item.event.status].fill
        drawn = mark(x, middle, _RADIUS, DIAMOND, fill, colour=hue, paper=ink.paper)
    else:
        drawn = _bar(item, middle, axis, name, options)
    return group([*lines, drawn])


def _bar(item: _Item, middle: float, axis: Scale, name: str, options: PictureOptions) -> str:
    """A span that fades where it is vague; one that is not told as a fact is hollow."""
    hue = colour(group_of(item.event.kind), options)
    left, right = item.left, item.right
    if right - left < _LEAST_BAR:
        left, right = (left + right - _LEAST_BAR) / 2, (left + right + _LEAST_BAR) / 2
    if not item.event.is_drawn:
        return _hollow(item.event, left, right, middle, options)
    stops = "".join(
        element("stop", offset=f"{share:.4f}", stop_color=hue, stop_opacity=opacity)
        for share, opacity in _fade(item.extent, axis, left, right)
    )
    bar = element(
        "rect", x=left, y=middle - _BAR / 2, width=right - left, height=_BAR, rx=1.5,
        fill=f"url(#{name})",
    )  # fmt: skip
    return element("linearGradient", stops, id=name) + bar


def _fade(found: Extent, axis: Scale, left: float, right: float) -> Iterator[tuple[float, float]]:
    """How opaque a bar is along its length: (share of it, opacity)."""
    view = Stretch(axis.parts[0].stretch.first, axis.parts[-1].stretch.last)
    for piece in segments(widened(found, view.length * 1e-6), view):
        # One stop in the middle of each step makes it a smooth fade; what is sure keeps its edges.
        steady = piece.opacity in (SOLID, PLATEAU)
        days = (piece.first, piece.last) if steady else ((piece.first + piece.last) / 2,)
        for day in days:
            share = (axis.x(day) - left) / (right - left)
            yield min(max(share, 0.0), 1.0), piece.opacity


def _hollow(event: Event, left: float, right: float, middle: float, options: PictureOptions) -> str:
    """A span that may not have been: its rim tells the status."""
    hue, paper = colour(group_of(event.kind), options), inks(options).paper
    rim = element(
        "rect", x=left, y=middle - _BAR / 2, width=right - left, height=_BAR, fill=paper,
        stroke=hue, stroke_width=1.5, stroke_dasharray=_DASHES.get(event.status),
    )  # fmt: skip
    if event.status != "denied":
        return rim
    line = f"M{number(left)} {number(middle)}H{number(right)}"
    return rim + element("path", d=line, stroke=hue, stroke_width=1.5)


def _axis(axis: Scale, top: float, bottom: float, options: PictureOptions) -> list[str]:
    """Grid, line and words of the axis, and its breaks."""
    ink = inks(options)
    drawn = []
    for at, part in enumerate(axis.parts):
        line = f"M{number(part.left)} {number(bottom)}H{number(part.right)}"
        drawn.append(element("path", d=line, stroke=ink.soft, stroke_width=1))
        free_from = part.left - CUT / 2 if at else 0.0
        for tick in ticks(part, options.language):
            x = part.x(tick.day)
            grid = f"M{number(x)} {number(top)}V{number(bottom + 5)}"
            drawn.append(element("path", d=grid, stroke=ink.line, stroke_width=1))
            wide = max(safe_width(words, 12) for words in (tick.above, tick.below))
            middle = min(max(x, wide / 2 + 4), options.width - wide / 2 - 4)
            if middle - wide / 2 < free_from:
                continue
            free_from = middle + wide / 2 + 6
            for words, below in ((tick.above, 20), (tick.below, 36)):
                if words:
                    drawn.append(
                        text(
                            middle,
                            bottom + below,
                            words,
                            font_size=12,
                            fill=ink.soft,
                            text_anchor="middle",
                        )
                    )
        if at:
            drawn.append(_break(axis.parts[at - 1].right, part.left, top, bottom, ink))
    return drawn


def _break(left: float, right: float, top: float, bottom: float, ink: Inks) -> str:
    """Where time is left out: a stretch that is hatched, and a torn line."""
    middle = (left + right) / 2
    torn = "".join(
        f"{'L' if at else 'M'}{number(middle + (4 if at % 2 else -4))} {number(top + at * 8)}"
        for at in range(int((bottom - top) / 8) + 1)
    )
    return element(
        "path", d=torn, fill="none", stroke=ink.line, stroke_width=1.5, stroke_linejoin="round"
    ) + text(middle, bottom + 5, "⋯", font_size=16, fill=ink.soft, text_anchor="middle")

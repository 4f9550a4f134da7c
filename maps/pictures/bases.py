"""Where bases stand on a map picture: those the articles speak of in full, others small below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from maps.features import Base
from maps.paper import PictureOptions, inks
from maps.pictures.basemarks import RADIUS, TILE, base_mark, operator_colour
from maps.pictures.labels import Labels
from maps.pictures.projection import View
from maps.svg import element, rimmed

_WIDE, _TALL = RADIUS * TILE[0], RADIUS * TILE[1]
#: Beside a mark that stands there already, nearest first.
_SPOTS = sorted(
    product((0, 26, -26, 52, -52), (0, 28, -28, 56, -56)),
    key=lambda spot: abs(spot[0]) + abs(spot[1]),
)


def drawn_bases(
    bases: Sequence[Base], view: View, labels: Labels, options: PictureOptions
) -> list[str]:
    """The marks of bases that lie in the view, with the names that find room.

    Those shown for orientation alone are small squares in their operators' colours, where they lie
    and below all others; they may be many.
    """
    told = [base for base in bases if base.mentions]
    around = [_small(base, view, options) for base in bases if not base.mentions]
    return [*around, *(_full(base, view, labels, options) for base in told)]


def _small(base: Base, view: View, options: PictureOptions) -> str:
    x, y = view.x(base.lon or 0.0), view.y(base.lat or 0.0)
    return element(
        "rect", x=x - 3, y=y - 3, width=6, height=6, rx=1, fill=operator_colour(base, options),
        stroke=inks(options).paper, stroke_width=1,
    )  # fmt: skip


def _full(base: Base, view: View, labels: Labels, options: PictureOptions) -> str:
    x, y = _free_spot(view.x(base.lon or 0.0), view.y(base.lat or 0.0), labels)
    labels.keep_free(x, y, _WIDE, _TALL)
    drawn = base_mark(x, y, RADIUS, base, options)
    placed = labels.place(base.name, x, y, 11, _WIDE + 4)
    if placed is None:
        return drawn
    ink = inks(options)
    return drawn + rimmed(
        placed.x, placed.y, base.name, ink.land, font_size=11, fill=ink.base,
        text_anchor=placed.anchor,
    )  # fmt: skip


def _free_spot(x: float, y: float, labels: Labels) -> tuple[float, float]:
    for right, down in _SPOTS:
        left, top = x + right - _WIDE, y + down - _TALL
        if labels.is_free((left, top, left + 2 * _WIDE, top + 2 * _TALL)):
            return x + right, y + down
    return x, y

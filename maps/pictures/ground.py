"""What a map picture stands on: sea and land, borders, names of countries and towns, a scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maps.paper import Inks
from maps.pictures.labels import Labels
from maps.pictures.outlines import Outlines
from maps.pictures.projection import View
from maps.svg import element, number, rimmed, text

#: From this zoom on states are drawn.
_STATES_FROM = 5.0
_COUNTRY, _TOWN, _SCALE = 12.0, 11.0, 11.0
#: Lengths a scale bar may have, in kilometres, and its most in pixels.
_ROUND_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_LONGEST = 130.0


def ground(outlines: Outlines, view: View, ink: Inks) -> list[str]:
    """Sea, land and borders."""
    lines = outlines.borders()
    shown: list[tuple[str, str, float, str | None]] = [(lines["coast"], ink.border, 0.75, None)]
    if view.zoom >= _STATES_FROM:
        shown.append((outlines.states(), ink.faint_border, 0.9, None))
    shown.append((lines["border"], ink.border, 1.4 if view.zoom >= 6 else 1.0, None))
    shown.append((lines["disputed"], ink.soft, 1.2, "4 4"))
    return [
        element("rect", width=view.width, height=view.height, fill=ink.sea),
        element("path", d=outlines.land(), fill=ink.land, fill_rule="evenodd"),
        *(
            element(
                "path", d=path, fill="none", stroke=hue, stroke_width=width,
                stroke_dasharray=dash, stroke_linejoin="round",
            )
            for path, hue, width, dash in shown
            if path
        ),
    ]  # fmt: skip


def names(
    basemap: Mapping[str, Any], view: View, labels: Labels, ink: Inks, language: str
) -> list[str]:
    """Names of countries and towns, as many as find room; the larger first."""
    from babel import Locale

    countries = Locale.parse(language).territories
    drawn = []
    for code, name, lon, lat, _ in basemap["land"]:
        x, y = view.x(lon), view.y(lat)
        words = countries.get(code, name).upper() if code else ""
        spaced = f"{words}{'i' * (len(words) // 2)}"  # room for the letters' spacing
        if words and view.holds(x, y) and labels.centred(spaced, x, y, _COUNTRY):
            drawn.append(
                rimmed(x, y, words, ink.land, font_size=_COUNTRY, fill=ink.soft,
                       text_anchor="middle", letter_spacing=1.5)
            )  # fmt: skip
    for name, lon, lat, is_capital, zoom in basemap["towns"]:
        x, y = view.x(lon), view.y(lat)
        if zoom > view.zoom + 0.25 or not view.holds(x, y):
            continue
        placed = labels.place(name, x, y, _TOWN, 6)
        if placed is None:
            continue
        drawn.append(
            element(
                "circle", cx=x, cy=y, r=2.4 if is_capital else 2,
                fill=ink.paper if is_capital else ink.soft, stroke=ink.soft,
            )
        )  # fmt: skip
        drawn.append(
            rimmed(placed.x, placed.y, name, ink.land, font_size=_TOWN, fill=ink.soft,
                   text_anchor=placed.anchor)
        )  # fmt: skip
    return drawn


def scale_bar(view: View, ink: Inks) -> str:
    """A length in the middle of the picture, in round kilometres."""
    middle = view.latitude(view.height / 2)
    km = max(
        (one for one in _ROUND_KM if view.pixels(one, middle) <= _LONGEST), default=_ROUND_KM[0]
    )
    right, base = view.width - 14, view.height - 14
    left = right - view.pixels(km, middle)
    line = f"M{number(left)} {number(base - 6)}V{number(base)}H{number(right)}V{number(base - 6)}"
    return element("path", d=line, fill="none", stroke=ink.ink, stroke_width=1.5) + text(
        (left + right) / 2, base - 5, f"{km} km", font_size=_SCALE, fill=ink.ink,
        text_anchor="middle",
    )  # fmt: skip

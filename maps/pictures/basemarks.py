"""The marks of military bases as SVG, as `web/basemarks.js` draws them; a test compares the two.

A tile with the symbol of its kind, in its operator's colour and with its operator's letters;
hollow where the text only describes it or its place is not exact. Path data are about the origin,
within one unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from maps.features import Base, BaseKind
from maps.looks import OTHER_OPERATORS, groups, operator_groups_of, operator_looks
from maps.paper import Key, PictureOptions, inks
from maps.strings import strings
from maps.svg import element, group, moved, text

#: From this on a base's place is no point, in kilometres.
EXACT_KM = 5.0
RADIUS = 8.0
#: Half the width and the height of a tile with letters, its rim too, in units of the radius.
TILE = (1.3, 1.55)


def _circle(x: float, y: float, radius: float) -> str:
    arc = f"A{radius:g} {radius:g} 0 1 1"
    return f"M{x + radius:g} {y:g}{arc} {x - radius:g} {y:g}{arc} {x + radius:g} {y:g}Z"


@dataclass(frozen=True, slots=True)
class Symbol:
    """What stands for a kind of base: path data to fill, and of a line; empty where none."""

    fill: str = ""
    line: str = ""


SYMBOLS: Mapping[BaseKind, Symbol] = {
    "air": Symbol(
        "M0 -1C.16 -1 .22 -.8 .22 -.6V-.28L1 .3V.56L.22 .3V.6L.5 .82V1L0 .86L-.5 1V.82L-.22 .6V.3"
        "L-1 .56V.3L-.22 -.28V-.6C-.22 -.8 -.16 -1 0 -1Z"
    ),
    "naval": Symbol(
        line=f"{_circle(0, -0.74, 0.24)}M0 -.5V.9M-.48 -.2H.48"
        "M-.86 .2C-.8 .66 -.4 .9 0 .92C.4 .9 .8 .66 .86 .2"
    ),
    "army": Symbol("M-1 .3H1L.72 .82H-.72ZM-.58 .2V-.08L-.34 -.4H.3L.52 -.08V.2Z", "M.3 -.22H1"),
    "missile": Symbol(
        "M0 -1C.26 -.74 .3 -.45 .3 -.2V.42L.66 1H-.66L-.3 .42V-.2C-.3 -.45 -.26 -.74 0 -1Z"
    ),
    "space": Symbol(
        _circle(0, 0, 0.5),
        "M-.62 .16C-1.1 .5 -1.05 .75 -.5 .6C.2 .4 1 -.2 .98 -.48C.96 -.68 .7 -.6 .5 -.5",
    ),
    "range": Symbol(_circle(0, 0, 0.3), _circle(0, 0, 0.82)),
    "headquarters": Symbol("M-.5 -.92L.86 -.48L-.5 -.02Z", "M-.62 -.95V.98"),
    "logistics": Symbol("M-.22 -.16H.22V.2H-.22Z", "M-.82 -.6H.82V.76H-.82ZM-.82 -.16H.82"),
    "other": Symbol("M-.86 .84V-.66H-.5V-.28H-.18V-.66H.18V-.28H.5V-.66H.86V.84Z"),
}  # fmt: skip
_LINE = 0.26
LETTERED = (
    "M-.9 -1.4H.9Q1.15 -1.4 1.15 -1.15V1.15Q1.15 1.4 .9 1.4H-.9Q-1.15 1.4 -1.15 1.15V-1.15"
    "Q-1.15 -1.4 -.9 -1.4Z"
)
SQUARE = (
    "M-.95 -1.2H.95Q1.2 -1.2 1.2 -.95V.95Q1.2 1.2 .95 1.2H-.95Q-1.2 1.2 -1.2 .95V-.95"
    "Q-1.2 -1.2 -.95 -1.2Z"
)
_ROUND = _circle(0, 0, 0.85)
STRIKE = "M-1.2 1.2L1.2 -1.2"
BURST = (
    "M.95 -2L1.15 -1.5L1.65 -1.7L1.45 -1.2L1.95 -.98L1.45 -.78L1.65 -.28L1.15 -.48L.95 0L.75 -.48"
    "L.25 -.28L.45 -.78L-.05 -.98L.45 -1.2L.25 -1.7L.75 -1.5Z"
)


def is_hollow(base: Base) -> bool:
    """Whether it was inferred, is only planned, or where it lies is not known exactly."""
    return (
        base.inferred
        or base.lon is None
        or base.precision_km > EXACT_KM
        or base.status == "planned"
    )


def base_mark(x: float, y: float, radius: float, base: Base, options: PictureOptions) -> str:
    """The mark of a base about x, y: with letters where an operator is known."""
    lettered = bool(base.operator)
    tile = LETTERED if lettered else SQUARE if base.mentions else _ROUND
    hue = operator_colour(base, options)
    parts = [_tile(tile, radius, base, hue, inks(options).paper)]
    ink = hue if is_hollow(base) else inks(options).paper
    if lettered:
        parts.append(group([_symbol(base.base_kind, ink)], transform=moved(0, -0.52, 0.74)))
    else:
        size = 0.8 if base.mentions else 0.55
        parts.append(group([_symbol(base.base_kind, ink)], transform=moved(0, 0, size)))
    parts += _status(base, hue, options)
    drawn = group(parts, transform=moved(x, y, radius), stroke_linejoin="round")
    if not lettered:
        return drawn
    letters = text(
        x, y + 1.2 * radius, base.operator[0], font_size=radius, font_weight=700,
        text_anchor="middle", fill=ink,
    )  # fmt: skip
    return drawn + letters


def _tile(path: str, radius: float, base: Base, hue: str, paper: str) -> str:
    rim = element("path", d=path, fill="none", stroke=paper, stroke_width=4 / radius)
    if not is_hollow(base):
        return rim + element("path", d=path, fill=hue)
    dashes = f"{3 / radius:.2g} {2.5 / radius:.2g}" if base.status == "planned" else None
    return rim + element(
        "path", d=path, fill=paper, stroke=hue, stroke_width=1.75 / radius, stroke_dasharray=dashes
    )


def _symbol(kind: BaseKind, ink: str) -> str:
    symbol = SYMBOLS[kind]
    filled = element("path", d=symbol.fill, fill=ink) if symbol.fill else ""
    if not symbol.line:
        return filled
    return filled + element("path", d=symbol.line, fill="none", stroke=ink, stroke_width=_LINE)


def _status(base: Base, hue: str, options: PictureOptions) -> list[str]:
    """A stroke through what is gone or denied, a burst at what was attacked."""
    paper = inks(options).paper
    if base.status in ("closed", "denied"):
        return [
            element("path", d=STRIKE, stroke=colour, stroke_width=width)
            for colour, width in ((paper, 0.55), (hue, 0.22))
        ]
    if base.status == "attacked":
        force = groups()["force"]
        alert = force.dark if options.theme == "dark" else force.light
        return [
            element("path", d=BURST, fill="none", stroke=paper, stroke_width=0.55),
            element("path", d=BURST, fill=alert),
        ]
    return []


def operator_colour(base: Base, options: PictureOptions) -> str:
    """That of its first operator's class."""
    found = operator_groups_of([base])
    look = operator_looks()[next(iter(found.values()), OTHER_OPERATORS)]
    return look.dark if options.theme == "dark" else look.light


def base_keys(bases: Sequence[Base], options: PictureOptions) -> list[Key]:
    """What the marks of these bases mean: kinds, operators, and the ways a base is drawn."""
    words, ink = strings(options.language), inks(options).base
    shown = {base.base_kind for base in bases}
    keys = [
        Key(words[f"base_{kind}"], _sample(Base("", "", 0.0, 0.0, base_kind=kind), ink, options))
        for kind in get_args(BaseKind)
        if kind in shown
    ]
    used = _operators(bases)
    for look in operator_looks().values():
        if look.id in used:
            hue = look.dark if options.theme == "dark" else look.light
            keys.append(Key(words.get(f"operator_{look.id}", look.label), _swatch(hue)))
    if any(is_hollow(base) for base in bases):
        hollow = Base("", "", 0.0, 0.0, inferred=True)
        keys.append(Key(words["legend_base_inferred"], _sample(hollow, ink, options)))
    for status in ("planned", "closed", "attacked"):
        if any(base.status == status for base in bases):
            one = Base("", "", 0.0, 0.0, status=status)
            keys.append(Key(words[f"base_status_{status}"], _sample(one, ink, options)))
    return keys


def _operators(bases: Iterable[Base]) -> set[str]:
    return set(operator_groups_of(bases).values())


def _sample(base: Base, hue: str, options: PictureOptions) -> str:
    """A mark without letters about the origin, for a legend: words beside it say the rest."""
    paper = inks(options).paper
    ink = hue if is_hollow(base) else paper
    symbol = group([_symbol(base.base_kind, ink)], transform=moved(0, 0, 0.8))
    parts = [_tile(SQUARE, 6, base, hue, paper), symbol, *_status(base, hue, options)]
    return group(parts, transform=moved(0, 0, 6), stroke_linejoin="round")


def _swatch(hue: str) -> str:
    return element("rect", x=-8, y=-4.5, width=16, height=9, rx=2, fill=hue)

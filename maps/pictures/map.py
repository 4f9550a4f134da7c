"""A collection as `map.svg`: its places on an outline map, and the events as a numbered list."""

from __future__ import annotations

from collections.abc import Sequence

from maps.basemap import basemap
from maps.features import Base, Event, EventPlace, FeatureCollection, sorted_events
from maps.lettering import BOLDER, wrapped
from maps.looks import STATUSES, group_of
from maps.marks import PATHS, mark
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
from maps.pictures.basemarks import base_keys
from maps.pictures.bases import drawn_bases
from maps.pictures.ground import ground, names, scale_bar
from maps.pictures.labels import Labels
from maps.pictures.outlines import Outlines
from maps.pictures.projection import View, fitting
from maps.pictures.sites import Numbered, Site, is_area, sites
from maps.shell import NATURAL_EARTH, OURAIRPORTS
from maps.strings import strings
from maps.svg import drawing, element, group, moved, rimmed, text
from maps.when import label

#: Height of the map to its width.
_FORM = 0.6
_RADIUS = 7.0
#: Marks of one site side by side at most; how many more there are is written.
_MOST_MARKS = 6
_SIZE = 13.0
_LINE = 16.0
#: From this width on the list has two columns.
_TWO_COLUMNS = 900


def map_svg(collection: FeatureCollection, options: PictureOptions = STANDARD) -> str:
    """The text of `map.svg`, the same bytes for the same collection and options.

    Areas are hollow and dashed, never an exact mark; a dashed circle shows how exactly a place is
    known. Events without a place, and those not drawn for their status, are told below.

    Raises:
        MapsError: the outlines are missing.
    """
    words, ink = strings(options.language), inks(options)
    shown = [
        event for event in sorted_events(collection.events) if event.status in options.statuses
    ]
    placed = [event for event in shown if event.places]
    numbered = [Numbered(at + 1, event) for at, event in enumerate(placed)]
    title = collection.title or words["untitled"]
    top, parts = heading(title, counted("tray_listed", len(placed), options), options)
    picture, height, bases = _picture(collection, numbered, options)
    parts.append(group(picture, transform=moved(SIDE, top)))
    keys = [
        *event_keys(placed, PATHS["circle"], options),
        *base_keys(bases, options),
    ]
    signs, top = legend(keys, top + height + 8, options)
    entries, top = _list(numbered, top + 8, options)
    notes = [*_notes(collection, shown, options), words["borders_note"]]
    data = [NATURAL_EARTH.text, *([OURAIRPORTS.text] if collection.bases else [])]
    below, top = footer([*notes, *credit_lines(collection, options, data)], top, options)
    return drawing(
        options.width,
        top,
        [*parts, *signs, *entries, *below],
        title=title,
        description="; ".join(_told(one.event, options) for one in numbered),
        paper=ink.paper,
    )


def _told(event: Event, options: PictureOptions) -> str:
    """When and where an event was."""
    places = ", ".join(dict.fromkeys(place.name for place in event.places))
    return f"{event.title}, {label(event, options.language)}, {places}"


def _notes(
    collection: FeatureCollection, shown: Sequence[Event], options: PictureOptions
) -> list[str]:
    """What the map does not show, and what its dashes mean."""
    words = strings(options.language)
    told = [f"{words['legend_circle']}; {words['legend_area']}."]
    unplaced = [event.title for event in shown if not event.places]
    if unplaced:
        told.append(f"{counted('tray_unplaced', len(unplaced), options)}: {'; '.join(unplaced)}.")
    other = len(collection.events) - len(shown)
    if other:
        told.append(counted("picture_not_drawn", other, options))
    return told


def _picture(
    collection: FeatureCollection, events: Sequence[Numbered], options: PictureOptions
) -> tuple[list[str], float, list[Base]]:
    """The map itself about its own corner, its height, and the bases on it."""
    ink = inks(options)
    width = options.width - 2 * SIDE
    height = round(width * _FORM)
    bases = _located(collection.bases)
    view = _view(events, bases, width, height)
    outlined = basemap(collection)
    outlines, labels = Outlines(outlined, view), Labels(view)
    labels.keep_free(width - 80, height - 18, 80, 16)  # for the scale
    found = sites(events, view)
    # The order of drawing is that of importance the other way round: what matters most comes last,
    # and has been given its place first.
    rows = [_row(site, labels, options) for site in found]
    titles = [_words(site, labels, ink) for site in found]
    on_it = [base for base in bases if view.holds(view.x(base.lon or 0), view.y(base.lat or 0))]
    tiles = drawn_bases(on_it, view, labels, options)
    drawn = [
        *ground(outlines, view, ink),
        *(_extents(site, outlines, view, options) for site in found),
        *names(outlined, view, labels, ink, options.language),
        *tiles,
        *rows,
        *titles,
        scale_bar(view, ink),
    ]
    inner = element("svg", *drawn, width=width, height=height, overflow="hidden")
    return (
        [
            inner,
            element("rect", width=width, height=height, fill="none", stroke=ink.line),
        ],
        height,
        on_it,
    )


def _located(bases: Sequence[Base]) -> list[Base]:
    return [base for base in bases if base.lon is not None and base.lat is not None]


def _view(events: Sequence[Numbered], bases: Sequence[Base], width: float, height: float) -> View:
    """Around the events and the bases the articles speak of; those shown beside do not count."""
    places = [place for one in events for place in one.event.places]
    points = [(place.lon, place.lat) for place in places]
    points += [(base.lon or 0.0, base.lat or 0.0) for base in bases if base.mentions]
    boxes = [place.bbox for place in places if place.bbox is not None and is_area(place)]
    return fitting(points, boxes, width, height)


def _away(site: Site) -> float:
    """From the middle of a site to the words beside it."""
    return _RADIUS * min(len(site.events), _MOST_MARKS) * 1.1 + 6


def _extents(site: Site, outlines: Outlines, view: View, options: PictureOptions) -> str:
    """How exactly the places of a site are known: outlines of areas, else circles."""
    hue = colour(group_of(site.events[0].event.kind), options)
    return "".join(_extent(place, outlines, view, hue) for place in site.places)


def _extent(place: EventPlace, outlines: Outlines, view: View, hue: str) -> str:
    path = outlines.area(place.gazetteer_id) if is_area(place) else ""
    if path:
        return element(
            "path", d=path, fill=hue, fill_opacity=0.07, fill_rule="evenodd", stroke=hue,
            stroke_width=1.25, stroke_dasharray="5 4",
        )  # fmt: skip
    radius = view.pixels(place.precision_km, place.lat)
    if radius < _RADIUS + 4:
        return ""
    return element(
        "circle", cx=view.x(place.lon), cy=view.y(place.lat), r=radius, fill=hue,
        fill_opacity=0.05, stroke=hue, stroke_width=1.25, stroke_dasharray="5 4",
    )  # fmt: skip


def _row(site: Site, labels: Labels, options: PictureOptions) -> str:
    """The marks of a site's events side by side; in a dashed disc where only an area is known."""
    ink = inks(options)
    only_areas = all(is_area(place) for place in site.places)
    shown = site.events[:_MOST_MARKS]
    left = site.x - (len(shown) - 1) * _RADIUS * 1.1
    row = []
    for at, one in enumerate(shown):
        look, fill = group_of(one.event.kind), STATUSES[one.event.status].fill
        hue, x = colour(look, options), left + at * _RADIUS * 2.2
        if only_areas:
            row.append(
                element(
                    "circle", cx=x, cy=site.y, r=_RADIUS, fill=ink.paper, stroke=hue,
                    stroke_width=1.5, stroke_dasharray="3 2",
                )
            )  # fmt: skip
        size = _RADIUS * 0.58 if only_areas else _RADIUS
        row.append(mark(x, site.y, size, PATHS[look.shape], fill, colour=hue, paper=ink.paper))
    labels.keep_free(site.x, site.y, _away(site) - 6, _RADIUS)
    more = len(site.events) - len(shown)
    if more:
        under = site.y + _RADIUS * 2.6
        row.append(
            text(site.x, under, f"+{more}", font_size=11, text_anchor="middle", fill=ink.ink)
        )
    return group(row)


def _words(site: Site, labels: Labels, ink: Inks) -> str:
    """As much of a site's names and numbers as finds room, with a rim that keeps it readable.

    In a crowd some have none; the list below the map names all places.
    """
    for words in site.words:
        placed = labels.place(words, site.x, site.y, _SIZE * BOLDER, _away(site))
        if placed is not None:
            return rimmed(
                placed.x, placed.y, words, ink.land, font_size=_SIZE, font_weight=600,
                fill=ink.ink, text_anchor=placed.anchor,
            )  # fmt: skip
    return ""


def _list(
    events: Sequence[Numbered], top: float, options: PictureOptions
) -> tuple[list[str], float]:
    """The events by their numbers, with date and places, and where the list ends."""
    columns = 2 if options.width >= _TWO_COLUMNS and len(events) > 3 else 1
    wide = (options.width - 2 * SIDE) / columns
    most = -(-len(events) // columns)
    drawn = []
    bottom = top
    for column in range(columns):
        left, y = SIDE + column * wide, top
        for one in events[column * most : (column + 1) * most]:
            y += _LINE + 6
            drawn.append(_entry(one, left, y, wide, options))
            y += _LINE * (len(_lines(one.event, wide, options)) - 1)
        bottom = max(bottom, y)
    return drawn, bottom + 8 if events else top


def _lines(event: Event, wide: float, options: PictureOptions) -> list[tuple[str, bool]]:
    """The title's lines, then those of date and places (True)."""
    room = wide - 70
    places = ", ".join(dict.fromkeys(place.name for place in event.places))
    where = f"{label(event, options.language)}, {places}"
    return [
        *((line, False) for line in wrapped(event.title, room, _SIZE)),
        *((line, True) for line in wrapped(where, room, _SIZE - 1)),
    ]


def _entry(one: Numbered, left: float, y: float, wide: float, options: PictureOptions) -> str:
    ink, look = inks(options), group_of(one.event.kind)
    fill = STATUSES[one.event.status].fill
    hue = colour(look, options)
    parts = [
        text(left + 22, y, f"{one.number}", font_size=_SIZE, font_weight=600, fill=ink.ink,
             text_anchor="end"),
        mark(left + 36, y - 4.5, 6, PATHS[look.shape], fill, colour=hue, paper=ink.paper),
    ]  # fmt: skip
    for at, (line, is_where) in enumerate(_lines(one.event, wide, options)):
        parts.append(
            text(
                left + 50, y + at * _LINE, line, font_size=_SIZE - is_where,
                fill=ink.soft if is_where else ink.ink,
            )
        )  # fmt: skip
    return group(parts)

"""A FeatureCollection as a map: `map.html`, one file that opens without a network.

The only module that writes `[lat, lon]`.
"""

from __future__ import annotations

import html
import math
import re
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from maps import shell
from maps.basemap import basemap
from maps.bundle import bundle
from maps.collector import without_collector
from maps.errors import MapsError
from maps.features import DRAWN_STATUSES, EventPlace, FeatureCollection, Status
from maps.pagedata import opening, page_data
from maps.strings import DEFAULT_LANGUAGE, shipped, strings

if TYPE_CHECKING:
    import folium

#: Levels whose point is a site: what `obscure_m` moves. An area's point tells nothing exact.
_EXACT_LEVELS = frozenset({"site", "base", "city", "district"})
_METRES_PER_DEGREE = 111_320.0
#: Leaflet's options; `maps/web/mapview.js` takes over keyboard and controls.
_LEAFLET_OPTIONS = {
    "zoom_control": False, "attribution_control": False, "keyboard": False, "zoom_snap": 0.25,
    "wheel_px_per_zoom_level": 90, "max_zoom": 16,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tiles:
    """An online background, by choice: a page with it makes requests while it is looked at.

    Attributes:
        url: `https://…/{z}/{x}/{y}.png`, `{s}` for subdomains.
        attribution: what the provider asks to be shown, as text.
    """

    url: str
    attribution: str
    max_zoom: int = 18


@dataclass(frozen=True, slots=True)
class MapOptions:
    """How a map is drawn.

    Attributes:
        title: of the page; None = the collection's.
        statuses: shown when the page opens; the others can be switched on there.
        tiles: online background instead of the embedded outlines, None = offline.
        bases: whether the layer of military bases is on when the page opens.
        obscure_m: metres by which exact positions of events are coarsened, to protect people;
            0 = not at all.
        theme: auto follows the reader's system.
        language: of the page's own words, ISO 639-1; English where there are none in it.
    """

    title: str | None = None
    statuses: tuple[Status, ...] = tuple(sorted(DRAWN_STATUSES))
    tiles: Tiles | None = None
    bases: bool = True
    obscure_m: float = 0.0
    theme: shell.Theme = "auto"
    language: str = DEFAULT_LANGUAGE


@without_collector
def map_html(collection: FeatureCollection, options: MapOptions | None = None) -> str:
    """The text of `map.html`, the same bytes for the same collection and options.

    Raises:
        MapsError: a browser library or the outlines are missing, or the tiles' address is unusable.
    """
    page: str = render(collection, options).get_root().render()
    return page


def render(collection: FeatureCollection, options: MapOptions | None = None) -> folium.Map:
    """The map as a `folium.Map`, to which a caller may add layers of their own.

    Raises: as `map_html`.
    """
    # Imported here: folium takes half a second and only drawing needs it.
    from maps.folium_page import EventLayer, PageFigure, PageMap, name_elements

    options = options or MapOptions()
    options = replace(options, language=shipped(options.language))
    words = strings(options.language)
    title = options.title or collection.title or words["untitled"]
    collection = obscured(collection, options.obscure_m)
    images = [tile_source(options.tiles.url)] if options.tiles else []
    figure = PageFigure(
        shell.root_attributes(options.language, options.theme),
        shell.head(
            title,
            [shell.asset("leaflet.css"), shell.stylesheet("theme.css", "parts.css", "map.css")],
        ),
        images,
    )
    page = PageMap(
        _before(title, words), _after(collection, options, words),
        location=[20, 10], zoom_start=2, tiles=None, **_LEAFLET_OPTIONS,
    )  # fmt: skip
    figure.add_child(page)
    if options.tiles:
        page.add_child(_tile_layer(options.tiles))
    data = {**map_data(collection, options), "title": title}
    scripts = [shell.asset("leaflet.js"), bundle(shell.WEB / "map.js")]
    EventLayer(
        shell.data_block("dateline-data", data), [shell.script(code) for code in scripts]
    ).add_to(page)
    name_elements(figure)
    return page


def map_data(collection: FeatureCollection, options: MapOptions) -> dict[str, Any]:
    """The data block of a page with a map: `page_data` and what the map view reads besides."""
    data = page_data(collection, options.language)
    data["basemap"] = basemap(collection)
    data["tiles"] = None if options.tiles is None else asdict(options.tiles)
    data["start"] = {"statuses": opening(collection, options.statuses), "bases": options.bases}
    return data


def obscured(collection: FeatureCollection, metres: float) -> FeatureCollection:
    """The collection with exact positions of events moved to a grid of `metres`.

    The place tells so: its precision is no finer than the grid. Bases are public and stay.
    """
    if metres <= 0:
        return collection
    events = tuple(
        replace(event, places=tuple(_obscured(place, metres) for place in event.places))
        for event in collection.events
    )
    return replace(collection, events=events)


def _obscured(place: EventPlace, metres: float) -> EventPlace:
    if place.level not in _EXACT_LEVELS:
        return place
    step = metres / _METRES_PER_DEGREE
    lat = min(max(round(place.lat / step) * step, -90.0), 90.0)
    # Degrees of longitude shrink towards the poles.
    wide = step / max(math.cos(math.radians(lat)), 0.01)
    lon = min(max(round(place.lon / wide) * wide, -180.0), 180.0)
    return replace(
        place,
        lon=round(lon, 6),
        lat=round(lat, 6),
        precision_km=max(place.precision_km, metres / 1000),
    )


def credits(  # noqa: A001 - the word for it
    collection: FeatureCollection, tiles: Tiles | None
) -> list[shell.Credit]:
    """Whose data a map shows; services a story took places from stand in the collection."""
    shown = [shell.GEONAMES, *shell.own_credits(collection), shell.NATURAL_EARTH]
    if collection.bases:
        shown.append(shell.OURAIRPORTS)
    if tiles is not None:
        shown.insert(0, shell.Credit(tiles.attribution, _origin(tiles.url)))
    return [*shown, shell.LEAFLET]


def _before(title: str, words: Any) -> str:
    """The page up to the map's element."""
    text = {key: html.escape(value) for key, value in words.items()}
    trays = "".join(
        f'<section id="{tray}" hidden><h2></h2><ol class="event-list"></ol></section>'
        for tray in ("listed", "undated", "unplaced", "bases")
    )
    return f"""<a class="skip" href="#events">{text["skip_to_list"]}</a>
<header class="page-header">
<h1 dir="auto">{html.escape(title)}</h1>
<p class="summary"><span id="count" role="status"></span>
<button type="button" id="clear" hidden>{text["show_as_opened"]}</button></p>
<div id="filters" class="filters"></div>
</header>
<main class="page-main">
<div class="event-list-panel" id="events" tabindex="-1">
{trays}<p id="nothing" hidden>{text["nothing_shown"]}</p>
<section><h2>{text["sources_title"]}</h2><ol id="sources"></ol>
<p class="page-note">{text["read_by_program"]}</p></section>
</div>
<div class="map-panel" id="map-panel"><div class="map-frame">"""


def _after(collection: FeatureCollection, options: MapOptions, words: Any) -> str:
    """The page after the map's element."""
    notes = [words["borders_note"]] if options.tiles is None else []
    if options.obscure_m > 0:
        notes.append(words["obscured_note"].format(metres=f"{options.obscure_m:g}"))
    return (
        '</div></div>\n</main>\n<div id="announcer" class="hidden-visually" role="status"></div>\n'
        f"{shell.credits_footer(credits(collection, options.tiles), notes)}\n"
        f"<noscript>{html.escape(words['needs_script'])}</noscript>\n"
    )


def _tile_layer(tiles: Tiles) -> Any:
    import folium

    return folium.TileLayer(
        tiles=tiles.url,
        # Braces would be read as a template, see maps/folium_page.py.
        attr=html.escape(tiles.attribution).replace("{", "&#123;"),
        max_zoom=tiles.max_zoom,
        control=False,
    )


def _origin(url: str) -> str:
    """Scheme and host of a tile address, without its placeholders."""
    parts = urlsplit(re.sub(r"\{[^}]*\}\.?", "", url))
    return f"{parts.scheme}://{parts.netloc}"


def tile_source(url: str) -> str:
    """The source a policy must allow for tiles: `{s}` is any subdomain.

    Raises:
        MapsError: it is no http or https address.
    """
    parts = urlsplit(url.replace("{s}", "*"))
    host = parts.netloc
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.*-]+(:\d+)?", host):
        raise MapsError(
            f"tiles: {url!r} is no address of map tiles; expected https://host/{{z}}/{{x}}/{{y}}.png"
        )
    return f"{parts.scheme}://{host}"

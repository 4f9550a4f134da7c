"""`story.html`: timeline, map, list and evidence as one page, on one state kept in its address.

It is made of the very parts of timeline.html and map.html: `maps.map_page.map_data` and
`timeline.page.chartdata` in one data block, and the scripts of both rooms in one bundle.
"""

from __future__ import annotations

import html
from dataclasses import replace

from maps.bundle import bundle
from maps.collector import without_collector
from maps.features import FeatureCollection
from maps.map_page import MapOptions, map_data, obscured, tile_source
from maps.map_page import credits as map_credits
from maps.shell import asset, credits_footer, data_block, document, stylesheet
from maps.strings import shipped, strings
from timeline.page.chartdata import with_chart
from timeline.page.timeline import ASSETS, PLOTLY, WEB

#: Characters beyond which a title is set smaller, so that map and timeline keep their room.
LONG_TITLE = 70
#: A story is drawn with the options of its map, which hold title, statuses, theme and language too.
StoryOptions = MapOptions


@without_collector
def story_html(collection: FeatureCollection, options: StoryOptions | None = None) -> str:
    """The whole page, the same bytes for the same collection and options.

    Raises:
        MapsError: a browser library or the outlines are missing, or the tiles' address is unusable.
    """
    options = options or StoryOptions()
    options = replace(options, language=shipped(options.language))
    words = strings(options.language)
    title = options.title or collection.title or words["untitled"]
    collection = obscured(collection, options.obscure_m)
    data = with_chart(map_data(collection, options), collection)
    return document(
        title=title,
        styles=[
            asset("leaflet.css"),
            stylesheet("theme.css", "parts.css"),
            stylesheet("timeline.css", "story.css", folder=WEB),
        ],
        body=_body(title, collection, options),
        data=[data_block("dateline-data", data)],
        scripts=[
            asset("plotly-basic.min.js", ASSETS),
            asset("leaflet.js"),
            bundle(WEB / "story.js"),
        ],
        language=options.language,
        theme=options.theme,
        images=[tile_source(options.tiles.url)] if options.tiles else [],
    )


def _body(title: str, collection: FeatureCollection, options: StoryOptions) -> str:
    plain = strings(options.language)
    words = {key: html.escape(text) for key, text in plain.items()}
    notes = [] if options.tiles else [plain["borders_note"]]
    if options.obscure_m > 0:
        notes.append(plain["obscured_note"].format(metres=f"{options.obscure_m:g}"))
    size = ' class="long"' if len(title) > LONG_TITLE else ""
    return f"""<a class="skip" href="#list">{words["skip_to_list"]}</a>
<a class="skip" href="#map-part">{words["skip_to_map"]}</a>
<a class="skip" href="#time-part">{words["skip_to_time"]}</a>
<div class="story">
<header>
<div class="story-head">
<h1 dir="auto"{size}>{html.escape(title)}</h1>
<p class="count"><span id="count" role="status"></span>
<button type="button" id="clear" hidden>{words["show_as_opened"]}</button></p>
</div>
<button type="button" id="filter-toggle" aria-controls="filter-box">{words["more_filters"]}</button>
<div class="filter-box" id="filter-box">
<div class="tools"><div id="search" class="search" role="search"></div>
<div id="facets" class="menus"></div></div>
<div class="filters" id="filters"></div>
</div>
<div id="views" class="views" role="group" aria-label="{words["views"]}"></div>
</header>
<main id="parts" data-view="map">
<section class="list-part" id="list" aria-label="{words["list"]}" tabindex="-1">
<p class="nothing" id="nothing" hidden></p>
<ol class="event-list" id="events"></ol>
<details class="tray" id="undated" open><summary></summary><ol class="event-list"></ol></details>
<details class="tray" id="bases"><summary></summary><ol class="event-list"></ol></details>
<div class="sources"><h2>{words["about_dates"]}</h2><ul id="documents"></ul>
<p>{words["read_by_program"]}</p></div>
</section>
<section class="evidence-part evidence" id="evidence" aria-label="{words["evidence"]}"
tabindex="-1"></section>
<section class="map-part" id="map-part" aria-label="{words["view_map"]}" tabindex="-1">
<div class="map-frame" id="map"></div>
<div class="map-foot" id="map-foot"></div>
</section>
<section class="time-part" id="time-part" aria-label="{words["timeline"]}" tabindex="-1">
<div class="time" id="time"></div>
</section>
</main>
<section class="report" id="report"></section>
{credits_footer([*map_credits(collection, options.tiles), PLOTLY], notes)}
<noscript>{words["needs_script"]}</noscript>
</div>"""

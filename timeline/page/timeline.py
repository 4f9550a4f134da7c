"""`timeline.html`: the timeline, its filters, the evidence of each event, and the list as equal.

Everything about the story travels in one JSON block (`maps.pagedata`) to which this page adds the
shape of each date and an empty figure; our scripts fill both. Nothing is fetched.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from maps.bundle import bundle
from maps.collector import without_collector
from maps.features import DRAWN_STATUSES, FeatureCollection, Status
from maps.pagedata import opening, page_data
from maps.shell import (
    GEONAMES,
    Credit,
    Theme,
    asset,
    credits_footer,
    data_block,
    document,
    own_credits,
    stylesheet,
)
from maps.strings import DEFAULT_LANGUAGE, shipped, strings
from timeline.page.chartdata import with_chart

WEB = Path(__file__).with_name("web")
ASSETS = Path(__file__).parent.with_name("assets")
PLOTLY = Credit("Drawn with plotly.js", "https://plotly.com/javascript/")


@dataclass(frozen=True, slots=True)
class TimelineOptions:
    """How the page is drawn.

    Attributes:
        title: of the page; None = the collection's.
        statuses: shown when the page opens; the others can be switched on there.
        theme: `auto` follows the reader's setting.
        language: ISO 639-1, of the page's own words; English where there are none in it.
    """

    title: str | None = None
    statuses: tuple[Status, ...] = tuple(sorted(DRAWN_STATUSES))
    theme: Theme = "auto"
    language: str = DEFAULT_LANGUAGE


@without_collector
def timeline_html(collection: FeatureCollection, options: TimelineOptions | None = None) -> str:
    """The whole page, the same bytes for the same collection.

    Raises:
        MapsError: the browser libraries were never fetched.
    """
    options = options or TimelineOptions()
    options = replace(options, language=shipped(options.language))
    words = strings(options.language)
    title = options.title or collection.title or words["untitled"]
    return document(
        title=words["timeline_title"].format(title=title),
        styles=[stylesheet("theme.css", "parts.css"), stylesheet("timeline.css", folder=WEB)],
        body=_body(title, collection, options),
        data=[data_block("dateline-data", _data(collection, options))],
        scripts=[asset("plotly-basic.min.js", ASSETS), bundle(WEB / "timeline.js")],
        language=options.language,
        theme=options.theme,
    )


def _data(collection: FeatureCollection, options: TimelineOptions) -> dict[str, Any]:
    # A base has no date: it is the map's, and the timeline has no use for it.
    data = with_chart(page_data(replace(collection, bases=()), options.language), collection)
    return {**data, "start": {"statuses": opening(collection, options.statuses)}}


def _body(title: str, collection: FeatureCollection, options: TimelineOptions) -> str:
    words = {key: html.escape(text) for key, text in strings(options.language).items()}
    return f"""<a class="skip" href="#list">{words["skip_to_list"]}</a>
<div class="page">
<header>
<h1 dir="auto">{html.escape(title)}</h1>
<p class="count" id="count" role="status"></p>
<p>{words["timeline_how"]}</p>
</header>
<main>
<div class="filters" id="filters"></div>
<section class="time" id="time" aria-label="{words["timeline"]}"></section>
<div class="reading">
<section class="evidence-column evidence" id="evidence" aria-label="{words["evidence"]}"></section>
<section id="list" aria-label="{words["list"]}" tabindex="-1">
<h2>{words["list"]}</h2>
<p class="nothing" id="nothing" hidden></p>
<ol class="event-list" id="events"></ol>
<details class="tray" id="undated" open><summary></summary><ol class="event-list"></ol></details>
</section>
</div>
<section class="report" id="report"></section>
<section class="sources"><h2>{words["about_dates"]}</h2><ul id="documents"></ul>
<p>{words["read_by_program"]}</p></section>
</main>
{credits_footer([GEONAMES, *own_credits(collection), PLOTLY])}
<noscript>{words["needs_script"]}</noscript>
</div>"""

"""How big and how fast the story page is: built in Python, opened and brushed in Chromium.

Beside it stands what a map of one `folium.Marker` with a popup an event costs to build. Figures are
of one run on the machine at hand; the browser draws in software, so a desktop is faster.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maps.bundle import bundle
from maps.features import FeatureCollection
from maps.shell import WEB as MAP_WEB
from tests.browser import find_browser, launch_arguments
from tests.samples import big_collection
from timeline.page import story_html
from timeline.page.timeline import WEB

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIZES = (12, 200, 10_000, 100_000)
#: One Marker each takes minutes and hundreds of MB beyond this.
_MOST_MARKERS = 10_000
_TWO_FRAMES = "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
_BRUSH = """(hash) => new Promise((go) => {
  const begin = performance.now();
  addEventListener("hashchange", () => requestAnimationFrame(() => requestAnimationFrame(
    () => go(performance.now() - begin))), { once: true });
  location.hash = hash;
})"""


def main() -> None:
    """Print one line for each size."""
    from playwright.sync_api import sync_playwright

    story_html(big_collection(1))  # imports and tables are not part of a page's time
    floor = len(story_html(FeatureCollection()).encode())
    print(f"the page without any event: {floor / 1e6:.2f} MB (libraries, outlines, our scripts)")
    print("our scripts:", ", ".join(f"{name} {size / 1000:.0f} kB" for name, size in _scripts()))
    print(f"{'events':>8} {'build':>8} {'markers':>8} {'size':>9} {'an event':>9} "
          f"{'first paint':>11} {'all drawn':>9} {'brush':>8}")  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=launch_arguments()
        )
        for size in SIZES:
            print(_line(browser, big_collection(size)), flush=True)
        browser.close()


def _scripts() -> list[tuple[str, int]]:
    """Each page and the bytes of the script of ours in it."""
    entries = {
        "story": WEB / "story.js",
        "timeline": WEB / "timeline.js",
        "map": MAP_WEB / "map.js",
    }
    return [(name, len(bundle(entry).encode())) for name, entry in entries.items()]


def _line(browser: Browser, collection: FeatureCollection) -> str:
    count = len(collection.events)
    page, build = timed(lambda: story_html(collection))
    markers = f"{timed(lambda: _markers(collection))[1]:.2f} s" if count <= _MOST_MARKERS else "-"
    quotes = sum(len(item.quote.encode()) for event in collection.events for item in event.evidence)
    opened = _opened(browser, page)
    return (
        f"{count:>8,} {build:>6.2f} s {markers:>8} {len(page.encode()) / 1e6:>6.2f} MB "
        f"{_bytes_an_event(page, quotes, count):>7} B {opened['paint']:>8.2f} s "
        f"{opened['drawn']:>7.2f} s {opened['brush']:>5.0f} ms"
    )


def _bytes_an_event(page: str, quotes: int, count: int) -> int:
    """Bytes of the page's `events` and `places` for each event, without the quotes themselves."""
    import json
    import re

    found = re.search(r'<script type="application/json" id="dateline-data">(.*?)</script>', page)
    assert found
    data = json.loads(found[1])
    kept = json.dumps(
        [data["events"], data.get("places")], ensure_ascii=False, separators=(",", ":")
    )
    return round((len(kept.encode()) - quotes) / count)


def _opened(browser: Browser, page: str) -> dict[str, float]:
    """Seconds to first paint and until all is drawn; milliseconds from a brush to its redraw."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.html"
        path.write_text(page, encoding="utf-8")
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        begin = time.perf_counter()
        tab.goto(path.as_uri(), wait_until="load", timeout=300_000)
        tab.evaluate(_TWO_FRAMES)
        drawn = time.perf_counter() - begin
        paint: float = tab.evaluate("performance.getEntriesByName('first-paint')[0].startTime")
        tab.evaluate(_BRUSH, "#from=1995-01-01&to=2014-12-31")
        brush: float = tab.evaluate(_BRUSH, "#from=2000-01-01&to=2004-12-31")
        tab.close()
    return {"paint": paint / 1000, "drawn": drawn, "brush": brush}


def _markers(collection: FeatureCollection) -> str:
    """The usual way to make such a map with folium."""
    import folium

    page = folium.Map()
    for event in collection.events:
        for place in event.places:
            folium.Marker((place.lat, place.lon), popup=event.title).add_to(page)
    made: str = page.get_root().render()
    return made


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What `work` returns, and the processor seconds it took: others may use the machine."""
    begin = time.process_time()
    return work(), time.process_time() - begin

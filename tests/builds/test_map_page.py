"""map.html in Chromium: what a reader sees, hears and can do, with the network off."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import expect

from maps.features import Base, Event, EventPlace, FeatureCollection
from maps.map_page import MapOptions, Tiles, map_html
from tests.conftest import Visit
from tests.samples import big_collection, hostile_collection, sample_collection

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]


@pytest.fixture(scope="module")
def html() -> str:
    return map_html(sample_collection())


def settled(visit: Visit) -> Visit:
    """After two frames: all is drawn."""
    visit.page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    return visit


def open_map(visit: Visitor, source: str, **options: Any) -> Visit:
    return settled(visit(source, **options))


def titles(visit: Visit, tray: str = "listed") -> list[str]:
    found: list[str] = visit.page.locator(f"#{tray} .event-title").all_inner_texts()
    return found


def marks_colour(visit: Visit) -> int:
    """How many pixels of the mark canvas carry ink."""
    count: int = visit.page.evaluate(
        """() => {
          const canvas = document.querySelector(".leaflet-overlay-pane canvas");
          const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          let count = 0;
          for (let at = 3; at < data.length; at += 4) count += data[at] > 128;
          return count;
        }"""
    )
    return count


def focus_mark(visit: Visit, steps: int) -> None:
    """Go to the `steps`-th mark with the keyboard alone."""
    visit.page.locator(".leaflet-container").focus()
    for _ in range(steps):
        visit.page.keyboard.press("ArrowRight")


def test_page_asks_for_nothing_and_breaks_no_policy(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    visited.assert_quiet()
    assert visited.page.title() == "Tajikistan, September 2015"


def test_chosen_tiles_are_all_it_asks_for(visit: Visitor) -> None:
    tiles = Tiles("https://{s}.tiles.example/{z}/{x}/{y}.png", "Tile Makers")
    visited = open_map(visit, map_html(sample_collection(), MapOptions(tiles=tiles)))
    page, *asked = visited.requests
    assert page.startswith("file:")
    assert asked
    assert all(re.match(r"https://[abc]\.tiles\.example/\d+/", address) for address in asked)
    assert visited.violations == []
    assert "Tile Makers" in visited.page.locator("footer").inner_text()


def test_only_what_happened_is_shown_and_the_rest_told(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    assert visited.page.locator("#count").inner_text() == "9 of 13 events shown"
    shown = titles(visited) + titles(visited, "undated") + titles(visited, "unplaced")
    assert "Fighting could spill over from Afghanistan" not in shown
    assert "Exercise planned in the Khatlon region" not in shown
    planned = visited.page.get_by_role("button", name=re.compile("planned 1"))
    assert planned.get_attribute("aria-pressed") == "false"


def test_other_statuses_can_be_switched_on(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    visited.page.get_by_role("button", name=re.compile("planned")).click()
    assert "Exercise planned in the Khatlon region" in titles(visited)
    assert visited.page.locator("#count").inner_text() == "10 of 13 events shown"
    visited.page.get_by_role("button", name="Show as opened").click()
    assert visited.page.locator("#count").inner_text() == "9 of 13 events shown"


def test_list_is_in_order_of_time(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    dates = visited.page.locator("#listed .event-when").all_inner_texts()
    assert dates == [
        "1 October 2013",
        "2014",
        "May 2014",
        "1 June – 15 September 2015",
        "1–10 September 2015",
        "15 September 2015",
        "15 September 2015",
    ]


def test_events_without_place_or_date_have_trays(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    assert visited.page.locator("#undated h2").inner_text() == "1 event without a date"
    assert titles(visited, "undated") == ["Villagers spoke of shots near Isfara"]
    assert visited.page.locator("#unplaced h2").inner_text() == "1 event without a place"
    assert titles(visited, "unplaced") == ["The secretariat published a report on smuggling"]


def test_bases_are_a_layer_of_their_own(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    assert len(titles(visited, "bases")) == 3
    with_bases = marks_colour(visited)
    visited.page.get_by_role("button", name=re.compile("Military bases 3")).click()
    settled(visited)
    assert visited.page.locator("#bases").is_hidden()
    assert marks_colour(visited) < with_bases
    assert visited.page.locator("#count").inner_text() == "9 of 13 events shown"


def test_base_tells_what_it_rests_on(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    visited.page.locator("#bases .event-row").first.click()
    detail = visited.page.locator("#bases .event-detail:visible").inner_text()
    for words in (
        "Inferred: the text describes this base and does not name it.",
        "Russia keeps a 6,000-strong base in Tajikistan",
        "Russia", "Tajikistan", "6,000", "85%", "register",
    ):  # fmt: skip
        assert words in detail


def test_row_opens_its_evidence(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    row = visited.page.locator(".event-row", has_text="Armed men attacked")
    row.click()
    assert row.get_attribute("aria-expanded") == "true"
    detail = visited.page.locator(".event-detail:visible")
    text = detail.inner_text()
    for words in (
        "1–10 September 2015",
        "written “early September”",
        "The first third of September in the article's year, 2015.",
        "Dushanbe, Tajikistan",
        "known to about 4 km",
        "killed: at least 22",
        "2 documents",
        "Vahdat (Sughd): 200 km from the other place named",
        "Its date: The caption has the full date, and it is a Tuesday as the text says.",
    ):
        assert words in text
    marked = detail.locator("mark").all_inner_texts()
    assert marked == ["early September", "attacked", "Dushanbe", "Vahdat", "at least 22"]
    links = [link.get_attribute("href") for link in detail.get_by_role("link").all()]
    assert links == [
        "https://news.example/2015/alliance",
        "https://www.geonames.org/1221874",
        "https://www.geonames.org/1220855",
    ]


def test_how_each_document_was_dated_is_told(visit: Visitor, html: str) -> None:
    sources = open_map(visit, html).page.locator("#sources").inner_text()
    assert "Its date: The caption has the full date" in sources
    assert "No date: No full date in the text, its name or its metadata." in sources


def test_click_on_a_mark_opens_its_sentence(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    focus_mark(visited, 5)
    visited.page.keyboard.press("Enter")
    popup = visited.page.get_by_role("dialog")
    assert (
        popup.get_attribute("aria-label")
        == "Armed men attacked police posts in Dushanbe and Vahdat"
    )
    for words in ("In early September armed men attacked", "written “early September”", "Dushanbe"):
        assert words in popup.inner_text()
    visited.page.keyboard.press("Escape")
    expect(popup).to_have_count(0)


def test_pointer_finds_each_of_several_events_at_one_place(visit: Visitor, html: str) -> None:
    """Four events and two bases stand at Dushanbe; a walk of the pointer meets each of them."""
    visited = open_map(visit, html)
    page = visited.page
    box = page.locator(".map-frame").bounding_box()
    assert box
    seen = set()
    for x in range(int(box["x"]), int(box["x"] + box["width"]), 7):
        for y in range(int(box["y"]), int(box["y"] + box["height"]), 7):
            if not (480 < x < 680 and 520 < y < 720):
                continue
            page.mouse.move(x, y)
            tip = page.locator(".map-tip")
            if tip.is_visible():
                seen.add(tip.inner_text())
    assert {
        "1 October 2013: Parliament ratified the base treaty",
        "1–10 September 2015: Armed men attacked police posts in Dushanbe and Vahdat",
        "15 September 2015: The alliance's summit opened in Dushanbe",
        "15 September 2015: Russian president promised further military help",
        "201st Military Base",
        "Gissar (Ayni) Air Base",
    } <= seen


def test_hover_in_the_list_lights_the_mark(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    before = marks_colour(visited)
    visited.page.locator(".event-row", has_text="Kyrgyzstan passed a law").hover()
    settled(visited)
    assert marks_colour(visited) > before


def test_many_events_at_one_place_are_listed_by_their_badge(visit: Visitor) -> None:
    place = EventPlace("Dushanbe", 68.78, 38.54, level="city")
    events = tuple(
        Event(
            f"e{n:02d}", f"Event number {n}", start="2015-09-15", end="2015-09-15", places=(place,)
        )
        for n in range(12)
    )
    visited = open_map(visit, map_html(FeatureCollection("Many", events=events)))
    box = visited.page.locator(".map-frame").bounding_box()
    assert box
    visited.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    popup = visited.page.get_by_role("dialog")
    assert popup.locator("h3").inner_text() == "12 entries here"
    assert popup.locator(".event-row").count() == 12
    popup.locator(".event-row").nth(6).click()
    expect(visited.page.get_by_role("dialog")).to_have_count(1)
    assert visited.page.get_by_role("dialog").locator("h3").inner_text() == "Event number 6"


def test_keyboard_alone_reaches_events_in_order(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    focus_mark(visited, 1)
    expect(visited.page.locator("#announcer")).to_contain_text("Parliament ratified")
    visited.page.keyboard.press("End")
    expect(visited.page.locator("#announcer")).to_contain_text("Gissar")


def test_map_is_one_tab_stop(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    stops = visited.page.evaluate(
        "document.querySelectorAll('.leaflet-map-pane [tabindex], .leaflet-map-pane a').length"
    )
    assert stops == 0


def test_link_opens_the_same_view_again(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    visited.page.get_by_role("button", name=re.compile("planned")).click()
    visited.page.locator(".event-row", has_text="Crowds set fire").click()
    fragment = "#" + visited.page.url.partition("#")[2]
    again = open_map(visit, html, fragment=fragment)
    assert again.page.locator("#count").inner_text() == "10 of 13 events shown"
    assert again.page.locator(".is-selected .event-title").all_inner_texts() == [
        "Crowds set fire to a police station in Khorugh"
    ]


@pytest.mark.parametrize(
    "fragment", ["#event=nothing", "#box=1,2", "#q=%E0%A4%A", "#status=&group=x"]
)
def test_broken_link_still_opens_the_page(visit: Visitor, html: str, fragment: str) -> None:
    visited = open_map(visit, html, fragment=fragment)
    visited.assert_quiet()
    assert "of 13 events shown" in visited.page.locator("#count").inner_text()


def test_back_undoes_a_choice(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    rows = visited.page.locator("#listed .event-row")
    rows.nth(0).click()
    rows.nth(1).click()
    visited.page.go_back()
    settled(visited)
    assert rows.nth(0).get_attribute("aria-expanded") == "true"
    assert rows.nth(1).get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("policy", [True, False], ids=["with policy", "without policy"])
def test_hostile_text_runs_nothing(visit: Visitor, policy: bool) -> None:
    made = map_html(hostile_collection())
    if not policy:
        made = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", made)
    visited = open_map(visit, made)
    page = visited.page
    for row in page.locator(".event-row").all():
        row.click()
    focus_mark(visited, 3)
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").count() == 1
    settled(visited)
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img, main svg[onload], main iframe").count() == 0
    assert page.locator("a[href^='javascript'], a[href^='data']").count() == 0
    visited.assert_quiet()


@pytest.mark.parametrize(
    "collection", [FeatureCollection("Nothing"), big_collection(3000)], ids=["none", "thousands"]
)
def test_any_number_of_events_opens(visit: Visitor, collection: FeatureCollection) -> None:
    visited = open_map(visit, map_html(collection))
    visited.assert_quiet()
    total = len(collection.events)
    assert f"of {total:,} events shown" in visited.page.locator("#count").inner_text()


def test_long_list_grows_as_the_reader_comes_to_its_end(visit: Visitor) -> None:
    visited = open_map(visit, map_html(big_collection(400)))
    first = len(titles(visited))
    assert first < 320
    for _ in range(9):
        visited.page.locator("#listed li").last.scroll_into_view_if_needed()
        settled(visited)
    assert len(titles(visited)) == 320
    assert visited.page.get_by_role("button", name=re.compile("Show more")).count() == 0


def test_pacific_story_is_not_torn_at_the_date_line(visit: Visitor) -> None:
    events = (
        Event("e1", "In Fiji", places=(EventPlace("Suva", 178.44, -18.14),), start="2020-01-01"),
        Event("e2", "In Samoa", places=(EventPlace("Apia", -171.77, -13.83),), start="2020-01-02"),
    )
    visited = open_map(visit, map_html(FeatureCollection("Pacific", events=events)))
    width = visited.page.evaluate(
        "(() => { const b = map_1.getBounds(); return b.getEast() - b.getWest(); })()"
    )
    assert width < 60


@pytest.mark.parametrize("width", [390, 820, 1280, 1920])
def test_nothing_sticks_out_sideways(visit: Visitor, html: str, width: int) -> None:
    visited = open_map(visit, html, width=width)
    assert visited.page.evaluate("document.documentElement.scrollWidth") <= width
    frame = visited.page.locator(".map-frame").bounding_box()
    assert frame
    assert frame["height"] >= 280


def test_targets_are_large_enough(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html, width=390, has_touch=True)
    small = visited.page.evaluate(
        """() => [...document.querySelectorAll("button, .leaflet-bar a")]
          .filter((one) => one.offsetParent)
          .map((one) => [one.textContent, one.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""
    )
    assert small == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(visit: Visitor, html: str, theme: str) -> None:
    visited = open_map(visit, html, theme=theme)
    visited.page.locator("#listed .event-row").nth(4).click()
    focus_mark(visited, 2)
    visited.page.keyboard.press("Enter")
    assert visited.axe_findings() == []


def test_right_to_left_page_keeps_its_map(visit: Visitor, html: str) -> None:
    """No language shipped is written so yet: the page is turned by hand."""
    made = html.replace('lang="en" dir="ltr"', 'lang="ar" dir="rtl"', 1)
    visited = open_map(visit, made)
    direction = "getComputedStyle(document.querySelector('.map-frame')).direction"
    assert visited.page.evaluate(direction) == "ltr"
    list_box = visited.page.locator("#events").bounding_box()
    map_box = visited.page.locator(".map-frame").bounding_box()
    assert list_box
    assert map_box
    assert list_box["x"] > map_box["x"]


def test_article_text_runs_its_own_way(visit: Visitor) -> None:
    event = Event("e1", "مسلحون يهاجمون مراكز الشرطة", start="2015-09-01", end="2015-09-01")
    visited = open_map(visit, map_html(FeatureCollection("قمة", events=(event,))))
    for selector in ("h1", ".event-title"):
        way = f"getComputedStyle(document.querySelector('{selector}')).direction"
        assert visited.page.evaluate(way) == "rtl"


@pytest.mark.parametrize("width", [390, 1280])
def test_long_words_stay_inside(visit: Visitor, width: int) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"
    place = EventPlace(word, 68.8, 38.5, word, level="city", reason=word)
    event = Event("e1", word, start="2015-09-01", end="2015-09-01", places=(place,), actors=(word,))
    made = map_html(FeatureCollection(word, events=(event,)), MapOptions(language="de"))
    visited = open_map(visit, made, width=width)
    visited.page.locator(".event-row").first.click()
    assert visited.page.evaluate("document.documentElement.scrollWidth") <= width
    panel = "document.querySelector('#events')"
    assert visited.page.evaluate(f"{panel}.scrollWidth <= {panel}.clientWidth")


def test_kinds_can_be_chosen_finer_than_their_groups(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    menu = visited.page.locator(".menu", has_text="Finer kinds")
    menu.locator("summary").click()
    row = menu.locator(".facet-row", has_text="attack or clash")
    assert row.locator(".count").inner_text() == "2"
    row.click()
    settled(visited)
    assert titles(visited) == ["Armed men attacked police posts in Dushanbe and Vahdat"]
    assert titles(visited, "undated") == ["Villagers spoke of shots near Isfara"]
    assert "kind=assault" in visited.page.evaluate("location.hash")


@pytest.mark.parametrize(
    ("chosen", "left", "part"),
    [
        (("Operators", "India"), {"Gissar (Ayni) Air Base"}, "operator=IN"),
        (("Hosts", "Kyrgyzstan"), {"Kant Air Base"}, "host=KG"),
        (
            ("Kinds of base", "air base"),
            {"Gissar (Ayni) Air Base", "Kant Air Base"},
            "base-kind=air",
        ),
    ],
)
def test_bases_have_filters_of_their_own(
    visit: Visitor, html: str, chosen: tuple[str, str], left: set[str], part: str
) -> None:
    menu, value = chosen
    visited = open_map(visit, html)
    all_marks = marks_colour(visited)
    page = visited.page
    # By keyboard alone: open, tick, close.
    page.locator(".menu summary", has_text="Which bases").press("Enter")
    page.get_by_role("group", name=menu).get_by_label(value).press("Space")
    settled(visited)
    assert set(titles(visited, "bases")) == left
    assert marks_colour(visited) < all_marks
    assert part in page.evaluate("location.hash")
    assert page.locator("#count").inner_text() == "9 of 13 events shown"
    page.keyboard.press("Escape")
    assert page.locator(".menu-body").get_by_label(value).first.is_hidden()
    assert set(titles(visited, "bases")) == left
    fragment = page.evaluate("location.hash")
    assert set(titles(open_map(visit, html, fragment=fragment), "bases")) == left


def test_filters_of_bases_go_with_their_layer(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html)
    expect(visited.page.locator(".menu", has_text="Which bases")).to_be_visible()
    visited.page.get_by_role("button", name=re.compile("Military bases 3")).click()
    expect(visited.page.locator(".menu", has_text="Which bases")).to_be_hidden()


def test_filters_with_one_value_are_left_out(visit: Visitor) -> None:
    one = sample_collection()
    base = next(base for base in one.bases if base.id == "base:kant")
    event = next(event for event in one.events if event.id == "e01attack")
    visited = open_map(visit, map_html(FeatureCollection(events=(event,), bases=(base,))))
    assert visited.page.locator(".filters .menu").count() == 0


def test_menus_stay_on_a_phone(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html, width=390, height=844)
    for name in ("Finer kinds", "Which bases"):
        menu = visited.page.locator(".menu", has_text=name)
        menu.locator("summary").click()
        box = menu.locator(".menu-body").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert box["y"] + box["height"] <= 844
        visited.page.keyboard.press("Escape")


def test_popup_of_a_base_tells_all_a_reader_needs(visit: Visitor, html: str) -> None:
    visited = open_map(visit, html, fragment="#status=")
    focus_mark(visited, 1)
    visited.page.keyboard.press("Enter")
    popup = visited.page.locator(".map-popup").inner_text()
    for words in (
        "201st Military Base", "army base", "Russia", "Tajikistan", "2004", "6,000", "85%",
        "register", "Russia keeps a 6,000-strong base in Tajikistan",
    ):  # fmt: skip
        assert words in popup


def test_a_world_of_bases_leaves_the_story_in_view(visit: Visitor) -> None:
    everywhere = tuple(
        Base(f"base:{lon}:{lat}", f"Base {lon} {lat}", float(lon), float(lat), operator=("FR",))
        for lon in range(-175, 180, 10)
        for lat in range(-55, 75, 5)
    )
    story = replace(sample_collection(), bases=everywhere)
    visited = open_map(visit, map_html(story))
    scale = visited.page.locator(".leaflet-control-scale-line").inner_text()
    assert scale in {"100 km", "200 km", "300 km"}
    assert "936" in visited.page.get_by_role("button", name="Military bases").inner_text()
    # An event among them is still one to point at and open.
    focus_mark(visited, 1)
    visited.page.keyboard.press("Enter")
    assert "Parliament ratified the base treaty" in visited.page.locator(".map-popup").inner_text()

"""story.html in Chromium with the network off: map, timeline, list and evidence as one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import expect

from maps.features import FeatureCollection
from maps.map_page import Tiles
from tests.conftest import Visit
from tests.samples import HOSTILE_STRINGS, big_collection, hostile_collection, sample_collection
from timeline.page import StoryOptions, story_html

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]
WINDOW_2014 = "#from=2014-01-01&to=2014-12-31"
IN_2014 = {
    "Crowds set fire to a police station in Khorugh",
    "Kyrgyzstan passed a law on foreign troops",
}


@pytest.fixture(scope="module")
def sample() -> str:
    return story_html(sample_collection())


def settle(seen: Visit) -> None:
    """Wait for the redraw and the delayed count after a change."""
    seen.page.wait_for_timeout(400)


def listed(seen: Visit) -> set[str]:
    return set(seen.page.locator("#events .event-title").all_inner_texts())


def titled(seen: Visit) -> set[str]:
    return set(seen.page.locator(".stage .title .words").all_inner_texts())


def count(seen: Visit) -> str:
    return seen.page.locator("#count").inner_text()


def url(seen: Visit) -> str:
    found: str = seen.page.evaluate("location.hash")
    return found


def ink(seen: Visit) -> int:
    """How much ink the map's marks have, by its opacity: they are drawn on a canvas."""
    drawn: int = seen.page.evaluate(
        """() => {
          const canvas = document.querySelector('#map .leaflet-overlay-pane canvas');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let inked = 0;
          for (let at = 3; at < data.length; at += 4) inked += data[at];
          return inked;
        }"""
    )
    return drawn


def test_all_parts_are_on_one_screen_and_quiet(visit: Open, sample: str) -> None:
    seen = visit(sample, width=1280, height=900)
    assert count(seen) == "9 of 13 events shown"
    for part in ("#list", "#map", "#time-part"):
        box = seen.page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900
        assert box["width"] > 250
    assert ink(seen) > 100_000
    assert seen.page.locator(".plot .scatterlayer .point").count() == 4
    seen.assert_quiet()


def test_a_story_of_fifty_events_stays_small() -> None:
    assert len(story_html(big_collection(50)).encode()) < 2_500_000


def test_a_window_of_time_filters_map_list_and_plot(visit: Open, sample: str) -> None:
    seen = visit(sample)
    before = ink(seen)
    seen.page.get_by_label("From", exact=True).fill("2014-01-01")
    seen.page.get_by_label("to", exact=True).fill("2014-12-31")
    settle(seen)
    assert listed(seen) == titled(seen) == IN_2014
    assert count(seen) == "2 of 13 events shown, 1 January 2014 – 31 December 2014"
    assert ink(seen) != before
    assert url(seen) == WINDOW_2014


def test_a_link_reopens_the_view(visit: Open, sample: str) -> None:
    seen = visit(sample, fragment=f"{WINDOW_2014}&event=e05khorugh")
    assert listed(seen) == IN_2014
    assert "Khorugh" in seen.page.locator("#evidence h3").inner_text()
    assert seen.page.get_by_label("From", exact=True).input_value() == "2014-01-01"


def test_back_undoes_a_choice(visit: Open, sample: str) -> None:
    seen = visit(sample)
    seen.page.locator("#events .event-row").nth(0).click()
    seen.page.get_by_role("button", name="Next event").click()
    seen.page.get_by_role("button", name="Next event").click()
    assert "Khorugh" in seen.page.locator("#evidence h3").inner_text()
    seen.page.go_back()
    settle(seen)
    assert "law on foreign troops" in seen.page.locator("#evidence h3").inner_text()


def test_hover_in_the_list_lights_map_and_plot(visit: Open, sample: str) -> None:
    seen = visit(sample)
    before = ink(seen)
    seen.page.locator("#events li", has_text="summit").hover()
    settle(seen)
    assert seen.page.locator(".stage .title.hovered").count() == 1
    assert ink(seen) != before


def test_hover_in_the_plot_lights_the_list(visit: Open, sample: str) -> None:
    seen = visit(sample)
    seen.page.locator(".stage .title", has_text="summit").hover()
    assert "summit" in seen.page.locator("#events li.is-hovered").inner_text()


def test_the_evidence_shows_what_was_written_and_how_it_was_read(visit: Open, sample: str) -> None:
    seen = visit(sample)
    seen.page.locator("#events .event-row", has_text="Armed men").click()
    panel = seen.page.locator("#evidence")
    marked = panel.locator("mark").all_inner_texts()
    assert {"early September", "Dushanbe", "Vahdat", "at least 22"} <= set(marked)
    for words in ("1–10 September 2015", "first third of September", "90%", "2 documents",
                  "News Example", "Courts say that"):  # fmt: skip
        assert words in panel.inner_text()
    link = panel.get_by_role("link", name=re.compile("Alliance stands by"))
    assert link.get_attribute("href") == "https://news.example/2015/alliance"
    seen.page.keyboard.press("Escape")
    assert not panel.locator(".evidence-card").is_visible()


def test_escape_clears_the_choice_first_and_then_the_filters(visit: Open, sample: str) -> None:
    seen = visit(sample, fragment=f"{WINDOW_2014}&event=e05khorugh")
    seen.page.keyboard.press("Escape")
    assert url(seen) == WINDOW_2014
    seen.page.keyboard.press("Escape")
    settle(seen)
    assert url(seen) == ""
    assert count(seen) == "9 of 13 events shown"


def test_search_finds_words_of_the_quote(visit: Open, sample: str) -> None:
    seen = visit(sample)
    seen.page.get_by_role("searchbox").fill("smuggling REPORT")
    settle(seen)
    assert listed(seen) == {"The secretariat published a report on smuggling"}
    assert "q=smuggling" in url(seen)
    seen.page.locator("#clear").click()
    settle(seen)
    assert len(listed(seen)) == 8
    assert seen.page.get_by_role("searchbox").input_value() == ""


def test_a_menu_of_places_tells_numbers_and_filters(visit: Open, sample: str) -> None:
    seen = visit(sample)
    menu = seen.page.locator(".menu", has_text="Places").first
    menu.locator("summary").click()
    row = menu.locator(".facet-row", has_text="Dushanbe")
    assert row.locator(".count").inner_text() == "4"
    row.click()
    settle(seen)
    assert len(listed(seen)) == 4
    assert "Places: 1 chosen" in menu.inner_text()
    seen.page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert len(listed(seen)) == 4  # Escape closed the menu and nothing else


def test_the_map_can_filter_by_what_it_shows(visit: Open, sample: str) -> None:
    seen = visit(sample)
    seen.page.get_by_label("Only events in the part of the map shown").check()
    settle(seen)
    assert "The secretariat published a report on smuggling" not in listed(seen)  # no place
    shown = len(listed(seen))
    for _ in range(3):
        seen.page.locator(".leaflet-control-zoom-in").click()
        seen.page.wait_for_timeout(400)
    settle(seen)
    assert len(listed(seen)) < shown
    assert "box=" in url(seen)


def test_play_goes_on_in_time_and_pauses(visit: Open, sample: str) -> None:
    seen = visit(sample)
    axis = seen.page.locator(".plot .xtick").all_text_contents()
    clock = seen.page.clock
    clock.install()  # from here on the page's time goes on only where the test says so
    clock.pause_at("2100-01-01")
    seen.page.get_by_role("button", name="Play", exact=True).click()
    clock.run_for(400)
    assert listed(seen) == titled(seen) == {"Parliament ratified the base treaty"}
    clock.run_for(1500)
    later = listed(seen)
    assert later > {"Parliament ratified the base treaty"}
    assert seen.page.locator(".plot .xtick").all_text_contents() == axis  # it does not jump about
    seen.page.get_by_role("button", name="Pause").click()
    clock.run_for(5000)
    assert listed(seen) == later


def test_play_ends_with_the_whole_story(visit: Open, sample: str) -> None:
    seen = visit(sample)
    seen.page.get_by_label("Speed").select_option("4")
    seen.page.get_by_role("button", name="Play", exact=True).click()
    seen.page.get_by_role("button", name="Pause").wait_for(state="detached")
    settle(seen)
    assert count(seen) == "9 of 13 events shown"


def test_a_step_goes_to_the_next_event(visit: Open, sample: str) -> None:
    seen = visit(sample, fragment="#to=2013-10-05")
    assert listed(seen) == {"Parliament ratified the base treaty"}
    seen.page.get_by_role("button", name="Step on").click()
    settle(seen)
    assert "Kyrgyzstan passed a law on foreign troops" in listed(seen)
    seen.page.get_by_role("button", name="Step back").click()
    settle(seen)
    assert listed(seen) == {"Parliament ratified the base treaty"}


def test_the_window_can_move_while_it_plays(visit: Open, sample: str) -> None:
    seen = visit(sample)
    seen.page.get_by_label("What playing does").select_option("slide")
    seen.page.get_by_role("button", name="Play", exact=True).click()
    settle(seen)
    first = url(seen)
    seen.page.wait_for_timeout(1000)
    assert re.fullmatch(r"#(from=[\d-]+&)?to=[\d-]+", first)
    assert url(seen) != first


def test_keyboard_alone_reaches_and_opens_everything(visit: Open, sample: str) -> None:
    seen = visit(sample)
    reached: list[str] = []
    for _ in range(60):
        seen.page.keyboard.press("Tab")
        reached.append(
            seen.page.evaluate(
                "(() => { const n = document.activeElement; return n.getAttribute('aria-label')"
                " || n.textContent.trim().slice(0, 60) || n.tagName; })()"
            )
        )
    for name in ("Skip to the list of events", "Search events", "Play", "Start of the time shown"):
        assert any(name in each for each in reached), name
    assert sum("Map" in each and "arrow" in each.lower() for each in reached) <= 1
    seen.page.locator("#events .event-row").first.focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.locator(".evidence-card").is_visible()


def test_a_phone_shows_one_part_at_a_time(visit: Open, sample: str) -> None:
    seen = visit(sample, width=390, height=844, has_touch=True)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen.page.locator("#map").is_visible()
    assert not seen.page.locator("#list").is_visible()
    seen.page.get_by_role("button", name="Time", exact=True).tap()
    settle(seen)
    assert not seen.page.locator("#map").is_visible()
    assert len(titled(seen)) == 8
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    seen.page.get_by_role("button", name="List", exact=True).tap()
    seen.page.locator("#events .event-row", has_text="summit").tap()
    card = seen.page.locator(".evidence-card").bounding_box()
    assert card is not None
    assert card["y"] + card["height"] == pytest.approx(844, abs=1)
    assert not seen.page.locator("#filters").is_visible()
    seen.page.get_by_role("button", name="Close").tap()
    seen.page.get_by_role("button", name="Filters").tap()
    assert seen.page.locator("#filters").is_visible()
    for control in seen.page.locator(".tools input, .tools summary").all():
        box = control.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [320, 820, 1024, 1920])
def test_nothing_sticks_out(visit: Open, sample: str, width: int) -> None:
    seen = visit(sample, width=width, height=1000, fragment="#event=e01attack")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 820, 1280])
def test_a_long_title_stays_on_the_page(visit: Open, width: int) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänsverbandsvorsitzender"
    titled_so = replace(sample_collection(), title=f"{word} tritt nach dreißig Jahren zurück")
    seen = visit(story_html(titled_so), width=width)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    title = seen.page.locator("h1").bounding_box()
    tools = seen.page.locator(".tools").bounding_box()
    assert title is not None
    if tools is not None:  # a phone keeps them folded away
        beside = title["x"] + title["width"] <= tools["x"]
        assert beside or title["y"] + title["height"] <= tools["y"]


@pytest.mark.parametrize("policy", [True, False])
def test_hostile_text_runs_nothing(visit: Open, policy: bool) -> None:
    page = story_html(hostile_collection())
    if not policy:
        page, changed = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
        assert changed == 1
    seen = visit(page)
    for number in range(len(HOSTILE_STRINGS)):
        seen.page.evaluate(f"location.hash = '#event=hostile{number}'")
        seen.page.wait_for_timeout(60)
    for menu in seen.page.locator(".tools .menu summary").all():
        menu.click()
        menu.click()
    seen.page.emulate_media(media="print")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    settle(seen)
    assert seen.page.evaluate("window.hacked") is None
    assert seen.page.locator("a[href^='javascript'], img[onerror], svg[onload]").count() == 0
    seen.assert_quiet()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious(visit: Open, sample: str, theme: Any, width: int) -> None:
    seen = visit(sample, theme=theme, width=width, fragment="#event=e01attack")
    settle(seen)
    assert seen.axe_findings("serious", "critical") == []


def test_chosen_tiles_are_credited_and_allowed_as_images_only(visit: Open) -> None:
    tiles = Tiles("https://tiles.example/{z}/{x}/{y}.png", "© <b>Tile</b> makers")
    page = story_html(sample_collection(), StoryOptions(tiles=tiles))
    assert "img-src data: https://tiles.example" in page
    seen = visit(page)
    assert "© <b>Tile</b> makers" in seen.page.locator(".leaflet-control-attribution").inner_text()
    asked = [address for address in seen.requests if not address.startswith("file:")]
    assert asked
    assert all(address.startswith("https://tiles.example/") for address in asked)


@pytest.mark.parametrize("count_of_events", [1, 200, 5000])
def test_stories_of_every_size_open(visit: Open, count_of_events: int) -> None:
    seen = visit(story_html(big_collection(count_of_events)))
    seen.page.locator("#events .event-row").first.wait_for()
    assert seen.page.locator(".plot .point").count() > 0
    assert ink(seen) > 0
    seen.assert_quiet()


def test_two_builds_give_the_same_bytes() -> None:
    assert story_html(sample_collection()) == story_html(sample_collection())


def test_another_language_and_one_that_is_not_shipped(visit: Open) -> None:
    german = visit(story_html(sample_collection(), StoryOptions(language="de")))
    assert german.page.evaluate("document.documentElement.lang") == "de"
    assert count(german) == "9 von 13 Ereignissen gezeigt"
    assert "1.–10. September 2015" in german.page.locator("#events").inner_text()
    other = visit(story_html(sample_collection(), StoryOptions(language="xx")))
    assert other.page.evaluate("document.documentElement.lang") == "en"


def test_bases_are_listed_and_open_their_evidence(visit: Open, sample: str) -> None:
    page = visit(sample).page
    tray = page.locator("#bases")
    assert tray.locator("summary").inner_text() == "3 military bases"
    tray.locator("summary").click()
    names = tray.locator(".event-title").all_inner_texts()
    # What the article mentions comes first.
    assert names == ["201st Military Base", "Kant Air Base", "Gissar (Ayni) Air Base"]
    tray.get_by_role("button", name="Kant Air Base").click()
    assert "Russia's only air base in Kyrgyzstan." in page.locator("#evidence").inner_text()
    assert "event=base%3Akant" in page.url
    page.get_by_role("button", name=re.compile("Military bases 3")).click()
    expect(tray).to_be_hidden()


def test_the_legend_tells_kinds_and_operators_of_bases(visit: Open, sample: str) -> None:
    page = visit(sample).page
    page.locator(".key summary").click()
    rows = page.locator(".legend li").all_inner_texts()
    assert {"air base", "army base", "Russia", "other operators"} <= set(rows)
    assert "naval base" not in rows
    assert "China" not in rows


def test_what_a_person_has_checked_is_marked(visit: Open) -> None:
    story = sample_collection()
    events = tuple(
        replace(event, edited="corrected" if event.id == "e02summit" else None)
        for event in story.events
    )
    page = visit(story_html(replace(story, events=events))).page
    (chip,) = page.locator("#events .chip.edited").all_inner_texts()
    assert chip == "✓ corrected by hand"
    (mark,) = page.locator(".stage .title", has=page.locator(".edited")).all_inner_texts()
    assert "summit" in mark
    page.locator(".key summary").click()
    assert "checked by hand" in page.locator(".legend li").all_inner_texts()


def test_a_search_without_a_find_says_so_and_leads_back(visit: Open, sample: str) -> None:
    page = visit(sample, fragment="#q=nowheretobefound").page
    line = page.locator("#nothing")
    assert line.inner_text().startswith("No event passes these filters.")
    line.get_by_role("button").click()
    expect(line).to_be_hidden()
    expect(page.locator("#count")).to_have_text("9 of 13 events shown")


def test_date_fields_tell_the_ends_of_the_story(visit: Open, sample: str) -> None:
    page = visit(sample).page
    first = page.get_by_label("From", exact=True)
    assert "2013-08-01" < first.input_value() <= "2013-10-01"
    first.fill("2015-01-01")
    expect(page.locator("#count")).to_contain_text("from 1 January 2015")
    page.get_by_role("button", name="Whole story").click()
    assert first.input_value() < "2013-10-02"


def test_the_sign_of_the_kind_stands_next_to_its_mark(visit: Open, sample: str) -> None:
    page = visit(sample).page
    for title, side in (("Parliament ratified", "left"), ("summit opened", "right")):
        found = page.locator(".stage .title", has_text=title)
        glyph = found.locator(".glyph").bounding_box()
        words = found.locator(".words").bounding_box()
        assert glyph
        assert words
        assert (glyph["x"] < words["x"]) is (side == "left")


def test_who_embeds_the_page_may_set_its_theme(visit: Open, sample: str) -> None:
    page = visit(sample).page
    shot = "document.querySelector('.leaflet-basemap-pane canvas').toDataURL()"
    light = page.evaluate(shot)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(f"(light) => {shot} !== light", arg=light)


def test_right_to_left_titles_keep_their_direction(visit: Open) -> None:
    title = "أعلن الرئيس الروسي خلال القمة عن دعم عسكري إضافي"
    event = replace(sample_collection().events[0], title=title)
    seen = visit(story_html(FeatureCollection(title, events=(event,))))
    for place in ("h1", ".stage .title .words", "#events .event-title"):
        direction = seen.page.locator(place).first.evaluate(
            "node => getComputedStyle(node).direction"
        )
        assert direction == "rtl"

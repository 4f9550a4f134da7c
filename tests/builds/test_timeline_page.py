"""timeline.html in Chromium with the network off: what a reader sees and can do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from maps.features import Event, FeatureCollection, SourceDocument, sorted_events
from tests.conftest import Visit
from tests.samples import HOSTILE_STRINGS, big_collection, hostile_collection, sample_collection
from timeline.page import TimelineOptions, timeline_html

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]


def on(day: str, number: int, title: str | None = None) -> Event:
    return Event(f"e{number}", title or f"Event of {day}", edtf=day, start=day, end=day)


def story(*events: Event) -> FeatureCollection:
    return FeatureCollection("A story", documents=(SourceDocument("d1"),),
                             events=sorted_events(events))  # fmt: skip


def titles(visit: Visit) -> list[str]:
    """Titles on the plot, without the glyph of their kind."""
    return visit.page.locator(".stage .title .words").all_inner_texts()


def listed(visit: Visit) -> list[str]:
    return visit.page.locator("#events .event-title").all_inner_texts()


def settle(visit: Visit) -> None:
    """Wait for the redraw and the delayed count after a change."""
    visit.page.wait_for_timeout(400)


def count(visit: Visit) -> str:
    return visit.page.locator("#count").inner_text()


@pytest.fixture(scope="module")
def sample() -> str:
    return timeline_html(sample_collection())


def test_the_page_opens_offline_and_shows_what_happened(visit: Open, sample: str) -> None:
    seen = visit(sample)
    assert seen.page.title() == "Tajikistan, September 2015 – timeline"
    assert len(titles(seen)) == 8
    assert "The alliance's summit opened in Dushanbe" in titles(seen)
    assert "Exercise planned in the Khatlon region" not in titles(seen)
    assert count(seen) == "9 of 13 events shown"
    seen.assert_quiet()


def test_marks_are_drawn_where_the_axis_says(visit: Open, sample: str) -> None:
    seen = visit(sample)
    diamonds = seen.page.locator(".plot .scatterlayer .point")
    assert diamonds.count() == 4
    assert seen.page.locator(".plot .barlayer .point").count() > 4
    for box in (diamond.bounding_box() for diamond in diamonds.all()):
        assert box is not None
        assert box["width"] >= 10
    names = seen.page.locator(".plot .xtick").all_text_contents()
    assert len(names) >= 4
    assert any("2014" in name for name in names)


def test_the_list_is_the_equal_of_the_plot(visit: Open, sample: str) -> None:
    seen = visit(sample)
    assert sorted(listed(seen)) == sorted(titles(seen))
    assert seen.page.locator(".timeline").get_attribute("aria-hidden") == "true"
    dates = seen.page.locator("#events time").all_inner_texts()
    assert "1–10 September 2015" in dates
    assert seen.page.locator('#events time[datetime="2015-09-15"]').count() == 2
    assert seen.page.locator("#undated .event-title").all_inner_texts() == [
        "Villagers spoke of shots near Isfara"
    ]
    assert "1 event without a date" in seen.page.locator("#undated summary").inner_text()


def test_a_press_on_a_title_opens_its_evidence(visit: Open, sample: str) -> None:
    seen = visit(sample)
    seen.page.locator(".stage .title", has_text="Armed men").click()
    panel = seen.page.locator("#evidence")
    for words in ("early September", "1–10 September 2015", "at least 22 people were killed",
                  "The first third of September", "News Example"):  # fmt: skip
        assert words in panel.inner_text()
    assert "event=e01attack" in seen.page.url
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator(".evidence-card").is_visible()


def test_a_press_on_a_mark_opens_its_evidence(visit: Open, sample: str) -> None:
    seen = visit(sample)
    box = seen.page.locator(".plot .scatterlayer .point").first.bounding_box()
    assert box is not None
    seen.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = seen.page.locator(".tip")
    tip.wait_for(state="visible")
    assert "Parliament ratified the base treaty" in tip.inner_text()
    assert "1 October 2013" in tip.inner_text()
    seen.page.mouse.down()
    seen.page.mouse.up()
    seen.page.locator(".evidence-card").wait_for(state="visible")
    assert "ratified" in seen.page.locator("#evidence h3").inner_text()


def test_other_statuses_are_one_press_away_with_their_number(visit: Open, sample: str) -> None:
    seen = visit(sample)
    planned = seen.page.get_by_role("button", name="planned 1")
    assert planned.get_attribute("aria-pressed") == "false"
    planned.click()
    settle(seen)
    assert "Exercise planned in the Khatlon region" in titles(seen)
    assert count(seen) == "10 of 13 events shown"


def test_the_window_filters_by_overlap(visit: Open, sample: str) -> None:
    seen = visit(sample)
    seen.page.get_by_label("From", exact=True).fill("2015-08-01")
    settle(seen)
    assert "Border guards reinforce posts on the Panj" in listed(seen)  # since June, still lasting
    assert "Parliament ratified the base treaty" not in listed(seen)
    assert count(seen).endswith("from 1 August 2015")
    seen.page.keyboard.press("Escape")
    settle(seen)
    assert "Parliament ratified the base treaty" in listed(seen)


def test_what_ended_before_the_window_has_no_title(visit: Open, sample: str) -> None:
    seen = visit(sample, fragment="#from=2015-01-01")  # the law of 2014 ended the day before
    assert set(titles(seen)) == set(listed(seen))
    assert "Kyrgyzstan passed a law on foreign troops" not in titles(seen)


def test_the_window_moves_by_keyboard_and_says_its_day(visit: Open, sample: str) -> None:
    seen = visit(sample)
    handle = seen.page.get_by_role("slider", name="Start of the time shown")
    handle.focus()
    before = handle.get_attribute("aria-valuetext")
    seen.page.keyboard.press("PageUp")
    after = handle.get_attribute("aria-valuetext")
    assert before != after
    assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ 2013", after or "")
    settle(seen)
    assert "Parliament ratified the base treaty" not in listed(seen)


def test_two_presses_set_the_window_without_dragging(visit: Open, sample: str) -> None:
    seen = visit(sample)
    box = seen.page.locator(".strip").bounding_box()
    assert box is not None
    seen.page.mouse.click(box["x"] + box["width"] * 0.2, box["y"] + 20)
    seen.page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + 20)
    settle(seen)
    assert sorted(listed(seen)) == [
        "Crowds set fire to a police station in Khorugh",
        "Kyrgyzstan passed a law on foreign troops",
    ]


def test_a_drag_across_the_strip_sets_the_window(visit: Open, sample: str) -> None:
    seen = visit(sample)
    box = seen.page.locator(".strip").bounding_box()
    assert box is not None
    seen.page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 20)
    seen.page.mouse.down()
    seen.page.mouse.move(box["x"] + box["width"] * 0.99, box["y"] + 20, steps=5)
    seen.page.mouse.up()
    settle(seen)
    assert "Kyrgyzstan passed a law on foreign troops" not in listed(seen)
    assert "The alliance's summit opened in Dushanbe" in listed(seen)


def test_a_drag_across_the_plot_zooms_in(visit: Open, sample: str) -> None:
    seen = visit(sample)
    box = seen.page.locator(".plot .nsewdrag").bounding_box()
    assert box is not None
    bottom = box["y"] + box["height"] - 8  # where no title lies
    seen.page.mouse.move(box["x"] + box["width"] * 0.6, bottom)
    seen.page.mouse.down()
    seen.page.mouse.move(box["x"] + box["width"] * 0.97, bottom, steps=5)
    seen.page.mouse.up()
    settle(seen)
    assert "from=2015-0" in seen.page.url
    assert "Kyrgyzstan passed a law on foreign troops" not in titles(seen)


def test_a_link_reopens_the_view(visit: Open, sample: str) -> None:
    seen = visit(sample, fragment="#from=2014-01-01&to=2014-12-31&event=e05khorugh")
    assert sorted(listed(seen)) == [
        "Crowds set fire to a police station in Khorugh",
        "Kyrgyzstan passed a law on foreign troops",
    ]
    assert "Khorugh" in seen.page.locator("#evidence h3").inner_text()
    seen.assert_quiet()


def test_hover_in_the_list_marks_the_plot(visit: Open, sample: str) -> None:
    seen = visit(sample)
    seen.page.locator("#events li", has_text="summit").hover()
    assert seen.page.locator(".stage .title.hovered").inner_text().endswith("Dushanbe")
    assert seen.page.locator(".ring.soft").is_visible()


def test_the_page_says_how_dates_of_articles_were_found(visit: Open, sample: str) -> None:
    sources = visit(sample).page.locator("#documents").inner_text()
    assert "The caption has the full date, and it is a Tuesday" in sources
    assert "No full date in the text" in sources


@pytest.mark.parametrize("width", [390, 820, 1280])
@pytest.mark.parametrize("make", [sample_collection, lambda: big_collection(200)])
def test_nothing_collides_or_sticks_out(visit: Open, width: int, make: Any) -> None:
    seen = visit(timeline_html(make()), width=width)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = [title.bounding_box() for title in seen.page.locator(".stage .title").all()]
    found = [box for box in boxes if box]
    for at, one in enumerate(found):
        assert one["x"] >= 0
        assert one["x"] + one["width"] <= width
        for other in found[at + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"]
                or other["x"] + other["width"] <= one["x"]
                or one["y"] + one["height"] <= other["y"]
                or other["y"] + other["height"] <= one["y"]
            )
            assert apart, (one, other)


def test_hostile_text_runs_nothing_and_is_shown_as_text(visit: Open) -> None:
    seen = visit(timeline_html(hostile_collection()))
    for number in range(len(HOSTILE_STRINGS)):
        seen.page.evaluate(f"location.hash = '#event=hostile{number}'")
        seen.page.locator(".stage .title").nth(number).hover()
        settle(seen)
    assert seen.page.evaluate("window.hacked") is None
    assert seen.page.locator("a[href^='javascript'], img, svg[onload]").count() == 0
    assert "<script>window.hacked=1</script>" in titles(seen)
    seen.assert_quiet()


def test_hostile_text_runs_nothing_without_the_policy_either(visit: Open) -> None:
    page = timeline_html(hostile_collection())
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page, count=1)
    assert bare != page
    seen = visit(bare)
    for number in range(len(HOSTILE_STRINGS)):
        seen.page.evaluate(f"location.hash = '#event=hostile{number}'")
        settle(seen)
    assert seen.page.evaluate("window.hacked") is None


def slider(seen: Visit, side: str) -> str:
    """What a handle of the overview says."""
    return seen.page.locator(f".handle-{side}").get_attribute("aria-valuetext") or ""


def test_an_outlier_is_told_and_can_be_shown(visit: Open) -> None:
    year = [on(f"2015-{month:02d}-10", month) for month in range(1, 12)]
    seen = visit(timeline_html(story(on("1991-12-21", 0, "The Union ends"), *year)))
    assert "The Union ends" not in titles(seen)
    assert "The Union ends" in listed(seen)
    assert "One event lies far from the rest" in seen.page.locator("#time").inner_text()
    assert slider(seen, "from").endswith("2014")  # the frame is what the plot shows, with a margin
    seen.page.locator(".notice button").click()
    settle(seen)
    assert "1991" in slider(seen, "from")
    assert "The Union ends" in titles(seen)


def test_years_before_christ(visit: Open) -> None:
    seen = visit(
        timeline_html(story(on("-0043-03-15", 1, "Caesar is killed"), on("0079-08-24", 2)))
    )
    names = " ".join(seen.page.locator(".plot .xtick").all_text_contents())
    assert "20 BC" in names
    assert "AD 1" in names
    assert "15 March 44 BC" in seen.page.locator("#events").inner_text()
    seen.page.get_by_label("to", exact=True).fill("-0001-12-31")
    seen.page.keyboard.press("Tab")
    settle(seen)
    assert listed(seen) == ["Caesar is killed"]


def test_one_day_has_clock_times(visit: Open) -> None:
    hours = [on(f"2015-09-15T{hour:02d}:30:00", hour) for hour in (8, 11, 15)]
    names = visit(timeline_html(story(*hours))).page.locator(".plot .xtick").all_text_contents()
    assert any(name.startswith("12:00") for name in names)


def test_many_events_are_counted_and_open_on_zoom(visit: Open) -> None:
    seen = visit(timeline_html(big_collection(5000)))
    assert titles(seen) == []
    assert "4,000 events: each column counts" in seen.page.locator(".notice").first.inner_text()
    seen.page.get_by_label("From", exact=True).fill("2000-01-01")
    seen.page.get_by_label("to", exact=True).fill("2000-01-31")
    settle(seen)
    assert titles(seen)


@pytest.mark.parametrize("events", [(), (Event("e1", "Undated thing"),)])
def test_nothing_dated_is_told(visit: Open, events: tuple[Event, ...]) -> None:
    seen = visit(timeline_html(FeatureCollection("Empty", events=events)))
    assert "No event with a date." in seen.page.locator("#time").inner_text()
    seen.assert_quiet()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious(visit: Open, sample: str, theme: str, width: int) -> None:
    seen = visit(sample, theme=theme, width=width, fragment="#event=e01attack")
    settle(seen)
    assert seen.axe_findings("serious", "critical") == []


def test_targets_are_24_pixels(visit: Open, sample: str) -> None:
    seen = visit(sample, width=390)
    small = seen.page.evaluate(
        """[...document.querySelectorAll('button, input, summary, [role="slider"]')]
        .filter((node) => node.offsetParent && Math.min(node.offsetWidth, node.offsetHeight) < 24)
        .map((node) => node.outerHTML)"""
    )
    assert small == []


def test_the_title_of_the_options_and_its_statuses(visit: Open) -> None:
    options = TimelineOptions(title="Another title", statuses=("planned",))
    seen = visit(timeline_html(sample_collection(), options))
    assert seen.page.locator("h1").inner_text() == "Another title"
    assert titles(seen) == ["Exercise planned in the Khatlon region"]


def test_two_builds_give_the_same_bytes() -> None:
    assert timeline_html(sample_collection()) == timeline_html(sample_collection())

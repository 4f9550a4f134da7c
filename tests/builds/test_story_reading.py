"""story.html in Chromium: the evidence over the list, the page on paper, and in high contrast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Visit
from tests.samples import sample_collection
from timeline.page import story_html

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]
LAND = ".leaflet-basemap-pane canvas"


@pytest.fixture(scope="module")
def sample() -> str:
    return story_html(sample_collection())


def width_of(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box
    return box["width"]


def brightness(page: Page, selector: str) -> float:
    """The mean brightness of what a canvas shows, 0 black to 255 white."""
    mean: float = page.locator(selector).evaluate(
        """canvas => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let [sum, inked] = [0, 0];
          for (let at = 0; at < data.length; at += 4) {
            if (data[at + 3] < 255) continue;
            inked += 1;
            sum += (data[at] + data[at + 1] + data[at + 2]) / 3;
          }
          return sum / inked;
        }"""
    )
    return mean


def test_evidence_lies_over_the_list_and_takes_nothing_from_the_map(
    visit: Open, sample: str
) -> None:
    page = visit(sample, width=1280).page
    before = width_of(page, "#map")
    row = page.locator("#events .event-row").nth(1)
    row.focus()
    page.keyboard.press("Enter")
    assert width_of(page, "#map") == before
    # The row is hidden now: the keyboard is led into the panel, and back when it is closed.
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    assert page.locator("#list").evaluate("list => list.inert")
    page.keyboard.press("Escape")
    expect(row).to_be_focused()
    assert not page.locator("#list").evaluate("list => list.inert")


def test_on_a_wide_screen_the_list_stays_beside_the_evidence(visit: Open, sample: str) -> None:
    page = visit(sample, width=1920).page
    rows = page.locator("#events .event-row")
    rows.nth(0).click()
    rows.nth(2).click()
    expect(page.locator("#evidence h3")).to_contain_text("Khorugh")
    expect(rows.nth(2)).to_be_focused()


def test_one_can_go_from_evidence_to_evidence(visit: Open, sample: str) -> None:
    page = visit(sample).page
    page.locator("#events .event-row").first.click()
    panel = page.locator("#evidence")
    back, on = (panel.get_by_role("button", name=name) for name in ("Event before", "Next event"))
    expect(back).to_be_disabled()
    expect(panel.locator(".position")).to_have_text("1 of 9")
    titles = [panel.locator("h3").inner_text()]
    while on.is_enabled():
        on.click()
        titles.append(panel.locator("h3").inner_text())
    assert len(set(titles)) == 9  # the undated one too
    expect(page.get_by_role("button", name="Close")).to_be_focused()  # not lost with the last
    back.click()
    assert panel.locator("h3").inner_text() == titles[-2]


def test_the_list_follows_what_is_chosen_elsewhere(visit: Open, sample: str) -> None:
    page = visit(sample, width=1920, height=700).page
    page.evaluate("location.hash = '#event=e02summit'")
    expect(page.locator("#events .is-selected")).to_be_in_viewport()


def test_paper_gets_a_report_with_its_key(visit: Open, sample: str) -> None:
    page = visit(sample, theme="dark").page
    dark = brightness(page, LAND)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    report = page.locator("#report")
    assert report.locator("ol > li").count() == 9
    assert "at least 22 people were killed" in report.inner_text()
    assert "Alliance stands by Dushanbe after September fighting" in report.inner_text()
    assert "15 September 2015" in report.inner_text()
    key = report.locator(".report-key").inner_text().split("\n")
    assert {"Fighting and troops", "happened", "ongoing"} <= set(key)
    assert "planned" not in key
    expect(page.locator("#filters")).to_be_hidden()
    # The whole map on the paper, in light colours, and as it was afterwards.
    assert width_of(page, "#map") == 700
    assert dark < 100 < brightness(page, LAND)
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(report).to_be_empty()
    page.wait_for_timeout(200)
    assert brightness(page, LAND) == pytest.approx(dark, abs=8)


def test_a_map_that_is_not_on_the_screen_is_printed_as_well(visit: Open, sample: str) -> None:
    page = visit(sample, width=390, height=800).page
    page.get_by_role("button", name="List", exact=True).click()
    expect(page.locator("#map")).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert width_of(page, "#map") == 700
    assert brightness(page, LAND) > 100


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_high_contrast_leaves_the_map_and_tells_what_is_chosen(
    visit: Open, sample: str, theme: Any
) -> None:
    plain = visit(sample, theme=theme).page
    page = visit(sample, theme=theme, forced_colors="active").page
    assert brightness(page, LAND) == pytest.approx(brightness(plain, LAND), abs=1)
    chosen = page.locator("#events li").first
    chosen.locator(".event-row").click()
    assert chosen.evaluate("row => getComputedStyle(row).outlineStyle") == "solid"
    on = page.locator('#filters [aria-pressed="true"]').first
    off = page.locator('#filters [aria-pressed="false"]').first
    outlines = [each.evaluate("one => getComputedStyle(one).outlineStyle") for each in (on, off)]
    assert outlines == ["solid", "none"]


def test_skip_links_lead_to_their_part_and_keep_the_view(visit: Open, sample: str) -> None:
    fragment = "#from=2014-01-01&to=2014-12-31"
    page = visit(sample, fragment=fragment).page
    for name, part in (("list of events", "list"), ("map", "map-part"), ("timeline", "time-part")):
        link = page.locator("a.skip", has_text=name)
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"#{part}")).to_be_focused()
    assert page.evaluate("location.hash") == fragment
    expect(page.locator("#events li")).to_have_count(2)
    # Over the list lies the evidence: there the link leads.
    page.locator("#events .event-row").first.click()
    page.locator("a.skip").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence")).to_be_focused()


def test_a_skip_link_shows_its_part_on_a_phone(visit: Open, sample: str) -> None:
    page = visit(sample, width=390, height=800).page
    page.locator("a.skip").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#list")).to_be_focused()
    expect(page.locator("#list")).to_be_visible()

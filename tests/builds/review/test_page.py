"""The review page in a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.builds.review.helpers import (
    STORY,
    choose,
    page_of,
    press,
    rebuilt,
    serving,
    version,
)
from tests.conftest import AXE
from tests.samples import hostile_collection
from timeline.review import ReviewServer, Story

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.enable_socket, pytest.mark.browser]


def test_a_person_confirms_corrects_drops_adds_and_undoes(
    browser: Browser, server: ReviewServer, file: Path
) -> None:
    with page_of(browser, server.link) as page:
        choose(page, "e07treaty")
        press(page, "Confirm")
        page.get_by_text("1 of 13 events decided, in corrections.yaml").wait_for()
        assert rebuilt(file)["e07treaty"].edited == "confirmed"

        choose(page, "e02summit")
        page.get_by_label("Title").fill("The summit of the alliance")
        page.get_by_role("button", name="Vahdat, TJ (city)").click()
        page.get_by_label("Date", exact=True).fill("14.09.2015")
        page.get_by_text("That is: 14 September 2015").wait_for()
        press(page, "Save correction")
        page.get_by_text("Corrected: The summit of the alliance").wait_for()
        found = rebuilt(file)["e02summit"]
        assert (found.title, found.edtf) == ("The summit of the alliance", "2015-09-14")
        assert [place.gazetteer_id for place in found.places] == ["geonames:2"]
        assert found.edited == "corrected"

        choose(page, "e12airport")
        press(page, "Drop")
        page.get_by_text("Dropped: The airport had closed").wait_for()
        assert "e12airport" not in rebuilt(file)

        page.get_by_role("button", name="Undo").click()
        page.get_by_text("Undone.").wait_for()
        assert "e12airport" in rebuilt(file)

        page.get_by_role("button", name="Add an event").click()
        page.get_by_label("Title", exact=True).fill("A checkpoint opened")
        page.get_by_label("Date", exact=True).fill("early September 2015")
        page.get_by_label("Title of the source").fill("Notebook")
        page.get_by_label("The sentence that tells it").fill("A checkpoint opened in the north.")
        page.get_by_label("The article that tells it").select_option("none of the story")
        press(page, "Add")
        page.get_by_role("heading", name="An event of your own").wait_for()
        (own,) = [event for name, event in rebuilt(file).items() if name.startswith("own-")]
        assert (own.title, own.edtf) == ("A checkpoint opened", "2015-09-01/2015-09-10")
        assert own.evidence[0].quote == "A checkpoint opened in the north."

        page.get_by_label("Title", exact=True).fill("A checkpoint opened up")
        press(page, "Save")
        page.get_by_text("Saved: A checkpoint opened up").wait_for()
        assert rebuilt(file)[own.id].title == "A checkpoint opened up"


def test_a_wrong_date_is_told_beside_its_field_and_written_nowhere(
    browser: Browser, server: ReviewServer, file: Path
) -> None:
    with page_of(browser, server.link) as page:
        choose(page, "e02summit")
        page.get_by_label("Date", exact=True).fill("31/02/2015")
        page.get_by_text('"31/02/2015" is no date (2015-02 has 28 days)').wait_for()
        assert page.get_by_label("Date", exact=True).get_attribute("aria-invalid") == "true"
        press(page, "Save correction")
        page.get_by_role("alert").get_by_text('"31/02/2015" is no date').wait_for()
        assert page.get_by_label("Date", exact=True).input_value() == "31/02/2015"
        assert not file.exists()


def test_a_stale_tab_is_told_and_shows_what_stands(
    browser: Browser, server: ReviewServer, file: Path
) -> None:
    with page_of(browser, server.link) as first, page_of(browser, server.link) as second:
        choose(first, "e02summit")
        press(first, "Drop")
        choose(second, "e03pledge")
        press(second, "Confirm")
        told = "corrections.yaml was changed elsewhere; here it is as it stands now"
        second.get_by_role("alert").get_by_text(told).wait_for()
        second.get_by_text("1 of 13 events decided").wait_for()
        assert set(STORY.collection.events) - set(rebuilt(file).values()) == {
            event for event in STORY.collection.events if event.id == "e02summit"
        }
        press(second, "Confirm")
        second.get_by_text("2 of 13 events decided").wait_for()
        assert rebuilt(file)["e03pledge"].edited == "confirmed"


def test_a_link_without_the_token_shows_and_changes_nothing(
    browser: Browser, server: ReviewServer, file: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.origin + "/")
    page.get_by_role("alert").get_by_text("the link is not that of this review").wait_for()
    assert page.locator("#detail").inner_text() == ""
    context.close()
    assert not file.exists()


def test_a_page_of_another_site_can_do_nothing(
    browser: Browser, server: ReviewServer, file: Path, tmp_path: Path
) -> None:
    """It knows the address and even the token, and still is refused by browser and server."""
    body = json.dumps({"version": version(server), "event": "e02summit", "fields": {"drop": True}})
    context = browser.new_context()
    page = context.new_page()
    (tmp_path / "evil.html").write_text("<h1>evil</h1>", encoding="utf-8")
    page.goto((tmp_path / "evil.html").as_uri())
    for options in (
        {"method": "POST", "body": body, "headers": {"X-Dateline-Token": server.token}},
        {"method": "POST", "body": body, "mode": "no-cors"},
        {"method": "GET", "headers": {"X-Dateline-Token": server.token}},
    ):  # fmt: skip
        result = page.evaluate(
            "([url, options]) => fetch(url, options).then((a) => a.type, (e) => e.name)",
            [f"{server.origin}/decide", options],
        )
        assert result in ("TypeError", "opaque")
    with page.expect_event("requestfailed") as framed:
        page.evaluate(f"document.body.innerHTML = '<iframe src=\"{server.link}\"></iframe>'")
    assert framed.value.failure == "net::ERR_BLOCKED_BY_RESPONSE"
    context.close()
    assert not file.exists()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_hostile_text_is_text_and_axe_is_content(
    browser: Browser, file: Path, theme: Any, width: int
) -> None:
    story = Story(hostile_collection())
    with serving(file, story) as server:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=theme, bypass_csp=True
        )
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(server.link)
        page.locator("#detail h2").wait_for()
        choose(page, "hostile3")
        press(page, "Drop")
        page.get_by_text("Dropped: ${window.hacked=1}").wait_for()
        assert page.evaluate("window.hacked") is None
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("axe.run()")
        assert [(one["id"], one["nodes"][0]["html"]) for one in result["violations"]] == []
        assert errors == []
        context.close()
    assert "<script>" not in file.read_text(encoding="utf-8").splitlines()[0]


def test_the_keyboard_alone_is_enough(browser: Browser, server: ReviewServer, file: Path) -> None:
    with page_of(browser, server.link) as page:
        page.locator('[data-event="e06law"]').focus()
        page.keyboard.press("Enter")
        page.locator('[data-event="e06law"][aria-current]').wait_for()
        assert page.evaluate("document.activeElement.id") == "detail"
        page.get_by_role("button", name="Confirm").focus()
        page.keyboard.press("Enter")
        page.get_by_text("Confirmed: Kyrgyzstan passed a law on foreign troops").wait_for()
        assert page.evaluate("document.activeElement.id") == "detail"
    assert rebuilt(file)["e06law"].edited == "confirmed"


def test_a_person_splits_an_event_and_changes_its_parts(
    browser: Browser, server: ReviewServer, file: Path
) -> None:
    with page_of(browser, server.link) as page:
        choose(page, "e02summit")
        page.get_by_text("More than one event").click()
        first, second = (page.get_by_role("group", name=f"Part {at}", exact=True) for at in (1, 2))
        first.get_by_label("Title").fill("The summit opened")
        second.get_by_label("Title").fill("The summit ended")
        second.get_by_label("Date").fill("16 September 2015")
        second.get_by_label("Casualties").fill("about 3 injured")
        press(page, "Split")
        page.get_by_text("Split into 2: The alliance's summit opened in Dushanbe").wait_for()
        found = rebuilt(file)
        assert [found[f"e02summit-{at}"].title for at in (1, 2)] == [
            "The summit opened",
            "The summit ended",
        ]
        assert found["e02summit-2"].casualties[0].bound == "about"

        page.get_by_role("button", name="Another part").click()
        page.get_by_role("group", name="Part 3", exact=True).get_by_label("Title").fill("A dinner")
        press(page, "Save the parts")
        page.get_by_text("Split into 3").wait_for()
        assert rebuilt(file)["e02summit-3"].title == "A dinner"

        press(page, "Take back the decision")
        page.get_by_role("button", name="Confirm", exact=True).wait_for()
        assert "e02summit" in rebuilt(file)

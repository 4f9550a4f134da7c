"""A review that is served, and how tests ask and press on its page."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maps.features import Event
from tests.samples import DOCUMENT, TEXT, sample_collection
from tests.timeline.test_written import Names
from timeline.corrections import apply, load_corrections
from timeline.review import ReviewServer, Session, Story
from timeline.review.story import Choice, Choices

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STORY = Story(
    sample_collection(),
    {DOCUMENT.id: TEXT},
    {
        "e02summit": Choices(
            (Choice("2015-09-15", "15 September 2015", "“Tuesday”"),),
            (Choice("Vahdat (geonames:2)", "Vahdat, TJ (city)", "“Vahdat”"),),
        )
    },
)


@contextmanager
def serving(path: Path, story: Story = STORY) -> Iterator[ReviewServer]:
    server = ReviewServer(Session(story, path, Names()))
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()


def rebuilt(path: Path) -> dict[str, Event]:
    """The events as a build shows them with the corrections in the file."""
    applied = apply(STORY.collection, load_corrections(path, Names()), STORY.texts)
    assert applied.lost == ()
    return {event.id: event for event in applied.collection.events}


def ask(
    server: ReviewServer,
    path: str,
    body: Any = None,
    *,
    token: str | None = None,
    host: str | None = None,
    **headers: str,
) -> tuple[int, Any]:
    """A request with exactly these headers; `token` "" leaves that header out."""
    address = server.origin.removeprefix("http://")
    connection = http.client.HTTPConnection(address, timeout=30)
    given = server.token if token is None else token
    fields = {"Host": host or address, **headers}
    if given:
        fields["X-Dateline-Token"] = given
    data = None
    if body is not None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        fields.setdefault("Content-Type", "application/json")
    connection.request("GET" if body is None else "POST", path, data, fields)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    kind = answer.headers.get_content_type()
    return answer.status, json.loads(content) if kind == "application/json" else content


def version(server: ReviewServer) -> str:
    return str(ask(server, "/state")[1]["version"])


def decide(server: ReviewServer, event: str, fields: Any, status: int = 200) -> Any:
    answer = ask(server, "/decide", {"version": version(server), "event": event, "fields": fields})
    assert answer[0] == status
    return answer[1]


@contextmanager
def page_of(browser: Browser, link: str, **options: Any) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    page = context.new_page()
    page.goto(link)
    page.locator("#detail h2").wait_for()
    yield page
    context.close()


def choose(page: Page, event: str) -> None:
    page.locator(f'[data-event="{event}"]').click()
    page.locator(f'[data-event="{event}"][aria-current]').wait_for()


def press(page: Page, name: str) -> None:
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name=name, exact=True).click()

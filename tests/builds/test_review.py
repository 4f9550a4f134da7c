"""The review page, in a browser; what it decides stands in the file and in the collection."""

# ruff: noqa: ISC004 - long messages are whole

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from maps.features import Event
from tests.conftest import AXE, ROOT
from tests.samples import DOCUMENT, TEXT, hostile_collection, sample_collection
from tests.timeline.test_written import Names
from timeline.corrections import apply, load_corrections
from timeline.review import ReviewServer, Session, Story
from timeline.review.story import Choice, Choices
from timeline.yaml_lines import read_yaml

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.enable_socket

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


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "corrections.yaml"


@pytest.fixture
def server(file: Path) -> Iterator[ReviewServer]:
    with serving(file) as running:
        yield running


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


# who may ask


def test_the_files_of_the_page_need_no_token_and_tell_nothing(server: ReviewServer) -> None:
    for path in ("/", "/review.js", "/review.css", "/shared/theme.css", "/shared/dom.js"):
        status, content = ask(server, path, token="")
        assert status == 200
        assert server.token.encode() not in content
        assert b"Dushanbe" not in content


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"token": ""}, 403),
        ({"token": "wrong"}, 403),
        ({"token": "ß"}, 403),
        ({"host": "evil.example"}, 403),
        ({"host": "localhost:80"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_a_stranger_reads_and_writes_nothing(
    server: ReviewServer, file: Path, change: dict[str, str], status: int
) -> None:
    token = change.pop("token", None)
    body = {"version": version(server), "event": "e02summit", "fields": {"drop": True}}
    answer = ask(server, "/decide", body, token=token, host=change.pop("host", None), **change)
    assert answer[0] == status
    assert "events" not in answer[1]
    assert not file.exists()


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/decide", b"{", 400),
        ("/decide", b"[1]", 400),
        ("/decide", b"[" * 100_000, 400),
        ("/decide", b"x" * 300_000, 413),
        ("/decide", {"version": "old", "event": "e02summit", "fields": {"drop": True}}, 409),
        ("/nothing", {}, 404),
        ("/../../etc/passwd", None, 404),
        ("/look", {}, 400),
        ("/undo", {}, 409),
    ],
)
def test_what_cannot_be_understood_is_refused(
    server: ReviewServer, file: Path, path: str, body: Any, status: int
) -> None:
    answer = ask(server, path, body)
    assert answer[0] == status
    assert answer[1]["error"]
    assert not file.exists()


def test_it_listens_on_this_machine_alone(server: ReviewServer) -> None:
    assert server.origin.startswith("http://127.0.0.1:")
    assert server._http.socket.getsockname()[0] == "127.0.0.1"


# what is decided


def decide(server: ReviewServer, event: str, fields: Any, status: int = 200) -> Any:
    answer = ask(server, "/decide", {"version": version(server), "event": event, "fields": fields})
    assert answer[0] == status
    return answer[1]


def test_a_decision_without_a_difference_confirms(server: ReviewServer, file: Path) -> None:
    decide(server, "e02summit", {"title": "The alliance's summit opened in Dushanbe"})
    assert file.read_text(encoding="utf-8").partition("events:")[2] == (
        "\n  e02summit:\n"
        "    quote: On Tuesday a summit of the alliance opened in Dushanbe.\n"
        '    about: "The alliance\'s summit opened in Dushanbe"\n'
        "    confirm: 2015-09-15 in Dushanbe\n"
    )


def test_only_what_differs_is_written(server: ReviewServer, file: Path) -> None:
    fields = {"date": "16 September 2015", "place": "Vahdat; 38.5, 69.1", "kind": "consult"}
    decide(server, "e02summit", {**fields, "note": "From the\nhost."})
    entry = read_yaml(file.read_text(encoding="utf-8"), as_written=True).value["events"]
    assert entry["e02summit"] == {
        "quote": "On Tuesday a summit of the alliance opened in Dushanbe.",
        "about": "The alliance's summit opened in Dushanbe",
        "date": "16 September 2015",
        "place": ["Vahdat", "38.5, 69.1"],
        "note": "From the host.",
    }
    found = rebuilt(file)["e02summit"]
    assert [place.name for place in found.places] == ["Vahdat", "38.5, 69.1"]


def test_a_field_that_cannot_be_is_told_and_nothing_written(
    server: ReviewServer, file: Path
) -> None:
    told = decide(server, "e02summit", {"date": "31/02/2015", "place": "Nowhere"}, 422)
    assert told["error"].splitlines() == [
        'events.e02summit.date: "31/02/2015" is no date (2015-02 has 28 days); expected a day such'
        " as 2015-09-15, EDTF such as 2015-09-01/2015-09-10, or words such as early September 2015",
        'events.e02summit.place: no gazetteer knows "Nowhere"; write another name, an id such as'
        " geonames:1220855, or [longitude, latitude]",
    ]
    assert not file.exists()


def test_a_persons_own_file_keeps_comments_keys_and_order(server: ReviewServer, file: Path) -> None:
    own = (
        "# mine\nevents:\n"
        "  # by telephone\n"
        "  On Tuesday a summit of the alliance opened:\n    date: 2015-09-14\n"
        "  e13report: {merge: [e12airport]}\n"
    )
    file.write_text(own, encoding="utf-8")
    decide(server, "e02summit", {"date": "2015-09-13"})
    decide(server, "e05khorugh", {"drop": True})
    text = file.read_text(encoding="utf-8")
    assert [line for line in own.splitlines() if "#" in line] == ["# mine", "  # by telephone"]
    assert text.index("# by telephone\n  On Tuesday a summit") > text.index("e05khorugh:")
    assert "e02summit" not in text
    assert rebuilt(file)["e02summit"].edtf == "2015-09-13"
    assert "e12airport" not in rebuilt(file)


def test_a_broken_file_is_told_and_left_alone(server: ReviewServer, file: Path) -> None:
    file.write_text("events:\n  e02summit: {date: never}\n", encoding="utf-8")
    state = ask(server, "/state")[1]
    assert state["problems"][0].startswith("corrections.yaml:2: events.e02summit.date: ")
    told = decide(server, "e03pledge", {"drop": True}, 422)
    assert told["error"].startswith("mend the file first: corrections.yaml:2")
    assert file.read_text(encoding="utf-8") == "events:\n  e02summit: {date: never}\n"


def test_undo_goes_back_step_by_step_and_never_over_a_change_by_hand(
    server: ReviewServer, file: Path
) -> None:
    decide(server, "e02summit", {"drop": True})
    decide(server, "e02summit", {"title": "A meeting"})
    assert ask(server, "/undo", {"version": version(server)})[0] == 200
    assert "e02summit" not in rebuilt(file)
    file.write_text(
        file.read_text(encoding="utf-8").replace("drop: true", "confirm: true"), encoding="utf-8"
    )
    assert ask(server, "/undo", {"version": version(server)})[0] == 409
    assert rebuilt(file)["e02summit"].edited == "confirmed"


def test_a_merge_names_the_other_event_by_its_sentence(server: ReviewServer, file: Path) -> None:
    decide(server, "e03pledge", {"merge": "e02summit"})
    assert "merge: [On Tuesday a summit of the alliance opened in Dushanbe.]" in file.read_text(
        encoding="utf-8"
    )
    assert len(rebuilt(file)["e03pledge"].evidence) == 2


def test_a_file_that_cannot_be_written_is_told(file: Path) -> None:
    file.mkdir()
    with serving(file) as server:
        status, told = ask(server, "/state")
        assert (status, told["error"]) == (
            500,
            "corrections.yaml: cannot be read (is a directory)",
        )


def test_two_at_once_do_not_both_win(server: ReviewServer, file: Path) -> None:
    seen = version(server)
    answers: list[int] = []

    def one(event: str) -> None:
        body = {"version": seen, "event": event, "fields": {"drop": True}}
        answers.append(ask(server, "/decide", body)[0])

    threads = [threading.Thread(target=one, args=(f"e0{at}",)) for at in ("2summit", "3pledge")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 409]
    assert len(STORY.collection.events) - len(rebuilt(file)) == 1


# in a browser


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


@pytest.mark.browser
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


@pytest.mark.browser
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


@pytest.mark.browser
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


@pytest.mark.browser
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


@pytest.mark.browser
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
    page.evaluate(f"document.body.innerHTML = '<iframe src=\"{server.link}\"></iframe>'")
    page.wait_for_timeout(300)
    assert page.frames[-1].url in ("chrome-error://chromewebdata/", "about:blank", server.link)
    assert not page.frames[-1].locator("#detail h2").count()
    context.close()
    assert not file.exists()


@pytest.mark.browser
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


@pytest.mark.browser
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


# the program


_PROGRAM = """
import os, signal, sys, time
from pathlib import Path
import timeline.files as files
from tests.builds.test_review import STORY, Names
from timeline.review import ReviewServer, Session

# A slow disk: the write lasts long enough for Ctrl-C to come in its midst.
write = files._write
def slow(path, data):
    print("writing", flush=True)
    time.sleep(1.0)
    write(path, data)
files._write = slow
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job's is switched off
server = ReviewServer(Session(STORY, Path(sys.argv[1]), Names()), token="t")
print(server.origin, flush=True)
server.serve()
print("stopped", flush=True)
"""


def test_ctrl_c_in_the_middle_of_a_write_leaves_a_whole_file(file: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(file)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    address = process.stdout.readline().strip().removeprefix("http://")

    def post(path: str, body: Any) -> Any:
        connection = http.client.HTTPConnection(address, timeout=30)
        headers = {"X-Dateline-Token": "t", "Content-Type": "application/json"}
        method, data = ("POST", json.dumps(body)) if body else ("GET", None)
        connection.request(method, path, data, headers)
        return json.loads(connection.getresponse().read())

    seen = post("/state", None)["version"]
    fields = {"version": seen, "event": "e02summit", "fields": {"drop": True}}
    thread = threading.Thread(target=lambda: _quietly(lambda: post("/decide", fields)))
    thread.start()
    assert process.stdout.readline() == "writing\n"
    time.sleep(0.2)
    os.kill(process.pid, signal.SIGINT)
    rest, _ = process.communicate()
    thread.join()
    assert rest == "stopped\n"
    assert process.returncode == 0
    assert "e02summit" not in rebuilt(file)
    assert [path.name for path in file.parent.iterdir()] == ["corrections.yaml"]


def _quietly(act: Any) -> None:
    """The program may end before it answers."""
    with suppress(OSError, ValueError, http.client.HTTPException):
        act()

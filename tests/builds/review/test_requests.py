"""Who may ask the server of the review, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.builds.review.helpers import ask, version
from timeline.review import ReviewServer

pytestmark = pytest.mark.enable_socket


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

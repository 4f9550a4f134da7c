"""`dateline watch`: builds at every save, and the open page shows it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from maps.gazetteer import Gazetteer
from tests.builds.test_build import FIRE, FLOOD
from tests.conftest import ROOT
from timeline.config import load_config
from timeline.watching import Inputs, Server, Watched, changed


class TestInputs:
    def test_every_file_a_story_is_made_of_counts(self, tmp_path: Path) -> None:
        for name in ("a.txt", "b.txt", "bases.csv", "words.yaml", "other.md"):
            (tmp_path / name).write_text(name, encoding="utf-8")
        path = tmp_path / "config.yaml"
        path.write_text(
            "sources: ['*.txt']\n"
            "bases: {registers: [bases.csv]}\n"
            "dates: {lexicons: [words.yaml]}\n",
            encoding="utf-8",
        )
        inputs = Inputs(path)
        inputs.expect([load_config(path)])
        before = inputs.look()
        assert changed(before, inputs.look()) == ()
        (tmp_path / "other.md").write_text("no source", encoding="utf-8")
        assert changed(before, inputs.look()) == ()
        for name in ("bases.csv", "words.yaml", "config.yaml"):
            os.utime(tmp_path / name, (1, 1))
        (tmp_path / "a.txt").unlink()
        (tmp_path / "c.txt").write_text("new", encoding="utf-8")
        (tmp_path / "corrections.yaml").write_text("", encoding="utf-8")
        assert [item.name for item in changed(before, inputs.look())] == [
            "a.txt", "bases.csv", "c.txt", "config.yaml", "corrections.yaml", "words.yaml",
        ]  # fmt: skip


@pytest.mark.enable_socket
class TestServer:
    @pytest.fixture
    def server(self, tmp_path: Path) -> Iterator[Server]:
        output = tmp_path / "output"
        output.mkdir()
        (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
        (output / "map.html").write_text("<p>the map", encoding="utf-8")
        (output / ".hidden").write_text("secret", encoding="utf-8")
        served = Server([Watched("A <b> story", output)])
        yield served
        served.close()

    def get(self, server: Server, path: str, host: str | None = None) -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{server.port}{path}")
        if host:
            request.add_header("Host", host)
        try:
            with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own server
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""

    def test_it_shows_the_first_page_there_is(self, server: Server) -> None:
        status, page = self.get(server, "/")
        assert status == 200
        assert 'src="/0/map.html"' in page
        assert "A &lt;b&gt; story" in page
        assert self.get(server, "/0/map.html") == (200, "<p>the map")

    @pytest.mark.parametrize(
        "path",
        ["/0/../secret.txt", "/0/%2e%2e%2fsecret.txt", "/0/..%5csecret.txt", "/0/.hidden", "/1/",
         "/0/none.html", "/etc/passwd", "//etc/passwd", "/0//etc/passwd"],
    )  # fmt: skip
    def test_it_serves_nothing_else(self, server: Server, path: str) -> None:
        assert self.get(server, path)[0] == 404

    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", ""])
    def test_a_name_that_points_here_reads_nothing(self, server: Server, host: str) -> None:
        assert self.get(server, "/0/map.html", host or "x")[0] == 403

    def test_several_stories_are_listed(self, tmp_path: Path) -> None:
        server = Server([Watched("one", tmp_path), Watched("two", tmp_path)])
        try:
            page = self.get(server, "/")[1]
        finally:
            server.close()
        assert 'href="/0/">one' in page
        assert 'href="/1/">two' in page


@pytest.mark.browser
@pytest.mark.slow
def test_a_save_is_built_and_shown(tmp_path: Path, browser: Browser, gazetteer: Gazetteer) -> None:
    assert gazetteer.stamp
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("sources: ['*.txt']\n", encoding="utf-8")
    watching = subprocess.Popen(
        [sys.executable, "-m", "timeline", "watch", str(tmp_path / "config.yaml")],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert watching.stdout is not None
    page = browser.new_page()
    told: list[str] = []

    def until(start: str) -> str:
        assert watching.stdout is not None
        for line in watching.stdout:
            told.append(line)
            if line.startswith(start):
                return line
        raise AssertionError(told)

    try:
        page.goto(until("Watching").split(" look at ")[1].split(" ")[0])
        story = page.frame_locator("iframe")
        expect(story.locator("h1")).to_have_text("Flood hits Khujand")
        events = story.locator(".event-title")
        expect(events.filter(has_text="market")).to_have_count(0)
        (tmp_path / "fire.txt").write_text(FIRE, encoding="utf-8")
        assert "fire.txt" in until("Changed:")
        expect(events.filter(has_text="market").first).to_be_attached(timeout=60_000)
        (tmp_path / "config.yaml").write_text("sorces: ['*.txt']\n", encoding="utf-8")
        until("Changed:")
        expect(page.locator("#problems")).to_contain_text("did you mean sources?", timeout=30_000)
        (tmp_path / "config.yaml").write_text(
            "sources: ['*.txt']\ntitle: Mended\n", encoding="utf-8"
        )
        expect(story.locator("h1")).to_have_text("Mended", timeout=60_000)
        expect(page.locator("#problems")).to_be_empty()
    finally:
        page.close()
        watching.send_signal(signal.SIGINT)
        rest, _ = watching.communicate()
    assert watching.returncode == 0, rest
    assert rest.endswith("No longer watching.\n")

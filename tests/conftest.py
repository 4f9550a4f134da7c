"""Fixtures of all tests: the language pipeline, the gazetteer, and a browser without a network."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import settings

from tests.browser import find_browser, launch_arguments

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page
    from spacy.language import Language

    from maps.gazetteer import Gazetteer

# No test has a time limit; what CI draws at random is the same each time, so it fails for a reason.
settings.register_profile("dateline", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("dateline")

ROOT = Path(__file__).resolve().parent.parent
#: Brought by the build hook; a set-up without it is broken, so its absence fails.
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
#: Texts and tables of others, beside a developer's checkout and never part of the repository.
SHARED = ROOT.parent / "shared"


def shared(path: str) -> Path:
    """A file or folder of `../shared`; the test is skipped where that is not there."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"../shared/{path} is not on this machine")
    return found


@pytest.fixture(autouse=True, scope="session")
def _no_cache_of_the_developer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fixtures of whole modules and the commands that tests run share a cache of this session."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_CACHE", str(tmp_path_factory.getbasetemp() / "caches" / "session"))
        # Whatever gazetteer a developer uses, tests look in the embedded one.
        patch.setenv("DATELINE_GAZETTEER", "embedded")
        yield


@pytest.fixture(autouse=True)
def _caches_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test finds what another, or the developer's own build, has cached; none leaves any."""
    caches = tmp_path_factory.getbasetemp() / "caches"
    monkeypatch.setenv("DATELINE_CACHE", str(caches / secrets.token_hex(8)))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default spaCy pipeline."""
    from timeline.language import load_pipeline

    return load_pipeline()


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[Gazetteer]:
    """The embedded gazetteer, built by set-up."""
    from maps.gazetteer import open_gazetteer

    opened = open_gazetteer()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=find_browser(), args=launch_arguments()
        )
        yield launched
        launched.close()


@dataclass
class Visit:
    """A page opened from disk, and what it did: every request, console error and exception."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def violations(self) -> list[str]:
        """What the page's own policy refused so far, as "directive: blocked address"."""
        told: list[str] = self.page.evaluate("window.datelineViolations")
        return told

    def wait_until_still(self) -> None:
        """Wait until nothing fades or moves: half-faded text has another contrast."""
        self.page.evaluate(_UNTIL_STILL)

    def axe_findings(self, *impacts: str) -> list[str]:
        """What axe-core finds once all is still, "rule: markup"; of these impacts, or all."""
        self.wait_until_still()
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        result = self.page.evaluate("axe.run()")
        return [
            f"{found['id']}: {node['html']}"
            for found in result["violations"]
            if not impacts or found["impact"] in impacts
            for node in found["nodes"]
        ]

    def assert_quiet(self) -> None:
        """It asked for nothing but itself, broke no policy and raised nothing."""
        assert self.requests == [self.page.url.partition("#")[0]]
        assert self.errors == []
        assert self.violations == []


_UNTIL_STILL = """async () => {
  const moving = () => document.getAnimations().filter((one) => one.playState === "running");
  do {
    // What was just done starts to fade one frame later.
    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
    await Promise.allSettled(moving().map((one) => one.finished));
  } while (moving().length);
}"""

_WATCH_POLICY = """
window.datelineViolations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.datelineViolations.push(`${event.effectiveDirective}: ${event.blockedURI}`));
"""

Theme = Literal["light", "dark"]


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Open a page (HTML text or a file) with the network off.

    `visit(html, width=1280, height=900, theme="light", fragment="", **context)` gives a `Visit`;
    `context` goes to Playwright's `new_context` (`reduced_motion`, `has_touch` …).
    """
    contexts: list[BrowserContext] = []

    def open_page(
        source: str | Path,
        *,
        width: int = 1280,
        height: int = 900,
        theme: Theme = "light",
        fragment: str = "",
        **context: Any,
    ) -> Visit:
        if isinstance(source, str):
            path = tmp_path / f"page{len(contexts)}.html"
            path.write_text(source, encoding="utf-8")
        else:
            path = source
        opened = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            offline=True,
            **context,
        )
        contexts.append(opened)
        page = opened.new_page()
        result = Visit(page)
        page.add_init_script(_WATCH_POLICY)
        page.on("request", lambda request: result.requests.append(request.url.partition("#")[0]))
        page.on("pageerror", lambda error: result.errors.append(str(error)))
        page.on(
            "console",
            lambda message: result.errors.append(message.text) if message.type == "error" else None,
        )
        page.goto(path.resolve().as_uri() + fragment, wait_until="load")
        return result

    yield open_page
    for opened in contexts:
        opened.close()

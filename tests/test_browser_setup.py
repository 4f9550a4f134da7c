"""What `make test` says where there is no browser and none can be installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import browser


def test_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "find_browser", lambda: None)
    monkeypatch.setattr(browser, "_install", lambda: None)
    assert browser.main() == 1
    assert capsys.readouterr().err == (
        "error: the browser tests need Chromium; install your system's package (chromium or"
        " google-chrome), or set DATELINE_BROWSER to its path\n"
    )


def test_a_named_browser_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_BROWSER", "/opt/chrome/chrome")
    assert browser.find_browser() == Path("/opt/chrome/chrome")
    assert browser.main() == 0

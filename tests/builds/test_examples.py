"""The reports in `examples/report`, made by the tools they are for and opened as a reader would."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT, Visit
from timeline.cli import run

pytestmark = [pytest.mark.slow, pytest.mark.browser]

EXAMPLES = ROOT / "examples"
EVENTS = "Armed clashes kill at least 22 around Dushanbe and Vahdat"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the reports, with its story built."""
    folder = tmp_path_factory.mktemp("examples")
    generated = shutil.ignore_patterns("story", "site", "*.html", ".ipynb_checkpoints")
    for name in ("report", "tajikistan-2015"):
        shutil.copytree(EXAMPLES / name, folder / name, ignore=generated)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder / "report")
        assert run(["build", "config.yaml"]) == 0
    return folder / "report"


def made_with(module: str, *arguments: str, folder: Path) -> None:
    """Run the command of another package, with no settings of this machine's user."""
    own = {f"{name}_DIR": str(folder / ".own") for name in ("JUPYTER_CONFIG", "JUPYTER_DATA")}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env={**os.environ, **own, "IPYTHONDIR": str(folder / ".own")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_markdown_site(report: Path, visit: Callable[..., Visit]) -> None:
    made_with("mkdocs", "build", "--strict", folder=report)
    opened = visit(report / "site" / "index.html")
    opened.page.locator("iframe").scroll_into_view_if_needed()
    story = opened.page.frame_locator("iframe")
    assert story.get_by_text(EVENTS).first.text_content() == EVENTS
    for picture in opened.page.locator("img").all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1200
    opened.page.get_by_role("link", name="Every event").click()
    assert opened.page.get_by_role("heading", name=EVENTS).count() == 1
    assert [address for address in opened.requests if not address.startswith("file:")] == []
    assert opened.errors == []


def test_the_frame_in_the_site_is_what_embed_prints(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = str(report / "config.yaml")
    assert run(["embed", config, "--page", "story", "--base-url", "story"]) == 0
    assert capsys.readouterr().out in (report / "docs" / "index.md").read_text(encoding="utf-8")


def assert_shown(page: Page, *, frames: int) -> None:
    """A figure that fits its frame, and pages of maps, in as many frames."""
    inside = page.frames[1:]
    assert len(inside) == frames
    figure, *pages = inside
    figure.wait_for_selector(f"text={EVENTS}")
    edges = "[document.querySelector('.main-svg').getBoundingClientRect().right, innerWidth]"
    right, width = figure.evaluate(edges)
    assert right <= width + 1
    for number, drawn in enumerate(pages, 1):
        page.locator("iframe").nth(number).scroll_into_view_if_needed()
        drawn.wait_for_selector(".leaflet-container")
        assert drawn.locator(f"text={EVENTS}").count() >= 1


def test_the_notebook(report: Path, visit: Callable[..., Visit]) -> None:
    made_with("nbconvert", "--to", "html", "--execute", "report.ipynb", folder=report)
    opened = visit(report / "report.html", width=1000)
    assert_shown(opened.page, frames=3)
    # The converter's own page asks for two scripts of its own, what is embedded for nothing.
    asked = {request for request in opened.requests if not request.startswith("file:")}
    assert all("/require.js/" in address or "/mathjax/" in address for address in asked)


def test_the_notebook_is_kept_without_results() -> None:
    cells = json.loads((EXAMPLES / "report/report.ipynb").read_bytes())["cells"]
    for cell in cells:
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)


def as_notebook(source: str) -> str:
    """What Quarto gives to Jupyter of a page: its cells of code."""
    cells = re.findall(r"^```\{python\}\n(.*?)^```$", source, re.MULTILINE | re.DOTALL)
    assert cells
    return json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
            "cells": [
                {
                    "cell_type": "code", "id": f"cell{at}", "metadata": {}, "outputs": [],
                    "execution_count": None, "source": code,
                }
                for at, code in enumerate(cells)
            ],
        }
    )  # fmt: skip


def test_the_code_of_the_quarto_page(report: Path, visit: Callable[..., Visit]) -> None:
    page = (report / "report.qmd").read_text(encoding="utf-8")
    for picture in re.findall(r"!\[\]\((.*?)\)", page):
        assert (report / picture).is_file()
    (report / "quarto.ipynb").write_text(as_notebook(page), encoding="utf-8")
    made_with("nbconvert", "--to", "html", "--execute", "quarto.ipynb", folder=report)
    opened = visit(report / "quarto.html", width=1000)
    assert_shown(opened.page, frames=2)
    assert opened.page.get_by_role("heading", name=EVENTS).count() == 1

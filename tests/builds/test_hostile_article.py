"""An article that attacks its reader, through the whole build and into every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from maps.geojson import loads
from tests.conftest import Visit
from tests.samples import HOSTILE_STRINGS

pytestmark = [pytest.mark.slow, pytest.mark.browser]

TOWNS = ("Dushanbe", "Osh", "Bishkek", "Tashkent", "Almaty", "Kabul")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sentences that are events, each with an attack where a name, a quote or a title stands."""
    from timeline.cli import run

    folder = tmp_path_factory.mktemp("hostile")
    sentences = [
        f"Gunmen of {text} attacked soldiers in {TOWNS[number % len(TOWNS)]} on {number + 1} May"
        f" 2016 and killed {number + 2} people, “{text}” said."
        for number, text in enumerate(HOSTILE_STRINGS)
    ]
    article = "\n\n".join([f"{HOSTILE_STRINGS[0]} attacks", *sentences])
    (folder / "article.txt").write_text(article, encoding="utf-8")
    (folder / "config.yaml").write_text(
        "title: \"</title>{{ 7 * 7 }}<img src=x onerror='window.hacked=1'>\"\n"
        "sources:\n- {path: article.txt, url: 'javascript:window.hacked=1', publisher: '<b>x'}\n"
        "output: {folder: out}\n",
        encoding="utf-8",
    )
    assert run(["build", str(folder / "config.yaml")]) == 0
    return folder / "out"


def test_there_is_something_to_attack_with(output: Path) -> None:
    events = loads((output / "events.geojson").read_text(encoding="utf-8")).events
    quotes = " ".join(item.quote for event in events for item in event.evidence)
    assert len(events) >= 6
    assert quotes.count("window.hacked") >= 6


@pytest.mark.parametrize("policy", [True, False], ids=["with policy", "without policy"])
@pytest.mark.parametrize("name", ["story.html", "map.html", "timeline.html"])
def test_nothing_runs(output: Path, name: str, policy: bool, visit: Callable[..., Visit]) -> None:
    page = (output / name).read_text(encoding="utf-8")
    if not policy:
        page, changed = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
        assert changed == 1
    seen = visit(page)
    for event in loads((output / "events.geojson").read_text(encoding="utf-8")).events:
        seen.page.evaluate(f"location.hash = '#event={event.id}'")
        seen.page.wait_for_timeout(50)
    assert "{{ 7 * 7 }}" in seen.page.inner_text("h1")
    assert seen.page.evaluate("window.hacked") is None
    assert seen.page.locator("img[onerror], svg[onload], a[href^='javascript']").count() == 0
    seen.assert_quiet()

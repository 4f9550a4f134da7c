"""Pages inside other pages: fragments in a host, and the frames that `dateline embed` writes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Frame, Page, expect

from maps.errors import MapsError
from maps.map_page import map_html
from tests.conftest import Visit
from tests.samples import hostile_collection, sample_collection
from timeline.cli import run
from timeline.drawings import DRAWINGS, PageOptions
from timeline.embed import fragment, snippet, title_of, with_script
from timeline.page import timeline_html

#: A host that would spoil everything inside it that it could reach.
HOSTILE_STYLE = """
* { font: italic 40px cursive !important; color: #c00 !important; letter-spacing: 9px !important }
div, iframe { display: none !important; position: fixed !important; width: 30px !important;
  height: 10px !important; visibility: hidden !important; opacity: 0 !important;
  transform: rotate(9deg) !important }
svg, canvas, button { display: none !important; }
"""


@pytest.fixture(scope="module")
def pieces() -> dict[str, str]:
    """The fragments of the sample story by the page's name."""
    return {
        name: str(DRAWINGS[f"{name}-embed"].draw(sample_collection(), PageOptions()))
        for name in ("timeline", "map", "story")
    }


def host(*parts: str, style: str = "", width: str = "100%") -> str:
    """A report of someone else with these parts in it."""
    body = "".join(f'<section style="width:{width}">{part}</section>' for part in parts)
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Report</title>'
        f'<style>body{{margin:0}}{style}</style></head><body><h1 id="count">Report</h1>{body}'
        "</body></html>"
    )


def frames(page: Page) -> list[Frame]:
    """The pages inside, once each has drawn itself."""
    inside = page.frames[1:]
    for number, frame in enumerate(inside):
        page.locator("iframe").nth(number).scroll_into_view_if_needed()
        frame.wait_for_selector("[id=count]:not(:empty)")
    return inside


def count(frame: Frame) -> str:
    return frame.inner_text("[id=count]")


class TestText:
    def test_a_fragment_is_one_line_without_ids_of_its_own(self, pieces: dict[str, str]) -> None:
        for piece in pieces.values():
            assert piece.count("\n") == 1
            outside = re.sub(r' srcdoc="[^"]*"', "", piece)
            assert " id=" not in outside
            assert len(outside) < 4000

    def test_markdown_leaves_it_as_it_is(self, pieces: dict[str, str]) -> None:
        made = MarkdownIt().render(f"# Report\n\n{pieces['map']}\nMore *text*.\n")
        assert made == f"<h1>Report</h1>\n{pieces['map']}<p>More <em>text</em>.</p>\n"

    def test_the_page_keeps_its_policy_and_the_script_is_allowed_by_its_hash(self) -> None:
        page = map_html(sample_collection())
        changed = with_script(page, "tell();")
        assert "default-src 'none'; script-src 'sha256-" in changed
        assert "'unsafe-inline'" not in changed.partition("script-src")[2].partition(";")[0]
        assert changed.count("'sha256-") == page.count("'sha256-") + 1

    def test_a_page_of_others_is_refused(self) -> None:
        with pytest.raises(MapsError, match="only a page of ours"):
            fragment("<html><body>theirs</body></html>", "x", 500)

    def test_a_title_is_text(self) -> None:
        page = timeline_html(hostile_collection())
        piece = fragment(page, '"><script>alert(1)</script>', 500)
        assert "<script>alert(1)" not in piece
        assert ' title="a &quot;b&quot; &lt;c&gt;" ' in snippet("a.html", 'a "b" <c>', 5)
        assert title_of("<title>A &amp; B</title>") == "A & B"


@pytest.mark.browser
class TestInAHost:
    def test_pieces_on_one_page_live_side_by_side(
        self, visit: Callable[..., Visit], pieces: dict[str, str]
    ) -> None:
        opened = visit(host(pieces["timeline"], pieces["map"], pieces["timeline"]), width=1000)
        first, middle, last = frames(opened.page)
        assert count(first) == count(last) != ""
        assert middle.locator(".leaflet-container").count() == 1
        # What is chosen in one stays there.
        before = count(last)
        first.locator("#filters button[aria-pressed]").first.click()
        expect(first.locator("[id=count]")).not_to_have_text(before)
        assert count(last) == before
        assert opened.page.inner_text("h1") == "Report"
        opened.assert_quiet()

    @pytest.mark.parametrize("width", [1200, 380])
    def test_it_takes_its_containers_width_and_its_contents_height(
        self, visit: Callable[..., Visit], pieces: dict[str, str], width: int
    ) -> None:
        opened = visit(host(pieces["timeline"], width=f"{width}px"), width=1300)
        (frame,) = frames(opened.page)
        wide, overflow = frame.evaluate(
            "[innerWidth, document.documentElement.scrollWidth - innerWidth]"
        )
        assert (wide, overflow) == (width, 0)
        opened.page.wait_for_function(
            "parseInt(document.querySelector('iframe').style.height, 10) !== 560"
        )
        tall, content = frame.evaluate(
            "[innerHeight, Math.ceil(document.body.getBoundingClientRect().height)]"
        )
        assert tall == min(content, 960)

    def test_no_style_of_the_host_gets_at_it(
        self, visit: Callable[..., Visit], pieces: dict[str, str]
    ) -> None:
        opened = visit(host(pieces["map"], style=HOSTILE_STYLE, width="900px"), width=1000)
        opened.page.add_style_tag(content="section { display: block !important; }")
        (frame,) = frames(opened.page)
        box = opened.page.locator("iframe").bounding_box()
        assert box is not None
        assert (box["width"], box["height"] > 500) == (900, True)
        assert opened.page.evaluate(
            "(({visibility, opacity, transform}) => [visibility, opacity, transform])"
            "(getComputedStyle(document.querySelector('iframe')))"
        ) == ["visible", "1", "none"]
        assert "italic" not in frame.evaluate("getComputedStyle(document.body).font")
        assert frame.locator("#filters button").first.is_visible()

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_it_is_dark_where_the_host_is(
        self, visit: Callable[..., Visit], pieces: dict[str, str], theme: str
    ) -> None:
        """Whatever the reader's system says; and it follows when the host changes."""
        style = "body{color:#222;background:#fff} body.night{color:#eee;background:#111}"
        opened = visit(host(pieces["timeline"], pieces["map"], style=style), theme=theme)
        both = frames(opened.page)
        for night in (False, True, False):
            opened.page.evaluate(f"document.body.className = '{'night' if night else ''}'")
            paper = "rgb(20, 23, 26)" if night else "rgb(255, 255, 255)"
            for frame in both:
                expect(frame.locator("body")).to_have_css("background-color", paper)
        opened.assert_quiet()

    def test_a_text_of_the_articles_runs_nothing(self, visit: Callable[..., Visit]) -> None:
        piece = str(DRAWINGS["timeline-embed"].draw(hostile_collection(), PageOptions()))
        opened = visit(host(piece))
        (frame,) = frames(opened.page)
        assert frame.evaluate("window.hacked") is None
        assert opened.page.evaluate("window.hacked") is None

    def test_a_frame_reads_nothing_of_its_host(
        self, visit: Callable[..., Visit], pieces: dict[str, str]
    ) -> None:
        opened = visit(host(pieces["map"]))
        (frame,) = frames(opened.page)
        reading = (
            "() => { try { return parent.document.title } catch (error) { return error.name } }"
        )
        assert frame.evaluate(reading) == "SecurityError"


class TestCommand:
    @pytest.fixture
    def config(self, tmp_path: Path) -> Path:
        path = tmp_path / "config.yaml"
        path.write_text("sources: [a.txt]\n", encoding="utf-8")
        return path

    def build(self, config: Path) -> None:
        output = config.parent / "output"
        output.mkdir()
        page = map_html(sample_collection())
        (output / "map.html").write_text(page, encoding="utf-8")

    def test_it_writes_a_frame_for_each_page_there_is(
        self, config: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.build(config)
        assert run(["embed", str(config), "--base-url", "https://example.org/a"]) == 0
        out, err = capsys.readouterr()
        title = title_of(map_html(sample_collection()))
        assert out == (
            f'<iframe src="https://example.org/a/map.html" title="{title}" width="100%"'
            ' height="600" loading="lazy" style="border: 0"></iframe>\n'
        )
        assert "--fragment" in err

    def test_it_writes_the_piece_a_build_would_write(
        self, config: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.build(config)
        assert run(["embed", str(config), "--page", "map", "--fragment"]) == 0
        out, err = capsys.readouterr()
        assert (err, out.startswith('<div class="dateline-embed"')) == ("", True)
        assert out.count("\n") == 1

    def test_it_asks_for_a_build(self, config: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["embed", str(config)]) == 2
        assert "holds no page; build first" in capsys.readouterr().err
        assert run(["embed", str(config), "--page", "map"]) == 2
        assert "map.html: no such file; build first" in capsys.readouterr().err

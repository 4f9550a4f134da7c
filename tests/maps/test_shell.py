"""The shell of every page: what its policy says, and that no text leaves its data block."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from maps import shell
from maps.bundle import bundle
from maps.errors import MapsError
from maps.strings import strings


def page(**changes: object) -> str:
    given: dict[str, object] = {"title": "A story", "styles": [], "body": "", "scripts": []}
    return shell.document(**{**given, **changes})  # type: ignore[arg-type]


def policy(html: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert found
    return found[1]


def test_policy_forbids_everything_but_the_scripts_of_the_file() -> None:
    code = "document.title = 'x & y';"
    html = page(scripts=[code], data=[shell.data_block("data", {"a": 1})])
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    assert policy(html) == (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_policy_without_scripts_runs_none() -> None:
    assert "script-src 'none'" in policy(page())


def test_images_may_come_from_chosen_tile_servers_only() -> None:
    assert "img-src data: https://tiles.example;" in policy(page(images=["https://tiles.example"]))


def test_policy_comes_before_all_it_binds() -> None:
    html = page(styles=["p{}"], scripts=["let a"])
    assert html.index("Content-Security-Policy") < min(html.index("<style"), html.index("<script"))


def test_head_names_language_title_and_lets_readers_zoom() -> None:
    html = page(title="Tom & <Jerry>", language="ar", theme="dark")
    assert '<html lang="ar" dir="rtl" data-theme="dark">' in html
    assert "<title>Tom &amp; &lt;Jerry&gt;</title>" in html
    assert "user-scalable" not in html
    assert "maximum-scale" not in html


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "`${window.x = 1}`",
        '"quotes" and \\ backslashes',
        "line\u2028separator",
        "بيروت",
    ],
)
def test_data_block_keeps_any_text(text: str) -> None:
    block = shell.data_block("data", {"text": text})
    inside = re.fullmatch(r'<script type="application/json" id="data">(.*)</script>', block)
    assert inside
    assert "<" not in inside[1]
    assert json.loads(inside[1]) == {"text": text}


def test_half_a_surrogate_pair_does_not_stop_the_page() -> None:
    html = page(data=[shell.data_block("data", "broken \ud800 pair")])
    assert "broken \ufffd pair" in html
    html.encode()


@pytest.mark.parametrize("code", ["'</script>'", "'</SCRIPT '", "'<!--'"])
def test_script_that_would_end_itself_is_refused(code: str) -> None:
    with pytest.raises(MapsError, match="cannot stand in a page"):
        page(scripts=[code])


def test_script_of_another_file_is_refused() -> None:
    with pytest.raises(MapsError, match=r"would load a script from https://cdn\.example/x\.js"):
        page(body='<script src="https://cdn.example/x.js"></script>')


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (" http://example.org ", "http://example.org"),
        ("javascript:alert(1)", None),
        ("JAVASCRIPT:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("https:///nothing", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_links_a_reader_may_follow(url: str | None, kept: str | None) -> None:
    assert shell.web_link(url) == kept


def test_missing_library_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MapsError, match=r"leaflet\.js: missing browser library; run `make story`"):
        shell.asset("leaflet.js", tmp_path)


def test_credits_name_their_sources() -> None:
    html = shell.credits_footer([shell.GEONAMES], [strings("en")["borders_note"]])
    assert "CC BY 4.0" in html
    assert "Crimea in Ukraine" in html


def test_bundle_joins_modules_once_and_in_order(tmp_path: Path) -> None:
    (tmp_path / "low.js").write_text("export const one = 1;\nexport function two() { return 2; }\n")
    (tmp_path / "mid.js").write_text(
        'import { one } from "./low.js";\nexport const three = one + 2;\n'
    )
    (tmp_path / "top.js").write_text(
        'import {\n  one,\n  two as zwei,\n} from "./low.js";\nimport { three } from "./mid.js";\n'
        "console.log(one, zwei(), three);\n"
    )
    code = bundle(tmp_path / "top.js")
    assert code.count("const one = 1;") == 1
    assert code.index("const $low") < code.index("const $mid") < code.index("const $top")
    assert "const { one, two: zwei } = $low;" in code
    assert "import" not in code
    assert "export" not in code


def test_bundle_names_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nexport const a = 1;\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\nexport const b = 1;\n')
    with pytest.raises(MapsError, match=r"import each other: a\.js -> b\.js -> a\.js"):
        bundle(tmp_path / "a.js")


@pytest.mark.parametrize("line", ["export default 1;", 'import * as x from "./x.js";'])
def test_bundle_refuses_other_forms(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.js").write_text(line + "\n")
    with pytest.raises(MapsError, match="not read"):
        bundle(tmp_path / "a.js")

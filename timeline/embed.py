"""A page as a piece of another page: a fragment to paste, or an `<iframe>` that names the file.

The fragment is one `<div>` with a sandboxed `<iframe srcdoc>` that holds the whole page, and a
small script. A frame and no shadow root, because plotly and the page's own scripts look things up
in their document and style it; in a frame of its own the page keeps its content security policy
(which a fragment of the host's document could not have), no id can clash, no style of the host
gets in, and width and colour scheme of the frame are what the page answers to anyway.

The fragment is a single line: Markdown takes an empty line for the end of a piece of HTML.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from importlib.resources import files

from maps.errors import MapsError
from maps.shell import script

#: Height in pixels a page asks for before its content is known, by its name. The map and the story
#: fill the height they are given; a timeline is as tall as its content.
HEIGHTS = {"timeline": 560, "map": 600, "story": 760}
#: Without an origin of its own a frame can read nothing of the host; links open in a new tab.
_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
_SCRIPT_SOURCES = re.compile(r'(http-equiv="Content-Security-Policy" content="[^"]*script-src )')


def fragment(page: str, title: str, height: int) -> str:
    """A whole `page` as a piece of HTML for any other page, on one line.

    `title` is what a screen reader calls the frame, `height` its height in pixels until the page
    tells that of its content.
    """
    inner = with_script(page, _web("embedded.js"))
    frame = (
        f'<iframe title="{_attribute(title)}" sandbox="{_SANDBOX}" loading="lazy"'
        f' style="{_style(height)}" srcdoc="{_attribute(inner)}"></iframe>'
    )
    box = "all:initial!important;display:block!important;color-scheme:inherit!important"
    code = script(_one_line(_web("host.js")))
    return f'<div class="dateline-embed" style="{box}">{frame}{code}</div>\n'


def snippet(address: str, title: str, height: int) -> str:
    """An `<iframe>` for a page that lies at `address`."""
    return (
        f'<iframe src="{_attribute(address)}" title="{_attribute(title)}" width="100%"'
        f' height="{height}" loading="lazy" style="border: 0"></iframe>'
    )


def title_of(page: str) -> str:
    """What the page says it is."""
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def with_script(page: str, code: str) -> str:
    """`page` with one more script at its end, which its policy is told of.

    Raises:
        MapsError: the page has no policy of ours.
    """
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    allowed, count = _SCRIPT_SOURCES.subn(rf"\g<1>'sha256-{digest}' ", page, count=1)
    if not count or "</body>" not in allowed:
        raise MapsError("only a page of ours, with its content security policy, can be embedded")
    before, end, after = allowed.rpartition("</body>")
    return f"{before}{script(code)}{end}{after}"


def _style(height: int) -> str:
    """Declarations that no style sheet of a host can override."""
    return (
        "all:initial!important;display:block!important;box-sizing:border-box!important;"
        f"width:100%!important;height:{height}px!important;border:0!important;"
        "color-scheme:inherit!important"
    )


def _attribute(text: str) -> str:
    """`text` as the value of an attribute in double quotes, on one line."""
    return html.escape(text).replace("\n", "&#10;")


def _one_line(code: str) -> str:
    """JavaScript whose lines end in a sign and whose comments have lines of their own."""
    lines = (line.strip() for line in code.splitlines())
    return " ".join(line for line in lines if line and not line.startswith("//"))


def _web(name: str) -> str:
    return (files("timeline") / "web" / name).read_text(encoding="utf-8")

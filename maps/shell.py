"""The shell of every page: one HTML file that asks for nothing and runs only its own scripts.

    document(...)  ── head (policy, title, viewport, styles) ── body ── data blocks ── scripts
    seal(html)     ── fills the policy's slot with the hashes of the scripts that are in the file

Text of articles enters a page only through `data_block` (or `html.escape` for a title) and is shown
by scripts through `textContent`. The policy is the second line of defence: whatever markup slipped
in could neither run nor ask for anything.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from maps.errors import MapsError
from maps.features import FeatureCollection

Theme = Literal["auto", "light", "dark"]

ASSETS = Path(__file__).with_name("assets")
WEB = Path(__file__).with_name("web")
#: Where `seal` writes the policy; first in the head, for it binds only what follows it.
POLICY_SLOT = "<!--policy-->"
#: Languages written from right to left, ISO 639-1.
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose data a page shows: a name to print, the licence, where to read about it (or None)."""

    text: str
    url: str | None = None


GEONAMES = Credit("Places: GeoNames, CC BY 4.0", "https://www.geonames.org/")
NATURAL_EARTH = Credit(
    "Outlines: Natural Earth, public domain", "https://www.naturalearthdata.com/"
)
OURAIRPORTS = Credit("Airfields: OurAirports, public domain", "https://ourairports.com/data/")
LEAFLET = Credit("Drawn with Leaflet", "https://leafletjs.com/")


def asset(name: str, folder: Path = ASSETS) -> str:
    """A library file that the build brought, such as `leaflet.js`.

    Raises:
        MapsError: it is not there, as in a checkout that was never set up.
    """
    path = folder / name
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise MapsError(
            f"{path}: missing browser library; run `make story` or `pip install -e .` to fetch it"
        ) from error


def stylesheet(*names: str, folder: Path = WEB) -> str:
    """Our own style sheets, joined in the order given (`theme.css` first)."""
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def data_block(element_id: str, value: object) -> str:
    """`value` as a JSON block that no text inside can leave, read by `readData(element_id)`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = text.replace("<", r"\u003c")
    name = html.escape(element_id, quote=True)
    return f'<script type="application/json" id="{name}">{text}</script>'


def script(code: str) -> str:
    """An inline script. Raises MapsError when the code would end its own element."""
    if re.search(r"<(?:/script|!--)", code, re.IGNORECASE):
        raise MapsError("a browser script holds '</script' or '<!--' and cannot stand in a page")
    return f"<script>{code}</script>"


def web_link(url: str | None) -> str | None:
    """The address when it is an http or https one a reader may follow, else None."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def direction(language: str) -> str:
    """Which way the language is written, `ltr` or `rtl`."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def own_credits(collection: FeatureCollection) -> list[Credit]:
    """What the story itself asks to be credited, such as an online geocoder's data."""
    return [Credit(line) for line in collection.credits]


def credits_footer(sources: Sequence[Credit], notes: Sequence[str] = ()) -> str:
    """The page's last element: whose data it shows, and notes such as how borders are drawn."""
    items = "".join(f"<li>{_credit(source)}</li>" for source in sources)
    paragraphs = "".join(f"<p>{html.escape(note)}</p>" for note in notes)
    return f'<footer class="credits"><ul>{items}</ul>{paragraphs}</footer>'


def _credit(source: Credit) -> str:
    text = html.escape(source.text)
    if source.url is None:
        return f'<span dir="auto">{text}</span>'
    return f'<a href="{html.escape(source.url)}" rel="noopener noreferrer">{text}</a>'


def head(title: str, styles: Iterable[str]) -> str:
    """The inside of `<head>`, with the slot for the policy in front."""
    style_elements = "".join(f"<style>{_style(style)}</style>\n" for style in styles)
    return (
        f'<meta charset="utf-8">\n{POLICY_SLOT}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n{style_elements}"
    )


def root_attributes(language: str, theme: Theme) -> str:
    """The attributes of `<html>`: language, direction, theme (auto is the reader's)."""
    return f'lang="{html.escape(language)}" dir="{direction(language)}" data-theme="{theme}"'


def document(
    *,
    title: str,
    styles: Iterable[str],
    body: str,
    scripts: Iterable[str],
    data: Iterable[str] = (),
    language: str = "en",
    theme: Theme = "auto",
    images: Iterable[str] = (),
) -> str:
    """A whole page, sealed.

    Args:
        title: as text; it is escaped here.
        styles: style sheets, in order.
        body: markup of ours, with no article text that is not escaped.
        scripts: code of the executable scripts, in order.
        data: blocks made by `data_block`.
        images: addresses images may come from besides the page itself (chosen tile servers).
    """
    blocks = "\n".join([*data, *(script(code) for code in scripts)])
    page = (
        f"<!DOCTYPE html>\n<html {root_attributes(language, theme)}>\n<head>\n"
        f"{head(title, styles)}</head>\n<body>\n{body}\n{blocks}\n</body>\n</html>\n"
    )
    return seal(page, images)


def seal(page: str, images: Iterable[str] = ()) -> str:
    """Put the content security policy in its slot, with the hash of every executable script.

    The policy forbids every request: no script but those in the file, no style sheet, font, frame,
    form or connection; images only from `data:` and from `images`.

    Raises:
        MapsError: the page has no slot for a policy, or a script of another file.
    """
    if POLICY_SLOT not in page:
        raise MapsError("the page has no slot for its content security policy")
    page = _without_lone_surrogates(page).replace("\r\n", "\n").replace("\r", "\n")
    hashes = " ".join(f"'sha256-{_digest(code)}'" for code in _executable_scripts(page))
    allowed = " ".join(["data:", *sorted(images)])
    policy = (
        f"default-src 'none'; script-src {hashes or chr(39) + 'none' + chr(39)}; "
        f"style-src 'unsafe-inline'; img-src {allowed}; base-uri 'none'; form-action 'none'"
    )
    meta = (
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy, quote=False)}">'
    )
    return page.replace(POLICY_SLOT, meta, 1)


class _Scripts(HTMLParser):
    """Collects the code of every script a browser would run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "script":
            return
        attributes = dict(attrs)
        if "src" in attributes:
            raise MapsError(f"the page would load a script from {attributes['src']}")
        if attributes.get("type") in (None, "", "text/javascript", "module"):
            self._inside = []

    def handle_data(self, data: str) -> None:
        if self._inside is not None:
            self._inside.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._inside is not None:
            self.found.append("".join(self._inside))
            self._inside = None


def _executable_scripts(page: str) -> list[str]:
    parser = _Scripts()
    parser.feed(page)
    parser.close()
    return parser.found


def _digest(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def _style(text: str) -> str:
    if re.search(r"</style", text, re.IGNORECASE):
        raise MapsError("a style sheet holds '</style' and cannot stand in a page")
    return text


def _without_lone_surrogates(text: str) -> str:
    """JSON can carry half of a surrogate pair, which no file can: U+FFFD stands for it."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

"""Writing SVG: elements as text, with every attribute and every word escaped.

Lengths are CSS pixels, x to the right and y downwards. A drawing is drawn from the same bytes to
the same bytes: numbers are written with at most two decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Characters that XML 1.0 cannot hold, half a surrogate pair among them.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif"

Attribute = str | float | None


def escape(text: str) -> str:
    """`text` as content or as an attribute in double quotes."""
    clean = _NO_XML.sub("\ufffd", text)
    return (
        clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def number(value: float) -> str:
    """A number with at most two decimals, without needless zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def element(name: str, *content: str, **attributes: Attribute) -> str:
    """An element; `content` is SVG already.

    `stroke_width=2` is written `stroke-width="2"`; an attribute that is None is left out.
    A trailing underscore keeps a name apart from Python's own (`class_`).
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(content)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def text(x: float, y: float, words: str, **attributes: Attribute) -> str:
    """A line of text with its baseline at y; each script runs its own way."""
    return element("text", escape(words), x=x, y=y, unicode_bidi="plaintext", **attributes)


def rimmed(x: float, y: float, words: str, rim: str, **attributes: Attribute) -> str:
    """As `text`, with a rim in the colour `rim` that keeps it readable over lines.

    Two texts, for `paint-order` is unknown to word processors, which would draw the rim on top.
    """
    under = {**attributes, "fill": rim, "stroke": rim, "stroke_width": 3, "class_": "rim"}
    hidden = text(x, y, words, stroke_linejoin="round", aria_hidden="true", **under)
    return hidden + text(x, y, words, **attributes)


def group(content: Iterable[str], **attributes: Attribute) -> str:
    """Elements that share attributes."""
    return element("g", *content, **attributes)


def moved(x: float, y: float, scale: float = 1.0) -> str:
    """The value of `transform` that puts the origin at x, y."""
    grown = f" scale({number(scale)})" if scale != 1 else ""
    return f"translate({number(x)} {number(y)}){grown}"


def drawing(
    width: float, height: float, content: Iterable[str], *, title: str, description: str, paper: str
) -> str:
    """A whole SVG file on a ground of `paper`; title and description are for screen readers."""
    return (
        element(
            "svg",
            element("title", escape(title)),
            element("desc", escape(description)),
            element("rect", width=width, height=height, fill=paper),
            *(f"\n{part}" for part in content),
            "\n",
            xmlns="http://www.w3.org/2000/svg",
            width=width,
            height=height,
            viewBox=f"0 0 {number(width)} {number(height)}",
            role="img",
            font_family=FONT,
        )
        + "\n"
    )


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else number(value)

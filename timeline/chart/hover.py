"""What a mark tells when a pointer rests on it, as text that plotly cannot take for markup."""

from __future__ import annotations

import html
import textwrap

from maps.features import Event
from maps.looks import STATUSES, kind_label
from maps.when import label

_LINE = 60  # characters
_QUOTE = 240


def as_text(text: str) -> str:
    """Text of an article for plotly, which reads tags, entities and TeX in all it draws."""
    return html.escape(" ".join(text.split()), quote=False).replace("$", "&#36;")


def hover_text(event: Event, language: str) -> str:
    """Title, date as read and as written, what it is, and the quote."""
    when = label(event, language)
    written = f" (“{event.when_text}”)" if event.when_text and event.when_text != when else ""
    lines = [
        f"<b>{_wrapped(event.title)}</b>",
        _wrapped(when + written),
        f"{kind_label(event.kind)} · {STATUSES[event.status].label}",
    ]
    if event.evidence:
        lines.append(f"<i>{_wrapped('“' + event.evidence[0].quote + '”', _QUOTE)}</i>")
    return "<br>".join(lines)


def _wrapped(text: str, most: int = 10_000) -> str:
    short = textwrap.shorten(text, most, placeholder=" …”") if len(text) > most else text
    return "<br>".join(as_text(line) for line in textwrap.wrap(short, _LINE))

"""What a reader makes of one file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from maps.dates import parse

_NEWLINE = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
#: Characters without a meaning in prose: they would steer a terminal or hide from a reader.
_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\ufeff\u200b\u2060\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_ISO_DAY = re.compile(
    r"(-?\d{4,6}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)
_SPACE_AT_LINE_END = re.compile(r"[ \t\xa0]+(?=\n|\Z)")
_MANY_BLANK_LINES = re.compile(r"\n{3,}")
#: A sentence that goes on in a deeply indented line, as pages printed from their source have it:
#: no full stop before the break, no bullet behind it, and too long a line for verse.
_INDENTED_LINE = re.compile(r"(?<=[^\n]{40}[^\s.:;!?…\"”’)\]])\n[ \t]{4,}(?=[^\s*•–—-])")


@dataclass(frozen=True, slots=True)
class Article:
    """The parts of an article, as its file gives them; None = the file does not say.

    `text` is what the stages read, paragraphs parted by an empty line, without the title.
    `published` is an ISO day or instant. `warnings` are sentences for the user.
    """

    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """One sort of newline, no control characters, no blanks at line ends or rims, and no sentence
    broken by a line break and its indentation.
    """
    text = _CONTROL.sub("", _NEWLINE.sub("\n", text))
    text = _MANY_BLANK_LINES.sub("\n\n", _SPACE_AT_LINE_END.sub("", text))
    return _INDENTED_LINE.sub(" ", text).strip("\n")


def one_line(text: str | None) -> str | None:
    """A title or name on one line, or None when there is nothing in it."""
    return " ".join(tidy(text).split()) or None if text else None


def iso_date(text: str | None) -> str | None:
    """A metadata date as an ISO day or instant, as written; None when it is not of that form."""
    match = _ISO_DAY.fullmatch(text.strip()) if text else None
    if match is None:
        return None
    day, time, zone = match.groups()
    if time is None:
        written = day
    else:
        zone = f"{zone[:3]}:{zone[-2:]}" if zone and zone != "Z" else zone or ""
        written = f"{day}T{time if len(time) > 5 else time + ':00'}{zone}"
    return written if parse(written) else None

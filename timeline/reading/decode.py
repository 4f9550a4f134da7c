"""From bytes to text, refusing what is no text instead of guessing."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from timeline.errors import ReadingError

#: Files larger than this are no articles. Three of the longest novels fit.
MAX_BYTES = 10_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
)
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
#: In Windows-1252 prose of Western Europe about one letter in twenty is accented.
_MAX_FOREIGN_SHARE = 0.2


class Decoded(NamedTuple):
    """The text, and a sentence when its encoding had to be guessed."""

    text: str
    warning: str | None = None


def decode(data: bytes, *, html: bool = False) -> Decoded:
    """Text of `data`: by byte order mark, by an HTML page's own word, as UTF-8, as Windows-1252.

    Raises:
        ReadingError: empty, binary, or in an encoding that cannot be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_by_mark(data[len(mark) :], encoding))
    if not data.strip():
        raise ReadingError("is empty; expected an article")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ReadingError(f"is {what}, not text; save the article as plain text in UTF-8")
    control = _CONTROL_BYTES.search(data)
    if control:
        raise ReadingError(
            f"is binary, not text (byte 0x{control[0][0]:02X} at position {control.start()});"
            " save the article as plain text in UTF-8"
        )
    declared = _declared(data) if html else None
    if declared is not None:
        return Decoded(data.decode(declared, errors="replace"))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _as_windows_1252(data, error.start)


def _by_mark(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"begins as {encoding.upper()} but is not (position {error.start});"
            " save the article as plain text in UTF-8"
        ) from error
    if not text.strip():
        raise ReadingError("is empty; expected an article")
    return text


def _declared(data: bytes) -> str | None:
    """The encoding a page names in its head, where Python knows it."""
    found = _META_CHARSET.search(data[:4096])
    if found is None:
        return None
    name = found[1].decode("ascii")
    if name.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
        return "cp1252"  # as browsers read it
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    is_text = info._is_text_encoding  # noqa: SLF001 - the only word on it there is
    return info.name if is_text and info.name != "utf-8" else None


def _as_windows_1252(data: bytes, first: int) -> Decoded:
    line = data.count(b"\n", 0, first) + 1
    refusal = ReadingError(
        f"is not UTF-8 (line {line}) and its encoding cannot be told;"
        " save the article as plain text in UTF-8"
    )
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise refusal from error
    letters = sum(character.isalpha() for character in text)
    foreign = sum(byte >= 0xC0 for byte in data)
    if foreign > _MAX_FOREIGN_SHARE * max(letters, 1):
        raise refusal
    return Decoded(text, f"is not UTF-8 (line {line}); read as Windows-1252")

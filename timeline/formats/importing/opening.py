"""From bytes to text, markup or an archive, refusing what could harm or mislead."""

from __future__ import annotations

import codecs
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.archive import archive_trouble
from timeline.formats.base import FormatError
from timeline.safe_xml import XmlError, xml_root

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: Larger files are no events made by hand; a hundred thousand rows fit.
MAX_BYTES = 100_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Share of letters beyond ASCII above which bytes that are no UTF-8 are no Western European text.
_MAX_FOREIGN_SHARE = 0.2


class Decoded(NamedTuple):
    """The text, and a sentence when its encoding had to be guessed."""

    text: str
    warning: str | None = None


def decoded(data: bytes, *, guess: bool = False) -> Decoded:
    """Text in UTF-8, or UTF-16 with its mark; with `guess` also Windows-1252, and that is told.

    Raises:
        FormatError: empty, binary, or in another encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                raise FormatError(
                    f"begins as {encoding.upper()} but is not (byte {error.start})"
                ) from error
    if not data.strip():
        raise FormatError("is empty")
    if b"\x00" in data:
        raise FormatError(f"is binary, not text (byte 0x00 at position {data.index(0)})")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if not guess:
            raise FormatError(f"is not UTF-8 (line {line}); save it in UTF-8") from error
        return _western(data, line)


def _western(data: bytes, line: int) -> Decoded:
    refusal = FormatError(
        f"is not UTF-8 (line {line}) and its encoding cannot be told; save it in UTF-8"
    )
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise refusal from error
    letters = sum(character.isalpha() for character in text)
    if sum(byte >= 0xC0 for byte in data) > _MAX_FOREIGN_SHARE * max(letters, 1):
        raise refusal
    return Decoded(text, f"is not UTF-8 (line {line}); read as Windows-1252")


def json_of(data: bytes) -> Any:
    """The JSON value. Raises FormatError when it is none."""
    try:
        return json.loads(decoded(data).text)
    except json.JSONDecodeError as error:
        raise FormatError(
            f"line {error.lineno}, column {error.colno}: not JSON ({error.msg})"
        ) from error
    except RecursionError as error:
        raise FormatError("not usable JSON (nested too deeply)") from error


def xml_of(data: bytes) -> Element:
    """The root element. Raises FormatError: not XML, or with a DTD, whose entities can grow."""
    if data.startswith(b"PK\x03\x04"):
        raise FormatError("is a zip archive (KMZ?); unpack it and give the .kml inside")
    if not data.strip():
        raise FormatError("is empty")
    try:
        return xml_root(data)
    except XmlError as error:
        raise FormatError(str(error)) from error


def check_archive(data: bytes) -> None:
    """Refuse what is no archive of an office document, or one that must not be opened."""
    trouble = archive_trouble(data)
    if trouble is not None:
        raise FormatError(trouble)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in ("script", "style")
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style") and self._silent > 0
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def without_markup(text: str | None) -> str:
    """The words of a piece of HTML on one line."""
    if not text:
        return ""
    if "<" not in text and "&" not in text:
        return " ".join(text.split())
    parser = _Words()
    parser.feed(text)
    parser.close()
    return " ".join("".join(parser.parts).split())

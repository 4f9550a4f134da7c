"""A saved feed, RSS 0.9 to 2.0 or Atom: each item an article with its own date and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from timeline.errors import ReadingError
from timeline.reading.article import Article, iso_date, one_line, tidy
from timeline.safe_xml import XmlError, xml_root

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOTS = ("rss", "feed", "RDF")
_ITEMS = ("item", "entry")
#: Where the text of an item stands, the fullest first.
_TEXT = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "updated")
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
        "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol",
        "p", "pre", "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip


def read_feed(data: bytes) -> tuple[Article, ...]:
    """The items that have a text, in the order of the feed.

    Raises:
        ReadingError: not XML, no feed, with entities of its own, or without an item.
    """
    root = _root(data)
    if _name(root) not in _ROOTS:
        raise ReadingError(f"is XML but no RSS or Atom feed (<{_name(root)}>)")
    channel = next((item for item in root.iter() if _name(item) == "channel"), root)
    publisher = one_line(_child(channel, "title"))
    language = (_child(channel, "language") or _lang(root) or "")[:2].lower() or None
    items = [item for item in root.iter() if _name(item) in _ITEMS]
    if not items:
        raise ReadingError("is a feed without an item")
    return tuple(_article(item, publisher, language) for item in items)


def _root(data: bytes) -> Element:
    try:
        return xml_root(data)
    except XmlError as error:
        raise ReadingError(str(error)) from error


def _article(item: Element, publisher: str | None, language: str | None) -> Article:
    content = next((text for name in _TEXT if (text := _content(item, name))), "")
    text = _words(content)
    warnings = () if text else ("has no text of its own, only a title",)
    published = next((date for name in _DATES if (date := _date(_child(item, name)))), None)
    return Article(
        text,
        title=one_line(_words(_child(item, "title") or "")),
        url=_link(item),
        publisher=publisher,
        published=published,
        language=language,
        warnings=warnings,
    )


def _content(item: Element, name: str) -> str:
    """The text of an element; markup of its own (Atom's xhtml) as its words."""
    for child in item:
        if _name(child) == name:
            if len(child):
                return " ".join(_pieces(child))
            return child.text or ""
    return ""


def _pieces(element: Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if _name(child) in _BLOCKS:
            yield "<p>"
        yield from _pieces(child)
        if child.tail:
            yield child.tail


def _link(item: Element) -> str | None:
    for child in item:
        if _name(child) == "link":
            if child.get("rel", "alternate") == "alternate" and child.get("href"):
                return child.get("href")
            if child.text and child.text.strip():
                return child.text.strip()
    return None


def _date(text: str | None) -> str | None:
    """As ISO; RSS writes dates as mail does (RFC 822)."""
    if not text:
        return None
    found = iso_date(text)
    if found is not None:
        return found
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment.isoformat(timespec="seconds")


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in ("script", "style")
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style") and self._silent > 0
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def _words(content: str) -> str:
    """Paragraphs of a piece of HTML."""
    parser = _Blocks()
    parser.feed(content)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return tidy("\n\n".join(line for line in lines if line))


def _child(element: Element, name: str) -> str | None:
    return next(
        (child.text.strip() for child in element if _name(child) == name and child.text), None
    )


def _lang(root: Element) -> str | None:
    return root.get("{http://www.w3.org/XML/1998/namespace}lang")


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]

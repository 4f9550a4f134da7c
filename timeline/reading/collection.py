"""Many articles in one file: JSON Lines and CSV, with the keys of the pipe commands."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from timeline.errors import ReadingError
from timeline.reading.article import Article, iso_date, one_line, tidy
from timeline.reading.decode import decode

#: Keys or headers and what they are called elsewhere, best first.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "full_text", "fulltext"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "publisher": ("publisher", "outlet", "newspaper", "source"),
    "published": ("published", "date", "dct", "publish_date", "pubdate"),
    "language": ("language", "lang"),
}


def read_json_lines(data: bytes) -> tuple[Article, ...]:
    """An article a line. Raises ReadingError with the line that is none."""
    decoded = decode(data)
    articles = []
    for number, line in enumerate(decoded.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise ReadingError(f"line {number}: not JSON") from error
        if not isinstance(value, dict):
            raise ReadingError(f"line {number}: expected an object with text")
        article = _article(value)
        if not article.text.strip():
            raise ReadingError(f"line {number}: has no text; expected a key text")
        articles.append(article)
    return _told(articles, decoded.warning)


def read_csv(data: bytes) -> tuple[Article, ...]:
    """An article a row, with a header. Raises ReadingError when no column holds texts."""
    decoded = decode(data)
    head = decoded.text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.DictReader(
        io.StringIO(decoded.text, newline=""), delimiter=max(",;\t", key=head.count)
    )
    articles = []
    try:
        names = [name.strip().lower() for name in reader.fieldnames or []]
        if not set(_KEYS["text"]) & set(names):
            raise ReadingError(
                f"has no column of texts; expected one called {', '.join(_KEYS['text'][:4])}."
                " A table of events of your own belongs under data"
            )
        for row in reader:
            value = {
                str(key).strip().lower(): cell for key, cell in row.items() if isinstance(cell, str)
            }
            article = _article(value)
            if article.text.strip():
                articles.append(article)
    except csv.Error as error:
        raise ReadingError(f"row {reader.line_num}: not CSV ({error})") from error
    if not articles:
        raise ReadingError("has no row with a text")
    return _told(articles, decoded.warning)


def _article(value: Mapping[str, Any]) -> Article:
    found = {field: _first(value, names) for field, names in _KEYS.items()}
    date = found["published"]
    warning = (
        (f'the date "{date[:40]}" is not like 2015-09-15; left aside',)
        if date and iso_date(date) is None
        else ()
    )
    return Article(
        tidy(found["text"] or ""),
        title=one_line(found["title"]),
        url=one_line(found["url"]),
        publisher=one_line(found["publisher"]),
        published=iso_date(date),
        language=(found["language"] or "")[:2].lower() or None,
        warnings=warning,
    )


def _first(value: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    texts = (value.get(name) for name in names)
    return next((text for text in texts if isinstance(text, str) and text.strip()), None)


def _told(articles: list[Article], warning: str | None) -> tuple[Article, ...]:
    """What is to be told of the whole file stands with its first article."""
    if warning and articles:
        from dataclasses import replace

        articles[0] = replace(articles[0], warnings=(warning, *articles[0].warnings))
    return tuple(articles)

"""From files to documents: one reader a format, found by the file's suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import ReadingError
from timeline.model import Document
from timeline.reading.article import Article
from timeline.reading.decode import MAX_BYTES

__all__ = ["COLLECTIONS", "READERS", "Read", "read_document", "read_documents"]


def _plain(data: bytes) -> Article:
    from timeline.reading.plain import read_plain

    return read_plain(data)


def _markdown(data: bytes) -> Article:
    from timeline.reading.markdown import read_markdown

    return read_markdown(data)


def _html(data: bytes) -> Article:
    from timeline.reading.html import read_html

    return read_html(data)


def _pdf(data: bytes) -> Article:
    from timeline.reading.pdf import read_pdf

    return read_pdf(data)


def _docx(data: bytes) -> Article:
    from timeline.reading.docx import read_docx

    return read_docx(data)


def _feed(data: bytes) -> tuple[Article, ...]:
    from timeline.reading.feed import read_feed

    return read_feed(data)


def _json_lines(data: bytes) -> tuple[Article, ...]:
    from timeline.reading.collection import read_json_lines

    return read_json_lines(data)


def _csv(data: bytes) -> tuple[Article, ...]:
    from timeline.reading.collection import read_csv

    return read_csv(data)


#: A new format is a new line here and a module beside this one.
READERS: dict[str, Callable[[bytes], Article]] = {
    ".txt": _plain,
    ".text": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".pdf": _pdf,
    ".docx": _docx,
}
#: Files that hold several articles, and what to call one of them.
COLLECTIONS: dict[str, tuple[str, Callable[[bytes], tuple[Article, ...]]]] = {
    ".jsonl": ("article", _json_lines),
    ".ndjson": ("article", _json_lines),
    ".csv": ("article", _csv),
    ".tsv": ("article", _csv),
    ".xml": ("item", _feed),
    ".rss": ("item", _feed),
    ".atom": ("item", _feed),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A document (its `dct` not yet found) and what its reader has to tell the user.

    `part` tells which one of a file of several it is ("item 3").
    """

    document: Document
    warnings: tuple[str, ...] = ()
    part: str | None = None


def read_document(
    path: Path,
    *,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
) -> Read:
    """Read one article. What is given beats what the file says.

    Raises:
        ReadingError: it is missing, a folder, unreadable, of no known format, too large, empty,
            binary, in an unknown encoding, without an article, or of several. The text is one line
            without the file's name, which the caller knows as the user wrote it.
    """
    found = read_documents(path, title=title, url=url, publisher=publisher, published=published)
    if len(found) > 1:
        raise ReadingError(f"holds {len(found)} articles; expected one")
    return found[0]


def read_documents(
    path: Path,
    *,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
) -> tuple[Read, ...]:
    """Read the article of a file, or all of a collection; one at least. Raises as `read_document`.

    Title and address that are given are left aside for a file of several, whose articles have their
    own.
    """
    data = _bytes(path)
    suffix = path.suffix.lower()
    articles: tuple[Article, ...]
    what = None
    if suffix in READERS:
        articles = (READERS[suffix](data),)
    elif suffix in COLLECTIONS:
        what, reader = COLLECTIONS[suffix]
        articles = reader(data)
    else:
        known = ", ".join((*READERS, *COLLECTIONS))
        raise ReadingError(f"has no format that can be read; expected one of {known}")
    told = tuple(article for article in articles if article.text.strip())
    if not told:
        raise ReadingError("is empty; expected an article")
    several = len(articles) > 1
    return tuple(
        Read(
            Document(
                text=article.text,
                name=path.name,
                title=(None if several else title) or article.title,
                url=(None if several else url) or article.url,
                publisher=publisher or article.publisher,
                published=published or article.published,
                language=article.language or "en",
            ),
            article.warnings,
            f"{what} {number}" if several else None,
        )
        for number, article in enumerate(articles, 1)
        if article.text.strip()
    )


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadingError(f"is a folder; expected a file, or a glob such as {path.name}/*.txt")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadingError(
                f"has {size / 1e6:.0f} MB; expected an article of at most {MAX_BYTES / 1e6:.0f} MB,"
                " split it"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadingError("no such file") from error
    except PermissionError as error:
        raise ReadingError("may not be read; give yourself permission to read it") from error
    except OSError as error:
        raise ReadingError(f"cannot be read ({error.strerror})") from error

"""From files to documents: one reader a format, found by the file's suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import ReadingError
from timeline.model import Document
from timeline.reading.article import Article
from timeline.reading.decode import MAX_BYTES

__all__ = ["READERS", "Read", "read_document"]


def _plain(data: bytes) -> Article:
    from timeline.reading.plain import read_plain

    return read_plain(data)


def _markdown(data: bytes) -> Article:
    from timeline.reading.markdown import read_markdown

    return read_markdown(data)


def _html(data: bytes) -> Article:
    from timeline.reading.html import read_html

    return read_html(data)


#: A new format is a new line here and a module beside this one.
READERS: dict[str, Callable[[bytes], Article]] = {
    ".txt": _plain,
    ".text": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
}


@dataclass(frozen=True, slots=True)
class Read:
    """A document (its `dct` not yet found) and what its reader has to tell the user."""

    document: Document
    warnings: tuple[str, ...] = ()


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
            binary, in an unknown encoding, or without an article. The text is one line without
            the file's name, which the caller knows as the user wrote it.
    """
    data = _bytes(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        raise ReadingError(f"has no format that can be read; expected one of {known}")
    article = reader(data)
    if not article.text.strip():
        raise ReadingError("is empty; expected an article")
    document = Document(
        text=article.text,
        name=path.name,
        title=title or article.title,
        url=url or article.url,
        publisher=publisher or article.publisher,
        published=published or article.published,
        language=article.language or "en",
    )
    return Read(document, article.warnings)


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

"""Word documents (.docx): paragraphs and the rows of tables in their order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from timeline.archive import archive_trouble
from timeline.errors import ReadingError
from timeline.reading.article import Article, one_line, tidy

_HEADINGS = ("Title", "Heading 1")


def read_docx(data: bytes) -> Article:
    """An article as a Word document. Its title is the file's own, or the first heading.

    Raises:
        ReadingError: it is damaged, protected, or something else renamed.
    """
    trouble = archive_trouble(data)
    if trouble is not None:
        raise ReadingError(trouble)
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        parts = list(_parts(document))
        own_title = one_line(document.core_properties.title)
    except Exception as error:
        raise ReadingError(
            f"is no Word document that can be read ({type(error).__name__})"
        ) from error
    title = own_title
    if parts and parts[0][1]:
        heading = one_line(parts[0][0])
        if title is None or (heading or "").casefold() == title.casefold():
            title = heading
            del parts[0]
    return Article(tidy("\n\n".join(text for text, _ in parts)), title=title)


def _parts(document: Any) -> Iterator[tuple[str, bool]]:
    """Each paragraph or row with whether it is a heading; empty ones left out."""
    from docx.table import Table

    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                if any(cells):
                    yield " | ".join(cells), False
        elif item.text.strip():
            yield item.text.strip(), bool(item.style and item.style.name in _HEADINGS)

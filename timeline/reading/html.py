"""Saved web pages: the article without the page around it. Nothing is fetched."""

from __future__ import annotations

import logging
from typing import Any

from timeline.errors import ReadingError
from timeline.reading.article import Article, iso_date, one_line, tidy
from timeline.reading.decode import decode

#: Latest date htmldate may believe. It is fixed: its own default is today, and then the same page
#: would be read otherwise tomorrow.
_LATEST = "2100-12-31"
_EARLIEST = "1600-01-01"


def read_html(data: bytes) -> Article:
    """The article inside a saved page, by trafilatura; its date, by htmldate, from metadata only.

    Raises:
        ReadingError: the page holds no article.
    """
    decoded = decode(data, html=True)
    tree = _parse(decoded.text)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    _keep_captions(tree)
    found = _extract(tree)
    if found is None or not (found.text or "").strip():
        raise ReadingError(
            "holds no article that could be told from the page around it;"
            " copy the article's text into a .txt file"
        )
    title = one_line(found.title)
    lines = tidy(found.text).split("\n")
    paragraphs = [line.removeprefix("- ") for line in lines if line.strip()]  # list items
    if title and paragraphs and _same(paragraphs[0], title):
        del paragraphs[0]
    return Article(
        "\n\n".join(paragraphs),
        title=title,
        url=one_line(found.url),
        publisher=one_line(found.sitename),
        published=iso_date(found.date),
        language=language.split("-")[0].lower() if language else None,
        warnings=(decoded.warning,) if decoded.warning else (),
    )


def _parse(text: str) -> Any:
    from lxml import html

    # Bytes: lxml refuses text that declares an encoding. The declaration is overruled.
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except Exception as error:  # lxml raises several kinds, and ValueError
        if type(error).__module__.split(".")[0] not in ("lxml", "builtins"):
            raise
        raise ReadingError(f"is not HTML that can be read ({error})") from error
    return tree


def _keep_captions(tree: Any) -> None:
    """Make captions paragraphs: they often carry the only full date of a page."""
    for figure in tree.iter("figure"):
        figure.tag = "div"
    for caption in tree.iter("figcaption"):
        caption.tag = "p"


def _extract(tree: Any) -> Any:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "min_date": _EARLIEST,
            "max_date": _LATEST,
        },
    )


def _same(line: str, title: str) -> bool:
    return " ".join(line.split()).casefold() == title.casefold()

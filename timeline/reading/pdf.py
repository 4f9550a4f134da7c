"""PDF: the text of its pages, as far as it holds text; pages put together into paragraphs."""

from __future__ import annotations

import io
import logging
import re
from itertools import pairwise

from timeline.errors import ReadingError
from timeline.reading.article import Article, one_line, tidy
from timeline.reading.plain import split_title

_MAX_PAGES = 2000
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[a-zà-ÿ])")
_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")
_SHORT_LINE = 0.75
#: Letters drawn as one; no word of a lexicon is written so.
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def read_pdf(data: bytes) -> Article:
    """An article as PDF. Its title is the file's own, or the first line.

    Raises:
        ReadingError: damaged, protected by a password, too long, or without text (scanned).
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
        pages = [page.extract_text() for page in reader.pages] if 0 < count <= _MAX_PAGES else []
        title = reader.metadata.title if reader.metadata and not locked else None
    except Exception as error:
        raise ReadingError(f"is no PDF that can be read ({type(error).__name__})") from error
    if locked:
        raise ReadingError("is protected by a password; save it without one")
    if count > _MAX_PAGES:
        raise ReadingError(f"has {count:,} pages; expected an article, split it")
    text = paragraphs(tidy("\n".join(pages).translate(_LIGATURES)))
    if not text.strip():
        raise ReadingError("holds no text, only pictures of it; run it through OCR first")
    found, body = split_title(text)
    title = one_line(title)
    if title and found and found.casefold() == title.casefold():
        text = body
    elif title is None and found:
        title, text = found, body
    return Article(text, title=title)


def paragraphs(text: str) -> str:
    """Lines joined: a paragraph ends with a blank line, or with a full stop on a short line."""
    lines = _HYPHEN.sub("", text).split("\n")
    width = max((len(line) for line in lines), default=0)
    joined = lines[:1]
    for above, line in pairwise(lines):
        ended = not above or not line or (len(above) < _SHORT_LINE * width and _ENDS.search(above))
        heading = len(above) < _SHORT_LINE * width and line[:1].isupper() and joined[-1] == above
        if ended or heading:
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1]} {line}"
    return "\n\n".join(line for line in joined if line)

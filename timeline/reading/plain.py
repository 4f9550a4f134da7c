"""Plain text: the title is the first line where it looks like one."""

from __future__ import annotations

import re
from itertools import pairwise

from timeline.reading.article import Article, one_line, tidy
from timeline.reading.decode import decode

_MAX_TITLE = 140
#: A line this long was not broken by hand to fit a page.
_WRAP_LIMIT = 100
_MIN_WRAP = 50
_ENDS_A_SENTENCE = re.compile(r"[.:;,…][\"'”’)]*$")
#: Lines that open pasted articles and are no headline.
_NO_TITLE = re.compile(
    r"by (?-i:[A-Z])"
    r"|(?:photo|photograph|picture|image|date|source|caption|credit|author)\b[^:]{0,10}:"
    r"|(?:published|updated|posted)(?::| on\b| at\b| by\b| \d)"
    r"|https?:|www\.|[\W\d]*$",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:jan|febr)uary\b|\bmarch\b|\bapril\b"
    r"|\bmay\b|\bjune\b|\bjuly\b|\baugust\b|\b(?:septem|octo|novem|decem)ber\b"
    r"|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|\b(?:am|pm|gmt|utc|at|st|nd|rd|th)\b",
    re.IGNORECASE,
)


def read_plain(data: bytes) -> Article:
    """An article as plain text."""
    decoded = decode(data)
    title, text = split_title(unwrap(tidy(decoded.text)))
    warnings = (decoded.warning,) if decoded.warning else ()
    return Article(text, title=title, warnings=warnings)


def split_title(text: str) -> tuple[str | None, str]:
    """The headline and the rest; None and all of it when the first line is no headline.

    A headline is short, is no sentence, byline, caption or date, and something longer follows
    after an empty line (or on the next line, when no line of the text is broken by hand).
    """
    first, _, rest = text.partition("\n")
    body = rest.lstrip("\n")
    stands_alone = rest.startswith("\n") or len(body.partition("\n")[0]) > _MAX_TITLE
    if not body or not stands_alone or not _is_title(first):
        return None, text
    return one_line(first), body


def _is_title(line: str) -> bool:
    line = line.strip()
    if not line or len(line) > _MAX_TITLE or _ENDS_A_SENTENCE.search(line):
        return False
    return not _NO_TITLE.match(line) and not _NO_TITLE.match(_DATE_WORDS.sub("", line))


def unwrap(text: str) -> str:
    """Join lines that were broken by hand to fit a page; no offset changes.

    Such a text has no long line, and within a paragraph the next line's first word would not
    have fitted on the line above.
    """
    width = max((len(line) for line in text.split("\n")), default=0)
    if not _MIN_WRAP <= width <= _WRAP_LIMIT:
        return text
    return "\n\n".join(
        paragraph.replace("\n", " ") if _is_wrapped(paragraph, width) else paragraph
        for paragraph in text.split("\n\n")
    )


def _is_wrapped(paragraph: str, width: int) -> bool:
    lines = paragraph.split("\n")
    full = (len(above) + 1 + len(below.split(" ")[0]) > width for above, below in pairwise(lines))
    return all(full)

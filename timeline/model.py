"""The values that pass between the stages of a build: all frozen, all plain.

Offsets count code points of `Document.text`. Days are ISO 8601 strings with signed, at least
four-digit years (`-0043-03-15` is 15 March 44 BC): Python's `date` knows no year before 1.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

#: Smallest to largest unit a temporal expression names.
Grain = Literal[
    "second", "minute", "hour", "daypart", "day", "weekend", "week", "month_part", "month",
    "season", "quarter", "half", "year_part", "year", "decade_part", "decade",
    "century_part", "century", "millennium", "open",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """When a document was written (document creation time, DCT) and how that is known.

    Attributes:
        date: ISO day, `2015-09-15`, or an instant with a time when the metadata gave one.
        source: where it was found.
        reason: one sentence for a reader.
        confidence: 0–1.
    """

    date: str
    source: Literal["config", "metadata", "dateline", "caption", "text", "filename"]
    reason: str
    confidence: float

    @property
    def day(self) -> str:
        """The ISO day alone."""
        return self.date.partition("T")[0]


@dataclass(frozen=True, slots=True)
class Document:
    """One article as the readers hand it on.

    Attributes:
        text: what the stages read; every offset counts its code points.
        name: what to call it in messages and on pages when it has no title (the file's name).
        title, url, publisher: None when unknown; a title is context, never part of `text`.
        published: what metadata or config say of its date, an ISO day or instant, or None.
        dct: the document creation time found for it, or None when there is no ground for one.
        language: ISO 639-1.
    """

    text: str
    name: str = "-"
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    dct: DocumentDate | None = None
    language: str = "en"

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits made from the content: it survives a move of the file."""
        content = "\x00".join((self.title or "", self.url or "", self.text))
        return hashlib.sha256(content.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class TemporalExpression:
    """A time expression: one value with three faces (TIMEX3, EDTF, earliest…latest).

    Attributes:
        start, end, text: where it stands; `document.text[start:end] == text`.
        type: TIMEX3 type.
        value: TIMEX3 value (`2015-09`, `2015-W37`, `P2W`, `XXXX-WXX-5`, `PAST_REF`, `BC0044` …).
        mod: TIMEX3 mod (START, MID, END, APPROX, BEFORE, AFTER …) or None.
        edtf: EDTF string, or None when no date could be given.
        earliest, latest: inclusive ISO days, or instants when a time is given; None = unknown
            (edtf None) or open (edtf has `..`).
        grain: the unit as written; a vague part of a month is `month_part`.
        anchor: what it was resolved against ("document date", "2014-05-03 in the sentence before",
            "its own year", "relieving the siege"), or None when it needs none or found none.
        confidence: 0–1.
        rule: name of the grammar rule that read it.
        reason: one sentence for a reader.
        rejected: other readings weighed and turned down, each as "value: why not".
        whole: EDTF of the range this is one end of (`1939/1945` for both years of "from 1939 to
            1945"), or None.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: str | None = None
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    grain: Grain = "day"
    anchor: str | None = None
    confidence: float = 1.0
    rule: str = ""
    reason: str = ""
    rejected: tuple[str, ...] = ()
    whole: str | None = None

"""Days that a text writes in full, year and all, each with its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from maps.dates import civil, iso_day
from timeline.model import DocumentDate, TemporalExpression
from timeline.timex.discourse import day_of
from timeline.timex.options import TimexOptions
from timeline.timex.tagger import tag

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_BORN = re.compile(r"\b(?:born|b\.|birth|died)\b[^.]*$", re.IGNORECASE)
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class FullDate:
    """A full date of the text, in its paragraph."""

    number: int
    start: int
    end: int
    paragraph: str
    offset: int

    @property
    def is_birthday(self) -> bool:
        return _BORN.search(self.paragraph[: self.start - self.offset][-40:]) is not None

    @property
    def ends_paragraph(self) -> bool:
        return not self.paragraph[self.end - self.offset :].strip(" .)]\"'”")


def full_dates(text: str, options: TimexOptions) -> Iterator[FullDate]:
    """Days that the text writes in full, year and all."""
    paragraphs = [(match.start(), match[0]) for match in _PARAGRAPH.finditer(text)]
    place = 0
    for found in tag(text, options=options):
        number = full_day(found)
        if number is None:
            continue
        while place + 1 < len(paragraphs) and paragraphs[place + 1][0] <= found.start:
            place += 1
        offset, paragraph = paragraphs[place]
        yield FullDate(number, found.start, found.end, paragraph, offset)


def full_day(found: TemporalExpression) -> int | None:
    """Day number of an expression that names a day with its year."""
    if (
        found.anchor != "its own year"
        or found.earliest is None
        or found.grain not in ("day", "minute", "hour", "daypart", "second")
    ):
        return None
    return day_in(found.earliest)


def day_in(iso: str | None) -> int | None:
    """The day number of an ISO day, None for no day or an impossible one (29 February 2015)."""
    return None if iso is None else day_of(DocumentDate(iso, "text", "", 1.0))


def made(number: int, source: str, reason: str, confidence: float) -> DocumentDate:
    """A document's date on a day."""
    return DocumentDate(iso_day(number), source, reason, confidence)  # type: ignore[arg-type]


def say(number: int) -> str:
    """September 15, 2015."""
    year, month, day = civil(number)
    return f"{_MONTH_NAMES[month - 1]} {day}, {year}"

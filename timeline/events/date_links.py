"""A time expression as the date of an event, and which expressions can be one."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.events.days import shift
from timeline.events.mention import DateLink, LinkRule
from timeline.model import DocumentDate, TemporalExpression


def date_link(timex: TemporalExpression, rule: LinkRule, days: int = 0) -> DateLink:
    """A time expression, or the day some days from it, as an event's date."""
    reason = f"“{timex.text}” ({rule})"
    if timex.reason:
        reason = f"{reason}: {timex.reason}"
    link = DateLink(
        start=timex.earliest,
        end=timex.latest,
        edtf=timex.edtf,
        text=timex.text,
        rule=rule,
        reason=reason,
        timex=timex,
        confidence=timex.confidence,
    )
    if not days or timex.earliest is None:
        return link
    day = shift(timex.earliest, days)
    told = (
        f"{abs(days)} day{'s' * (abs(days) > 1)} {'before' if days < 0 else 'after'} “{timex.text}”"
    )
    return replace(link, start=day, end=day, edtf=day, reason=f"{told} ({rule})")


def publication_link(dct: DocumentDate, why: str, share: float) -> DateLink:
    """The document's own day as an event's date, with a share of its confidence: a guess."""
    return DateLink(
        start=dct.day,
        end=dct.day,
        edtf=dct.day,
        text="",
        rule="document date",
        reason=f"{why}; the document is of {dct.day}",
        confidence=share * dct.confidence,
    )


_DAY_WORDS = re.compile(
    r"day\b|\d{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|\b(?:tonight|yesterday|tomorrow|last|next|this|same|later|earlier|overnight|that)\b",
    re.IGNORECASE,
)


def is_date(timex: TemporalExpression) -> bool:
    """Whether an expression can date an event: it has days, and is no set, bare length, or clock
    time whose day is told elsewhere.
    """
    if timex.edtf is None or timex.type == "SET":
        return False
    clock = timex.type == "TIME" and timex.grain in ("hour", "minute", "second")
    return not clock or bool(_DAY_WORDS.search(timex.text))


def is_part_of_day(timex: TemporalExpression) -> bool:
    """“dawn”, “in the evening”: a part of a day that is told elsewhere."""
    return timex.grain == "daypart" and not _DAY_WORDS.search(timex.text)

"""A document's date from its photo captions, or from a full date that a weekday confirms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.model import DocumentDate
from timeline.timex import calendar
from timeline.timex.discourse import day_of
from timeline.timex.full_dates import DAY_NAMES, FullDate, full_dates, made, say
from timeline.timex.options import TimexOptions
from timeline.timex.tagger import tag

_PHOTO = re.compile(
    r"\b(?:photo|photograph|pictured?|image|caption|seen here|reuters/|getty|ap photo|afp/|epa/|"
    r"shown (?:here|in this)|in this (?:photo|picture|image))\b",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(
    r"\b(?:file (?:photo|picture|image|pic)|archive|archival|stock)\b", re.IGNORECASE
)
#: A text that names more weekdays would agree with any date.
_MAX_WEEKDAYS = 2


def from_captions(text: str, title: str | None, options: TimexOptions) -> DocumentDate | None:
    """A full date of a photo caption; better when a weekday of the body falls on it."""
    body = f"{text}\n{title or ''}"
    weekdays = _weekdays(body, options)
    dates = list(full_dates(text, options))
    captions = [item for item in dates if _is_caption(item, text)]
    agreeing = [item for item in captions if calendar.weekday(item.number) in weekdays]
    if agreeing:
        best = max(agreeing, key=lambda item: item.number)
        reason = (
            f"A photo caption says {say(best.number)}, which was a "
            f"{DAY_NAMES[calendar.weekday(best.number) - 1]}, the weekday the text speaks of."
        )
        return made(best.number, "caption", reason, 0.9)
    pictured = [item for item in captions if _names_picture(item, text)]
    if pictured:
        best = max(pictured, key=lambda item: item.number)
        return made(best.number, "caption", f"A photo caption says {say(best.number)}.", 0.6)
    return _from_latest(dates, weekdays)


def _from_latest(dates: Sequence[FullDate], weekdays: set[int]) -> DocumentDate | None:
    """The latest full date of the text, when a weekday of the text falls on it.

    A text that names many weekdays would agree with any date, and a birthday dates nothing.
    """
    told = [item for item in dates if not item.is_birthday]
    if not told or not 0 < len(weekdays) <= _MAX_WEEKDAYS:
        return None
    latest = max(item.number for item in told)
    if calendar.weekday(latest) not in weekdays:
        return None
    day = DAY_NAMES[calendar.weekday(latest) - 1]
    reason = f"The latest full date of the text is {say(latest)}, a {day} as the text says."
    return made(latest, "text", reason, 0.5)


def _weekdays(text: str, options: TimexOptions) -> set[int]:
    """Weekdays the text names without a date."""
    found: set[int] = set()
    for item in tag(text, options=options):
        if item.rule not in ("named-weekday", "weekday-daypart") or item.type == "SET":
            continue
        number = day_of(DocumentDate(item.earliest or "", "text", "", 1.0))
        if number is not None:
            found.add(calendar.weekday(number))
        elif re.fullmatch(r"XXXX-WXX-\d", item.value):
            found.add(int(item.value[-1]))
    return found


def _is_caption(item: FullDate, text: str) -> bool:
    """A short paragraph that speaks of a picture, or one sentence that ends with place and date.

    Of the second sort are sentences of the story as well ("He died in Paris, May 4, 1998."), so it
    dates a document only together with a weekday.
    """
    paragraph = item.paragraph.strip()
    if len(paragraph) > 400 or _ARCHIVE.search(paragraph):
        return False
    start = item.start - item.offset
    if _PHOTO.search(paragraph):
        return True
    one_sentence = not re.search(r"[.!?][\"”’']?\s+[A-Z]", paragraph[:start])
    after_place = paragraph[:start].rstrip().endswith((",", "taken"))
    return one_sentence and item.ends_paragraph and (after_place or _names_picture(item, text))


def _names_picture(item: FullDate, text: str) -> bool:
    """Whether the paragraph, or the line before it, speaks of a picture."""
    before = text[max(0, item.offset - 60) : item.offset]
    return bool(_PHOTO.search(item.paragraph) or _PHOTO.search(before))

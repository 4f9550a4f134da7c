"""Dates that the head of a text gives itself: a dateline, a line of publication, a stamp."""

from __future__ import annotations

import re

from maps.dates import civil
from timeline.model import DocumentDate, TemporalExpression
from timeline.timex.full_dates import DAY_NAMES, FullDate, day_in, full_dates, full_day, made
from timeline.timex.options import TimexOptions
from timeline.timex.tagger import tag

_DATELINE = re.compile(r"[ \t]*(?P<head>[^\n]{3,90}?)[ \t]+(?:-{1,2}|–|—)[ \t]", re.MULTILINE)
#: The agency behind the date: "(AFP)", "/PRNewswire/".
_AGENCY = re.compile(r"[ \t]*(?:\([^)\n]{2,40}\)|/[^/\n]{2,40}/)$")
_PLACE = re.compile(r"(?:[A-Z][\w'’.-]*(?:[ ,/]+[A-Z(][\w'’.)-]*){0,7}),?[ \t]+")
_PUBLISHED = re.compile(
    r"\b(?:first published|last updated|last modified|published|posted|updated|modified|revised|"
    r"date|filed|issued|released|on|at)\b",
    re.IGNORECASE,
)
#: "Updated: ", "Posted on " right before the date, wherever it stands in its line.
_ANNOUNCED = re.compile(
    r"\b(?:published|posted|updated|modified|revised|issued|released)(?:\s+(?:on|at))?[\s:]*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"by\s+[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,4}", re.IGNORECASE)
_MAX_LINE = 120
#: A line of place and date stands under the headline, and perhaps a line more.
_HEADLINES = 2
#: A stamp of a news site: weekday, full date, and a clock time with its zone.
_STAMP_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b")
#: How far from a dateline without a year a date of the text may lie that tells the year, in days.
_NEAR_DAYS = 60


def from_head(head: str, options: TimexOptions, *, titled: bool) -> DocumentDate | None:
    """A dateline ("DUSHANBE, Sept. 15 –"), or a line of its own with the date of publication.

    `titled`: the headline is told apart, so the text begins under it.
    """
    for match in _DATELINE.finditer(head):
        found = _dateline(match["head"], options)
        if found is None:
            continue
        number = full_day(found)
        if number is not None:
            return made(number, "dateline", f"The dateline says {found.text}.", 0.97)
        completed = _complete(found, head, options)
        if completed is not None:
            day, near = completed
            reason = f"The dateline says {found.text}, and the text tells its year: {near.text}."
            return made(day, "dateline", reason, 0.85)
    for dated in full_dates(head, options):
        if _is_publication(dated) or _is_place_and_date(dated, head, titled=titled):
            line = dated.paragraph.strip()
            return made(
                dated.number, "dateline", f"A line at the head of the text says {line}.", 0.9
            )
    return None


def _is_publication(dated: FullDate) -> bool:
    """Whether its line tells no more than when, and by whom, the text was published."""
    line = dated.paragraph
    before = line[: dated.start - dated.offset]
    if len(line) <= _MAX_LINE and _ANNOUNCED.search(before):
        return True
    rest = before + line[dated.end - dated.offset :]
    rest = re.sub(r"\d{1,2}[:.]\d\d.*$", "", _PUBLISHED.sub("", rest)).strip(" .,:|–—-\t")
    rest = re.sub(rf"^(?:{'|'.join(DAY_NAMES)})$", "", rest)
    return not rest or (bool(before.strip()) and _BYLINE.fullmatch(rest) is not None)


def _is_place_and_date(dated: FullDate, head: str, *, titled: bool) -> bool:
    """Whether a line under the headline says no more than "Batumi, 14 March 2019"."""
    headlines = head[: dated.offset].split("\n")
    above = sum(bool(line.strip()) for line in headlines)
    place = dated.paragraph[: dated.start - dated.offset]
    alone = dated.ends_paragraph and _PLACE.fullmatch(place) is not None
    return alone and (0 if titled else 1) <= above <= _HEADLINES


def from_stamp(text: str, options: TimexOptions) -> DocumentDate | None:
    """A stamp of the site: "Mon Apr 25, 2011 10:53 am EDT", "01.49 GMT on Thursday 17 May 2005"."""
    for found in tag(text, options=options):
        stamped = found.type == "TIME" and _STAMP_ZONE.search(found.earliest or "")
        number = full_day(found) if stamped and _WEEKDAY.search(found.text) else None
        if number is not None:
            return made(number, "dateline", f"The text is stamped {found.text}.", 0.9)
    return None


def _dateline(line: str, options: TimexOptions) -> TemporalExpression | None:
    """The date of "DUSHANBE, Sept. 15 (Agency)", when the line is no more than place and date."""
    line = _AGENCY.sub("", line.rstrip())
    found = tag(line, options=options)
    if len(found) != 1 or found[0].end != len(line):
        return None
    return found[0] if _PLACE.fullmatch(line[: found[0].start]) else None


def _complete(
    found: TemporalExpression, text: str, options: TimexOptions
) -> tuple[int, TemporalExpression] | None:
    """Day of a dateline without a year, and the date of the text that tells its year.

    Only a day or month written with its year, and not far off, does: a year alone ("in 1976 a quake
    …") is as often that of an older story.
    """
    match = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", found.value)
    if match is None:
        return None
    near: list[tuple[int, int, TemporalExpression]] = []
    for item in tag(text, options=options):
        if item.anchor != "its own year" or item.grain not in ("day", "month"):
            continue
        ends = [end for end in (day_in(item.earliest), day_in(item.latest)) if end is not None]
        if not ends:
            continue
        first, last = min(ends), max(ends)
        for year in range(civil(first).year - 1, civil(last).year + 2):
            day = day_in(f"{year:04d}-{match[1]}-{match[2]}")
            if day is not None:
                near.append((max(first - day, day - last, 0), day, item))
    if not near:
        return None
    distance, day, item = min(near, key=lambda one: one[:2])
    return (day, item) if distance <= _NEAR_DAYS else None

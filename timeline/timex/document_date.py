"""When a document was written, and how one can tell: metadata, dateline, captions, file name.

Grounds are tried from the surest to the weakest, and each answer carries a sentence for a reader.
A document without a ground has no date: the date a story tells is never taken for it blindly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maps.dates import civil, iso_day, parse
from timeline.model import DocumentDate, TemporalExpression
from timeline.timex import calendar
from timeline.timex.discourse import day_of
from timeline.timex.options import DEFAULT_OPTIONS, TimexOptions
from timeline.timex.tagger import tag

_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
#: How much of a text is looked at for its head, and how much for all the rest: a document's date
#: stands at its front, and a 50 MB file must not be read twice.
_HEAD = 1500
_BODY = 60_000
_DATELINE = re.compile(r"[ \t]*(?P<head>[^\n]{3,90}?)[ \t]+(?:-{1,2}|–|—)[ \t]", re.MULTILINE)
_AGENCY = re.compile(r"[ \t]*\([^)\n]{2,40}\)$")
_PLACE = re.compile(r"(?:[A-Z][\w'’.-]*(?:[ ,/]+[A-Z(][\w'’.)-]*){0,7}),?[ \t]+")
_PUBLISHED = re.compile(
    r"\b(?:published|posted|updated|last updated|date|first published|filed|issued|released|by)\b",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"\b(?:photo|photograph|pictured?|image|caption|seen here|reuters/|getty|ap photo|afp/|epa/|"
    r"shown (?:here|in this)|in this (?:photo|picture|image))\b",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:born|b\.|birth|died)\b[^.]*$", re.IGNORECASE)
#: A stamp of a news site: weekday, full date, and a clock time with its zone.
_STAMP_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_MAX_WEEKDAYS = 2
_ARCHIVE = re.compile(
    r"\b(?:file (?:photo|picture|image|pic)|archive|archival|stock)\b", re.IGNORECASE
)
_IN_NAME = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_.]?(?P<month>\d\d)[-_.]?(?P<day>\d\d)(?!\d)"
)
_IN_NAME_REVERSED = re.compile(
    r"(?<!\d)(?P<day>\d\d)[-_.](?P<month>\d\d)[-_.](?P<year>(?:19|20)\d\d)(?!\d)"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b")
_PARAGRAPH = re.compile(r"[^\n]+")
#: How far from a dateline without a year a date of the text may lie that tells the year, in days.
_NEAR_DAYS = 60


@dataclass(frozen=True, slots=True)
class _Dated:
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


def find_document_date(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    name: str | None = None,
    options: TimexOptions = DEFAULT_OPTIONS,
) -> DocumentDate | None:
    """The document creation time and its reason, or None when there is no ground for one.

    Args:
        published: what the metadata or the config say, an ISO day or instant or a written date.
        name: the file's name.
    """
    return (
        _from_metadata(published, options)
        or _from_head(text[:_HEAD], options)
        or _from_stamp(text[:_BODY], options)
        or _from_captions(text[:_BODY], title, options)
        or _from_name(name)
    )


def _from_metadata(published: str | None, options: TimexOptions) -> DocumentDate | None:
    if not published or not published.strip():
        return None
    written = (
        published.strip().replace(" ", "T", 1)
        if re.match(r"\d{4}-\d\d-\d\d \d", published.strip())
        else published.strip()
    )
    moment = parse(written)
    if moment is None and re.match(r"\d{4}-\d\d-\d\dT", written):
        written = written[:10]
        moment = parse(written)
    if moment is not None and moment.day is not None:
        return DocumentDate(written, "metadata", f"The metadata say {published.strip()}.", 1.0)
    days = list(_full_dates(published, options))
    if not days:
        return None
    return DocumentDate(
        iso_day(days[0].number), "metadata", f"The metadata say {published.strip()}.", 0.95
    )


def _full_dates(text: str, options: TimexOptions) -> Iterator[_Dated]:
    """Days that the text writes in full, year and all."""
    paragraphs = [(match.start(), match[0]) for match in _PARAGRAPH.finditer(text)]
    place = 0
    for found in tag(text, options=options):
        number = _full_day(found)
        if number is None:
            continue
        while place + 1 < len(paragraphs) and paragraphs[place + 1][0] <= found.start:
            place += 1
        offset, paragraph = paragraphs[place]
        yield _Dated(number, found.start, found.end, paragraph, offset)


def _full_day(found: TemporalExpression) -> int | None:
    if (
        found.anchor != "its own year"
        or found.earliest is None
        or found.grain not in ("day", "minute", "hour", "daypart", "second")
    ):
        return None
    return _day(found.earliest)


def _from_head(head: str, options: TimexOptions) -> DocumentDate | None:
    """A dateline ("DUSHANBE, Sept. 15 –"), or a line of its own with the date of publication."""
    for match in _DATELINE.finditer(head):
        found = _dateline(match["head"], options)
        if found is None:
            continue
        number = _full_day(found)
        if number is not None:
            return _made(number, "dateline", f"The dateline says {found.text}.", 0.97)
        completed = _complete(found, head, options)
        if completed is not None:
            day, near = completed
            reason = f"The dateline says {found.text}, and the text tells its year: {near.text}."
            return _made(day, "dateline", reason, 0.85)
    for dated in _full_dates(head, options):
        line = dated.paragraph.strip()
        rest = line.replace(head[dated.start : dated.end], "").strip(" .,:|–—-")
        rest = re.sub(r"\d{1,2}[:.]\d\d.*$", "", _PUBLISHED.sub("", rest)).strip(" .,:|–—-")
        rest = re.sub(rf"^(?:{'|'.join(_DAY_NAMES)})$", "", rest)
        if not rest:
            return _made(
                dated.number, "dateline", f"A line at the head of the text says {line}.", 0.9
            )
    return None


def _from_stamp(text: str, options: TimexOptions) -> DocumentDate | None:
    """A stamp of the site: "Mon Apr 25, 2011 10:53 am EDT", "01.49 GMT on Thursday 17 May 2005"."""
    for found in tag(text, options=options):
        stamped = found.type == "TIME" and _STAMP_ZONE.search(found.earliest or "")
        number = _full_day(found) if stamped and _WEEKDAY.search(found.text) else None
        if number is not None:
            return _made(number, "dateline", f"The text is stamped {found.text}.", 0.9)
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
        ends = [end for end in (_day(item.earliest), _day(item.latest)) if end is not None]
        if not ends:
            continue
        first, last = min(ends), max(ends)
        for year in range(civil(first).year - 1, civil(last).year + 2):
            day = _day(f"{year:04d}-{match[1]}-{match[2]}")
            if day is not None:
                near.append((max(first - day, day - last, 0), day, item))
    if not near:
        return None
    distance, day, item = min(near, key=lambda one: one[:2])
    return (day, item) if distance <= _NEAR_DAYS else None


def _day(iso: str | None) -> int | None:
    """The day number of an ISO day, None for no day or an impossible one (29 February 2015)."""
    return None if iso is None else day_of(DocumentDate(iso, "text", "", 1.0))


def _from_captions(text: str, title: str | None, options: TimexOptions) -> DocumentDate | None:
    """A full date of a photo caption; better when a weekday of the body falls on it."""
    body = f"{text}\n{title or ''}"
    weekdays = _weekdays(body, options)
    dates = list(_full_dates(text, options))
    captions = [item for item in dates if _is_caption(item, text)]
    agreeing = [item for item in captions if calendar.weekday(item.number) in weekdays]
    if agreeing:
        best = max(agreeing, key=lambda item: item.number)
        reason = (
            f"A photo caption says {_say(best.number)}, which was a "
            f"{_DAY_NAMES[calendar.weekday(best.number) - 1]}, the weekday the text speaks of."
        )
        return _made(best.number, "caption", reason, 0.9)
    pictured = [item for item in captions if _names_picture(item, text)]
    if pictured:
        best = max(pictured, key=lambda item: item.number)
        return _made(best.number, "caption", f"A photo caption says {_say(best.number)}.", 0.6)
    return _from_latest(dates, weekdays)


def _from_latest(dates: Sequence[_Dated], weekdays: set[int]) -> DocumentDate | None:
    """The latest full date of the text, when a weekday of the text falls on it.

    A text that names many weekdays would agree with any date, and a birthday dates nothing.
    """
    told = [item for item in dates if not item.is_birthday]
    if not told or not 0 < len(weekdays) <= _MAX_WEEKDAYS:
        return None
    latest = max(item.number for item in told)
    if calendar.weekday(latest) not in weekdays:
        return None
    day = _DAY_NAMES[calendar.weekday(latest) - 1]
    reason = f"The latest full date of the text is {_say(latest)}, a {day} as the text says."
    return _made(latest, "text", reason, 0.5)


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


def _is_caption(item: _Dated, text: str) -> bool:
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


def _names_picture(item: _Dated, text: str) -> bool:
    """Whether the paragraph, or the line before it, speaks of a picture."""
    before = text[max(0, item.offset - 60) : item.offset]
    return bool(_PHOTO.search(item.paragraph) or _PHOTO.search(before))


def _from_name(name: str | None) -> DocumentDate | None:
    for pattern in (_IN_NAME, _IN_NAME_REVERSED):
        match = pattern.search(name or "")
        if match is None:
            continue
        written = f"{match['year']}-{match['month']}-{match['day']}"
        if parse(written) is not None:
            return DocumentDate(written, "filename", f"The file's name {name} holds the date.", 0.8)
    return None


def _made(number: int, source: str, reason: str, confidence: float) -> DocumentDate:
    return DocumentDate(iso_day(number), source, reason, confidence)  # type: ignore[arg-type]


def _say(number: int) -> str:
    year, month, day = civil(number)
    return f"{_MONTH_NAMES[month - 1]} {day}, {year}"

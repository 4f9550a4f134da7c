"""What a text shows before it is read in order: its headings, its years, news or narrative."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from maps.dates import civil, day_number, month_length
from timeline.timex.calendar import Span
from timeline.timex.discourse import ANY_YEARS, Reading, Section, Told
from timeline.timex.spec import Fixed, Node, Partial, Relative

#: A narrative has at least so many full years, this share of them away from the document's own,
#: and fewer words that count from the day of writing than so many of those years.
_MIN_YEARS = 4
_FAR_SHARE = 0.5
_FAR = 2
#: A short narrative has at least so many, all of them so far away, and no word that counts from
#: the day of writing.
_MIN_FEW = 2
_LONG = 10
#: A full date so near the document's own is its dateline.
_OWN_DAYS = 3
#: So near in the year, a day of long ago is one whose anniversary it is.
_ANNIVERSARY_DAYS = 15
_DEICTIC_WEIGHT = 2.0
_OWN_WEIGHT = 5
#: News tells its weekday so near its beginning (of a short text in the first half).
_LEAD = 400
#: A diary has at least so many entries.
_MIN_ENTRIES = 2
_ENTRY_OPENS = re.compile(r"(?:\A|\n|[.!?][\"”’)]?\s)\s*\Z")
_ENTRY_CLOSES = re.compile(r"[.:]|\s?[–—]\s|[ \t]*(?:\n|\Z)")
_HEADING = re.compile(r"(?:^|\n)[ \t]*([^\n]{1,90}[^\n.!?,;:\"”)])[ \t]*(?=\n|$)")


def explicit_years(nodes: Sequence[Node]) -> list[int]:
    """The full years the text writes, in order."""
    dates = (_written(node.content) for node in nodes if node.rule != "year-continued")
    return [date.year for date in dates if date is not None and date.year is not None]


def _written(content: object) -> Partial | None:
    """The date itself, or the one it is counted in: "the third week of June 1863"."""
    while isinstance(content, Relative):
        content = content.inner
    return content if isinstance(content, Partial) else None


def told_in_full(nodes: Sequence[Node]) -> tuple[Told, ...]:
    """Months and days that are written with their year."""
    found = []
    for node in nodes:
        content = node.content
        if isinstance(content, Partial) and content.year is not None and content.month is not None:
            day = content.day or 15
            number = day_number(content.year, content.month, day)
            slack = 0 if content.day else 15
            found.append(Told(node.start, Span(number - slack, number + slack)))
    return tuple(found)


def sections_of(text: str, nodes: Sequence[Node]) -> tuple[Section, ...]:
    """Headings that name years: a short line without a full stop, standing apart."""
    if not nodes:
        return ()
    found: list[Section] = []
    starts = [node.start for node in nodes]
    for match in _HEADING.finditer(text):
        line_start, line_end = match.span(1)
        if not _stands_apart(text, line_start, line_end):
            continue
        low = bisect_right(starts, line_start - 1)
        inside = nodes[low : bisect_right(starts, line_end - 1)]
        years = explicit_years(inside)
        if years:
            found.append(Section(line_start, line_end, (min(years), max(years))))
        else:
            found.append(Section(line_start, line_end, ANY_YEARS))
    return tuple(_within_years(found))


def _within_years(sections: Sequence[Section]) -> list[Section]:
    """Subheadings between "1943" and "1944" lie in the years of the heading above them."""
    made = list(sections)
    dated = [index for index, section in enumerate(made) if section.names_years]
    for above, below in pairwise(dated):
        years = made[above].years
        if years[1] <= made[below].years[0] <= years[1] + 1:
            for index in range(above + 1, below):
                made[index] = replace(made[index], years=years)
    return made


def _stands_apart(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 40) : start].rstrip(" \t")[-2:]
    after = text[end : end + 40].lstrip(" \t")[:2]
    opens = start < 40 and not text[:start].strip()
    return (before == "\n\n" or opens) and after.startswith("\n")


def reading_of(nodes: Sequence[Node], dct: int | None, *, diary: bool = False) -> Reading:
    """News, or a narrative: many full years, most of them away from the document's own year.

    A short text tells it by fewer years, all of them long past, and by what hangs on them: days
    without a year, "two days later". Words that count from the day of writing (today, a bare
    weekday), years to come, and in the lead a day near the document's own speak for news, and a
    full date that is the document's own settles it. Without a document's day there is nothing to
    count from, so the text itself has to tell. In a `diary` such words count from its entries.
    """
    if dct is None:
        return "narrative"
    full = told_in_full(nodes)
    if any(abs(told.span.first - dct) <= _OWN_DAYS for told in full if told.is_day):
        return "news"
    own = civil(dct).year
    years = explicit_years(nodes)
    far = sum(abs(year - own) >= _FAR for year in years)
    lead = min(_LEAD, nodes[-1].end // 2) if nodes else 0
    deictic = sum(_deictic_weight(node, lead) for node in nodes)
    deictic = 0 if diary else deictic + sum(year > own for year in years)
    if _opens_with_own_day(nodes, dct, full):
        deictic += _OWN_WEIGHT
    long_past = bool(years) and all(abs(year - own) >= _LONG for year in years)
    if long_past and (_opens_with_full_date(nodes) or (full and not deictic)):
        far += sum(_hangs_on_a_year(node.content) for node in nodes)
    elif not (long_past and len(years) >= _MIN_FEW) and (
        len(years) < _MIN_YEARS or far < _FAR_SHARE * len(years)
    ):
        return "news"
    return "narrative" if far > _DEICTIC_WEIGHT * deictic else "news"


def is_diary(text: str, nodes: Sequence[Node]) -> bool:
    """Whether days head entries, as sentences of their own: "Friday 3 August. Left Trieste …"."""
    heads = [node for node in nodes if _heads_entry(node, text)]
    dated = [node for node in heads if isinstance(node.content, Partial) and node.content.month]
    return len(heads) >= _MIN_ENTRIES and bool(dated)


def _heads_entry(node: Node, text: str) -> bool:
    content = node.content
    if not isinstance(content, Partial) or (content.day is None and content.weekday is None):
        return False
    opens = _ENTRY_OPENS.search(text[max(0, node.start - 8) : node.start]) is not None
    return opens and _ENTRY_CLOSES.match(text, node.end) is not None


def _opens_with_own_day(nodes: Sequence[Node], dct: int, full: Sequence[Told]) -> bool:
    """Whether the lead has a day near the document's own, without a year and before any year.

    On an anniversary a story of long ago has such a day too: it tells its year behind.
    """
    own = civil(dct).year
    for node in nodes:
        date = _written(node.content)
        if node.end > _LEAD or (date is not None and date.year is not None):
            return False
        if date is None or date.month is None or date.day is None or date.short_year is not None:
            continue
        day = day_number(own, date.month, min(date.day, month_length(own, date.month)))
        return abs(day - dct) <= _OWN_DAYS and not _is_anniversary(day, full)
    return False


def _is_anniversary(day: int, full: Sequence[Told]) -> bool:
    """Whether the first full date of a text is a day of the same season, long before."""
    if not full or not full[0].is_day:
        return False
    years, days = divmod(abs(day - full[0].span.first), 365.2425)
    return years >= _LONG and min(days, 365.2425 - days) <= _ANNIVERSARY_DAYS


def _opens_with_full_date(nodes: Sequence[Node]) -> bool:
    """Whether the first date has its year, and is closer than a year."""
    dates = (_written(node.content) for node in nodes)
    first = next((date for date in dates if date is not None), None)
    return first is not None and first.year is not None and first.month is not None


def _hangs_on_a_year(content: object) -> bool:
    """A day or month whose year was told before, or what is counted from the last date told."""
    if isinstance(content, Relative):
        return content.base == "text"
    return isinstance(content, Partial) and content.month is not None and content.year is None


def _deictic_weight(node: Node, lead: int) -> int:
    """How strongly a word speaks of the day of writing: most in the lead."""
    content = node.content
    if not _is_deictic(content):
        return 0
    if node.end < lead:
        return 3
    return 2 if isinstance(content, Relative) and content.name == "deictic" else 1


def _is_deictic(content: object) -> bool:
    if isinstance(content, Relative):
        return content.name in ("deictic", "overnight", "last", "coming") or content.base == "dct"
    if isinstance(content, Partial):
        return content.weekday is not None and content.month is None
    return isinstance(content, Fixed) and content.value == "PRESENT_REF"


def plausible_years(years: Sequence[int]) -> tuple[int, int] | None:
    """First and last year of the story itself: all but stray years far from the bulk."""
    if len(years) < 4:
        return None
    ordered = sorted(years)
    low, high = ordered[len(ordered) // 10], ordered[-1 - len(ordered) // 10]
    margin = max(10, high - low)
    return low - margin, high + margin

"""Figures that look like a time and are none: years that count soldiers, scores, labels.

Each check answers with the reason why a candidate is no time, or None when it is one.
"""

from __future__ import annotations

import re

from maps.dates import month_length
from timeline.timex.neighbours import Setting
from timeline.timex.spec import Partial

_NAME_BEFORE = re.compile(r"[^.!?\n]\s[A-Z][a-z]{2,}\s$")
_NUMBER_GOES_ON = re.compile(r"[.,]\d|%")
_BEHIND_DASH = re.compile(r"[-–]([^\W\d_]+)")
#: Bare numbers of this range are years without a word that says so.
_PLAIN_YEARS = (1400, 2100)
#: Of "in the 20s and 30s" what comes behind.
_MORE_DECADES = re.compile(r"\s*(?:[-–,]|[^\W\d_]+)\s*(?:[^\W\d_]+\s)?['’]?\d0s\b")
_DAY_BEFORE = re.compile(r"(?<![\w.,/-])(\d\d)(?:[a-z]{2})?\s(?:of\s)?\Z")
_DAY_BEHIND = re.compile(r"\s(\d\d)(?![\w/:-]|[.,]\d)")
_MOST_DAYS = 31
_NO_YEAR = "no preposition before it says that it is a year"


def bare_year(at: Setting) -> str | None:
    """A bare number of four digits is a year unless its neighbours make it another thing."""
    if _is_part_of_number(at):
        return "part of a larger number"
    before, after = at.before, at.after
    if at.leads_to_street and not at.among("year_frames", before):
        return "the number of a house"
    if at.among("capital_labels", before) and at.follows_capital:
        return f"a label after {before!r}"
    label = at.abbreviation_before if before == "." else before
    bracketed = at.text[at.node.start - 1 : at.node.start] == "("
    if at.among("labels", label) and not bracketed and not _is_framed_year(at, before, after):
        return f"a label after {label!r}"
    if at.among("counted", after) or (
        at.among("counted_states", after) and not at.among("year_frames", before)
    ):
        return f"a count of {after}"
    return _counted_behind_dash(at) or _far_year(at, before)


def amount(at: Setting) -> str | None:
    """A force of about 2000, up by about 1900."""
    content = at.node.content
    bare = isinstance(content, Partial) and content == Partial(year=content.year, mod="APPROX")
    return "an amount" if bare and at.among("amount_before", at.before) else None


def short_year(at: Setting) -> str | None:
    """A year without its century needs a word that makes it one: "in '82", no "iLife '11"."""
    content = at.node.content
    short = isinstance(content, Partial) and content.short_year is not None
    return _NO_YEAR if short and not at.among("year_prepositions", at.before) else None


def decade(at: Setting) -> str | None:
    """Highs in the 60s, her mid-80s, men in the 20s and 30s: no decades, without their century."""
    content = at.node.content
    if not isinstance(content, Partial) or not content.short_decade:
        return None
    if at.among("owners", at.before):
        return "an age"
    if not at.listed("scale_words").isdisjoint(at.sentence_before):
        return "a temperature or a score"
    aged = not at.listed("persons").isdisjoint(at.sentence_before[-2:])
    return "an age" if aged and _MORE_DECADES.match(at.text, at.node.end) else None


def numeric_date(at: Setting) -> str | None:
    """Version 2.12.2010."""
    return f"a label after {at.before!r}" if at.among("labels", at.before) else None


def is_doubtful_year(at: Setting) -> bool:
    """Whether nothing but its digits makes a bare number a year: no word, bracket or list."""
    if at.among("year_prepositions", at.before) or at.among("year_heads", at.before):
        return False
    return not at.is_line


def no_such_day(at: Setting) -> str | None:
    """30 February 1712, Feb. 30: the month alone is not what was meant."""
    behind = _DAY_BEHIND.match(at.text, at.node.end)
    before = _DAY_BEFORE.search(at.text[max(0, at.node.start - 12) : at.node.start])
    content = at.node.content
    days = [int(match[1]) for match in (before, behind) if match is not None]
    if not isinstance(content, Partial) or content.month is None or not days:
        return None
    beyond = any(month_length(2000, content.month) < day <= _MOST_DAYS for day in days)
    return "no month has such a day" if beyond else None


def nth_day(at: Setting) -> str | None:
    """In "the 14th Army" the ordinal belongs to what follows; not in "On the 14th Lee fell"."""
    after = at.after
    ends = not after or not after[0].isalpha() or at.among("function_words", after)
    ends = ends or at.is_verb(after) or _is_plural(at, after)
    ends = ends or (at.capital_follows and at.opens_sentence_with("on"))
    return None if ends else "an ordinal before a noun"


def _is_plural(at: Setting, word: str) -> bool:
    """An ordinal counts one: "on the 30th children sang"."""
    if at.capital_follows or at.among("not_plurals", word):
        return False
    return at.among("plurals", word) or (
        word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
    )


def bare_clock(at: Setting) -> str | None:
    """A clock time without a.m. or zone could be a score."""
    if at.among("counted", at.after):
        return f"a count of {at.after}"
    return None if at.among("clock_prepositions", at.before) else "could be a score"


def bare_half(at: Setting) -> str | None:
    """The second half of a year is told in accounts, that of a match in reports."""
    return None if not at.listed("half_words").isdisjoint(at.sentence) else "could be half a match"


def as_many(at: Setting) -> str | None:
    """In "as many years" nothing is counted that the sentence has not counted before."""
    head = at.words.lower().split()[0]
    return "as many as" if at.before == "as" and at.among("as_heads", head) else None


def _is_framed_year(at: Setting, before: str, after: str) -> bool:
    """Until at least 2012, since about 1850: what the number counts would follow it."""
    if not at.among("loosely", before) or (
        after[:1].isalpha() and not at.among("function_words", after)
    ):
        return False
    words = at.text[max(0, at.node.start - 40) : at.node.start].lower().split()[:-1]
    frame = words[-2:-1] if words[-1:] == ["at"] else words[-1:]
    return bool(frame) and at.among("year_frames", frame[0])


def _is_part_of_number(at: Setting) -> bool:
    text, start = at.text, at.node.start
    joined = text[start - 1 : start] in (".", ",", "/", ":", "+")
    after_digit = joined and text[start - 2 : start - 1].isdigit()
    return after_digit or _NUMBER_GOES_ON.match(text, at.node.end) is not None


def _counted_behind_dash(at: Setting) -> str | None:
    """The 1500-foot tower."""
    match = _BEHIND_DASH.match(at.text, at.node.end)
    word = match[1].lower() if match else ""
    counted = at.among("counted", word) or at.among("count_units", word)
    return f"a count of {word}" if counted else None


def _far_year(at: Setting, before: str) -> str | None:
    around = at.text[max(0, at.node.start - 30) : at.node.start]
    if _NAME_BEFORE.search(around) and at.capital_follows:
        return "part of a name"
    content = at.node.content
    year = content.year if isinstance(content, Partial) else None
    near = year is None or _PLAIN_YEARS[0] <= year <= _PLAIN_YEARS[1]
    if (near and not at.explicit_only) or at.among("year_prepositions", before):
        return None
    return _NO_YEAR

"""Figures that look like a time and are none: years that count soldiers, scores, labels.

Each check answers with the reason why a candidate is no time, or None when it is one.
"""

from __future__ import annotations

import re

from timeline.timex.neighbours import Setting
from timeline.timex.spec import Partial

_NAME_BEFORE = re.compile(r"[^.!?\n]\s[A-Z][a-z]{2,}\s$")
_NUMBER_GOES_ON = re.compile(r"[.,]\d|%")
_BEHIND_DASH = re.compile(r"[-–]([^\W\d_]+)")
#: Bare numbers of this range are years without a word that says so.
_PLAIN_YEARS = (1400, 2100)
_NO_YEAR = "no preposition before it says that it is a year"


def bare_year(at: Setting) -> str | None:
    """A bare number of four digits is a year unless its neighbours make it another thing."""
    if _is_part_of_number(at):
        return "part of a larger number"
    before, after = at.before, at.after
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


def scale(at: Setting) -> str | None:
    """Highs in the 60s."""
    words = at.listed("scale_words")
    return None if words.isdisjoint(at.sentence_before) else "a temperature or a score"


def nth_day(at: Setting) -> str | None:
    """In "the 14th Army" the ordinal belongs to what follows; not in "On the 14th Lee fell"."""
    after = at.after
    ends = not after or not after[0].isalpha() or at.among("function_words", after)
    ends = ends or at.is_verb(after) or (at.capital_follows and at.opens_sentence_with("on"))
    return None if ends else "an ordinal before a noun"


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

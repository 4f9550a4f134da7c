"""Words of time that are names or verbs here: a march, the Winter War, the Sunday Times.

Each check answers with the reason why a candidate is no time, or None when it is one.
"""

from __future__ import annotations

import re

from timeline.timex.neighbours import Setting
from timeline.timex.spec import Partial

_NAME = "part of a name"
_VERB = "could be a name or a verb"
_WAR_BEHIND = re.compile(r"['’]?s?\s+War\b")
_JOINED_MONTH = re.compile(r"\s?[/–-]\s?([^\W\d_]+)")


def reference(at: Setting) -> str | None:
    """In "as recently as 2009" the year alone tells the time; "the most recent model" compares."""
    if at.node.rule == "reference-adjective" and at.before in ("most", "more"):
        return "compares"
    if at.node.rule == "reference" and at.after == "of":
        return "at this time of …"
    return "as … as" if at.before == "as" and at.after == "as" else None


def programme(at: Setting) -> str | None:
    """The Today programme."""
    named = at.among("programmes", at.after) and at.words[:1].isupper()
    return _NAME if named else None


def night_show(at: Setting) -> str | None:
    """Saturday Night Live."""
    capital = at.words.split()[-1][:1].isupper()
    return _NAME if capital and at.among("night_names", at.after) else None


def overnight(at: Setting) -> str | None:
    """The overnight rate."""
    return "done for a night" if at.among("overnight_heads", at.after) else None


def war_of_days(at: Setting) -> str | None:
    """The Six-Day War, the Thirty Years' War."""
    war = at.words[:1].isupper() and _WAR_BEHIND.match(at.text, at.node.end)
    return _NAME if war else None


def century_in_name(at: Setting) -> str | None:
    """20th Century Fox."""
    capital = at.words.split()[-1][:1].isupper() and not at.words.isupper()
    return _NAME if capital and at.capital_follows else None


def holiday_in_name(at: Setting) -> str | None:
    """Christmas Island, the Easter Rising."""
    if at.capital_follows and at.among("holiday_heads", at.after):
        return _NAME
    return date_in_name(at)


def date_in_name(at: Setting) -> str | None:
    """The June 4 movement; with its year it is a date."""
    content = at.node.content
    open_year = isinstance(content, Partial) and content.year is None
    return f"{_NAME} ({at.after})" if open_year and at.among("name_heads", at.after) else None


def bare_name(at: Setting) -> str | None:
    """A month, weekday or season alone."""
    content = at.node.content
    if not isinstance(content, Partial):
        return None
    if at.words[:1].isupper() and (at.capital_follows and at.among("streets", at.after)):
        return _NAME
    if content.season is not None:
        return _bare_season(at)
    return _bare_weekday(at) if content.weekday is not None else _bare_month(at)


def _bare_weekday(at: Setting) -> str | None:
    if at.capital_follows and at.among("papers", at.after):
        return _NAME
    if at.among("person_titles", at.before) and at.follows_capital:
        return _NAME
    if at.among("weekday_names", at.before) and at.words[:1].isupper():
        return _NAME
    if len(at.words.rstrip(".")) <= 3:
        return None if at.words.endswith(".") else _VERB
    return date_in_name(at)


def _bare_month(at: Setting) -> str | None:
    if at.explicit_only and not at.among("month_prepositions", at.before):
        return "a month alone"
    if at.among("weak_months", at.words.lower().rstrip(".")):
        before = at.before
        joined = _JOINED_MONTH.match(at.text, at.node.end)
        if joined is not None and at.is_month(joined[1]):
            return None
        if not at.among("month_prepositions", before):
            return _VERB
        if at.among("list_joints", before) and at.capital_follows:
            return _VERB
    return date_in_name(at)


def _bare_season(at: Setting) -> str | None:
    word, before, after = at.words.split()[-1], at.before, at.after
    if word[:1].isupper():
        follows_digit = at.text[max(0, at.node.start - 2) : at.node.start].rstrip().isdigit()
        named = at.among("season_heads", after) or follows_digit
        named = named or at.leads_to_street
        if at.among("season_names", before) or (named and at.capital_follows):
            return _NAME
    if not at.among("weak_seasons", word.lower()):
        return "could be a verb" if before in ("to", "will", "hot") else None
    with_article = at.words.lower().startswith("the ")
    if after == "of" or not (with_article or at.among("season_words_before", before)):
        return "could be a verb or a name"
    return None

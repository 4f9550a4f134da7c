"""Dates that a sentence leaves out because the one before, or the document, has told them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from timeline.events.anchors import APART
from timeline.events.date_links import date_link, is_date, publication_link
from timeline.events.days import key, overlap, shift
from timeline.events.mention import DateLink, Mention
from timeline.events.parse import Parse
from timeline.events.scene import Scene, within
from timeline.model import TemporalExpression

#: How many sentences back a date or place still holds.
REACH = 2
#: So many sentences behind the lead, "has …" still tells news of the document's day.
_NEWS_SENTENCES = 4
#: So many days before the lead's, a date is of the story's background.
_FLASHBACK_DAYS = 7
#: So many days after it something is still told as news.
_NEWS_DAYS = 31
#: More mentions than the sentences in reach ever hold.
MOST = 60
_COARSE = frozenset(
    {"year", "decade", "century", "decade_part", "century_part", "millennium", "year_part"}
)
_DAYS = frozenset({"second", "minute", "hour", "daypart", "day"})


def is_pluperfect(mention: Mention) -> bool:
    """“had attacked”: of a time before what is told."""
    return mention.clause is not None and "had" in mention.clause.auxiliaries


_LONG = frozenset(
    {"days", "week", "weeks", "month", "months", "year", "years", "decade", "decades", "century",
     "centuries", "long"}
)  # fmt: skip


def _is_long_after(parse: Parse, verb: int) -> bool:
    """“two decades after they were overthrown”; but "minutes after" is of the same day."""
    for mark in parse.all_children(verb, "mark"):
        if parse.lower[mark] in APART and _LONG & set(parse.lower[max(0, mark - 2) : mark]):
            return True
    return False


def _is_set_apart(parse: Parse, mention: Mention) -> bool:
    """Told in a relative clause, or after "after", "before", "since": of another time."""
    child = mention.head
    for head in (mention.head, *parse.ancestors(mention.head)):
        if parse.deps[child] in ("relcl", "acl"):
            return True
        if parse.deps[child] == "advcl" and _is_long_after(parse, child):
            return True
        if parse.deps[child] in ("pobj", "pcomp") and parse.lower[head] in APART:
            return True
        child = head
    return False


def _is_before_it(parse: Parse, mention: Mention, other: Mention) -> bool:
    """“Rescuers were searching on Monday after a boat sank”, “have isolated 60, it said on Monday,
    after a doctor died”: what stands under "after" was before what goes on or was only told.
    """
    goes_on = parse.tags[other.head] == "VBG" or (
        other.when is not None and other.when.rule == "reporting clause"
    )
    if not goes_on:
        return False
    child = mention.head
    for head in parse.ancestors(mention.head):
        marks = {parse.lower[m] for m in parse.all_children(child, "mark")}
        if parse.deps[child] == "advcl" and marks & {"after", "since"}:
            return head in other.tokens or other.head not in parse.subtree(child)
        child = head
    return False


def date_before(scene: Scene, mention: Mention, previous: Sequence[Mention]) -> DateLink | None:
    """The date told last, where it holds on: see `_dates_others` and `_holds_on`."""
    parse = scene.parse
    here = parse.sentences[mention.sentence]
    if is_pluperfect(mention) or here.kind != "body" or _is_set_apart(parse, mention):
        return None
    # Main events before those only named ("in retaliation for the killing of … on 3 January").
    ordered = sorted(previous[-MOST:], key=lambda m: (-m.sentence, m.clause is None, -m.head))
    for other in ordered:
        distance = mention.sentence - other.sentence
        if distance > REACH:
            break
        if distance == 0 and _is_before_it(parse, mention, other):
            return None
        if not _dates_others(parse, other, same_sentence=distance == 0):
            continue
        if not _holds_on(scene, other, mention):
            continue
        link = other.when
        if link is None:
            continue
        if distance and _tells_another_day(scene, mention, link):
            return None
        return replace(
            link,
            rule="carried over",
            reason=f"no date of its own; “{link.text}” of the sentence before holds on",
            confidence=link.confidence * 0.7,
        )
    return None


def _tells_another_day(scene: Scene, mention: Mention, link: DateLink) -> bool:
    """“Born in 1933, she moved to Moscow at 17”: the sentence is of another time than the one
    before, though its dates are of other clauses.
    """
    dates = within(scene.timexes, scene.parse.sentences[mention.sentence])
    told = [
        timex
        for timex in dates
        if is_date(timex) and timex.earliest and timex.latest and not _is_aside(scene.parse, timex)
    ]
    return bool(told) and not any(
        overlap((link.start, link.end), (timex.earliest, timex.latest)) for timex in told
    )


def _is_aside(parse: Parse, timex: TemporalExpression) -> bool:
    """“the singer, who died in June”: the day of a clause about someone."""
    above = parse.ancestors(parse.span_root(timex.start, timex.end))
    return any(parse.deps[token] in ("relcl", "acl") for token in above)


def _dates_others(parse: Parse, other: Mention, *, same_sentence: bool) -> bool:
    """Whether what happened there was in the foreground, so that a reader keeps its date."""
    if other.standing is None or other.standing.status not in ("happened", "ongoing"):
        return False
    if parse.deps[other.head] in ("relcl", "acl") or is_pluperfect(other):
        return False
    if other.lemma == "bear":
        return False  # "Born in 1933, she moved to Moscow at 17"
    marks = {parse.lower[mark] for mark in parse.all_children(other.head, "mark")}
    if parse.deps[other.head] == "advcl" and marks & {"after", "since"} and not same_sentence:
        return False
    return not (other.nominal and other.clause is None and same_sentence)


def _holds_on(scene: Scene, other: Mention, mention: Mention) -> bool:
    """Whether a date reaches so far: a day into the next paragraph, a month or a week to the end of
    its own, a year or an open span nowhere.
    """
    link, sentences = other.when, scene.parse.sentences
    if link is None or link.rule == "document date":
        return False
    here, there = sentences[mention.sentence], sentences[other.sentence]
    if here.paragraph - there.paragraph > 1 or there.kind != "body":
        return False
    if mention.sentence > other.sentence and _is_flashback(scene, link):
        return False
    timex = link.timex
    if timex is not None:
        if timex.grain not in _DAYS and here.paragraph != there.paragraph:
            return False
        if timex.grain in _COARSE or ".." in (timex.edtf or ""):
            return False
    return not (link.start and scene.today and link.start[:10] > scene.today)


def _is_flashback(scene: Scene, link: DateLink) -> bool:
    """In news, a sentence of longer ago tells background; the next one is back in the present."""
    opening = takewhile(lambda m: m.sentence <= scene.lead, scene.mentions)
    lead = next((m.when for m in opening if m.sentence == scene.lead and m.when), None)
    if lead is None or not is_recent(scene, lead) or scene.today is None:
        return False
    before = shift(lead.start, -_FLASHBACK_DAYS) if lead.start else None
    return bool(before and link.end and key(link.end) < key(before))


def from_document(scene: Scene, mention: Mention) -> DateLink | None:
    """The first thing a news story tells, in the past, happened about the story's day."""
    dct = scene.document.dct
    parse = scene.parse
    if mention.clause is None or is_pluperfect(mention) or _is_set_apart(parse, mention):
        return None
    sentence = parse.sentences[mention.sentence]
    lead = sentence.index <= scene.lead
    near = sentence.index <= scene.lead + _NEWS_SENTENCES and not mention.aftermath
    perfect = near and bool({"has", "have"} & set(mention.clause.auxiliaries))
    ongoing = mention.standing is not None and mention.standing.status == "ongoing"
    if scene.dateline is not None and scene.dateline.date is not None and lead:
        return date_link(scene.dateline.date, "dateline")
    marks = {parse.lower[mark] for mark in parse.all_children(mention.clause.verb, "mark")}
    if parse.deps[mention.clause.verb] == "advcl" and marks & {"after", "since"}:
        return None  # "… after a doctor died": some time before
    if (
        dct is None
        or not (lead or perfect or ongoing)
        or parse.deps[mention.head] in ("relcl", "acl")
    ):
        return None
    return publication_link(dct, "no date in the text", 0.4)


def is_recent(scene: Scene, when: DateLink | None) -> bool:
    """A reporter's dateline is where the news is: not what was stolen three years ago."""
    if when is None or when.end is None or scene.today is None:
        return True
    earliest = shift(scene.today, -_NEWS_DAYS)
    return earliest is None or key(when.end) >= key(earliest)

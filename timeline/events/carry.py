"""Dates and places that a sentence leaves out because the one before has told them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.anchors import APART
from timeline.events.date_links import date_link
from timeline.events.days import key, shift
from timeline.events.mention import DateLink, Mention, PlaceLink
from timeline.events.merging import Group
from timeline.events.parse import Parse
from timeline.events.scene import Scene

#: How many sentences back a date or place still holds.
REACH = 2
#: So many sentences behind the lead, "has …" still tells news of the document's day.
_NEWS_SENTENCES = 4
#: So many days before the lead's, a date is of the story's background.
_FLASHBACK_DAYS = 7
#: So many days after it something is still told as news.
_NEWS_DAYS = 31
#: More mentions than the sentences in reach ever hold.
_MOST = 60
_COARSE = frozenset(
    {"year", "decade", "century", "decade_part", "century_part", "millennium", "year_part"}
)
_DAYS = frozenset({"second", "minute", "hour", "daypart", "day"})
_PLACELESS = frozenset(
    {"agree", "support", "cooperate", "reject", "sanction", "accuse", "threaten", "request"}
)


def carry_over(scene: Scene, live: Sequence[Mention]) -> None:
    """Fill in dates, then places, from the mentions before; last from dateline and document."""
    previous: list[Mention] = []
    for mention in live:
        sentence = scene.parse.sentences[mention.sentence]
        drawn = mention.standing is not None and mention.standing.status in ("happened", "ongoing")
        undated = mention.when is None and not mention.counts
        if undated and drawn and mention.clause is not None:
            mention.when = _date_before(scene, mention, previous)
            if mention.when is None:
                mention.when = _from_document(scene, mention)
        if not mention.places and drawn:
            mention.places = _places_before(scene, mention, previous)
            if not mention.places and sentence.kind == "body":
                mention.places = _from_dateline(scene, mention)
        previous.append(mention)


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


def _date_before(scene: Scene, mention: Mention, previous: Sequence[Mention]) -> DateLink | None:
    parse = scene.parse
    here = parse.sentences[mention.sentence]
    if is_pluperfect(mention) or here.kind != "body" or _is_set_apart(parse, mention):
        return None
    # Main events before those only named ("in retaliation for the killing of … on 3 January").
    ordered = sorted(previous[-_MOST:], key=lambda m: (-m.sentence, m.clause is None, -m.head))
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
        return replace(
            link,
            rule="carried over",
            reason=f"no date of its own; “{link.text}” of the sentence before holds on",
            confidence=link.confidence * 0.7,
        )
    return None


def _dates_others(parse: Parse, other: Mention, *, same_sentence: bool) -> bool:
    """Whether what happened there was in the foreground, so that a reader keeps its date."""
    if other.standing is None or other.standing.status not in ("happened", "ongoing"):
        return False
    if parse.deps[other.head] in ("relcl", "acl") or is_pluperfect(other):
        return False
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
    lead = next((m.when for m in scene.mentions if m.sentence == scene.lead and m.when), None)
    if lead is None or not is_recent(scene, lead) or scene.today is None:
        return False
    before = shift(lead.start, -_FLASHBACK_DAYS) if lead.start else None
    return bool(before and link.end and key(link.end) < key(before))


def _from_document(scene: Scene, mention: Mention) -> DateLink | None:
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
    return DateLink(
        start=dct.day,
        end=dct.day,
        edtf=dct.day,
        text="",
        rule="document date",
        reason=f"no date in the text; the document is of {dct.day}",
        confidence=0.4 * dct.confidence,
    )


#: Which levels "the city", "the island" … point back to.
_POINTS_TO: dict[str, frozenset[str]] = {
    "city": frozenset({"city", "district"}),
    "town": frozenset({"city"}),
    "village": frozenset({"city"}),
    "capital": frozenset({"city"}),
    "island": frozenset({"natural", "site", "region", "country", "state"}),
    "country": frozenset({"country"}),
    "province": frozenset({"state"}),
    "region": frozenset({"region", "state", "natural"}),
}


def _pointer(scene: Scene, mention: Mention) -> str | None:
    """“there”, or the noun of “the city”, “the Japanese city”, “this island”."""
    parse = scene.parse
    sentence = parse.sentences[mention.sentence]
    for token in range(sentence.first, sentence.last):
        if parse.lower[token] not in scene.lexicon.words["anaphor"]:
            continue
        above = next((t for t in parse.ancestors(token) if parse.pos[t] in ("VERB", "AUX")), -1)
        if above not in mention.tokens:
            continue
        if parse.lower[token] == "there" and parse.deps[token] == "advmod":
            return "there"
        pointing = any(
            parse.lower[child] in ("the", "this", "that")
            for child in parse.all_children(token, "det")
        )
        below = set(parse.subtree(token))
        named = any(
            parse.token_at(t.start) in below
            for t in scene.toponyms
            if sentence.start <= t.start < sentence.end and t.role in ("location", "facility")
        )
        subject = mention.clause.subject if mention.clause is not None else None
        acts = parse.deps[token] in ("nsubj", "poss") and token != subject
        if pointing and not named and not acts:
            return parse.lower[token]
    return None


def _is_act_of_state(scene: Scene, mention: Mention) -> bool:
    """“Washington sent troops”: what a state does, it does not do where the story was just now."""
    subject = mention.clause.subject if mention.clause is not None else None
    return subject is not None and scene.parse.entities[subject] == "GPE"


def _tells_unknown_place(scene: Scene, mention: Mention) -> bool:
    """A name stands in its clause that is a place, but no gazetteer knows where."""
    parse, sentence = scene.parse, scene.parse.sentences[mention.sentence]
    for toponym in scene.toponyms:
        inside = sentence.start <= toponym.start < sentence.end
        if not inside or toponym.place is not None or toponym.role != "location":
            continue
        root = parse.span_root(toponym.start, toponym.end)
        above = next((t for t in parse.ancestors(root) if parse.pos[t] == "VERB"), -1)
        if above in mention.tokens:
            return True
    return False


def _places_before(scene: Scene, mention: Mention, previous: Sequence[Mention]) -> list[PlaceLink]:
    """The place told last, when the sentence points to it or goes on with the same scene."""
    parse = scene.parse
    if mention.clause is None:
        return []
    here = parse.sentences[mention.sentence]
    pointer = _pointer(scene, mention)
    same_scene = mention.when is not None and mention.when.rule == "carried over"
    if pointer is None and (
        _tells_unknown_place(scene, mention) or _is_act_of_state(scene, mention)
    ):
        return []
    if pointer is None and (not same_scene or mention.kind in _PLACELESS):
        return []
    levels = _POINTS_TO.get(pointer or "")
    reach = 2 * REACH if pointer else REACH
    ordered = sorted(previous[-_MOST:], key=lambda m: (-m.sentence, m.clause is None, -m.head))
    for other in ordered:
        if mention.sentence - other.sentence > reach:
            break
        if other.standing is None or other.standing.status not in ("happened", "ongoing"):
            continue
        if other.clause is None and pointer is None:
            continue
        there = parse.sentences[other.sentence]
        if here.paragraph - there.paragraph > (2 if pointer else 1):
            continue
        links = [
            link
            for link in other.places
            if levels is None or (link.toponym.place and link.toponym.place.level in levels)
        ]
        if links:
            return [
                PlaceLink(
                    link.toponym,
                    "carried over",
                    f"no place of its own; “{link.toponym.name}” told before holds on",
                )
                for link in links
            ]
    return []


def _from_dateline(scene: Scene, mention: Mention) -> list[PlaceLink]:
    dateline = scene.dateline
    if dateline is None or not dateline.places or mention.kind in _PLACELESS - {"agree"}:
        return []
    if mention.sentence != scene.lead or mention.clause is None:
        return []
    if not is_recent(scene, mention.when):
        return []
    return [
        PlaceLink(dateline.places[0], "dateline", "no place in the sentence; the story's dateline")
    ]


def is_recent(scene: Scene, when: DateLink | None) -> bool:
    """A reporter's dateline is where the news is: not what was stolen three years ago."""
    if when is None or when.end is None or scene.today is None:
        return True
    earliest = shift(scene.today, -_NEWS_DAYS)
    return earliest is None or key(when.end) >= key(earliest)


def place_by_meeting(groups: Sequence[Group]) -> None:
    """What was agreed, pledged or rejected on the day of a meeting by one who was there was done
    there: "pledging at a summit".
    """
    meetings = [g for g in groups if any(m.kind == "consult" for m in g.mentions) and g.places]
    for group in groups:
        if group.lead.kind not in _PLACELESS or group.places or group.when is None:
            continue
        day = (group.when.start, group.when.end)
        names = {name for m in group.mentions for name, _, _ in m.actors}
        for meeting in meetings:
            when = meeting.when
            there = {name for m in meeting.mentions for name, _, _ in m.actors}
            if when is None or (when.start, when.end) != day or not _share_name(names, there):
                continue
            group.lead.places = [
                PlaceLink(
                    link.toponym,
                    "carried over",
                    f"told of the day of the meeting in {link.toponym.name}, by one who was there",
                )
                for link in meeting.places
            ]
            break


def _share_name(first: set[str], second: set[str]) -> bool:
    def telling(names: set[str]) -> set[str]:
        return {w for name in names for w in name.split() if w[:1].isupper() and len(w) > 3}

    return bool(telling(first) & telling(second) - {"President", "Prime", "Minister"})

"""A group of mentions as an `Event` of the Feature contract."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from maps.features import (
    Attribution,
    Candidates,
    Casualty,
    Event,
    EventPlace,
    Evidence,
    Mark,
    Status,
)
from timeline.events.base_changes import FOUND_BY
from timeline.events.days import key
from timeline.events.importance import importance
from timeline.events.lasting import lasts
from timeline.events.mention import RULE_CONFIDENCE, DateLink, Mention, PlaceLink
from timeline.events.merging import Group
from timeline.events.scene import Scene
from timeline.events.titles import TitleMaker


def finish(scene: Scene, group: Group) -> Event | str:
    """The event, or why none is made of the group."""
    lead = _leading(scene, group)
    standing = lead.standing
    if standing is None or standing.status is None:
        return "no standing"
    when = group.when if _is_told_done(group) else _last_day(scene, standing.status, group.when)
    places = finest(group.places)
    alone = all(mention.clause is None for mention in group.mentions)
    if alone and when is None and not lead.figures:
        return "an event's noun, named in passing without a date"
    if lead.found_by == "its own date or place" and when is None and not places:
        return "no event word, and no date or place"
    if when is None and not places and _is_in_passing(scene, group, lead):
        return "told in passing, without date, place or figure"
    if _is_background(scene, group, lead, when):
        return "background without a date"
    if lead.aftermath and when is None and not places and not lead.figures:
        return "harm without date, place or figure"
    names = [(p.toponym.name, p.toponym.start) for p in places if p.toponym.start >= 0]
    titles = TitleMaker(scene.parse, _date_tokens(scene), scene.people, scene.lexicon)
    start, end = _span(scene, group.mentions[0])
    confidence = _confidence(lead, when, places)
    kind = next((m.kind for m in group.mentions if m.kind != "other"), lead.kind)
    return Event(
        id=hashlib.sha256(f"{scene.document.id}:{start}:{end}".encode()).hexdigest()[:12],
        title=titles.title(lead, names),
        kind=kind,
        status=standing.status,
        edtf=when.edtf if when else None,
        start=when.start if when else None,
        end=when.end if when else None,
        when_text=(when.text or None) if when else None,
        when_reason=when.reason if when else "the text gives no date for it",
        when_rule=when.rule if when else None,
        lasts=lasts(scene.parse.text, when, standing.status),
        places=tuple(event_place(link) for link in places),
        actors=_unique(name for m in group.mentions for name, _, _ in m.actors),
        attribution=tuple(
            Attribution(s.name, s.quote)
            for s in dict.fromkeys(s for m in group.mentions for s in m.speakers)
        ),
        casualties=_casualties(group),
        evidence=tuple(_evidence(scene, m, group) for m in _per_sentence(group, lead)),
        importance=importance(scene, group, when, places),
        confidence=confidence,
        candidates=Candidates(
            dates=_unique(d for m in group.mentions for d in m.rejected_dates),
            places=_unique(p for m in group.mentions for p in m.rejected_places),
        ),
        notes=(standing.reason,) if standing.status not in ("happened", "ongoing") else (),
    )


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _leading(scene: Scene, group: Group) -> Mention:
    """The mention that tells most: in running text, a verb, with date and place of its own."""

    def rank(mention: Mention) -> tuple[int, ...]:
        sentence = scene.parse.sentences[mention.sentence]
        claimed = mention.standing is not None and mention.standing.status not in (
            "happened", "ongoing",
        )  # fmt: skip
        return (
            int(claimed),
            int(mention.found_by == "its own date or place"),
            int(mention.aftermath and not _is_done_by_someone(mention)),
            int(mention.clause is None and not mention.figures),
            int(_is_participle(scene, mention)),
            int(sentence.kind != "body"),
            int(mention.sentence != scene.lead),
            -sum(1 for f in mention.figures if f.type == "killed"),
            -(int(_is_own(mention.when)) + int(any(_is_own(p) for p in mention.places))),
            mention.sentence,
        )

    return min(group.mentions, key=rank)


def _is_in_passing(scene: Scene, group: Group, lead: Mention) -> bool:
    """Told once, behind the opening of a news story, with nothing that could put it on an axis or a
    map: background that a reader passes over.
    """
    opening = scene.lead + 2 >= lead.sentence or scene.today is None
    drawn = lead.standing is not None and lead.standing.status in ("happened", "ongoing")
    figures = any(mention.figures for mention in group.mentions)
    return drawn and not opening and not figures and len(group.mentions) == 1


def _is_background(scene: Scene, group: Group, lead: Mention, when: DateLink | None) -> bool:
    """News tells once, without a day, in a clause about something else or in words of no lexicon,
    what a reader needs to know and not what happened ("the firm, which fled to Osh").
    """
    if scene.today is None or len(group.mentions) > 1 or lead.figures or lead.clause is None:
        return False
    if lead.standing is None or lead.standing.status not in ("happened", "ongoing"):
        return False
    often = scene.parse.all_children(lead.clause.verb, "advmod", "npadvmod")
    if {"once", "twice", "repeatedly"} & {scene.parse.lower[t] for t in often}:
        return not _is_own(when)  # "was twice nominated"
    if when is not None:
        return False
    beyond = lead.found_by == "its own date or place" and lead.sentence != scene.lead
    return beyond or scene.parse.deps[lead.clause.verb] in ("advcl", "relcl", "acl", "pcomp")


def _is_done_by_someone(mention: Mention) -> bool:
    """“A gunman killed three”, not “three were killed”, “three died”."""
    clause = mention.clause
    return (
        clause is not None
        and clause.own_subject
        and clause.object is not None
        and not clause.passive
    )


def _is_participle(scene: Scene, mention: Mention) -> bool:
    clause = mention.clause
    if clause is None or mention.nominal:
        return False
    return scene.parse.tags[clause.verb] == "VBG" and not clause.auxiliaries


def _is_own(link: DateLink | PlaceLink | None) -> bool:
    return link is not None and link.rule not in ("carried over", "dateline", "document date")


def finest(links: list[PlaceLink]) -> list[PlaceLink]:
    """Each place once, without those that only say in what larger place the others lie."""
    unique: dict[str, PlaceLink] = {}
    for link in links:
        place = link.toponym.place
        if place is not None:
            unique.setdefault(place.gazetteer_id, link)
    kept = list(unique.values())
    countries = {link.toponym.place.country for link in kept if link.toponym.place}
    if len(countries) > 1 and any(
        link.toponym.place and link.toponym.place.level == "country" for link in kept
    ):
        # "in Germany and Belgium": a district told later narrows one of them, not the event.
        return [link for link in kept if not any(_contains(other, link) for other in kept)]
    return [link for link in kept if not any(_contains(link, other) for other in kept)]


def _contains(outer: PlaceLink, inner: PlaceLink) -> bool:
    a, b = outer.toponym.place, inner.toponym.place
    if a is None or b is None or a is b or a.gazetteer_id == b.gazetteer_id:
        return False
    if a.level == "continent":
        return b.level != "continent"
    if a.level == "country":
        return b.country == a.country and b.level != "country"
    if a.level in ("state", "county"):
        return (
            b.country == a.country
            and b.admin1 is not None
            and b.admin1 == a.admin1
            and b.level in ("city", "site", "base", "district", "county")
            and b.level != a.level
        )
    if a.level in ("city", "region") and b.level in ("site", "district"):
        return abs(a.lon - b.lon) < 0.5 and abs(a.lat - b.lat) < 0.5
    return False


def event_place(link: PlaceLink) -> EventPlace:
    """A linked name as a place of the contract. Raises ValueError for a name without a place."""
    place = link.toponym.place
    if place is None:
        raise ValueError(f"{link.toponym.name} has no place")
    return EventPlace(
        name=place.name,
        lon=place.lon,
        lat=place.lat,
        text=link.toponym.name,
        bbox=place.bbox,
        level=place.level,
        precision_km=place.precision_km,
        gazetteer_id=place.gazetteer_id,
        country=place.country,
        rule=link.rule,
        reason="; ".join(part for part in (link.reason, link.toponym.reason) if part),
    )


def _is_told_done(group: Group) -> bool:
    """“She is suing a magazine … The suit was filed on Monday”: what tells the day tells it as
    done.
    """
    told = next((m for m in group.mentions if m.when is group.when), None)
    return told is not None and told.standing is not None and told.standing.status == "happened"


def _last_day(scene: Scene, status: Status, when: DateLink | None) -> DateLink | None:
    """What goes on lasts to the document's day, as far as it tells."""
    today = scene.today
    if when is None or status != "ongoing" or today is None or when.end is None:
        return when
    start = when.start
    if key(when.end) >= key(today):
        return when
    edtf = f"{start[:10]}/{today}" if start is not None else f"../{today}"
    reason = f"{when.reason}; it goes on to the document's day"
    return replace(when, end=today, edtf=edtf, reason=reason)


def _date_tokens(scene: Scene) -> set[int]:
    parse = scene.parse
    found: set[int] = set()
    if scene.dateline is not None:
        first, last = parse.token_at(scene.dateline.start), parse.token_at(scene.dateline.end)
        found.update(range(first, last))
    for timex in scene.timexes:
        found.update(
            range(parse.token_at(timex.start), parse.token_at(max(timex.start, timex.end - 1)) + 1)
        )
    return found


def _span(scene: Scene, mention: Mention) -> tuple[int, int]:
    return scene.parse.starts[mention.head], scene.parse.ends[mention.head]


def _casualties(group: Group) -> tuple[Casualty, ...]:
    """Every figure once, as each source gave it."""
    found: dict[tuple[str, int, str], Casualty] = {}
    for mention in group.mentions:
        for figure in mention.figures:
            source = figure.source or (mention.speakers[0].name if mention.speakers else None)
            key = (figure.type, figure.value, figure.bound)
            if key not in found or (found[key].source is None and source):
                found[key] = Casualty(figure.type, figure.value, figure.bound, source, figure.as_of)
    return tuple(found.values())


def _per_sentence(group: Group, lead: Mention) -> list[Mention]:
    """One mention a sentence, the leading one first, then in the order of the text."""
    chosen = {lead.sentence: lead}
    for mention in group.mentions:
        chosen.setdefault(mention.sentence, mention)
    return sorted(chosen.values(), key=lambda m: (m is not lead, m.sentence))


def _evidence(scene: Scene, mention: Mention, group: Group) -> Evidence:
    parse = scene.parse
    sentence = parse.sentences[mention.sentence]
    start, end = parse.paragraphs[sentence.paragraph]
    same = [m for m in group.mentions if m.sentence == mention.sentence]
    marks: set[Mark] = set()
    for item in same:
        for token in item.tokens | {item.head}:
            if parse.sentence_of[token] == item.sentence:
                marks.add(Mark(parse.starts[token], parse.ends[token], "trigger"))
        if item.when is not None and item.when.timex is not None:
            marks.add(Mark(item.when.timex.start, item.when.timex.end, "date"))
        marks.update(Mark(p.toponym.start, p.toponym.end, "place") for p in item.places)
        marks.update(Mark(f.start, f.end, "figure") for f in item.figures)
        marks.update(Mark(a, b, "actor") for _, a, b in item.actors)
    inside = sorted(
        (m for m in marks if start <= m.start and m.end <= end),
        key=lambda m: (m.start, m.end, m.role),
    )
    return Evidence(
        document=scene.document.id,
        start=sentence.start,
        end=sentence.end,
        quote=parse.text[sentence.start : sentence.end],
        context=parse.text[start:end],
        context_start=start,
        marks=tuple(inside),
    )


def _confidence(lead: Mention, when: DateLink | None, places: list[PlaceLink]) -> float:
    """How sure the reading is: the trigger, times the links to date and place."""
    trigger = {"the lexicon": 0.95, "a light verb": 0.95, FOUND_BY: 0.9}.get(lead.found_by, 0.7)
    date = RULE_CONFIDENCE[when.rule] * max(0.5, when.confidence) if when else 0.5
    site = max(
        (RULE_CONFIDENCE[p.rule] * max(0.5, p.toponym.confidence) for p in places), default=0.6
    )
    sure = round(trigger * (date + site) / 2, 2)
    if lead.found_by == FOUND_BY:
        # No surer than that it is this base.
        sure = min([sure, *(p.toponym.confidence for p in places)])
    return sure

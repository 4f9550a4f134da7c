"""Places that a sentence leaves out because the one before, or the dateline, has told them."""

from __future__ import annotations

from collections.abc import Sequence

from maps.place import Toponym
from timeline.events.carry_dates import MOST, REACH, is_recent
from timeline.events.mention import Mention, PlaceLink
from timeline.events.merging import Group
from timeline.events.parse import Parse
from timeline.events.scene import Scene, within

_PLACELESS = frozenset(
    {
        "agree",
        "support",
        "cooperate",
        "reject",
        "sanction",
        "accuse",
        "threaten",
        "request",
        "politics",
    }
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


_GOES_ON = ("happened", "ongoing")
_POINTED_TO = (*_GOES_ON, "planned")


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
            for t in within(scene.toponyms, sentence)
            if t.role in ("location", "facility")
        )
        subject = mention.clause.subject if mention.clause is not None else None
        acts = parse.deps[token] in ("nsubj", "poss") and token != subject
        if pointing and not named and not acts:
            return parse.lower[token]
    return None


def _country_of_pointer(scene: Scene, mention: Mention) -> str | None:
    """“the Zimbabwean capital” points to no town of another country."""
    parse = scene.parse
    for toponym in within(scene.toponyms, parse.sentences[mention.sentence]):
        noun = parse.heads[parse.token_at(toponym.start)]
        points = parse.lower[noun] in scene.lexicon.words["anaphor"]
        if points and toponym.role == "demonym" and toponym.candidates:
            return toponym.candidates[0].place.country
    return None


def _is_by_the_same(scene: Scene, mention: Mention) -> bool:
    """“They signed an accord”: by those who were told of just now, where they were."""
    subject = mention.clause.subject if mention.clause is not None else None
    return subject is not None and scene.parse.lower[subject] in ("they", "he", "she")


def _is_act_of_state(scene: Scene, mention: Mention) -> bool:
    """“Washington sent troops”: what a state does, it does not do where the story was just now."""
    subject = mention.clause.subject if mention.clause is not None else None
    return subject is not None and scene.parse.entities[subject] == "GPE"


def tells_unknown_place(scene: Scene, mention: Mention) -> bool:
    """A name stands in its clause that is a place, but no gazetteer knows where: "shells fell on
    Kalabaydh", "near the temple of Preah Vihear".
    """
    parse, sentence = scene.parse, scene.parse.sentences[mention.sentence]
    known = [t for t in within(scene.toponyms, sentence) if t.place is not None]
    for toponym in within(scene.toponyms, sentence):
        if toponym.place is not None or toponym.role not in ("location", "facility"):
            continue
        root = parse.span_root(toponym.start, toponym.end)
        above = next((t for t in parse.ancestors(root) if parse.pos[t] == "VERB"), -1)
        if above in mention.tokens:
            return True
    named = {token for t in known for token in _tokens(parse, t)}
    return any(
        _puts_somewhere(scene, token) and token not in named
        for token in range(sentence.first, sentence.last)
        if next((t for t in parse.ancestors(token) if parse.pos[t] == "VERB"), -1) in mention.tokens
    )


def _tokens(parse: Parse, toponym: Toponym) -> range:
    return range(parse.token_at(toponym.start), parse.token_at(toponym.end - 1) + 1)


def _puts_somewhere(scene: Scene, token: int) -> bool:
    """A name, of a place as far as the language model tells, behind "in", "near", "on" …"""
    parse = scene.parse
    if parse.pos[token] != "PROPN" or parse.deps[token] != "pobj":
        return False
    preposition, sort = parse.lower[parse.heads[token]], parse.entities[token]
    if sort in ("GPE", "LOC", "FAC"):
        return preposition in scene.lexicon.words["locative"]
    return sort == "PERSON" and preposition in ("in", "near", "outside")


def places_before(scene: Scene, mention: Mention, previous: Sequence[Mention]) -> list[PlaceLink]:
    """The place told last, when the sentence points to it or goes on with the same scene."""
    parse = scene.parse
    if mention.clause is None:
        return []
    here = parse.sentences[mention.sentence]
    pointer = _pointer(scene, mention)
    same_scene = mention.when is not None and mention.when.rule == "carried over"
    elsewhere = tells_unknown_place(scene, mention) or _is_act_of_state(scene, mention)
    if pointer is None and elsewhere:
        return []
    placeless = mention.kind in _PLACELESS and not _is_by_the_same(scene, mention)
    if pointer is None and (not same_scene or placeless):
        return []
    levels = _POINTS_TO.get(pointer or "")
    country = _country_of_pointer(scene, mention) if pointer else None
    reach = 2 * REACH if pointer else REACH
    ordered = sorted(previous[-MOST:], key=lambda m: (-m.sentence, m.clause is None, -m.head))
    for other in ordered:
        if mention.sentence - other.sentence > reach:
            break
        between = parse.sentences[other.sentence + 1 : mention.sentence]
        if any(sentence.kind == "heading" for sentence in between):
            break
        if other.standing is None or other.standing.status not in (
            _POINTED_TO if pointer else _GOES_ON
        ):
            continue
        if other.clause is None and pointer is None:
            continue
        there = parse.sentences[other.sentence]
        if here.paragraph - there.paragraph > (2 if pointer else 1):
            continue
        links = [
            link
            for link in other.places
            if link.toponym.place is not None
            and (levels is None or link.toponym.place.level in levels)
            and (country is None or link.toponym.place.country == country)
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


def from_dateline(scene: Scene, mention: Mention) -> list[PlaceLink]:
    """The dateline's place, for what a story opens with and is news."""
    dateline = scene.dateline
    if dateline is None or not dateline.places or mention.kind in _PLACELESS - {"agree"}:
        return []
    if mention.sentence != scene.lead or mention.clause is None:
        return []
    if not is_recent(scene, mention.when) or tells_unknown_place(scene, mention):
        return []
    return [
        PlaceLink(dateline.places[0], "dateline", "no place in the sentence; the story's dateline")
    ]


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

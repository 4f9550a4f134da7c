"""From mentions to groups, one for each event: in order of the text, and the lead told again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from maps.features import Kind
from timeline.events.mention import Mention
from timeline.events.merging import (
    HARMFUL,
    Group,
    dates_agree,
    own_date,
    own_places,
    places_agree,
    same_event,
    standings_agree,
)
from timeline.events.parse import Parse

#: So many events a reader keeps in mind; it also keeps long texts fast.
_IN_MIND = 80
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_ANOTHER = frozenset(
    {"second", "third", "another", "separate", "separately", "other", "earlier", "previous",
     "similar", "meanwhile", "elsewhere", "previously", "hours", "also"}
)  # fmt: skip
#: Kinds whose event, told without its day, is told again with it.
_RETOLD: frozenset[Kind] = HARMFUL | {"legal", "yield", "sport", "retreat", "mobilize"}
_FAMILIES: tuple[frozenset[Kind], ...] = (frozenset({"assault", "accident", "disaster"}),)
_VEHICLES = frozenset(
    {"car", "van", "lorry", "truck", "bus", "coach", "tram", "plane", "jet", "helicopter",
     "airliner", "boat", "ship", "ferry", "dinghy", "train"}
)  # fmt: skip
_VEHICLE_WORDS = frozenset({"vehicle", "aircraft", "vessel", "plane", "driver", "pilot"})


def group_mentions(parse: Parse, mentions: Sequence[Mention], lead: int = 0) -> list[Group]:
    """Groups in the order of their first mention; `lead`: the sentence that opens the story."""
    groups: list[Group] = []
    for mention in mentions:
        target = next(
            (g for g in reversed(groups[-_IN_MIND:]) if same_event(parse, g, mention)), None
        )
        if target is None:
            opening = takewhile(lambda group: group.lead.sentence <= lead, groups)
            target = next(
                (g for g in opening if g.lead.sentence == lead and _retells(parse, g, mention)),
                None,
            )
        if target is None:
            groups.append(Group([mention]))
        else:
            _add(target, mention)
    return groups


def _add(group: Group, mention: Mention) -> None:
    """A mention that knows more (body text, a date and place of its own) leads the group."""
    group.mentions.append(mention)


def _retells(parse: Parse, group: Group, mention: Mention) -> bool:
    """News opens with its event and tells it again in other words: the same sort of thing, done by
    or to the same ("eighty schoolgirls were freed … the girls were handed over on Saturday"), or
    looked back on without a date or place of its own ("its troops had shot dead three").
    """
    lead = group.lead
    if mention.sentence == lead.sentence or mention.sentence - group.last_sentence > 3:
        return False
    if _is_another(parse, mention):
        return False
    silent = own_date(mention) is None and not own_places(mention)
    if mention.aftermath and mention.figures and silent and lead.kind in HARMFUL:
        return standings_agree(group, mention)
    undated = all(own_date(m) is None for m in group.recent)
    harmed = (
        undated
        and mention.kind == "other"
        and (_same_object(parse, lead, mention) or _goes_on(parse, lead, mention))
    )
    if not harmed and not _same_family(lead.kind, mention.kind):
        return False
    agree = (
        standings_agree(group, mention)
        and dates_agree(group, mention)
        and places_agree(group, mention)
    )
    if not agree:
        return False
    if harmed or (undated and _tells_when(lead, mention)):
        return True
    if mention.indefinite:
        return False
    if silent and mention.lemma == lead.lemma and _same_object(parse, lead, mention):
        return True
    if silent and _looks_back(mention):
        return mention.aftermath or mention.kind == lead.kind
    alike = mention.kind != "other" or mention.lemma == lead.lemma
    return undated and alike and _same_one(parse, lead, mention)


def _is_another(parse: Parse, mention: Mention) -> bool:
    """“a second bomb”, “meanwhile”, “in a separate attack”: of something else."""
    sentence = parse.sentences[mention.sentence]
    opening = set(parse.lower[sentence.first : sentence.first + 4])
    near = {parse.lower[child] for token in mention.tokens for child in parse.children[token]}
    clause = mention.clause
    for token in (clause.subject, clause.object) if clause is not None else ():
        near |= (
            {parse.lower[child] for child in parse.children[token]} if token is not None else set()
        )
    return bool((opening | near) & _ANOTHER)


def _tells_when(lead: Mention, mention: Mention) -> bool:
    """The sentences right behind a lead without a day mostly tell it: "a bombing has killed 125 … a
    lorry was detonated late on Saturday".
    """
    close = mention.sentence - lead.sentence <= 2
    return close and lead.kind in _RETOLD and own_date(mention) is not None


def _goes_on(parse: Parse, lead: Mention, mention: Mention) -> bool:
    """“A lorry slammed through a crowd … The driver went on for two kilometres on Thursday” tells
    more of the attack or accident that a story opens with.
    """
    subject = mention.clause.subject if mention.clause is not None else None
    if subject is None or lead.kind not in ("assault", "accident", "disaster"):
        return False
    definite = any(parse.lower[c] == "the" for c in parse.all_children(subject, "det"))
    definite |= parse.lower[subject] == "it" and (lead.named or lead.nominal)
    close = mention.sentence - lead.sentence <= 2
    return definite and close and own_date(mention) is not None


def _same_family(first: Kind, second: Kind) -> bool:
    return first == second or any({first, second} <= family for family in _FAMILIES)


def _looks_back(mention: Mention) -> bool:
    return mention.clause is not None and "had" in mention.clause.auxiliaries


def _same_one(parse: Parse, lead: Mention, mention: Mention) -> bool:
    """Whether the one it is done by or to is taken up: by the same noun, its last part, or “it”."""
    first, second = _one(lead), _one(mention)
    if first is None or second is None:
        return False
    if parse.lower[second] == "it" and (lead.named or lead.nominal):
        return True  # "An earthquake has struck … It hit at midnight on Monday"
    if parse.lower[second] in ("it", "he", "she", "they"):
        passive = mention.clause is not None and mention.clause.passive
        return passive and parse.deps[mention.head] in ("ROOT", "conj", "ccomp")
    determiners = {parse.lower[c] for c in parse.all_children(second, "det")}
    if not determiners & _DEFINITE:
        return False
    old, new = parse.lemmas[first], parse.lemmas[second]
    if old in _VEHICLES and new in _VEHICLE_WORDS:
        return True
    return old == new or (len(new) > 3 and old.endswith(new))


def _same_object(parse: Parse, lead: Mention, mention: Mention) -> bool:
    first = lead.clause.object if lead.clause else None
    second = mention.clause.object if mention.clause else None
    if first is None or second is None:
        return False
    return parse.lemmas[first] == parse.lemmas[second]


def _one(mention: Mention) -> int | None:
    clause = mention.clause
    if clause is None:
        return None
    return clause.object if clause.passive else clause.subject

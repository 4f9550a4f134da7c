"""One mention for each event of a sentence: what harm it did, what it was part of, and what says
the same in other words is absorbed.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from timeline.events.mention import Mention
from timeline.events.parse import Parse


@dataclass(frozen=True, slots=True)
class AnchorOwners:
    """Tokens that own a date or place (`any`), a date (`date`), a day or part of one (`day`), and a
    date after the document's (`later`).
    """

    any: AbstractSet[int]
    date: AbstractSet[int]
    day: AbstractSet[int]
    later: AbstractSet[int]


def absorb(parse: Parse, mentions: list[Mention], owners: AnchorOwners) -> None:
    """Join mentions of one sentence that tell one event; the absorbed get `dropped` set.

    A mention with a date or place of its own mostly stays. What an event did ("killing two") joins
    the event; a participle joins its main verb, an infinitive the verb that plans it; verbs in a
    row of the same kind with one subject are one event; a noun joins the verb it belongs to.
    """
    live = [mention for mention in mentions if mention.dropped is None]
    by_token = {token: mention for mention in live for token in mention.tokens}
    for mention in live:
        if mention.nominal and mention.clause is None:
            target = _noun_absorber(parse, mention, by_token, owners)
        else:
            target = _verb_absorber(parse, mention, by_token, owners)
        if target is None or target is mention or target.dropped is not None:
            continue
        keep, drop = target, mention
        if target.aftermath and not mention.aftermath:
            keep, drop = mention, target
        if drop.clause is not None and _is_aim(parse, drop.clause.verb, keep):
            keep.no_site |= drop.tokens
        _join(keep, drop, by_token)
        drop.dropped = f"merged into “{parse.words[keep.head]}” of the same sentence"


def _is_aim(parse: Parse, verb: int, keep: Mention) -> bool:
    """An infinitive right under its verb ("agreed to send troops to Mali"), or what may come of it
    ("ruled that he could be sent to The Hague").
    """
    modal = {parse.lower[c] for c in parse.all_children(verb, "aux")}
    if parse.deps[verb] == "ccomp" and modal & {"could", "would", "will", "may", "might", "can"}:
        return True
    return parse.tags[verb] == "VB" and not any(
        parse.deps[t] == "relcl" for t in parse.ancestors(verb) if t not in keep.tokens
    )


def _join(keep: Mention, drop: Mention, by_token: dict[int, Mention]) -> None:
    if keep.kind == "other" and drop.kind != "other":
        keep.kind = drop.kind
    keep.tokens |= drop.tokens
    for token in drop.tokens:
        by_token[token] = keep


_HARM_LINKS = frozenset({"advcl", "conj", "relcl", "acl", "xcomp", "ccomp", "dep"})
_HARMING = frozenset({"assault", "accident", "disaster", "protest", "coerce", "other", "mobilize"})
_BESIDE = frozenset({"conj", "ccomp", "dep"})
_AT_ONCE = frozenset({"when", "as", "while"})
_BEFORE_AFTER = frozenset({"after", "before", "since", "until"})


def _has_subject(mention: Mention) -> bool:
    return mention.clause is not None and mention.clause.own_subject


def _verb_absorber(
    parse: Parse, mention: Mention, by_token: Mapping[int, Mention], owners: AnchorOwners
) -> Mention | None:
    verb = mention.clause.verb if mention.clause else mention.head
    while parse.deps[verb] in ("conj", "xcomp") and parse.heads[verb] not in by_token:
        if parse.pos[parse.heads[verb]] != "VERB":
            break
        verb = parse.heads[verb]  # "pledged to help and cooperate": through "help" to "pledged"
    dep = parse.deps[verb]
    head = parse.heads[verb]
    if dep == "pcomp" and parse.lower[head] == "by":
        return by_token.get(parse.heads[head])  # "took third place by defeating Morocco"
    target = by_token.get(head)
    if target is None and dep == "advcl" and parse.deps[head] == "conj":
        first = by_token.get(parse.heads[head])
        if first is not None and first.aftermath:
            target = first  # "Six have died and 70 are in hospital after a fire …": of both
    if target is None:
        return _above_relative(parse, mention, verb, by_token, owners)
    if mention.aftermath and target.kind not in _HARMING:
        return None
    marks = {parse.lower[c] for c in parse.all_children(verb, "mark", "advmod")}
    tie = _Tie(
        dep,
        frozenset(marks),
        own=bool(mention.tokens & owners.any),
        theirs=bool(target.tokens & owners.any),
        dated=bool(mention.tokens & owners.date),
        target_dated=bool(target.tokens & owners.date),
    )
    if mention.aftermath or target.aftermath:
        return None if dep not in _HARM_LINKS or _is_apart(mention, target, tie) else target
    if dep == "xcomp" and target.kind in ("agree", "threaten", "request"):
        infinitive = any(parse.lower[c] == "to" for c in parse.all_children(verb, "aux"))
        if infinitive:
            return None if mention.tokens & owners.later else target
    return target if _is_part(parse, mention, target, tie) else None


def _above_relative(
    parse: Parse,
    mention: Mention,
    verb: int,
    by_token: Mapping[int, Mention],
    owners: AnchorOwners,
) -> Mention | None:
    """“fired at migrants who tried to cross the border at X on Friday”: the day and place of a
    clause about those it was done to are the event's, when it has none and no word of the lexicon
    tells another event.
    """
    if mention.found_by != "its own date or place" or parse.deps[verb] != "relcl":
        return None
    if mention.clause is None or "had" in mention.clause.auxiliaries:
        return None
    head = next((t for t in parse.ancestors(verb) if t in by_token), None)
    target = by_token.get(head) if head is not None else None
    if target is None or target.nominal or target.tokens & owners.any:
        return None
    return target if mention.tokens & owners.day else None


@dataclass(frozen=True, slots=True)
class _Tie:
    """How a clause hangs on another: the dependency, the words that open it ("after", "when"), and
    whether each of the two has a date or place of its own; `dated`, `target_dated`: whether the
    lower one and the upper one have a date.
    """

    dep: str
    marks: frozenset[str]
    own: bool
    theirs: bool
    dated: bool
    target_dated: bool


def _is_apart(mention: Mention, target: Mention, tie: _Tie) -> bool:
    """Harm that is of another event than the clause beside it."""
    if target.aftermath and not mention.aftermath and tie.marks & _AT_ONCE:
        return tie.dated and tie.target_dated  # "were killed when troops fought in X"
    if target.aftermath and not mention.aftermath:
        # "5,000 were killed after an earthquake hit …", but not "…, and 200 were arrested".
        return (tie.own and tie.theirs) or (tie.dep in _BESIDE and _has_subject(mention))
    return bool(tie.marks & _BEFORE_AFTER) or (tie.own and tie.theirs)


def _is_part(parse: Parse, mention: Mention, target: Mention, tie: _Tie) -> bool:
    """Whether a clause tells more of the event it hangs on."""
    verb = mention.clause.verb if mention.clause else mention.head
    both = tie.own and tie.theirs
    same_kind = mention.kind == target.kind
    if tie.dep == "advcl" and "when" in tie.marks and same_kind:
        return not both  # "won the title when he beat …"
    beyond = mention.found_by == "its own date or place"
    if beyond and tie.dep == "advcl" and parse.tags[verb] == "VBG" and not _has_subject(mention):
        return True  # "was attacked while waiting for a flight to X on Monday"
    if beyond and tie.dep == "xcomp" and not tie.dated:
        return True  # "was caught trying to enter Japan"
    if tie.dep == "conj" and same_kind and not _has_subject(mention):
        return not both  # "defected and fled to Tunisia"
    if tie.dep in ("relcl", "acl"):
        return not both  # what hangs on an event's own noun tells of that event
    participle = tie.dep == "advcl" and parse.tags[verb] in ("VBG", "VB")
    return not tie.own and (tie.dep == "xcomp" or participle or (tie.dep == "conj" and same_kind))


_APART = frozenset(
    {"after", "before", "since", "following", "ahead", "until", "despite", "about", "over",
     "against", "for", "because", "from"}
)  # fmt: skip


def _noun_absorber(
    parse: Parse, mention: Mention, by_token: Mapping[int, Mention], owners: AnchorOwners
) -> Mention | None:
    """A noun joins the noun it is coordinated with ("an earthquake and a tsunami"), and the verb
    whose argument it is, unless "after", "over" … set it apart or it has a date of its own.
    """
    head = parse.heads[mention.head]
    own = bool(mention.tokens & owners.date)
    if parse.deps[mention.head] == "conj" and not own:
        target = by_token.get(head)
        if target is not None and target.kind == mention.kind:
            return target
    child = mention.head
    for head in () if own else parse.ancestors(mention.head):
        if parse.lower[head] in _APART and parse.deps[child] in ("pobj", "pcomp"):
            return None
        target = by_token.get(head)
        if target is not None and target is not mention:
            return target
        if parse.pos[head] == "VERB":
            return None
        child = head
    return None

"""Which tellings are events and which are too little of one, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.events.anchors import SentenceAnchors
from timeline.events.mention import Mention
from timeline.events.parse import Parse
from timeline.events.scene import Scene
from timeline.events.tense import read_tense
from timeline.events.triggers import noun_trigger


def drop_unanchored(
    scene: Scene, anchors: SentenceAnchors, found: list[Mention], counts: Mapping[int, int]
) -> None:
    """Without a date or place of its own, some tellings are no events: happenings beyond the
    lexicon, acts that are little more than words, and asides about someone ("who resigned").
    """
    parse, words = scene.parse, scene.lexicon.words
    dated = {item.anchor.owner for item in anchors.dates}
    for mention in found:
        if mention.found_by == "its own date or place" and not _own(mention, counts):
            _take_event_noun(scene, mention)
    for mention in found:
        lemma = mention.clause.lemma if mention.clause is not None else ""
        own = _own(mention, counts)
        beyond = mention.found_by == "its own date or place"
        if lemma in words["reaction"] and not mention.nominal:
            mention.dropped = "a reaction, not an event"
        elif beyond and not scene.options.beyond_lexicon:
            mention.dropped = "no word of the lexicon"
        elif beyond and parse.quoted[mention.head] and not mention.tokens & dated:
            mention.dropped = "a quoted remark"
        elif beyond and not mention.tokens & dated and _is_loose_participle(parse, mention):
            mention.dropped = "a participle without an event word or date"
        elif not own and parse.quoted[mention.head] and _is_embedded(parse, mention):
            mention.dropped = "a quoted remark in passing"
        elif beyond and _is_lead(scene, mention, found):
            continue
        elif beyond and not mention.tokens & dated and not _is_past(parse, mention):
            mention.dropped = "no event word, and not told as past"
        elif beyond and not own:
            mention.dropped = "no event word, and no date or place of its own"
        elif lemma in words["wordy"] and not mention.nominal and not mention.tokens & dated:
            mention.dropped = "words without a date of their own"
        elif not own and _is_aside(parse, mention):
            mention.dropped = "an aside without date or place"


def _own(mention: Mention, counts: Mapping[int, int]) -> bool:
    return any(counts.get(token) for token in mention.tokens)


def _take_event_noun(scene: Scene, mention: Mention) -> None:
    """“The coup collapsed”: a verb no lexicon knows tells of its subject's event."""
    noun = mention.clause.subject if mention.clause else None
    if noun is None or noun not in mention.tokens or not mention.definite:
        return
    trigger = noun_trigger(scene.parse, noun, scene.lexicon)
    if trigger is None or not _is_past(scene.parse, mention):
        return
    mention.nominal, mention.found_by = True, "the lexicon"
    mention.head, mention.kind, mention.group = noun, trigger.kind, trigger.group


def _is_loose_participle(parse: Parse, mention: Mention) -> bool:
    """“…, sending refugees into Turkey”, “rockets fired from Libya”."""
    clause = mention.clause
    if clause is None or clause.auxiliaries:
        return False
    loose = parse.tags[clause.verb] == "VBG" and parse.deps[clause.verb] in ("advcl", "conj", "dep")
    return loose or parse.deps[clause.verb] == "acl"


def _is_embedded(parse: Parse, mention: Mention) -> bool:
    """Inside another clause of a quotation ("I do not know why he was detained")."""
    verb = mention.clause.verb if mention.clause else mention.head
    return any(parse.quoted[head] for head in parse.ancestors(verb))


def _is_past(parse: Parse, mention: Mention) -> bool:
    return mention.clause is not None and read_tense(parse, mention.clause) in (
        "past",
        "participle",
    )


def _is_lead(scene: Scene, mention: Mention, found: Sequence[Mention]) -> bool:
    """What a story opens with is its event, even in words no lexicon knows, and whatever else its
    sentence tells in passing ("… after reports that devices caught fire").
    """
    parse, clause = scene.parse, mention.clause
    if mention.sentence != scene.lead or clause is None or scene.today is None:
        return False
    if parse.deps[mention.head] not in ("ROOT", "ccomp") or parse.quoted[mention.head]:
        return False
    main = [m for m in found if m is not mention and m.dropped is None and m.kind != "other"]
    if any(m.clause is not None and _is_main(parse, m.clause.verb) for m in main):
        return False
    return read_tense(parse, clause) in ("past", "progressive")


def _is_main(parse: Parse, verb: int) -> bool:
    """A verb of the sentence's own, not of a clause about something in it."""
    while parse.deps[verb] in ("conj", "xcomp", "ccomp") and parse.heads[verb] != verb:
        verb = parse.heads[verb]
    return parse.deps[verb] == "ROOT"


def _is_aside(parse: Parse, mention: Mention) -> bool:
    """A relative clause about something that is no event itself, or what hangs on one: "who
    resigned", "forces launching attacks".
    """
    if mention.clause is None or mention.aftermath:
        return False
    verb = mention.clause.verb
    while parse.deps[verb] in ("xcomp", "conj") and parse.pos[parse.heads[verb]] == "VERB":
        verb = parse.heads[verb]
    if parse.deps[verb] == "acl":
        return parse.heads[verb] not in mention.tokens
    return parse.deps[verb] == "relcl" and len(mention.tokens) == 1


def drop_bare_nouns(live: Sequence[Mention]) -> None:
    """Nouns that stand alone, undated and unplaced, tell no event unless they point to one."""
    known = {m.group for m in live if m.when is not None or m.places}
    for mention in live:
        if mention.dropped is not None or mention.clause is not None:
            continue
        bare = mention.when is None and not mention.places and not mention.figures
        if bare and mention.group not in known and not mention.definite:
            mention.dropped = "an event's noun without date, place or figure"

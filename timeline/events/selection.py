"""Which tellings are events and which are too little of one, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

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
    dated = {item.anchor.owner for item in anchors.dates}
    for mention in found:
        if mention.found_by == "its own date or place" and not _own(mention, counts):
            _take_event_noun(scene, mention)
    for mention in found:
        mention.dropped = _too_little(scene, mention, found, counts, dated=dated)


def _too_little(
    scene: Scene,
    mention: Mention,
    found: Sequence[Mention],
    counts: Mapping[int, int],
    *,
    dated: AbstractSet[int],
) -> str | None:
    """Why a telling is no event, or None when it may be one."""
    parse, words = scene.parse, scene.lexicon.words
    lemma = mention.clause.lemma if mention.clause is not None and not mention.nominal else ""
    own, has_date = _own(mention, counts), bool(mention.tokens & dated)
    if lemma in ("cancel", "postpone") and _object(parse, mention) in words["cancelled"]:
        return "called off, so it did not take place"
    if lemma in words["reaction"]:
        return "a reaction, not an event"
    if not own and parse.quoted[mention.head] and _is_embedded(parse, mention):
        return "a quoted remark in passing"
    if mention.found_by == "its own date or place":
        return _beyond(scene, mention, found, own=own, has_date=has_date)
    if lemma in words["wordy"] and not has_date and not _opens_story(scene, mention):
        return "words without a date of their own"
    if not own and _is_gerund(parse, mention):
        return "said in passing, without date or place"
    if not own and _is_aside(parse, mention):
        return "an aside without date or place"
    had = mention.clause is not None and "had" in mention.clause.auxiliaries
    vague = (
        mention.kind == "other"
        or had
        or (mention.clause is not None and parse.tags[mention.clause.verb] == "VBG")
    )
    if not has_date and vague and not mention.aftermath and _is_loose_participle(parse, mention):
        return "said in passing, without a date"
    return None


def _object(parse: Parse, mention: Mention) -> str:
    target = mention.clause.object if mention.clause is not None else None
    return parse.lemmas[target] if target is not None else ""


def _beyond(
    scene: Scene, mention: Mention, found: Sequence[Mention], *, own: bool, has_date: bool
) -> str | None:
    """A happening that no lexicon knows needs a date or place of its own, or the lead."""
    parse = scene.parse
    if not scene.options.beyond_lexicon:
        return "no word of the lexicon"
    if parse.quoted[mention.head] and not has_date:
        return "a quoted remark"
    if _is_under_state(scene, mention):
        return "no event word, and only helped, hoped or wanted"
    if _is_of_a_thing(parse, mention):
        return "no event word, and told of a thing in passing"
    if _was_going_on(parse, mention) and mention.sentence != scene.lead:
        return "no event word, and the scene of something else"
    if not has_date and _is_loose_participle(parse, mention):
        return "said in passing, without an event word or date"
    if _is_lead(scene, mention, found):
        return None
    if not has_date and not _is_past(parse, mention):
        return "no event word, and not told as past"
    return None if own else "no event word, and no date or place of its own"


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
    """“…, sending refugees into Turkey”, “rockets fired from Libya”, “who had prayed there”."""
    clause = mention.clause
    if clause is None:
        return False
    loose = parse.tags[clause.verb] == "VBG" and parse.deps[clause.verb] in ("advcl", "conj", "dep")
    return loose or parse.deps[clause.verb] in ("acl", "relcl")


def _is_gerund(parse: Parse, mention: Mention) -> bool:
    """“… before crashing into the sea”."""
    verb = mention.clause.verb if mention.clause is not None and not mention.nominal else None
    return verb is not None and parse.deps[verb] == "pcomp" and len(mention.tokens) == 1


def _is_embedded(parse: Parse, mention: Mention) -> bool:
    """Inside another clause of a quotation ("I do not know why he was detained")."""
    verb = mention.clause.verb if mention.clause else mention.head
    return any(parse.quoted[head] for head in parse.ancestors(verb))


def _is_under_state(scene: Scene, mention: Mention) -> bool:
    """“The apology helped overcome the rift”, “the firm hopes to expand by 2021”."""
    parse, clause = scene.parse, mention.clause
    if clause is None:
        return False
    if not {"help", "helps", "helped"}.isdisjoint(clause.auxiliaries):
        return True
    if parse.deps[clause.verb] not in ("xcomp", "ccomp"):
        return False
    head = parse.heads[clause.verb]
    return not clause.own_subject and parse.lemmas[head] in scene.lexicon.words["stative"]


def _is_of_a_thing(parse: Parse, mention: Mention) -> bool:
    """“a survey drafted in 2012”."""
    return mention.clause is not None and parse.deps[mention.clause.verb] == "acl"


def _was_going_on(parse: Parse, mention: Mention) -> bool:
    """“The ship was sailing to Jeju”."""
    clause = mention.clause
    return (
        clause is not None
        and parse.tags[clause.verb] == "VBG"
        and not {"was", "were"}.isdisjoint(clause.auxiliaries)
    )


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
    if any(m.clause is not None and _is_main(parse, m.clause.verb, clause.verb) for m in main):
        return False
    return read_tense(parse, clause) in ("past", "progressive")


def _opens_story(scene: Scene, mention: Mention) -> bool:
    """“North Korea has threatened …” as the first thing told is the news itself."""
    clause = mention.clause
    if mention.sentence != scene.lead or clause is None or scene.today is None:
        return False
    parse = scene.parse
    says_it = parse.child(clause.verb, "xcomp", "ccomp") is not None and clause.lemma != "order"
    return parse.deps[clause.verb] == "ROOT" and not parse.quoted[mention.head] and not says_it


def _is_main(parse: Parse, verb: int, lead: int) -> bool:
    """A verb of the sentence's own, not of a clause about something in it, nor what the lead's verb
    aims at ("has hired a judge to oversee its inquiry").
    """
    while parse.deps[verb] in ("conj", "xcomp", "ccomp") and parse.heads[verb] != verb:
        if parse.deps[verb] == "xcomp" and parse.heads[verb] == lead:
            return False
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
    return parse.deps[verb] in ("acl", "relcl") and parse.heads[verb] not in mention.tokens


def drop_bare_nouns(live: Sequence[Mention]) -> None:
    """Nouns that stand alone, undated and unplaced, tell no event unless they point to one."""
    known = {m.group for m in live if m.when is not None or m.places}
    for mention in live:
        if mention.dropped is not None or mention.clause is not None:
            continue
        bare = mention.when is None and not mention.places and not mention.figures
        if bare and mention.group not in known and not mention.definite:
            mention.dropped = "an event's noun without date, place or figure"

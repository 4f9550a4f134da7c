"""From one document to its events: `extract`, the way through the rules in a dozen steps."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from maps.features import Event
from maps.place import Toponym
from timeline.events.carry import carry_over, place_by_meeting
from timeline.events.clauses import Clause, find_clauses
from timeline.events.dateline_of import find_dateline
from timeline.events.days import key, shift
from timeline.events.figures import FigureReader
from timeline.events.finish import finish
from timeline.events.lexicon import Phase, load_lexicon
from timeline.events.linking import SentenceScene
from timeline.events.mention import Figure, Mention
from timeline.events.mentions import AnchorOwners, MentionFinder, absorb, find_event_nouns
from timeline.events.merging import Group, group_mentions
from timeline.events.parse import Parse, Sentence, read_parse
from timeline.events.people import People, according_to
from timeline.events.repair import repair
from timeline.events.scene import EventOptions, Extraction, Outcome, OutcomeKind, Scene
from timeline.events.status import Standing, Telling, assess
from timeline.events.tense import read_tense
from timeline.events.triggers import noun_trigger
from timeline.events.who import attribute, drop_reported_date, name_actors
from timeline.model import Document, TemporalExpression

Spanned = TypeVar("Spanned", TemporalExpression, Toponym)

#: A month, with or without its day, and without a year or weekday: "2 September".
_MONTH_ALONE = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
    r"(?: \d{1,2}(?:st|nd|rd|th)?)?$"
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from maps.bases import BaseFindings


def extract(  # noqa: PLR0917 - the stages' one call, fixed for all rooms
    document: Document,
    doc: Doc,
    timexes: Sequence[TemporalExpression],
    toponyms: Sequence[Toponym],
    bases: BaseFindings | None = None,
    options: EventOptions | None = None,
) -> Extraction:
    """The events that a document tells, with their evidence, and what became of every sentence.

    `doc` is spaCy's parse of `document.text`. Sentences that speak of `bases` and tell no event are
    told as such in the outcomes.
    """
    options = options or EventOptions()
    parse = read_parse(doc, document.text)
    dateline = find_dateline(parse, timexes, toponyms)
    repair(parse, dateline)
    scene = Scene(
        document=document,
        parse=parse,
        lexicon=load_lexicon(options.triggers),
        options=options,
        timexes=sorted(timexes, key=lambda t: t.start),
        toponyms=sorted(toponyms, key=lambda t: t.start),
        dateline=dateline,
        people=People(parse),
        base_starts=tuple(
            mention.start for base in (bases.bases if bases else ()) for mention in base.mentions
        ),
    )
    for sentence in parse.sentences:
        _read_sentence(scene, sentence)
    live = [mention for mention in scene.mentions if mention.dropped is None]
    carry_over(scene, live)
    _settle(live)
    live = [mention for mention in live if mention.dropped is None]
    groups = group_mentions(parse, live)
    place_by_meeting(groups)
    _attach_loose_figures(scene, groups)
    return _finish(scene, groups)


def _read_sentence(scene: Scene, sentence: Sentence) -> None:
    parse, lexicon = scene.parse, scene.lexicon
    clauses = find_clauses(parse, sentence)
    nouns = find_event_nouns(parse, sentence, lexicon)
    timexes = list(_inside(scene.timexes, sentence))
    toponyms = list(_inside(scene.toponyms, sentence))
    if scene.dateline is not None and sentence.start <= scene.dateline.end:
        timexes = [t for t in timexes if t.start >= scene.dateline.end]
        toponyms = [t for t in toponyms if t.start >= scene.dateline.end]
    dated_tokens = _tokens_of(parse, timexes)
    for token in dated_tokens:
        nouns.pop(token, None)
    found = MentionFinder(parse, sentence, clauses, nouns, lexicon).find()
    kinds = {
        mention.clause.verb: mention.kind
        for mention in found
        if mention.clause and mention.found_by != "its own date or place"
    }
    linking = SentenceScene(parse, sentence, clauses, set(nouns), lexicon, kinds)
    linking.add_dates(timexes)
    linking.add_places(toponyms)
    anchors = linking.own_counts()
    _drop_unanchored(scene, linking, found, anchors)
    dates = {item.anchor.owner for item in linking.dates}
    later = {d.anchor.owner for d in linking.dates if _is_later(scene, d.timex)}
    absorb(parse, found, AnchorOwners(set(anchors), dates, later))
    figures = FigureReader(parse, sentence, dated_tokens, lexicon.words["person_noun"]).read()
    _give_figures(scene, linking, found, figures)
    live = [mention for mention in found if mention.dropped is None]
    taken = {token: mention for mention in live for token in mention.tokens}
    scene.people.see(parse, sentence)
    for mention in live:
        mention.told_by = _told_by(parse, clauses, mention)
        mention.when = linking.date_for(mention, taken)
        mention.places = linking.places_for(mention, taken)
        _judge(scene, sentence, mention, clauses)
        drop_reported_date(mention)
        name_actors(scene, mention)
    scene.mentions.extend(found)


def _told_by(parse: Parse, clauses: dict[int, Clause], mention: Mention) -> Clause | None:
    """The clause to make a title of: up from "seize" to "tried to seize"."""
    clause = mention.clause
    while clause is not None and parse.deps[clause.verb] == "xcomp":
        above = clauses.get(parse.heads[clause.verb])
        if above is None or above.lemma in ("say", "tell", "report"):
            break
        clause = above
    return clause


def _is_later(scene: Scene, timex: TemporalExpression) -> bool:
    return bool(scene.today and timex.earliest and key(timex.earliest) > key(scene.today))


def _inside(items: Sequence[Spanned], sentence: Sentence) -> Sequence[Spanned]:
    """What begins in a sentence, of items sorted by where they begin."""
    first = bisect_left(items, sentence.start, key=lambda item: item.start)
    last = bisect_left(items, sentence.end, lo=first, key=lambda item: item.start)
    return items[first:last]


def _tokens_of(parse: Parse, timexes: Sequence[TemporalExpression]) -> set[int]:
    found: set[int] = set()
    for timex in timexes:
        if timex.end > timex.start:
            found.update(range(parse.token_at(timex.start), parse.token_at(timex.end - 1) + 1))
    return found


def _drop_unanchored(
    scene: Scene, linking: SentenceScene, found: list[Mention], anchors: dict[int, int]
) -> None:
    """Without a date or place of its own, some tellings are no events: happenings beyond the
    lexicon, acts that are little more than words, and asides about someone ("who resigned").
    """
    parse, words = scene.parse, scene.lexicon.words
    dated = {item.anchor.owner for item in linking.dates}
    for mention in found:
        lemma = mention.clause.lemma if mention.clause is not None else ""
        own = any(anchors.get(token) for token in mention.tokens)
        beyond = mention.found_by == "its own date or place"
        if lemma in words["reaction"] and not mention.nominal:
            mention.dropped = "a reaction, not an event"
        elif beyond and not scene.options.beyond_lexicon:
            mention.dropped = "no word of the lexicon"
        elif beyond and parse.quoted[mention.head] and not mention.tokens & dated:
            mention.dropped = "a quoted remark"
        elif beyond and not own and _has_event_noun(scene, mention):
            continue
        elif beyond and not mention.tokens & dated and not _is_past(parse, mention):
            mention.dropped = "no event word, and not told as past"
        elif beyond and not own and not _is_lead(scene, mention, found):
            mention.dropped = "no event word, and no date or place of its own"
        elif lemma in words["wordy"] and not mention.nominal and not mention.tokens & dated:
            mention.dropped = "words without a date of their own"
        elif not own and not mention.nominal and _is_aside(parse, mention):
            mention.dropped = "an aside without date or place"


def _has_event_noun(scene: Scene, mention: Mention) -> bool:
    """“The coup collapsed”: a verb no lexicon knows tells of its subject's event."""
    noun = mention.clause.subject if mention.clause else None
    if noun is None or noun not in mention.tokens:
        return False
    trigger = noun_trigger(scene.parse, noun, scene.lexicon)
    if trigger is None or not mention.definite:
        return False
    mention.nominal, mention.found_by = True, "the lexicon"
    mention.head, mention.kind, mention.group = noun, trigger.kind, trigger.group
    return True


def _is_past(parse: Parse, mention: Mention) -> bool:
    return mention.clause is not None and read_tense(parse, mention.clause) in (
        "past",
        "participle",
    )


def _is_lead(scene: Scene, mention: Mention, found: list[Mention]) -> bool:
    """What a story opens with is its event, even in words no lexicon knows."""
    parse = scene.parse
    if mention.sentence != scene.lead or mention.clause is None or scene.today is None:
        return False
    if parse.deps[mention.head] not in ("ROOT", "ccomp") or parse.quoted[mention.head]:
        return False
    alone = not any(m.found_by != mention.found_by for m in found if m.dropped is None)
    return alone and read_tense(parse, mention.clause) == "past"


def _is_aside(parse: Parse, mention: Mention) -> bool:
    """A relative clause about something that is no event itself, or what hangs on one."""
    verb = mention.head
    while parse.deps[verb] in ("xcomp", "conj") and parse.pos[parse.heads[verb]] == "VERB":
        verb = parse.heads[verb]
    return parse.deps[verb] == "relcl" and not mention.aftermath and len(mention.tokens) == 1


def _give_figures(
    scene: Scene,
    linking: SentenceScene,
    found: list[Mention],
    figures: list[tuple[int, Figure]],
) -> None:
    """Each figure goes to the event whose words govern it, else it waits for its event."""
    parse, sentence = scene.parse, linking.sentence
    by_token = {token: m for m in found if m.dropped is None for token in m.tokens}
    speaker = according_to(parse, sentence.first, sentence.last)
    source = speaker[1].name if speaker else None
    told = next((d.timex for d in linking.dates if d.anchor.owner in linking.sayings), None)
    as_of = told.earliest[:10] if told is not None and told.earliest else None
    for token, read in figures:
        figure = replace(read, source=source, as_of=as_of)
        for candidate in (token, *parse.ancestors(token)):
            if candidate in by_token:
                by_token[candidate].figures.append(figure)
                break
        else:
            harmful = [m for m in by_token.values() if m.kind != "consult"]
            if harmful:
                harmful[0].figures.append(figure)
            else:
                scene.loose_figures.append((sentence.index, figure))


def _judge(scene: Scene, sentence: Sentence, mention: Mention, clauses: dict[int, Clause]) -> None:
    """Set the standing, who says so, and the reason for dropping what is no event."""
    mention.standing = _stand(scene, sentence, mention, clauses)
    if _looks_back(scene, mention):
        mention.standing = _stand(scene, sentence, mention, clauses)
    phase = _phase(scene, mention)
    over = _is_over(scene, mention)
    if phase == "plans" and mention.standing.status == "happened" and over:
        mention.kind = "politics"  # "had called the vote in April": the call was in April
    elif phase == "plans" and mention.standing.status == "happened":
        reason = "called for a day to come"
        mention.standing = replace(mention.standing, status="planned", reason=reason)
    if _looks_ahead(scene, sentence, mention, clauses):
        mention.standing = _stand(scene, sentence, mention, clauses)
        if mention.standing.status in ("happened", "ongoing"):
            mention.standing = replace(
                mention.standing, status="planned", reason="present tense of a day to come"
            )
    if phase == "fails" and mention.standing.status is not None and mention.clause is not None:
        reason = f"called off (“{mention.clause.lemma}”)"
        mention.standing = replace(mention.standing, status="denied", reason=reason)
    attribute(scene, sentence, mention, clauses)
    if mention.standing.status is None:
        mention.dropped = mention.standing.reason


def _is_over(scene: Scene, mention: Mention) -> bool:
    """Whether its date is past, and no weekday, which may be the next as well."""
    link = mention.when
    if link is None or link.end is None or scene.today is None:
        return False
    weekday = link.timex is not None and "weekday" in link.timex.rule
    return not weekday and key(link.end) < key(scene.today)


def _stand(
    scene: Scene, sentence: Sentence, mention: Mention, clauses: dict[int, Clause]
) -> Standing:
    when = (mention.when.start, mention.when.end) if mention.when else None
    telling = Telling(sentence, mention.head, mention.clause, mention.nominal, when, scene.today)
    return assess(scene.parse, clauses, telling, scene.lexicon)


def _phase(scene: Scene, mention: Mention) -> Phase | None:
    """What the light verb does to its noun's event, where it does more than let it happen."""
    if not mention.nominal or mention.clause is None:
        return None
    phases = set(scene.lexicon.light_verbs.get(mention.clause.lemma, {}).values())
    return "fails" if "fails" in phases else "plans" if "plans" in phases else None


def _looks_back(scene: Scene, mention: Mention) -> bool:
    """What is told in the past cannot lie ahead: a day without a year is of the year told before,
    or of the year before the document's.
    """
    link, standing = mention.when, mention.standing
    if link is None or standing is None or standing.tense != "past" or link.timex is None:
        return False
    if mention.clause is None or read_tense(scene.parse, mention.clause) != "past":
        return False
    if link.rule not in ("own words", "same clause") or not _MONTH_ALONE.match(link.text):
        return False
    today, start, end = scene.today, link.start, link.end
    if today is None or start is None or end is None or link.timex.grain not in ("day", "month"):
        return False
    if standing.status != "planned" or key(start) <= key(today) or start.startswith("-"):
        return False
    told = (m.when.start[:4] for m in reversed(scene.mentions) if m.when and m.when.start)
    year = next((y for y in told if y.isdigit() and y < today[:4]), str(int(today[:4]) - 1))
    first, last = f"{year}{start[4:]}", f"{year}{end[4:]}"
    edtf = first[:7] if link.timex.grain == "month" else first[:10]
    reason = f"{link.reason}; told in the past, so it is of {year}"
    mention.when = replace(link, start=first, end=last, edtf=edtf, reason=reason)
    return True


def _under_past(scene: Scene, mention: Mention, clauses: dict[int, Clause]) -> bool:
    above = (clauses[t] for t in scene.parse.ancestors(mention.head) if t in clauses)
    return any(read_tense(scene.parse, clause) == "past" for clause in above)


def _looks_ahead(
    scene: Scene, sentence: Sentence, mention: Mention, clauses: dict[int, Clause]
) -> bool:
    """A bare weekday in the present of running text, or of a plan, is the next one; the date is
    moved there if it was read as the last one.
    """
    link, standing = mention.when, mention.standing
    if link is None or standing is None or link.timex is None or scene.today is None:
        return False
    if link.timex.grain not in ("day", "daypart") or "weekday" not in link.timex.rule:
        return False
    ahead = standing.status == "planned" or (
        standing.tense == "present"
        and sentence.kind == "body"
        and not link.timex.mod
        and not _under_past(scene, mention, clauses)
    )
    if not ahead or link.start is None or link.end is None or link.start[:10] >= scene.today:
        return False
    start, end = shift(link.start, 7), shift(link.end, 7)
    if start is None or end is None or start < scene.today:
        return False
    reason = f"{link.reason}; the sentence looks ahead, so the next one is meant"
    mention.when = replace(link, start=start, end=end, edtf=start, reason=reason)
    return True


def _settle(live: Sequence[Mention]) -> None:
    """Nouns that stand alone, undated and unplaced, tell no event unless they point to one."""
    known = {m.group for m in live if m.when is not None or m.places}
    for mention in live:
        if mention.dropped is not None or mention.clause is not None:
            continue
        bare = mention.when is None and not mention.places and not mention.figures
        if bare and mention.group not in known and not mention.definite:
            mention.dropped = "an event's noun without date, place or figure"


def _attach_loose_figures(scene: Scene, groups: Sequence[Group]) -> None:
    for sentence, figure in scene.loose_figures:
        before = [
            g
            for g in groups
            if g.lead.kind in ("assault", "accident", "disaster", "protest", "coerce")
            and 0 <= sentence - g.last_sentence <= 2
        ]
        if before:
            before[-1].lead.figures.append(figure)


def _finish(scene: Scene, groups: Sequence[Group]) -> Extraction:
    parse = scene.parse
    events: list[Event] = []
    outcomes: list[Outcome] = []
    for group in groups:
        result = finish(scene, group)
        if isinstance(result, str):
            outcomes.extend(_outcome(scene, m, "dropped", result) for m in group.mentions)
            continue
        events.append(result)
        for index, mention in enumerate(group.mentions):
            told: OutcomeKind = "merged" if index else "event"
            outcomes.append(_outcome(scene, mention, told, result.title, result.id))
    outcomes.extend(
        _outcome(scene, mention, "dropped", mention.dropped)
        for mention in scene.mentions
        if mention.dropped is not None
    )
    told_of = {outcome.start for outcome in outcomes}
    outcomes.extend(
        Outcome(sentence.start, sentence.end, "dropped", "", _why_nothing(scene, sentence))
        for sentence in parse.sentences
        if sentence.start not in told_of
    )
    events.sort(key=lambda event: (-event.importance, event.evidence[0].start, event.id))
    outcomes.sort(key=lambda outcome: (outcome.start, outcome.trigger, outcome.outcome))
    return Extraction(tuple(events), tuple(outcomes))


def _why_nothing(scene: Scene, sentence: Sentence) -> str:
    if any(sentence.start <= start < sentence.end for start in scene.base_starts):
        return "it tells of a base, which has a layer of its own"
    return "nothing in it tells an event"


def _outcome(
    scene: Scene, mention: Mention, kind: OutcomeKind, detail: str, event_id: str | None = None
) -> Outcome:
    sentence = scene.parse.sentences[mention.sentence]
    word = scene.parse.words[mention.head]
    return Outcome(sentence.start, sentence.end, kind, word, detail, event_id)

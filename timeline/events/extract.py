"""From one document to its events: `extract`, the way through the rules in a dozen steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from maps.place import Toponym
from timeline.events.absorbing import AnchorOwners, absorb
from timeline.events.anchors import SentenceAnchors
from timeline.events.base_changes import add_changes, find_changes, place_of
from timeline.events.carry import carry_over
from timeline.events.carry_places import place_by_meeting
from timeline.events.clauses import Clause, find_clauses
from timeline.events.contested import note_contested
from timeline.events.dateline_of import find_dateline
from timeline.events.dating import DateSieve
from timeline.events.days import key
from timeline.events.figures import FigureReader
from timeline.events.grouping import group_mentions
from timeline.events.judging import judge
from timeline.events.lexicon import load_lexicon
from timeline.events.main_event import complete_main_event, drop_needless_statement
from timeline.events.mention import Figure, Mention
from timeline.events.mentions import MentionFinder, find_event_nouns
from timeline.events.merging import HARMFUL, Group
from timeline.events.opening import open_story
from timeline.events.outcomes import conclude
from timeline.events.parse import Parse, Sentence, read_parse, without_title
from timeline.events.people import People, according_to
from timeline.events.placing import PlaceSieve
from timeline.events.repair import repair
from timeline.events.scene import EventOptions, Extraction, Scene, within
from timeline.events.selection import drop_bare_nouns, drop_unanchored
from timeline.events.who import drop_period_of_perfect, drop_reported_date, name_actors
from timeline.model import Document, TemporalExpression

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
    headline: Sequence[Toponym] = (),
) -> Extraction:
    """The events that a document tells, with their evidence, and what became of every sentence.

    `doc` is spaCy's parse of `document.text`. Sentences that speak of `bases` and tell no event are
    told as such in the outcomes. `headline`: the places that the document's title names, with
    offsets of the title.
    """
    options = options or EventOptions()
    parse = without_title(read_parse(doc, document.text), document.title)
    dateline = find_dateline(parse, timexes, toponyms)
    repair(parse, dateline, timexes)
    scene = Scene(
        document=document,
        parse=parse,
        lexicon=load_lexicon(options.triggers),
        options=options,
        timexes=sorted(timexes, key=lambda t: t.start),
        toponyms=sorted(toponyms, key=lambda t: t.start),
        dateline=dateline,
        people=People(parse, document.title or ""),
        headline=headline,
        base_starts=tuple(
            mention.start for base in (bases.bases if bases else ()) for mention in base.mentions
        ),
        base_changes=find_changes(bases),
    )
    for sentence in parse.sentences:
        _read_sentence(scene, sentence)
    note_contested(scene)
    live = [mention for mention in scene.mentions if mention.dropped is None]
    carry_over(scene, live)
    drop_bare_nouns(live)
    live = [mention for mention in live if mention.dropped is None]
    groups = group_mentions(parse, live, scene.lead)
    place_by_meeting(groups)
    _attach_loose_figures(scene, groups)
    groups = drop_needless_statement(scene, groups)
    complete_main_event(scene, groups)
    return conclude(scene, groups)


def _read_sentence(scene: Scene, sentence: Sentence) -> None:
    parse, lexicon = scene.parse, scene.lexicon
    clauses = find_clauses(parse, sentence)
    nouns = find_event_nouns(parse, sentence, lexicon)
    timexes = list(within(scene.timexes, sentence))
    toponyms = list(within(scene.toponyms, sentence))
    if scene.dateline is not None and sentence.start <= scene.dateline.end:
        timexes = [t for t in timexes if t.start >= scene.dateline.end]
        toponyms = [t for t in toponyms if t.start >= scene.dateline.end]
    dated_tokens = _tokens_of(parse, timexes)
    for token in dated_tokens:
        nouns.pop(token, None)
    found = MentionFinder(parse, sentence, clauses, nouns, lexicon).find()
    changes = add_changes(parse, sentence, scene.base_changes, found, clauses)
    kinds = {
        mention.clause.verb: mention.kind
        for mention in found
        if mention.clause and mention.found_by != "its own date or place"
    }
    today = scene.today if sentence.index == scene.lead else None
    anchors = SentenceAnchors(
        parse, sentence, clauses, set(nouns), lexicon, kinds, now=scene.today, today=today
    )
    anchors.add_dates(timexes)
    anchors.add_places(toponyms)
    scene.place_anchors[sentence.index] = anchors.places
    counts = anchors.own_counts()
    drop_unanchored(scene, anchors, found, counts)
    dates = {item.anchor.owner for item in anchors.dates}
    later = {d.anchor.owner for d in anchors.dates if _is_later(scene, d.timex)}
    days = {d.anchor.owner for d in anchors.dates if d.timex.grain in ("day", "daypart", "hour")}
    absorb(parse, found, AnchorOwners(set(counts), dates, days, later))
    figures = FigureReader(parse, sentence, dated_tokens, lexicon.words["person_noun"]).read()
    _give_figures(scene, anchors, found, figures)
    live = [mention for mention in found if mention.dropped is None]
    taken = {token: mention for mention in live for token in mention.tokens}
    scene.people.see(parse, sentence)
    for mention in live:
        mention.told_by = _told_by(parse, clauses, mention)
        mention.when = DateSieve(anchors, taken).date_for(mention)
        if mention.counts:
            _date_the_count(mention)
        mention.places = PlaceSieve(anchors, taken).places_for(mention)
        if id(mention) in changes:
            mention.places = place_of(changes[id(mention)], parse.text) or mention.places
        judge(scene, sentence, mention, clauses)
        drop_reported_date(mention)
        drop_period_of_perfect(mention, scene.today)
        name_actors(scene, mention)
    if sentence.index == scene.lead and not any(_opens(parse, m) for m in found):
        _open(scene, sentence, clauses, anchors, found)
    scene.mentions.extend(found)


def _opens(parse: Parse, mention: Mention) -> bool:
    """Whether a mention can be what a story opens with: one that took place, or that its sentence
    states or reports, not a mere purpose or aside.
    """
    if mention.dropped is not None or mention.standing is None:
        return False
    if mention.standing.status in ("happened", "ongoing") or mention.standing.sayer is not None:
        return True
    verb = mention.clause.verb if mention.clause is not None else mention.head
    return parse.deps[verb] not in ("advcl", "acl", "relcl", "pcomp")


def _open(
    scene: Scene,
    sentence: Sentence,
    clauses: dict[int, Clause],
    anchors: SentenceAnchors,
    found: list[Mention],
) -> None:
    """News whose first sentence tells no other event opens with what that is built on."""
    mention = None
    if scene.today is not None:
        mention = open_story(scene.parse, sentence, clauses, scene.lexicon)
    if mention is None:
        return
    taken = {mention.head: mention}
    mention.when = DateSieve(anchors, taken).date_for(mention)
    mention.places = PlaceSieve(anchors, taken).places_for(mention)
    name_actors(scene, mention)
    found.append(mention)


def _date_the_count(mention: Mention) -> None:
    """A toll's day is when it was counted."""
    link = mention.when
    if link is None or not mention.figures:
        return
    day = link.start[:10] if link.start else None
    mention.figures = [replace(f, as_of=f.as_of or day) for f in mention.figures]
    mention.rejected_dates.append(f"{link.text}: when it was counted, not when it was")
    mention.when = None


def _told_by(parse: Parse, clauses: dict[int, Clause], mention: Mention) -> Clause | None:
    """The clause to make a title of: up from "seize" to "tried to seize"."""
    clause = mention.clause
    while clause is not None and parse.deps[clause.verb] == "xcomp":
        above = clauses.get(parse.heads[clause.verb])
        if above is None or (above.lemma in ("say", "tell", "report") and not above.passive):
            break
        if above.subject is not None and parse.lower[above.subject] == "it":
            break  # "it took the jury two hours to reach a verdict"
        clause = above
    return clause


def _is_later(scene: Scene, timex: TemporalExpression) -> bool:
    return bool(scene.today and timex.earliest and key(timex.earliest) > key(scene.today))


def _tokens_of(parse: Parse, timexes: Sequence[TemporalExpression]) -> set[int]:
    found: set[int] = set()
    for timex in timexes:
        if timex.end > timex.start:
            found.update(range(parse.token_at(timex.start), parse.token_at(timex.end - 1) + 1))
    return found


def _give_figures(
    scene: Scene,
    anchors: SentenceAnchors,
    found: list[Mention],
    figures: list[tuple[int, Figure]],
) -> None:
    """Each figure goes to the event whose words govern it, else it waits for its event."""
    parse, sentence = scene.parse, anchors.sentence
    by_token = {token: m for m in found if m.dropped is None for token in m.tokens}
    harmful = [m for m in by_token.values() if m.kind in HARMFUL]
    speaker = according_to(parse, sentence.first, sentence.last)
    source = speaker[1].name if speaker else None
    told = next((d.timex for d in anchors.dates if d.anchor.owner in anchors.sayings), None)
    as_of = told.earliest[:10] if told is not None and told.earliest else None
    for token, read in figures:
        figure = replace(read, source=source, as_of=as_of)
        for candidate in _within_clause(parse, token):
            if candidate in by_token and not (
                by_token[candidate].found_by == "its own date or place" and harmful
            ):
                by_token[candidate].figures.append(figure)
                break
        else:
            others = harmful or [m for m in by_token.values() if m.kind != "consult"]
            if others:
                others[0].figures.append(figure)
            else:
                scene.loose_figures.append((sentence.index, figure))


def _within_clause(parse: Parse, token: int) -> Iterator[int]:
    """The token and what governs it, up to an "after …" clause: its harm is of another event."""
    yield token
    child = token
    for head in parse.ancestors(token):
        marks = {parse.lower[m] for m in parse.all_children(child, "mark")}
        if parse.deps[child] == "advcl" and marks & {"after", "before", "since"}:
            return
        yield head
        child = head


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

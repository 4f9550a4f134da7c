"""The events of a document, most important first, and what became of every sentence."""

from __future__ import annotations

from collections.abc import Sequence

from maps.features import Event
from timeline.events.finish import finish
from timeline.events.mention import Mention
from timeline.events.merging import Group
from timeline.events.parse import Sentence
from timeline.events.scene import Extraction, Outcome, OutcomeKind, Scene


def conclude(scene: Scene, groups: Sequence[Group]) -> Extraction:
    """Make events of the groups, and tell of every sentence what came of it."""
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

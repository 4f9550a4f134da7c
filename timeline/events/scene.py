"""A document on its way through the event rules, and what the way yields."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from maps.features import Event
from maps.place import Toponym
from timeline.events.anchors import PlaceAnchor
from timeline.events.base_changes import BaseChange
from timeline.events.dateline_of import Dateline
from timeline.events.lexicon import Lexicon, TriggerRow
from timeline.events.mention import Figure, Mention
from timeline.events.parse import Parse, Sentence
from timeline.events.people import People
from timeline.model import Document, TemporalExpression

Spanned = TypeVar("Spanned", TemporalExpression, Toponym)
OutcomeKind = Literal["event", "merged", "dropped"]


@dataclass(frozen=True, slots=True)
class EventOptions:
    """What a config may change.

    Attributes:
        triggers: rows of the user's own, asked before the shipped ones; see
            `timeline.events.own_triggers`.
        beyond_lexicon: whether a happening outside the lexicon with a date or place of its own
            becomes an event of kind `other`.
    """

    triggers: tuple[TriggerRow, ...] = ()
    beyond_lexicon: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a sentence's mention of an event, for --explain; offsets of the sentence."""

    start: int
    end: int
    outcome: OutcomeKind
    trigger: str
    detail: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """The events of one document, most important first, and every sentence's outcome."""

    events: tuple[Event, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


@dataclass(slots=True)
class Scene:
    """A document on its way through the rules."""

    document: Document
    parse: Parse
    lexicon: Lexicon
    options: EventOptions
    timexes: list[TemporalExpression]
    toponyms: list[Toponym]
    dateline: Dateline | None
    people: People
    headline: Sequence[Toponym] = ()
    base_starts: tuple[int, ...] = ()
    base_changes: tuple[BaseChange, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    place_anchors: dict[int, list[PlaceAnchor]] = field(default_factory=dict)
    loose_figures: list[tuple[int, Figure]] = field(default_factory=list)

    @property
    def lead(self) -> int:
        """The sentence that the running text opens with, behind its dateline."""
        behind = self.dateline.end if self.dateline is not None else 0
        for sentence in self.parse.sentences:
            if sentence.kind == "body" and sentence.end > behind + 1:
                return sentence.index
        return 0

    @property
    def today(self) -> str | None:
        return self.document.dct.day if self.document.dct else None


def within(items: Sequence[Spanned], sentence: Sentence) -> Sequence[Spanned]:
    """What begins in a sentence, of items sorted by where they begin."""
    first = bisect_left(items, sentence.start, key=lambda item: item.start)
    last = bisect_left(items, sentence.end, lo=first, key=lambda item: item.start)
    return items[first:last]

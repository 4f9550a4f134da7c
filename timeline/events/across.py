"""One event once across documents.

Events are compared only with those of the same day, by the words they are told in: a word counts
the more, the fewer events hold it, so that "Libya" joins nothing in a story about Libya.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from math import log, sqrt

from maps.features import Attribution, Casualty, Event, EventPlace, Kind, sorted_events
from timeline.events.days import key, length, shift

_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    {"about", "after", "also", "been", "before", "from", "have", "into", "more", "other", "over",
     "said", "says", "some", "than", "that", "their", "there", "they", "this", "were", "when",
     "which", "with", "would"}
)  # fmt: skip
#: Longest span, in days, whose every day is a block of its own; longer spans go by month.
_MAX_DAYS = 10
#: So many of the latest events of a day are compared with a new one, by so many of their tellings.
_MOST, _TELLINGS = 150, 4
#: How alike (`_Words.likeness`) two tellings of one event are at least, of the same kind and of
#: different ones. Set by reading pairs of a corpus of 358 articles in the order of their likeness.
_ALIKE, _ALIKE_OF_OTHER_KIND = 0.42, 0.5
#: Kinds that tellings of one event may be taken for, besides its own and `other`.
_FAMILIES: tuple[frozenset[Kind], ...] = (
    frozenset({"assault", "accident", "disaster", "protest", "coerce", "mobilize", "retreat"}),
    frozenset({"agree", "consult", "politics", "election", "sanction", "legal", "reject"}),
)
#: Rules by which a date is guessed rather than read.
_GUESSED = frozenset({"document date", "dateline", "carried over"})


def merge(documents: Iterable[Sequence[Event]]) -> tuple[Event, ...]:
    """The events of several documents as one list in file order, the same event once.

    Each inner sequence holds one document's events. Two events are one when status, day and place
    agree and they are told in the same telling words; `sources` counts the documents.
    """
    told = [tuple(events) for events in documents]
    words = _Words(event for events in told for event in events)
    clusters: list[list[Event]] = []
    blocks: dict[str, list[int]] = defaultdict(list)
    for events in told:
        fresh: list[int] = []
        for event in events:
            target = _find(event, clusters, blocks, words, exclude=set(fresh))
            if target is None:
                target = len(clusters)
                clusters.append([])
                fresh.append(target)
            clusters[target].append(event)
            for block in _blocks(event):
                if not blocks[block] or blocks[block][-1] != target:
                    blocks[block].append(target)
    return sorted_events(_join(cluster) for cluster in clusters)


@dataclass(frozen=True, slots=True)
class _Telling:
    """The words of an event's title and of its first sentence, and the norm of each as a vector."""

    title: AbstractSet[str]
    quote: AbstractSet[str]
    title_norm: float
    quote_norm: float


class _Words:
    """How much the words of all events tell, and how alike two events are told."""

    def __init__(self, events: Iterable[Event]) -> None:
        told = {event.id: (_words(event.title), _words(_quote(event))) for event in events}
        counts = Counter(word for title, quote in told.values() for word in title | quote)
        self._weights = {word: log(1 + len(told) / count) for word, count in counts.items()}
        self._tellings = {
            id_: _Telling(title, quote, self._norm(title), self._norm(quote))
            for id_, (title, quote) in told.items()
        }

    def _norm(self, words: AbstractSet[str]) -> float:
        return sqrt(sum(self._weights[word] ** 2 for word in words))

    def likeness(self, first: Event, second: Event) -> float:
        """0–1.5: the cosine of the sentences, and half that of the titles."""
        a, b = self._tellings[first.id], self._tellings[second.id]
        quotes = self._cosine(a.quote & b.quote, a.quote_norm * b.quote_norm)
        titles = self._cosine(a.title & b.title, a.title_norm * b.title_norm)
        return quotes + 0.5 * titles

    def _cosine(self, common: AbstractSet[str], norms: float) -> float:
        return self._norm(common) ** 2 / norms if norms else 0.0


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(text.lower()) if word not in _COMMON)


def _quote(event: Event) -> str:
    return event.evidence[0].quote if event.evidence else event.title


def _blocks(event: Event) -> list[str]:
    """Where to look for the same event: each of its days, or its months; for a guessed day, the day
    before as well, for news is told the day after.
    """
    start, end = event.start, event.end
    if start is None or end is None:
        return []
    span = length((start, end))
    if span > 400:
        return [start[:4]]
    if span > _MAX_DAYS:
        return [start[:7]]
    first = start[:10]
    if event.when_rule in _GUESSED:
        first = shift(first, -1) or first
    days, day = [first], first
    while key(day) < key(end) and (following := shift(day, 1)) is not None:
        day = following
        days.append(day)
    return days


def _find(
    event: Event,
    clusters: Sequence[Sequence[Event]],
    blocks: Mapping[str, Sequence[int]],
    words: _Words,
    exclude: AbstractSet[int],
) -> int | None:
    best, best_score = None, 0.0
    near = {c for block in _blocks(event) for c in blocks.get(block, ())[-_MOST:]}
    for candidate in sorted(near - exclude):
        score = max(_likeness(event, told, words) for told in clusters[candidate][:_TELLINGS])
        if score > best_score:
            best, best_score = candidate, score
    return best


def _likeness(first: Event, second: Event, words: _Words) -> float:
    """How alike two events of one day are; 0 when they are not one."""
    if first.is_drawn != second.is_drawn or not _near(first, second):
        return 0.0
    same_kind = first.kind == second.kind
    if not same_kind and not _may_be_taken_for(first.kind, second.kind):
        return 0.0
    alike = words.likeness(first, second)
    alike += 0.1 * bool(set(first.actors) & set(second.actors))
    return alike if alike >= (_ALIKE if same_kind else _ALIKE_OF_OTHER_KIND) else 0.0


def _may_be_taken_for(first: Kind, second: Kind) -> bool:
    return "other" in (first, second) or any({first, second} <= f for f in _FAMILIES)


def _near(first: Event, second: Event) -> bool:
    """A place in common, one inside a country of the other, or none told by one of them."""
    if not first.places or not second.places:
        return True
    if {p.gazetteer_id for p in first.places} & {p.gazetteer_id for p in second.places}:
        return True
    return any(
        a.country == b.country and a.country is not None and "country" in (a.level, b.level)
        for a in first.places
        for b in second.places
    )


def _join(cluster: Sequence[Event]) -> Event:
    """One event of all its tellings: the weightiest leads, the finest date and places stay."""
    if len(cluster) == 1:
        return cluster[0]
    lead = max(cluster, key=lambda e: (e.importance, e.confidence, e.id))
    dated = min(
        cluster,
        key=lambda e: (e.start is None, e.when_rule in _GUESSED, length((e.start, e.end)), e.id),
    )
    placed = max(cluster, key=lambda e: (bool(e.places), e.confidence, e.id))
    rest = [event for event in cluster if event is not lead]
    ordered = [lead, *rest]
    documents = {item.document for event in cluster for item in event.evidence}
    return replace(
        lead,
        edtf=dated.edtf,
        start=dated.start,
        end=dated.end,
        when_text=dated.when_text,
        when_reason=dated.when_reason,
        when_rule=dated.when_rule,
        lasts=dated.lasts,
        places=_places(lead.places or placed.places),
        actors=tuple(dict.fromkeys(a for e in ordered for a in e.actors)),
        attribution=_attributions(ordered),
        casualties=_casualties(ordered),
        evidence=tuple(dict.fromkeys(item for e in ordered for item in e.evidence)),
        importance=round(min(1.0, lead.importance + 0.03 * (len(documents) - 1)), 3),
        confidence=round(min(0.99, lead.confidence + 0.05 * (len(documents) - 1)), 2),
        sources=max(1, len(documents)),
    )


def _places(places: tuple[EventPlace, ...]) -> tuple[EventPlace, ...]:
    return tuple({place.gazetteer_id: place for place in reversed(places)}.values())[::-1]


def _attributions(events: Sequence[Event]) -> tuple[Attribution, ...]:
    return tuple(dict.fromkeys(item for event in events for item in event.attribution))


def _casualties(events: Sequence[Event]) -> tuple[Casualty, ...]:
    """Figures side by side, each once."""
    found: dict[tuple[str, int, str, str | None], Casualty] = {}
    for event in events:
        for item in event.casualties:
            found.setdefault((item.type, item.value, item.bound, item.source), item)
    return tuple(found.values())

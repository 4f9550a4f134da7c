"""One event once across documents: blocks by day and kind, so that time grows with the number of
events and not with its square.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from maps.features import Attribution, Casualty, Event, EventPlace, sorted_events
from timeline.events.days import key, length, shift

_WORD = re.compile(r"[^\W\d_]{4,}")
#: Longest span, in days, whose every day is a block of its own; longer spans go by month.
_MAX_DAYS = 10
#: So many of the latest events of a day and kind are compared with a new one.
_MOST = 100
#: Share of telling words, of the poorer of two events, that makes them one.
_ALIKE = 0.34


def merge(documents: Iterable[Sequence[Event]]) -> tuple[Event, ...]:
    """The events of several documents as one list in file order, the same event once.

    Each inner sequence holds one document's events. Two events are one when status, kind, day and
    place agree and their words or actors overlap; `sources` counts the documents.
    """
    clusters: list[list[Event]] = []
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for events in documents:
        fresh: list[int] = []
        for event in events:
            target = _find(event, clusters, blocks, exclude=set(fresh))
            if target is None:
                target = len(clusters)
                clusters.append([])
                fresh.append(target)
            clusters[target].append(event)
            for block in _blocks(event):
                if not blocks[block] or blocks[block][-1] != target:
                    blocks[block].append(target)
    return sorted_events(_join(cluster) for cluster in clusters)


def _blocks(event: Event) -> list[tuple[str, str]]:
    """Where to look for the same event: each of its days, or its months, with its kind."""
    start, end = event.start, event.end
    if start is None or end is None:
        return []
    span = length((start, end))
    if span > 400:
        days = [start[:4]]
    elif span > _MAX_DAYS:
        days = [start[:7]]
    else:
        days, day = [start[:10]], start[:10]
        while key(day) < key(end) and (following := shift(day, 1)) is not None:
            day = following
            days.append(day)
    return [(day, event.kind) for day in days]


def _find(
    event: Event,
    clusters: Sequence[Sequence[Event]],
    blocks: dict[tuple[str, str], list[int]],
    exclude: set[int],
) -> int | None:
    best, best_score = None, 0.0
    seen: set[int] = set()
    for block in _blocks(event):
        for candidate in blocks.get(block, ())[-_MOST:]:
            if candidate in seen or candidate in exclude:
                continue
            seen.add(candidate)
            score = _likeness(event, clusters[candidate][0])
            if score > best_score:
                best, best_score = candidate, score
    return best if best_score >= _ALIKE else None


def _likeness(first: Event, second: Event) -> float:
    """0–1: how alike two events of one day and place are; 0 when something speaks against."""
    if first.is_drawn != second.is_drawn or not _near(first, second):
        return 0.0
    words, others = _words(first.title), _words(second.title)
    told = len(words & others) / max(1, min(len(words), len(others)))
    if first.evidence and second.evidence and len(words & others) < 2:
        quote, other = _words(first.evidence[0].quote), _words(second.evidence[0].quote)
        told = max(0.5 * told, len(quote & other) / max(6, min(len(quote), len(other))))
    same_actor = bool(set(first.actors) & set(second.actors))
    return told + 0.1 * same_actor + 0.1 * bool(first.places and second.places)


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


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(text.lower()))


def _join(cluster: Sequence[Event]) -> Event:
    """One event of all its tellings: the weightiest leads, the finest date and places stay."""
    if len(cluster) == 1:
        return cluster[0]
    lead = max(cluster, key=lambda e: (e.importance, e.confidence, e.id))
    dated = min(cluster, key=lambda e: (e.start is None, length((e.start, e.end)), e.id))
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

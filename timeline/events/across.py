"""One event once across documents.

Two events are compared when they may be of one day, or share a toll and a place; whether they are
one, `alike` tells. The most alike are joined first, and never two events of one document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from maps.features import Attribution, Casualty, Event, EventPlace, sorted_events
from timeline.events.alike import (
    GUESS_DAYS,
    GUESSED,
    TELLING_TOLL,
    Comparison,
    Telling,
    may_be_one,
    shift_guess,
)
from timeline.events.days import key, length, shift

#: Longest span, in days, whose every day is a block of its own; longer spans go by month.
_MAX_DAYS = 10
#: So many of the latest events of a block are compared with a new one.
_MOST = 150
#: Spans of at least so many days are background: they go by year.
_YEARS = 400


def merge(documents: Iterable[Sequence[Event]]) -> tuple[Event, ...]:
    """The events of several documents as one list in file order, the same event once.

    Each inner sequence holds one document's events, which stay as many as they are. Two events are
    one when status, day and place agree and they are told alike; `sources` counts the documents.
    """
    told = [(number, event) for number, events in enumerate(documents) for event in events]
    comparison = Comparison(event for _, event in told)
    tellings, source = comparison.tellings, [number for number, _ in told]
    pairs = [
        (-alike, first, second)
        for first, second in _to_compare(tellings, source)
        if (alike := comparison.likeness(tellings[first], tellings[second]))
    ]
    clusters = {place: [place] for place in range(len(told))}
    for _, first, second in sorted(pairs):
        mine, theirs = clusters[first], clusters[second]
        if mine is theirs or not _may_join(mine, theirs, tellings, source):
            continue
        mine += theirs
        for place in theirs:
            clusters[place] = mine
    apart = {id(cluster): cluster for cluster in clusters.values()}.values()
    return sorted_events(_join([told[i][1] for i in sorted(cluster)]) for cluster in apart)


def _may_join(
    mine: Sequence[int], theirs: Sequence[int], tellings: Sequence[Telling], source: Sequence[int]
) -> bool:
    """Whether no two are of one document, and nothing speaks against any two being one."""
    return all(
        source[a] != source[b] and may_be_one(tellings[a], tellings[b], GUESS_DAYS)
        for a in mine
        for b in theirs
    )


def _to_compare(tellings: Sequence[Telling], source: Sequence[int]) -> list[tuple[int, int]]:
    """Places in `tellings` of two events of different documents that may be one."""
    blocks: dict[str, list[int]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for place, telling in enumerate(tellings):
        for block in _blocks(telling):
            near = blocks[block][-_MOST:]
            found.update((other, place) for other in near if source[other] != source[place])
            blocks[block].append(place)
    return sorted(found)


def _blocks(telling: Telling) -> list[str]:
    """Where to look for the same event: its days, its months and its tolls."""
    event = telling.event
    return [*_days(event), *_months(event, telling.sorts), *_tolls(event)]


def _days(event: Event) -> list[str]:
    """Each of its days; for a guessed day the day before as well: news is told the day after."""
    if event.start is None or event.end is None or _span(event) > _MAX_DAYS:
        return []
    first = (shift_guess(event) or event.start)[:10]
    days, day = [first], first
    while key(day) < key(event.end) and (following := shift(day, 1)) is not None:
        day = following
        days.append(day)
    return days


def _months(event: Event, sorts: AbstractSet[str]) -> list[str]:
    """Its month by the sorts of happening it tells, for what is later told as of "last May"."""
    if event.start is None or event.end is None:
        return []
    month = event.start[:7]
    if _span(event) > _YEARS:
        return [event.start[:4]]
    by_sort = [f"{month} {sort}" for sort in sorted(sorts)]
    return [month, *by_sort] if _span(event) > _MAX_DAYS else by_sort


def _tolls(event: Event) -> list[str]:
    """Its tolls by country, for what is later told without a day or at another name of the site."""
    countries = sorted({place.country or "" for place in event.places})
    return [
        f"{figure.type} {figure.value} {country}"
        for figure in event.casualties
        if figure.value >= TELLING_TOLL
        for country in countries
    ]


def _span(event: Event) -> float:
    return length((event.start, event.end))


def _join(cluster: Sequence[Event]) -> Event:
    """One event of all its tellings: the weightiest leads, the finest date and places stay."""
    if len(cluster) == 1:
        return cluster[0]
    lead = max(cluster, key=lambda e: (e.importance, e.confidence, e.id))
    dated = min(
        cluster,
        key=lambda e: (e.start is None, e.when_rule in GUESSED, length((e.start, e.end)), e.id),
    )
    placed = max(cluster, key=lambda e: (bool(e.places), e.confidence, e.id))
    rest = [event for event in cluster if event is not lead]
    ordered = [lead, *rest]
    documents = {item.document for event in cluster for item in event.evidence}
    return replace(
        lead.with_time_of(dated),
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

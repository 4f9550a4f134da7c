"""The same event told twice: by an article and by given data, or as a person says it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from maps.features import Event, EventPlace
from maps.sphere import distance_km

_WORD = re.compile(r"[^\W\d_]{4,}")
#: Share of the fewer telling words that two events of one day and place have in common.
_ALIKE = 0.34
#: Kilometres between two points of one place.
_NEAR_KM = 25.0


class Joined(NamedTuple):
    """Events in no particular order, and a line for each that was told twice."""

    events: tuple[Event, ...]
    notes: tuple[str, ...]


def joined(lead: Event, other: Event) -> Event:
    """`lead` with what only `other` tells; the date and place of `lead` stay where it has them."""
    dated = lead if lead.edtf or lead.start or lead.end else other
    documents = {item.document for event in (lead, other) for item in event.evidence}
    return replace(
        lead.with_time_of(dated),
        places=lead.places or other.places,
        actors=tuple(dict.fromkeys((*lead.actors, *other.actors))),
        attribution=tuple(dict.fromkeys((*lead.attribution, *other.attribution))),
        casualties=tuple(dict.fromkeys((*lead.casualties, *other.casualties))),
        evidence=tuple(dict.fromkeys((*lead.evidence, *other.evidence))),
        importance=max(lead.importance, other.importance),
        confidence=max(lead.confidence, other.confidence),
        sources=max(1, len(documents), lead.sources, other.sources),
        notes=tuple(dict.fromkeys((*lead.notes, *other.notes))),
    )


def join_given(told: Sequence[Event], given: Iterable[Event], file: str) -> Joined:
    """The events that articles tell with those of a file; one told by both stands once.

    They are the same with the same id, or when their days are equal, their kinds agree (or one is
    `other`), their places are near or unknown, and their words are alike: one word where kind and
    place agree too, else two and a third of the fewer.
    """
    events = {event.id: event for event in told}
    by_day: dict[tuple[str, str], list[str]] = defaultdict(list)
    for event in told:
        by_day[_days(event)].append(event.id)
    notes = []
    for event in given:
        candidates = by_day.get(_days(event), []) if event.start or event.end else []
        match = event.id if event.id in events else _best(event, candidates, events)
        if match is None:
            events[event.id] = event
            continue
        notes.append(f'{file}: "{event.title}" is told by the articles as "{events[match].title}"')
        events[match] = joined(events[match], event)
    return Joined(tuple(events.values()), tuple(notes))


def _best(event: Event, candidates: Iterable[str], events: dict[str, Event]) -> str | None:
    best, score = None, _ALIKE
    for name in candidates:
        likeness = _likeness(event, events[name])
        if likeness >= score:
            best, score = name, likeness
    return best


def _likeness(event: Event, other: Event) -> float:
    kinds = {event.kind, other.kind}
    if len(kinds) > 1 and "other" not in kinds:
        return 0.0
    if event.places and other.places and not _near(event.places, other.places):
        return 0.0
    words, others = _words(event), _words(other)
    common = words & others
    # What is of one kind, day and place needs no more than one word in common.
    agree = event.kind == other.kind != "other" and bool(event.places and other.places)
    enough = len(common) >= (1 if agree else 2)
    return len(common) / min(len(words), len(others)) if enough else 0.0


def _days(event: Event) -> tuple[str, str]:
    return (event.start or "")[:10], (event.end or "")[:10]


def _words(event: Event) -> frozenset[str]:
    """The telling words of title and sentence, but no names of its places."""
    places = {word for place in event.places for word in _stems(place.name)}
    quotes = (item.quote for item in event.evidence[:1])
    return _stems(" ".join([event.title, *quotes])) - places


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(text.lower()))


def _near(places: Iterable[EventPlace], others: Sequence[EventPlace]) -> bool:
    return any(
        place.gazetteer_id == other.gazetteer_id != "coordinates"
        or distance_km(place.lon, place.lat, other.lon, other.lat)
        <= max(_NEAR_KM, place.precision_km, other.precision_km)
        for place in places
        for other in others
    )

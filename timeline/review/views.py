"""What the page shows of an event, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from maps.features import Event
from maps.when import label
from timeline.review.story import Choices, all_choices, date_value, place_value
from timeline.written import casualty_words

Shown = dict[str, Any]


def shown_event(
    event: Event,
    now: Event | None,
    entry: Mapping[str, Any] | None,
    choices: Choices,
    parts: Sequence[Event] = (),
) -> Shown:
    """An event as it was read and as it stands `now` (None: it is gone), by what its entry says.

    `parts` are the events that it was split into.
    """
    return {
        "id": event.id,
        "state": _state(now, entry),
        "read": fields_of(event),
        "now": fields_of(now or event),
        "note": (entry or {}).get("note", ""),
        "parts": [fields_of(part) for part in parts],
        "more": sorted({"merge", "split"} & set(entry or {})),
        "confidence": event.confidence,
        "when_reason": event.when_reason or "",
        "where_reason": "; ".join(place.reason for place in event.places if place.reason),
        "evidence": [asdict(item) for item in event.evidence],
        "dates": all_choices(choices.dates),
        "places": all_choices(choices.places),
        "turned_down": [*event.candidates.dates, *event.candidates.places],
    }


def shown_addition(event: Event, entry: Mapping[str, Any]) -> Shown:
    """An event of the person's own, with its source as written."""
    source = entry.get("source")
    return {
        **shown_event(event, event, entry, Choices()),
        "state": "added",
        "source": source if isinstance(source, dict) else {"title": source or ""},
    }


def _state(now: Event | None, decision: Mapping[str, Any] | None) -> str:
    """What became of an event: open, confirmed, corrected, dropped, merged or split."""
    if now is not None:
        return now.edited or "open"
    if decision is not None and "split" in decision:
        return "split"
    return "dropped" if decision is not None and "drop" in decision else "merged"


def fields_of(event: Event) -> dict[str, Any]:
    """What stands in the fields of an event, and its date and place in words."""
    return {
        "title": event.title,
        "kind": event.kind,
        "status": event.status,
        "date": date_value(event),
        "when": label(event),
        "place": "; ".join(place_value(place) for place in event.places),
        "where": "; ".join(
            f"{place.name}, {place.country}" if place.country else place.name
            for place in event.places
        ),
        "actors": "; ".join(event.actors),
        "casualties": "; ".join(casualty_words(item) for item in event.casualties),
    }

"""What a decision on the page becomes in the file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from maps.features import Event
from timeline.corrections import reading_of
from timeline.corrections.finding import Finder, NotFoundError
from timeline.corrections.reading import ADD_FIELDS, SET_FIELDS, SOURCE_FIELDS
from timeline.review.views import fields_of

#: Fields that may be empty, and what is written then.
_EMPTY = {"date": "unknown", "place": "unknown", "actors": "none", "casualties": "none"}
#: Fields that may hold several values, with ";" between them on the page.
_SEVERAL = frozenset({"place", "actors", "casualties"})

Fields = dict[str, Any]


def entry_for(
    event: Event,
    decision: Mapping[str, Any],
    before: Mapping[str, Any],
    events: Mapping[str, Event],
) -> Fields:
    """The entry's fields in their order; what is as it was read is left out.

    Args:
        decision: the page's fields as text, or `drop`, or `split` with the fields of each part;
            `merge` is the id of another event.
        before: what the entry said so far; its `merge` stays.

    Raises:
        LookupError: there is no such event to merge.
    """
    found: Fields = {}
    if event.evidence:
        found = {"quote": _line(event.evidence[0].quote), "about": event.title}
    note = _line(decision.get("note"))
    if decision.get("drop") is True:
        return {**found, "drop": True, **({"note": note} if note else {})}
    if isinstance(parts := decision.get("split"), list):
        split = [_part(event, part) for part in parts if isinstance(part, Mapping)]
        return {**found, "split": split, **({"note": note} if note else {})}
    changes = _changes(event, decision)
    kept = {name: before[name] for name in ("merge", "split") if name in before}
    if isinstance(other := decision.get("merge"), str):
        kept["merge"] = [*_listed(kept.get("merge")), _reference(other, event, events)]
    if not changes and not kept:
        found["confirm"] = reading_of(event)
    fields = {**found, **changes, **kept}
    return {**fields, "note": note} if note else fields


def addition_for(fields: Mapping[str, Any]) -> dict[str, Any]:
    """An added event's fields in their order, empty ones left out."""
    found: dict[str, Any] = {}
    for name in ADD_FIELDS:
        if name == "source":
            given = fields.get("source")
            given = given if isinstance(given, Mapping) else {}
            source = {key: text for key in SOURCE_FIELDS if (text := _line(given.get(key)))}
            if source:
                found["source"] = source
        elif value := _line(fields.get(name)):
            found[name] = _listed_or_one(value) if name in _SEVERAL else value
    return found


def new_id(fields: Mapping[str, Any], taken: set[str]) -> str:
    """An id for an added event, from its content; none of those taken."""
    digest = hashlib.sha256(repr(sorted(fields.items())).encode()).hexdigest()
    return next(
        name for at in range(len(digest) - 8) if (name := f"own-{digest[at : at + 8]}") not in taken
    )


def as_written(fields: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Fields as the file gives them back: every scalar as text."""
    if fields is None:
        return None
    return {
        key: "true" if value is True else as_written(value) if isinstance(value, dict) else value
        for key, value in fields.items()
    }


def _reference(event_id: str, into: Event, events: Mapping[str, Event]) -> str:
    """How to name an event so that it is found after its article changed: by its sentence."""
    other = events.get(event_id)
    if other is None or other.id == into.id:
        raise LookupError("there is no such event to merge")
    quote = _line(other.evidence[0].quote) if other.evidence else ""
    try:
        if quote and Finder(events.values()).find(quote).event == other:
            return quote
    except NotFoundError:
        pass
    return other.id


def _changes(event: Event, decision: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a decision that say otherwise than was read, in their order."""
    read = fields_of(event)
    changes: dict[str, Any] = {}
    for name in SET_FIELDS:
        value = _line(decision.get(name)) if name in decision else read[name]
        if value == read[name]:
            continue
        if not value and name in _EMPTY:
            changes[name] = _EMPTY[name]
        elif value:
            changes[name] = _listed_or_one(value) if name in _SEVERAL else value
    return changes


def _part(event: Event, part: Mapping[str, Any]) -> Fields:
    """What a part says: its title, and what differs from the whole."""
    return {"title": _line(part.get("title")), **_changes(event, part)}


def _listed_or_one(text: str) -> str | list[str]:
    listed = [part.strip() for part in text.split(";") if part.strip()]
    return listed[0] if len(listed) == 1 else listed


def _line(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]

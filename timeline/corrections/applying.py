"""Laying corrections over a collection: pure, in a fixed order, whatever their order in the file.

add ── split ── (every other entry finds its event) ── merge ── set, confirm ── drop
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from maps.features import Event, FeatureCollection, sorted_events
from maps.when import label
from timeline.corrections.adding import added
from timeline.corrections.finding import Finder, NotFoundError
from timeline.corrections.values import (
    Applied,
    Change,
    Correction,
    Corrections,
    reading_of,
)
from timeline.joining import joined
from timeline.written import When, casualty_words

_REASON = "Set by hand."


def apply(
    collection: FeatureCollection, corrections: Corrections, texts: Mapping[str, str] | None = None
) -> Applied:
    """The collection as the person wants it.

    Args:
        texts: the documents' texts by id, to find where the quote of an added event stands.
    """
    work = _Work(collection, corrections)
    work.add(texts or {})
    work.split()
    work.change()
    changed = replace(
        collection, documents=tuple(work.documents), events=sorted_events(work.events.values())
    )
    return Applied(changed, tuple(work.lost), tuple(work.notes))


class _Work:
    """The events by id as they change, and what there is to tell."""

    def __init__(self, collection: FeatureCollection, corrections: Corrections) -> None:
        self._corrections = corrections
        self.events: dict[str, Event] = {event.id: event for event in collection.events}
        self.documents = list(collection.documents)
        self._merged: set[str] = set()
        self.lost: list[str] = []
        self.notes: list[str] = []

    def add(self, texts: Mapping[str, str]) -> None:
        for item in self._corrections.additions:
            if item.key in self.events:
                self._lose(item.line, f"add.{item.key}: an event has that id already; not added")
                continue
            event, document = added(item, self.documents, texts)
            if document is not None and document not in self.documents:
                self.documents.append(document)
            self.events[event.id] = event
            self._note(item.line, f'"{event.title}" was added')

    def split(self) -> None:
        finder = Finder(self.events.values())
        for item in self._corrections.corrections:
            if not item.split or (event := self._find(item, finder)) is None:
                continue
            del self.events[event.id]
            for number, part in enumerate(item.split, 1):
                text = f'Split by hand from "{event.title}".'
                made = replace(_changed(event, part), id=part_id(event.id, number))
                notes = tuple(filter(None, [*event.notes, text, item.note]))
                self.events[made.id] = replace(made, notes=notes)
            self._note(item.line, f'"{event.title}" was split into {len(item.split)}')

    def change(self) -> None:
        """Everything else; which event each entry means is settled before any is changed."""
        finder = Finder(self.events.values())
        found: dict[str, Correction] = {}
        for item in self._corrections.corrections:
            if item.split or (event := self._find(item, finder)) is None:
                continue
            if event.id in found:
                first = found[event.id].line
                self._lose(item.line, f"means the same event as line {first}; put them into one")
                continue
            found[event.id] = item
        for event_id, item in found.items():
            self._merge(event_id, item, found, finder)
        for event_id, item in found.items():
            if event_id in self.events:
                self._set(event_id, item)

    def _merge(
        self, event_id: str, item: Correction, found: Mapping[str, Correction], finder: Finder
    ) -> None:
        for reference in item.merge:
            try:
                other, is_alike = finder.find(reference)
            except NotFoundError as error:
                self._lose(item.line, f'merge: "{reference[:60]}" {error}')
                continue
            if other.id == event_id or {other.id, event_id} - self.events.keys():
                self._lose(item.line, f"merge: {other.id} is merged already")
                continue
            if is_alike:
                self._lose(
                    item.line,
                    f'merge: {other.id} ("{other.title}") was found by a sentence much like its'
                    " quote; look whether it still holds",
                )
            if other.id in found:
                self._lose(
                    found[other.id].line, f"its event is merged into {event_id}; not applied"
                )
            self.events[event_id] = joined(self.events[event_id], self.events.pop(other.id))
            self._merged.add(event_id)
            title = self.events[event_id].title
            self._note(item.line, f'"{other.title}" was merged into "{title}"')

    def _set(self, event_id: str, item: Correction) -> None:
        event = self.events[event_id]
        if item.dropped:
            del self.events[event_id]
            self._note(item.line, f'"{event.title}" was dropped{_because(item.note)}')
            return
        if item.change or event_id in self._merged:
            what = _differences(event, item.change)
            event = replace(_changed(event, item.change), edited="corrected")
            text = "Corrected by hand" + (f": {what}." if what else ".")
        elif item.confirmed_as is not None and item.confirmed_as != reading_of(event):
            self._lose(
                item.line,
                f'"{event.title}" was confirmed as {item.confirmed_as} and is now read as'
                f" {reading_of(event)}; it is not marked, look again",
            )
            return
        elif item.confirmed:
            event = replace(event, edited="confirmed", confidence=1.0)
            text = "Confirmed by hand."
        else:
            text = None
        notes = tuple(filter(None, [*event.notes, text, item.note]))
        self.events[event_id] = replace(event, notes=notes)
        self._note(item.line, f'"{event.title}": {(text or "a note was added").rstrip(".")}')

    def _find(self, item: Correction, finder: Finder) -> Event | None:
        try:
            event, is_alike = finder.find(item.key, item.quote, item.about)
        except NotFoundError as error:
            self._lose(item.line, f"{_called(item)} {error}; the correction is not applied")
            return None
        if is_alike:
            self._lose(
                item.line,
                f'{_called(item)} was found by a sentence much like its quote ("{event.title}",'
                f" now {event.id}); look whether it still holds",
            )
        elif event.id != item.key and " " not in item.key:
            self._note(item.line, f"{item.key} was found by its quote; its id is now {event.id}")
        return event

    def _lose(self, line: int, text: str) -> None:
        self.lost.append(f"{self._corrections.where(line)}: {text}")

    def _note(self, line: int, text: str) -> None:
        self.notes.append(f"{self._corrections.where(line)}: {text}")


def _changed(event: Event, change: Change) -> Event:
    """The event with what is set; a corrected event is as certain as the person is."""
    changed = replace(event, edited="corrected", confidence=1.0)
    if change.title is not None:
        changed = replace(changed, title=change.title)
    if change.kind is not None:
        changed = replace(changed, kind=change.kind)
    if change.status is not None:
        changed = replace(changed, status=change.status)
    if change.when is not None:
        changed = with_date(changed, change.when)
    if change.places is not None:
        changed = replace(changed, places=change.places)
    if change.actors is not None:
        changed = replace(changed, actors=change.actors)
    if change.casualties is not None:
        changed = replace(changed, casualties=change.casualties)
    return changed


def part_id(event_id: str, number: int) -> str:
    """The id of a part, from 1, of an event that was split."""
    return f"{event_id}-{number}"


def with_date(event: Event, when: When) -> Event:
    """The event on another date; the words the old one was read from go with it."""
    return replace(
        event, edtf=when.edtf, start=when.start, end=when.end, when_text=None, when_reason=_REASON,
        when_rule="by hand", lasts=when.lasts,
    )  # fmt: skip


def _differences(event: Event, change: Change) -> str:
    """What was read where a person said otherwise."""
    parts = []
    if change.title is not None and change.title != event.title:
        parts.append(f'title (read as "{event.title}")')
    if change.kind is not None and change.kind != event.kind:
        parts.append(f"kind (read as {event.kind})")
    if change.status is not None and change.status != event.status:
        parts.append(f"status (read as {event.status})")
    if change.when is not None and change.when.edtf != event.edtf:
        parts.append(f"date (read as {label(event)})")
    if change.places is not None:
        names = ", ".join(place.name for place in event.places) or "none"
        parts.append(f"place (read as {names})")
    if change.actors is not None and change.actors != event.actors:
        parts.append(f"actors (read as {', '.join(event.actors) or 'none'})")
    if change.casualties is not None and change.casualties != event.casualties:
        figures = ", ".join(casualty_words(item) for item in event.casualties) or "none"
        parts.append(f"casualties (read as {figures})")
    return ", ".join(parts)


def _called(item: Correction) -> str:
    return f'"{item.key[:60]}"' if " " in item.key else item.key


def _because(note: str | None) -> str:
    return f" ({note})" if note else ""

"""Decisions and the file they stand in. Every decision is written before it is answered.

The file is read anew for each request: a person may edit it beside the page, and another tab may
have decided something. A request names the version it saw; one that saw another is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import RLock
from typing import Any, get_args

from maps.errors import MapsError
from maps.features import Event, Kind, Status
from maps.when import label
from timeline.corrections import Correction, Corrections, apply, read_corrections
from timeline.corrections.finding import Finder, NotFoundError, entries_by_event
from timeline.corrections.reading import ADD_FIELDS, SET_FIELDS, SOURCE_FIELDS
from timeline.corrections.writing import LayoutError, entries_of, entry_of, set_entry
from timeline.errors import ConfigError, DatelineError
from timeline.files import write_all
from timeline.review.story import Choices, Story, all_choices, date_value, place_value
from timeline.written import DateOrder, Lookup, describe, read_date, read_place

_UNKNOWN = "unknown"
_PLACES_SHOWN = 6


class RefusedError(Exception):
    """A request that cannot be carried out; `status` is HTTP's. The text is for the person."""

    def __init__(self, status: int, text: str) -> None:
        self.status = status
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class _Step:
    """One decision, to be undone: what an entry said before and after."""

    section: str
    key: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Session:
    """One story under review; safe for several threads."""

    def __init__(
        self, story: Story, path: Path, gazetteer: Lookup, *, order: DateOrder | None = None
    ) -> None:
        self._story = story
        self._path = path
        self._gazetteer = gazetteer
        self._order: DateOrder | None = order
        self._steps: list[_Step] = []
        self._by_id = {event.id: event for event in story.collection.events}
        #: Held while the file is written, so that whoever stops the program can wait for it.
        self.lock = RLock()

    # what the page shows

    def state(self) -> dict[str, Any]:
        """Everything the page shows, as plain values."""
        with self.lock:
            text = self._text()
            try:
                corrections, problems = self._read(text), []
            except ConfigError as error:
                corrections, problems = Corrections(), list(error.problems)
            applied = apply(self._story.collection, corrections, self._story.texts)
            entries = entries_by_event(self._by_id.values(), corrections.corrections)
            now = {event.id: event for event in applied.collection.events}
            added = {item.key for item in corrections.additions} & now.keys() - self._by_id.keys()
            written = {
                " ".join(key.split()): entry for key, entry in _written(text, problems).items()
            }
            decided = {name: written.get(item.key) for name, item in entries.items()}
            events = [
                self._shown(event, now.get(event.id), decided.get(event.id))
                for event in self._story.collection.events
            ]
            events += [self._shown_added(now[key], text) for key in sorted(added)]
            return {
                "version": _version(text),
                "title": self._story.collection.title,
                "file": self._path.name,
                "events": events,
                "documents": {item.id: asdict(item) for item in applied.collection.documents},
                "lost": list(applied.lost),
                "problems": problems,
                "kinds": list(get_args(Kind)),
                "statuses": list(get_args(Status)),
                "can_undo": bool(self._steps),
            }

    def _shown(
        self, event: Event, now: Event | None, decision: dict[str, Any] | None
    ) -> dict[str, Any]:
        choices = self._story.choices.get(event.id, Choices())
        return {
            "id": event.id,
            "state": _state(now, decision),
            "read": _fields(event),
            "now": _fields(now or event),
            "note": (decision or {}).get("note", ""),
            "more": sorted({"merge", "split"} & set(decision or {})),
            "confidence": event.confidence,
            "when_reason": event.when_reason or "",
            "where_reason": "; ".join(place.reason for place in event.places if place.reason),
            "evidence": [asdict(item) for item in event.evidence],
            "dates": all_choices(choices.dates),
            "places": all_choices(choices.places),
            "turned_down": [*event.candidates.dates, *event.candidates.places],
        }

    def _shown_added(self, event: Event, text: str) -> dict[str, Any]:
        entry = entry_of(text, "add", event.id) or {}
        source = entry.get("source")
        shown = self._shown(event, event, entry)
        return {
            **shown,
            "state": "added",
            "source": source if isinstance(source, dict) else {"title": source or ""},
        }

    def look(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """What a date or place in the making would be read as."""
        with self.lock:
            try:
                if isinstance(date := query.get("date"), str):
                    when = read_date(date, self._order)
                    words = label(Event("", "", edtf=when.edtf, start=when.start, end=when.end))
                    return {"text": words}
                if isinstance(place := query.get("place"), str):
                    return self._look_for(place)
            except ValueError as error:
                return {"error": str(error)}
            except MapsError as error:
                raise RefusedError(500, str(error)) from error
        raise RefusedError(400, "expected a date or a place")

    def _look_for(self, name: str) -> dict[str, Any]:
        found = read_place(name, self._gazetteer, rule="", reason="").place
        others = self._gazetteer.find(name.partition(",")[0].strip())[:_PLACES_SHOWN]
        choices = [
            {
                "value": f"{item.name} ({item.gazetteer_id})",
                "text": describe(item),
                "why": f"latitude {item.lat:.2f}, longitude {item.lon:.2f}",
            }
            for item in others
            if item.gazetteer_id.startswith(("geonames:", "region:"))
        ]
        text = f"{found.name}{f', {found.country}' if found.country else ''} ({found.level})"
        return {"text": text, "choices": choices if len(choices) > 1 else []}

    # what the person decides

    def decide(self, version: str, event_id: str, decision: Mapping[str, Any] | None) -> None:
        """Write the decision about an event that was read; None takes it back.

        Raises:
            RefusedError: 409 the page saw another version, 404 no such event, 422 it cannot be so,
                500 the file cannot be written.
        """
        with self.lock:
            text = self._expect(version)
            event = self._by_id.get(event_id)
            if event is None:
                raise RefusedError(404, "there is no such event any more; reload the page")
            entries = entries_by_event(self._by_id.values(), self._readable(text).corrections)
            entry = entries.get(event_id)
            key = _key_of(text, entry) if entry else event_id
            before = entry_of(text, "events", key)
            after = None if decision is None else self._entry(event, decision, before or {})
            keys = {name: item.key for name, item in entries.items()}
            order = [keys.get(item.id, item.id) for item in self._story.collection.events]
            self._write(text, _Step("events", key, before, after), order)

    def add(self, version: str, event_id: str | None, fields: Mapping[str, Any] | None) -> None:
        """Write an event of the person's own; `event_id` is that of one to change or take out.

        Raises RefusedError as `decide`.
        """
        with self.lock:
            text = self._expect(version)
            after = None if fields is None else _addition(fields)
            if event_id is None:
                event_id = _new_id(after or {}, {*self._by_id, *entries_of(text, "add")})
            before = entry_of(text, "add", event_id)
            if after is None and before is None:
                raise RefusedError(404, "there is no such event any more; reload the page")
            self._write(text, _Step("add", event_id, before, after), ())

    def undo(self, version: str) -> None:
        """Take back the last decision of this session. Raises RefusedError as `decide`."""
        with self.lock:
            text = self._expect(version)
            if not self._steps:
                raise RefusedError(409, "there is nothing to undo")
            step = self._steps[-1]
            if entry_of(text, step.section, step.key) != _plain(step.after):
                raise RefusedError(
                    409, "the last decision was changed in the file since; it stays as it is now"
                )
            order = [event.id for event in self._story.collection.events]
            self._write(
                text, _Step(step.section, step.key, step.after, step.before), order, keep=False
            )
            del self._steps[-1]

    def _entry(
        self, event: Event, decision: Mapping[str, Any], before: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The entry's fields in their order; what is as it was read is left out."""
        found: dict[str, Any] = {}
        if event.evidence:
            found = {"quote": " ".join(event.evidence[0].quote.split()), "about": event.title}
        note = _line(decision.get("note"))
        if decision.get("drop") is True:
            return {**found, "drop": True, **({"note": note} if note else {})}
        changes = _changes(event, decision)
        kept = {name: before[name] for name in ("merge", "split") if name in before}
        if isinstance(other := decision.get("merge"), str):
            kept["merge"] = [*_listed(kept.get("merge")), self._reference(other, event)]
        if not changes and not kept:
            found["confirm"] = True
        fields = {**found, **changes, **kept}
        return {**fields, "note": note} if note else fields

    def _reference(self, event_id: str, into: Event) -> str:
        """How to name an event so that it is found after its article changed: by its sentence."""
        other = self._by_id.get(event_id)
        if other is None or other.id == into.id:
            raise RefusedError(404, "there is no such event to merge")
        quote = " ".join(other.evidence[0].quote.split()) if other.evidence else ""
        try:
            if quote and Finder(self._by_id.values()).find(quote).event == other:
                return quote
        except NotFoundError:
            pass
        return other.id

    # the file

    def _text(self) -> str:
        try:
            return self._path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            raise RefusedError(500, f"{self._path.name}: not UTF-8 (byte {error.start})") from error
        except OSError as error:
            why = (error.strerror or type(error).__name__).lower()
            raise RefusedError(500, f"{self._path.name}: cannot be read ({why})") from error

    def _expect(self, version: str) -> str:
        text = self._text()
        if version != _version(text):
            raise RefusedError(
                409, f"{self._path.name} was changed elsewhere; here it is as it stands now"
            )
        return text

    def _read(self, text: str) -> Corrections:
        return read_corrections(
            text, self._gazetteer, name=self._path.name, path=self._path, order=self._order
        )

    def _readable(self, text: str) -> Corrections:
        try:
            return self._read(text)
        except ConfigError as error:
            raise RefusedError(422, f"mend the file first: {error.problems[0]}") from error

    def _write(self, text: str, step: _Step, order: Any, *, keep: bool = True) -> None:
        try:
            changed = set_entry(text, step.section, step.key, step.after, order)
            self._read(changed)
            write_all(self._path.parent, {self._path.name: changed})
        except LayoutError as error:
            raise RefusedError(
                422, f"{self._path.name} cannot be changed by this page: {error}; edit it by hand"
            ) from error
        except ConfigError as error:
            lines = [line.partition(": ")[2] for line in error.problems]
            raise RefusedError(422, "\n".join(lines)) from error
        except DatelineError as error:
            raise RefusedError(500, str(error)) from error
        if keep and step.before != _plain(step.after):
            self._steps.append(step)


def _version(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _written(text: str, problems: list[str]) -> dict[str, Any]:
    """The entries as they stand, none while the file cannot be read."""
    return {} if problems else entries_of(text, "events")


def _key_of(text: str, correction: Correction) -> str:
    """The key of an entry as the file has it, with its blanks."""
    plain = correction.key
    return next(
        (key for key in entries_of(text, "events") if " ".join(key.split()) == plain), plain
    )


def _state(now: Event | None, decision: Mapping[str, Any] | None) -> str:
    """What became of an event: open, confirmed, corrected, dropped, merged or split."""
    if now is not None:
        return now.edited or "open"
    if decision is not None and "split" in decision:
        return "split"
    return "dropped" if decision is not None and "drop" in decision else "merged"


def _fields(event: Event) -> dict[str, Any]:
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
    }


def _changes(event: Event, decision: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a decision that say otherwise than was read, in their order."""
    read = _fields(event)
    changes: dict[str, Any] = {}
    for name in SET_FIELDS:
        value = _line(decision.get(name)) if name in decision else read[name]
        if value == read[name]:
            continue
        if not value and name in ("date", "place"):
            changes[name] = _UNKNOWN
        elif value:
            changes[name] = _places(value) if name == "place" else value
    return changes


def _places(text: str) -> str | list[str]:
    listed = [part.strip() for part in text.split(";") if part.strip()]
    return listed[0] if len(listed) == 1 else listed


def _addition(fields: Mapping[str, Any]) -> dict[str, Any]:
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
            found[name] = _places(value) if name == "place" else value
    return found


def _new_id(fields: Mapping[str, Any], taken: set[str]) -> str:
    digest = hashlib.sha256(repr(sorted(fields.items())).encode()).hexdigest()
    return next(
        name for at in range(len(digest) - 8) if (name := f"own-{digest[at : at + 8]}") not in taken
    )


def _line(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _plain(fields: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Fields as the file gives them back."""
    if fields is None:
        return None
    return {
        key: "true" if value is True else _plain(value) if isinstance(value, dict) else value
        for key, value in fields.items()
    }

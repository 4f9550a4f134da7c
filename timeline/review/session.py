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
from timeline.corrections import Correction, Corrections, apply, part_id, read_corrections
from timeline.corrections.finding import entries_by_event
from timeline.corrections.writing import LayoutError, entries_of, entry_of, set_entry
from timeline.errors import ConfigError, DatelineError
from timeline.files import write_all
from timeline.review.entries import addition_for, as_written, entry_for, new_id
from timeline.review.story import Choices, Story
from timeline.review.views import shown_addition, shown_event
from timeline.written import DateOrder, Lookup, describe, read_date, read_place

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
                shown_event(
                    event,
                    now.get(event.id),
                    decided.get(event.id),
                    self._story.choices.get(event.id, Choices()),
                    _parts(event.id, decided.get(event.id), now),
                )
                for event in self._story.collection.events
            ]
            own = entries_of(text, "add") if added else {}
            events += [shown_addition(now[key], own[key]) for key in sorted(added)]
            return {
                "version": _version(text),
                "title": self._story.collection.title,
                "file": self._path.name,
                "events": events,
                "documents": {item.id: asdict(item) for item in applied.collection.documents},
                "articles": [item.id for item in self._story.collection.documents],
                "lost": list(applied.lost),
                "problems": problems,
                "kinds": list(get_args(Kind)),
                "statuses": list(get_args(Status)),
                "can_undo": bool(self._steps),
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
            try:
                after = (
                    None
                    if decision is None
                    else entry_for(event, decision, before or {}, self._by_id)
                )
            except LookupError as error:
                raise RefusedError(404, str(error)) from error
            keys = {name: item.key for name, item in entries.items()}
            order = [keys.get(item.id, item.id) for item in self._story.collection.events]
            self._write(text, _Step("events", key, before, after), order)

    def add(self, version: str, event_id: str | None, fields: Mapping[str, Any] | None) -> None:
        """Write an event of the person's own; `event_id` is that of one to change or take out.

        Raises RefusedError as `decide`.
        """
        with self.lock:
            text = self._expect(version)
            after = None if fields is None else addition_for(fields)
            if event_id is None:
                event_id = new_id(after or {}, {*self._by_id, *entries_of(text, "add")})
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
            if entry_of(text, step.section, step.key) != as_written(step.after):
                raise RefusedError(
                    409, "the last decision was changed in the file since; it stays as it is now"
                )
            order = [event.id for event in self._story.collection.events]
            self._write(
                text, _Step(step.section, step.key, step.after, step.before), order, keep=False
            )
            del self._steps[-1]

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
        if keep and step.before != as_written(step.after):
            self._steps.append(step)


def _parts(event_id: str, entry: Mapping[str, Any] | None, now: Mapping[str, Event]) -> list[Event]:
    """The events that an event was split into, as far as they are still there."""
    names = (
        part_id(event_id, number) for number, _ in enumerate((entry or {}).get("split", ()), 1)
    )
    return [now[name] for name in names if name in now]


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

"""What `corrections.yaml` says, as values; see docs/correcting.md for the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from maps.features import Casualty, Event, EventPlace, FeatureCollection, Kind, Status
from timeline.written import When

DEFAULT_NAME = "corrections.yaml"


@dataclass(frozen=True, slots=True)
class Change:
    """What is set of an event; None = it stays as it was read.

    `when` is `UNKNOWN_DATE`, and places, actors and casualties are empty, where a person says that
    it has none.
    """

    title: str | None = None
    kind: Kind | None = None
    status: Status | None = None
    when: When | None = None
    places: tuple[EventPlace, ...] | None = None
    actors: tuple[str, ...] | None = None
    casualties: tuple[Casualty, ...] | None = None

    def __bool__(self) -> bool:
        return self != Change()


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry under `events`.

    Attributes:
        key: the id of the event, or words of its quote, as written.
        line: where in the file it stands, from 1.
        quote, about: the event's sentence and title, to find it by when its id has changed.
        confirmed: the person looked and it is right; `confirmed_as` says what they saw
            (`reading_of`), None = whatever is read.
        dropped: it is no event.
        merge: ids or quotes of events that are the same one.
        split: the events that it really is; each takes what it does not say from the whole.
        note: the person's own words, shown with the event.
    """

    key: str
    line: int
    quote: str | None = None
    about: str | None = None
    change: Change = Change()
    confirmed: bool = False
    confirmed_as: str | None = None
    dropped: bool = False
    merge: tuple[str, ...] = ()
    split: tuple[Change, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where an event added by hand is from: one of the story's articles, or something else.

    `document` is the id or name of an article of the story; `quote` the sentence that tells it.
    """

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    document: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """One entry under `add`; `key` becomes the event's id."""

    key: str
    line: int
    change: Change
    source: Source
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """The whole file. `file` is what to call it in messages; `notes` tell how names were taken."""

    file: str = DEFAULT_NAME
    path: Path | None = None
    corrections: tuple[Correction, ...] = ()
    additions: tuple[Addition, ...] = ()
    notes: tuple[str, ...] = ()

    def where(self, line: int) -> str:
        return f"{self.file}:{line}"


def reading_of(event: Event) -> str:
    """What a person confirms, on one line: date and places as they were read."""
    date = event.edtf or event.start or event.end or "no date"
    places = " and ".join(place.name for place in event.places) or "no place"
    return " ".join(f"{date} in {places}".split())


class Applied(NamedTuple):
    """The corrected collection; what found no event; what was done. A line each."""

    collection: FeatureCollection
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

"""Reading a file of events as the tests of imports do."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

from maps.features import (
    Event,
)
from tests.timeline.test_written import Names
from timeline.formats.base import Imported
from timeline.formats.importing import read_events


def read(folder: Path, name: str, content: str | bytes, **options: Any) -> Imported:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode())
    return read_events(path, name=name, gazetteer=Names(), **options)


def only(imported: Imported) -> Event:
    (event,) = imported.collection.events
    return event


def spots(event: Event) -> list[tuple[str, float, float]]:
    return [(place.name, place.lon, place.lat) for place in event.places]

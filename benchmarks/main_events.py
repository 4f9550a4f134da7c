"""Whether the first event of a news article is its main one: the right day, the right place.

The notes are in `tests/data/main_events.yaml`; the articles lie beside a developer's checkout.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks._event_reports import bounds
from benchmarks.events import Way
from maps.features import Event
from maps.gazetteer import open_gazetteer
from timeline.model import Document, DocumentDate
from timeline.reading.article import tidy

_ROOT = Path(__file__).resolve().parent.parent
_NOTES = _ROOT / "tests" / "data" / "main_events.yaml"
_CORPORA = _ROOT.parent / "shared" / "corpora"


@dataclass(frozen=True, slots=True)
class MainEvent:
    """What a reader notes of an article's main event.

    `when` and `where` are alternatives, empty when not asked; `dct` is the ISO day of publication,
    None when it is not known; `ahead` when the event had not happened yet.
    """

    doc: str
    half: str
    dct: str | None
    when: tuple[str, ...]
    where: tuple[str, ...]
    ahead: bool


def main(show: str | None = None) -> None:
    """Print how often day and place are right in each half; misses of the half `show` as well."""
    if not _CORPORA.is_dir():
        print("../shared is absent: no articles to look for main events in")
        return
    notes = read_notes()
    articles = _articles({note.doc for note in notes})
    with open_gazetteer() as gazetteer:
        way = Way(gazetteer)
        for half in ("dev", "held_out"):
            when, where = [], []
            for note in (note for note in notes if note.half == half):
                top = _first(way.events(_document(note, articles[note.doc])), ahead=note.ahead)
                when += [right_when(top, note)] if note.when else []
                where += [right_where(top, note)] if note.where else []
                if half == show:
                    _print_misses(top, note)
            print(f"{half}: when {sum(when)}/{len(when)}, where {sum(where)}/{len(where)}")


def read_notes() -> tuple[MainEvent, ...]:
    """Every note, in the order of the file."""
    rows = yaml.load(_NOTES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return tuple(
        MainEvent(
            doc=row["doc"],
            half=row["half"],
            dct=row.get("dct"),
            when=tuple(row.get("when", ())),
            where=tuple(row.get("where", ())),
            ahead=row.get("ahead") == "true",
        )
        for row in rows
    )


def right_when(event: Event | None, note: MainEvent) -> bool:
    """Whether the event lies within one of the noted days or spans."""
    if event is None or event.start is None or event.end is None:
        return False
    spans = [bounds(value) for value in note.when]
    return any((a or "") <= event.start[:10] and event.end[:10] <= (b or "9") for a, b in spans)


def right_where(event: Event | None, note: MainEvent) -> bool:
    """Whether one of the event's places is one of those noted, by its name there or in the text."""
    if event is None:
        return False
    told = {name for place in event.places for name in (place.text, place.name)}
    return bool(told & set(note.where))


def _first(events: tuple[Event, ...], *, ahead: bool) -> Event | None:
    """The event of most weight; unless it lies `ahead`, the first that is drawn if there is one."""
    drawn = events if ahead else tuple(event for event in events if event.is_drawn)
    return next(iter(drawn or events), None)


def _print_misses(event: Event | None, note: MainEvent) -> None:
    told = event.title if event else None
    if note.when and not right_when(event, note):
        day = f"{event.start}/{event.end} ({event.when_rule})" if event else None
        print(f"  {note.doc}: {told!r} is on {day}, not {note.when}")
    if note.where and not right_where(event, note):
        places = [place.text for place in event.places] if event else None
        print(f"  {note.doc}: {told!r} is at {places}, not {note.where}")


def _document(note: MainEvent, article: Mapping[str, Any]) -> Document:
    dct = DocumentDate(note.dct, "metadata", "its metadata", 1.0) if note.dct else None
    return Document(tidy(article["text"]), name=note.doc, title=article.get("title"), dct=dct)


def _articles(wanted: set[str]) -> dict[str, Mapping[str, Any]]:
    found = {name: row for read in _READERS for name, row in read() if name in wanted}
    missing = wanted - set(found)
    if missing:
        raise ValueError(f"{_NOTES.name} names articles that no corpus has: {sorted(missing)}")
    return found


def _trnews() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for row in _lines(_CORPORA / "places" / "trnews.jsonl.gz"):
        yield row["doc"], row


def _meantime() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Wikinews: the headline is the first line."""
    for path in sorted((_CORPORA / "dates" / "meantime").glob("*.txt")):
        title, _, text = path.read_text(encoding="utf-8").partition("\n")
        yield f"meantime-{path.stem}", {"title": title, "text": text}


def _crises() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path in sorted((_CORPORA / "timelines").glob("*.jsonl.gz")):
        for row in _lines(path):
            yield row["id"], {"text": row["text"]}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


_READERS: tuple[Callable[[], Iterator[tuple[str, Mapping[str, Any]]]], ...] = (
    _trnews,
    _meantime,
    _crises,
)

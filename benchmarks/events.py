"""Accuracy and speed of the events.

1. The short reports of `tests/data/reports`. Each half of the first writing twice: with the dates
   and names a perfect tagger would give, and as the whole way through the house reads them; the
   second and third writing in the latter way alone.
2. Where `../shared` is there: 700 articles about one war made into one timeline, against two that
   journalists wrote, by `../shared/bench/timelines/score_timelines.py`.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import math
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks._event_reports import Tally, load_reports, score
from maps.features import Event
from maps.gazetteer import Gazetteer, open_gazetteer
from maps.place import Toponym
from maps.toponyms import Context, find_toponyms
from timeline.events import extract, merge
from timeline.headline import headline_places
from timeline.language import load_pipeline, parse
from timeline.model import Document, DocumentDate, TemporalExpression
from timeline.timex import find_document_date, tag

_SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
_CORPUS = _SHARED / "corpora" / "timelines"
_SCORER = _SHARED / "bench" / "timelines" / "score_timelines.py"
_TOPIC = "libya"


class Way:
    """The way of a document through the stages, with the time each took."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.nlp, self.gazetteer = load_pipeline(), gazetteer
        self.seconds: dict[str, float] = defaultdict(float)

    def events(
        self,
        document: Document,
        told: tuple[Sequence[TemporalExpression], Sequence[Toponym]] | None = None,
    ) -> tuple[Event, ...]:
        """The events; `told`: the dates and names to use instead of looking for them."""
        started = time.perf_counter()
        doc = parse(self.nlp, document.text)
        started = self._note("spaCy", started)
        if told is None:
            if document.dct is None:
                dct = find_document_date(document.text, title=document.title)
                document = replace(document, dct=dct)
            timexes = tag(document.text, document.dct, title=document.title)
            started = self._note("dates", started)
            context = Context(document.text, title=document.title)
            toponyms = find_toponyms(doc, document.text, self.gazetteer, context)
            started = self._note("places", started)
            told = (timexes, toponyms)
        headline = headline_places(document, self.gazetteer)
        found = extract(document, doc, *told, headline=headline).events
        self._note("events", started)
        return found

    def _note(self, stage: str, started: float) -> float:
        now = time.perf_counter()
        self.seconds[stage] += now - started
        return now

    def times(self) -> str:
        spacy = self.seconds["spaCy"]
        return " · ".join(f"{n} {s:.2f} s ({s / spacy:.0%})" for n, s in self.seconds.items())


def main() -> None:
    """Print the figures of both halves, then those of the long timeline."""
    with open_gazetteer() as gazetteer:
        for half in ("dev", "held_out"):
            for told in (True, False):
                _score_reports(half, Way(gazetteer), told=told)
        for half in ("second_dev", "second_held_out", "third_dev", "third_held_out"):
            _score_reports(half, Way(gazetteer), told=False)
        if not _CORPUS.is_dir() or not _SCORER.is_file():
            print("../shared is absent: no corpus to score a long timeline on")
            return
        _score_timeline(Way(gazetteer))


def _score_reports(half: str, way: Way, *, told: bool) -> None:
    tally = Tally()
    for report in load_reports(half):
        given = (report.timexes, report.toponyms) if told else None
        score(report, way.events(report.document, given), tally)
    dates = "dates and names told" if told else "dates and names found"
    print(f"{half}, {dates}: {tally.summary()}\n    {way.times()}")


# -- one timeline of many articles ---------------------------------------------------------------


def _articles(topic: str) -> Iterator[Document]:
    with gzip.open(_CORPUS / f"{topic}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            dct = DocumentDate(row["published"], "metadata", "its metadata", 1.0)
            yield Document(row["text"], name=row["id"], published=row["published"], dct=dct)


def _score_timeline(way: Way) -> None:
    scorer = _load_scorer()
    golds = {
        task: references
        for task, references in scorer.load(_CORPUS / "gold.json").items()
        if task.startswith(_TOPIC)
    }
    first = min(str(day) for references in golds.values() for day in references[0])
    last = max(str(day) for references in golds.values() for day in references[0])
    articles = [a for a in _articles(_TOPIC) if first <= (a.published or "") <= last]
    documents = [way.events(article) for article in articles]
    started = time.perf_counter()
    merged = merge(documents)
    seconds = time.perf_counter() - started
    told = sum(len(events) for events in documents)
    published = {article.id: article.published or "" for article in articles}
    size = f"{len(articles)} articles, {told} events"
    print(f"{_TOPIC}: {size}, {len(merged)} merged in {seconds:.2f} s")
    print(f"    {way.times()}")
    rules = scorer.Scorer(scorer.BUILTIN_STOPWORDS)
    limits = scorer.constraints(golds)
    for task, references in golds.items():
        limit = limits[task]
        predicted = scorer.as_timeline(timeline_of(merged, limit, published))
        result = rules.score(predicted, references)
        print(f"    {task}: date F1 {result['date']['f']:.3f}, AR1 {result['AR1']['f']:.3f}")


def _load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_timelines", _SCORER)
    if spec is None or spec.loader is None:
        raise ImportError(f"{_SCORER} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def timeline_of(
    events: Iterable[Event], limit: Mapping[str, Any], published: Mapping[str, str]
) -> dict[str, list[str]]:
    """The `l` days of most weight between `start` and `end` of `limit`, each with its `k` sentences
    of most weight: how many documents tell an event, and how much it matters.

    A day weighs as many documents as still tell of it two days later or more: what was big is what
    is told again. `published` maps documents to their days.
    """
    by_day: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        one_day = (
            event.start is not None
            and event.end is not None
            and (event.start[:10] == event.end[:10])
        )
        day = (event.start or "")[:10]
        if event.is_drawn and one_day and limit["start"] <= day <= limit["end"]:
            by_day[day].append(event)
    weight = {day: _echo(day, told, published) for day, told in by_day.items()}
    chosen = sorted(by_day, key=lambda day: (*(-part for part in weight[day]), day))[: limit["l"]]
    return {
        day: [
            " ".join(event.evidence[0].quote.split())
            for event in sorted(by_day[day], key=lambda e: (-_weight(e), e.id))[: limit["k"]]
        ]
        for day in sorted(chosen)
    }


def _echo(day: str, told: Iterable[Event], published: Mapping[str, str]) -> tuple[int, int]:
    """How many documents tell of a day two days later or more, and how many do in all."""
    documents = {item.document for event in told for item in event.evidence}
    since = date.fromisoformat(day) + timedelta(days=2)
    later = sum(date.fromisoformat(published[name][:10]) >= since for name in documents)
    return later, len(documents)


def _weight(event: Event) -> float:
    """Told by many documents, and mattering in them."""
    return event.importance * math.pow(event.sources, 1.5)

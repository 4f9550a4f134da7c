"""The time of each stage beside spaCy's own pass on the same texts, in one process."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from maps.bases import find_bases
from timeline.analysis import Analysis, Tools, find_dates, find_places, open_tools, timex_options
from timeline.collect import collect
from timeline.config import Config
from timeline.draw import contents
from timeline.events import EventOptions, extract
from timeline.language import parse
from timeline.model import Document

ROOT = Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared/corpora/places/trnews.jsonl.gz"
EXAMPLES = sorted((ROOT / "examples").glob("*/*.txt"))
MOST_TEXTS = 60
_T = TypeVar("_T")


def texts() -> list[str]:
    """News articles where there are some, else the project's own examples."""
    if NEWS.exists():
        with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines][:MOST_TEXTS]
    return [path.read_text(encoding="utf-8") for path in EXAMPLES]


class Clock:
    """Seconds spent in each named stage, in the order of first use."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        spent = time.perf_counter() - started
        self.seconds[name] = self.seconds.get(name, 0.0) + spent

    def timed(self, name: str, work: Callable[[], _T]) -> _T:
        with self.stage(name):
            return work()


def main() -> None:
    """Print one line a stage."""
    clock = Clock()
    config = Config.model_validate({"sources": ["unused.txt"]})
    articles = texts()
    opening = open_tools(config, tell=lambda *_: None, note=print)
    with clock.stage("opening model, gazetteer, register"):
        tools = opening.__enter__()
    analysed = [_document(text, tools, config, clock) for text in articles]
    gathered = clock.timed(
        "merging across documents", lambda: collect(analysed, tools.register, config)
    )
    from timeline.build import page_options

    drawn = clock.timed(
        "drawing pages",
        lambda: contents(gathered.collection, page_options(config), config.output.formats),
    )
    opening.__exit__(None, None, None)
    words = sum(len(text.split()) for text in articles)
    spacy = clock.seconds["spaCy"]
    print(f"{len(articles)} articles, {words} words, {len(gathered.collection.events)} events")
    print(f"{'stage':36}{'seconds':>9}{'ms/1,000 words':>16}{'of spaCy':>10}")
    for name, seconds in clock.seconds.items():
        rate, share = 1e6 * seconds / words, seconds / spacy
        print(f"{name:36}{seconds:9.2f}{rate:16.1f}{share:10.0%}")
    for name, content in drawn.files.items():
        print(f"{name:36}{len(content) / 1e6:9.2f} MB")


def _document(text: str, tools: Tools, config: Config, clock: Clock) -> Analysis:
    document = Document(text)
    document, timexes = clock.timed(
        "dates", lambda: find_dates(document, timex_options(config, document))
    )
    doc = clock.timed("spaCy", lambda: parse(tools.nlp, text))
    toponyms = clock.timed("places", lambda: find_places(document, tools, doc))
    when = document.dct.day if document.dct else None
    bases = clock.timed(
        "bases",
        lambda: find_bases(doc, text, toponyms, tools.register, when=when, document=document.id),
    )
    extraction = clock.timed(
        "events", lambda: extract(document, doc, timexes, toponyms, bases, EventOptions())
    )
    return Analysis(document, timexes, toponyms, bases, extraction)


if __name__ == "__main__":
    main()

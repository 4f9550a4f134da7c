"""One event once: is what several articles of a story tell made one event, and nothing else?

Every two tellings of a story in `tests/data/across*.yaml` are a pair. `together`: of the pairs
that tell one event, how many are evidence of one event. `wrongly made one`: of the pairs that
tell different events, how many are. Only tellings that an event was found for can be paired.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from maps.features import Event
from timeline.model import Document, DocumentDate

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data"
#: The stories that may be studied, in two writings, and those set aside.
SETS = ("across", "across_second", "across_held_out")


@dataclass(frozen=True, slots=True)
class Telling:
    """Where an article tells an event: the span of the words around its trigger."""

    event: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Story:
    """Articles and what they tell."""

    id: str
    documents: tuple[Document, ...]
    tellings: tuple[Telling, ...]


@dataclass(slots=True)
class Pairs:
    """Counts over stories; `misses` are lines to read."""

    told: int = 0
    found: int = 0
    one: int = 0
    together: int = 0
    different: int = 0
    confused: int = 0
    misses: list[str] = field(default_factory=list)

    def summary(self) -> str:
        return (
            f"{self.found}/{self.told} tellings found, together {self.together}/{self.one},"
            f" wrongly made one {self.confused}/{self.different}"
        )


def load_stories(name: str = SETS[0]) -> tuple[Story, ...]:
    """The stories of a set of `SETS`; words that are not in their article raise ValueError."""
    text = (GOLD / f"{name}.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    return tuple(_story(item) for item in raw)


def _story(raw: dict[str, Any]) -> Story:
    documents = {
        item["id"]: Document(
            text=item["text"],
            name=f"{raw['id']}/{item['id']}",
            title=item.get("title"),
            dct=DocumentDate(item["dct"], "config", "told", 1.0),
        )
        for item in raw["articles"]
    }
    tellings = tuple(
        _telling(event["name"], documents[article], words)
        for event in raw["events"]
        for article, words in event["told"].items()
    )
    return Story(raw["id"], tuple(documents.values()), tellings)


def _telling(event: str, document: Document, words: str) -> Telling:
    start = document.text.find(words)
    if start < 0:
        raise ValueError(f"not in {document.name}: {words}")
    return Telling(event, document.id, start, start + len(words))


def score(story: Story, events: Sequence[Event], pairs: Pairs) -> None:
    """Add the pairs of a story, given the merged events of its articles."""
    where = {telling: frozenset(_tell(telling, events)) for telling in story.tellings}
    pairs.told += len(where)
    pairs.found += sum(bool(found) for found in where.values())
    for first, second in combinations(story.tellings, 2):
        if not where[first] or not where[second]:
            continue
        is_one = bool(where[first] & where[second])
        if first.event == second.event:
            pairs.one += 1
            pairs.together += is_one
        else:
            pairs.different += 1
            pairs.confused += is_one
        if is_one != (first.event == second.event):
            fault = "made one" if is_one else "left apart"
            pairs.misses.append(f"{fault}: {_words(story, first)} | {_words(story, second)}")
    for telling, found in where.items():
        if not found:
            pairs.misses.append(f"not found: {_words(story, telling)}")


def _tell(telling: Telling, events: Sequence[Event]) -> Iterator[str]:
    """The ids of the events one of whose triggers stands in the words."""
    for event in events:
        triggers = (
            mark
            for item in event.evidence
            if item.document == telling.document
            for mark in item.marks
            if mark.role == "trigger"
        )
        if any(mark.start < telling.end and telling.start < mark.end for mark in triggers):
            yield event.id


def _words(story: Story, telling: Telling) -> str:
    document = next(one for one in story.documents if one.id == telling.document)
    return f"{document.name} {document.text[telling.start : telling.end]!r}"


def main() -> None:
    """Print the counts of each set; with `--misses` what went wrong, but in the set put aside."""
    from benchmarks.events import Way
    from maps.gazetteer import open_gazetteer
    from timeline.events import merge

    with open_gazetteer() as gazetteer:
        way = Way(gazetteer)
        for name in SETS:
            pairs = Pairs()
            for story in load_stories(name):
                score(story, merge([way.events(one) for one in story.documents]), pairs)
            print(f"{name}: {pairs.summary()}")
            if name != SETS[-1] and "--misses" in sys.argv:
                print("\n".join(f"  {line}" for line in pairs.misses))


if __name__ == "__main__":
    main()

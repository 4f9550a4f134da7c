"""What a page is sent, and that a script can put back all that was left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest

from maps import shell
from maps.bundle import bundle
from maps.features import Event, FeatureCollection
from maps.pagedata import page_data
from tests.conftest import Visit
from tests.samples import big_collection, hostile_collection, sample_collection

DATES = (
    ("2015-09-15", "2015-09-15", "2015-09-15"),
    ("2015-09-01", "2015-09-10", "2015-09-01/2015-09-10"),
    ("2015-09-01", "2015-09-30", "2015-09"),
    ("2015-09-15", "2015-09-15", None),
    ("2015-09-15", "2015-09-15", "2015-09-15~"),
    ("2015-09-15", None, "2015-09-15/.."),
    ("2015-09-15", None, None),
    (None, "2015-09-15", "../2015-09-15"),
    (None, None, None),
    ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
    ("2015-09-15T09:00:00Z", "2015-09-15T09:00:00Z", "2015-09-15T09:00:00Z"),
)


def dated() -> FeatureCollection:
    return FeatureCollection(
        events=tuple(
            Event(f"e{at}", "E", start=start, end=end, edtf=edtf)
            for at, (start, end, edtf) in enumerate(DATES)
        )
    )


def without_context(event: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(event))  # type: ignore[no-any-return]  # tuples become lists


@pytest.mark.browser
@pytest.mark.parametrize(
    "collection",
    [sample_collection(), hostile_collection(), dated(), big_collection(50)],
    ids=["sample", "hostile", "dates", "many"],
)
def test_script_puts_back_every_property(
    visit: Callable[..., Visit],
    collection: FeatureCollection,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    entry = tmp_path_factory.mktemp("web") / "entry.js"
    for name in ("data.js", "days.js"):
        (entry.parent / name).write_text((shell.WEB / name).read_text("utf-8"), "utf-8")
    entry.write_text('import { readData } from "./data.js";\nwindow.read = readData("block");\n')
    page = shell.document(
        title="Data", styles=[], body="", scripts=[bundle(entry)],
        data=[shell.data_block("block", page_data(collection))],
    )  # fmt: skip
    visited = visit(page)
    events, bases = visited.page.evaluate("[read.events, read.bases]")
    for event, found in zip(collection.events, events, strict=True):
        expected = without_context(asdict(event))
        assert {key: found[key] for key in expected} == expected
    for base, found in zip(collection.bases, bases, strict=True):
        expected = without_context(asdict(base))
        assert {key: found[key] for key in expected} == expected


def test_place_and_paragraph_stand_once() -> None:
    events = sample_collection().events
    twice = tuple(replace(event, id=f"{event.id}-again") for event in events)
    once = page_data(FeatureCollection(events=events))
    both = page_data(FeatureCollection(events=events + twice))
    assert both["places"] == once["places"]
    assert both["paragraphs"] == once["paragraphs"]


def test_event_costs_little_besides_its_words() -> None:
    """The budget of 300 bytes an event besides its quotes."""
    few, many = (page_data(big_collection(count)) for count in (1000, 3000))

    def size(value: dict[str, Any]) -> int:
        return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())

    quotes = size({"paragraphs": many["paragraphs"]}) - size({"paragraphs": few["paragraphs"]})
    words = sum(len(event["evidence"][0].get("quote", "")) for event in many["events"][1000:])
    assert (size(many) - size(few) - quotes - words) / 2000 <= 300

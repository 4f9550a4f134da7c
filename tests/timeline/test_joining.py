"""Given data beside articles: what both tell stands once."""

# ruff: noqa: ISC004 - sample lines and messages are whole

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from maps.features import (
    Event,
)
from tests.samples import sample_collection
from tests.timeline.importing import read
from timeline.joining import join_given


def test_an_event_told_by_article_and_table_stands_once_with_both_sources(tmp_path: Path) -> None:
    table = """\
        title,date,lat,lon,source
        Armed men attack police,2015-09-15,38.54,68.78,Notebook
        "Summit of the alliance opened, says my notebook",2015-09-15,38.54,68.78,Notebook
        Something else entirely,2015-09-15,38.54,68.78,Notebook
        "Summit of the alliance opened, but far away",2015-09-15,10,10,Notebook
        """
    data = read(tmp_path, "mine.csv", table).collection
    joined = join_given(sample_collection().events, data.events, "mine.csv")
    assert len(joined.events) == len(sample_collection().events) + 3
    (summit,) = [event for event in joined.events if event.id == "e02summit"]
    assert [item.quote for item in summit.evidence] == [
        "On Tuesday a summit of the alliance opened in Dushanbe.",
        "Summit of the alliance opened, says my notebook",
    ]
    assert summit.sources == 2
    assert joined.notes == (
        'mine.csv: "Summit of the alliance opened, says my notebook" is told by the articles as'
        ' "The alliance\'s summit opened in Dushanbe"',
    )


def test_events_of_an_earlier_build_do_not_double() -> None:
    events = sample_collection().events
    joined = join_given(events, [replace(event, title="Other") for event in events], "old.geojson")
    assert {event.id for event in joined.events} == {event.id for event in events}
    assert all(event.title != "Other" for event in joined.events)


def test_an_undated_event_joins_no_other() -> None:
    event = Event("a", "A bridge over the river collapsed")
    assert len(join_given([event], [replace(event, id="b")], "x").events) == 2

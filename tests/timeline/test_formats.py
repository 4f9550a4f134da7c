"""The files a build writes besides its pages."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from maps.features import Event, EventPlace, Evidence, FeatureCollection, SourceDocument
from maps.geojson import loads
from tests.conftest import ROOT
from tests.samples import HOSTILE_STRINGS, hostile_collection, sample_collection
from timeline.formats import FORMATS
from timeline.formats.csv_events import COLUMNS, dumps, guard


def rows(collection: FeatureCollection) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(dumps(collection), newline="")))


def one_row(event: Event, *documents: SourceDocument) -> dict[str, str]:
    (row,) = rows(FeatureCollection(documents=documents, events=(event,)))
    return row


def test_every_format_has_its_own_file_and_a_description() -> None:
    assert {"geojson", "csv"} <= set(FORMATS)
    assert len({each.filename for each in FORMATS.values()}) == len(FORMATS)
    for name, each in FORMATS.items():
        assert each.name == name
        assert each.description


@pytest.mark.parametrize("name", sorted(FORMATS))
@pytest.mark.parametrize("make", [sample_collection, hostile_collection, FeatureCollection])
def test_every_format_writes_every_collection_the_same_way_twice(name: str, make: Any) -> None:
    assert FORMATS[name].dump(make()) == FORMATS[name].dump(make())
    written = FORMATS[name].dump(make())
    assert (written if isinstance(written, bytes) else written.encode("utf-8")) or not make().events


def test_geojson_reads_back_as_the_same_collection() -> None:
    assert loads(str(FORMATS["geojson"].dump(sample_collection()))) == sample_collection()


def test_a_row_says_what_when_where_and_on_what_ground() -> None:
    (row,) = [row for row in rows(sample_collection()) if row["id"] == "e01attack"]
    assert row["title"] == "Armed men attacked police posts in Dushanbe and Vahdat"
    assert (row["start"], row["end"]) == ("2015-09-01", "2015-09-10")
    assert (row["when"], row["when_text"]) == ("1–10 September 2015", "early September")
    assert row["places"] == "Dushanbe; Vahdat"
    assert row["countries"] == "TJ"
    assert (float(row["lon"]), float(row["lat"])) == (68.77905, 38.53575)
    assert row["casualties"] == "at least 22 killed (the article), as of 2015-09-15"
    assert row["quote"].startswith("In early September armed men")
    assert row["publisher"] == "News Example"
    assert row["url"] == "https://news.example/2015/alliance"
    assert row["sources"] == "2"


def test_every_event_has_its_row_dated_and_placed_or_not() -> None:
    found = rows(sample_collection())
    assert [row["id"] for row in found] == [event.id for event in sample_collection().events]
    (unplaced,) = [row for row in found if row["id"] == "e13report"]
    assert (unplaced["places"], unplaced["lon"], unplaced["lat"]) == ("", "", "")
    (undated,) = [row for row in found if row["id"] == "e09spill"]
    assert (undated["start"], undated["end"], undated["when"]) == ("", "", "date unknown")


@pytest.mark.parametrize(
    "text",
    [
        "=HYPERLINK(\"http://x.example\",\"click\")", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1)",
        "  =1+1", "\t=1+1", "\r\n=1+1", "\u00a0=1+1", "\u200b=1+1", "＝1+1", "\x00=1+1",
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(text: str) -> None:
    quote = Evidence("d1", 0, 1, text)
    place = EventPlace(text, 1.0, 2.0)
    row = one_row(
        Event("e1", text, when_text=text, start=text, places=(place,), evidence=(quote,)),
        SourceDocument("d1", text, text, publisher=text),
    )
    for column in ("title", "when_text", "start", "places", "quote", "source", "publisher"):
        assert row[column].startswith("'")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (-68.5, "-68.5"),
        (None, ""),
        (3, "3"),
        ("-0043-03-15", "-0043-03-15"),
        ("Peace = war", "Peace = war"),
        ("two\nlines", "two lines"),
        ("'quoted'", "'quoted'"),
        ("می\u200cرود", "می\u200cرود"),
    ],
)
def test_what_is_no_formula_stays(cell: Any, text: str) -> None:
    assert guard(cell) == text


def test_text_with_commas_quotes_and_other_scripts_survives() -> None:
    title = 'He said "no", then left; العربية, Ελλάδα'
    assert one_row(Event("e1", title))["title"] == title


def test_a_link_that_is_no_web_address_is_left_out() -> None:
    event = Event("e1", "x", evidence=(Evidence("d1", 0, 1, "x"),))
    assert one_row(event, SourceDocument("d1", url="javascript:alert(1)"))["url"] == ""


def test_hostile_text_keeps_its_row() -> None:
    found = rows(hostile_collection())
    assert len(found) == len(HOSTILE_STRINGS)
    assert all(len(row) == len(COLUMNS) and None not in row for row in found)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_documented(name: str) -> None:
    text = " ".join((ROOT / "docs/formats.md").read_text(encoding="utf-8").split())
    assert f"- `{name}`: `{FORMATS[name].filename}`, {FORMATS[name].description}" in text

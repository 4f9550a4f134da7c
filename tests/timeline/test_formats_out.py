"""Every export, opened by a library not ours or checked against what its format documents."""

# ruff: noqa: E501, ISC004 - messages and sample lines are whole

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from maps.features import Event, EventPlace, FeatureCollection, SourceDocument
from tests.samples import hostile_collection, sample_collection
from timeline.formats import FORMATS

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def text(name: str, collection: FeatureCollection | None = None) -> str:
    written = FORMATS[name].dump(collection or sample_collection())
    assert isinstance(written, str)
    return written


def one(**fields: Any) -> FeatureCollection:
    return FeatureCollection(events=(Event("e1", "An event", **fields),))


EDITED = replace(
    sample_collection(),
    events=tuple(
        replace(event, edited="corrected", notes=("Corrected by hand: date.",))
        for event in sample_collection().events
    ),
)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_corrected_events_are_marked_in_every_format(name: str, tmp_path: Path) -> None:
    written = FORMATS[name].dump(EDITED)
    if name == "geoparquet":
        import geopandas

        (tmp_path / "a.parquet").write_bytes(written)  # type: ignore[arg-type]
        assert set(geopandas.read_parquet(tmp_path / "a.parquet")["edited"]) == {"corrected"}
        return
    data = written if isinstance(written, bytes) else written.encode()
    held = len([event for event in EDITED.events if event.places or name != "linked-places"])
    lost = 2 if name in ("timelinejs", "timelinejs-csv", "ical", "acled") else 0
    assert data.lower().count(b"corrected") >= held - lost - 2 * (name == "acled")


# KML, by fastkml


def kml_marks(collection: FeatureCollection) -> dict[str, Any]:
    from fastkml import KML, Folder, Placemark
    from fastkml.utils import find_all

    written: Any = text("kml", collection).encode()  # text with a declaration is refused
    folders: list[Any] = list(find_all(KML.from_string(written), of_type=Folder))
    assert folders[0].name == "Events"
    marks: list[Any] = list(find_all(KML.from_string(written), of_type=Placemark))
    return {mark.name: mark for mark in marks}


def test_kml_is_read_with_times_positions_and_data() -> None:
    marks = kml_marks(sample_collection())
    assert len(marks) == 16
    attack = marks["Armed men attacked police posts in Dushanbe and Vahdat"]
    assert attack.begin.dt == date(2015, 9, 1)
    assert attack.end.dt == date(2015, 9, 10)
    assert [point.coords[0] for point in attack.geometry.geoms] == [
        (68.77905, 38.53575), (69.01354, 38.55632),
    ]  # fmt: skip
    month = marks["Crowds set fire to a police station in Khorugh"]
    assert (str(month.time_stamp), month.geometry.coords[0]) == ("2014-05", (71.55337, 37.49039))
    data = {item.name: item.value for item in attack.extended_data.elements}
    assert (data["edtf"], data["kind"]) == ("2015-09-01/2015-09-10", "assault")
    assert marks["Kant Air Base"].begin.dt == date(2003, 1, 1)
    assert marks["Villagers spoke of shots near Isfara"].times is None


def test_kml_keeps_to_the_schema_of_the_standard() -> None:
    """The schema comes with fastkml; hostile text, odd ids and years before Christ included."""
    from fastkml.validator import get_schema_parser
    from lxml import etree

    schema = get_schema_parser()
    events = (
        Event("1 odd:id/<>", "BC", edtf="-0043", start="-0043-01-01", end="-0043-12-31"),
        Event("e0", "1 BC", edtf="0000", start="0000-01-01", end="0000-12-31"),
        Event("e2", "Time", start="2015-09-15T18:30:00+05:00", end="2015-09-15T18:30:00+05:00"),
        Event("e3", "Open", edtf="2015-06/..", start="2015-06-01"),
        Event("e4", "Bell \x07 and half a pair \ud800", edtf="../2015", end="2015-12-31"),
    )
    for collection in (sample_collection(), hostile_collection(), FeatureCollection(events=events)):
        root = etree.fromstring(text("kml", collection).encode("utf-8", "replace"))
        assert schema.validate(root), schema.error_log
    assert "<when>-0044</when>" in text("kml", collection)


def test_kml_spans_are_open_where_the_date_is() -> None:
    mark = kml_marks(one(edtf="2015-06/..", start="2015-06-01"))["An event"]
    assert (str(mark.begin), mark.end) == ("2015-06", None)


# iCalendar, by icalendar


def calendar(collection: FeatureCollection) -> dict[str, Any]:
    from icalendar import Calendar

    read = Calendar.from_ical(text("ical", collection))
    assert read.errors == []
    for item in read.walk("VEVENT"):
        assert item.errors == []
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(item)
    return {str(item["SUMMARY"]): item for item in read.walk("VEVENT")}


def test_a_calendar_has_whole_days_with_an_exclusive_end() -> None:
    events = calendar(sample_collection())
    assert len(events) == 11
    attack = events["Armed men attacked police posts in Dushanbe and Vahdat"]
    assert attack.decoded("DTSTART") == date(2015, 9, 1)
    assert attack.decoded("DTEND") == date(2015, 9, 11)
    assert attack["GEO"].to_ical() == "38.53575;68.77905"
    assert str(attack["LOCATION"]) == "Dushanbe; Vahdat"
    assert "at least 22 people were killed" in str(attack["DESCRIPTION"])
    assert str(attack["X-DATELINE-EDTF"]) == "2015-09-01/2015-09-10"
    assert events["Exercise planned in the Khatlon region"]["STATUS"] == "TENTATIVE"


def test_a_calendar_has_clock_times_in_utc_or_as_written() -> None:
    found = calendar(one(start="2015-09-15T18:30:00+05:00", end="2015-09-15T18:30:00+05:00"))
    assert found["An event"].decoded("DTSTART") == datetime(2015, 9, 15, 13, 30, tzinfo=UTC)
    found = calendar(one(start="2015-09-15T18:30:00", end="2015-09-15T20:00:00"))
    assert found["An event"].decoded("DTEND") == datetime(2015, 9, 15, 20, 0)  # noqa: DTZ001


def test_a_calendar_says_what_it_leaves_out() -> None:
    collection = FeatureCollection(
        events=(
            Event("e1", "Old", edtf="-0043", start="-0043-01-01", end="-0043-12-31"),
            Event("e2", "Undated"),
            Event("e3", "Vague", edtf="2015-09~", start="2015-09-01", end="2015-09-30"),
        )
    )
    assert list(calendar(collection)) == ["Vague"]
    assert FORMATS["ical"].losses(collection) == (
        "events.ics: 1 event without a date is left out; 1 event before the year 1 is left out;"
        " 1 vague date stands as the days it may be; 2 dates of several days stand as all of them",
    )


def test_calendar_lines_are_short_and_hostile_text_stays_in_its_field() -> None:
    written = text("ical", hostile_collection())
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert written.count("BEGIN:VEVENT") == len(hostile_collection().events)
    forged = one(start="2015-01-01", end="2015-01-01", notes=("x\r\nATTENDEE:mailto:a@b.example",))
    assert "ATTENDEE" not in calendar(forged)["An event"]


# TimelineJS, by its documented fields

_SLIDE = {
    "start_date", "end_date", "text", "media", "group", "display_date", "background", "autolink",
    "unique_id",
}  # fmt: skip
_DATE = {
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "millisecond",
    "display_date",
    "format",
}
_MEDIA = {"url", "caption", "credit", "thumbnail", "alt", "title", "link", "link_target"}


def check_slide(slide: dict[str, Any]) -> None:
    assert set(slide) <= _SLIDE
    assert set(slide["text"]) <= {"headline", "text"}
    assert set(slide.get("media", {"url": ""})) <= _MEDIA
    for name in ("start_date", "end_date"):
        if name in slide or name == "start_date":
            assert set(slide[name]) <= _DATE
            assert isinstance(slide[name]["year"], int)
            assert slide[name]["year"] != 0
            assert 1 <= slide[name].get("month", 1) <= 12
            assert "day" not in slide[name] or "month" in slide[name]


def test_timelinejs_has_the_documented_fields() -> None:
    value = json.loads(text("timelinejs"))
    assert set(value) <= {"title", "events", "eras", "scale"}
    assert "start_date" not in value["title"]
    for slide in value["events"]:
        check_slide(slide)
    slides = {slide["unique_id"]: slide for slide in value["events"]}
    assert slides["e05khorugh"]["start_date"] == {"year": 2014, "month": 5}
    assert "end_date" not in slides["e05khorugh"]
    assert slides["e01attack"]["start_date"] == {"year": 2015, "month": 9, "day": 1}
    assert slides["e01attack"]["end_date"] == {"year": 2015, "month": 9, "day": 10}
    assert slides["e01attack"]["display_date"] == "1–10 September 2015"


def test_timelinejs_counts_years_before_christ_without_a_year_0() -> None:
    (slide,) = json.loads(
        text("timelinejs", one(edtf="-0043", start="-0043-01-01", end="-0043-12-31"))
    )["events"]
    assert slide["start_date"] == {"year": -44}
    assert slide["display_date"] == "44 BC"


def test_timelinejs_takes_no_markup_of_articles() -> None:
    for slide in json.loads(text("timelinejs", hostile_collection()))["events"]:
        check_slide(slide)
        for part in (slide["text"]["headline"], slide["text"]["text"], slide["media"]["url"]):
            bare = (
                part.replace("<p>", "")
                .replace("</p>", "")
                .replace("<blockquote>", "")
                .replace("</blockquote>", "")
            )
            assert "<" not in bare


def test_the_spreadsheet_of_timelinejs_has_its_header_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(text("timelinejs-csv"))))
    assert list(rows[0]) == [
        "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time",
        "Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption",
        "Media Thumbnail", "Alt Text", "Type", "Group", "Background",
    ]  # fmt: skip
    assert [row["Type"] for row in rows[:2]] == ["title", ""]
    assert [row["Year"] for row in rows[1:]] == sorted(row["Year"] for row in rows[1:])
    (row,) = csv.DictReader(io.StringIO(text("timelinejs-csv", one_formula())))
    assert row["Headline"] == "'=1+1"


def one_formula() -> FeatureCollection:
    return FeatureCollection(events=(Event("e1", "=1+1", start="2015-01-01", end="2015-01-01"),))


# Linked Places, by what version 1.3 asks for


def test_linked_places_have_what_the_format_asks_for() -> None:
    value = json.loads(text("linked-places"))
    assert value["type"] == "FeatureCollection"
    assert value["@context"].endswith("linkedplaces-context-v1.3.jsonld")
    assert len({feature["@id"] for feature in value["features"]}) == len(value["features"]) == 8
    for feature in value["features"]:
        assert feature["type"] == "Feature"
        assert feature["properties"]["title"]
        assert set(feature["properties"]["fclasses"]) <= set("AHLPRST")
        assert all(name["toponym"] for name in feature["names"])
        assert feature["geometry"]["certainty"] in ("certain", "less-certain", "uncertain")
        for span in feature.get("when", {"timespans": []})["timespans"]:
            assert span["start"]["in"]
        for link in feature.get("links", []):
            assert link["type"] in (
                "exactMatch", "closeMatch", "primaryTopicOf", "subjectOf", "seeAlso",
            )  # fmt: skip
    dushanbe = next(item for item in value["features"] if item["properties"]["title"] == "Dushanbe")
    assert dushanbe["properties"]["ccodes"] == ["TJ"]
    assert len(dushanbe["descriptions"]) == 5
    assert {"start": {"in": "2015-09-01"}, "end": {"in": "2015-09-10"}} in dushanbe["when"][
        "timespans"
    ]


# ACLED


def test_acled_columns_and_precisions_are_those_of_its_codebook() -> None:
    rows = list(csv.DictReader(io.StringIO(text("acled"))))
    assert list(rows[0])[:4] == ["event_id_cnty", "event_date", "year", "time_precision"]
    assert len(rows[0]) == 31
    by_id = {row["event_id_cnty"]: row for row in rows}
    assert by_id["e02summit"]["time_precision"] == "1"
    assert by_id["e01attack-1"]["time_precision"] == "3"
    assert by_id["e01attack-2"]["location"] == "Vahdat"
    assert by_id["e05khorugh"]["event_type"] == "Protests"
    assert by_id["e08exercise"]["geo_precision"] == "3"
    assert by_id["e02summit"]["country"] == "Tajikistan"
    assert by_id["e01attack-1"]["fatalities"] == "22"
    assert "killed: at least 22" in by_id["e01attack-1"]["notes"]


# GeoPackage and GeoParquet, by geopandas and pyogrio


def test_a_geopackage_has_a_layer_of_events_and_one_of_bases(tmp_path: Path) -> None:
    import pyogrio

    path = tmp_path / "events.gpkg"
    path.write_bytes(FORMATS["geopackage"].dump(sample_collection()))  # type: ignore[arg-type]
    assert [name for name, _ in pyogrio.list_layers(path)] == ["events", "bases"]
    info = pyogrio.read_info(path, layer="events")
    assert (info["features"], info["geometry_type"], info["crs"]) == (13, "MultiPoint", "EPSG:4326")
    frame = pyogrio.read_dataframe(path, layer="events").set_index("id")
    assert frame.loc["e01attack", "edtf"] == "2015-09-01/2015-09-10"
    assert [(point.x, point.y) for point in frame.loc["e01attack"].geometry.geoms] == [
        (68.77905, 38.53575), (69.01354, 38.55632),
    ]  # fmt: skip
    assert frame.loc["e13report"].geometry is None
    assert set(pyogrio.read_dataframe(path, layer="bases")["name"]) == {
        base.name for base in sample_collection().bases
    }


def test_geoparquet_is_read_with_its_reference_system(tmp_path: Path) -> None:
    import geopandas

    path = tmp_path / "events.parquet"
    path.write_bytes(FORMATS["geoparquet"].dump(sample_collection()))  # type: ignore[arg-type]
    frame = geopandas.read_parquet(path)
    assert (len(frame), frame.crs.to_epsg()) == (13, 4326)
    assert frame["importance"].max() == 0.9


def test_without_the_extra_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from timeline.errors import UserError

    monkeypatch.setitem(sys.modules, "pyogrio", None)
    for name in ("geopackage", "geoparquet"):
        with pytest.raises(UserError) as caught:
            FORMATS[name].dump(sample_collection())
        assert str(caught.value).endswith("install it with: pip install 'dateline[geo]'")


# JSON Lines


def test_each_line_is_a_feature_with_the_documents_it_rests_on(tmp_path: Path) -> None:
    import pyogrio

    lines = [json.loads(line) for line in text("jsonl").splitlines()]
    assert len(lines) == 16
    assert lines[0]["documents"][0]["title"].startswith("Alliance stands by")
    path = tmp_path / "events.geojsonl"
    path.write_text(text("jsonl"), encoding="utf-8")
    assert pyogrio.read_info(path)["driver"] == "GeoJSONSeq"
    assert len(pyogrio.read_dataframe(path)) == 16


# EDTF


def test_every_date_that_is_written_is_edtf() -> None:
    from edtf import parse_edtf

    for event in sample_collection().events:
        if event.edtf:
            parse_edtf(event.edtf)


# losses


def test_what_a_format_cannot_hold_is_one_line_with_its_file() -> None:
    place = EventPlace("A", 1.0, 2.0)
    collection = FeatureCollection(
        documents=(SourceDocument("d"),),
        events=(
            Event("e1", "x", edtf="2015~", start="2015-01-01", end="2015-12-31", places=(place, place)),
            Event("e2", "x", edtf="../2015", end="2015-12-31"),
            Event("e3", "x"),
        ),
    )  # fmt: skip
    told = {name: FORMATS[name].losses(collection) for name in FORMATS}
    assert told == {
        "geojson": (),
        "jsonl": (),
        "geopackage": (),
        "geoparquet": (),
        "csv": (),
        "timelinejs": ("timelinejs.json: 1 event without a date is left out; 1 vague date stands as the days it may be; 1 open date stands at its known end; 1 event has its place in words only",),
        "timelinejs-csv": ("timelinejs.csv: 1 event without a date is left out; 1 vague date stands as the days it may be; 1 open date stands at its known end; 1 event has its place in words only",),
        "kml": ("events.kml: 1 vague date stands as the days it may be",),
        "ical": ("events.ics: 1 event without a date is left out; 1 vague date stands as the days it may be; 1 open date stands at its known end; 1 date of several days stands as all of them; of 1 event with several places only the first has its position",),
        "linked-places": ("linked-places.json: 2 events without a place are left out",),
        "acled": ("acled.csv: 1 event without a date is left out; 1 event without a place is left out; 2 dates longer than a month stand at their first day; 1 event with several places has a row for each",),
    }  # fmt: skip

"""Every import: of files that other programs wrote, and of examples after the formats' documents."""

# ruff: noqa: E501, ISC004 - sample lines and messages are whole

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maps.features import (
    Attribution,
    Base,
    Casualty,
    Event,
    EventPlace,
    Evidence,
    FeatureCollection,
    SourceDocument,
)
from tests.samples import sample_collection
from tests.timeline.test_written import Names
from timeline.formats import FORMATS
from timeline.formats.base import Imported
from timeline.formats.importing import IMPORTERS, read_events
from timeline.joining import join_given

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def read(folder: Path, name: str, content: str | bytes, **options: Any) -> Imported:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else dedent(content).encode())
    return read_events(path, name=name, gazetteer=Names(), **options)


def only(imported: Imported) -> Event:
    (event,) = imported.collection.events
    return event


def spots(event: Event) -> list[tuple[str, float, float]]:
    return [(place.name, place.lon, place.lat) for place in event.places]


def test_every_importer_has_its_own_name_suffixes_and_description() -> None:
    assert len({importer.name for importer in IMPORTERS}) == len(IMPORTERS)
    for importer in IMPORTERS:
        assert importer.description
        assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in importer.suffixes)


# tables


def test_a_table_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "mine.csv",
        """\
        What;When;Where;Latitude;Longitude;Category;Source;Link;Remarks
        Market burned;12.09.2015;Vahdat;38,55;69,01;accident;Valley Wire;https://wire.example/1;loud
        Talks;September 2015;Vahdat;;;consult;;;
        """,
    )
    first, second = sorted(imported.collection.events, key=lambda event: event.title)
    assert (first.title, first.edtf, first.kind) == ("Market burned", "2015-09-12", "accident")
    assert spots(first) == [("Vahdat", 69.01, 38.55)]
    assert (second.edtf, second.end) == ("2015-09", "2015-09-30")
    assert [place.gazetteer_id for place in second.places] == ["geonames:1"]
    document = next(item for item in imported.collection.documents if item.title == "Valley Wire")
    assert document.url == "https://wire.example/1"
    assert first.evidence == (Evidence(document.id, 0, 13, "Market burned", "Market burned", 0),)
    assert imported.notes == (
        'columns: title from "What"; date from "When"; place from "Where"; lat from "Latitude";'
        ' lon from "Longitude"; kind from "Category"; source from "Source"; url from "Link"; not'
        " used: Remarks",
        "1 place name was looked up in the gazetteer",
    )
    assert imported.warnings == ()


@pytest.mark.parametrize(
    ("dates", "days", "note"),
    [
        (["13/04/2015", "03/04/2015"], ["2015-04-03", "2015-04-13"], None),
        (["04/13/2015", "03/04/2015"], ["2015-03-04", "2015-04-13"], "dates such as 03/04/2015 are read month first, as others in the file show"),
        (["03/04/2015"], ["2015-04-03"], "dates such as 03/04/2015 are read day first; to change that set dates.date_order: MDY"),
        (["05/05/2015"], ["2015-05-05"], None),
    ],
)  # fmt: skip
def test_the_order_of_day_and_month_is_that_of_the_whole_file(
    tmp_path: Path, dates: list[str], days: list[str], note: str | None
) -> None:
    imported = read(tmp_path, "a.csv", "title,date\n" + "".join(f"x,{day}\n" for day in dates))
    assert sorted(event.start or "" for event in imported.collection.events) == days
    assert list(imported.notes[1:]) == ([note] if note else [])
    assert imported.warnings == ()


def test_the_config_settles_the_order(tmp_path: Path) -> None:
    event = only(read(tmp_path, "a.csv", "title,date\nx,03/04/2015\n", order="MDY"))
    assert event.start == "2015-03-04"


@pytest.mark.parametrize(
    ("row", "edtf"),
    [
        ("2015-09-01,2015-09-10,,,", "2015-09-01/2015-09-10"),
        (",2015-09-10,,,", "../2015-09-10"),
        ("2015-09-15T18:30:00,,,,", "2015-09-15T18:30:00"),
        (",,2015,9,5", "2015-09-05"),
        (",,2015,9,", "2015-09"),
        (",,-44,,", "-0043"),
    ],
)
def test_dates_stand_in_one_column_two_or_three(tmp_path: Path, row: str, edtf: str) -> None:
    table = f"title,start,end,year,month,day\nx,{row}\n"
    assert only(read(tmp_path, "a.csv", table)).edtf == edtf


@pytest.mark.parametrize("row", ['"38.5, 69.0"', "38.5;69.0", "(38.5 69.0)", "POINT(69.0 38.5)"])
def test_a_position_can_stand_in_one_column(tmp_path: Path, row: str) -> None:
    event = only(read(tmp_path, "a.csv", f"title,coordinates\nx,{row}\n"))
    assert spots(event) == [("38.5, 69", 69.0, 38.5)]


def test_a_workbook_that_another_library_wrote(tmp_path: Path) -> None:
    from datetime import datetime

    from openpyxl import Workbook

    book = Workbook()
    notes = book.active
    assert notes is not None
    notes.title = "Notes"
    notes.append(["just words"])
    sheet = book.create_sheet("Events")
    sheet.append(["Our events"])
    sheet.append([])
    sheet.append(["Event", "Date", "Lat", "Lon", "Deaths"])
    sheet.append(["Market burned", datetime(2015, 9, 12), 38.55, 69.01, 3])  # noqa: DTZ001
    sheet.append(["Talks", "early September 2015", None, None, None])
    target = io.BytesIO()
    book.save(target)
    imported = read(tmp_path, "mine.xlsx", target.getvalue())
    talks, market = imported.collection.events
    assert (market.edtf, spots(market)) == ("2015-09-12", [("38.55, 69.01", 69.01, 38.55)])
    assert market.casualties == (Casualty("killed", 3),)
    assert talks.edtf == "2015-09-01/2015-09-10"
    assert imported.notes[1] == 'sheet "Events"; not read: Notes'


def test_a_table_that_pandas_wrote_is_read(tmp_path: Path) -> None:
    import pandas as pd

    frame = pd.DataFrame(
        {
            "name": ["a", "b"],
            "date": pd.to_datetime(["2015-09-12", "2015-09-13"]),
            "lat": [1.5, None],
            "lon": [2.5, None],
        }
    )
    target = io.StringIO()
    frame.to_csv(target)
    imported = read(tmp_path, "mine.csv", target.getvalue())
    assert [event.edtf for event in imported.collection.events] == ["2015-09-12", "2015-09-13"]


def test_our_own_table_says_the_same_again(tmp_path: Path) -> None:
    imported = read(tmp_path, "events.csv", FORMATS["csv"].dump(sample_collection()))
    for event, ours in zip(imported.collection.events, sample_collection().events, strict=True):
        assert (event.id, event.title, event.kind, event.status) == (
            ours.id,
            ours.title,
            ours.kind,
            ours.status,
        )
        assert (event.edtf, event.start, event.end) == (ours.edtf, ours.start, ours.end)
        assert [(p.lon, p.lat) for p in event.places] == [(p.lon, p.lat) for p in ours.places]
        assert (event.actors, event.casualties) == (ours.actors, ours.casualties)
        assert event.evidence[0].quote == (ours.evidence[0].quote if ours.evidence else ours.title)


def test_an_id_does_not_hang_on_the_row(tmp_path: Path) -> None:
    rows = ["Fire,2015-09-12\n", "Talks,2015-09-13\n"]
    first = read(tmp_path, "a.csv", "title,date\n" + "".join(rows)).collection.events
    again = read(tmp_path, "a.csv", "title,date\nNew,2014\n" + "".join(rows)).collection.events
    assert again[1:] == first


def test_a_row_that_stands_twice_is_two_events(tmp_path: Path) -> None:
    imported = read(tmp_path, "a.csv", "title,date\nFire,2015\nFire,2015\n")
    assert len({event.id for event in imported.collection.events}) == 2
    assert imported.warnings == ()


def test_formulas_guarded_in_a_table_come_back_as_they_were(tmp_path: Path) -> None:
    collection = FeatureCollection(
        events=(Event("e1", "=1+1", start="2015-01-01", end="2015-01-01"),)
    )
    assert only(read(tmp_path, "events.csv", FORMATS["csv"].dump(collection))).title == "=1+1"


# GeoJSON


def test_geojson_that_geopandas_wrote(tmp_path: Path) -> None:
    import geopandas
    from shapely import Point, Polygon

    frame = geopandas.GeoDataFrame(
        {"name": ["Spot", "Area"], "date": ["2015-09-12", "2014"]},
        geometry=[Point(69.0, 38.5), Polygon([(68, 38), (70, 38), (70, 40), (68, 40)])],
        crs="EPSG:4326",
    )
    imported = read(tmp_path, "mine.geojson", frame.to_json())
    area, spot = imported.collection.events
    assert (spot.title, spot.edtf) == ("Spot", "2015-09-12")
    assert spots(spot) == [("38.5, 69", 69.0, 38.5)]
    assert (area.places[0].lon, area.places[0].lat, area.places[0].precision_km) == (
        69.0,
        39.0,
        111.2,
    )
    assert imported.notes == (
        'properties: title from "name"; date from "date"',
        "1 line or area stands as the middle of its extent",
    )


def test_a_hand_made_feature_of_the_contract_keeps_all_it_says(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "geometry": None,
        "properties": {
            "title": "x",
            "edtf": "2015~",
            "start": "2015-01-01",
            "end": "2015-12-31",
            "status": "denied",
        },
    }
    value = {"type": "FeatureCollection", "features": [feature]}
    event = only(read(tmp_path, "mine.geojson", json.dumps(value)))
    assert (event.edtf, event.status) == ("2015~", "denied")


# TimelineJS, after its documentation

SLIDES = {
    "title": {"text": {"headline": "A <i>story</i>", "text": "<p>In short.</p>"}},
    "eras": [{"start_date": {"year": "2014"}, "end_date": {"year": "2015"}}],
    "events": [
        {
            "start_date": {"year": "2015", "month": "9", "day": "12", "hour": "18", "minute": "30"},
            "text": {"headline": "Market &amp; fire", "text": "<p>It <b>burned</b>.</p><script>x</script>"},
            "media": {"url": "https://wire.example/p.jpg", "credit": "Valley Wire", "link": "https://wire.example/1"},
            "group": "Accident",
            "unique_id": "market",
        },
        {"start_date": {"year": -44, "month": 3, "day": 15}, "end_date": {"year": -43}, "display_date": "long ago", "text": {"headline": "Ides"}},
        {"start_date": {"year": 2015, "month": 2, "day": 31}, "text": {"headline": "No day"}},
    ],
}  # fmt: skip


def test_slides_of_timelinejs(tmp_path: Path) -> None:
    imported = read(tmp_path, "timeline.json", json.dumps(SLIDES))
    ides, market, no_day = imported.collection.events
    assert imported.collection.title == "A story"
    assert (market.id, market.title, market.kind) == ("market", "Market & fire", "accident")
    assert market.start == "2015-09-12T18:30:00"
    assert market.evidence[0].quote == "It burned ."
    assert imported.collection.documents[0].url == "https://wire.example/1"
    assert (ides.edtf, ides.when_text) == ("-0043-03-15/-0042", "long ago")
    assert no_day.edtf is None
    assert imported.warnings == (
        'events[2]: "2015-02-31" is no date (2015-02 has 28 days); the event is kept without a date',
        "1 era is left out; eras are no events",
    )


SHEET = """\
Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Alt Text,Type,Group,Background
,,,,,,,,,A story,,,,,,,title,,
2015,9,12,18:30:00,,,,,,Market,It burned.,https://wire.example/p.jpg,Valley Wire,,,,,accident,
2014,5,,,2014,7,,,spring,Protests,,,,,,,,protest,
2014,,,,2015,,,,,Era,,,,,,,era,,
"""


def test_the_spreadsheet_of_timelinejs(tmp_path: Path) -> None:
    imported = read(tmp_path, "timeline.csv", SHEET)
    protests, market = imported.collection.events
    assert imported.collection.title == "A story"
    assert (market.start, market.kind) == ("2015-09-12T18:30:00", "accident")
    assert (protests.edtf, protests.end, protests.when_text) == (
        "2014-05/2014-07",
        "2014-07-31",
        "spring",
    )


@pytest.mark.parametrize("name", ["timelinejs", "timelinejs-csv"])
def test_what_we_write_for_timelinejs_is_read_again(tmp_path: Path, name: str) -> None:
    imported = read(tmp_path, FORMATS[name].filename, FORMATS[name].dump(sample_collection()))
    dated = [event for event in sample_collection().events if event.start]
    again = [(event.title, event.start, event.end) for event in imported.collection.events]
    assert sorted(again) == sorted((event.title, event.start, event.end) for event in dated)


# KML


def test_kml_that_fastkml_wrote(tmp_path: Path) -> None:
    from datetime import date

    from fastkml import KML, Document, Placemark
    from fastkml.times import KmlDateTime, TimeSpan, TimeStamp
    from pygeoif import LineString, Point

    marks = [
        Placemark(name="Fire", description="<b>It</b> burned.", geometry=Point(69.0, 38.5), times=TimeStamp(timestamp=KmlDateTime.parse("2015-09"))),
        Placemark(name="March", geometry=LineString([(68, 38), (70, 39)]), times=TimeSpan(begin=KmlDateTime(date(2015, 9, 1)))),
    ]  # fmt: skip
    kml = KML(features=[Document(name="Mine", features=marks)])
    imported = read(tmp_path, "mine.kml", kml.to_string())
    march, fire = imported.collection.events
    assert imported.collection.title == "Mine"
    assert (fire.title, fire.edtf, spots(fire)) == ("Fire", "2015-09", [("38.5, 69", 69.0, 38.5)])
    assert fire.evidence[0].quote == "It burned."
    assert (march.edtf, march.start, march.end) == ("2015-09-01/..", "2015-09-01", None)
    assert imported.notes == ("1 line or area stands as the middle of its extent",)


def test_what_we_write_as_kml_is_read_again(tmp_path: Path) -> None:
    imported = read(tmp_path, "events.kml", FORMATS["kml"].dump(sample_collection()))
    assert [
        (e.id, e.title, e.edtf, e.kind, e.status, spots(e)) for e in imported.collection.events
    ] == [(e.id, e.title, e.edtf, e.kind, e.status, spots(e)) for e in sample_collection().events]
    assert imported.warnings == (
        "3 bases are left out; name a register of bases in the config instead",
    )


# ACLED, after its codebook

ACLED = """\
event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,country,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags
TJK101,12 September 2015,2015,1,Political violence,Battles,Armed clash,Group A,,1,Group B,Tajikistan,Vahdat,38.55,69.01,1,Valley Wire,National,"On 12 September, men clashed.",3,
TJK102,16 September 2015,2015,2,Demonstrations,Protests,Peaceful protest,People,,6,,Tajikistan,Khorugh,37.49,71.55,2,Valley Wire,National,People met.,0,
TJK103,01 September 2015,2015,3,Strategic developments,Strategic developments,Headquarters or base established,Army,,1,,Tajikistan,Khatlon,37.9,69.0,3,Valley Wire,National,A base was set up.,0,
"""


def test_an_export_of_acled_keeps_its_precisions(tmp_path: Path) -> None:
    imported = read(tmp_path, "acled.csv", ACLED)
    events = {event.id: event for event in imported.collection.events}
    clash, protest, base = events["TJK101"], events["TJK102"], events["TJK103"]
    assert (clash.title, clash.edtf, clash.kind) == ("Armed clash, Vahdat", "2015-09-12", "assault")
    assert clash.actors == ("Group A", "Group B")
    assert clash.casualties == (Casualty("killed", 3),)
    assert (protest.edtf, protest.places[0].precision_km) == ("2015-09-14/2015-09-20", 25.0)
    assert (base.edtf, base.places[0].precision_km, base.kind) == ("2015-09", 100.0, "other")
    assert imported.collection.documents[0].publisher == "ACLED"
    assert "ACLED" in imported.notes[0]


# Linked Places, after the sample of version 1.3

PLACES = {
    "type": "FeatureCollection",
    "@context": "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.3.jsonld",
    "features": [
        {
            "@id": "http://mygaz.example/places/1",
            "type": "Feature",
            "properties": {"title": "Hill fort", "ccodes": ["GB"], "fclasses": ["S"]},
            "geometry": {
                "type": "GeometryCollection",
                "geometries": [{"type": "Point", "coordinates": [-1.28, 51.67], "when": {"timespans": [{"start": {"in": "1600"}}]}}],
            },
            "when": {"timespans": [{"start": {"in": "0676"}, "end": {"in": "1066"}}], "label": "Anglo-Saxon"},
            "names": [{"toponym": "Hill fort", "lang": "en"}],
            "descriptions": [{"@id": "https://x.example/", "value": "A fort on a hill.", "lang": "en"}],
        },
        {
            "@id": "http://mygaz.example/places/2",
            "type": "Feature",
            "properties": {"title": "Ford"},
            "geometry": None,
            "names": [{"toponym": "Ford", "when": {"timespans": [{"start": {"earliest": "-0043", "latest": "0010"}}]}}],
        },
    ],
}  # fmt: skip


def test_linked_places_stand_over_their_span(tmp_path: Path) -> None:
    imported = read(tmp_path, "places.json", json.dumps(PLACES))
    ford, fort = imported.collection.events
    assert (fort.title, fort.edtf, fort.when_text) == ("Hill fort", "0676/1066", "Anglo-Saxon")
    assert spots(fort) == [("Hill fort", -1.28, 51.67)]
    assert fort.evidence[0].quote == "A fort on a hill."
    assert (ford.edtf, ford.start, ford.end) == ("-0043/0010", "-0043-01-01", "0010-12-31")


def test_our_own_linked_places_are_read_again(tmp_path: Path) -> None:
    content = FORMATS["linked-places"].dump(sample_collection())
    imported = read(tmp_path, "linked-places.json", content)
    named = {place.name for event in sample_collection().events for place in event.places}
    assert {event.title for event in imported.collection.events} == named


# round trips without loss

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DAYS = st.dates().map(lambda day: day.isoformat())
PLACE = st.builds(
    EventPlace, TEXT, st.floats(-180, 180), st.floats(-90, 90), text=TEXT,
    precision_km=st.floats(0, 1000), country=st.none() | st.just("TJ"),
)  # fmt: skip
EVENT = st.builds(
    Event,
    st.text("abcdef0123456789", min_size=12, max_size=12),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=70),
    kind=st.sampled_from(["assault", "other"]),
    edtf=st.none() | DAYS,
    start=st.none() | DAYS,
    end=st.none() | DAYS,
    places=st.lists(PLACE, max_size=3).map(tuple),
    actors=st.lists(TEXT, max_size=2).map(tuple),
    attribution=st.lists(st.builds(Attribution, TEXT, TEXT), max_size=1).map(tuple),
    evidence=st.lists(
        st.builds(Evidence, st.just("d1"), st.integers(0, 9), st.integers(9, 99), TEXT), max_size=2
    ).map(tuple),
    edited=st.sampled_from([None, "confirmed", "corrected"]),
    notes=st.lists(TEXT, max_size=2).map(tuple),
)
COLLECTION = st.builds(
    FeatureCollection,
    documents=st.just((SourceDocument("d1", "a.txt", "T"),)),
    events=st.lists(EVENT, max_size=4, unique_by=lambda event: event.id).map(tuple),
    bases=st.lists(
        st.builds(Base, st.just("base:x"), TEXT, st.just(1.0), st.just(2.0)), max_size=1
    ).map(tuple),
)


@given(COLLECTION)
def test_geojson_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory, collection: FeatureCollection
) -> None:
    imported = read(
        tmp_path_factory.mktemp("a"), "events.geojson", FORMATS["geojson"].dump(collection)
    )
    assert imported == Imported(collection)


@given(COLLECTION)
def test_json_lines_lose_nothing_but_documents_that_are_not_cited(
    tmp_path_factory: pytest.TempPathFactory, collection: FeatureCollection
) -> None:
    assume(collection.events or collection.bases)
    content = str(FORMATS["jsonl"].dump(collection))
    imported = read(tmp_path_factory.mktemp("a"), "events.jsonl", content)
    assert imported.collection.events == collection.events
    assert imported.collection.bases == collection.bases
    cited = any(event.evidence for event in collection.events)
    assert imported.collection.documents == (collection.documents if cited else ())


# given data beside articles


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

"""Files of other programs, or after the formats' own documents, read as events."""

# ruff: noqa: E501 - sample lines and messages are whole

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from maps.features import Event
from tests.samples import sample_collection
from tests.timeline.importing import only, read, spots
from timeline.formats import FORMATS
from timeline.formats.importing import IMPORTERS

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_every_importer_has_its_own_name_suffixes_and_description() -> None:
    assert len({importer.name for importer in IMPORTERS}) == len(IMPORTERS)
    for importer in IMPORTERS:
        assert importer.description
        assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in importer.suffixes)


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


@pytest.mark.parametrize("name", ["timelinejs", "timelinejs-csv"])
def test_what_we_write_for_timelinejs_is_read_again(tmp_path: Path, name: str) -> None:
    imported = read(tmp_path, FORMATS[name].filename, FORMATS[name].dump(sample_collection()))
    dated = [event for event in sample_collection().events if event.start]
    again = [(event.title, event.start, event.end) for event in imported.collection.events]
    assert sorted(again) == sorted((event.title, event.start, event.end) for event in dated)


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

    def told(event: Event) -> tuple[object, ...]:
        return (
            *(event.id, event.title, event.edtf, event.kind, event.status, spots(event)),
            *(event.actors, event.casualties),
        )

    ours = sample_collection()
    assert [told(event) for event in imported.collection.events] == list(map(told, ours.events))
    # The sentences that speak of a base, its people and what else fitted are not in KML.
    assert imported.collection.bases == tuple(
        replace(base, mentions=(), personnel=None, candidates=()) for base in ours.bases
    )
    assert imported.warnings == ()


def test_a_base_of_kml_that_says_nonsense_has_the_defaults(tmp_path: Path) -> None:
    values = {"kind": "base", "base_kind": "castle", "status": "lost", "certainty": "7"}
    data = "".join(
        f'<Data name="{name}"><value>{value}</value></Data>' for name, value in values.items()
    )
    kml = (
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>Fort</name>'
        f"<ExtendedData>{data}</ExtendedData></Placemark></kml>"
    )
    (base,) = read(tmp_path, "a.kml", kml).collection.bases
    assert (base.id, base.base_kind, base.status, base.lon) == (
        "base:Fort",
        "other",
        "exists",
        None,
    )
    assert (base.certainty, base.precision_km) == (1.0, 5.0)


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

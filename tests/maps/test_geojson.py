"""The Feature contract in its file form: nothing is lost, and trouble is told by its place."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.errors import FeatureError
from maps.features import (
    DRAWN_STATUSES,
    Attribution,
    Base,
    Candidates,
    Casualty,
    CasualtyType,
    Event,
    EventPlace,
    Evidence,
    FeatureCollection,
    Kind,
    Mark,
    Mention,
    Personnel,
    SourceDocument,
    Status,
    sorted_events,
)
from maps.geojson import dumps, event_to_feature, from_geojson, loads, to_geojson
from maps.place import BBox

WORDS = st.text(max_size=20)
LON = st.floats(-180, 180).map(lambda number: round(number, 5))
LAT = st.floats(-90, 90).map(lambda number: round(number, 5))
UNIT = st.floats(0, 1).map(lambda number: round(number, 3))


def some(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(value, max_size=3).map(tuple)


PLACES = st.builds(
    EventPlace,
    name=WORDS,
    lon=LON,
    lat=LAT,
    text=WORDS,
    bbox=st.none() | st.builds(BBox, LON, LAT, LON, LAT),
    precision_km=st.floats(0, 2000),
)
EVENTS = st.builds(
    Event,
    id=st.uuids().map(str),
    title=WORDS.filter(bool),
    kind=st.sampled_from(get_args(Kind)),
    status=st.sampled_from(get_args(Status)),
    edtf=st.none() | st.just("2015-09-01/2015-09-10"),
    start=st.none() | st.just("2015-09-01"),
    end=st.none() | st.just("2015-09-10"),
    places=some(PLACES),
    actors=some(WORDS),
    attribution=some(st.builds(Attribution, WORDS, WORDS)),
    casualties=some(
        st.builds(Casualty, st.sampled_from(get_args(CasualtyType)), st.integers(0, 10**7))
    ),
    evidence=some(
        st.builds(
            Evidence,
            WORDS,
            st.integers(0, 99),
            st.integers(0, 99),
            WORDS,
            marks=some(st.builds(Mark, st.integers(0, 9), st.integers(0, 9), st.just("date"))),
        )
    ),
    importance=UNIT,
    confidence=UNIT,
    candidates=st.builds(Candidates, some(WORDS), some(WORDS)),
    notes=some(WORDS),
)
BASES = st.builds(
    Base,
    id=st.uuids().map(str),
    name=WORDS,
    operator=some(st.sampled_from(["RU", "US"])),
    personnel=st.none() | st.builds(Personnel, st.integers(0, 10**6)),
    mentions=some(st.builds(Mention, WORDS, st.integers(0, 9), st.integers(0, 9), WORDS)),
)
POSITIONED = st.builds(lambda base, lon, lat: replace(base, lon=lon, lat=lat), BASES, LON, LAT)


@given(
    st.builds(
        FeatureCollection,
        title=WORDS,
        program=WORDS,
        documents=some(st.builds(SourceDocument, id=WORDS, title=st.none() | WORDS)),
        events=some(EVENTS),
        bases=some(BASES | POSITIONED),
        credits=some(WORDS),
    )
)
def test_written_and_read_again_is_the_same(collection: FeatureCollection) -> None:
    assert loads(dumps(collection)) == collection


@given(EVENTS)
def test_geometry_holds_the_places_in_order_longitude_first(event: Event) -> None:
    geometry = event_to_feature(event)["geometry"]
    positions = [[place.lon, place.lat] for place in event.places]
    if not positions:
        assert geometry is None
    elif len(positions) == 1:
        assert geometry == {"type": "Point", "coordinates": positions[0]}
    else:
        assert geometry == {"type": "MultiPoint", "coordinates": positions}


def collection_of(**feature: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": [{"type": "Feature", **feature}]}


def test_a_hand_made_feature_needs_no_more_than_a_title() -> None:
    value = collection_of(
        geometry={"type": "Point", "coordinates": [68.78, 38.54]}, properties={"title": "A march"}
    )
    (event,) = from_geojson(value).events
    assert event.title == "A march"
    assert event.status in DRAWN_STATUSES
    assert [(place.lon, place.lat) for place in event.places] == [(68.78, 38.54)]
    assert event.id == from_geojson(value).events[0].id


def test_the_geometry_of_a_file_rules_over_its_places() -> None:
    place = EventPlace("Vahdat", 69.02, 38.556, level="city", gazetteer_id="geonames:1")
    value = to_geojson(FeatureCollection(events=(Event("a", "x", places=(place,)),)))
    value["features"][0]["geometry"]["coordinates"] = [69.1, 38.6]
    (moved,) = from_geojson(value).events[0].places
    assert (moved.lon, moved.lat, moved.name) == (69.1, 38.6, "Vahdat")


def test_counts_of_unplaced_and_undated_stand_in_the_file() -> None:
    dated = Event("a", "x", edtf="2015", start="2015-01-01", end="2015-12-31")
    placed = Event("b", "y", places=(EventPlace("P", 1, 2),))
    value = to_geojson(FeatureCollection(events=(dated, placed)))
    assert (value["unplaced"], value["undated"]) == (1, 1)


def test_properties_are_those_of_the_contract() -> None:
    event = (
        "id title kind status edtf start end when_text when_reason when_rule lasts places actors"
        " attribution casualties evidence importance confidence sources candidates edited notes"
    )
    assert {item.name for item in fields(Event)} == set(event.split())
    base = (
        "kind id name aliases base_kind service operator host opened closed status personnel"
        " inferred certainty precision_km source reason candidates mentions"
    )
    written = to_geojson(FeatureCollection(bases=(Base("b", "Kant"),)))
    properties = written["features"][0]["properties"]
    assert set(properties) == set(base.split())
    assert properties["kind"] == "base"


def test_events_are_sorted_by_time_bc_first_and_undated_last() -> None:
    starts = [None, "2015-09-15", "-0043-03-15", "0014-08-19", "-0217-08-02", "2015-09-01"]
    events = [Event(str(number), "x", start=start) for number, start in enumerate(starts)]
    assert [event.start for event in sorted_events(events)] == [
        "-0217-08-02", "-0043-03-15", "0014-08-19", "2015-09-01", "2015-09-15", None,
    ]  # fmt: skip


POINT = {"type": "Point", "coordinates": [1, 2]}
BAD = [
    ([], 'expected a GeoJSON object with "type": "FeatureCollection"'),
    ({"type": "Feature"}, 'expected a GeoJSON object with "type": "FeatureCollection"'),
    (
        {"type": "FeatureCollection", "features": [], "dateline": {"contract": 9}},
        "dateline.contract: this program reads version 1, not 9",
    ),
    ({"type": "FeatureCollection"}, "features: expected a list"),
    (
        {"type": "FeatureCollection", "features": [3]},
        'features[0]: expected a GeoJSON object with "type": "Feature"',
    ),
    (collection_of(properties=[]), "features[0].properties: expected an object"),
    (
        collection_of(geometry={"type": "Polygon"}, properties={}),
        "features[0].geometry: expected null, a Point or a MultiPoint",
    ),
    (
        collection_of(geometry={"type": "Point", "coordinates": ["a", 1]}, properties={}),
        "features[0].geometry.coordinates: expected [longitude, latitude], found ['a', 1]",
    ),
    (
        collection_of(geometry={"type": "Point", "coordinates": [38.5, 168.7]}, properties={}),
        (
            "features[0].geometry.coordinates: [38.5, 168.7] is not [longitude, latitude]"
            " (are they swapped?)"
        ),
    ),
    (
        collection_of(
            geometry=POINT,
            properties={
                "title": "x",
                "places": [{"name": name, "lon": 1, "lat": 2} for name in "ab"],
            },
        ),
        (
            "features[0]: the geometry has 1 positions, properties.places has 2; give one position"
            " for each place, in the same order"
        ),
    ),
    (
        collection_of(properties={"title": "x", "status": "sure"}),
        (
            "features[0].properties.status: Input should be 'happened', 'ongoing', 'planned',"
            " 'possible', 'claimed' or 'denied', found 'sure'"
        ),
    ),
    (
        collection_of(
            geometry={"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]},
            properties={"kind": "base", "name": "Kant"},
        ),
        "features[0].geometry: a base has one Point, not 2",
    ),
    (
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "id": "a", "properties": {"title": t}} for t in "xy"],
        },
        "features[1]: its id 'a' is that of features[0] already",
    ),
]


@pytest.mark.parametrize(("value", "message"), BAD)
def test_trouble_is_told_by_its_path(value: object, message: str) -> None:
    with pytest.raises(FeatureError) as caught:
        from_geojson(value)
    assert str(caught.value) == message


def test_broken_json_is_told_by_line_and_column() -> None:
    with pytest.raises(FeatureError, match=r"^line 2, column 1: not JSON"):
        loads('{"type":\n}')


def test_json_nested_without_end_is_refused() -> None:
    with pytest.raises(FeatureError, match="nested too deeply"):
        loads("[" * 200_000)


def test_the_file_is_plain_utf8_json() -> None:
    text = dumps(FeatureCollection(title="Душанбе"))
    assert "Душанбе" in text
    assert json.loads(text)["dateline"]["contract"] == 1

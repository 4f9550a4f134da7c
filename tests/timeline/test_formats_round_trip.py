"""GeoJSON and JSON Lines hold all of any collection."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maps.features import (
    Attribution,
    Base,
    Event,
    EventPlace,
    Evidence,
    FeatureCollection,
    SourceDocument,
)
from tests.timeline.importing import read
from timeline.formats import FORMATS
from timeline.formats.base import Imported

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

"""The sample collections keep the contract: they read back equal, and their offsets are true."""

from __future__ import annotations

from maps.geojson import dumps, loads
from tests.samples import TEXT, big_collection, hostile_collection, sample_collection


def test_samples_survive_the_file() -> None:
    for collection in (sample_collection(), hostile_collection(), big_collection(20)):
        assert loads(dumps(collection)) == collection


def test_evidence_stands_where_it_says() -> None:
    for event in sample_collection().events:
        for item in event.evidence:
            assert TEXT[item.start : item.end] == item.quote
            assert TEXT[item.context_start :].startswith(item.context)
            for mark in item.marks:
                assert item.start <= mark.start < mark.end <= item.end

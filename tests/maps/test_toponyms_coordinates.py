"""Coordinates written in a text, in the ways newspapers and reports write them."""

from __future__ import annotations

import pytest

from maps.toponyms.coordinates import find_coordinates

READ = [
    ("The wreck lies at 38.54 N, 68.78 E, in deep mud.", 68.78, 38.54),
    ("at 38.54° N 68.78° E", 68.78, 38.54),
    ("at 33.86 S, 151.21 E", 151.21, -33.86),
    ("38°32′N 68°46′E", 68.7667, 38.5333),
    ("38°32'15\"N, 68°46'48\"E", 68.78, 38.5375),
    ("38 degrees 30 minutes north, 68 degrees 45 minutes west", -68.75, 38.5),
    ("51.5074, -0.1278", -0.1278, 51.5074),
    ("(−12.0464, −77.0428)", -77.0428, -12.0464),
]
NOT_READ = [
    "He won by 3.5, 2.1 and 1.9 points.",
    "Shares rose 12.50, 13.75 and fell again.",
    "US$ 51.5074, -0.1278 million",
    "at 98.54 N, 68.78 E",
    "at 38.54 N, 268.78 E",
    "38°75′N 68°46′E",
    "Flight 38 N 68 E",
    "On 9 September 2015, 22 people died.",
]


@pytest.mark.parametrize(("text", "lon", "lat"), READ)
def test_reads(text: str, lon: float, lat: float) -> None:
    (mention,) = find_coordinates(text)
    place = mention.place
    assert place is not None
    assert (place.lon, place.lat) == pytest.approx((lon, lat), abs=1e-3)
    assert place.gazetteer_id == "coordinates"
    assert text[mention.start : mention.end] == mention.name


@pytest.mark.parametrize("text", NOT_READ)
def test_leaves_alone(text: str) -> None:
    assert find_coordinates(text) == []


def test_precision_follows_the_last_digit() -> None:
    (coarse,) = find_coordinates("at 38.5 N, 68.8 E")
    (fine,) = find_coordinates("at 38.54123 N, 68.78123 E")
    assert coarse.place is not None
    assert fine.place is not None
    assert coarse.place.precision_km == pytest.approx(11.1, abs=0.1)
    assert fine.place.precision_km < 0.1

"""Dates and places as people and other programs write them."""

# ruff: noqa: ISC004 - a case is a line

from __future__ import annotations

import pytest

from maps.place import Place
from timeline.written import When, between, read_date, read_place

EXPECTED = (
    "; expected a day such as 2015-09-15, EDTF such as 2015-09-01/2015-09-10, or words such as"
    " early September 2015"
)


@pytest.mark.parametrize(
    ("text", "edtf", "start", "end"),
    [
        ("2015-09-15", "2015-09-15", "2015-09-15", "2015-09-15"),
        ("2015-09", "2015-09", "2015-09-01", "2015-09-30"),
        ("2015", "2015", "2015-01-01", "2015-12-31"),
        ("-0043", "-0043", "-0043-01-01", "-0043-12-31"),
        ("44 BC", "-0043", "-0043-01-01", "-0043-12-31"),
        ("2015-09-01/2015-09-10", "2015-09-01/2015-09-10", "2015-09-01", "2015-09-10"),
        ("../2015", "../2015", None, "2015-12-31"),
        ("2015-06/..", "2015-06/..", "2015-06-01", None),
        ("2015-21", "2015-21", "2015-03-01", "2015-05-31"),
        ("199X", "199X", "1990-01-01", "1999-12-31"),
        ("2015-09~", "2015-09~", "2015-09-01", "2015-09-30"),
        ("early September 2015", "2015-09-01/2015-09-10", "2015-09-01", "2015-09-10"),
        ("from 3 to 5 May 2014", "2014-05-03/2014-05-05", "2014-05-03", "2014-05-05"),
        ("since June 2015", "2015-06-01/..", "2015-06-01", None),
        ("14.09.2015", "2015-09-14", "2015-09-14", "2015-09-14"),
        ("03.04.2015", *["2015-04-03"] * 3),
        ("9/14/2015", "2015-09-14", "2015-09-14", "2015-09-14"),
        ("5/5/2015", "2015-05-05", "2015-05-05", "2015-05-05"),
        ("20150915", "2015-09-15", "2015-09-15", "2015-09-15"),
        ("12/2015", "2015-12", "2015-12-01", "2015-12-31"),
        ("2015-09-15 18:30", *["2015-09-15T18:30:00"] * 3),
        ("2015-09-15T18:30:00.000Z", *["2015-09-15T18:30:00Z"] * 3),
        ("14.09.2015 8:46", *["2015-09-14T08:46:00"] * 3),
    ],
)
def test_a_date_is_read_with_its_bounds(
    text: str, edtf: str, start: str | None, end: str | None
) -> None:
    found = read_date(text)
    assert (found.edtf, found.start, found.end) == (edtf, start, end)


@pytest.mark.parametrize(
    ("order", "day"), [("DMY", "2015-04-03"), ("MDY", "2015-03-04")]
)  # fmt: skip
def test_the_order_settles_what_could_be_two_days(order: str, day: str) -> None:
    assert read_date("03/04/2015", order).start == day  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/02/2015", '"31/02/2015" is no date (2015-02 has 28 days)' + EXPECTED),
        ("2015-02-31", '"2015-02-31" is no date (2015-02 has 28 days)' + EXPECTED),
        ("2015-13", '"2015-13" is no date (there is no month 13)' + EXPECTED),
        ("15/13/2015", '"15/13/2015" is no date (there is no month 13)' + EXPECTED),
        ("Tuesday", '"Tuesday" names no date by itself' + EXPECTED),
        ("hello", '"hello" is no date' + EXPECTED),
        ("May 2015 in Paris", '"May 2015 in Paris" is no date' + EXPECTED),
        ("2015/2010", "ends (2010-12-31) before it begins (2015-01-01)"),
        (
            "03/04/2015",
            '"03/04/2015" may be 2015-04-03 or 2015-03-04; write it as one of these',
        ),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole text is compared
        read_date(text)
    assert str(caught.value) == message


def test_two_dates_make_a_range_as_fine_as_they_are() -> None:
    assert between(read_date("2015-06"), read_date("2015-09-10")) == When(
        "2015-06/2015-09-10", "2015-06-01", "2015-09-10", lasts=True
    )
    assert between(read_date("2015"), read_date("2015")) == read_date("2015")


class Names:
    """A gazetteer of four places."""

    PLACES: tuple[Place, ...] = (
        Place("Vahdat", 69.0, 38.5, "city", "geonames:1", "TJ", admin1="RR"),
        Place("Vahdat", 70.0, 40.0, "city", "geonames:2", "TJ", admin1="SU"),
        Place("Vahdat", 50.0, 35.0, "city", "geonames:3", "IR", admin1="26"),
        Place("Sughd", 69.5, 39.5, "state", "geonames:4", "TJ", admin1="SU"),
        Place("Iran", 53.0, 32.0, "country", "geonames:5", "IR"),
    )

    def find(self, name: str) -> tuple[Place, ...]:
        return tuple(place for place in self.PLACES if place.name == name)

    def place(self, gazetteer_id: str) -> Place | None:
        return next((item for item in self.PLACES if item.gazetteer_id == gazetteer_id), None)


@pytest.mark.parametrize(
    ("text", "gazetteer_id"),
    [
        ("Vahdat", "geonames:1"),
        ("Vahdat, Sughd", "geonames:2"),
        ("Vahdat, Iran", "geonames:3"),
        ("Vahdat, IR", "geonames:3"),
        ("geonames:2", "geonames:2"),
        ("the other Vahdat (geonames:2)", "geonames:2"),
        ("38.5, 68.75", "coordinates"),
    ],
)
def test_a_place_is_found_by_name_id_or_position(text: str, gazetteer_id: str) -> None:
    found = read_place(text, Names(), rule="r", reason="why")
    assert found.place.gazetteer_id == gazetteer_id
    assert (found.place.rule, found.place.reason) == ("r", "why")


def test_a_name_of_several_places_is_told() -> None:
    assert read_place("Vahdat", Names(), rule="", reason="").note == (
        '"Vahdat" is taken for Vahdat, TJ (city, geonames:1); there are 2 other places of that name'
    )
    assert read_place("Vahdat, Iran", Names(), rule="", reason="").note is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Nowhere",
            'no gazetteer knows "Nowhere"; write another name, an id such as geonames:1220855, or'
            " [longitude, latitude]",
        ),
        ("geonames:9", "the gazetteer has no place geonames:9"),
        (
            "138.5, 68.8",
            "longitude 68.8, latitude 138.5 is nowhere on earth; are they swapped?",
        ),
        ("200, 300", "longitude 300, latitude 200 is nowhere on earth"),
    ],
)
def test_what_is_no_place_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole text is compared
        read_place(text, Names(), rule="", reason="")
    assert str(caught.value) == message

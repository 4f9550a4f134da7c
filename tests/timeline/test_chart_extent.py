"""What is drawn solid and what fades, read off the EDTF of an event and whether it lasted."""

from __future__ import annotations

import math

import pytest

from maps.dates import iso_day
from maps.features import Event
from timeline.chart.extent import Extent, extent


def extent_of(
    edtf: str | None, start: str | None, end: str | None, lasts: bool | None = None
) -> Extent | None:
    return extent(Event("e1", "Something", edtf=edtf, start=start, end=end, lasts=lasts))


def inclusive(bounds: tuple[float, float] | None) -> tuple[str, str] | None:
    return None if bounds is None else (iso_day(bounds[0]), iso_day(bounds[1] - 1))


SEPTEMBER = ("2015-09-01", "2015-09-30")


@pytest.mark.parametrize(
    ("edtf", "start", "end", "lasts", "core"),
    [
        # What fell somewhere in the time has nothing that is sure.
        ("2015-09", *SEPTEMBER, False, None),
        ("2015-09~", *SEPTEMBER, False, None),
        ("199X", "1990-01-01", "1999-12-31", False, None),
        ("2015-09-01/2015-09-10", "2015-09-01", "2015-09-10", False, None),
        ("1801/1900", "1801-01-01", "1900-12-31", False, None),
        ("../2015-06-30", None, "2015-06-30", False, None),
        # What filled it is sure throughout,
        ("2015-09", *SEPTEMBER, True, SEPTEMBER),
        ("2015-09-01/2015-09-10", "2015-09-01", "2015-09-10", True, ("2015-09-01", "2015-09-10")),
        ("2015-09-07/2015-09-13", "2015-09-07", "2015-09-13", True, ("2015-09-07", "2015-09-13")),
        # but ends known to the month or the year fade over that month or year.
        ("2015-03/2015-05", "2015-03-01", "2015-05-31", True, ("2015-03-31", "2015-05-01")),
        ("2014/2016", "2014-01-01", "2016-12-31", True, ("2014-12-31", "2016-01-01")),
        ("2015-06/2015-09-15", "2015-06-01", "2015-09-15", True, ("2015-06-30", "2015-09-15")),
        ("-0048/-0043", "-0048-01-01", "-0043-12-31", True, ("-0048-12-31", "-0043-01-01")),
        # A hand-made file that does not tell: one unit is vague, an interval means what it says.
        ("2015", "2015-01-01", "2015-12-31", None, None),
        (None, "2015-09-01", "2015-09-10", None, ("2015-09-01", "2015-09-10")),
        ("2015-09-01/2015-09-10", "2015-09-01", "2015-09-10", None, ("2015-09-01", "2015-09-10")),
    ],
)  # fmt: skip
def test_the_core_is_what_is_sure(
    edtf: str | None,
    start: str | None,
    end: str,
    lasts: bool | None,
    core: tuple[str, str] | None,
) -> None:
    found = extent_of(edtf, start, end, lasts)
    assert found is not None
    assert found.shape == "span"
    assert found.open_start == (start is None)
    assert iso_day(found.last - 1) == end
    assert inclusive(found.core) == core


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2015-09-15", "2015-09-15"),
        ("-0043-03-15", "-0043-03-15"),
        ("2015-09-15T14:00:00", "2015-09-15T14:00:00"),
    ],
)
def test_a_day_or_a_clock_time_is_an_instant(start: str, end: str) -> None:
    found = extent_of(start, start, end)
    assert found is not None
    assert found.shape == "instant"


def test_a_part_of_a_day_is_a_span() -> None:
    found = extent_of(None, "2015-09-15T08:00:00", "2015-09-15T11:30:00")
    assert found is not None
    assert found.shape == "span"
    assert (found.last - found.first) * 24 == pytest.approx(3.5)


def test_open_sides_are_infinite() -> None:
    since = extent_of("2014-05-03/..", "2014-05-03", None)
    until = extent_of("../2014-05", None, "2014-05-31")
    assert since is not None
    assert until is not None
    assert (iso_day(since.first), since.last) == ("2014-05-03", math.inf)
    assert (until.first, iso_day(until.last - 1)) == (-math.inf, "2014-05-31")
    assert math.isfinite(since.middle)
    assert math.isfinite(until.middle)


def test_a_hand_made_feature_may_have_edtf_alone_or_end_before_it_begins() -> None:
    alone = extent_of("2014/2016", None, None)
    turned = extent_of(None, "2015-09-10", "2015-09-01")
    assert alone is not None
    assert turned is not None
    assert inclusive((alone.first, alone.last)) == ("2014-01-01", "2016-12-31")
    assert turned.first < turned.last


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [(None, None, None), ("../..", None, None), (None, "soon", None), ("nonsense", None, None)],
)
def test_no_readable_date_is_no_extent(
    edtf: str | None, start: str | None, end: str | None
) -> None:
    assert extent_of(edtf, start, end) is None

"""The timeline as a picture, without a browser."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import get_args

import pytest

from maps.dates import day_number
from maps.features import Event, FeatureCollection, Status
from maps.paper import PictureOptions
from tests.samples import big_collection, hostile_collection, sample_collection
from timeline.chart import Extent, Stretch
from timeline.pictures import timeline_svg
from timeline.pictures.scale import CUT, Part, scale
from timeline.pictures.ticks import ticks

ALL = get_args(Status)


def day(year: int, month: int = 1, date: int = 1) -> float:
    return float(day_number(year, month, date))


def on(*days: float) -> list[Extent]:
    return [Extent(one, one + 1, (one, one + 1), "instant") for one in days]


def texts(picture: str) -> list[str]:
    root = ET.fromstring(picture)  # noqa: S314 - our own
    return ["".join(item.itertext()) for item in root.iter("{http://www.w3.org/2000/svg}text")]


class TestScale:
    def test_time_runs_evenly_where_nothing_is_cut(self) -> None:
        made = scale(on(day(2015, 9, 1), day(2015, 9, 11), day(2015, 9, 21)), 0, 1000)
        assert len(made.parts) == 1
        first, second, third = (made.x(day(2015, 9, date)) for date in (1, 11, 21))
        assert second - first == pytest.approx(third - second)
        assert 0 < first < third < 1000

    def test_a_long_empty_stretch_is_cut_out(self) -> None:
        made = scale(on(day(1924, 10, 14), day(2015, 9, 1), day(2015, 9, 15)), 0, 1000)
        assert len(made.parts) == 2
        old, new = made.parts
        assert new.left - old.right == CUT
        assert made.x(day(2015, 9, 15)) - made.x(day(2015, 9, 1)) > 200
        assert old.left <= made.x(day(1924, 10, 14)) <= old.right
        assert old.right < made.x(day(1970)) < new.left

    def test_order_is_kept_everywhere(self) -> None:
        days = [day(-43, 3, 15), day(1066), day(1066, 2), day(2015, 9, 1), day(2015, 9, 2)]
        made = scale(on(*days), 28, 1172)
        at = [made.x(one) for one in days]
        assert at == sorted(at)
        assert 28 <= at[0] < at[-1] <= 1172

    def test_what_is_covered_is_no_empty_stretch(self) -> None:
        spans = [Extent(day(1991), day(2015), None, "span"), *on(day(2015, 2))]
        assert len(scale(spans, 0, 1000).parts) == 1

    def test_the_week_that_most_of_a_story_is_about_has_room(self) -> None:
        week = [day(2019, 3, date) for date in range(6, 15)]
        past = [day(1891), day(1975), day(1992), day(2007), day(2012, 8, 16), day(2018, 10)]
        made = scale(on(*past, *week), 28, 1172)
        at = [made.x(one) for one in (*past, *week)]
        assert at == sorted(at)
        assert at[-1] - at[6] > 0.3 * (1172 - 28)
        assert all(later - sooner > 20 for sooner, later in pairwise(at[6:]))
        in_week = next(part for part in made.parts if part.stretch.first <= week[0])
        assert [part for part in made.parts if week[4] in part.stretch] == [made.parts[-1]]
        assert in_week != made.parts[-1], "the past has a part of its own"

    def test_a_look_ahead_is_parted_from_it_as_well(self) -> None:
        week = [day(2019, 3, date) for date in range(6, 15)]
        days = [day(2009), day(2014), *week, day(2026)]
        at = [scale(on(*days), 0, 1000).x(one) for one in days]
        assert at == sorted(at)
        assert at[-2] - at[2] > 300

    def test_events_all_over_the_years_share_one_scale(self) -> None:
        days = [day(1990 + at, 1 + at % 12) for at in range(30)]
        assert len(scale(on(*days), 0, 1000).parts) == 1

    def test_a_span_over_the_week_keeps_it_in_its_part(self) -> None:
        week = [day(2019, 3, date) for date in range(6, 15)]
        spans = [Extent(day(1990), day(2020), None, "span"), *on(day(1891), *week)]
        made = scale(spans, 0, 1000)
        assert [part for part in made.parts if week[0] in part.stretch] == [made.parts[-1]]

    def test_open_ends_reach_the_edge(self) -> None:
        made = scale([Extent(day(2015), float("inf"), None, "span"), *on(day(2015, 3))], 0, 1000)
        assert made.x(float("inf")) == 1000
        assert made.x(float("-inf")) == 0

    def test_many_cuts_leave_room(self) -> None:
        made = scale(on(*(day(year) for year in (1, 1000, 1900, 1990, 2010, 2015))), 0, 600)
        assert all(part.right > part.left for part in made.parts)
        assert made.parts[-1].right == pytest.approx(600)


class TestTicks:
    @pytest.mark.parametrize(
        ("first", "last", "width", "shown"),
        [
            (
                day(2015, 9, 1), day(2015, 9, 5), 500,
                [("1 Sep", "2015"), ("2 Sep", ""), ("3 Sep", ""), ("4 Sep", ""), ("5 Sep", "")],
            ),
            (
                day(2014, 12, 30), day(2015, 1, 3), 400,
                [("30 Dec", "2014"), ("31 Dec", ""), ("1 Jan", "2015"), ("2 Jan", ""),
                 ("3 Jan", "")],
            ),
            (
                day(2014, 11), day(2015, 3), 400,
                [("Nov", "2014"), ("Dec", ""), ("Jan", "2015"), ("Feb", ""), ("Mar", "")],
            ),
            (day(1900), day(1950, 1, 2), 500, [(f"{year}", "") for year in range(1900, 1951, 10)]),
            (
                day(-60), day(21), 500,
                [("60 BC", ""), ("40 BC", ""), ("20 BC", ""), ("AD 1", ""), ("AD 20", "")],
            ),
            (
                day(2015, 9, 15) + 0.25, day(2015, 9, 15) + 0.5, 200,
                [("06:00", "15 Sep 2015"), ("09:00", ""), ("12:00", "")],
            ),
        ],
    )  # fmt: skip
    def test_round_units_of_time(
        self, first: float, last: float, width: float, shown: list[tuple[str, str]]
    ) -> None:
        part = Part(Stretch(first, last), 0, width)
        found = [(tick.above, tick.below) for tick in ticks(part, "en")]
        assert found == shown

    def test_a_short_part_has_a_tick_too(self) -> None:
        part = Part(Stretch(day(1924, 3, 2), day(1925, 11, 4)), 0, 60)
        assert len(ticks(part, "en")) >= 1


class TestPicture:
    @pytest.mark.parametrize("width", [320, 1200, 4000])
    def test_the_same_bytes_and_well_formed(self, width: int) -> None:
        for collection in (sample_collection(), hostile_collection(), FeatureCollection()):
            options = PictureOptions(width=width, statuses=ALL)
            picture = timeline_svg(collection, options)
            assert picture == timeline_svg(collection, options)
            assert ET.fromstring(picture).get("width") == f"{width}"  # noqa: S314 - our own

    def test_every_dated_title_is_in_full_with_its_date(self) -> None:
        collection = big_collection(40)
        told = " ".join(texts(timeline_svg(collection, PictureOptions(statuses=ALL))))
        for event in collection.events:
            assert event.title in told

    def test_what_is_left_out_is_told(self) -> None:
        told = texts(timeline_svg(sample_collection()))
        assert "1 event without a date: Villagers spoke of shots near Isfara." in told
        assert "4 events are not drawn, for they are not told as facts." in told

    def test_a_vague_date_fades_and_a_sure_one_does_not(self) -> None:
        def opacities(event: Event) -> list[float]:
            picture = timeline_svg(FeatureCollection(events=(event,)))
            return [float(value) for value in re.findall(r'stop-opacity="([\d.]+)"', picture)]

        vague = opacities(Event("1", "Rain", edtf="2015-09", start="2015-09-01", end="2015-09-30"))
        sure = opacities(
            Event("1", "Rain", edtf="2015-09-01/2015-09-30", start="2015-09-01", end="2015-09-30",
                  when_text="from 1 to 30 September")
        )  # fmt: skip
        assert vague[0] < 0.2
        assert vague[0] < max(vague) < 0.6
        assert vague[-1] < 0.2
        assert set(sure) == {0.95}

    def test_a_span_that_is_no_fact_is_hollow(self) -> None:
        event = Event(
            "1", "An exercise", status="planned", edtf="2015-10", start="2015-10-01",
            end="2015-10-31",
        )  # fmt: skip
        picture = timeline_svg(
            FeatureCollection(events=(event,)), PictureOptions(statuses=("planned",))
        )
        assert "linearGradient" not in picture
        assert re.search(r'<rect [^>]*height="10" fill="#ffffff" stroke="#', picture)

    def test_two_pictures_in_one_page_share_no_id(self) -> None:
        def ids(collection: FeatureCollection) -> set[str]:
            return set(re.findall(r' id="([^"]+)"', timeline_svg(collection)))

        one, other = ids(sample_collection()), ids(big_collection(30))
        assert one
        assert other
        assert not one & other

    def test_a_story_without_a_date_says_so(self) -> None:
        told = texts(timeline_svg(FeatureCollection(title="x", events=(Event("1", "A thing"),))))
        assert "No event with a date." in told
        assert "1 event without a date: A thing." in told

    def test_that_time_has_two_scales_is_told(self) -> None:
        told = [
            Event(str(at), f"Event {at}", edtf=one, start=one, end=one)
            for at, one in enumerate(("1924-10-14", "2015-09-01", "2015-09-15"))
        ]
        cut = "on each side of it time has a scale of its own."
        assert any(
            cut in line for line in texts(timeline_svg(FeatureCollection(events=tuple(told))))
        )
        near = FeatureCollection(events=tuple(told[1:]))
        assert not any(cut in line for line in texts(timeline_svg(near)))

    def test_a_cut_is_drawn(self) -> None:
        events = tuple(
            Event(start, start, edtf=start, start=start, end=start)
            for start in ("1924-10-14", "2015-09-01", "2015-09-15")
        )
        assert "⋯" in texts(timeline_svg(FeatureCollection(events=events)))
        assert "⋯" not in texts(timeline_svg(FeatureCollection(events=events[1:])))

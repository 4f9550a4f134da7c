"""The timeline as a plotly Figure: what is drawn, where, and that article text stays text."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any, get_args

import pytest

from maps.dates import day_number
from maps.features import Event, FeatureCollection, Status
from maps.lettering import shorten, text_width
from tests.samples import HOSTILE_STRINGS, big_collection, hostile_collection, sample_collection
from timeline.chart import ChartOptions, extent, figure
from timeline.chart.axis import main_part, whole, year_ticks
from timeline.chart.figure import MS
from timeline.chart.hover import as_text
from timeline.chart.lanes import Box, pack
from timeline.chart.marks import segments, widened

ALL = frozenset(get_args(Status))


def on(day: str, number: int = 0) -> Event:
    return Event(f"e{number}", f"Event of {day}", edtf=day, start=day, end=day)


def story(*events: Event) -> FeatureCollection:
    return FeatureCollection("A story", events=events)


def drawn(collection: FeatureCollection, **options: Any) -> dict[str, Any]:
    """The figure as plotly gets it: `spans`, `days`, `titles` and `layout`."""
    made = figure(collection, ChartOptions(**options)).to_plotly_json()
    spans, days, titles = made["data"]
    return {"spans": spans, "days": days, "titles": titles, "layout": made["layout"]}


def test_what_happened_is_drawn_and_the_rest_only_on_request() -> None:
    usual = drawn(sample_collection())
    shown = {*usual["spans"]["customdata"], *usual["days"]["customdata"]}
    assert shown == {
        "e01attack", "e02summit", "e03pledge", "e04posts", "e05khorugh", "e06law", "e07treaty",
        "e13report",
    }  # fmt: skip
    everything = drawn(sample_collection(), statuses=ALL)
    more = {*everything["spans"]["customdata"], *everything["days"]["customdata"]} - shown
    assert more == {"e08exercise", "e10led", "e12airport"}  # e09 and e11 have no date


def test_days_are_diamonds_and_vague_dates_are_spans() -> None:
    made = drawn(sample_collection())
    assert set(made["days"]["customdata"]) == {"e02summit", "e03pledge", "e07treaty", "e13report"}
    assert all(symbol.startswith("diamond") for symbol in made["days"]["marker"]["symbol"])
    clashes = [
        (base, length)
        for base, length, event in zip(
            made["spans"]["base"], made["spans"]["x"], made["spans"]["customdata"], strict=True
        )
        if event == "e01attack"
    ]
    first, last = day_number(2015, 9, 1) * MS, day_number(2015, 9, 11) * MS
    assert clashes[0][0] == pytest.approx(first)
    assert sum(clashes[-1]) == pytest.approx(last)


def test_no_bar_has_no_width() -> None:
    night = Event("e1", "Night", edtf=None, start="2015-09-15T22:00:00", end="2015-09-15T22:05:00")
    made = drawn(story(night, on("1995-01-01", 2), on("2015-01-01", 3)), width=800)
    view = made["layout"]["xaxis"]["range"]
    pixels = sum(made["spans"]["x"]) / (view[1] - view[0]) * (800 - 32)
    assert pixels == pytest.approx(6)


def test_a_span_is_solid_where_sure_and_fades_where_vague() -> None:
    months = Event("e1", "Siege", edtf="2015-03/2015-05", start="2015-03-01", end="2015-05-31",
                   when_text="from March to May")  # fmt: skip
    found = extent(months)
    assert found is not None
    pieces = segments(found, whole([found]))
    opacities = [piece.opacity for piece in pieces]
    top = opacities.index(max(opacities))
    assert opacities[:top] == sorted(opacities[:top])
    assert opacities[top + 1 :] == sorted(opacities[top + 1 :], reverse=True)
    assert (pieces[top].first, pieces[top].last) == (
        day_number(2015, 3, 31),
        day_number(2015, 5, 2),
    )
    for one, following in pairwise(pieces):
        assert one.last == pytest.approx(following.first)


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [("2014-05-03/..", "2014-05-03", None), ("../2014-05-03", None, "2014-05-03")],
)
def test_an_open_side_reaches_the_edge_and_fades(
    edtf: str, start: str | None, end: str | None
) -> None:
    made = drawn(story(Event("e1", "Exile", edtf=edtf, start=start, end=end), on("2016-01-01", 2)))
    low, high = made["layout"]["xaxis"]["range"]
    bars = made["spans"]
    left, right = (
        min(bars["base"]),
        max(b + x for b, x in zip(bars["base"], bars["x"], strict=True)),
    )
    assert (right if end is None else left) == pytest.approx(high if end is None else low)
    assert all(math.isfinite(number) for number in (*bars["base"], *bars["x"]))


def test_marks_and_titles_of_one_row_do_not_touch() -> None:
    boxes = [Box(0, 50), Box(40, 90), Box(60, 100), Box(200, 250)]
    assert pack(boxes) == [0, 1, 0, 0]
    assert pack([Box(0, 50), Box(57, 60)], gap=8) == [0, 1]


def test_titles_are_shortened_to_the_width() -> None:
    title = "Verfassungsgerichtspräsidentin weist Beschwerde gegen Stationierungsabkommen zurück"
    assert shorten(title, 10_000, 13) == title
    short = shorten(title, 200, 13)
    assert short.endswith("…")
    assert text_width(short, 13) <= 200
    narrow = drawn(story(Event("e1", title, start="2015-09-15", end="2015-09-15")), width=390)
    assert text_width(narrow["titles"]["text"][0].rpartition(">")[2], 13) <= 390


def test_years_before_christ_have_ticks_that_say_so() -> None:
    reign = Event("e2", "A reign", edtf="-0030/0014", start="-0030-01-01", end="0014-12-31")
    made = drawn(story(on("-0043-03-15"), reign))
    axis = made["layout"]["xaxis"]
    assert axis["type"] == "linear"
    assert "40 BC" in axis["ticktext"]
    assert "AD 10" in axis["ticktext"]
    assert not any(text.startswith(("-", "0")) for text in axis["ticktext"])


def test_round_years_bc_are_round_to_a_reader() -> None:
    stretch = whole([found for year in ("-0500", "0400") if (found := extent(on(f"{year}-01-01")))])
    names = [name for _, name in year_ticks(stretch, "en")]
    assert names == ["400 BC", "200 BC", "AD 1", "AD 200", "AD 400"]


def test_an_outlier_does_not_squeeze_the_rest() -> None:
    year = [on(f"2015-{month:02d}-10", month) for month in range(1, 12)]
    found = [one for event in (on("1991-05-01"), *year) if (one := extent(event))]
    stretch = main_part(found)
    assert stretch is not None
    assert not stretch.overlaps(found[0])
    assert all(stretch.overlaps(one) for one in found[1:])
    assert main_part(found[1:]) is None


def test_two_halves_far_apart_are_no_outliers() -> None:
    found = [
        one
        for year in (1991, 2015)
        for month in range(1, 7)
        if (one := extent(on(f"{year}-{month:02d}-10")))
    ]
    assert main_part(found) is None


@pytest.mark.parametrize("day", ["2015-09-15", "2015-09-15T10:00:00"])
def test_one_event_has_room_about_it(day: str) -> None:
    low, high = drawn(story(on(day)))["layout"]["xaxis"]["range"]
    middle = drawn(story(on(day)))["days"]["x"][0]
    assert low < middle < high


def test_a_thin_span_grows_about_its_middle() -> None:
    found = extent(Event("e1", "x", start="2015-09-15", end="2015-09-16"))
    assert found is not None
    grown = widened(found, 10)
    assert grown.last - grown.first == 10
    assert grown.middle == found.middle


@pytest.mark.parametrize("text", HOSTILE_STRINGS)
def test_no_tag_of_an_article_reaches_plotly(text: str) -> None:
    assert "<" not in as_text(text)
    assert "$" not in as_text(text)


def test_hostile_titles_hold_only_our_own_tags() -> None:
    made = drawn(hostile_collection())
    allowed = {"<br>", "<b>", "</b>", "<i>", "</i>", "</span>"}
    for text in (*made["titles"]["text"], *made["days"]["hovertext"]):
        tags = {f"<{part.partition('>')[0]}>" for part in text.split("<")[1:]}
        assert {tag for tag in tags if not tag.startswith('<span style="color:#')} <= allowed


def test_the_same_collection_gives_the_same_figure() -> None:
    assert figure(sample_collection()).to_json() == figure(sample_collection()).to_json()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_mark_has_the_colour_of_its_theme(theme: str) -> None:
    made = drawn(sample_collection(), theme=theme)
    colours = set(made["days"]["marker"]["color"])
    expected = {"light": {"#0069a6", "#5d6770"}, "dark": {"#62b9f2", "#b1bac2"}}
    assert colours == expected[theme]


@pytest.mark.parametrize("events", [(), (Event("e1", "Undated"),)])
def test_nothing_to_draw_is_told(events: tuple[Event, ...]) -> None:
    layout = figure(FeatureCollection("Empty", events=events)).to_plotly_json()["layout"]
    assert layout["annotations"][0]["text"] == "No event with a date."


def test_many_events_are_all_drawn() -> None:
    made = drawn(big_collection(200))
    assert len({*made["spans"]["customdata"], *made["days"]["customdata"]}) == 160


def test_a_week_of_news_is_shown_before_its_background() -> None:
    week = [on(f"2019-03-{day:02d}", at) for at, day in enumerate((1, 1, 2, 3, 3, 4, 5, 6, 7))]
    background = [on("1972-06-01"), on("1992-04-09"), on("2007-10-01"), on("2014-01-20")]
    vague = [on("2019")]
    found = [one for event in (*background, *vague, *week) if (one := extent(event))]
    stretch = main_part(found)
    assert stretch is not None
    assert stretch.length < 12
    assert all(stretch.overlaps(one) for one in found[5:])
    assert not any(stretch.overlaps(one) for one in found[:4])
    assert stretch.overlaps(found[4])  # it may have been in that week
    # Fewer have room for their titles on the whole axis.
    assert main_part([*found[:3], *found[5:9]]) is None

"""Tables as people and other programs write them, read as events."""

# ruff: noqa: E501, ISC004 - sample lines and messages are whole

from __future__ import annotations

import io
from pathlib import Path

import pytest

from maps.features import (
    Casualty,
    Event,
    Evidence,
    FeatureCollection,
)
from tests.samples import sample_collection
from tests.timeline.importing import only, read, spots
from timeline.formats import FORMATS

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


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
        assert event.lasts == ours.lasts or ours.lasts is None
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

"""Files of events that are damaged, misleading or meant to harm: the one line each gets."""

# ruff: noqa: E501 - a case is a line

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import sample_collection
from tests.timeline.test_written import Names
from timeline.cli import run
from timeline.formats import FORMATS
from timeline.formats.base import FormatError
from timeline.formats.importing import read_events

HEAD = "title,date,lat,lon\n"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><kml>&b;</kml>'
)
ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml>&x;</kml>'
)
NO_DTD = "has a document type with entities of its own; take the <!DOCTYPE …> out"


def kml(inside: str) -> bytes:
    return (
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inside}</Document></kml>'.encode()
    )


def feature(geometry: Any, **properties: Any) -> bytes:
    found = {"type": "Feature", "geometry": geometry, "properties": properties}
    return json.dumps({"type": "FeatureCollection", "features": [found]}).encode()


def zipped(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


BAD = [
    # any file
    ("a.csv", b"", "is empty"),
    ("a.doc", b"x", "has no format of events that can be read; expected one of .csv, .tsv, .json, .geojson, .jsonld, .jsonl, .ndjson, .geojsonl, .geojsons, .tab, .xlsx, .xlsm, .kml"),
    # CSV
    ("a.csv", b"title,date\n\x00\x01,2\n", "is binary, not text (byte 0x00 at position 11)"),
    ("a.csv", "название,date\nПожар на рынке,2015\n".encode("cp1251"), "is not UTF-8 (line 1) and its encoding cannot be told; save it in UTF-8"),
    ("a.csv", b"\xff\xfeabc", "begins as UTF-16-LE but is not (byte 2)"),
    ("a.csv", b"title,date,lat,lon\n", "has a header and no rows"),
    ("a.csv", b"foo,bar\n1,2\n", 'has no column that tells what happened; expected one called title, headline, event or name, found "foo", "bar"'),
    ("a.csv", b"title,bar\n1,2\n", 'has no column that tells when or where; expected one called date, year, place, lat or lon, found "title", "bar"'),
    ("a.csv", (HEAD + "Fire,2015,138.6,34.5\nTalks,2015,121.5,25.0\n").encode(), 'columns "lat" and "lon" are swapped: row 2 has the latitude 138.6'),
    ("a.csv", (",".join(["title", "date", *(f"c{n}" for n in range(600))]) + "\nx,2015\n").encode(), "has 602 columns; expected at most 500"),
    ("a.csv", (HEAD + '"' + "x" * 200_000 + '",2015\n').encode(), "row 2: not CSV (field larger than field limit (131072))"),
    # XLSX
    ("a.xlsx", b"title,date\n", "is no such file: it is damaged, protected, or something else renamed"),
    ("a.xlsx", zipped("xl/workbook.xml", b"<x"), "is no workbook that can be read (KeyError: \"There is no item named '[Content_Types].xml' in the archive\")"),
    ("a.xlsx", zipped("bomb", b"\0" * 250_000_000), "unpacks to 250 MB; expected at most 200 MB"),
    # GeoJSON
    ("a.geojson", b"{", "line 1, column 2: not JSON (Expecting property name enclosed in double quotes)"),
    ("a.geojson", b"[" * 100_000, "not usable JSON (nested too deeply)"),
    ("a.geojson", b'{"type": "Feature"}', 'expected a GeoJSON object with "type": "FeatureCollection"'),
    ("a.geojson", "{\"a\": \"é\"}".encode("latin-1"), "is not UTF-8 (line 1); save it in UTF-8"),
    ("a.geojson", feature({"type": "Point", "coordinates": [38.5, 168.8]}, name="x"), "features[0].geometry: [38.5, 168.8] is not [longitude, latitude] (are they swapped?)"),
    ("a.geojson", feature({"type": "Point", "coordinates": ["a", "b"]}, name="x"), "features[0].geometry: expected coordinates"),
    ("a.geojson", feature(None, foo="x"), "no property tells what happened; expected one called title, headline, event or name, found foo"),
    ("a.geojson", feature(None, title="x", edtf="2015", status="done"), "features[0].properties.status: Input should be 'happened', 'ongoing', 'planned', 'possible', 'claimed' or 'denied', found 'done'"),
    ("a.jsonl", b'{"type": "Feature"}\nnot json\n', "line 2: not JSON"),
    ("a.jsonl", b"[1]\n", "line 1: expected a GeoJSON Feature"),
    # TimelineJS
    ("a.json", b'{"events": []}', "has no slides"),
    ("a.json", b'{"events": [1]}', "events[0]: expected a slide"),
    ("a.csv", b"Year,Month,Day,Headline\n", "has no slides"),
    # ACLED
    ("a.csv", b"event_id_cnty,event_date,time_precision,geo_precision\n", "has a header and no rows"),
    # Linked Places
    ("a.json", b'{"type": "FeatureCollection", "@context": "linkedplaces", "features": []}', "features: expected a list of places"),
    # KML
    ("a.kml", b"", "is empty"),
    ("a.kml", b"<kml>", "line 1, column 6: not XML"),
    ("a.kml", b"<html></html>", "expected KML, found <html>"),
    ("a.kml", LAUGHS, NO_DTD),
    ("a.kml", ENTITY, NO_DTD),
    ("a.kml", zipped("doc.kml", b"<kml/>"), "is a zip archive (KMZ?); unpack it and give the .kml inside"),
    ("a.kml", kml(""), "has no Placemark"),
    ("a.kml", kml("<Placemark><name>x</name><Point><coordinates>38.5,168.8</coordinates></Point></Placemark>"), "Placemark 1: 38.5,168.8 is not longitude,latitude (are they swapped?)"),
    ("a.kml", kml("<Placemark><name>x</name><Point><coordinates>here</coordinates></Point></Placemark>"), "Placemark 1: coordinates: expected longitude,latitude, found 'here'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "message"), BAD, ids=range(len(BAD)))
def test_a_bad_file_gets_one_line(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FormatError) as caught:
        read_events(path, name=name, gazetteer=Names())
    assert str(caught.value) == f"{name}: {message}"


ODD = [
    ("a.csv", HEAD + "Fire,31/02/2015,38.5,69.0\n", ['row 2: "31/02/2015" is no date (2015-02 has 28 days); the event is kept without a date']),
    ("a.csv", HEAD + "Fire,Tuesday,38.5,69.0\n", ['row 2: "Tuesday" names no date by itself; the event is kept without a date']),
    ("a.csv", "title,start,end\nFire,2015-09-10,2015-09-01\n", ["row 2: ends (2015-09-01) before it begins (2015-09-10); the event is kept without a date"]),
    ("a.csv", HEAD + "Fire,2015,38.5,69.0\nTalks,2015,168.5,39.0\nMore,2015,138.5,170\n", ["row 3: longitude 39, latitude 168.5 is nowhere on earth; are they swapped?; the event is kept without that position", "row 4: longitude 170, latitude 138.5 is nowhere on earth; the event is kept without that position"]),
    ("a.csv", HEAD + "Fire,2015,38.5,69.0" + ",extra" * 196 + "\n", ["row 2: has 200 cells, the header 4; the rest is left out"]),
    ("a.csv", "title,date,status,killed\nFire,2015,done,many\n", ['row 2: status "done" is none of ours; taken as happened', 'row 2: "many" is no number of people killed']),
    ("a.csv", "id,title,date\na,Fire,2015\na,Talks,2016\n", ["row 3: its id a is given twice; the second is new"]),
    ("a.csv", "title,date\n" + "x,never\n" * 9, [*(f'row {n}: "never" is no date; the event is kept without a date' for n in range(2, 7)), "and 4 more like that"]),
    ("a.csv", "title,date\nCaf\u00e9 burned,2015\n".encode("cp1252"), ["is not UTF-8 (line 2); read as Windows-1252"]),
    ("a.kml", kml("<Placemark><name>x</name><TimeStamp><when>2015-02-31</when></TimeStamp></Placemark><NetworkLink/>"), ['Placemark 1: "2015-02-31" is no date (2015-02 has 28 days); the event is kept without a date', "1 network link is not followed"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "warnings"), ODD, ids=range(len(ODD)))
def test_an_odd_cell_leaves_its_event_and_a_line(
    tmp_path: Path, name: str, content: str | bytes, warnings: list[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    imported = read_events(path, name=name, gazetteer=Names())
    assert list(imported.warnings) == warnings
    assert imported.collection.events


def test_a_workbook_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    from openpyxl import Workbook

    target, changed = io.BytesIO(), io.BytesIO()
    Workbook().save(target)
    with zipfile.ZipFile(target) as book, zipfile.ZipFile(changed, "w") as copy:
        for item in book.namelist():
            content = book.read(item)
            if item == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + content
            copy.writestr(item, content)
    path = tmp_path / "a.xlsx"
    path.write_bytes(changed.getvalue())
    with pytest.raises(FormatError) as caught:
        read_events(path, name="a.xlsx")
    assert str(caught.value) == "a.xlsx: holds XML with a document type, which no such file needs"


def test_two_hundred_columns_are_a_table(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(
        ",".join([*(f"c{n}" for n in range(198)), "title", "date"])
        + "\n"
        + "," * 198
        + "Fire,2015\n".removeprefix(","),
        encoding="utf-8",
    )
    imported = read_events(path, gazetteer=Names())
    assert [event.title for event in imported.collection.events] == ["Fire"]


def test_a_name_that_nobody_knows_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,date,place\nFire,2015,Vahdat\nTalks,2015,Atlantis\n", encoding="utf-8")
    imported = read_events(path, gazetteer=Names())
    assert imported.notes[-1] == '1 of 2 place names were found in the gazetteer; not "Atlantis"'
    assert (
        read_events(path).notes[-1]
        == "2 place names have no coordinates and no gazetteer to look them up in"
    )


@pytest.mark.parametrize("name", ["nothing.csv", "folder.csv"])
def test_what_is_no_file_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(FormatError) as caught:
        read_events(tmp_path / name, name=name)
    assert str(caught.value) in (
        "nothing.csv: no such file; expected a file of events",
        "folder.csv: is a folder; expected a file of events",
    )


# damage of any sort


def seeds() -> list[tuple[str, bytes]]:
    from openpyxl import Workbook

    book, target = Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["title", "date", "lat", "lon"])
    book.active.append(["Fire", "2015-09-12", 38.5, 69.0])
    book.save(target)
    names = (
        "geojson",
        "jsonl",
        "csv",
        "timelinejs",
        "timelinejs-csv",
        "kml",
        "linked-places",
        "acled",
    )
    return [
        *(
            (
                Path(FORMATS[name].filename).suffix,
                str(FORMATS[name].dump(sample_collection())).encode(),
            )
            for name in names
        ),
        (".xlsx", target.getvalue()),
    ]


SEEDS = seeds()
PIECES = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b"-1",
    b"1e400",
    b"NaN",
    b'""',
    b"\xff",
    b"\x00",
    b"\r",
    b"2015-99-99",
    b"<a/>",
    b"9" * 20,
    b'"',
]


@given(
    st.integers(0, len(SEEDS) - 1),
    st.lists(
        st.tuples(st.integers(0, 30_000), st.integers(0, 30), st.sampled_from(PIECES)),
        min_size=1,
        max_size=3,
    ),
)
def test_damage_of_any_sort_is_a_line_or_no_harm(
    tmp_path_factory: pytest.TempPathFactory, seed: int, cuts: list[tuple[int, int, bytes]]
) -> None:
    suffix, data = SEEDS[seed]
    for at, length, piece in cuts:
        first = at % len(data)
        data = data[:first] + piece + data[first + length :] or b"x"
    path = tmp_path_factory.mktemp("a") / f"a{suffix}"
    path.write_bytes(data)
    told = ""
    try:
        imported = read_events(path, name="a", gazetteer=Names())
    except FormatError as error:
        told = str(error)
    else:
        for name in ("geojson", "csv", "kml", "ical", "timelinejs-csv", "linked-places", "acled"):
            FORMATS[name].dump(imported.collection)
    assert "\n" not in told


# the command


def test_import_writes_what_it_read_and_tells_how(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.csv").write_text(
        HEAD + "Fire,2015-09-12,38.5,69.0\nTalks,,,\n", encoding="utf-8"
    )
    target = tmp_path / "mine.kml"
    assert run(["import", str(tmp_path / "mine.csv"), "-o", str(target)]) == 0
    told = capsys.readouterr()
    assert told.out == f"{target}: 2 events from mine.csv\n"
    assert told.err.startswith('columns: title from "title"; date from "date"')
    assert "<name>Fire</name>" in target.read_text(encoding="utf-8")
    assert run(["import", str(target), "-o", str(target)]) == 2
    assert capsys.readouterr().err == (
        f"error: {target}: is there already; name another, or write over it with --force\n"
    )


def test_import_of_a_bad_file_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.kml").write_bytes(LAUGHS)
    target = tmp_path / "events.geojson"
    assert run(["import", str(tmp_path / "mine.kml"), "-o", str(target)]) == 2
    assert capsys.readouterr().err == f"error: {tmp_path / 'mine.kml'}: {NO_DTD}\n"
    assert run(["import", str(tmp_path / "mine.kml"), "-o", str(tmp_path / "a.exe")]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.kml"]


def test_draw_takes_a_table_and_never_overwrites_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "events.csv"
    table.write_text(HEAD + "Fire,2015-09-12,38.5,69.0\n", encoding="utf-8")
    assert run(["draw", str(table)]) == 2
    assert capsys.readouterr().err.endswith(
        f"error: {table}: would be overwritten by what is drawn from it; name another folder with"
        " --output\n"
    )
    assert run(["draw", str(table), "--output", str(tmp_path / "out"), "--format", "ical"]) == 0
    assert (tmp_path / "out/events.ics").is_file()
    assert table.read_text(encoding="utf-8") == HEAD + "Fire,2015-09-12,38.5,69.0\n"

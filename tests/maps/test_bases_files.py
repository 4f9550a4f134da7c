"""People's own registers: what is read, what replaces ours, and the line for each bad row."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from maps.bases import load_register
from maps.bases.files import read_register_file
from maps.errors import RegisterError

HEADER = "id,name,aliases,kind,operator,host,opened,closed,lon,lat"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_csv_needs_little(tmp_path: Path) -> None:
    path = write(tmp_path, "mine.csv", "# my notes\nname,lon,lat\nCamp Nowhere,10.5,50.25\n")
    (base,) = read_register_file(path)
    assert (base.id, base.name, base.lon, base.lat) == ("camp-nowhere", "Camp Nowhere", 10.5, 50.25)
    assert (base.kind, base.operator, base.host, base.source) == ("other", (), None, "mine.csv")


def test_aliases_and_bare_names(tmp_path: Path) -> None:
    row = "x,Camp Nowhere Air Base,Fort Nil; Niltown*; Лагерь Нигде,air,RU BY,DE,1990,,10,50"
    (base,) = read_register_file(write(tmp_path, "mine.csv", f"{HEADER}\n{row}\n"))
    assert base.aliases == ("Fort Nil", "Лагерь Нигде")
    assert "Niltown" in base.bare_names
    assert base.operator == ("RU", "BY")
    assert base.opened == 1990


def test_a_row_of_ours_is_replaced_whole(tmp_path: Path) -> None:
    row = "kant-air-base,Kant,,air,RU,KG,2003,2030,74.8,42.8"
    register = load_register([write(tmp_path, "mine.csv", f"{HEADER}\n{row}\n")])
    kant = register.get("kant-air-base")
    assert kant is not None
    assert (kant.name, kant.closed, kant.aliases) == ("Kant", 2030, ())
    assert len(register) == len(load_register())


def test_later_files_win(tmp_path: Path) -> None:
    one = write(tmp_path, "one.csv", "id,name,lon,lat\nx,One,1,1\n")
    two = write(tmp_path, "two.csv", "id,name,lon,lat\nx,Two,2,2\n")
    base = load_register([one, two]).get("x")
    assert base is not None
    assert base.name == "Two"


def feature(properties: dict[str, object], position: object = (10, 50)) -> dict[str, object]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": position},
        "properties": properties,
    }


def test_geojson_is_read_in_its_own_and_in_our_form(tmp_path: Path) -> None:
    value = {
        "type": "FeatureCollection",
        "features": [
            feature({"name": "Camp Nowhere", "kind": "army", "operator": "FR", "host": "DE"}),
            feature(
                {
                    "kind": "base",
                    "id": "base:nil",
                    "name": "Nil",
                    "base_kind": "naval",
                    "operator": ["RU", "BY"],
                    "aliases": ["Nowhere Port"],
                    "opened": "1998-05-01",
                }
            ),
        ],
    }
    army, naval = read_register_file(write(tmp_path, "mine.geojson", json.dumps(value)))
    assert (army.kind, army.operator, army.host) == ("army", ("FR",), "DE")
    assert (naval.id, naval.kind, naval.operator) == ("nil", "naval", ("RU", "BY"))
    assert (naval.aliases, naval.opened) == (("Nowhere Port",), 1998)


RANGE = "expected a number from"
SWAPPED = "(are lon and lat swapped?)"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x,,,air,RU,KG,,,74,42", "line 2: name: is empty"),
        ("x,X,,jet,RU,KG,,,74,42", "line 2: kind: expected one of air, naval, army, missile,"),
        (
            "x,X,,air,Russia,KG,,,74,42",
            "line 2: operator: expected ISO 3166 alpha-2 codes, found 'Russia' (RU?)",
        ),
        (
            "x,X,,air,RU,ZZ,,,74,42",
            "line 2: host: expected ISO 3166 alpha-2 codes, found 'ZZ'",
        ),
        ("x,X,,air,RU,KG,2003,1999,74,42", "line 2: closed: 1999 is before opened, 2003"),
        (
            "x,X,,air,RU,KG,soon,,74,42",
            "line 2: opened: expected a year, such as 1998, found 'soon'",
        ),
        (
            "x,X,,air,RU,KG,,,42,174",
            f"line 2: lat: {RANGE} -90 to 90, found '174' (are lon and lat swapped?)",
        ),
        ("x,X,,air,RU,KG,,,east,42", f"line 2: lon: {RANGE} -180 to 180, found 'east'"),
        (
            "x,X,,air,RU,KG,,,1,2\nx,Y,,air,RU,KG,,,3,4",
            "line 3: id: 'x' is used by an earlier row already",
        ),
    ],
)
def test_a_bad_row_gets_one_clear_line(tmp_path: Path, row: str, message: str) -> None:
    path = write(tmp_path, "mine.csv", f"{HEADER}\n{row}\n")
    with pytest.raises(RegisterError) as caught:
        read_register_file(path)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"mine.csv, {message}")


def test_every_bad_row_is_told_at_once(tmp_path: Path) -> None:
    rows = "\n".join(f"x{number},X,,jet,RU,KG,,,74,42" for number in range(30))
    with pytest.raises(RegisterError) as caught:
        read_register_file(write(tmp_path, "mine.csv", f"{HEADER}\n{rows}\n"))
    lines = str(caught.value).splitlines()
    assert len(lines) == 21
    assert lines[0].startswith("mine.csv, line 2: kind:")
    assert lines[-1] == "mine.csv: and 10 more bad rows"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("mine.txt", "", "expected a .csv or a .geojson file"),
        ("mine.csv", "title,x,y\na,1,2\n", "no column name, lon, lat; expected id, name"),
        ("mine.geojson", "{", "line 1: not JSON"),
        ("mine.geojson", "[]", 'expected a GeoJSON object with "type": "FeatureCollection"'),
        ("mine.geojson", '{"features": [3]}', "features[0]: name: is empty"),
    ],
)
def test_a_file_that_is_no_register(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(RegisterError) as caught:
        read_register_file(write(tmp_path, name, text))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_or_binary_file(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"gone\.csv: no such file"):
        read_register_file(tmp_path / "gone.csv")
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(RegisterError, match=r"binary\.csv: not UTF-8 text"):
        read_register_file(binary)


def test_periods_tell_who_ran_it_in_turn(tmp_path: Path) -> None:
    text = 'name,lon,lat,operator,periods\nBay,109,12,VN,"US 1965-1972; RU 1979-2002; VN 2002-"\n'
    (base,) = read_register_file(write(tmp_path, "mine.csv", text))
    assert [(*term.operator, term.opened, term.closed) for term in base.periods] == [
        ("US", 1965, 1972), ("RU", 1979, 2002), ("VN", 2002, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("periods", "message"),
    [
        ("America 1965-1972", "periods: expected codes and years"),
        ("US 1965", "found 'US 1965'"),
        ("QQ 1965-", "found 'QQ 1965-'"),
        ("US 1972-1965", "periods: 1965 is before 1972 in 'US 1972-1965'"),
    ],
)
def test_bad_periods_are_told(periods: str, message: str, tmp_path: Path) -> None:
    path = write(tmp_path, "mine.csv", f"name,lon,lat,periods\nBay,109,12,{periods}\n")
    with pytest.raises(RegisterError, match=re.escape(message)) as caught:
        read_register_file(path)
    assert str(caught.value).startswith("mine.csv, line 2: ")


def read_geojson(folder: Path, *features: Mapping[str, object], **more: object) -> list[str]:
    """What is read of a collection: "id lon lat" of each base, or the lines of the error."""
    text = json.dumps({"type": "FeatureCollection", "features": features, **more})
    try:
        bases = read_register_file(write(folder, "mine.geojson", text))
    except RegisterError as error:
        return str(error).splitlines()
    return [f"{base.id} {base.lon:g} {base.lat:g}" for base in bases]


@pytest.mark.parametrize(
    ("geometry", "read"),
    [
        ({"type": "Point", "coordinates": [10, 50, 212.5]}, "camp-x 10 50"),
        (
            {"type": "MultiPoint", "coordinates": [[10, 50]]},
            "mine.geojson, features[0]: geometry: expected a Point, found 'MultiPoint'",
        ),
        ({"type": "Point"}, "mine.geojson, features[0]: geometry: expected [lon, lat], found None"),
        (None, "mine.geojson, features[0]: geometry: expected a Point, found none"),
        (
            {"type": "Point", "coordinates": [50, 120]},
            f"mine.geojson, features[0]: lat: {RANGE} -90 to 90, found '120' {SWAPPED}",
        ),
    ],
)
def test_geometries(geometry: object, read: str, tmp_path: Path) -> None:
    one = {"type": "Feature", "geometry": geometry, "properties": {"name": "Camp X"}}
    assert read_geojson(tmp_path, one) == [read]


def test_columns_of_a_geographers_program(tmp_path: Path) -> None:
    one = {"type": "Feature", "geometry": None, "properties": {
        "Name": "Camp X", "Longitude": 10, "LATITUDE": 50.5, "Opened": 1990.0,
    }}  # fmt: skip
    assert read_geojson(tmp_path, one) == ["camp-x 10 50.5"]


def test_a_story_of_ours_is_read_without_its_events(tmp_path: Path) -> None:
    told = {"kind": "base", "mentions": [{"document": "d"}]}
    known = feature({**told, "id": "base:kant-air-base", "name": "Kant Air Base"})
    known["properties"] |= {"personnel": {"value": 500, "bound": "about"}}  # type: ignore[operator]
    event = feature({"id": "e1", "title": "Fighting near Osh", "kind": "assault"})
    several = feature({**told, "id": "base:any-us-iq", "name": "Military bases in Iraq"})
    several["geometry"] = None
    assert read_geojson(tmp_path, known, event, several) == ["kant-air-base 10 50"]


def test_every_bad_feature_is_told(tmp_path: Path) -> None:
    bad = feature({"name": "Camp X", "host": "Germany", "operator": "us"})
    assert read_geojson(tmp_path, bad, feature({})) == [
        "mine.geojson, features[0]: operator: expected ISO 3166 alpha-2 codes, found 'us' (US?)",
        "mine.geojson, features[0]: host: expected ISO 3166 alpha-2 codes, found 'Germany' (DE?)",
        "mine.geojson, features[1]: name: is empty",
    ]


def test_other_coordinates_than_degrees_are_refused(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    assert read_geojson(tmp_path, feature({"name": "X"}), crs=crs) == [
        "mine.geojson: crs: expected WGS 84 (degrees), found EPSG:3857"
    ]

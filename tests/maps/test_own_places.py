"""A person's own table of places: it wins for its names, and each bad row is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from maps.errors import PlacesFileError
from maps.gazetteer import Gazetteer, open_chosen
from maps.gazetteer.own_places import COLUMNS, read_own_places
from maps.place import Place
from maps.toponyms import find_toponyms

TABLE = """\
# Places of our correspondents.
name,lon,lat,aliases,level,country,population,precision_km
Checkpoint 7,69.02,38.55,CP 7|the Seventh,site,tj,,0.2
Paris,70.25,39.1,,city,TJ,1200,
Bazaar of Zqarn,68.7,38.6,,,,,
"""


def table(tmp_path: Path, text: str, name: str = "my-places.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path, gazetteer: Gazetteer) -> Gazetteer:
    """The embedded gazetteer with the table above over it."""
    return open_chosen("embedded", [table(tmp_path, TABLE)])


def test_a_row_becomes_a_place(own: Gazetteer) -> None:
    with own:
        assert own.find("Checkpoint 7") == (
            Place("Checkpoint 7", 69.02, 38.55, "site", "own:checkpoint-7", "TJ", precision_km=0.2),
        )
        assert own.find("CP 7") == own.find("the Seventh") == own.find("CHECKPOINT 7")
        assert own.place("own:checkpoint-7") == own.find("CP 7")[0]
        assert own.source_of(own.find("CP 7")[0]) == "own places"
        (bazaar,) = own.find("Bazaar of Zqarn")
        assert (bazaar.level, bazaar.country, bazaar.precision_km) == ("city", None, 1.0)


def test_it_wins_for_its_names_and_for_no_other(own: Gazetteer, gazetteer: Gazetteer) -> None:
    with own:
        assert [place.gazetteer_id for place in own.find("Paris")] == ["own:paris"]
        assert own.find("Lyon") == gazetteer.find("Lyon") != ()
        # The capital of France is still there by its id.
        assert own.place("geonames:2988507") == gazetteer.place("geonames:2988507")
        assert [above.name for above in own.parents(own.find("Paris")[0])] == ["Tajikistan"]


def test_its_names_are_found_in_a_text(own: Gazetteer) -> None:
    text = "Snow fell in Paris and in Bazaar of Zqarn on Monday."
    with own:
        placed = {
            found.name: found.place.gazetteer_id
            for found in find_toponyms(None, text, own)
            if found.place
        }
        assert placed == {"Paris": "own:paris", "Bazaar of Zqarn": "own:bazaar-of-zqarn"}
        assert set(own.told_names) == {
            "Checkpoint 7", "CP 7", "the Seventh", "Paris", "Bazaar of Zqarn"
        }  # fmt: skip


def test_several_places_of_one_name_have_ids_of_their_own(tmp_path: Path) -> None:
    rows = "name,lon,lat\nCamp,1,2\nCamp,3,4\n"
    with open_chosen("embedded", [table(tmp_path, rows)]) as both:
        assert [place.gazetteer_id for place in both.find("Camp")] == ["own:camp", "own:camp-2"]
        assert not both.told_names  # the text has to tell which


def test_tables_of_spreadsheets_can_be_read(tmp_path: Path) -> None:
    rows = '\ufeffName;Lat;Lon\r\n"Post; upper";38,5;69\r\n'.replace("38,5", "38.5")
    path = tmp_path / "excel.csv"
    path.write_bytes(rows.encode())
    places = read_own_places([path])
    (place,) = places.fetch([entry.key for entry in places.entries("post upper", "en")]).values()
    assert (place.lon, place.lat) == (69.0, 38.5)


def test_the_identity_follows_the_content(tmp_path: Path) -> None:
    one = read_own_places([table(tmp_path, TABLE)]).identity
    assert read_own_places([table(tmp_path, TABLE, "other.csv")]).identity == one
    assert read_own_places([table(tmp_path, TABLE.replace("69.02", "69.03"))]).identity != one


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("X,200,1", "lon: expected a number of -180 to 180, found '200'"),
        ("X,1,120", "lat: expected degrees of -90 to 90, found 120; are lon and lat swapped?"),
        ("X,170,120", "lat: expected degrees of -90 to 90, found 120"),
        ("X,east,1", "lon: expected a number of -180 to 180, found 'east'"),
        ('X,"69,02",1', "lon: expected a number of -180 to 180, found '69,02'; write decimals "),
        ("X,nan,1", "lon: expected a number of -180 to 180, found 'nan'"),
        ("X,,1", "lon: expected degrees, found nothing"),
        (",1,1", "expected a name with letters or digits in it"),
        ("!!,1,1", "expected a name with letters or digits in it"),
        ("X,1", "expected as many cells as there are headings; put text with commas in quotes"),
        (
            "X,1,2,3,,,,,9",
            "expected as many cells as there are headings; put text with commas in quotes",
        ),
        ("X,1,2,,town,,,", "level: expected one of site, base, city, "),
        ("X,1,2,,city,TJK,,", "country: expected two letters such as TJ, found 'TJK'"),
        ("X,1,2,,city,TJ,many,", "population: expected a number of 0 to 1e+11, found 'many'"),
    ],
)
def test_a_bad_row_is_told_by_file_and_line(tmp_path: Path, row: str, message: str) -> None:
    whole = row if row.count(",") >= 7 or row == "X,1" else row + ",,,,,"
    path = table(tmp_path, TABLE + whole + "\n")
    with pytest.raises(PlacesFileError) as told:
        read_own_places([path])
    assert str(told.value).startswith(f"{path}:6: {message}")
    assert "\n" not in str(told.value)


def test_all_bad_rows_are_told_at_once_but_not_hundreds(tmp_path: Path) -> None:
    path = table(tmp_path, "name,lon,lat\n" + "X,900,1\n" * 50)
    with pytest.raises(PlacesFileError) as told:
        read_own_places([path, table(tmp_path, "name,lon,lat\n", "empty.csv")])
    lines = str(told.value).splitlines()
    assert lines[0].startswith(f"{path}:2: lon")
    assert lines[19].startswith(f"{path}:21: lon")
    assert lines[20:] == ["and 30 more rows like these"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no places; expected a line of headings: name, lon, lat, and as wanted "),
        ("# only a note\n", "holds no places; expected a line of headings"),
        ("name,lat\nX,1\n", ":1: its headings lack lon; expected: name, lon, lat"),
        ("# note\nname,lon,lat,colour\n", ":2: its headings have 'colour'; expected: "),
    ],
)
def test_a_table_without_its_headings(tmp_path: Path, text: str, message: str) -> None:
    path = table(tmp_path, text)
    with pytest.raises(PlacesFileError) as told:
        read_own_places([path])
    assert message in str(told.value)


def test_a_table_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "my-places.csv"
    path.write_bytes("name,lon,lat\nПост,1,2\n".encode("cp1251"))
    with pytest.raises(
        PlacesFileError, match=r"not UTF-8 \(byte 13\); save the table as CSV in UTF-8"
    ):
        read_own_places([path])


def test_every_column_is_documented() -> None:
    from tests.conftest import ROOT

    page = (ROOT / "docs/bigger-gazetteers.md").read_text(encoding="utf-8")
    for column in COLUMNS:
        assert f"`{column}`" in page

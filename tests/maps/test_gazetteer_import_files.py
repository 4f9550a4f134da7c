"""Which files an import takes, and what it says of rows and files that cannot be so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from maps.errors import GazetteerError, PlacesFileError
from maps.gazetteer import fold
from maps.gazetteer.dump_import import import_dump
from maps.gazetteer.dump_rows import alternate_name
from maps.gazetteer.imported import ImportedGazetteer
from tests.maps.dumps import division_line, name_line, place_line, write, write_zip
from tests.maps.importing import OWN, imported


def test_archives_and_kinds_are_told_apart(tmp_path: Path) -> None:
    archive = write_zip(
        tmp_path / "TJ.zip", {"readme.txt": ["words"], "TJ.txt": [place_line(OWN, "Zqarnisor")]}
    )
    names = write_zip(
        tmp_path / "alternateNamesV2.zip",
        {
            "iso-languagecodes.txt": ["ISO 639-3\tISO 639-2"],
            "alternateNamesV2.txt": [name_line(OWN, "tg", "Зарқ")],
        },
    )
    target = tmp_path / "made.sqlite"
    import_dump([names, archive], target, day="2026-11-24")
    with ImportedGazetteer(target) as made:
        told = made.info()
        assert (told.places, told.alternate_names) == (1, 1)
        assert (told.imported, told.newest) == ("2026-11-24", "2026-01-31")
        assert told.files == ("TJ.zip (TJ.txt)", "alternateNamesV2.zip (alternateNamesV2.txt)")
        assert made.entries(fold("Зарқ"), "en")


def test_only_the_classes_that_are_wanted(tmp_path: Path) -> None:
    features = {"P.PPL": "Zqtown", "S.HTL": "Zqhotel", "A.ADM3": "Zqarea", "": "Zqthing"}
    lines = [place_line(OWN + n, features[code], feature=code) for n, code in enumerate(features)]
    source = write(tmp_path / "TJ.txt", [*lines])
    import_dump([source], tmp_path / "made.sqlite", classes="AP")
    with ImportedGazetteer(tmp_path / "made.sqlite") as made:
        assert (made.info().places, made.info().classes) == (2, "AP")
        known = [name for name in features.values() if made.entries(fold(name), "en")]
        assert known == ["Zqtown", "Zqarea"]


def test_of_a_place_in_two_files_the_first_counts(tmp_path: Path) -> None:
    target = imported(tmp_path, [place_line(OWN, "First")], [place_line(OWN, "Second")])
    with ImportedGazetteer(target) as made:
        assert made.fetch([OWN])[OWN].name == "First"
        assert made.info().places == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (place_line(OWN, "Cut")[:20], "expected the 19 columns of a table of places, found "),
        (
            place_line(OWN, "Cut") + "\tmore",
            "expected the 19 columns of a table of places, found 20",
        ),
        (place_line(0, "X"), "expected a GeoNames id in column 1, found '0'"),
        (place_line(10**12, "X"), "expected a GeoNames id in column 1, found '1000000000000'"),
        (place_line(OWN, "X" * 2_000_000), "expected the 19 columns of a table of places, found 2"),
    ],
    ids=["cut", "too long", "id 0", "huge id", "endless name"],
)
def test_a_line_that_is_no_row_is_told_with_file_line_and_remedy(
    tmp_path: Path, line: str, message: str
) -> None:
    path = write(tmp_path / "TJ.txt", [place_line(OWN + 1, "Good"), line])
    before = write(tmp_path / "made.sqlite", ["the old one"]).read_bytes()
    with pytest.raises(PlacesFileError) as told:
        import_dump([path], tmp_path / "made.sqlite")
    text = str(told.value)
    assert text.startswith(f"{path}:2: {message}")
    assert text.endswith("; fetch the file again; the gazetteer before stays as it was")
    assert "\n" not in text
    assert (tmp_path / "made.sqlite").read_bytes() == before
    assert not list(tmp_path.glob(".*.import-*"))


ODD = {
    "latitude": (
        place_line(OWN, "X", lat="91"), "expected a latitude of -90 to 90, found '91'"
    ),
    "no number": (
        place_line(OWN, "X", lat="nan"), "expected a latitude of -90 to 90, found 'nan'"
    ),
    "longitude": (
        place_line(OWN, "X", lon="E"), "expected a longitude of -180 to 180, found 'E'"
    ),
    "name": (place_line(OWN, ""), "expected a name in column 2, found none"),
    "people": (
        place_line(OWN, "X", population="?"), "expected a number of people in column 15, found '?'"
    ),
    "day": (
        place_line(OWN, "X", modified="2026-01"),
        "expected a day such as 2026-01-31 in column 19, found '2026-01'",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("line", "message"), ODD.values(), ids=ODD)
def test_a_row_that_says_something_impossible_is_left_out_and_told(
    tmp_path: Path, line: str, message: str
) -> None:
    path = write(tmp_path / "TJ.txt", [line, place_line(OWN + 1, "Zqgood")])
    told = import_dump([path], tmp_path / "made.sqlite")
    assert told == (f"{path}:1: {message}; left out",)
    with ImportedGazetteer(tmp_path / "made.sqlite") as made:
        assert made.info().places == 1
        assert made.entries("zqgood", "en")


def test_a_file_cut_within_its_last_column_is_no_odd_row(tmp_path: Path) -> None:
    path = write(tmp_path / "TJ.txt", [place_line(OWN, "Zqgood"), place_line(OWN + 1, "Zqcut")])
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(
        PlacesFileError, match=r"TJ\.txt:2: expected a day such as .*fetch the file"
    ):
        import_dump([path], tmp_path / "made.sqlite")


def test_of_many_odd_rows_some_are_told_and_of_too_many_nothing_is_made(tmp_path: Path) -> None:
    odd = [place_line(OWN + n, "X", lat=95) for n in range(1_200)]
    good = place_line(OWN + 5_000, "Zqgood")
    target = tmp_path / "made.sqlite"
    told = import_dump([write(tmp_path / "TJ.txt", [good, *odd[:40]])], target)
    assert len(told) == 6
    assert told[-1] == "and 35 more rows were left out"
    before = target.read_bytes()
    with pytest.raises(PlacesFileError, match=r"and 1000 rows before it; expected tables of GeoN"):
        import_dump([write(tmp_path / "TJ.txt", [good, *odd])], target)
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "year"),
    [("1924", 1924), ("1961-11-10", 1961), ("-0300", -300), ("19th century", None), ("44 BC", None),
     ("", None), ("19240101", None)],
)  # fmt: skip
def test_years_of_former_names(text: str, year: int | None) -> None:
    assert alternate_name(name_line(OWN, "ru", "X", start=text)).start == year


def test_a_line_that_is_no_utf8(tmp_path: Path) -> None:
    path = write(tmp_path / "TJ.txt", [place_line(OWN + 1, "Good")])
    path.write_bytes(path.read_bytes() + place_line(OWN, "Пик").encode("koi8-r") + b"\n")
    with pytest.raises(
        PlacesFileError, match=r"TJ\.txt:2: expected UTF-8, found something else at byte 9;"
    ):
        import_dump([path], tmp_path / "made.sqlite")


def cut_in_half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flip_a_byte(data: bytes) -> bytes:
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


@pytest.mark.parametrize("harm", [cut_in_half, flip_a_byte])
def test_a_corrupt_archive_leaves_the_old_gazetteer(
    tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    lines = [place_line(OWN + number, f"Zq{number * 7919 % 10007}") for number in range(3_000)]
    good = imported(tmp_path, lines[:5])
    before = good.read_bytes()
    archive = write_zip(tmp_path / "TJ.zip", {"TJ.txt": lines})
    archive.write_bytes(harm(archive.read_bytes()))
    with pytest.raises(PlacesFileError) as told:
        import_dump([archive], good)
    assert str(told.value).startswith(str(archive))
    assert "zip archive" in str(told.value) or ": expected " in str(told.value)
    assert "\n" not in str(told.value)
    assert good.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "expected a table of GeoNames .*, found an empty file"),
        ("name,lon,lat\n", "expected a table of GeoNames .*, found 1 columns"),
        ("#ISO\tISO3\n", "expected a table of GeoNames .*, found 2 columns"),
    ],
)
def test_a_file_of_another_kind(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "countryInfo.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PlacesFileError, match=rf"countryInfo\.txt:1: {message}"):
        import_dump([path], tmp_path / "made.sqlite")


def test_files_that_are_not_there_or_hold_no_places(tmp_path: Path) -> None:
    with pytest.raises(PlacesFileError, match=r"none\.zip: no such file; expected a table"):
        import_dump([tmp_path / "none.zip"], tmp_path / "made.sqlite")
    divisions = write(tmp_path / "admin1CodesASCII.txt", [division_line("TJ.03", "Sughd", 1220747)])
    with pytest.raises(GazetteerError, match="tables of divisions hold no places"):
        import_dump([divisions], tmp_path / "made.sqlite")

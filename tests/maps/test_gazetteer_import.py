"""GeoNames' dump into a gazetteer: every row comes back, and nothing harms the one before."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maps.errors import GazetteerError, PlacesFileError
from maps.gazetteer import Gazetteer, fold
from maps.gazetteer.dump_features import _sorts, prominence_of, pseudo_languages, sort_of
from maps.gazetteer.dump_import import import_dump
from maps.gazetteer.dump_rows import alternate_name, dump_place
from maps.gazetteer.imported import ImportedGazetteer
from maps.gazetteer.layered import LayeredGazetteer
from maps.gazetteer.lock import one_at_a_time
from maps.gazetteer.name_shards import shard_of
from maps.gazetteer.rows import NAME_KINDS
from maps.place import Level
from tests.conftest import ROOT
from tests.maps.dumps import division_line, name_line, place_line, write, write_zip

#: Ids no place of GeoNames has.
OWN = 20_000_000
WORDS = st.text(
    st.characters(exclude_characters="\t\n\r,", exclude_categories=["Cs", "Cc"]), min_size=1
).filter(fold)


@pytest.fixture
def layered(gazetteer: Gazetteer) -> Iterator[Callable[..., LayeredGazetteer]]:
    """The embedded gazetteer with an imported file over it."""
    opened: list[LayeredGazetteer] = []

    def over(path: Path) -> LayeredGazetteer:
        opened.append(LayeredGazetteer(gazetteer.path, [ImportedGazetteer(path)]))
        return opened[-1]

    yield over
    for one in opened:
        one.close()


def imported(tmp_path: Path, *tables: Sequence[str], known: Sequence[tuple[int, int]] = ()) -> Path:
    """The tables, each a list of lines, as an imported file."""
    files = [write(tmp_path / f"table{n}.txt", lines) for n, lines in enumerate(tables)]
    target = tmp_path / "made" / "here.sqlite"
    import_dump(files, target, known=known, day="2026-11-24")
    return target


# what comes back


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.integers(OWN, OWN + 5_000),
            WORDS,
            st.lists(WORDS, max_size=3),
            st.floats(-180, 180).map(lambda value: round(value, 5)),
            st.floats(-90, 90).map(lambda value: round(value, 5)),
            st.integers(0, 40_000_000),
            st.sampled_from(["P.PPL", "H.STM", "S.FRM", "A.ADM3", "T.MT", "", "X.NEW"]),
        ),
        max_size=30,
        unique_by=lambda row: row[0],
    )
)
def test_every_row_of_a_dump_comes_back(
    rows: list[tuple[int, str, list[str], float, float, int, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    lines = [
        place_line(
            key, name, others=",".join(others), lon=lon, lat=lat, population=people, feature=feature
        )
        for key, name, others, lon, lat, people, feature in rows
    ] or [place_line(OWN + 9_999, "One")]
    with ImportedGazetteer(imported(tmp_path_factory.mktemp("dump"), lines)) as made:
        assert made.info().places == len(lines)
        for key, name, others, lon, lat, people, feature in rows:
            place = made.fetch([key])[key]
            assert (place.name, place.lon, place.lat, place.population) == (name, lon, lat, people)
            assert (place.feature_code or "") == feature.partition(".")[2]
            assert (place.gazetteer_id, place.country) == (f"geonames:{key}", "TJ")
            for called in (name, *others):
                if folded := fold(called):
                    assert key in [entry.key for entry in made.entries(folded, "en")]
                    assert all(folded in names for names in made.tries(folded))


def test_names_in_other_scripts_are_found(
    tmp_path: Path, layered: Callable[..., LayeredGazetteer]
) -> None:
    hamlet = OWN + 1
    places = [place_line(hamlet, "Zarnisor", others="Зарнисор,زرنثار")]
    names = [name_line(hamlet, "tg", "Зарнисори Боло"), name_line(hamlet, "zh", "扎尔尼索尔")]
    both = layered(imported(tmp_path, places, names))
    for name in ("Zarnisor", "ЗАРНИСОР", "زرنثار", "Зарнисори Боло", "扎尔尼索尔"):
        assert [place.gazetteer_id for place in both.find(name)] == [f"geonames:{hamlet}"], name
    # The capital's own names in other scripts stay what they were.
    for name in ("Душанбе", "دوشنبه"):
        assert "geonames:1221874" in [place.gazetteer_id for place in both.find(name)]


def test_a_language_decides_between_equals(
    tmp_path: Path, layered: Callable[..., LayeredGazetteer]
) -> None:
    keys = [OWN + number for number in range(3)]
    places = [place_line(key, f"Place {key}") for key in keys]
    names = [
        name_line(keys[0], "fa", "Qaltagh"),
        name_line(keys[1], "ru", "Qaltagh"),
        name_line(keys[1], "tg", "Qaltagh"),
        name_line(keys[2], "", "Qaltagh"),
    ]
    both = layered(imported(tmp_path, places, names))

    def first(language: str) -> str:
        return both.find("Qaltagh", language)[0].gazetteer_id

    assert len(both.find("Qaltagh")) == 3
    assert first("fa") == f"geonames:{keys[0]}"
    assert first("tg") == first("ru") == f"geonames:{keys[1]}"
    # None of them is English; where no language is told it may be.
    assert first("en") == f"geonames:{keys[2]}"


def test_an_english_name_counts_more_than_a_foreign_one(
    tmp_path: Path, layered: Callable[..., LayeredGazetteer]
) -> None:
    small, large = OWN + 1, OWN + 2
    places = [
        place_line(small, "Aaa", population=30_000),
        place_line(large, "Bbb", population=40_000),
    ]
    names = [name_line(small, "en", "Verchaun", preferred=True), name_line(large, "sv", "Verchaun")]
    both = layered(imported(tmp_path, places, names))
    assert [place.name for place in both.find("Verchaun")] == ["Aaa", "Bbb"]


def test_what_is_no_name_is_left_out_and_codes_need_capitals(
    tmp_path: Path, layered: Callable[..., LayeredGazetteer]
) -> None:
    key = OWN + 1
    names = [
        name_line(key, "link", "https://example.org/wiki"),
        name_line(key, "post", "735400"),
        name_line(key, "iata", "ZQJ"),
        name_line(key, "abbr", "Zqarn."),
        name_line(OWN + 7, "en", "Of no place known"),
    ]
    both = layered(imported(tmp_path, [place_line(key, "Zqarnisor")], names))
    assert not both.find("735400")
    assert not both.find("https://example.org/wiki")
    assert not both.find("Of no place known")
    assert both.find("ZQJ")
    assert not both.find("Zqj")
    assert both.find("Zqarn.")
    assert not both.find("Zqarn")


def test_former_names_keep_their_years(
    tmp_path: Path, layered: Callable[..., LayeredGazetteer]
) -> None:
    key = OWN + 1
    names = [name_line(key, "ru", "Zqstalinsk", historic=True, start="1929-11-10", end="1961")]
    both = layered(imported(tmp_path, [place_line(key, "Zqarnisor")], names))
    (entry,) = both.entries(fold("Zqstalinsk"))
    assert entry.kind == "historical"
    assert both.years(fold("Zqstalinsk"), key) == (1929, 1961)


def test_divisions_are_the_parents(
    tmp_path: Path, gazetteer: Gazetteer, layered: Callable[..., LayeredGazetteer]
) -> None:
    above = gazetteer.admin1("TJ", "03")
    assert above is not None
    farm, district = OWN + 1, OWN + 2
    places = [
        place_line(farm, "Zqarnisor", feature="S.FRM", admin1="03", admin2="77777"),
        place_line(district, "Zqnohiya", feature="A.ADM2", admin1="03", admin2="77777"),
    ]
    divisions = [
        division_line("TJ.03", above.name, int(above.gazetteer_id.partition(":")[2])),
        division_line("TJ.03.77777", "Zq", district),
    ]
    both = layered(imported(tmp_path, divisions, places))
    (place,) = both.find("Zqarnisor")
    assert [one.name for one in both.parents(place)] == ["Zqnohiya", above.name, "Tajikistan"]


def test_the_embedded_gazetteer_keeps_what_it_knows(
    tmp_path: Path, gazetteer: Gazetteer, layered: Callable[..., LayeredGazetteer]
) -> None:
    dushanbe = gazetteer.place("geonames:1221874")
    lines = [
        place_line(1221874, "Dushanbe", lat=1, lon=1, population=5),
        place_line(OWN + 1, "Dushanbe", feature="S.FRM"),
    ]
    names = [name_line(1221874, "en", "Zqmonday Town")]
    known = gazetteer.prominences()
    both = layered(imported(tmp_path, lines, names, known=known))
    assert both.find("Dushanbe")[0] == dushanbe
    assert both.find("Dushanbe")[-1].gazetteer_id == f"geonames:{OWN + 1}"
    assert both.find("Zqmonday Town") == (dushanbe,)
    assert both.source_of(both.find("Dushanbe")[0]) == "embedded"
    assert both.source_of(both.find("Dushanbe")[-1]) == "here"
    for name in ("the Fergana Valley", "Stalinabad", "Britain", "Calif.", "the Gulf"):
        assert both.find(name) == gazetteer.find(name) != ()
    assert both.country("TJ") == gazetteer.country("TJ")
    assert both.stamp != gazetteer.stamp
    assert both.info().places == gazetteer.info().places + 2


def test_little_places_are_names_where_a_place_of_the_text_is_near(
    tmp_path: Path, gazetteer: Gazetteer, layered: Callable[..., LayeredGazetteer]
) -> None:
    """A dump has a hamlet for every other word: far from here "Zqreport" is none."""
    places = [
        place_line(OWN + 1, "Zqreport", lat=38.7, lon=68.9),
        place_line(OWN + 2, "Zqreport", lat=40.0, lon=-100.0, country="US"),
        place_line(OWN + 3, "Zqtown", population=90_000, lat=0, lon=0),
        place_line(OWN + 4, "Dushanbe", lat=0, lon=0),
    ]
    both = layered(imported(tmp_path, places))
    (dushanbe, *_), (lyon, *_) = gazetteer.find("Dushanbe"), gazetteer.find("Lyon")
    here, there, nowhere = (both.seen_from(at) for at in ([dushanbe], [lyon], []))

    assert [place.country for place in both.find("Zqreport")] == ["TJ", "US"]
    assert [place.country for place in here.find("Zqreport")] == ["TJ"]
    assert here.entries("zqreport")[0].prominence > both.entries("zqreport")[0].prominence
    assert here.has_name("zqreport")
    assert here.longest_match(["zqreport", "said"]) == 1
    for far in (there, nowhere):
        assert far.find("Zqreport") == ()
        assert not far.has_name("zqreport")
        assert far.longest_match(["zqreport", "said"]) == 0
        # What the embedded gazetteer knows, and towns, are there from everywhere.
        assert [place.name for place in far.find("Zqtown")] == ["Zqtown"]
        assert far.find("Dushanbe") == both.find("Dushanbe")
        assert far.longest_match(["new", "york", "said"]) == 2
    (russia,) = both.find("Russia")[:1]
    assert not both.seen_from([russia]).has_name("zqreport")  # that tells no place to be near


def test_the_longest_name_of_either_is_matched(
    tmp_path: Path, layered: Callable[..., LayeredGazetteer]
) -> None:
    both = layered(imported(tmp_path, [place_line(OWN + 1, "New York Zqmills Farm")]))
    words = ["new", "york", "zqmills", "farm", "burned"]
    assert both.longest_match(words) == 4
    assert both.longest_match(["new", "york", "burned"]) == 2
    assert both.longest_match(["burned", "x"]) == 0
    assert not both.has_name("new york zqmills")


# which files


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


# what can stop an import

IMPORT = """
import sys
from pathlib import Path
from maps.errors import MapsError
from maps.gazetteer.dump_import import import_dump
{setup}
try:
    import_dump([Path(sys.argv[1])], Path(sys.argv[2]), progress={progress})
except MapsError as error:
    sys.exit(str(error))
"""
QUIET = "lambda *_: None"


def start(
    source: Path, target: Path, *, setup: str = "", progress: str = QUIET
) -> subprocess.Popen[str]:
    """An import in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT.format(setup=setup, progress=progress), source, target],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


#: Says how far it is at one stage, then waits until it is killed or its input ends.
WAITING = """\
lambda what, *_: (print(what, flush=True), sys.stdin.read()) if what.startswith({stage!r}) else None
"""


def waiting_import(
    source: Path, target: Path, stage: str = "indexing names"
) -> subprocess.Popen[str]:
    """An import that waits in the midst of a stage."""
    code = IMPORT.format(setup="", progress=WAITING.format(stage=stage).strip())
    process = subprocess.Popen(
        [sys.executable, "-c", code, source, target],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(stage)
    return process


@pytest.mark.parametrize("stage", ["reading TJ.txt", "indexing names"])
def test_a_killed_import_leaves_the_old_gazetteer_and_the_next_cleans_up(
    tmp_path: Path, stage: str
) -> None:
    good = imported(tmp_path, [place_line(OWN, "Zqold")])
    source = write(tmp_path / "TJ.txt", [place_line(OWN + 1, "Zqnew")])
    process = waiting_import(source, good, stage)
    assert list(good.parent.glob(".*.import-*"))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with ImportedGazetteer(good) as old:
        assert old.entries("zqold", "en")
    assert list(good.parent.glob(".*.import-*"))
    import_dump([source], good)
    assert not list(good.parent.glob(".*.import-*"))
    with ImportedGazetteer(good) as new:
        assert new.entries("zqnew", "en")
        assert not new.entries("zqold", "en")


def test_an_interrupted_import_leaves_nothing_behind(tmp_path: Path) -> None:
    good = imported(tmp_path, [place_line(OWN, "Zqold")])
    before = good.read_bytes()
    process = waiting_import(write(tmp_path / "TJ.txt", [place_line(OWN, "Zqnew")]), good)
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert good.read_bytes() == before
    assert not list(good.parent.glob(".*.import-*"))


def test_of_two_imports_at_once_the_second_is_told(tmp_path: Path) -> None:
    good = imported(tmp_path, [place_line(OWN, "Zqold")])
    source = write(tmp_path / "TJ.txt", [place_line(OWN + 1, "Zqfirst")])
    first = waiting_import(source, good)
    second = start(source, good)
    _, told = second.communicate()
    assert second.returncode == 1
    assert told == (f"another import into {good} is running; wait for it, or choose another name\n")
    first.communicate("")
    assert first.returncode == 0
    with ImportedGazetteer(good) as made:
        assert made.entries("zqfirst", "en")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the size of files are POSIX")
@pytest.mark.parametrize("limit", [20_000, 200_000])
def test_a_full_disk_leaves_the_old_gazetteer(tmp_path: Path, limit: int) -> None:
    """Files that may not grow stand for a disk that is full: the spool's, or the gazetteer's."""
    good = imported(tmp_path, [place_line(OWN, "Zqold")])
    before = good.read_bytes()
    lines = [place_line(OWN + n, f"Zq{n * 7919 % 100_003}") for n in range(5_000)]
    setup = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    process = start(write(tmp_path / "TJ.txt", lines), good, setup=setup)
    _, told = process.communicate()
    assert process.returncode == 1
    assert told.startswith(f"the gazetteer {good} cannot be written: ")
    assert told.endswith("; the gazetteer before stays as it was\n")
    assert told.count("\n") == 1
    assert good.read_bytes() == before
    assert not list(good.parent.glob(".*.import-*"))


def test_no_space_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from maps.gazetteer import name_shards

    def full(self: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(name_shards.NameSpool, "finish", full)
    with pytest.raises(GazetteerError, match=r"No space left on device; make room there .*twice"):
        imported(tmp_path, [place_line(OWN, "Zqold")])


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    with one_at_a_time(tmp_path / "x") as first:
        assert first
        with one_at_a_time(tmp_path / "x") as second:
            assert not second
    with one_at_a_time(tmp_path / "x") as again:
        assert again


# reading the file


def test_a_damaged_file_says_what_to_do(tmp_path: Path) -> None:
    good = imported(tmp_path, [place_line(OWN, "Zqold")])
    with closing(sqlite3.connect(good)) as file, file:
        file.execute("UPDATE names SET trie = x'00'")
    with (
        ImportedGazetteer(good) as made,
        pytest.raises(GazetteerError, match=r"is damaged \(its names .*\); import it again"),
    ):
        made.entries("zqold", "en")
    good.write_bytes(good.read_bytes()[:3000])
    with pytest.raises(GazetteerError, match="is damaged"):
        ImportedGazetteer(good)


def test_a_file_of_another_version_says_what_to_do(tmp_path: Path) -> None:
    good = imported(tmp_path, [place_line(OWN, "Zqold")])
    with closing(sqlite3.connect(good)) as file, file:
        file.execute("UPDATE meta SET value = '0' WHERE name = 'format'")
    with pytest.raises(GazetteerError, match=r"imported by another version .* import it again"):
        ImportedGazetteer(good)


def test_the_same_tables_have_the_same_identity(tmp_path: Path) -> None:
    identities = []
    for number, day in enumerate(("2026-11-24", "2027-01-01")):
        target = tmp_path / f"{number}.sqlite"
        import_dump([write(tmp_path / "TJ.txt", [place_line(OWN, "Zq")])], target, day=day)
        with ImportedGazetteer(target) as made:
            identities.append(made.identity)
    assert len(set(identities)) == 1


# the tables of ours


def test_the_tables_of_sorts_hold_what_the_house_knows() -> None:
    sorts = _sorts()
    assert {sort.level for sort in sorts.values()} <= set(get_args(Level))
    assert set("AHLPRSTUV") <= set(sorts)
    for sort in sorts.values():
        assert sort.precision_km is None or 0 < sort.precision_km <= 3000
        assert sort.prominence is None or 0 < sort.prominence < 230
    assert set(pseudo_languages().values()) <= {*NAME_KINDS, None}


@pytest.mark.parametrize(
    ("feature", "level"),
    [
        ("P.PPLC", "city"), ("P.PPLX", "district"), ("A.ADM1", "state"), ("A.ADM2", "county"),
        ("A.ADM4", "county"), ("H.LK", "water"), ("T.MT", "natural"), ("S.HTL", "site"),
        ("S.NEW", "site"), ("L.RGN", "region"), ("", "site"), ("Q", "site"),
    ],
)  # fmt: skip
def test_levels_of_features(feature: str, level: str) -> None:
    assert sort_of(feature).level == level


def test_a_town_is_meant_before_a_hamlet_and_that_before_a_farm() -> None:
    order = [("P.PPL", 1_000_000), ("P.PPL", 2_000), ("P.PPL", 40), ("T.MT", 0), ("S.HTL", 0)]
    values = [prominence_of(*sort) for sort in order]
    assert values == sorted(values, reverse=True)


def test_names_that_begin_with_one_word_share_a_shard() -> None:
    for shards in (1, 7, 128):
        assert shard_of("rio", shards) == shard_of("rio de janeiro", shards) < shards


def test_a_row_without_codes() -> None:
    row = dump_place(place_line(OWN, "X", country="", admin1="00", population=""))
    assert (row.country, row.admin1, row.admin2, row.population) == (None, None, None, 0)


#: Prints the most memory that the process ever held, in kB; `getrusage` would tell its parent's.
PEAK = """
import atexit, re
def peak():
    with open("/proc/self/status") as file:
        print(re.search(r"VmHWM:\\s+(\\d+)", file.read())[1])
atexit.register(peak)
"""


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="peak memory is told by /proc")
def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    peaks = []
    for rows in (20_000, 120_000):
        lines = [place_line(1 + n, f"Zq{n * 7919 % 1_000_003} Town") for n in range(rows)]
        source = write(tmp_path / "TJ.txt", lines)
        process = start(source, tmp_path / "made.sqlite", setup=PEAK)
        out, told = process.communicate()
        assert (process.returncode, told) == (0, "")
        peaks.append(int(out) / 1000)
    # 100,000 rows more are 11 MB of table: hardly more memory than for a sixth of them.
    assert peaks[1] - peaks[0] < 60
    assert max(peaks) < 500

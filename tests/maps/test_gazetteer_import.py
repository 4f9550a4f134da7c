"""Imported tables of GeoNames: every row and name comes back, beside the embedded gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maps.gazetteer import Gazetteer, fold
from maps.gazetteer.dump_features import _sorts, prominence_of, pseudo_languages, sort_of
from maps.gazetteer.dump_rows import dump_place
from maps.gazetteer.imported import ImportedGazetteer
from maps.gazetteer.layered import LayeredGazetteer
from maps.gazetteer.name_shards import shard_of
from maps.gazetteer.rows import NAME_KINDS
from maps.place import Level
from tests.maps.dumps import division_line, name_line, place_line
from tests.maps.importing import OWN, imported

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

"""Our own tables of places: each row is sound, and agrees with Natural Earth where that is near."""

from __future__ import annotations

import csv
import gzip
import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from maps.gazetteer import Gazetteer, fold
from maps.gazetteer.extents import half_diagonal_km
from maps.gazetteer.tables import read_table
from maps.place import BBox
from maps.toponyms.recognise import recognise
from maps.toponyms.tables import Phrase, Phrases, demonyms, seats
from tests.conftest import SHARED, shared
from tests.maps.outlines import Outline, read

REGIONS = list(read_table("regions.csv"))
COUNTRIES = list(read_table("countries.csv"))
CODES = {row["code"] for row in COUNTRIES}
LEVELS = {"site", "city", "country", "region", "water", "natural"}
GEOMETRY = "data/natural-earth-geometry"
#: Territories, which need no demonym of their own.
NO_STATE = frozenset(
    {
        "AI", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CK", "CW", "CX", "EH", "FK",
        "FO", "GF", "GG", "GI", "GL", "GP", "GS", "GU", "HK", "HM", "IM", "IO", "JE", "KY", "MF",
        "MO", "MP", "MQ", "MS", "NC", "NF", "NU", "PF", "PM", "PN", "PR", "RE", "SH", "SJ", "SX",
        "TC", "TF", "TK", "UM", "VG", "VI", "WF", "YT",
    }
)  # fmt: skip


def box(row: dict[str, str]) -> BBox:
    return BBox(*(float(row[side]) for side in ("west", "south", "east", "north")))


def point(row: dict[str, str]) -> tuple[float, float]:
    return float(row["lon"]), float(row["lat"])


def holds(bbox: BBox, lon: float, lat: float) -> bool:
    across = lon >= bbox.west or lon <= bbox.east
    within = across if bbox.west > bbox.east else bbox.west <= lon <= bbox.east
    return within and bbox.south <= lat <= bbox.north


def test_there_are_enough_regions_of_each_sort() -> None:
    kinds = Counter(row["kind"] for row in REGIONS)
    assert len(REGIONS) >= 400
    for kind in (
        "world region", "disputed area", "historical region", "former country", "sea", "strait",
        "river", "lake", "mountains", "desert", "island",
    ):  # fmt: skip
        assert kinds[kind] >= 15, kind


def test_ids_are_unique_and_plain() -> None:
    ids = [row["id"] for row in REGIONS]
    assert len(set(ids)) == len(ids)
    assert [name for name in ids if not re.fullmatch(r"region:[a-z0-9]+(-[a-z0-9]+)*", name)] == []


@pytest.mark.parametrize("row", REGIONS, ids=lambda row: row["id"])
def test_a_region_is_sound(row: dict[str, str]) -> None:
    bbox = box(row)
    assert row["level"] in LEVELS
    assert -180 <= bbox.west <= 180
    assert -180 <= bbox.east <= 180
    assert -90 <= bbox.south < bbox.north <= 90
    assert holds(bbox, *point(row))
    assert set(row["countries"].split()) <= CODES
    aliases = [fold(alias) for alias in row["aliases"].split("|") if alias]
    assert all(aliases)
    if row["from"] and row["to"]:
        assert int(row["from"]) < int(row["to"])


@pytest.mark.parametrize("row", COUNTRIES, ids=lambda row: row["code"])
def test_a_country_is_sound(row: dict[str, str]) -> None:
    assert re.fullmatch("[A-Z]{2}", row["code"])
    assert holds(box(row), *point(row))


def test_all_countries_are_there(gazetteer: Gazetteer) -> None:
    assert len(COUNTRIES) == len(CODES) == 250
    for row in COUNTRIES:
        place = gazetteer.country(row["code"])
        assert place is not None, row["code"]
        assert (place.name, place.lon, place.lat) == (row["name"], *point(row))
        first = gazetteer.find(row["name"])[0]
        assert first == place or first.level == "continent", row["name"]


def outlines(name: str) -> list[Outline]:
    return read(shared(f"{GEOMETRY}/{name}.json.gz"))


#: States of small islands, all of them rim.
ISLANDS = {"BS", "CK", "FJ", "FM", "GS", "MP", "MV", "PF", "PW", "SB", "SC", "SH", "TF", "TO", "VU"}
#: Natural Earth draws these as specks or without the part we mean.
COARSE = {"BV", "IO", "MC", "MH", "MO", "PN", "VA", "WF", "KI", "TV", "UM", "EH"}


def test_a_country_point_lies_inside_and_off_the_rim() -> None:
    unnamed = {"France": "FR", "Norway": "NO", "Kosovo": "XK"}
    by_code = {}
    for outline in outlines("ne_50m_admin_0_countries"):
        code = outline.properties["ISO_A2"]
        by_code[unnamed.get(outline.properties["NAME"], code)] = outline
    checked = 0
    for row in COUNTRIES:
        outline_of = by_code.get(row["code"])
        if outline_of is None or row["code"] in COARSE:
            continue
        lon, lat = point(row)
        assert outline_of.contains(lon, lat), row["name"]
        west, south, east, north = outline_of.box()
        across = (east - west) * math.cos(math.radians(lat)) if east - west < 180 else 0.0
        size = 111.2 * math.hypot(across, north - south)
        if size > 600 and row["code"] not in ISLANDS:
            assert outline_of.distance_km(lon, lat) > 15, row["name"]
        checked += 1
    assert checked > 210


def by_name(rows: list[dict[str, str]], *levels: str) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["level"] in levels:
            for name in (row["name"], *row["aliases"].split("|")):
                names.setdefault(fold(name), row)
    names.pop("", None)
    return names


def named(outline: Outline) -> set[str]:
    properties = {key.lower(): value for key, value in outline.properties.items()}
    keys = ("name", "name_en", "name_alt", "brk_name", "subunit")
    return {fold(str(properties[key])) for key in keys if properties.get(key)} - {""}


#: Names that Natural Earth gives to another stretch of the same thing, or to a speck of it.
OTHERWISE_DRAWN = {
    "region:luzon-strait", "region:scotia-sea", "region:drake-passage", "region:korea-strait",
    "region:amazon-river", "region:yangtze", "region:columbia-river", "region:mediterranean-sea",
    "region:ross-sea",
}  # fmt: skip


@pytest.mark.parametrize(
    ("file", "levels", "least"),
    [
        ("ne_50m_geography_marine_polys", ("water",), 80),
        ("ne_50m_lakes", ("water",), 35),
        ("ne_10m_admin_0_disputed_areas", ("region",), 10),
    ],
)
def test_a_point_lies_in_the_feature_of_that_name(
    file: str, levels: tuple[str, ...], least: int
) -> None:
    names = by_name(REGIONS, *levels)
    near: dict[str, float] = {}
    for outline in outlines(file):
        for name in named(outline) & set(names):
            row = names[name]
            away = 0.0 if outline.contains(*point(row)) else outline.distance_km(*point(row))
            near[row["id"]] = min(away, near.get(row["id"], math.inf))
    assert len(near) >= least
    reach = {row["id"]: half_diagonal_km(box(row)) for row in REGIONS}
    far = {
        name: round(away)
        for name, away in near.items()
        if away > max(15, 0.1 * reach[name]) and name not in OTHERWISE_DRAWN
    }
    assert far == {}


def table(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {key.lower(): value for key, value in row.items()}


def test_a_peak_stands_where_it_stands() -> None:
    names = by_name(REGIONS, "natural")
    path = shared("data/natural-earth-names/ne_10m_geography_regions_elevation_points.csv.gz")
    nearest: dict[str, float] = {}
    for peak in table(path):
        called = {fold(peak["name"].replace("Mt.", "Mount")), fold(peak["name_en"])} - {""}
        for row in [names[name] for name in called if name in names]:
            if row["kind"] not in {"mountain", "volcano"}:
                continue
            lon, lat = point(row)
            squeeze = math.cos(math.radians(lat))
            away = 111.2 * math.hypot(
                (lon - float(peak["long_x"])) * squeeze, lat - float(peak["lat_y"])
            )
            nearest[row["id"]] = min(away, nearest.get(row["id"], math.inf))
    assert len(nearest) >= 20
    far = {name: round(away) for name, away in nearest.items() if away > 10}
    assert far == {}


def test_a_region_meets_the_one_of_that_name() -> None:
    """Boxes must at least overlap: the outlines at hand are shards of many mountains and plains."""
    names = by_name(REGIONS, "natural", "region", "water")
    met: dict[str, bool] = {}
    for feature in table(shared("data/natural-earth-names/natural_features_joined.csv.gz")):
        row = names.get(fold(feature["name_en"] or feature["name"]))
        if row is not None and feature["bbox"]:
            theirs = BBox(*map(float, feature["bbox"].split()))
            met[row["id"]] = met.get(row["id"], False) or overlap(box(row), theirs)
    assert len(met) >= 350
    apart = {name for name, together in met.items() if not together}
    assert apart - SHARD_OR_NAMESAKE == set()


def overlap(ours: BBox, theirs: BBox) -> bool:
    """Within half a degree; boxes across 180° or over half the globe are compared by latitude."""
    wide = any(bbox.west > bbox.east or bbox.east - bbox.west > 180 for bbox in (ours, theirs))
    beside = theirs.west > ours.east + 0.5 or theirs.east < ours.west - 0.5
    above_or_below = theirs.south > ours.north + 0.5 or theirs.north < ours.south - 0.5
    return not above_or_below and (wide or not beside)


#: Looked up one by one: theirs is a shard of it far off, or another of the same name.
SHARD_OR_NAMESAKE = {
    "region:isle-of-youth", "region:tatra-mountains", "region:karakum-desert",
    "region:kyzylkum-desert", "region:hawaiian-islands", "region:litani-river",
    "region:saint-croix",
}  # fmt: skip


def test_names_tables_point_to_known_places(gazetteer: Gazetteer) -> None:
    for row in read_table("country_names.csv"):
        assert row["code"] in CODES, row
    for row in read_table("admin_abbreviations.csv"):
        assert gazetteer.admin1(row["country"], row["admin1"]), row
    for row in read_table("admin_names.csv"):
        found = gazetteer.admin1(row["country"], row["admin1"])
        assert found is not None, row
        assert found.name == row["name"]
    for table_name in ("historical_names.csv", "city_names.csv"):
        for row in read_table(table_name):
            place = gazetteer.place(f"geonames:{row['geonames']}")
            assert place is not None, row
            assert place.name == row["note"], row
            assert place in gazetteer.find(row["name"]), row
            assert place in gazetteer.find("the " + row["name"].removeprefix("the ")), row


def test_common_words_are_names_of_the_gazetteer(gazetteer: Gazetteer) -> None:
    rows = list(read_table("common_words.csv"))
    assert len({row["name"] for row in rows}) == len(rows) > 2000
    for row in rows:
        assert row["name"] == fold(row["name"]), row
        assert row["word"] or row["given"] or row["family"], row
        assert gazetteer.has_name(row["name"]), row


def phrase(phrases: Phrases, name: str) -> Phrase:
    """The phrase of a table that is just this name."""
    words = tuple(fold(name).split())
    return next(found for found in phrases[words[0]] if found.words == words)


def test_every_state_has_a_demonym(gazetteer: Gazetteer) -> None:
    words = [word for phrases in demonyms().values() for word in phrases]
    places = {place for word in words for place in (word.place, *word.others)}
    assert CODES - NO_STATE - places == set()
    for place in places:
        known = gazetteer.country(place) if len(place) == 2 else gazetteer.place(place)
        assert known is not None, place


@pytest.mark.parametrize(
    ("word", "place", "role"),
    [
        ("Tajik", "TJ", "demonym"),
        ("Tajiks", "TJ", "demonym"),
        ("Tajik", "TJ", "language"),
        ("Frenchmen", "FR", "demonym"),
        ("Swiss", "CH", "demonym"),
        ("Vietnamese", "VN", "demonym"),
        ("Kurds", "region:kurdistan", "demonym"),
        ("Farsi", "IR", "language"),
        ("Soviet", "region:soviet-union", "demonym"),
        ("Muscovites", "geonames:524901", "demonym"),
        ("Parisiennes", "geonames:2988507", "demonym"),
        ("Central Asian", "region:central-asia", "demonym"),
    ],
)
def test_words_point_to_places(word: str, place: str, role: str, gazetteer: Gazetteer) -> None:
    assert phrase(demonyms(), word).place == place
    said = "They speak {} at home." if role == "language" else "A meeting of {} visitors is over."
    found = recognise(None, said.format(word), gazetteer)
    assert [(mention.name, mention.role) for mention in found] == [(word, role)]


def test_a_demonym_of_two_states_names_both(gazetteer: Gazetteer) -> None:
    (found,) = recognise(None, "A meeting of Dominican visitors is over.", gazetteer)
    assert found.reason == "people or things of Dominica or Dominican Republic, no place"


def test_scots_live_in_scotland(gazetteer: Gazetteer) -> None:
    found = gazetteer.place(phrase(demonyms(), "Scots").place)
    assert found is not None
    assert found.name == "Scotland"


def test_metonyms_point_to_their_seats(gazetteer: Gazetteer) -> None:
    rows = {row["name"]: row for row in read_table("metonyms.csv")}
    assert len(rows) >= 150
    for row in rows.values():
        seat = gazetteer.place(row["place"])
        assert seat is not None, row
        assert phrase(seats(), row["name"]).place == row["place"]
        assert not row["country"] or row["country"] in CODES, row
    assert phrase(seats(), "the Élysée").stands_for == "government"
    assert rows["Kremlin"]["country"] == "RU"
    assert rows["Downing Street"]["country"] == "GB"


def test_the_yardstick_is_no_part_of_the_repository() -> None:
    assert SHARED not in Path(__file__).parents

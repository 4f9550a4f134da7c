"""The map page as text: what is in the file, and what a hostile article cannot put there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import maps
from maps.errors import MapsError
from maps.features import Event, EventPlace, FeatureCollection
from maps.geojson import dumps, to_geojson
from maps.map_page import MapOptions, Tiles, map_html, obscured, render
from tests.samples import HOSTILE_STRINGS, hostile_collection, sample_collection
from timeline.page import story_html, timeline_html


@pytest.fixture(scope="module")
def page() -> str:
    return map_html(sample_collection())


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="dateline-data">(.*?)</script>', page)
    assert found
    value: dict[str, Any] = json.loads(found[1])
    return value


def test_same_collection_same_bytes(page: str) -> None:
    assert map_html(sample_collection()) == page


def test_page_is_a_folium_map_others_can_add_to() -> None:
    import folium

    made = render(sample_collection())
    assert isinstance(made, folium.Map)
    folium.Circle([38.5, 68.8], radius=1000).add_to(made)
    assert "L.circle(" in made.get_root().render()


def test_page_names_no_address_it_would_load(page: str) -> None:
    assert not re.findall(r"""<(?:script|img|link|iframe)[^>]+(?:src|href)=""", page)
    assert "@import" not in page


def test_head_is_ours_and_not_folium_s(page: str) -> None:
    assert page.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr" data-theme="auto">')
    assert "<title>Tajikistan, September 2015</title>" in page
    assert "user-scalable" not in page
    assert page.count('http-equiv="Content-Security-Policy"') == 1


def test_footer_credits_its_data(page: str) -> None:
    footer = page[page.index("<footer") :]
    for words in ("GeoNames, CC BY 4.0", "Natural Earth", "OurAirports", "Crimea in Ukraine"):
        assert words in footer


@pytest.mark.parametrize("draw", [map_html, timeline_html, story_html])
def test_footer_credits_the_services_a_story_took_from(draw: Callable[..., str]) -> None:
    line = "Some places: © Someone & others, <ODbL>"
    page = draw(replace(sample_collection(), credits=(line,)))
    assert "Some places: © Someone &amp; others, &lt;ODbL&gt;" in page[page.index("<footer") :]


def test_a_story_without_bases_credits_no_airfields() -> None:
    page = map_html(replace(sample_collection(), bases=()))
    assert "OurAirports" not in page[page.index("<footer") :]


def test_a_notebook_draws_a_collection_its_geojson_or_its_file(tmp_path: Path) -> None:
    file = tmp_path / "events.geojson"
    file.write_text(dumps(sample_collection()), encoding="utf-8")
    made = [
        maps.render(story).get_root().render()
        for story in (sample_collection(), to_geojson(sample_collection()), file, str(file))
    ]
    assert set(made) == {map_html(sample_collection())}


def test_data_block_holds_every_event_and_base(page: str) -> None:
    data = data_of(page)
    collection = sample_collection()
    assert [event["id"] for event in data["events"]] == [event.id for event in collection.events]
    assert [base["id"] for base in data["bases"]] == [base.id for base in collection.bases]


@pytest.mark.parametrize("text", HOSTILE_STRINGS)
def test_hostile_text_stays_inside_its_block(text: str) -> None:
    made = map_html(hostile_collection())
    outside = re.sub(r'<script type="application/json".*?</script>', "", made, flags=re.DOTALL)
    if "<" in text:
        assert text not in outside
    assert text in {event["title"] for event in data_of(made)["events"]}


def test_script_addresses_do_not_reach_the_page() -> None:
    data = data_of(map_html(hostile_collection()))
    assert [document["url"] for document in data["documents"]] == [None, None]


def test_title_of_the_options_wins() -> None:
    made = map_html(sample_collection(), MapOptions(title="A <b>title</b>"))
    assert "<title>A &lt;b&gt;title&lt;/b&gt;</title>" in made
    assert "<b>title</b></h1>" not in made


def test_statuses_and_bases_of_the_options_open_the_page() -> None:
    options = MapOptions(statuses=("happened", "planned"), bases=False)
    start = data_of(map_html(sample_collection(), options))["start"]
    assert start == {"statuses": ["happened", "planned"], "bases": False}


def test_theme_and_language_of_the_options() -> None:
    made = map_html(sample_collection(), MapOptions(theme="dark", language="de"))
    assert '<html lang="de" dir="ltr" data-theme="dark">' in made


def test_page_says_the_language_its_words_are_in() -> None:
    assert '<html lang="en" dir="ltr"' in map_html(sample_collection(), MapOptions(language="ar"))


def test_empty_collection_is_a_page_as_well() -> None:
    made = map_html(FeatureCollection())
    assert "<title>Untitled story</title>" in made


def test_text_is_no_template() -> None:
    options = MapOptions(title="{{ 6 * 7 }}", tiles=Tiles("https://t.example/{z}", "{{ 6 * 7 }}{%"))
    made = map_html(sample_collection(), options)
    assert "<title>{{ 6 * 7 }}</title>" in made
    assert "{{ 6 * 7 }}</h1>" in made
    assert "{{ 6 * 7 }}{%" in made[made.index("<footer") :]
    assert r'"attribution": "\u0026#123;\u0026#123; 6 * 7 }}\u0026#123;%"' in made


def test_tiles_are_a_choice_the_policy_allows_and_the_page_credits() -> None:
    tiles = Tiles("https://{s}.tiles.example/{z}/{x}/{y}.png", "© Tile <Makers>")
    made = map_html(sample_collection(), MapOptions(tiles=tiles))
    assert "img-src data: https://*.tiles.example;" in made
    assert "© Tile &lt;Makers&gt;" in made[made.index("<footer") :]
    assert "© Tile <Makers>" not in made


def test_without_tiles_only_the_page_s_own_images(page: str) -> None:
    assert "img-src data:;" in page


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "tiles/{z}/{x}/{y}.png", "https://a b/{z}.png", "https://x;y/"]
)
def test_tiles_of_no_address_are_refused(url: str) -> None:
    with pytest.raises(MapsError, match="is no address of map tiles"):
        map_html(sample_collection(), MapOptions(tiles=Tiles(url, "x")))


def place(**changes: Any) -> EventPlace:
    return replace(EventPlace("A", 68.77905, 38.53575, level="site", precision_km=1.0), **changes)


def one_place(value: FeatureCollection) -> EventPlace:
    return value.events[0].places[0]


def test_obscured_moves_a_site_and_says_how_far() -> None:
    given = FeatureCollection(events=(Event("e", "E", places=(place(),)),))
    moved = one_place(obscured(given, 5000))
    assert (moved.lon, moved.lat) != (68.77905, 38.53575)
    assert abs(moved.lat - 38.53575) <= 2500 / 111_320
    assert moved.precision_km == 5.0


def test_obscured_gives_neighbours_the_same_point() -> None:
    one = FeatureCollection(events=(Event("e", "E", places=(place(),)),))
    other = FeatureCollection(events=(Event("e", "E", places=(place(lat=38.53580),)),))
    assert one_place(obscured(one, 5000)) == one_place(obscured(other, 5000))


@pytest.mark.parametrize("lat", [90.0, -90.0, 89.999])
def test_obscured_stays_on_the_earth(lat: float) -> None:
    given = FeatureCollection(events=(Event("e", "E", places=(place(lat=lat, lon=179.9),)),))
    moved = one_place(obscured(given, 50_000))
    assert -90 <= moved.lat <= 90
    assert -180 <= moved.lon <= 180


def test_obscured_leaves_areas_and_bases() -> None:
    given = FeatureCollection(
        events=(Event("e", "E", places=(place(level="country"),)),),
        bases=sample_collection().bases,
    )
    assert obscured(given, 5000) == given


def test_obscured_twice_is_obscured_once() -> None:
    """The build coarsens the collection, and a redraw of its file asks for it again."""
    once = obscured(sample_collection(), 5000)
    assert obscured(once, 5000) == once
    assert once != sample_collection()


def test_page_tells_that_positions_are_coarsened() -> None:
    made = map_html(sample_collection(), MapOptions(obscure_m=5000))
    assert "Positions of events are coarsened to 5000 m on purpose." in made


def test_obscured_by_nothing_is_the_same() -> None:
    assert obscured(sample_collection(), 0) == sample_collection()

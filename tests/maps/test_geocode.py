"""Online geocoders against a real server of this machine that speaks Nominatim and Photon."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from maps.errors import GeocoderError
from maps.geocode import (
    GeocodeCache,
    GeocoderSettings,
    OnlineGeocoder,
    ServiceTerms,
    open_service,
    service_terms,
)
from maps.place import Level
from tests.geocode_server import VAHDAT, Server, running

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"])]

AGENT = "dateline-tests/1.0 (tests@example.org)"


@pytest.fixture
def server(socket_enabled: None) -> Iterator[Server]:
    with running() as started:
        yield started


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[GeocodeCache]:
    opened = GeocodeCache(tmp_path / "geocodes.sqlite")
    yield opened
    opened.close()


def geocoder(
    server: Server,
    cache: GeocodeCache,
    *,
    service: str = "nominatim",
    timeout: float = 60,
    **options: Any,
) -> OnlineGeocoder:
    settings = GeocoderSettings(
        service,
        user_agent=AGENT,
        domain=f"127.0.0.1:{server.port}",
        scheme="http",
        timeout_seconds=timeout,
    )
    return OnlineGeocoder(
        open_service(settings, {}),
        ServiceTerms(service, 0.0, "credit", None),
        cache,
        today="2026-11-24",
        **options,
    )


def test_a_name_becomes_places_and_the_asker_is_named(server: Server, cache: GeocodeCache) -> None:
    server.say([VAHDAT])
    answer = geocoder(server, cache).geocode("Vahdat")
    assert answer is not None
    (place,) = answer.places
    assert (place.name, place.lon, place.lat) == ("Vahdat", 69.0135, 38.5563)
    assert (place.level, place.country) == ("city", "TJ")
    assert place.gazetteer_id == "geocoder:nominatim:69.01350,38.55630"
    assert answer.addresses == ("Vahdat, Districts, Tajikistan",)
    assert place.bbox == (68.98, 38.53, 69.04, 38.58)
    assert 2 < place.precision_km < 6
    assert (answer.service, answer.asked) == ("nominatim", "2026-11-24")
    assert server.agents == [AGENT]


def test_photon_speaks_its_own_shape(server: Server, cache: GeocodeCache) -> None:
    feature = {
        "geometry": {"type": "Point", "coordinates": [69.0135, 38.5563]},
        "properties": {
            "name": "Vahdat",
            "osm_key": "place",
            "osm_value": "town",
            "countrycode": "TJ",
            "extent": [68.98, 38.58, 69.04, 38.53],
        },
    }
    server.say({"type": "FeatureCollection", "features": [feature]})
    answer = geocoder(server, cache, service="photon").geocode("Vahdat")
    assert answer is not None
    assert answer.places[0].bbox == (68.98, 38.53, 69.04, 38.58)
    assert (answer.places[0].level, answer.places[0].country) == ("city", "TJ")


def test_answers_and_misses_are_asked_for_once(server: Server, cache: GeocodeCache) -> None:
    server.say([VAHDAT])
    first = geocoder(server, cache)
    assert first.geocode("Vahdat") == first.geocode(" Vahdat ")
    assert first.geocode("Atlantis") is None
    again = geocoder(server, GeocodeCache(cache.path))
    assert again.geocode("Vahdat") is not None
    assert again.geocode("Atlantis") is None
    assert server.asked == ["Vahdat", "Atlantis"]


def test_refresh_asks_again_but_only_once(server: Server, cache: GeocodeCache) -> None:
    geocoder(server, cache).geocode("Vahdat")
    fresh = geocoder(server, cache, refresh=True)
    server.say([VAHDAT])
    assert fresh.geocode("Vahdat") is not None
    assert fresh.geocode("Vahdat") is not None
    assert server.asked == ["Vahdat", "Vahdat"]


def test_of_a_thousand_candidates_five_are_kept(server: Server, cache: GeocodeCache) -> None:
    server.say([VAHDAT] * 1000)
    answer = geocoder(server, cache).geocode("Vahdat")
    assert answer is not None
    assert len(answer.places) == 5


def test_after_a_ban_nothing_is_asked_again(server: Server, cache: GeocodeCache) -> None:
    server.say("no", status=403)
    asking = geocoder(server, cache)
    assert [asking.geocode(name) for name in ("Vahdat", "Hisor", "Kulob")] == [None] * 3
    assert server.asked == ["Vahdat"]
    assert asking.warnings == ("nominatim: not asked any more in this build: it refuses us (403)",)
    assert cache.get("nominatim@", "Vahdat") is None


def test_the_next_build_of_a_process_that_stays_asks_again(
    server: Server, cache: GeocodeCache
) -> None:
    server.say("no", status=403)
    asking = geocoder(server, cache)
    assert asking.geocode("Vahdat") is None
    server.known = {"Vahdat": [VAHDAT]}
    asking.begin_build()
    assert asking.geocode("Vahdat") is not None
    assert asking.warnings == ()


def test_too_many_requests_are_waited_for_once(server: Server, cache: GeocodeCache) -> None:
    server.say("slow down", status=429, Retry_After="7")
    server.say([VAHDAT])
    waits: list[float] = []
    asking = geocoder(server, cache, sleep=waits.append)
    assert asking.geocode("Vahdat") is not None
    assert waits == [7.0]
    assert asking.warnings == ("nominatim: asked us to wait (429) (1×)",)


def test_a_wait_of_less_than_nothing_is_none(server: Server, cache: GeocodeCache) -> None:
    server.say("slow down", status=429, Retry_After="-5")
    server.say([VAHDAT])
    waits: list[float] = []
    assert geocoder(server, cache, sleep=waits.append).geocode("Vahdat") is not None
    assert waits == [0.0]


@pytest.mark.parametrize("header", [{}, {"Retry_After": "3600"}])
def test_a_long_wait_is_a_ban(server: Server, cache: GeocodeCache, header: dict[str, str]) -> None:
    server.say("slow down", status=429, **header)
    asking = geocoder(server, cache)
    assert asking.geocode("Vahdat") is None
    assert asking.stopped == "it says we ask too often (429)"


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (500, "oops", "failed"),
        (503, "later", "did not answer"),
        (200, "<html>", "answered nonsense"),
        (200, '{"weird": 1}', "answered nonsense"),
        (200, '[{"lat": "999", "lon": "x"}]', "answered nonsense"),
        (200, '[{"display_name": "X"}]', "answered nonsense"),
        (200, json.dumps([VAHDAT | {"lat": "123.0"}]), "answered nonsense"),
    ],
)
def test_each_failure_costs_one_answer(
    server: Server, cache: GeocodeCache, status: int, body: str, words: str
) -> None:
    server.say(body, status=status)
    server.say([VAHDAT])
    asking = geocoder(server, cache)
    assert asking.geocode("Hisor") is None
    assert asking.geocode("Vahdat") is not None
    assert asking.warnings == (f"nominatim: {words} (1×)",)


def test_a_server_that_never_answers(server: Server, cache: GeocodeCache) -> None:
    server.say("", status=0)
    asking = geocoder(server, cache, timeout=0.2)
    assert asking.geocode("Hisor") is None
    assert asking.warnings == ("nominatim: did not answer (1×)",)


def test_three_failures_in_a_row_end_the_asking(server: Server, cache: GeocodeCache) -> None:
    for _ in range(4):
        server.say("oops", status=500)
    asking = geocoder(server, cache)
    for name in ("A", "B", "C", "D"):
        assert asking.geocode(name) is None
    assert server.asked == ["A", "B", "C"]
    assert asking.warnings == (
        "nominatim: failed (3×)",
        "nominatim: not asked any more in this build: 3 failures in a row",
    )


def test_a_server_that_is_not_there(server: Server, cache: GeocodeCache) -> None:
    server.port = 9
    asking = geocoder(server, cache)
    assert asking.geocode("Vahdat") is None
    assert asking.warnings == ("nominatim: failed (1×)",)


def test_broken_tls_is_a_failure_like_any_other(server: Server, cache: GeocodeCache) -> None:
    settings = GeocoderSettings("nominatim", user_agent=AGENT, domain=f"127.0.0.1:{server.port}")
    asking = OnlineGeocoder(
        open_service(settings, {}),
        ServiceTerms("nominatim", 0.0, "", None),
        cache,
        today="2026-11-24",
    )
    assert asking.geocode("Vahdat") is None
    assert len(asking.warnings) == 1


def test_a_damaged_cache_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "geocodes.sqlite"
    path.write_bytes(b"this is no database at all" * 100)
    cache = GeocodeCache(path)
    assert cache.damaged
    assert path.with_name("geocodes.sqlite.damaged").exists()
    cache.put("s", "q", (), "2026-11-24")
    assert cache.get("s", "q") is not None
    cache.close()


def test_two_builds_share_a_cache(tmp_path: Path) -> None:
    path = tmp_path / "geocodes.sqlite"
    caches = [GeocodeCache(path), GeocodeCache(path)]
    for number, cache in enumerate(caches):
        cache.put("s", f"q{number}", ({"n": number},), "2026-11-24")
    for cache in caches:
        assert all(cache.get("s", f"q{number}") for number in range(2))
        cache.close()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            GeocoderSettings("nominatin", user_agent=AGENT),
            "geopy has no service 'nominatin'; did you mean nominatim? It has: ",
        ),
        (
            GeocoderSettings("nominatim"),
            "the service nominatim must know who asks: set user_agent to ",
        ),
        (
            GeocoderSettings("nominatim", user_agent="my-application"),
            "the service nominatim must know who asks: set user_agent to ",
        ),
        (
            GeocoderSettings("opencage"),
            (
                "the service opencage needs its api_key: put it in the environment as"
                " DATELINE_OPENCAGE_API_KEY"
            ),
        ),
        (
            GeocoderSettings("opencage", arguments={"api_key": "123"}),
            (
                "api_key is a secret: take it out of the config and put it in the environment as"
                " DATELINE_OPENCAGE_API_KEY"
            ),
        ),
        (
            GeocoderSettings("nominatim", user_agent=AGENT, arguments={"domian": "x"}),
            "the service nominatim knows no option 'domian'; did you mean domain?",
        ),
    ],
)
def test_settings_that_cannot_work(settings: GeocoderSettings, message: str) -> None:
    with pytest.raises(GeocoderError) as caught:
        open_service(settings, {})
    assert str(caught.value).startswith(message)


def test_secrets_come_from_the_environment() -> None:
    service = open_service(
        GeocoderSettings("opencage"), {"DATELINE_OPENCAGE_API_KEY": "k", "HOME": "/"}
    )
    assert service.api_key == "k"


def test_nominatim_is_asked_no_more_than_once_a_second() -> None:
    assert service_terms("nominatim").delay_seconds >= 1
    assert "OpenStreetMap" in service_terms("nominatim").credit
    assert service_terms("baidu").delay_seconds == 1.0


def test_every_value_of_a_service_has_a_level_of_the_contract() -> None:
    from maps.geocode.answers import _levels

    assert _levels()["", "town"] == "city"
    assert set(_levels().values()) <= set(get_args(Level))


def test_a_point_is_named_and_remembered(server: Server, cache: GeocodeCache) -> None:
    server.at_points = [VAHDAT]
    asking = geocoder(server, cache)
    answer = asking.reverse(69.0135, 38.5563)
    assert answer is not None
    assert answer.addresses[0] == "Vahdat, Districts, Tajikistan"
    assert asking.reverse(69.0135, 38.5563) == answer
    assert server.asked == ["38.5563, 69.0135"]


def test_where_a_service_has_nothing_at_a_point(server: Server, cache: GeocodeCache) -> None:
    server.say({"error": "Unable to geocode"})
    asking = geocoder(server, cache)
    assert asking.reverse(-150.5, 10.0) is None
    assert asking.warnings == ()


def test_what_was_answered_and_what_was_not_is_counted(server: Server, cache: GeocodeCache) -> None:
    server.known = {"Vahdat": [VAHDAT]}
    asking = geocoder(server, cache)
    asking.geocode("Vahdat")
    asking.geocode("Atlantis")
    assert asking.counts == (1, 0)
    server.say("no", status=403)
    asking.geocode("Hisor")
    asking.geocode("Kulob")
    assert asking.counts == (1, 2)


def test_what_it_said_before_serves_when_a_refresh_fails(
    server: Server, cache: GeocodeCache
) -> None:
    server.known = {"Vahdat": [VAHDAT]}
    before = geocoder(server, cache).geocode("Vahdat")
    server.say("oops", status=500)
    fresh = geocoder(server, cache, refresh=True)
    assert fresh.geocode("Vahdat") == before
    assert fresh.counts == (1, 1)


def test_terms_are_told_before_the_first_question_ever(server: Server, cache: GeocodeCache) -> None:
    told: list[str] = []
    asking = geocoder(server, cache, note=told.append)
    asking.geocode("Vahdat")
    asking.geocode("Hisor")
    geocoder(server, cache, note=told.append).geocode("Kulob")
    assert len(told) == 1
    assert told[0].startswith("asking nominatim for names that the gazetteer does not tell")


def test_a_cache_that_cannot_keep_does_not_stop_the_asking(
    server: Server, cache: GeocodeCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(cache, "put", full)
    server.known = {"Vahdat": [VAHDAT]}
    asking = geocoder(server, cache)
    assert asking.geocode("Vahdat") is not None
    assert asking.warnings == ("nominatim: its answers could not be kept (1×)",)


def test_a_cache_that_cannot_be_read_does_not_stop_the_asking(
    server: Server, cache: GeocodeCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(cache, "get", broken)
    server.known = {"Vahdat": [VAHDAT]}
    asking = geocoder(server, cache)
    assert asking.geocode("Vahdat") is not None
    assert asking.warnings == ("nominatim: its answers of the past could not be read (1×)",)


def test_two_builds_keep_the_pace_together(tmp_path: Path) -> None:
    caches = [GeocodeCache(tmp_path / "geocodes.sqlite") for _ in range(2)]
    waits = [caches[number % 2].turn("nominatim", 1.0, now=100.0) for number in range(4)]
    assert waits == [0.0, 1.0, 2.0, 3.0]
    assert caches[0].turn("photon", 1.0, now=100.0) == 0.0
    assert caches[0].turn("nominatim", 1.0, now=200.0) == 0.0
    # A clock that was set back does not make anybody wait for hours.
    assert caches[1].turn("nominatim", 1.0, now=10.0) == 0.0
    for one in caches:
        one.close()


def test_a_cache_that_cannot_be_opened_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(GeocoderError, match=r"cannot be kept in .*DATELINE_DATA"):
        GeocodeCache(tmp_path / "file" / "geocodes.sqlite")


def test_a_database_of_another_kind_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "geocodes.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE answers (x TEXT)")
    other.close()
    opened = GeocodeCache(path)
    assert opened.damaged
    assert opened.get("s", "q") is None
    opened.close()


def test_services_are_asked_for_english_names_and_for_the_country(
    server: Server, cache: GeocodeCache
) -> None:
    geocoder(server, cache).geocode("Vahdat")
    (query,) = server.queries
    assert (query["q"], query["addressdetails"], query["accept-language"]) == ("Vahdat", "1", "en")
    geocoder(server, cache, service="photon").geocode("Vahdat")
    assert server.queries[1]["lang"] == "en"


FEATURE = {"geometry": {"type": "Point", "coordinates": [69.0135, 38.5563]}}
#: What services say of Vahdat, each in its own shape, and the environment they need.
SHAPES: dict[str, tuple[object, dict[str, str]]] = {
    "opencage": (
        {
            "results": [
                {
                    "formatted": "Vahdat, Tajikistan",
                    "geometry": {"lat": 38.5563, "lng": 69.0135},
                    "bounds": {
                        "northeast": {"lat": 38.58, "lng": 69.04},
                        "southwest": {"lat": 38.53, "lng": 68.98},
                    },
                    "components": {"_type": "town", "country_code": "tj"},
                }
            ]
        },
        {"DATELINE_OPENCAGE_API_KEY": "k"},
    ),
    "pelias": (
        {
            "features": [
                FEATURE
                | {
                    "properties": {"name": "Vahdat", "layer": "locality", "country_a": "TJK"},
                    "bbox": [68.98, 38.53, 69.04, 38.58],
                }
            ]
        },
        {},
    ),
    "geonames": (
        {
            "geonames": [
                {
                    "name": "Vahdat", "countryName": "Tajikistan", "countryCode": "TJ",
                    "lat": "38.5563", "lng": "69.0135", "fcl": "P", "fcode": "PPL",
                    "bbox": {"west": 68.98, "south": 38.53, "east": 69.04, "north": 38.58},
                }
            ]
        },
        {"DATELINE_GEONAMES_USERNAME": "u"},
    ),
    "arcgis": (
        {
            "candidates": [
                {
                    "address": "Vahdat", "location": {"x": 69.0135, "y": 38.5563},
                    "attributes": {"Country": "TJK", "Type": "City", "Addr_type": "Locality"},
                    "extent": {"xmin": 68.98, "ymin": 38.53, "xmax": 69.04, "ymax": 38.58},
                }
            ]
        },
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("service", SHAPES)
def test_every_service_speaks_its_own_shape(
    server: Server, cache: GeocodeCache, service: str
) -> None:
    shape, environment = SHAPES[service]
    server.say(shape)
    settings = GeocoderSettings(service, user_agent=AGENT, domain=server.domain, scheme="http")
    asking = OnlineGeocoder(
        open_service(settings, environment),
        ServiceTerms(service, 0.0, "credit", None),
        cache,
        today="2026-11-24",
    )
    answer = asking.geocode("Vahdat")
    assert asking.warnings == ()
    assert answer is not None
    (place,) = answer.places
    assert (place.name, place.lon, place.lat) == ("Vahdat", 69.0135, 38.5563)
    assert (place.level, place.country) == ("city", "TJ")
    assert place.bbox == (68.98, 38.53, 69.04, 38.58)
    assert server.asked == ["Vahdat"]


@pytest.mark.parametrize(
    ("found", "level", "precision"),
    [
        ({"type": "hospital", "class": "amenity"}, "site", 1.0),
        ({"type": "suburb", "class": "place"}, "district", 3.0),
        ({"type": "village", "class": "place"}, "city", 5.0),
        ({"type": "new", "class": "new"}, "city", 25.0),
    ],
)
def test_without_a_box_the_sort_tells_the_precision(
    server: Server, cache: GeocodeCache, found: dict[str, str], level: str, precision: float
) -> None:
    bare = {key: value for key, value in VAHDAT.items() if key != "boundingbox"}
    server.say([bare | found])
    answer = geocoder(server, cache).geocode("Vahdat")
    assert answer is not None
    assert (answer.places[0].level, answer.places[0].precision_km) == (level, precision)


def test_a_server_of_ones_own_is_remembered_apart(server: Server, cache: GeocodeCache) -> None:
    server.known = {"Vahdat": [VAHDAT]}
    geocoder(server, cache).geocode("Vahdat")
    geocoder(server, cache, host="geocoder.example.org").geocode("Vahdat")
    assert server.asked == ["Vahdat", "Vahdat"]

"""Asking an online geocoder: a real server of this machine that speaks Nominatim."""

from __future__ import annotations

import json

import pytest

from maps.geocode import (
    GeocodeCache,
    GeocoderSettings,
    OnlineGeocoder,
    ServiceTerms,
    open_service,
    service_terms,
)
from tests.geocode_server import VAHDAT, Server
from tests.maps.geocode.helpers import AGENT, geocoder

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"])]


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


def test_nominatim_is_asked_no_more_than_once_a_second() -> None:
    assert service_terms("nominatim").delay_seconds >= 1
    assert "OpenStreetMap" in service_terms("nominatim").credit
    assert service_terms("baidu").delay_seconds == 1.0


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
    assert asking.counts[:2] == (1, 0)
    server.say("no", status=403)
    asking.geocode("Hisor")
    asking.geocode("Kulob")
    assert asking.counts[:2] == (1, 2)


def test_terms_are_told_before_the_first_question_ever(server: Server, cache: GeocodeCache) -> None:
    told: list[str] = []
    asking = geocoder(server, cache, note=told.append)
    asking.geocode("Vahdat")
    asking.geocode("Hisor")
    geocoder(server, cache, note=told.append).geocode("Kulob")
    assert len(told) == 1
    assert told[0].startswith("asking nominatim for names that the gazetteer does not tell")

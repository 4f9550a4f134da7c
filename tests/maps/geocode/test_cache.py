"""What an online geocoder said before: kept, asked for again, damaged, shared."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from maps.errors import GeocoderError
from maps.geocode import (
    GeocodeCache,
    oldest_kept,
)
from maps.geocode.counts import Counts
from tests.geocode_server import VAHDAT, Server
from tests.maps.geocode.helpers import geocoder

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"])]


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


def test_answers_older_than_the_oldest_kept_are_asked_for_again(
    server: Server, cache: GeocodeCache
) -> None:
    server.known = {"Vahdat": [VAHDAT]}
    geocoder(server, cache).geocode("Vahdat")
    geocoder(server, cache).geocode("Atlantis")
    kept = geocoder(server, cache, oldest="2026-11-24")
    kept.geocode("Vahdat")
    assert server.asked == ["Vahdat", "Atlantis"]
    expired = geocoder(server, cache, oldest="2026-11-25")
    for name in ("Vahdat", "Vahdat", "Atlantis"):
        expired.geocode(name)
    assert server.asked == ["Vahdat", "Atlantis"] * 2
    assert expired.counts.days == ("2026-11-24",) * 3


@pytest.mark.parametrize(
    ("keep_days", "oldest"),
    [(None, ""), (1, "2026-02-28"), (30, "2026-01-30"), (365, "2025-03-01")],
)
def test_the_oldest_day_kept(keep_days: int | None, oldest: str) -> None:
    assert oldest_kept("2026-03-01", keep_days) == oldest


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


def test_what_it_said_before_serves_when_a_refresh_fails(
    server: Server, cache: GeocodeCache
) -> None:
    server.known = {"Vahdat": [VAHDAT]}
    before = geocoder(server, cache).geocode("Vahdat")
    server.say("oops", status=500)
    fresh = geocoder(server, cache, refresh=True)
    assert fresh.geocode("Vahdat") == before
    assert fresh.counts == Counts(1, 1, ("2026-11-24",))


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


def test_a_server_of_ones_own_is_remembered_apart(server: Server, cache: GeocodeCache) -> None:
    server.known = {"Vahdat": [VAHDAT]}
    geocoder(server, cache).geocode("Vahdat")
    geocoder(server, cache, host="geocoder.example.org").geocode("Vahdat")
    assert server.asked == ["Vahdat", "Vahdat"]

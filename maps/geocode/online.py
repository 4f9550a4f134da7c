"""Asking a geocoder for a name: politely, once, and never at the price of the build.

Whatever goes wrong costs that one answer. Each kind of trouble is told once, with its count; after
a ban, or when the service fails three times running, nothing is asked again in this build.
"""

from __future__ import annotations

import csv
import math
import time
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from maps.geocode.cache import GeocodeCache
from maps.geocode.services import ServiceTerms
from maps.place import BBox, Level, Place

LEVELS = Path(__file__).parent.parent / "data" / "osm_levels.csv"
#: Candidates kept of one answer.
MOST_RESULTS = 5
#: Failures in a row after which a service counts as out of reach.
MOST_FAILURES = 3
#: The longest "Retry-After" worth waiting for; a longer one is a ban for this build.
LONGEST_WAIT_SECONDS = 30.0
#: Half the diagonal of nothing known: how exact a bare point of a service is taken to be, in km.
UNKNOWN_PRECISION_KM = 25.0
_KM_A_DEGREE = 111.2
#: What geopy's parsers, which trust the shape of an answer, raise when that is nonsense.
_NONSENSE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service says to a name: its places, best first, and when it was asked (ISO day)."""

    places: tuple[Place, ...]
    service: str
    asked: str


class OnlineGeocoder:
    """One call for every service: `geocode(name)`, None for no result.

    Args:
        geocoder: a geopy geocoder (`maps.geocode.open_service`).
        terms: the service's pace and credit.
        cache: what it said before.
        today: the ISO day to note beside an answer.
        refresh: ask again even what the cache knows.
        sleep: how to wait; tests pass their own.
    """

    def __init__(
        self,
        geocoder: Any,
        terms: ServiceTerms,
        cache: GeocodeCache,
        *,
        today: str,
        refresh: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        from geopy.extra.rate_limiter import RateLimiter

        self.terms = terms
        self.stopped: str | None = None
        self._cache = cache
        self._key = f"{terms.service}@{getattr(geocoder, 'domain', '')}"
        self._today = today
        self._refresh = refresh
        self._sleep = sleep
        self._asked: set[str] = set()
        self._troubles: Counter[str] = Counter()
        self._failures = 0
        self._ask = RateLimiter(
            geocoder.geocode,
            min_delay_seconds=terms.delay_seconds,
            max_retries=0,
            swallow_exceptions=False,
        )

    def geocode(self, name: str) -> Answer | None:
        """The places the service knows by `name`, from the cache where it was asked before."""
        query = " ".join(name.split())
        known = self._cache.get(self._key, query)
        if known is not None and (not self._refresh or query in self._asked):
            return _answer(known.results, self.terms.service, known.asked)
        if self.stopped or not query:
            return None
        results = self._results(query)
        if results is None:
            return None
        self._asked.add(query)
        self._cache.put(self._key, query, results, self._today)
        return _answer(results, self.terms.service, self._today)

    @property
    def warnings(self) -> tuple[str, ...]:
        """One line for each kind of trouble, with how often it came."""
        told = [
            f"{self.terms.service}: {text} ({n}×)" for text, n in sorted(self._troubles.items())
        ]
        if self.stopped:
            told.append(f"{self.terms.service}: not asked any more in this build: {self.stopped}")
        return tuple(told)

    def _results(self, query: str) -> tuple[dict[str, object], ...] | None:
        """What the service answers, () for a miss, None when it did not answer."""
        from geopy.exc import GeopyError

        for may_wait in (True, False):
            try:
                with warnings.catch_warnings():
                    # geopy warns of an impossible latitude before it refuses it.
                    warnings.simplefilter("ignore", UserWarning)
                    results = _plain(self._ask(query, exactly_one=False))
            except (GeopyError, *_NONSENSE) as error:
                pause = self._pause_after(error) if may_wait else None
                if pause is None:
                    self._note(error)
                    return None
                self._troubles["asked us to wait (429)"] += 1
                self._sleep(pause)
            else:
                self._failures = 0
                return results
        return None

    def _pause_after(self, error: Exception) -> float | None:
        """Seconds after which to ask once more, or None when that would be no use."""
        from geopy.exc import GeocoderRateLimited

        wait = error.retry_after if isinstance(error, GeocoderRateLimited) else None
        return float(wait) if wait is not None and wait <= LONGEST_WAIT_SECONDS else None

    def _note(self, error: Exception) -> None:
        ban = _ban(error)
        if ban:
            self.stopped = ban
            return
        self._troubles[_kind(error)] += 1
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            self.stopped = f"{MOST_FAILURES} failures in a row"


def _ban(error: Exception) -> str | None:
    """Why nothing more may be asked after `error`, or None when it was the one answer's trouble."""
    from geopy import exc

    for shape, why in (
        (exc.GeocoderRateLimited, "it says we ask too often (429)"),
        (exc.GeocoderInsufficientPrivileges, "it refuses us (403)"),
        (exc.GeocoderAuthenticationFailure, "it does not accept our credentials (401)"),
        (exc.GeocoderQuotaExceeded, "the quota is used up"),
    ):
        if isinstance(error, shape):
            return why
    return None


def _kind(error: Exception) -> str:
    """A failure in a few words, the same for every failure of its kind."""
    from geopy import exc

    for shape, words in (
        ((exc.GeocoderTimedOut, exc.GeocoderUnavailable), "did not answer"),
        (exc.GeocoderQueryError, "refused the question"),
        (exc.GeocoderParseError, "answered nonsense"),
        (exc.GeopyError, "failed"),
    ):
        if isinstance(error, shape):
            return words
    return "answered nonsense"


def _plain(found: Any) -> tuple[dict[str, object], ...]:
    """A geopy answer as plain values for the cache. Raises ValueError for impossible positions."""
    results: list[dict[str, object]] = []
    for location in (found or [])[:MOST_RESULTS]:
        lon, lat = float(location.longitude), float(location.latitude)
        if not (
            math.isfinite(lon) and math.isfinite(lat) and -180 <= lon <= 180 and abs(lat) <= 90
        ):
            raise ValueError(f"impossible position {lon}, {lat}")
        if lon == lat == 0:
            # What geopy makes of an answer without coordinates; no name of a story lies there.
            raise ValueError("no position")
        raw = location.raw if isinstance(location.raw, dict) else {}
        results.append(
            {
                "name": str(location.address),
                "lon": lon,
                "lat": lat,
                "bbox": _bbox(raw),
                "level": _level(raw),
                "country": _country(raw),
            }
        )
    return tuple(results)


def _bbox(raw: dict[str, Any]) -> list[float] | None:
    """West, south, east, north of Nominatim's `boundingbox` or Photon's `extent`."""
    box, extent = raw.get("boundingbox"), _properties(raw).get("extent")
    if isinstance(box, list) and len(box) == 4:
        south, north, west, east = (float(side) for side in box)
        return [west, south, east, north]
    if isinstance(extent, list) and len(extent) == 4:
        west, north, east, south = (float(side) for side in extent)
        return [west, south, east, north]
    return None


@cache
def _levels() -> dict[str, str]:
    with LEVELS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["value"]: row["level"] for row in rows}


def _level(raw: dict[str, Any]) -> str | None:
    properties = _properties(raw)
    for source in (raw, properties):
        for key in ("addresstype", "osm_value", "type", "class", "osm_key"):
            level = _levels().get(str(source.get(key)))
            if level:
                return level
    return None


def _country(raw: dict[str, Any]) -> str | None:
    address = raw.get("address")
    for source in (address if isinstance(address, dict) else {}, _properties(raw)):
        code = source.get("country_code") or source.get("countrycode")
        if isinstance(code, str) and len(code) == 2:
            return code.upper()
    return None


def _properties(raw: dict[str, Any]) -> dict[str, Any]:
    properties = raw.get("properties")
    return properties if isinstance(properties, dict) else {}


def _answer(results: tuple[dict[str, object], ...], service: str, asked: str) -> Answer | None:
    places = tuple(_place(result) for result in results)
    return Answer(places, service, asked) if places else None


def _place(result: dict[str, Any]) -> Place:
    bbox = BBox(*result["bbox"]) if result["bbox"] else None
    level: Level = result["level"] or "city"
    return Place(
        name=result["name"].partition(",")[0],
        lon=result["lon"],
        lat=result["lat"],
        level=level,
        gazetteer_id="coordinates",
        country=result["country"],
        bbox=bbox,
        precision_km=_half_diagonal_km(bbox) if bbox else UNKNOWN_PRECISION_KM,
    )


def _half_diagonal_km(box: BBox) -> float:
    width = (box.east - box.west) % 360 * math.cos(math.radians((box.south + box.north) / 2))
    return round(math.hypot(width, box.north - box.south) * _KM_A_DEGREE / 2, 1)

"""Asking a geocoder for a name: politely, once, and never at the price of the build.

Whatever goes wrong costs that one answer. Each kind of trouble is told once, with its count; after
a ban, or when the service fails three times running, nothing is asked again in this build.
"""

from __future__ import annotations

import sqlite3
import time
import warnings
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from maps.geocode.answers import Answer, answer, plain
from maps.geocode.cache import GeocodeCache, Remembered
from maps.geocode.counts import Counts
from maps.geocode.services import ServiceTerms, question_options

#: Failures in a row after which a service counts as out of reach.
MOST_FAILURES = 3
#: The longest "Retry-After" worth waiting for; a longer one is a ban for this build.
LONGEST_WAIT_SECONDS = 30.0
#: What geopy's parsers, which trust the shape of an answer, raise when that is nonsense.
_NONSENSE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class OnlineGeocoder:
    """One call for every service: `geocode(name)`, None for no result.

    Args:
        geocoder: a geopy geocoder (`maps.geocode.open_service`).
        terms: the service's pace, credit and terms.
        cache: what it said before.
        today: the ISO day to note beside an answer.
        host: what is asked instead of the service's own host; its answers are kept apart.
        refresh: ask again even what the cache knows.
        oldest: ask again what was answered before this ISO day; "" keeps every answer.
        note: told the service's terms before it is asked for the first time ever.
        watch: told each name or point before the service is asked for it.
        sleep: how to wait; tests pass their own.
    """

    def __init__(
        self,
        geocoder: Any,
        terms: ServiceTerms,
        cache: GeocodeCache,
        *,
        today: str,
        host: str = "",
        refresh: bool = False,
        oldest: str = "",
        note: Callable[[str], None] = lambda _: None,
        watch: Callable[[str], None] = lambda _: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        from geopy.extra.rate_limiter import RateLimiter

        self.terms = terms
        self.stopped: str | None = None
        self._answered = self._unanswered = 0
        self._cache = cache
        self._key = f"{terms.service}@{host}"
        self._today = today
        self._refresh = refresh
        self._oldest = oldest
        self._note_terms = note
        self._watch = watch
        self._sleep = sleep
        self._asked: set[str] = set()
        self._days: list[str] = []
        self._troubles: Counter[str] = Counter()
        self._failures = 0
        self._ask, self._ask_reverse = (
            RateLimiter(
                partial(method, **question_options(method)),
                min_delay_seconds=terms.delay_seconds,
                max_retries=0,
                swallow_exceptions=False,
            )
            for method in (geocoder.geocode, getattr(geocoder, "reverse", _no_reverse))
        )

    def geocode(self, name: str) -> Answer | None:
        """The places the service knows by `name`, from the cache where it was asked before."""
        query = " ".join(name.split())
        return self._look_up(query, lambda: self._ask(query)) if query else None

    def reverse(self, lon: float, lat: float) -> Answer | None:
        """What the service knows at a point, from the cache where it was asked before."""
        query = f"{lat:.5f}, {lon:.5f}"
        return self._look_up(f"reverse {query}", lambda: self._ask_reverse(query))

    @property
    def counts(self) -> Counts:
        """Questions answered with places, those asked in vain, and the answers' days, so far."""
        return Counts(self._answered, self._unanswered, tuple(self._days))

    def begin_build(self) -> None:
        """A new build of a process that stays: what stopped or troubled the last one is over."""
        self.stopped = None
        self._troubles.clear()
        self._failures = 0
        self._asked.clear()

    def close(self) -> None:
        """Give the cache back."""
        self._cache.close()

    def _look_up(self, query: str, ask: Callable[[], Any]) -> Answer | None:
        found = self._found(query, ask)
        self._answered += found is not None
        return found

    def _found(self, query: str, ask: Callable[[], Any]) -> Answer | None:
        known = self._remembered(query)
        if known is not None and self._is_current(query, known):
            return self._told(known.results, known.asked)
        if not self.stopped:
            self._watch(query)
        results = None if self.stopped else self._results(ask)
        if results is None:
            self._unanswered += 1
            # What it said in the past is better than nothing.
            return self._told(known.results, known.asked) if known else None
        self._asked.add(query)
        try:
            self._cache.put(self._key, query, results, self._today)
        except sqlite3.Error:
            self._troubles["its answers could not be kept"] += 1
        return self._told(results, self._today)

    def _is_current(self, query: str, known: Remembered) -> bool:
        return query in self._asked or (not self._refresh and known.asked >= self._oldest)

    def _told(self, results: tuple[dict[str, object], ...], asked: str) -> Answer | None:
        self._days.append(asked)
        return answer(results, self.terms.service, asked)

    def _remembered(self, query: str) -> Remembered | None:
        try:
            return self._cache.get(self._key, query)
        except (sqlite3.Error, ValueError):
            self._troubles["its answers of the past could not be read"] += 1
            return None

    @property
    def warnings(self) -> tuple[str, ...]:
        """One line for each kind of trouble, with how often it came."""
        told = [
            f"{self.terms.service}: {text} ({n}×)" for text, n in sorted(self._troubles.items())
        ]
        if self.stopped:
            told.append(f"{self.terms.service}: not asked any more in this build: {self.stopped}")
        return tuple(told)

    def _results(self, ask: Callable[[], Any]) -> tuple[dict[str, object], ...] | None:
        """What the service answers, () for a miss, None when it did not answer."""
        from geopy.exc import GeopyError

        self._tell_terms()
        for may_wait in (True, False):
            self._wait_for_turn()
            try:
                with warnings.catch_warnings():
                    # geopy warns of an impossible latitude before it refuses it.
                    warnings.simplefilter("ignore", UserWarning)
                    results = plain(ask())
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

    def _tell_terms(self) -> None:
        """Before the first question ever."""
        if not self._asked and not self._troubles and not self._cache.knows(self._key):
            service, terms = self.terms.service, self.terms.terms
            self._note_terms(
                f"asking {service} for names that the gazetteer does not tell, at most once in"
                f" {self.terms.delay_seconds:g} s{f'; its terms: {terms}' if terms else ''}"
            )

    def _wait_for_turn(self) -> None:
        """Other builds of this user may be asking too; `RateLimiter` knows of this one alone."""
        try:
            wait = self._cache.turn(self._key, self.terms.delay_seconds, time.time())
        except sqlite3.Error:
            return
        if wait > 0:
            self._sleep(wait)

    def _pause_after(self, error: Exception) -> float | None:
        """Seconds after which to ask once more, or None when that would be no use."""
        from geopy.exc import GeocoderRateLimited

        wait = error.retry_after if isinstance(error, GeocoderRateLimited) else None
        return max(0.0, wait) if wait is not None and wait <= LONGEST_WAIT_SECONDS else None

    def _note(self, error: Exception) -> None:
        ban = _ban(error)
        if ban:
            self.stopped = ban
            return
        self._troubles[_kind(error)] += 1
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            self.stopped = f"{MOST_FAILURES} failures in a row"


def _no_reverse(query: str) -> None:
    """Some services name no points: a miss like any other."""
    del query


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

"""What online geocoders answered, kept: an SQLite file that two builds can use at once."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from maps.errors import GeocoderError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
  service TEXT NOT NULL, query TEXT NOT NULL, answer TEXT, asked TEXT NOT NULL,
  PRIMARY KEY (service, query)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (service TEXT PRIMARY KEY, taken REAL NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer of the past: `results` is empty for a miss, `asked` the ISO day it was given."""

    results: tuple[dict[str, object], ...]
    asked: str


def oldest_kept(today: str, keep_days: int | None) -> str:
    """The ISO day before which answers are asked for again; "" where all are kept (None days)."""
    if keep_days is None:
        return ""
    return (date.fromisoformat(today) - timedelta(days=keep_days)).isoformat()


class GeocodeCache:
    """Answers and misses by service and query.

    A file that is no usable database is set aside as `NAME.damaged` and begun anew; `damaged` then
    says so, for the caller to tell. Raises GeocoderError when the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.damaged = False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._open_or_renew()
        except (OSError, sqlite3.Error) as error:
            raise GeocoderError(
                f"the answers of online geocoders cannot be kept in {path}: {error}; make room"
                " there, or name another folder in the environment variable DATELINE_DATA"
            ) from error

    def get(self, service: str, query: str) -> Remembered | None:
        """What `service` said to `query`, or None when it was never asked."""
        row = self._connection.execute(
            "SELECT answer, asked FROM answers WHERE service = ? AND query = ?", (service, query)
        ).fetchone()
        return Remembered(tuple(json.loads(row[0])), row[1]) if row else None

    def put(
        self, service: str, query: str, results: tuple[dict[str, object], ...], asked: str
    ) -> None:
        """Remember an answer (no results: a miss) given on the ISO day `asked`."""
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)",
                (service, query, json.dumps(results, sort_keys=True), asked),
            )

    def knows(self, service: str) -> bool:
        """Whether `service` was ever asked."""
        query = "SELECT 1 FROM answers WHERE service = ? LIMIT 1"
        return self._connection.execute(query, (service,)).fetchone() is not None

    def turn(self, service: str, delay_seconds: float, now: float) -> float:
        """Seconds to wait before asking, so that all builds of this user together keep the pace.

        `now` is the time of the wall clock, which they share; the turn is taken by the call.
        """
        self._connection.execute("BEGIN IMMEDIATE")
        with self._connection:
            row = self._connection.execute(
                "SELECT taken FROM turns WHERE service = ?", (service,)
            ).fetchone()
            # A turn far ahead was noted by a clock that has been set back since.
            taken = row[0] if row and row[0] <= now + 60 * max(1.0, delay_seconds) else 0.0
            at = max(now, taken + delay_seconds)
            self._connection.execute("INSERT OR REPLACE INTO turns VALUES (?, ?)", (service, at))
        return float(at - now)

    def close(self) -> None:
        self._connection.close()

    def _open_or_renew(self) -> sqlite3.Connection:
        try:
            return self._open()
        except sqlite3.DatabaseError as error:
            foreign = "no such" in str(error)  # a database, and not ours
            if isinstance(error, sqlite3.OperationalError) and not foreign:
                raise  # it cannot be opened or written; what it holds may be sound
            self.damaged = True
            self.path.replace(self.path.with_name(self.path.name + ".damaged"))
            return self._open()

    def _open(self) -> sqlite3.Connection:
        # A second build may be writing: wait for it rather than fail.
        connection = sqlite3.connect(self.path, timeout=30)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
            connection.execute("SELECT service, query, answer, asked FROM answers LIMIT 1")
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

"""What online geocoders answered, kept: an SQLite file that two builds can use at once."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
  service TEXT NOT NULL, query TEXT NOT NULL, answer TEXT, asked TEXT NOT NULL,
  PRIMARY KEY (service, query)
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer of the past: `results` is empty for a miss, `asked` the ISO day it was given."""

    results: tuple[dict[str, object], ...]
    asked: str


class GeocodeCache:
    """Answers and misses by service and query.

    A file that is no usable database is set aside as `NAME.damaged` and begun anew; `damaged` then
    says so, for the caller to tell.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.damaged = False
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = self._open()
        except sqlite3.DatabaseError:
            self.damaged = True
            path.replace(path.with_name(path.name + ".damaged"))
            self._connection = self._open()

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

    def close(self) -> None:
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        # A second build may be writing: wait for it rather than fail.
        connection = sqlite3.connect(self.path, timeout=30)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(_SCHEMA)
            connection.execute("SELECT service, query, answer, asked FROM answers LIMIT 1")
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

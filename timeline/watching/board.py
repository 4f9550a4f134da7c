"""What open pages are told, each waiting for it on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

#: How often an open page hears that the server is still there, in seconds.
_HEARTBEAT = 15.0


@dataclass(frozen=True, slots=True)
class News:
    """The number of the last build, and why it could not be made, a line each."""

    build: int
    problems: tuple[str, ...]


class Board:
    """The last news, and those who wait for the next."""

    def __init__(self) -> None:
        self._news = News(0, ())
        self._closed = False
        self._changed = threading.Condition()

    def tell(self, problems: Sequence[str] = ()) -> None:
        """A build is done, or failed with these lines."""
        with self._changed:
            self._news = News(self._news.build + 1, tuple(problems))
            self._changed.notify_all()

    def close(self) -> None:
        """Let all who wait go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, known: int | None) -> News | None:
        """The news of a build other than `known`; None when all is over.

        After a while without any it answers with what is known, as a sign of life.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or self._news.build != known, timeout=_HEARTBEAT
            )
            return None if self._closed else self._news

"""The gazetteer, opened when the first name is looked up: most files need none."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from maps.gazetteer import Gazetteer, Progress
    from maps.place import Place


class OpenedWhenAsked:
    """A `Lookup` that opens the gazetteer at `path` (None: the user's own) at its first use.

    Look-ups raise MapsError when it cannot be opened.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        tell: Progress = lambda _what, _done, _total: None,
        note: Callable[[str], None] = lambda _line: None,
    ) -> None:
        self._path = path
        self._tell = tell
        self._note = note
        self._opened = ExitStack()
        self._gazetteer: Gazetteer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._opened.close()

    def find(self, name: str) -> tuple[Place, ...]:
        return self._get().find(name)

    def place(self, gazetteer_id: str) -> Place | None:
        return self._get().place(gazetteer_id)

    def _get(self) -> Gazetteer:
        if self._gazetteer is None:
            from maps.gazetteer import open_gazetteer

            opening = open_gazetteer(self._path, message=self._note, progress=self._tell)
            self._gazetteer = self._opened.enter_context(opening)
        return self._gazetteer

"""The gazetteer, opened when the first name is looked up: most files need none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from maps.closing import Closing

if TYPE_CHECKING:
    from maps.gazetteer import Gazetteer, Progress
    from maps.place import Place


class OpenedWhenAsked(Closing):
    """A `Lookup` that opens the gazetteer at its first use.

    `chosen` and `own` are the `gazetteer` and `own` of a config's places. Look-ups raise MapsError
    when it cannot be opened.
    """

    def __init__(
        self,
        chosen: str | Path | None = None,
        own: Sequence[Path] = (),
        *,
        tell: Progress = lambda _what, _done, _total: None,
        note: Callable[[str], None] = lambda _line: None,
    ) -> None:
        self._chosen = chosen
        self._own = own
        self._tell = tell
        self._note = note
        self._opened = ExitStack()
        self._gazetteer: Gazetteer | None = None

    def close(self) -> None:
        """Give the gazetteer back; the next look-up opens it again."""
        self._gazetteer = None
        self._opened.close()

    def find(self, name: str) -> tuple[Place, ...]:
        return self._get().find(name)

    def place(self, gazetteer_id: str) -> Place | None:
        return self._get().place(gazetteer_id)

    def _get(self) -> Gazetteer:
        if self._gazetteer is None:
            from maps.gazetteer import open_chosen

            opening = open_chosen(self._chosen, self._own, message=self._note, progress=self._tell)
            self._gazetteer = self._opened.enter_context(opening)
        return self._gazetteer

"""The files that stories are made of, and whether they changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.config import Config

#: Of each file its time and size; None where there is none.
Look = dict[Path, tuple[int, int] | None]


class Inputs:
    """What a config and its stories are read from."""

    def __init__(self, config: Path) -> None:
        self._config = config
        self._stories: tuple[Config, ...] = ()

    def expect(self, stories: Iterable[Config]) -> None:
        """From now on the files that these stories name are looked at, beside the config's own."""
        self._stories = tuple(stories)

    def look(self) -> Look:
        """How all files are just now, those that a glob names since a moment ago too."""
        return {path: _state(path) for path in self._files()}

    def _files(self) -> Iterator[Path]:
        from timeline.config import article_files
        from timeline.given import corrections_path

        folder = self._config.absolute().parent
        yield self._config.absolute()
        for story in self._stories:
            for article in article_files(story, folder)[0]:
                yield article.path
            yield corrections_path(story, folder)
            yield from (*story.bases.registers, *story.dates.lexicons)
            yield from (*story.places.own, *story.events.triggers)
            yield from story.data


def changed(before: Look, after: Look) -> tuple[Path, ...]:
    """The files that are new, gone or another."""
    return tuple(path for path in sorted({*before, *after}) if before.get(path) != after.get(path))


def _state(path: Path) -> tuple[int, int] | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size

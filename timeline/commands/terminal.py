"""Talking to the person at the terminal: results on standard output, all else on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maps.closing import Closing
from maps.errors import (
    FeatureError,
    MapsError,
    PlacesFileError,
    RegisterError,
    UnknownGazetteerError,
)
from timeline.errors import DatelineError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: What is wrong with something the user wrote or named: exit code 2.
_USERS = (FeatureError, PlacesFileError, RegisterError, UnknownGazetteerError)
#: Work that is done sooner shows no progress bar.
_PATIENCE_SECONDS = 2.0


def say(text: str = "") -> None:
    """A line of the result."""
    click.echo(printable(text))


def note(text: str) -> None:
    """A line beside the result."""
    click.echo(printable(text), err=True)


def warn(lines: Iterable[str]) -> None:
    """Each line as a warning."""
    for line in lines:
        click.echo(click.style("warning: ", fg="yellow") + printable(line), err=True)


def complain(lines: Iterable[str]) -> None:
    """Each line as an error."""
    for line in lines:
        click.echo(click.style("error: ", fg="red", bold=True) + printable(line), err=True)


def fail(error: DatelineError | MapsError) -> int:
    """Tell an error, a line for each of its own, and give the exit code it stands for."""
    complain(str(error).splitlines())
    if isinstance(error, DatelineError):
        return error.exit_code
    return 2 if isinstance(error, _USERS) else 1


def printable(text: str) -> str:
    """`text` without power over the terminal: control characters are written as escapes."""
    return "".join(
        character if character.isprintable() or character in "\n\t" else ascii(character)[1:-1]
        for character in text
    )


def nearest(path: Path) -> Path:
    """The path from here where it lies below, else the whole of it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


class Bar(Closing):
    """A progress bar that shows itself on a terminal, and only when the work takes long.

    A call `bar(what, done, total)` tells how far the work is.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun = clock()
        self._shown: Progress | None = None
        self._task: TaskID | None = None

    def close(self) -> None:
        """Take the bar off the screen."""
        if self._shown is not None:
            self._shown.stop()

    def __call__(self, what: str, done: int, total: int) -> None:
        if self._shown is None:
            if not sys.stderr.isatty() or self._clock() - self._begun < _PATIENCE_SECONDS:
                return
            self._shown, self._task = _start()
        if self._task is not None:
            self._shown.update(self._task, description=printable(what), completed=done, total=total)


def _start() -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import Progress

    shown = Progress(console=Console(stderr=True), transient=True)
    shown.start()
    return shown, shown.add_task("", total=None)

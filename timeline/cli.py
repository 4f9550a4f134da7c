"""`dateline`: the commands, and the one place where an error becomes a line and an exit code.

    0    done
    1    the build failed, or `--strict` and there were warnings
    2    something the user wrote or named is wrong
    130  stopped with Ctrl-C

Whatever is heavy is imported inside the commands, so that help and complaints come at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from maps.errors import MapsError
from timeline import __version__
from timeline.commands import building, data, embedding, gazetteer, geocode, pipes, review, stories
from timeline.commands.terminal import complain, fail
from timeline.errors import DatelineError

_STOPPED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline", message="%(prog)s %(version)s")
def dateline() -> None:
    """Read articles and draw what happened, when and where: a timeline and a map."""


for command in (
    building.build,
    building.watch,
    stories.draw,
    stories.check,
    stories.verify,
    stories.init,
    embedding.embed,
    review.review,
    data.import_,
    gazetteer.gazetteer,
    geocode.geocode,
    pipes.dates,
    pipes.places,
    pipes.events,
):
    dateline.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        # A lone surrogate from JSON input is written as its own JSON escape.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    try:
        code = dateline.main(arguments, prog_name="dateline", standalone_mode=False)
    except click.Abort:
        complain(["stopped"])
        return _STOPPED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (DatelineError, MapsError) as error:
        return fail(error)
    return code if isinstance(code, int) else 0

"""`dateline dates`, `places` and `events`: text in, JSON Lines out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from timeline.commands.terminal import Bar, complain, note, warn
from timeline.errors import UserError

if TYPE_CHECKING:
    from timeline.pipes import Record, Result

_FILE = click.Path(path_type=Path, allow_dash=True)


def _pipe_options(function: Callable[..., None]) -> Callable[..., None]:
    """What the three commands share."""
    for decorate in (
        click.option("--explain", is_flag=True, help="Tell on standard error why."),
        click.option(
            "--jsonl",
            is_flag=True,
            help="Read JSON Lines: {doc, text, title?, url?, publisher?, published?, dct?}.",
        ),
        click.argument("file", type=_FILE, default="-"),
    ):
        function = decorate(function)
    return function


@click.command()
@_pipe_options
def dates(file: Path, jsonl: bool, explain: bool) -> None:
    """Write the time expressions of FILE (or standard input), one JSON object a line each."""
    from timeline import pipes

    _run(pipes.dates, file, jsonl, explain)


@click.command()
@_pipe_options
@click.option(
    "--all-roles",
    is_flag=True,
    help="Also names that are no place here: demonym, language, part_of_name, person.",
)
def places(file: Path, jsonl: bool, explain: bool, all_roles: bool) -> None:
    """Write the place names of FILE (or standard input), one JSON object a document."""
    from timeline import pipes
    from timeline.analysis import open_tools
    from timeline.config import default_config

    with Bar() as bar, open_tools(default_config(), tell=bar, note=note) as tools:
        _run(lambda record: pipes.places(record, tools, all_roles=all_roles), file, jsonl, explain)


@click.command()
@_pipe_options
def events(file: Path, jsonl: bool, explain: bool) -> None:
    """Write the events of FILE (or standard input), one GeoJSON FeatureCollection a document."""
    from timeline import pipes
    from timeline.analysis import open_tools
    from timeline.config import default_config

    with Bar() as bar, open_tools(default_config(), tell=bar, note=note) as tools:
        _run(lambda record: pipes.events(record, tools), file, jsonl, explain)


def _run(stage: Callable[[Record], Result], file: Path, jsonl: bool, explain: bool) -> None:
    """Feed the stage record by record, so that a long input streams."""
    failed = 0
    for record in _records(file, jsonl):
        if isinstance(record, str):
            complain([record])
            failed += 1
            continue
        result = stage(record)
        for value in result.values:
            click.echo(_json(value))
        if explain:
            for line in result.explanations:
                note(f"{record.doc}: {line}")
    if failed:
        lines = "1 line" if failed == 1 else f"{failed} lines"
        raise UserError(f"{lines} could not be used; the others are done")


def _records(file: Path, jsonl: bool) -> Iterator[Record | str]:
    """The documents of the input, or what is wrong with one of them."""
    from timeline.pipes import read_jsonl, read_text

    name = "standard input" if str(file) == "-" else str(file)
    with _open(file) as stream:
        if jsonl:
            yield from read_jsonl(stream, name)
        else:
            record = read_text(stream.read(), name)
            warn(record.warnings)
            yield record


def _open(file: Path) -> BinaryIO:
    if str(file) == "-":
        if sys.stdin.isatty():
            note("Reading from the terminal; end with Ctrl-D.")
        return sys.stdin.buffer
    try:
        return file.open("rb")
    except IsADirectoryError as error:
        raise UserError(f"{file}: is a folder; expected a file") from error
    except OSError as error:
        raise UserError(f"{file}: {(error.strerror or 'cannot be read').lower()}") from error


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)

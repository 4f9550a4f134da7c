"""`dateline import`: events that somebody else wrote, as ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from timeline.commands.terminal import Bar, nearest, note, say, warn

if TYPE_CHECKING:
    from timeline.written import DateOrder


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("events.geojson"),
    help="The file to write; its suffix says in which format.",
    show_default=True,
)
@click.option(
    "--date-order",
    type=click.Choice(["DMY", "MDY", "YMD"]),
    help="How 03/04/2015 is read; left out, as the file's other dates show, else day first.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def import_(file: Path, output: Path, date_order: str | None, force: bool) -> None:
    """Read the events of FILE, written by hand or by another program, and write them as ours.

    FILE may be GeoJSON, JSON Lines, CSV, XLSX, KML, TimelineJS, ACLED's or Linked Places.
    """
    from timeline.errors import UserError
    from timeline.files import write_all
    from timeline.formats import FORMATS
    from timeline.formats.importing import read_events
    from timeline.written import OpenedWhenAsked

    by_suffix = {Path(each.filename).suffix: each for each in reversed(list(FORMATS.values()))}
    format_ = by_suffix.get(output.suffix.lower())
    if format_ is None:
        raise UserError(f"{output}: expected a file that ends in one of {', '.join(by_suffix)}")
    if output.exists() and not force:
        raise UserError(f"{output}: is there already; name another, or write over it with --force")
    order = cast("DateOrder | None", date_order)
    with Bar() as bar, OpenedWhenAsked(tell=bar, note=note) as gazetteer:
        read = read_events(file, gazetteer=gazetteer, order=order)
    write_all(output.absolute().parent, {output.name: format_.dump(read.collection)})
    for line in read.notes:
        note(line)
    for line in format_.losses(read.collection):
        note(line)
    warn(read.warnings)
    events = len(read.collection.events)
    say(f"{nearest(output)}: {events:,} event{'' if events == 1 else 's'} from {file.name}")

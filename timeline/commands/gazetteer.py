"""`dateline gazetteer`: making the table of places, and telling what it is made of."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.commands.terminal import Bar, note, say, warn

_path = click.option(
    "--path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The gazetteer's file; left out, the one in this user's data folder.",
)


@click.group()
def gazetteer() -> None:
    """The table of places: make it, or tell what it is made of."""


@gazetteer.command()
@_path
@click.option("--force", is_flag=True, help="Make it again even when it is current.")
def build(path: Path | None, force: bool) -> None:
    """Make the gazetteer from installed packages, without a network."""
    from maps.gazetteer import build_gazetteer, default_path, open_gazetteer

    target = path or default_path()
    with Bar() as bar:
        if force:
            build_gazetteer(target, progress=bar)
        with open_gazetteer(target, message=note, progress=bar) as opened:
            told = opened.info()
    warn(told.warnings)
    say(f"The gazetteer is ready: {told.places:,} places, {told.names:,} names, {told.path}")


@gazetteer.command()
@_path
def info(path: Path | None) -> None:
    """Tell where the gazetteer lies, its size, and what it was made from."""
    from maps.errors import GazetteerError
    from maps.gazetteer import Gazetteer, default_path

    target = path or default_path()
    try:
        with Gazetteer(target) as opened:
            told = opened.info()
    except FileNotFoundError as error:
        raise GazetteerError(
            f"{target}: no gazetteer there; make it with: dateline gazetteer build"
        ) from error
    say(f"file     {told.path}")
    say(f"size     {told.bytes / 1e6:.1f} MB")
    say(f"places   {told.places:,}")
    say(f"names    {told.names:,}")
    for name, version in told.sources.items():
        say(f"from     {name} {version}")
    for credit in told.credits:
        say(f"credit   {credit}")
    warn(told.warnings)

"""`dateline gazetteer`: making tables of places, choosing among them, telling what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.commands.terminal import Bar, note, say, warn

if TYPE_CHECKING:
    from maps.gazetteer.imported import ImportedInfo

#: GeoNames' feature classes: areas, water, parks, populated places, roads, spots, hills, undersea,
#: forests.
_CLASSES = frozenset("AHLPRSTUV")
_path = click.option(
    "--path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The gazetteer's file; left out, the one in this user's data folder.",
)


@click.group()
def gazetteer() -> None:
    """The tables of places: make them, choose among them, tell what they are made of."""


@gazetteer.command()
@_path
@click.option("--force", is_flag=True, help="Make it again even when it is current.")
def build(path: Path | None, force: bool) -> None:
    """Make the built-in gazetteer from installed packages, without a network."""
    from maps.gazetteer import build_gazetteer, default_path, open_gazetteer

    target = path or default_path()
    with Bar() as bar:
        if force:
            build_gazetteer(target, progress=bar)
        with open_gazetteer(target, message=note, progress=bar) as opened:
            told = opened.info()
    warn(told.warnings)
    say(f"The gazetteer is ready: {told.places:,} places, {told.names:,} names, {told.path}")


@gazetteer.command("import")
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@click.option("--name", help="What to call it; left out, the name of the first file.")
@click.option(
    "--only",
    default="",
    metavar="CLASSES",
    help="Take these feature classes of GeoNames alone: AP for divisions and populated places.",
)
@click.option("--use", "in_use", is_flag=True, help="Look in it from now on.")
def import_(files: tuple[Path, ...], name: str | None, only: str, in_use: bool) -> None:
    """Import tables of GeoNames, FILES such as allCountries.zip, TJ.txt or alternateNamesV2.zip.

    Places, alternate names and division codes are told apart by their columns, and may be zipped.
    The places join those of the built-in gazetteer. Whatever stops an import leaves a gazetteer of
    that name as it was.
    """
    from datetime import UTC, datetime

    from maps.gazetteer import open_gazetteer, shelf
    from maps.gazetteer.dump_import import import_dump

    classes = "".join(sorted(only.upper()))
    if unknown := set(classes) - _CLASSES:
        raise click.BadParameter(
            f"there is no class {', '.join(sorted(unknown))}; GeoNames has"
            f" {', '.join(sorted(_CLASSES))}",
            param_hint="--only",
        )
    called = name or files[0].stem
    target = shelf.path_of(called)
    with Bar() as bar:
        with open_gazetteer(message=note, progress=bar) as embedded:
            known = embedded.prominences()
        day = datetime.now(tz=UTC).date().isoformat()
        odd = import_dump(files, target, known=known, classes=classes, day=day, progress=bar)
    warn(odd)
    if in_use:
        shelf.use(called)
    with shelf.open_imported(called) as opened:
        told = opened.info()
    say(f"{called}: {_count(told.places, 'place')} and {_count(told.names, 'name')} imported.")
    say("It is in use from now on." if in_use else f"To use it: dateline gazetteer use {called}")


@gazetteer.command("list")
def list_() -> None:
    """List the gazetteers there are; a star marks the one in use."""
    from maps.errors import GazetteerError
    from maps.gazetteer import EMBEDDED, shelf

    used = shelf.name_in_use()
    say(f"{'*' if used == EMBEDDED else ' '} {EMBEDDED:20} built in")
    for name in shelf.imported_names():
        try:
            with shelf.open_imported(name) as opened:
                told = opened.info()
            facts = f"{told.places:>12,} places  {told.bytes / 1e6:>8,.0f} MB  {told.imported}"
        except GazetteerError:
            facts = "cannot be used; import it again"
        say(f"{'*' if used == name else ' '} {name:20} {facts}")
    if used not in (EMBEDDED, *shelf.imported_names()):
        warn([f"{used} is in use and not there; choose with: dateline gazetteer use embedded"])


@gazetteer.command()
@click.argument("name")
def use(name: str) -> None:
    """Look in the imported gazetteer NAME from now on; "embedded" for the built-in one alone.

    A config's places.gazetteer beats this choice.
    """
    from maps.gazetteer import shelf

    shelf.use(name)
    say(f"{name} is in use.")


@gazetteer.command()
@click.argument("name")
def remove(name: str) -> None:
    """Delete the imported gazetteer NAME."""
    from maps.gazetteer import shelf

    was_used = shelf.remove(name)
    say(f"{name} is removed{'; the built-in gazetteer is in use' if was_used else ''}.")


@gazetteer.command()
@click.argument("name", required=False)
@_path
def info(name: str | None, path: Path | None) -> None:
    """Tell where a gazetteer lies, its size, licence, and what it was made from.

    NAME is that of an imported one; left out, the built-in gazetteer.
    """
    from maps.errors import GazetteerError
    from maps.gazetteer import EMBEDDED, Gazetteer, default_path, shelf

    if name is not None and name != EMBEDDED:
        with shelf.open_imported(name) as imported:
            for line in _imported_lines(imported.info()):
                say(line)
        return
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
    for source, version in told.sources.items():
        say(f"from     {source} {version}")
    for credit in told.credits:
        say(f"credit   {credit}")
    used = shelf.name_in_use()
    if used != EMBEDDED:
        say(f"over it  {used} (dateline gazetteer info {used})")
    warn(told.warnings)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _imported_lines(told: ImportedInfo) -> Iterator[str]:
    yield f"file     {told.path}"
    yield f"size     {told.bytes / 1e6:.1f} MB"
    yield f"places   {told.places:,}"
    yield f"names    {told.names:,}, {told.alternate_names:,} from tables of alternate names"
    yield f"dates    imported {told.imported}, newest row {told.newest or 'not dated'}"
    if told.classes:
        yield f"classes  {told.classes} alone"
    for file in told.files:
        yield f"from     {file}"
    yield f"licence  {told.licence}"

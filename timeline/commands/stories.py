"""`dateline build`, `draw`, `check` and `init`: from a config to pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.commands.options import config_argument, output_option, strict_option
from timeline.commands.terminal import Bar, complain, note, say, warn

if TYPE_CHECKING:
    from timeline.build import Built

_fresh = click.option(
    "--fresh", is_flag=True, help="Do all anew, as if nothing had been built before."
)


@click.command()
@config_argument
@click.option("--explain", is_flag=True, help="Tell on standard error why, and what was dropped.")
@strict_option
@_fresh
@click.option(
    "--refresh-geocodes",
    is_flag=True,
    help="Ask the online geocoder again for what it answered before.",
)
@output_option
def build(
    config: Path,
    *,
    explain: bool,
    strict: bool,
    fresh: bool,
    refresh_geocodes: bool,
    output: Path | None,
) -> None:
    """Build the story of CONFIG (config.yaml): timeline, map and data.

    An article that cannot be read is told and the others are built; the exit code is then 2. With
    --strict nothing is written unless all is well. Only what changed since the last build is done
    again, and files that would hold what they hold are left alone.
    """
    from timeline.config import load_config

    settings = load_config(config, output=output)
    from timeline.build import build as build_story

    with Bar() as bar:
        built = build_story(
            settings,
            config.absolute().parent,
            strict=strict,
            fresh=fresh,
            refresh_geocodes=refresh_geocodes,
            tell=bar,
            note=note,
        )
    if explain:
        for line in built.explanations:
            note(line)
    warn([*built.warnings, *built.notices])
    complain([*built.unreadable, *built.failed])
    for line in _report(built):
        say(line)
    if built.unreadable or built.failed:
        click.get_current_context().exit(2 if built.unreadable else 1)


def _report(built: Built) -> Iterator[str]:
    """What was built, in a few lines."""
    collection = built.collection
    unchanged = len(collection.documents) - built.analysed
    how = f" ({built.analysed} read, {unchanged} unchanged)" if unchanged else ""
    facts = [
        _count(len(collection.documents), "article") + how,
        _count(len(collection.events), "event"),
        _count(len(collection.bases), "base"),
        f"{len(collection.undated)} without a date",
        f"{len(collection.unplaced)} without a place",
    ]
    if built.left_out:
        facts.append(f"{built.left_out} left out by the config's limits")
    yield f"{collection.title or 'The story'}: {', '.join(facts)}."
    paths = sorted(built.paths, key=_pages_first)
    for path in paths:
        same = "" if path in built.changed else "  (unchanged)"
        yield f"  {_WHAT.get(path.name, 'data'):9} {_nearest(path)}{same}"
    pages = [str(_nearest(path)) for path in paths if path.name in _WHAT]
    if pages:
        yield f"Open {' or '.join(filter(None, (', '.join(pages[:-1]), pages[-1])))} in a browser."


#: What a file of a build is to a reader, those to open first; all others are data.
_WHAT = {"story.html": "story", "timeline.html": "timeline", "map.html": "map"}


def _pages_first(path: Path) -> int:
    names = list(_WHAT)
    return names.index(path.name) if path.name in names else len(names)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _nearest(path: Path) -> Path:
    """The path from here where it lies below, else the whole of it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to; left out, the one FILE lies in.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    help="What to draw, as in output.formats of the config; may be given again. Left out, the"
    " pages and the CSV file.",
)
def draw(file: Path, output: Path | None, formats: tuple[str, ...]) -> None:
    """Draw the pages again from FILE, an events.geojson of ours or one made by hand."""
    from timeline.draw import DEFAULT_DRAWN, known_formats
    from timeline.draw import draw as draw_pages

    known = known_formats()
    for name in formats:
        if name not in known:
            raise click.BadParameter(f"{name}; expected one of {', '.join(known)}")
    for path in draw_pages(file, output or file.parent, formats or DEFAULT_DRAWN):
        say(str(_nearest(path)))


@click.command()
@config_argument
@strict_option
def check(config: Path, strict: bool) -> None:
    """Read CONFIG and its articles and tell what is wrong, without building."""
    from timeline.config import load_config

    settings = load_config(config)
    from timeline.articles import read_articles

    articles = read_articles(settings, config.absolute().parent)
    warn(articles.warnings)
    complain(articles.problems)
    for read in articles.documents:
        say(f"{read.name}: {read.title or 'no title'}, {len(read.text.split()):,} words")
    if articles.problems or (strict and articles.warnings):
        click.get_current_context().exit(2 if articles.problems else 1)
    say(f"{config}: can be built")


@click.command()
@config_argument
@output_option
def verify(config: Path, output: Path | None) -> None:
    """Check that the last build of CONFIG is as it was written and its articles unchanged."""
    from timeline.config import load_config

    settings = load_config(config, output=output)
    from timeline.manifest import verify as compare

    lines = compare(settings.output.folder, config.absolute().parent)
    complain(lines)
    if lines:
        click.get_current_context().exit(1)
    say(f"{_nearest(settings.output.folder)}: as it was built")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def init(folder: Path) -> None:
    """Write a config.yaml with every option explained, and an article to start from, to FOLDER."""
    from timeline.starter import write_starter

    *articles, config = write_starter(folder)
    for path in (*articles, config):
        say(f"wrote {path}")
    say(f"Put your articles there, then run: dateline build {config}")

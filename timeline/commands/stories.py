"""`dateline draw`, `check`, `verify` and `init`: before and after a build."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.commands.options import (
    config_argument,
    output_option,
    story_option,
    strict_option,
)
from timeline.commands.terminal import complain, nearest, note, say, warn


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
    """Draw the pages again from FILE, an events.geojson of ours or a table or map of your own.

    FILE may be GeoJSON, JSON Lines, CSV, XLSX, KML, TimelineJS, ACLED's or Linked Places.
    """
    from timeline.cache import cache_folder, one_at_a_time
    from timeline.draw import DEFAULT_DRAWN, known_formats
    from timeline.draw import draw as draw_pages
    from timeline.swap import finish

    known = known_formats()
    for name in formats:
        if name not in known:
            raise click.BadParameter(f"{name}; expected one of {', '.join(known)}")
    folder = output or file.parent
    with one_at_a_time(folder, cache_folder() / "locks", note):
        finish(folder)
        for path in draw_pages(file, folder, formats or DEFAULT_DRAWN, note):
            say(str(nearest(path)))


@click.command()
@config_argument
@story_option
@strict_option
def check(config: Path, *, story: str | None, strict: bool) -> None:
    """Read CONFIG, its articles and its tables and tell what is wrong, without building."""
    from timeline.config import load_config

    settings = load_config(config, story=story)
    from timeline.articles import read_articles
    from timeline.given import NOTHING, read_given
    from timeline.tools import config_problems

    folder = config.absolute().parent
    problems = config_problems(settings, note=note)
    articles = read_articles(settings, folder)
    given = NOTHING if problems else read_given(settings, folder, note=note)
    problems = (*problems, *articles.problems)
    warn((*articles.warnings, *given.warnings))
    complain(problems)
    for read in articles.documents:
        called = articles.names[read.id]
        say(f"{called}: {read.title or 'no title'}, {len(read.text.split()):,} words")
    for name, data in given.data:
        count = len(data.events)
        say(f"{name}: {count:,} event{'' if count == 1 else 's'}")
    for line in given.notes:
        note(line)
    if problems or (strict and (articles.warnings or given.warnings)):
        click.get_current_context().exit(2 if problems else 1)
    say(f"{config}: can be built")


@click.command()
@config_argument
@story_option
@output_option
def verify(config: Path, *, story: str | None, output: Path | None) -> None:
    """Check that the last build of CONFIG is as it was written, from these articles and options."""
    from timeline.config import load_config

    settings = load_config(config, output=output, story=story)
    from timeline.manifest import verify as compare

    lines = compare(settings, config.absolute().parent)
    complain(lines)
    if lines:
        click.get_current_context().exit(1)
    say(f"{nearest(settings.output.folder)}: as it was built")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def init(folder: Path) -> None:
    """Write a config.yaml with every option explained, and an article to start from, to FOLDER."""
    from timeline.starter import write_starter

    *articles, config = write_starter(folder)
    for path in (*articles, config):
        say(f"wrote {path}")
    say(f"Put your articles there, then run: dateline build {config}")

"""`dateline build`, `draw`, `check` and `init`: from a config to pages."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.commands.terminal import Bar, complain, note, say, warn

_config = click.argument(
    "config", type=click.Path(path_type=Path), default=Path("config.yaml"), required=False
)
_strict = click.option(
    "--strict", is_flag=True, help="Stop at the first warning or article that cannot be read."
)


@click.command()
@_config
@click.option("--explain", is_flag=True, help="Tell on standard error why, and what was dropped.")
@_strict
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to, instead of the config's.",
)
def build(config: Path, explain: bool, strict: bool, output: Path | None) -> None:
    """Build the story of CONFIG (config.yaml): its timeline, its map and its data.

    An article that cannot be read is told and the others are built; the exit code is then 2.
    With --strict nothing is written unless all is well.
    """
    from timeline.config import load_config

    settings = load_config(config, output=output)
    from timeline.build import build as build_story

    with Bar() as bar:
        built = build_story(settings, config.absolute().parent, strict=strict, tell=bar, note=note)
    if explain:
        for line in built.explanations:
            note(line)
    warn(built.warnings)
    complain(built.problems)
    for line in built.report():
        say(line)
    if built.problems:
        click.get_current_context().exit(built.exit_code)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to; left out, the one FILE lies in.",
)
def draw(file: Path, output: Path | None) -> None:
    """Draw the pages again from FILE, an events.geojson of ours or one made by hand."""
    from timeline.draw import draw as draw_pages

    for path in draw_pages(file, output or file.parent):
        say(f"{path}")


@click.command()
@_config
@_strict
def check(config: Path, strict: bool) -> None:
    """Read CONFIG and its articles and tell what is wrong, without building."""
    from timeline.config import load_config

    settings = load_config(config)
    from timeline.build import read_articles

    articles = read_articles(settings, config.absolute().parent)
    warn(articles.warnings)
    complain(articles.problems)
    for read in articles.documents:
        say(f"{read.name}: {read.title or 'no title'}, {len(read.text.split()):,} words")
    if articles.problems or (strict and articles.warnings):
        click.get_current_context().exit(2 if articles.problems else 1)
    say(f"{config}: all is well")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def init(folder: Path) -> None:
    """Write a config.yaml with every option explained, and an article to start from, to FOLDER."""
    from timeline.starter import write_starter

    for path in write_starter(folder):
        say(f"wrote {path}")
    say("Put your articles there, then run: dateline build")

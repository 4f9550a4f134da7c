"""`dateline embed`: HTML to paste into a report."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import click

from timeline.commands.options import config_argument, output_option, story_option
from timeline.commands.terminal import note, say
from timeline.errors import UserError


@click.command()
@config_argument
@story_option
@output_option
@click.option(
    "--page",
    type=click.Choice(["timeline", "map", "story"]),
    help="One page only; left out, every page that was built.",
)
@click.option(
    "--base-url",
    default="",
    help="Where the output folder will lie, such as https://example.org/story/; left out, beside"
    " the page that embeds it.",
)
@click.option(
    "--fragment",
    is_flag=True,
    help="Write the whole page as a piece of HTML that needs no other file, instead of a frame"
    " that names one.",
)
def embed(
    config: Path,
    *,
    story: str | None,
    output: Path | None,
    page: str | None,
    base_url: str,
    fragment: bool,
) -> None:
    """Write HTML that shows the pages of CONFIG's last build in another page.

    The frame names a page's file, which has to be published beside the report or at --base-url.
    """
    from timeline import embed as embedding
    from timeline.config import load_config
    from timeline.drawings import PAGES

    folder = load_config(config, output=output, story=story).output.folder
    wanted = (
        [page] if page else [name for name in PAGES if (folder / PAGES[name].filename).is_file()]
    )
    if not wanted:
        raise UserError(f"{folder}: holds no page; build first: dateline build {config}")
    for name in wanted:
        filename = PAGES[name].filename
        text = _read(folder / filename, config)
        title, height = embedding.title_of(text), embedding.HEIGHTS[name]
        if fragment:
            say(embedding.fragment(text, title, height).rstrip("\n"))
        else:
            say(embedding.snippet(_address(base_url, filename), title, height))
    if not fragment:
        note(
            "Or paste one piece that needs no file beside it: dateline embed --fragment; a build"
            " writes it with output.formats: [timeline-embed, map-embed, story-embed]"
        )


def _read(path: Path, config: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UserError(f"{path}: no such file; build first: dateline build {config}") from error


def _address(base: str, filename: str) -> str:
    if base and not base.endswith("/"):
        base += "/"
    return f"{base}{quote(filename)}"

"""`dateline review`: a page on this machine to confirm and correct what was read."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.commands.options import config_argument, story_option
from timeline.commands.terminal import Bar, complain, note, say, warn


@click.command()
@config_argument
@story_option
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port; 0: a free one.")
@click.option("--open", "open_", is_flag=True, help="Open the page in the browser at once.")
def review(config: Path, story: str | None, port: int, open_: bool) -> None:
    """Confirm, correct, drop and add events of CONFIG on a local page.

    Each decision is written at once to corrections.yaml beside CONFIG, which the next build reads.
    The page is on this machine only, under the link that is shown. Ctrl-C stops it.
    """
    from timeline.config import load_config

    settings = load_config(config, story=story)
    from timeline.findings import read_and_analyse
    from timeline.given import corrections_path, read_given
    from timeline.review import ReviewServer, Session, gather
    from timeline.written import OpenedWhenAsked

    folder = config.absolute().parent
    with Bar() as bar:
        given = read_given(settings, folder, tell=bar, note=note)
        found = read_and_analyse(settings, folder, tell=bar, note=note)
    warn(found.articles.warnings)
    complain([*found.articles.problems, *found.failed])
    path = corrections_path(settings, folder)
    with OpenedWhenAsked(settings.places.gazetteer, settings.places.own, note=note) as gazetteer:
        gathered = gather(found.analyses, settings, given)
        session = Session(gathered, path, gazetteer, order=settings.dates.date_order)
        try:
            server = ReviewServer(session, port=port)
        except OSError as error:
            raise click.ClickException(f"port {port} cannot be had ({error.strerror})") from error
        say(f"{len(gathered.collection.events)} events to review; open this link in a browser:")
        say(f"  {server.link}")
        say(f"Decisions go to {path.name}. Stop with Ctrl-C.")
        if open_:
            click.launch(server.link)
        server.serve()
    say(f"Stopped. To build with what you decided: dateline build {config}")

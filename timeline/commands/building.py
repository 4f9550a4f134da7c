"""`dateline build` and `dateline watch`: from configs to pages, once or at every change."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maps.errors import MapsError
from timeline.commands.options import config_argument, output_option, story_option, strict_option
from timeline.commands.terminal import Bar, complain, fail, nearest, note, say, warn
from timeline.errors import ConfigError, DatelineError

if TYPE_CHECKING:
    from timeline.build import Built
    from timeline.config import Config
    from timeline.watching import Watched
    from timeline.workbench import Workbench


#: A save is seen within this time; a look costs about a millisecond for a hundred files.
_SECONDS_BETWEEN_LOOKS = 0.5


@dataclass(frozen=True, slots=True)
class Job:
    """A story to build: its config, the folder of the config's file, and what to call it."""

    config: Config
    folder: Path
    name: str


@dataclass(frozen=True, slots=True)
class _How:
    """The options of a build."""

    explain: bool
    strict: bool
    fresh: bool


@click.command()
@config_argument
@click.option("--explain", is_flag=True, help="Tell on standard error why, and what was dropped.")
@strict_option
@click.option("--fresh", is_flag=True, help="Do all anew, as if nothing had been built before.")
@click.option(
    "--refresh-geocodes",
    is_flag=True,
    help="Ask the online geocoder again for what it answered before.",
)
@click.option("--all", "all_in", is_flag=True, help="CONFIG is a folder: build every config in it.")
@story_option
@output_option
def build(
    config: Path,
    *,
    explain: bool,
    strict: bool,
    fresh: bool,
    refresh_geocodes: bool,
    all_in: bool,
    story: str | None,
    output: Path | None,
) -> None:
    """Build the story of CONFIG (config.yaml, or the folder of one): timeline, map and data.

    An article that cannot be read is told and the others are built; the exit code is then 2. With
    --strict nothing is written unless all is well. Only what changed since the last build is done
    again, and files that would hold what they hold are left alone. Of a config with several
    stories all are built, and one that fails does not stop the others.
    """
    jobs = tuple(_all_jobs(config, output) if all_in else _jobs(config, output, story))
    from timeline.workbench import Workbench

    how = _How(explain, strict, fresh)
    codes = []
    with Bar() as bar, Workbench(tell=bar, note=note, refresh_geocodes=refresh_geocodes) as bench:
        for job in jobs:
            if len(jobs) == 1:
                codes.append(_build(job, how, bench, bar))
                continue
            try:
                codes.append(_build(job, how, bench, bar))
            except (DatelineError, MapsError) as error:
                note(f"{job.name}:")
                codes.append(fail(error))
    click.get_current_context().exit(max(codes))


def _jobs(config: Path, output: Path | None, story: str | None = None) -> Iterator[Job]:
    """The stories of one config."""
    from timeline.config import load_config, load_stories

    folder = config.absolute().parent
    if story is not None:
        yield Job(load_config(config, output=output, story=story), folder, story)
        return
    for name, settings in load_stories(config, output=output).items():
        yield Job(settings, folder, name or str(config))


def _all_jobs(place: Path, output: Path | None) -> Iterator[Job]:
    """The stories of every config in a folder; of `config.yaml`, those beside it."""
    from timeline.config import DEFAULT_NAME, configs_in

    folder = place.parent if place.name == DEFAULT_NAME and not place.is_dir() else place
    if not folder.is_dir():
        yield from _jobs(place, output)
        return
    jobs: list[Job] = []
    problems: list[str] = []
    for config in configs_in(folder):
        own = config.parent.name if config.name == DEFAULT_NAME else config.stem
        try:
            jobs += _jobs(config, output / own if output else None)
        except ConfigError as error:
            problems += error.problems
    if problems:
        raise ConfigError(problems)
    _refuse_shared_outputs(jobs)
    yield from jobs


def _refuse_shared_outputs(jobs: list[Job]) -> None:
    taken: dict[Path, str] = {}
    for job in jobs:
        folder = job.config.output.folder.resolve()
        if folder in taken:
            where = nearest(job.config.output.folder)
            problem = f"{job.name}: would write to {where}, as {taken[folder]} does"
            raise ConfigError([f"{problem}; give each an output.folder of its own"])
        taken[folder] = job.name


def _build(job: Job, how: _How, bench: Workbench, bar: Bar) -> int:
    """Build one story, tell of it, and give the exit code."""
    from timeline.build import build as build_story

    built = build_story(
        job.config,
        job.folder,
        strict=how.strict,
        fresh=how.fresh,
        workbench=bench,
        tell=bar,
        note=note,
    )
    if how.explain:
        for line in built.explanations:
            note(line)
    warn(built.warnings)
    for line in built.notices:
        note(line)
    complain([*built.unreadable, *built.failed])
    for line in _report(built):
        say(line)
    return 2 if built.unreadable else 1 if built.failed else 0


@click.command()
@config_argument
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port; left out, one that is free."
)
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@output_option
def watch(config: Path, *, port: int, open_page: bool, output: Path | None) -> None:
    """Build CONFIG at every change of its files, and show its pages, which load anew by themselves.

    Only this machine can see them, as long as the command runs; Ctrl-C ends it. What a save breaks
    is told here and on the page, and the pages before it stay.
    """
    from timeline.watching import Inputs, Server, changed
    from timeline.workbench import Workbench

    inputs = Inputs(config)
    jobs = tuple(_jobs(config, output))
    server = Server(_watched(jobs), port)
    try:
        with Bar() as bar, Workbench(tell=bar, note=note) as bench:
            inputs.expect(job.config for job in jobs)
            look = inputs.look()
            server.board.tell(_rebuild(jobs, bench, bar))
            say(f"Watching {config}; look at {server.address} (Ctrl-C ends it)")
            if open_page:
                click.launch(server.address)
            while True:
                time.sleep(_SECONDS_BETWEEN_LOOKS)
                before, look = look, inputs.look()
                if before == look:
                    continue
                paths = changed(before, look)
                say(f"Changed: {', '.join(str(nearest(path)) for path in paths)}")
                try:
                    jobs = tuple(_jobs(config, output))
                except ConfigError as error:
                    fail(error)
                    server.board.tell(error.problems)
                    continue
                inputs.expect(job.config for job in jobs)
                look |= inputs.look()  # what the config names only now is no change
                server.stories = _watched(jobs)
                server.board.tell(_rebuild(jobs, bench, bar))
    except KeyboardInterrupt:
        say("No longer watching.")
    finally:
        server.close()


def _watched(jobs: Iterable[Job]) -> list[Watched]:
    from timeline.watching import Watched

    return [Watched(job.name, job.config.output.folder) for job in jobs]


def _rebuild(jobs: Iterable[Job], bench: Workbench, bar: Bar) -> list[str]:
    """Build all stories as well as can be; the lines of what went wrong."""
    problems = []
    for job in jobs:
        try:
            _build(job, _How(explain=False, strict=False, fresh=False), bench, bar)
        except (DatelineError, MapsError) as error:
            fail(error)
            problems += str(error).splitlines()
    return problems


def _report(built: Built) -> Iterator[str]:
    """What was built, in a few lines."""
    yield _summary(built)
    paths = sorted(built.paths, key=_pages_first)
    for path in paths:
        same = "" if path in built.changed else "  (unchanged)"
        yield f"  {_WHAT.get(path.name, 'data'):9} {nearest(path)}{same}"
    pages = [str(nearest(path)) for path in paths if path.name in _WHAT]
    if pages:
        yield f"Open {' or '.join(filter(None, (', '.join(pages[:-1]), pages[-1])))} in a browser."


def _summary(built: Built) -> str:
    collection = built.collection
    unchanged = built.articles - built.analysed
    how = f" ({built.analysed} read, {unchanged} unchanged)" if unchanged > 0 else ""
    facts = [
        _count(built.articles, "article") + how,
        _count(len(collection.events), "event"),
        _count(len(collection.bases), "base"),
        f"{len(collection.undated)} without a date",
        f"{len(collection.unplaced)} without a place",
    ]
    if built.left_out:
        facts.append(f"{built.left_out} left out by the config's limits")
    return f"{collection.title or 'The story'}: {', '.join(facts)}."


#: What a file of a build is to a reader, those to open first; all others are data.
_WHAT = {"story.html": "story", "timeline.html": "timeline", "map.html": "map"}


def _pages_first(path: Path) -> int:
    names = list(_WHAT)
    return names.index(path.name) if path.name in names else len(names)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

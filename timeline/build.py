"""The story of one build: read, analyse, collect, draw, write; each step only where it must be.

articles ── analysed anew, or found as an earlier build left it ──> collection
collection ── drawn anew, or lying there as drawn from just this ──> files ──> manifest
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from maps.features import FeatureCollection
from maps.geojson import dumps
from timeline.cache import DrawingCache, cache_folder, one_at_a_time, open_store
from timeline.collect import collect
from timeline.config import Config
from timeline.draw import contents, losses
from timeline.drawings import PageOptions
from timeline.errors import ConfigError, DatelineError, UserError
from timeline.explain import doubts, explanations
from timeline.files import Written, as_bytes, write_all
from timeline.findings import read_and_analyse
from timeline.given import read_given
from timeline.manifest import NAME, Inputs, manifest
from timeline.swap import finish, is_unfinished
from timeline.tools import table_problems

if TYPE_CHECKING:
    from maps.gazetteer import Progress
    from timeline.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    Attributes:
        paths: the files of the output; `changed` are those that were written, for the others held
            what they were to hold.
        articles: number of articles the story is made of, given data not counted.
        analysed: number of them that were analysed; the others were as an earlier build, with
            the same options and versions, had found them.
        unreadable: articles that could not be read, a line each: the user's to mend.
        failed: articles that could be read and not be analysed, a line each: ours to mend.
        warnings: what deserves a look.
        notices: what a format cannot hold, and what happened to the caches.
        explanations: why each thing was read as it was, and what was dropped.
        left_out: number of events dropped by `events.max` and `events.min_confidence`.
    """

    collection: FeatureCollection
    paths: tuple[Path, ...]
    changed: tuple[Path, ...]
    articles: int
    analysed: int
    unreadable: tuple[str, ...]
    failed: tuple[str, ...]
    warnings: tuple[str, ...]
    notices: tuple[str, ...]
    explanations: tuple[str, ...]
    left_out: int


def build(
    config: Config,
    folder: Path,
    *,
    strict: bool = False,
    fresh: bool = False,
    workbench: Workbench | None = None,
    tell: Progress = lambda _what, _done, _total: None,
    note: Callable[[str], None] = lambda _line: None,
) -> Built:
    """Build the story of `config`, whose file lies in `folder`.

    Articles that cannot be used are left out of it; with `strict` nothing is written then, nor
    when there is a warning. With `fresh` nothing of earlier builds is used. A `workbench` keeps
    the tools open for the caller's next build.

    Raises:
        UserError: no article can be read, or with `strict` any cannot.
        DatelineError: nothing could be analysed or written, or with `strict` all was not well.
        ConfigError: a table that the config names is bad.
        MapsError: the gazetteer or a page's assets cannot be used.
    """
    from maps.bases import load_register

    _finish_what_was_killed(config.output.folder, note)
    if problems := table_problems(config):
        raise ConfigError(problems)
    given = read_given(config, folder, tell=tell, note=note)
    register = load_register(config.bases.registers)
    store = open_store()
    found = read_and_analyse(
        config,
        folder,
        fresh=fresh,
        store=store,
        workbench=workbench,
        tell=tell,
        note=note,
    )
    articles = found.articles
    if articles.problems and (strict or not articles.documents):
        raise UserError(_refusal(articles.problems))
    if found.failed and (strict or not found.analyses):
        raise DatelineError(_refusal(found.failed))
    gathered = collect(found.analyses, register, config, given)
    doubtful = doubts(found.analyses, articles.names)
    told = (*found.warnings, *given.warnings, *gathered.warnings)
    warnings = (*articles.warnings, *doubtful, *told)
    if strict and warnings:
        raise DatelineError(_refusal(warnings))
    tell("drawing", 0, 1)
    with one_at_a_time(config.output.folder, cache_folder() / "locks", note):
        drawings = DrawingCache(store, config.output.folder, fresh=fresh)
        inputs = Inputs(config, folder, articles.paths, given.files)
        drawn = _draw(gathered.collection, inputs, drawings, strict=strict)
    written = drawn.written
    store.prune()
    return Built(
        collection=gathered.collection,
        paths=written.paths,
        changed=written.changed,
        articles=len(found.analyses),
        analysed=found.anew,
        unreadable=articles.problems,
        failed=found.failed,
        warnings=(*warnings, *drawn.problems),
        notices=(*losses(gathered.collection, config.output.formats), *store.notices),
        explanations=(*explanations(found.analyses, articles.names), *gathered.notes),
        left_out=gathered.left_out,
    )


def page_options(config: Config) -> PageOptions:
    """How the config wants the pages."""
    from maps.map_page import MapOptions, Tiles
    from maps.paper import PictureOptions
    from timeline.page import TimelineOptions

    statuses = config.events.statuses
    tiles, credit = config.map.tiles, config.map.tiles_credit
    map_options = MapOptions(
        statuses=statuses,
        tiles=Tiles(tiles, credit) if tiles and credit else None,
        bases=config.map.bases,
        theme=config.map.theme,
        obscure_m=config.map.obscure_m,
        language=config.output.language,
    )
    return PageOptions(
        map=map_options,
        timeline=TimelineOptions(
            statuses=statuses, theme=config.timeline.theme, language=config.output.language
        ),
        story=map_options,
        picture=PictureOptions(
            width=config.pictures.width,
            theme=config.pictures.theme,
            statuses=statuses,
            language=config.output.language,
        ),
        pixels=config.pictures.pixels,
    )


def _finish_what_was_killed(output: Path, note: Callable[[str], None]) -> None:
    """Make one whole of the output before anything else: this build may well write nothing."""
    if not is_unfinished(output):
        return
    with one_at_a_time(output, cache_folder() / "locks", note):
        if finish(output):
            note(
                f"{output}: an earlier build was stopped while it wrote; the rest of its files are"
                " in place now"
            )


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What was written, and what could not be drawn, a line each."""

    written: Written
    problems: tuple[str, ...] = ()


def _draw(
    collection: FeatureCollection, inputs: Inputs, drawings: DrawingCache, *, strict: bool
) -> _Drawn:
    """Draw and write what does not lie there already, drawn from the same."""
    output = inputs.config.output
    options = page_options(inputs.config)
    made_from = _digest(f"{dumps(collection)}\n{options}\n{output.formats}".encode())
    known = drawings.find(made_from)
    if known is not None:
        written = write_all(output.folder, {NAME: manifest(inputs, known)})
        there = tuple(output.folder / name for name in known)
        return _Drawn(Written((*there, *written.paths), written.changed))
    made = contents(collection, options, output.formats)
    if strict and made.problems:
        raise DatelineError(_refusal(made.problems))
    outputs = {name: _digest(as_bytes(content)) for name, content in made.files.items()}
    written = write_all(output.folder, {**made.files, NAME: manifest(inputs, outputs)})
    if not made.problems:
        drawings.keep(made_from, outputs)
    return _Drawn(written, made.problems)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _refusal(lines: Iterable[str]) -> str:
    return "\n".join([*lines, "nothing was written"])

"""The story of one build: read, analyse, collect, draw, write."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from maps.features import FeatureCollection
from timeline.analysis import Analysis, Tools, analyse, open_tools
from timeline.articles import Articles, read_articles
from timeline.collect import collect
from timeline.config import Config
from timeline.draw import PageOptions, contents
from timeline.errors import DatelineError, UserError
from timeline.explain import doubts, explanations
from timeline.files import write_all
from timeline.manifest import NAME, manifest

if TYPE_CHECKING:
    from maps.gazetteer import Progress


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    Attributes:
        unreadable: articles that could not be read, a line each: the user's to mend.
        failed: articles that could be read and not be analysed, a line each: ours to mend.
        warnings: what deserves a look.
        explanations: why each thing was read as it was, and what was dropped.
        left_out: number of events dropped by `events.max` and `events.min_confidence`.
    """

    collection: FeatureCollection
    paths: tuple[Path, ...]
    unreadable: tuple[str, ...]
    failed: tuple[str, ...]
    warnings: tuple[str, ...]
    explanations: tuple[str, ...]
    left_out: int


def build(
    config: Config,
    folder: Path,
    *,
    strict: bool = False,
    tell: Progress = lambda _what, _done, _total: None,
    note: Callable[[str], None] = lambda _line: None,
) -> Built:
    """Build the story of `config`, whose file lies in `folder`.

    Articles that cannot be used are left out of it; with `strict` nothing is written then, nor
    when there is a warning.

    Raises:
        UserError: no article can be read, or with `strict` any cannot.
        DatelineError: nothing could be analysed or written, or with `strict` all was not well.
        MapsError: the gazetteer, the register or a page's assets cannot be used.
    """
    articles = read_articles(config, folder)
    if articles.problems and (strict or not articles.documents):
        raise UserError(_refusal(articles.problems))
    with open_tools(config, tell=tell, note=note) as tools:
        analyses, failed = _analyse_all(articles, tools, config, tell)
        gathered = collect(analyses, tools.register, config)
        tell("drawing", 0, 1)
        files = contents(gathered.collection, page_options(config), config.output.formats)
        files[NAME] = manifest(config, folder, tools, articles.names, files)
    warnings = (*articles.warnings, *doubts(analyses, articles.names))
    if failed and (strict or not analyses):
        raise DatelineError(_refusal(failed))
    if strict and warnings:
        raise DatelineError(_refusal(warnings))
    return Built(
        collection=gathered.collection,
        paths=write_all(config.output.folder, files),
        unreadable=articles.problems,
        failed=failed,
        warnings=warnings,
        explanations=explanations(analyses, articles.names),
        left_out=gathered.left_out,
    )


def page_options(config: Config) -> PageOptions:
    """How the config wants the pages."""
    from maps.map_page import MapOptions, Tiles
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
    )


def _analyse_all(
    articles: Articles, tools: Tools, config: Config, tell: Progress
) -> tuple[tuple[Analysis, ...], tuple[str, ...]]:
    """Every document through all stages; one that breaks a stage does not stop the others."""
    analyses: list[Analysis] = []
    failed: list[str] = []
    for number, document in enumerate(articles.documents):
        name = articles.names[document.id]
        tell(f"reading {name}", number, len(articles.documents))
        try:
            analyses.append(analyse(document, tools, config))
        except Exception as error:  # noqa: BLE001 - a fault of ours; it is told, and the rest is built
            failed.append(
                f"{name}: could not be analysed, which is a fault of the program"
                f" ({_told(error)}); please report it"
            )
    return tuple(analyses), tuple(failed)


def _told(error: Exception) -> str:
    """An unexpected error with the place in the program it came from, on one line."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return f"{text}, {Path(last.filename).name}:{last.lineno}"


def _refusal(lines: Iterable[str]) -> str:
    return "\n".join([*lines, "nothing was written"])

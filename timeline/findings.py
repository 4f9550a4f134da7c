"""All articles of a config and what is found in them: looked up, or analysed where they changed."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from maps.geocode import oldest_kept
from timeline.analysis import Analysis, analyse
from timeline.articles import Articles, read_articles
from timeline.cache import AnalysisCache, Store, open_store
from timeline.tools import today
from timeline.workbench import Workbench

if TYPE_CHECKING:
    from maps.gazetteer import Progress
    from timeline.config import Config
    from timeline.model import Document


@dataclass(frozen=True, slots=True)
class Findings:
    """What the articles of a config tell.

    Attributes:
        analyses: in the order of the articles.
        anew: how many of them were made just now; the others were as an earlier build, with the
            same options and versions, had made them.
        failed: articles that could be read and not be analysed, a line each: a fault of ours.
        warnings: trouble with an online geocoder, a line each.
    """

    articles: Articles
    analyses: tuple[Analysis, ...]
    anew: int
    failed: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def read_and_analyse(
    config: Config,
    folder: Path,
    *,
    fresh: bool = False,
    store: Store | None = None,
    workbench: Workbench | None = None,
    tell: Progress = lambda _what, _done, _total: None,
    note: Callable[[str], None] = lambda _line: None,
) -> Findings:
    """Read the articles of `config`, whose file lies in `folder`, and analyse those that changed.

    One that cannot be read or breaks a stage does not stop the others. With `fresh` all are
    analysed anew; so they are where a `workbench` is to ask an online geocoder again, and those
    that rest on an answer older than the config keeps. The workbench keeps the tools open for the
    caller's next call, a `store` tells the caller what happened to the cache.

    Raises: as `timeline.analysis.open_tools`.
    """
    articles = read_articles(config, folder)
    store = store or open_store()
    if workbench:
        workbench.begin_build()
    asked_again = workbench is not None and workbench.refresh_geocodes
    service = config.places.geocoder
    cache = AnalysisCache(store, config, fresh=fresh or (asked_again and service is not None))
    oldest = oldest_kept(today(), service.keep_days) if service else ""
    found = {
        document.id: _unless_old(cache.find(document), oldest) for document in articles.documents
    }
    missing = [document for document in articles.documents if found[document.id] is None]
    failed: list[str] = []
    opened = nullcontext(workbench) if workbench else Workbench(tell=tell, note=note)
    with opened as bench:
        for number, document in enumerate(missing):
            name = articles.names[document.id]
            tell(f"reading {name}", number, len(missing))
            result = _analyse(document, bench, config)
            if isinstance(result, str):
                failed.append(f"{name}: {result}")
            else:
                found[document.id] = result
                if not result.provisional:
                    cache.keep(document, result)
        warnings = bench.warnings
    return Findings(
        articles=articles,
        analyses=tuple(analysis for analysis in found.values() if analysis is not None),
        anew=len(missing) - len(failed),
        failed=tuple(failed),
        warnings=warnings,
    )


def _unless_old(analysis: Analysis | None, oldest: str) -> Analysis | None:
    """The analysis, unless it rests on an answer of an online geocoder before the day `oldest`."""
    is_old = analysis is not None and analysis.asked is not None and analysis.asked < oldest
    return None if is_old else analysis


def _analyse(document: Document, bench: Workbench, config: Config) -> Analysis | str:
    """The findings, or what to tell of a fault of the program."""
    tools = bench.tools(config)
    try:
        return analyse(document, tools, config)
    except Exception as error:  # noqa: BLE001 - told with its place in the program
        return (
            f"could not be analysed, which is a fault of the program ({_told(error)});"
            " please report it"
        )


def _told(error: Exception) -> str:
    """An unexpected error with the place in the program it came from, on one line."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return f"{text}, {Path(last.filename).name}:{last.lineno}"

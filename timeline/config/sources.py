"""From the `sources` of a config to the files they name."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from timeline.config.schema import Config, Source

GLOB_SIGNS = "*?["


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """One article's file and what the config says of it; None = the config says nothing."""

    path: Path
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None


def article_files(config: Config, folder: Path) -> tuple[tuple[ArticleFile, ...], tuple[str, ...]]:
    """The files in the order of the config, those of a glob sorted, and what is wrong with them.

    A file named twice is read once, with what its own entry says before what a glob says. Globs
    leave out the output folder, for it holds what a build wrote. `folder` is the config's.
    """
    found: dict[Path, ArticleFile] = {}
    problems: list[str] = []
    for number, source in enumerate(config.sources):
        paths = list(_matches(source, folder, config.output.folder))
        if not paths:
            problems.append(f"sources[{number}]: no file matches {source.path}")
        if len(paths) > 1 and (source.url or source.title):
            key = "url" if source.url else "title"
            problems.append(
                f"sources[{number}].{key}: belongs to one article, but {source.path} names"
                f" {len(paths)}; give each its own entry"
            )
            continue
        for path in paths:
            article = ArticleFile(
                path, source.title, source.published, source.url, source.publisher
            )
            if path not in found or not is_glob(source.path):
                found[path] = article
    return tuple(found.values()), tuple(problems)


def is_glob(path: str) -> bool:
    """Whether `path` is a pattern; a file of that very name is no pattern."""
    return any(sign in path for sign in GLOB_SIGNS)


def inside(path: Path, folder: Path) -> bool:
    """Whether `path` lies in `folder` or below, symbolic links followed."""
    return path.resolve().is_relative_to(folder.resolve())


def _matches(source: Source, folder: Path, output: Path) -> Iterable[Path]:
    whole = folder / Path(source.path).expanduser()
    if not is_glob(source.path) or whole.is_file():
        yield whole.absolute()
        return
    for name in sorted(glob.glob(str(whole), recursive=True)):  # noqa: PTH207 - takes absolute patterns
        path = Path(name).absolute()
        if path.is_file() and not inside(path, output):
            yield path

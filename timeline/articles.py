"""The articles a config names, read: what can be read is, and what cannot is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from timeline.config import Config, article_files
from timeline.errors import ReadingError
from timeline.model import Document
from timeline.reading import read_documents


@dataclass(frozen=True, slots=True)
class Articles:
    """Documents in the order of the config; `problems` and `warnings` are one line each.

    `names` has, by document id, what to call each in messages: its path as the user thinks of it,
    and which one of its file it is; `paths` has the path alone.
    """

    documents: tuple[Document, ...]
    names: Mapping[str, str]
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    paths: Mapping[str, str] = field(default_factory=dict)


def read_articles(config: Config, folder: Path) -> Articles:
    """Read every article of `config`, whose file lies in `folder`."""
    files, unmatched = article_files(config, folder)
    documents: dict[str, Document] = {}
    names: dict[str, str] = {}
    paths: dict[str, str] = {}
    problems = list(unmatched)
    warnings: list[str] = []
    for file in files:
        name = shown(file.path, folder)
        try:
            found = read_documents(
                file.path,
                title=file.title,
                url=file.url,
                publisher=file.publisher,
                published=file.published,
            )
        except ReadingError as error:
            problems.append(f"{name}: {error}")
            continue
        for read in found:
            called = f"{name} ({read.part})" if read.part else name
            warnings += [f"{called}: {warning}" for warning in read.warnings]
            document = read.document
            if document.id in documents:
                warnings.append(f"{called}: is the same article as {names[document.id]}")
                continue
            documents[document.id] = document
            names[document.id] = called
            paths[document.id] = name
    return Articles(tuple(documents.values()), names, tuple(problems), tuple(warnings), paths)


def shown(path: Path, folder: Path) -> str:
    """A path as its user thinks of it: relative to the config's folder where it lies below."""
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)

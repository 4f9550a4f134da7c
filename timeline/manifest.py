"""`manifest.json`: what a build was made of and what it made, so that it can be traced and checked.

It holds no time, no machine and no absolute path: the same articles, config and versions give the
same manifest anywhere.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maps.features import CONTRACT_VERSION
from timeline import __version__
from timeline.errors import UserError
from timeline.swap import is_unfinished

if TYPE_CHECKING:
    from timeline.config import Config

NAME = "manifest.json"
VERSION = 1
#: What to tell when a part of `_means` is another now; packages are told by their names.
_OTHER = {
    "config": "was built with another config, or with other options in it",
    "gazetteer": "was built with another gazetteer",
    "model": "was built with another language model",
}
#: Packages whose version can change what a build says or shows.
_PACKAGES = ("spacy", "trafilatura", "htmldate", "markdown-it-py", "folium", "plotly", "dateparser")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build was made from.

    Attributes:
        folder: the config's, to which paths are told relative.
        articles: their paths by document id, relative to `folder` or absolute.
        given: files of data and corrections.
    """

    config: Config
    folder: Path
    articles: Mapping[str, str]
    given: Sequence[Path] = ()

    @property
    def files(self) -> list[tuple[str | None, Path]]:
        """Every file that was read, an article with its document's id."""
        config = self.config
        tables = (
            *config.bases.registers,
            *config.dates.lexicons,
            *config.places.own,
            *config.events.triggers,
        )
        articles = [(document, self.folder / path) for document, path in self.articles.items()]
        return [*articles, *((None, path) for path in (*tables, *self.given))]


def manifest(inputs: Inputs, outputs: Mapping[str, str]) -> str:
    """The file's text; `outputs` are SHA-256 of what is written, by file name."""
    folder = inputs.folder
    value = {
        "manifest": VERSION,
        "dateline": __version__,
        "contract": CONTRACT_VERSION,
        **_means(inputs.config, folder),
        "inputs": [
            {"path": _shown(path, folder), "document": document, "sha256": _digest(path)}
            for document, path in inputs.files
        ],
        "outputs": dict(sorted(outputs.items())),
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _means(config: Config, folder: Path) -> dict[str, Any]:
    """What a story is made with, besides the program and its inputs."""
    from maps.gazetteer import stamp_of
    from maps.gazetteer.stamp import package_versions

    return {
        "packages": {name: _version(name) for name in _PACKAGES},
        "model": {"name": config.places.model, "version": _model_version(config.places.model)},
        # A build uses no gazetteer but one with just this stamp, or makes it first.
        "gazetteer": {
            "stamp": stamp_of(config.places.gazetteer, config.places.own),
            "sources": package_versions(),
        },
        "config": _relative(config.model_dump(exclude={"output": {"folder"}}), folder),
    }


def verify(config: Config, folder: Path) -> tuple[str, ...]:
    """What no longer agrees with the manifest in the output folder of `config`, a line each.

    `folder` is that of the config's file, where the inputs lie.

    Raises:
        UserError: there is no manifest, or it cannot be read.
    """
    output = config.output.folder
    if is_unfinished(output):
        return (f"{output}: a build was stopped while it put its files in place; build again",)
    value = _load(output / NAME)
    lines = list(_changed(output, value["outputs"].items(), "was changed after the build"))
    inputs = [(item["path"], item["sha256"]) for item in value["inputs"]]
    lines += _changed(folder, inputs, "was changed since the build; build again")
    lines += _added(config, folder, dict(inputs))
    if value["dateline"] != __version__:
        lines.append(f"built by dateline {value['dateline']}; this is {__version__}")
    for name, version in value["packages"].items():
        if _version(name) != version:
            lines.append(f"built with {name} {version}; installed is {_version(name) or 'none'}")
    now = json.loads(json.dumps(_means(config, folder)))
    for key, message in _OTHER.items():
        if value.get(key) != now[key]:
            lines.append(f"{output}: {message}; build again")
    return tuple(lines)


def _load(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
        complete = {"outputs", "inputs", "dateline", "packages"} <= value.keys()
    except FileNotFoundError as error:
        raise UserError(f"{path}: no such file; build first, then verify") from error
    except (OSError, ValueError, AttributeError) as error:
        raise UserError(f"{path}: is no manifest of a build; build again") from error
    if not complete or value.get("manifest") != VERSION:
        raise UserError(f"{path}: is no manifest of version {VERSION}; build again")
    loaded: dict[str, Any] = value
    return loaded


def _changed(folder: Path, hashes: Iterable[tuple[str, str]], message: str) -> Iterable[str]:
    for name, digest in hashes:
        path = folder / name
        if not path.is_file():
            yield f"{path}: is missing"
        elif _digest(path) != digest:
            yield f"{path}: {message}"


def _added(config: Config, folder: Path, inputs: Mapping[str, str]) -> Iterable[str]:
    """Articles that the build did not read; a copy of one that it read tells nothing new."""
    from timeline.config import article_files

    digests = set(inputs.values())
    for article in article_files(config, folder)[0]:
        path = article.path
        if _shown(path, folder) in inputs or not path.is_file() or _digest(path) in digests:
            continue
        yield f"{path}: is no part of the build; build again"


def _digest(path: Path) -> str:
    return _sha256(path.read_bytes())


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _model_version(name: str) -> str | None:
    """Of a spaCy pipeline by its package's name, or the path of its folder."""
    meta = Path(name) / "meta.json"
    if not meta.is_file():
        return _version(name)
    version = json.loads(meta.read_bytes()).get("version")
    return None if version is None else str(version)


def _relative(value: Any, folder: Path) -> Any:
    """Options as plain values, their paths relative to `folder`."""
    if isinstance(value, dict):
        return {key: _relative(item, folder) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_relative(item, folder) for item in value]
    return _shown(value, folder) if isinstance(value, Path) else value


def _shown(path: Path, folder: Path) -> str:
    """A path relative to `folder`, with `/`; whole where there is no way from there."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()

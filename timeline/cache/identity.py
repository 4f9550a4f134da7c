"""Which program this is: a digest of all that can change what it says of a text."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import maps
import timeline

#: Packages that take part in reading a text or drawing a page.
_PACKAGES = (
    "babel", "dateparser", "edtf", "folium", "htmldate", "jinja2", "markdown-it-py", "numpy",
    "plotly", "spacy", "thinc", "trafilatura",
)  # fmt: skip
#: Left out of the digest: byte code, and editors' own files.
_PASSING = frozenset({"__pycache__"})


@cache
def program_digest() -> str:
    """Of every file of this program, the packages it builds on, and Python; 64 hex digits.

    The version alone would not do: whoever edits a rule or a table in a source tree expects the
    next build to go by it.
    """
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for name in _PACKAGES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for package in (maps, timeline):
        root = Path(package.__file__ or "").parent
        for path in sorted(_files(root)):
            digest.update(path.relative_to(root.parent).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def model_version(name: str) -> str:
    """The version of a spaCy pipeline, a package's or that of the folder `name`, else ""."""
    config = Path(name) / "config.cfg"
    if config.is_file():
        meta = config.with_name("meta.json")
        return digest_of(config) + (digest_of(meta) if meta.is_file() else "")
    return _version(name)


def digest_of(path: Path) -> str:
    """SHA-256 of a file's content; empty when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _files(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        if path.is_file() and not path.name.startswith(".") and not _PASSING & set(path.parts):
            yield path


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""

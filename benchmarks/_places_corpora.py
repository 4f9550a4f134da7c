"""The texts that places are scored and learnt on, found beside the repository; none is in it."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from benchmarks._places_gold import NOT_SCORED, OWN_SETS

if TYPE_CHECKING:
    from spacy.tokens import Doc

Item = TypeVar("Item")
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
CORPORA = SHARED / "corpora" / "places"
SCORER = SHARED / "bench" / "places" / "score_places.py"
NAMES = ("lgl", "trnews", "geowebnews", "tudloc")
#: Gold types that are no places to be found: demonyms, and what GeoWebNews marks as not literal.
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "lgl": ("Demonym",),
    "trnews": ("Demonym",),
    "tudloc": (),
    "geowebnews": (
        "Demonym", "Non_Literal_Modifier", "Embedded_Non_Lit", "Embedded_Literal", "Homonym",
        "Language",
    ),
    **dict.fromkeys(OWN_SETS, NOT_SCORED),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """One document of a corpus with its gold toponyms and spaCy's reading of it."""

    row: dict[str, Any]
    doc: Doc

    @property
    def text(self) -> str:
        return str(self.row["text"])


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one corpus."""
    with gzip.open(CORPORA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def articles(name: str) -> list[Article]:
    """One corpus with spaCy's reading."""
    return read_by_spacy(name, rows(name))


def read_by_spacy(name: str, found: list[dict[str, Any]]) -> list[Article]:
    """Rows with spaCy's reading, kept in the user's cache so that a second run is quick."""
    import platformdirs
    from spacy.tokens import DocBin

    from timeline.language import DEFAULT_PIPELINE, load_pipeline, parse

    digest = hashlib.sha256(json.dumps(found).encode()).hexdigest()[:12]
    folder = platformdirs.user_cache_path("dateline") / "benchmarks"
    path = folder / f"{name}-{DEFAULT_PIPELINE}-{metadata.version('spacy')}-{digest}.spacy"
    nlp = load_pipeline()
    if not path.exists():
        docs = [parse(nlp, row["text"]) for row in found]
        folder.mkdir(parents=True, exist_ok=True)
        DocBin(docs=docs).to_disk(path)
    docs = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    return [Article(row, doc) for row, doc in zip(found, docs, strict=True)]


def is_scored(name: str, toponym: dict[str, Any]) -> bool:
    """Whether a gold toponym is one that should be found."""
    return toponym.get("type") not in LEFT_OUT[name]


def halves(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """The half to learn from and look at, and the half of which only totals are read."""
    return list(items[1::2]), list(items[0::2])

"""What a dump's little places do to recognition: with words of the articles made hamlets.

    python -m benchmarks.little_places

Half of all capitalised words of three corpora that the embedded gazetteer does not know become
hamlets at five random places of the United States each, where most of the articles are at home.
Then invented hamlets in two short reports of our own.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from unittest import mock

from benchmarks import _dump, places
from benchmarks._places_corpora import CORPORA, Article, articles, halves
from maps.gazetteer import Gazetteer, fold, open_gazetteer
from maps.gazetteer.dump_import import import_dump
from maps.gazetteer.imported import ImportedGazetteer
from maps.gazetteer.layered import LayeredGazetteer
from maps.place import Toponym
from maps.toponyms import Context, find_toponyms
from timeline.analysis import find_twice
from timeline.language import load_pipeline

_CORPORA = ("lgl", "geowebnews", "trnews")
_WORD, _TWO = re.compile(r"\b[A-Z][a-z]{2,}\b"), re.compile(r"\b[A-Z][a-z]{2,} [A-Z][a-z]{2,}\b")
_SHARE, _SHARE_OF_TWO = 0.5, 0.15
_PLACES_EACH = 5
_UNITED_STATES = (25, 49, -124, -67)
#: Where the hamlets of the reports lie, and the reports.
_TAJIKISTAN, _SYRIA = (38.5, 38.5, 68.8, 68.8), (36.0, 36.0, 36.8, 36.8)
_NAMES = (
    "Zarnisor", "Qaltagh", "Boloikuh", "Chashmazor", "Tutqavul", "Sarmaydon", "Pushtizor",
    "Dehvaro", "Khojamazor", "Deh Baland", "Kafr Zaytoun",
)  # fmt: skip
_REPORTS = (
    """DUSHANBE, Tajikistan - A mudslide hit Zarnisor on Monday, killing four people, officials in
    Dushanbe said. Rescuers from Qaltagh reached the village by foot. Residents of Boloikuh said the
    road to Chashmazor was cut. Tutqavul lost power. The governor visited Sarmaydon on Tuesday.
    Pushtizor was flooded on 3 May 2016. Families fled to Dehvaro and Khojamazor.""",
    """ALEPPO, Syria - Militants attacked a checkpoint near Deh Baland, in northern Syria, and
    shelled Kafr Zaytoun overnight. Fighting in Kafr Zaytoun killed nine.""",
)


def main() -> None:
    """Print F1 of recognition with and without the hamlets, and how many of ours are placed."""
    embedded = open_gazetteer()
    with tempfile.TemporaryDirectory() as folder:
        if CORPORA.exists():
            _score_corpora(embedded, Path(folder))
        hamlets = [*_lines(_NAMES[:9], _TAJIKISTAN), *_lines(_NAMES[9:], _SYRIA, first=100)]
        both = _over(embedded, hamlets, Path(folder) / "own.sqlite")
        nlp = load_pipeline()
        for what, doc_of in (("with spaCy", nlp), ("gazetteer alone", lambda _text: None)):
            placed = {
                found.name
                for report in (" ".join(written.split()) for written in _REPORTS)
                for found in _find(doc_of(report), report, both)
                if found.place and found.name in _NAMES
            }
            print(f"invented hamlets, {what}: {len(placed)} of {len(_NAMES)} placed")
        both.close()


def _score_corpora(embedded: Gazetteer, folder: Path) -> None:
    read = {name: articles(name) for name in _CORPORA}
    words = _some_words(article for part in read.values() for article in part)
    unknown = [word for word in words if not embedded.has_name(fold(word))]
    hamlets = [
        line
        for number in range(_PLACES_EACH)
        for line in _lines(unknown, _UNITED_STATES, first=number * len(unknown))
    ]
    both = _over(embedded, hamlets, folder / "stress.sqlite")
    print(f"{len(unknown):,} words made hamlets; F1 of recognition without and with them")
    for name, found in read.items():
        for half, part in zip(("dev", "held out"), halves(found), strict=True):
            with mock.patch.object(places, "find_toponyms", _find):
                alone, with_them = (
                    places.score(name, part, gazetteer, with_model=True)["recognition_overlap"]
                    for gazetteer in (embedded, both)
                )
            change = with_them["F1"] - alone["F1"]
            print(f"  {name:11}{half:9}{alone['F1']:8.3f}{with_them['F1']:8.3f}{change:+8.3f}")
    both.close()


def _find(
    doc: object, text: str, gazetteer: Gazetteer, context: Context | None = None
) -> tuple[Toponym, ...]:
    """As a build finds them."""
    return find_twice(lambda seen: find_toponyms(doc, text, seen, context), gazetteer)  # type: ignore[arg-type]


def _some_words(read: Iterable[Article]) -> list[str]:
    texts = [article.text for article in read]
    draw = random.Random(1)  # noqa: S311
    return [
        word
        for pattern, share in ((_WORD, _SHARE), (_TWO, _SHARE_OF_TWO))
        for word in dict.fromkeys(word for text in texts for word in pattern.findall(text))
        if draw.random() < share
    ]


def _lines(
    names: Sequence[str], area: tuple[float, float, float, float], first: int = 0
) -> Iterable[str]:
    """Rows of a dump for hamlets somewhere in an area (south, north, west, east)."""
    draw = random.Random(first)  # noqa: S311
    south, north, west, east = area
    for number, name in enumerate(names, start=first):
        yield _dump.hamlet(number, name, draw.uniform(south, north), draw.uniform(west, east))


def _over(embedded: Gazetteer, lines: Iterable[str], target: Path) -> LayeredGazetteer:
    source = target.with_suffix(".txt")
    source.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    import_dump([source], target, known=embedded.prominences())
    return LayeredGazetteer(embedded.path, [ImportedGazetteer(target)])


if __name__ == "__main__":
    main()

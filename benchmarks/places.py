"""Places found and placed, and how fast, on the corpora of `../shared` and with their scorer.

"dev" is the half that weights are learnt from and errors looked at; of "held out" only totals
are read.
"""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks._places_calibration import calibration, lines
from benchmarks._places_corpora import (
    CORPORA,
    LEFT_OUT,
    NAMES,
    SCORER,
    Article,
    articles,
    halves,
    read_by_spacy,
)
from benchmarks._places_gold import HALVES, OWN_SETS, Half, OwnSet, gold_rows
from maps.gazetteer import Gazetteer, open_gazetteer
from maps.place import Toponym
from maps.resolve import outlet
from maps.toponyms import Context, find_toponyms

_ROLES = ("location", "facility", "metonym")


def main() -> None:
    """Print the table of figures and the speed."""
    if not CORPORA.exists():
        print(f"no corpora at {CORPORA}: nothing to measure")
        return
    gazetteer = open_gazetteer()
    print(f"{'':22}{'recognition F1':>15}{'end to end':>12}{'pin precision':>15}")
    everything: list[Article] = []
    for with_model in (True, False):
        print("with spaCy" if with_model else "gazetteer alone")
        for name in NAMES:
            found = articles(name)
            everything += found if with_model else []
            parts = (*halves(found), found)
            for half, part in zip(("dev", "held out", "all"), parts, strict=True):
                print(_row(name, half, score(name, part, gazetteer, with_model=with_model)))
        for own in OWN_SETS:
            for half in HALVES:
                part = own_articles(own, half, gazetteer)
                result = score(own, part, gazetteer, with_model=with_model)
                roles = _right_roles(part, gazetteer, with_model=with_model)
                row = _row(f"own, {own}", half.replace("_", " "), result)
                print(f"{row}   roles {roles:.3f}")
    _without_known_outlets(gazetteer)
    _calibration(gazetteer)
    _speed(everything, gazetteer)


def _calibration(gazetteer: Gazetteer) -> None:
    """What a stated confidence is worth, over all corpora and our own articles."""
    for half, own_half in zip(("dev", "held out"), HALVES, strict=True):
        parts = {name: halves(articles(name))[half != "dev"] for name in NAMES}
        parts |= {own: own_articles(own, own_half, gazetteer) for own in OWN_SETS}
        counts = [
            calibration(name, ((a, find(a, gazetteer, with_model=True)) for a in part))
            for name, part in parts.items()
        ]
        print(*lines(half, counts), sep="\n")


def own_articles(name: OwnSet, half: Half, gazetteer: Gazetteer) -> list[Article]:
    """One half of a set of our own annotated articles."""
    return read_by_spacy(f"own-{name}-{half}", gold_rows(name, half, gazetteer))


def _right_roles(part: Sequence[Article], gazetteer: Gazetteer, *, with_model: bool) -> float:
    """Share of the places found whose role is that of the gold."""
    right = seen = 0
    for article in part:
        gold = {(t["start"], t["end"]): t["type"] for t in article.row["toponyms"]}
        for toponym in find(article, gazetteer, with_model=with_model):
            wanted = gold.get((toponym.start, toponym.end))
            if wanted is not None:
                seen += 1
                right += toponym.role == wanted
    return right / seen if seen else 0.0


def _without_known_outlets(gazetteer: Gazetteer) -> None:
    """LGL as if `outlets.csv` had none of its papers, which its author may have met there."""
    found = articles("lgl")
    print("with spaCy, LGL's own papers taken out of outlets.csv")
    with unlisted({str(article.row.get("domain")) for article in found}):
        for half, part in zip(("dev", "held out"), halves(found), strict=True):
            print(_row("lgl", half, score("lgl", part, gazetteer, with_model=True)))


@contextlib.contextmanager
def unlisted(papers: Collection[str] | None = None) -> Iterator[None]:
    """As if `outlets.csv` had none of these papers, or no paper at all."""
    rest = {
        domain: home
        for domain, home in outlet._outlets().items()
        if papers is not None and domain not in papers
    }
    outlet._outlet.cache_clear()
    with mock.patch.object(outlet, "_outlets", return_value=rest):
        yield
    outlet._outlet.cache_clear()


def _row(name: str, half: str, result: dict[str, Any]) -> str:
    return (
        f"  {name:11}{half:9}{result['recognition_overlap']['F1']:15.3f}"
        f"{result['end_to_end']['same_place']:12.3f}{result['end_to_end']['pin_precision']:15.3f}"
    )


def find(article: Article, gazetteer: Gazetteer, *, with_model: bool) -> tuple[Toponym, ...]:
    """What the program finds in an article of which title, address and publisher are known."""
    doc = article.doc if with_model else None
    return find_toponyms(doc, article.text, gazetteer, context_of(article))


def context_of(article: Article) -> Context:
    """What is known of an article beside its words."""
    row = article.row
    return Context(
        article.text, row.get("title") or None, row.get("url") or None, row.get("domain") or None
    )


def predict(article: Article, gazetteer: Gazetteer, *, with_model: bool) -> dict[str, Any]:
    """One line of predictions, in the shape of `dateline places --jsonl`."""
    found = find(article, gazetteer, with_model=with_model)
    return {
        "doc": article.row["doc"],
        "toponyms": [
            {
                "start": toponym.start,
                "end": toponym.end,
                "name": toponym.name,
                "lat": toponym.place.lat if toponym.place else None,
                "lon": toponym.place.lon if toponym.place else None,
                "geonameid": _geonames_id(toponym.place.gazetteer_id) if toponym.place else None,
                "country": toponym.place.country if toponym.place else None,
            }
            for toponym in found
            if toponym.role in _ROLES
        ],
    }


def _geonames_id(gazetteer_id: str) -> int | None:
    scheme, _, value = gazetteer_id.partition(":")
    return int(value) if scheme == "geonames" else None


def score(
    name: str, part: Sequence[Article], gazetteer: Gazetteer, *, with_model: bool, errors: int = 0
) -> dict[str, Any]:
    """The scorer's figures on some documents of a corpus."""
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder, "gold.jsonl"), Path(folder, "pred.jsonl")
        gold.write_text(
            "".join(json.dumps(article.row) + "\n" for article in part), encoding="utf-8"
        )
        predicted.write_text(
            "".join(
                json.dumps(predict(article, gazetteer, with_model=with_model)) + "\n"
                for article in part
            ),
            encoding="utf-8",
        )
        arguments = [str(SCORER), str(gold), str(predicted), "--json"]
        if LEFT_OUT[name]:
            arguments += ["--no-types", ",".join(LEFT_OUT[name])]
        if errors:
            arguments += ["--errors", str(errors)]
        return _run(arguments)


def _run(arguments: list[str]) -> dict[str, Any]:
    before, sys.argv = sys.argv, arguments
    output = io.StringIO()
    try:
        with contextlib.redirect_stdout(output):
            runpy.run_path(arguments[0], run_name="__main__")
    finally:
        sys.argv = before
    result: dict[str, Any] = json.loads(output.getvalue())
    return result


def _speed(found: Sequence[Article], gazetteer: Gazetteer) -> None:
    from timeline.language import load_pipeline, parse

    nlp = load_pipeline()
    sample = found[::10]
    spacy = _time(lambda: [parse(nlp, article.text) for article in sample])
    ours = _time(
        lambda: [
            find_toponyms(article.doc, article.text, gazetteer, Context(article.text))
            for article in sample
        ]
    )
    alone = _time(
        lambda: [
            find_toponyms(None, article.text, gazetteer, Context(article.text)) for article in found
        ]
    )
    size = sum(len(article.text) for article in found) / len(found)
    print(
        f"speed: spaCy {spacy:.2f} s for {len(sample)} articles, places add {ours:.2f} s "
        f"({ours / spacy:.0%}); without spaCy {len(found) / alone:.0f} articles of "
        f"{size:.0f} characters a second"
    )


def _time(work: Callable[[], object]) -> float:
    """Seconds of this process's own work, so that others on the machine do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()

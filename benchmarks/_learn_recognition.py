"""Learning which spans are places: logistic regression, alone and beside the others of the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from benchmarks._learnt import Corpora, share, write
from benchmarks._linear_models import Found, learn_logistic
from benchmarks._places_corpora import is_scored
from benchmarks.places import context_of
from maps.gazetteer import Gazetteer
from maps.toponyms.beside import features_beside
from maps.toponyms.evidence import features
from maps.toponyms.recognise import candidates
from maps.toponyms.spans import Span
from maps.toponyms.surroundings import Surroundings
from maps.weights import probability

#: Penalty of the weights: the best by cross-validation over the half learnt from.
_PENALTY = 2e-4


def learn_recognition(
    title: str,
    models: dict[str, Any],
    corpora: Corpora,
    gazetteer: Gazetteer,
    *,
    with_model: bool,
) -> None:
    """Learn the two models of one way of finding names, and put them into `models`."""
    documents: list[tuple[Surroundings, list[Span], list[float | None], float]] = []
    for name, found in corpora.items():
        part = []
        for article in found:
            doc = article.doc if with_model else None
            around = candidates(doc, article.text, gazetteer, context_of(article))
            spans = around.spans
            gold = article.row["toponyms"]
            part.append((around, spans, [_truth(name, gold, s.start, s.end) for s in spans]))
        total = sum(len(spans) for _, spans, _ in part)
        each = share(name) * 1000 / total
        documents += [(around, spans, truth, each) for around, spans, truth in part]
    first = [[features(span, around) for span in spans] for around, spans, _, _ in documents]
    models[title] = learn_logistic(_rows(first, documents), title, penalty=_PENALTY)
    second = []
    for (around, spans, _, _), one in zip(documents, first, strict=True):
        chances = [probability(evidence, models[title]) for evidence in one]
        beside = features_beside(spans, chances, around, gazetteer)
        second.append([a + b for a, b in zip(one, beside, strict=True)])
    again = f"{title}, again"
    models[again] = learn_logistic(_rows(second, documents), again, penalty=_PENALTY)
    write(models)


def _rows(
    evidence: list[list[Found]],
    documents: list[tuple[Surroundings, list[Span], list[float | None], float]],
) -> list[tuple[Found, float, float]]:
    return [
        (found, truth, weight)
        for spans, (_, _, truths, weight) in zip(evidence, documents, strict=True)
        for found, truth in zip(spans, truths, strict=True)
        if truth is not None
    ]


def _truth(name: str, gold: Iterable[dict[str, Any]], start: int, end: int) -> float | None:
    """1 on a gold toponym, None on one that is left out, 0 elsewhere."""
    truth: float | None = 0.0
    for row in gold:
        if row["start"] < end and row["end"] > start:
            if is_scored(name, row):
                return 1.0
            truth = None
    return truth

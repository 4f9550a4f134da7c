"""Learns the weights of toponym recognition and resolution: `python -m benchmarks.learn_places`.

Reads the half of the corpora that is not held out and writes `maps/data/toponym_weights.json`.
Linear models of a few dozen named weights each come out of it, no text: recognition with and
without a language model (logistic regression over spans), and resolution of names alone and
together (conditional logit over the candidates of a name). All have a quadratic penalty,
and corpora count alike however long they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from benchmarks._places_corpora import NAMES, Article, articles, halves, is_scored
from maps.gazetteer import Gazetteer, open_gazetteer
from maps.gazetteer.paths import DATA
from maps.place import Place
from maps.resolve.geometry import distance_km
from maps.resolve.groups import Group, group_mentions
from maps.resolve.home import Home, home_of
from maps.resolve.mention import Context
from maps.resolve.resolver import weigh
from maps.resolve.scoring import (
    neighbour_features,
    own_features,
    relation_features,
    score,
    softmax,
    survey,
)
from maps.toponyms.beside import features_beside
from maps.toponyms.evidence import features
from maps.toponyms.recognise import candidates, recognise
from maps.toponyms.spans import Span
from maps.toponyms.surroundings import Surroundings, around_spans
from maps.weights import load_weights, probability

_NEAR_KM = 161.0
_STEPS = 800
_RATE = 0.05
_PENALTY = 3e-4
Found = list[tuple[str, float]]
_NOTE = (
    "Learnt by benchmarks/learn_places.py from half of LGL, TR-News, GeoWebNews and TUD-Loc; "
    "weights of named features, no text of theirs. What each feature asks is told in "
    "maps/toponyms/evidence.py and maps/resolve/scoring.py."
)


def main() -> None:
    """Learn all models and write them."""
    gazetteer = open_gazetteer()
    corpora = {name: halves(articles(name))[0] for name in NAMES}
    models: dict[str, Any] = {"note": _NOTE}
    for title, with_model in (("with model", True), ("without model", False)):
        _learn_recognition(title, models, corpora, gazetteer, with_model=with_model)
    groups = _groups(corpora, gazetteer)
    models["resolution alone"] = _learn_ranking(
        [(_alone(group, home), right, weight) for group, right, weight, home, _ in groups]
    )
    _write(models)
    for _ in range(2):
        _first_pass(groups, models)
        samples = []
        for group, right, weight, home, document in groups:
            around = survey(document, home)
            samples.append(
                (
                    [
                        alone + beside
                        for alone, beside in zip(
                            _alone(group, home), neighbour_features(group, around), strict=True
                        )
                    ],
                    right,
                    weight,
                )
            )
        models["resolution together"] = _learn_ranking(samples)
        _write(models)


def _write(models: dict[str, Any]) -> None:
    rounded = {
        name: {key: round(value, 3) for key, value in sorted(model.items())}
        if isinstance(model, dict)
        else model
        for name, model in models.items()
    }
    path = DATA / "toponym_weights.json"
    old = json.loads(path.read_text(encoding="utf-8") or "{}")
    path.write_text(
        json.dumps({**old, **rounded}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    load_weights.cache_clear()


def _learn_recognition(
    title: str,
    models: dict[str, Any],
    corpora: dict[str, list[Article]],
    gazetteer: Gazetteer,
    *,
    with_model: bool,
) -> None:
    documents: list[tuple[Surroundings, list[Span], list[float | None], float]] = []
    for name, found in corpora.items():
        part = []
        for article in found:
            around = candidates(article.doc if with_model else None, article.text, gazetteer)
            spans = around_spans(around)
            gold = article.row["toponyms"]
            part.append((around, spans, [_truth(name, gold, s.start, s.end) for s in spans]))
        total = sum(len(spans) for _, spans, _ in part)
        documents += [(around, spans, truth, 1000 / total) for around, spans, truth in part]
    first = [[features(span, around) for span in spans] for around, spans, _, _ in documents]
    models[title] = _learn_logistic(first, documents)
    second = []
    for (around, spans, _, _), one in zip(documents, first, strict=True):
        chances = [probability(evidence, models[title]) for evidence in one]
        beside = features_beside(spans, chances, around, gazetteer)
        second.append([a + b for a, b in zip(one, beside, strict=True)])
    models[f"{title}, again"] = _learn_logistic(second, documents)
    _write(models)


def _learn_logistic(
    evidence: list[list[Found]],
    documents: list[tuple[Surroundings, list[Span], list[float | None], float]],
) -> dict[str, float]:
    rows = [
        (found, truth, weight)
        for spans, (_, _, truths, weight) in zip(evidence, documents, strict=True)
        for found, truth in zip(spans, truths, strict=True)
        if truth is not None
    ]
    names, matrix = _matrix([found for found, _, _ in rows])
    y = np.array([truth for _, truth, _ in rows])
    w = np.array([weight for _, _, weight in rows])
    w /= w.mean()

    def gradient(theta: np.ndarray) -> np.ndarray:
        chance = 1 / (1 + np.exp(-(matrix @ theta)))
        slope: np.ndarray = matrix.T @ (w * (chance - y)) / len(y) + _PENALTY * theta
        return slope

    theta = _adam(gradient, len(names))
    guessed = matrix @ theta > 0
    print(f"recognition, {len(y)} spans: {np.average(guessed == (y > 0.5), weights=w):.3f} right")
    return dict(zip(names, map(float, theta), strict=True))


def _truth(name: str, gold: Iterable[dict[str, Any]], start: int, end: int) -> float | None:
    """1 on a gold toponym, None on one that is left out, 0 elsewhere."""
    truth: float | None = 0.0
    for row in gold:
        if row["start"] < end and row["end"] > start:
            if is_scored(name, row):
                return 1.0
            truth = None
    return truth


def _groups(
    corpora: dict[str, list[Article]], gazetteer: Gazetteer
) -> list[tuple[Group, set[int], float, Home, list[Group]]]:
    """Groups with a right candidate: those candidates, a weight, the home, all of the document."""
    found = []
    for name, members in corpora.items():
        part = []
        for article in members:
            mentions = recognise(article.doc, article.text, gazetteer)
            context = Context(
                article.text, article.row.get("title"), article.row.get("url"),
                article.row.get("domain"),
            )  # fmt: skip
            by_position = group_mentions(mentions, gazetteer, article.text)
            document = list({id(group): group for group in by_position.values()}.values())
            home = home_of(context, gazetteer)
            for group in document:
                golds = _golds(name, article.row["toponyms"], group)
                right = {
                    i
                    for i, entry in enumerate(group.entries)
                    if golds and all(_same(entry.place, gold) for gold in golds[:1])
                }
                if right and len(right) < len(group.entries):
                    part.append((group, right, len(golds) ** 0.5, home, document))
                elif not right and golds:
                    part.append((group, set(), 0.0, home, document))
        total = sum(item[2] for item in part)
        hopeless = sum(1 for item in part if not item[1])
        print(f"{name}: {len(part)} names, {hopeless} without a right candidate")
        found += [(g, r, w / total, h, d) for g, r, w, h, d in part if r]
    return found


def _alone(group: Group, home: Home) -> list[Found]:
    return [
        own_features(group, i, home) + relation_features(group, i)
        for i in range(len(group.entries))
    ]


def _golds(name: str, gold: Sequence[dict[str, Any]], group: Group) -> list[dict[str, Any]]:
    return [
        row
        for mention in group.mentions
        for row in gold
        if row["start"] < mention.end
        and row["end"] > mention.start
        and row.get("lat") is not None
        and is_scored(name, row)
    ]


def _same(place: Place, gold: dict[str, Any]) -> bool:
    if place.gazetteer_id == f"geonames:{gold.get('geonameid')}":
        return True
    there = Place("", float(gold["lon"]), float(gold["lat"]), "city", "coordinates")
    return distance_km(place, there) <= _NEAR_KM


def _first_pass(
    groups: Sequence[tuple[Group, set[int], float, Home, list[Group]]], models: dict[str, Any]
) -> None:
    done: set[int] = set()
    for _, _, _, home, document in groups:
        if id(document) in done:
            continue
        done.add(id(document))
        if "resolution together" in models:
            weigh(document, home)
        else:
            for group in document:
                group.chances = softmax(
                    [score(found, models["resolution alone"]) for found in _alone(group, home)]
                )


def _learn_ranking(samples: Sequence[tuple[list[Found], set[int], float]]) -> dict[str, float]:
    flat = [found for rows, _, _ in samples for found in rows]
    names, matrix = _matrix(flat)
    sizes = [len(rows) for rows, _, _ in samples]
    starts = np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(samples)), sizes)
    right = np.zeros(len(flat))
    for start, (_, good, _) in zip(starts, samples, strict=True):
        for i in good:
            right[start + i] = 1
    w = np.array([weight for _, _, weight in samples])
    w /= w.sum()

    def chances(theta: np.ndarray) -> np.ndarray:
        scores = matrix @ theta
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        result: np.ndarray = powers / np.add.reduceat(powers, starts)[owner]
        return result

    def gradient(theta: np.ndarray) -> np.ndarray:
        chance = chances(theta)
        good = np.add.reduceat(chance * right, starts)[owner]
        target = chance * right / np.maximum(good, 1e-9)
        slope: np.ndarray = matrix.T @ ((chance - target) * w[owner]) + _PENALTY * theta
        return slope

    theta = _adam(gradient, len(names))
    chance = chances(theta)
    hits = [
        right[start + int(np.argmax(chance[start : start + size]))]
        for start, size in zip(starts, sizes, strict=True)
    ]
    print(f"resolution, {len(samples)} names: {np.average(hits, weights=w):.3f} right")
    return dict(zip(names, map(float, theta), strict=True))


def _matrix(samples: Sequence[Found]) -> tuple[list[str], np.ndarray]:
    names = sorted({name for found in samples for name, _ in found})
    column = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(samples), len(names)))
    for row, found in enumerate(samples):
        for name, value in found:
            matrix[row, column[name]] += value
    return names, matrix


def _adam(gradient: Any, size: int) -> np.ndarray:
    theta, first, second = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, _STEPS + 1):
        slope = gradient(theta)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = _RATE * (1 - step / (_STEPS + 1)) + 0.002
        theta -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return theta


if __name__ == "__main__":
    main()

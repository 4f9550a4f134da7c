"""Learns the weights of toponym recognition and resolution: `python -m benchmarks.learn_places`.

Reads the half of the corpora and of our own articles that is not held out and writes
`maps/data/toponym_weights.json`. Linear models of a few dozen named weights each come out of it, no
text: recognition with and without a language model (logistic regression over spans), resolution of
names alone and together, with an outlet's home and without one (conditional logit over the
candidates of a name), and the confidence in a choice (logistic regression over toponyms). Corpora
count alike however long they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks._linear_models import Found, learn_logistic, learn_ranking
from benchmarks._places_corpora import NAMES, OWN, Article, articles, halves, is_scored
from benchmarks.places import context_of, own_articles
from maps.gazetteer import Gazetteer, open_gazetteer
from maps.gazetteer.paths import DATA
from maps.place import Place
from maps.resolve.confidence import CONFIDENCE, mention_features, site_features
from maps.resolve.geometry import distance_km
from maps.resolve.groups import Group
from maps.resolve.locus import locus_of
from maps.resolve.mention import Mention
from maps.resolve.neighbourhood import neighbour_features, survey
from maps.resolve.scoring import relation_features, score, softmax
from maps.resolve.setting import (
    ALONE,
    TOGETHER,
    TOGETHER_WITHOUT_HOME,
    Setting,
    chosen_features,
    features_of,
    read_setting,
    weigh,
)
from maps.toponyms.beside import features_beside
from maps.toponyms.evidence import features
from maps.toponyms.recognise import candidates, recognise
from maps.toponyms.spans import Span
from maps.toponyms.surroundings import Surroundings
from maps.weights import load_weights, probability

_NEAR_KM = 161.0
#: Passes over the resolution of names together: each sees the choices of the one before.
_ROUNDS = 2
#: Penalties of the weights: the best of 1e-4, 3e-4 … by cross-validation over the half learnt from.
_OF_SPANS, _OF_CHOICES, _OF_CONFIDENCE = 2e-4, 5e-4, 1e-3
#: How much our own articles count beside each corpus: they are few.
_OWN_WEIGHT = 0.5
_NOTE = (
    "Learnt by benchmarks/learn_places.py from half of LGL, TR-News, GeoWebNews, TUD-Loc and our "
    "own articles; weights of named features, no text of theirs. What each feature asks is told in "
    "maps/toponyms/evidence.py, maps/toponyms/beside.py and maps/resolve/scoring.py."
)
Corpora = dict[str, list[Article]]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as resolution sees it: its corpus, gold, mentions, groups and setting."""

    corpus: str
    gold: Sequence[dict[str, Any]]
    mentions: Sequence[Mention]
    by_position: dict[int, Group]
    setting: Setting


@dataclass(frozen=True, slots=True)
class Choice:
    """A name with a right and a wrong candidate at least: the positions of the right ones."""

    document: Document
    group: Group
    right: set[int]
    weight: float


def main() -> None:
    """Learn all models and write them."""
    gazetteer = open_gazetteer()
    corpora: Corpora = {name: halves(articles(name))[0] for name in NAMES}
    corpora[OWN] = own_articles("dev", gazetteer)
    models: dict[str, Any] = {"note": _NOTE}
    for title, with_model in (("with model", True), ("without model", False)):
        _learn_recognition(title, models, corpora, gazetteer, with_model=with_model)
    _learn_resolution(models, corpora, gazetteer)


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


# recognition


def _learn_recognition(
    title: str,
    models: dict[str, Any],
    corpora: Corpora,
    gazetteer: Gazetteer,
    *,
    with_model: bool,
) -> None:
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
        share = _share(name) * 1000 / total
        documents += [(around, spans, truth, share) for around, spans, truth in part]
    first = [[features(span, around) for span in spans] for around, spans, _, _ in documents]
    models[title] = learn_logistic(_rows(first, documents), title, penalty=_OF_SPANS)
    second = []
    for (around, spans, _, _), one in zip(documents, first, strict=True):
        chances = [probability(evidence, models[title]) for evidence in one]
        beside = features_beside(spans, chances, around, gazetteer)
        second.append([a + b for a, b in zip(one, beside, strict=True)])
    again = f"{title}, again"
    models[again] = learn_logistic(_rows(second, documents), again, penalty=_OF_SPANS)
    _write(models)


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


def _share(corpus: str) -> float:
    return _OWN_WEIGHT if corpus == OWN else 1.0


def _truth(name: str, gold: Iterable[dict[str, Any]], start: int, end: int) -> float | None:
    """1 on a gold toponym, None on one that is left out, 0 elsewhere."""
    truth: float | None = 0.0
    for row in gold:
        if row["start"] < end and row["end"] > start:
            if is_scored(name, row):
                return 1.0
            truth = None
    return truth


# resolution


def _learn_resolution(models: dict[str, Any], corpora: Corpora, gazetteer: Gazetteer) -> None:
    """With the outlets' homes, and once more as if nothing were known of the outlets."""
    documents = {
        TOGETHER: _read(corpora, gazetteer, outlet=True),
        TOGETHER_WITHOUT_HOME: _read(corpora, gazetteer, outlet=False),
    }
    choices = {title: _choices(found) for title, found in documents.items()}
    both = [choice for found in choices.values() for choice in found]
    models[ALONE] = learn_ranking(
        [(_alone(choice), choice.right, choice.weight) for choice in both],
        ALONE,
        penalty=_OF_CHOICES,
    )
    _write(models)
    for turn in range(_ROUNDS):
        for title, found in documents.items():
            for document in found:
                if turn:
                    weigh(document.setting)
                else:
                    _weigh_alone(document.setting, models[ALONE])
            models[title] = learn_ranking(
                [(_together(choice), choice.right, choice.weight) for choice in choices[title]],
                title,
                penalty=_OF_CHOICES,
            )
            _write(models)
    for found in documents.values():
        for document in found:
            weigh(document.setting)
    models[CONFIDENCE] = _learn_confidence([d for found in documents.values() for d in found])
    _write(models)


def _learn_confidence(documents: Sequence[Document]) -> dict[str, float]:
    """From every name that would be put on the map, found rightly or not."""
    rows = []
    for corpus in dict.fromkeys(document.corpus for document in documents):
        part = []
        for document in documents:
            if document.corpus != corpus:
                continue
            whole = {
                id(group): chosen_features(document.setting, group)
                for group in document.setting.groups
            }
            for position, mention in enumerate(document.mentions):
                pin = _pin(position, document, whole)
                truth = pin and _pin_truth(document, mention, pin[1])
                if pin is not None and truth is not None:
                    part.append((pin[0] + mention_features(mention), float(truth)))
        weight = _share(corpus) * 1000 / len(part)
        rows += [(found, truth, weight) for found, truth in part]
    return learn_logistic(rows, CONFIDENCE, penalty=_OF_CONFIDENCE)


def _pin(position: int, document: Document, whole: dict[int, Found]) -> tuple[Found, Place] | None:
    """The features and the place of a mention that resolution places, None for others."""
    mention = document.mentions[position]
    if mention.role == "facility" and not mention.entries and mention.place is None:
        locus = locus_of(position, document.mentions, document.by_position, document.setting.home)
        return (site_features(locus), locus.place) if locus else None
    group = document.by_position.get(position)
    return (whole[id(group)], group.choice) if group else None


def _pin_truth(document: Document, mention: Mention, place: Place) -> bool | None:
    """Whether a pin sits on a gold toponym and at its place; None where the gold does not tell.

    The gold's point of an area may be any inside it.
    """
    met = [r for r in document.gold if r["start"] < mention.end and r["end"] > mention.start]
    if not met:
        return False
    if not is_scored(document.corpus, met[0]) or met[0].get("lat") is None:
        return None
    return _same(place, met[0]) or _distance_km(place, met[0]) <= place.precision_km


def _read(corpora: Corpora, gazetteer: Gazetteer, *, outlet: bool) -> list[Document]:
    """The documents of all corpora, as if nothing were known of the outlets without `outlet`."""
    found = []
    for name, members in corpora.items():
        for article in members:
            row = article.row
            context = context_of(article)
            if not outlet:
                context = replace(context, url=None, publisher=None)
            mentions = recognise(article.doc, article.text, gazetteer, context)
            heading = recognise(None, context.title, gazetteer) if context.title else ()
            by_position, setting = read_setting(mentions, gazetteer, context, heading)
            found.append(Document(name, row["toponyms"], mentions, by_position, setting))
    return found


def _choices(documents: Sequence[Document]) -> list[Choice]:
    found: list[Choice] = []
    for corpus in dict.fromkeys(document.corpus for document in documents):
        part = []
        hopeless = 0
        for document in documents:
            if document.corpus != corpus:
                continue
            for group in document.setting.groups:
                golds = _golds(document, group)
                right = {
                    i
                    for i, entry in enumerate(group.entries)
                    if golds and _same(entry.place, golds[0])
                }
                hopeless += bool(golds) and not right
                if right and len(right) < len(group.entries):
                    part.append(Choice(document, group, right, len(golds) ** 0.5))
        print(f"{corpus}: {len(part)} names, {hopeless} without a right candidate")
        total = sum(choice.weight for choice in part) / _share(corpus)
        found += [Choice(c.document, c.group, c.right, c.weight / total) for c in part]
    return found


def _alone(choice: Choice) -> list[Found]:
    found = features_of(choice.document.setting, choice.group)
    return [one + relation_features(choice.group, i) for i, one in enumerate(found)]


def _together(choice: Choice) -> list[Found]:
    setting = choice.document.setting
    beside = neighbour_features(choice.group, survey(setting.groups, setting.home))
    return [alone + others for alone, others in zip(_alone(choice), beside, strict=True)]


def _weigh_alone(setting: Setting, weights: dict[str, float]) -> None:
    for group in setting.groups:
        group.chances = []
    for group in setting.groups:
        group.chances = softmax(
            [
                score(found + relation_features(group, i), weights)
                for i, found in enumerate(features_of(setting, group))
            ]
        )


def _golds(document: Document, group: Group) -> list[dict[str, Any]]:
    return [
        row
        for mention in group.mentions
        if document.by_position and mention in document.mentions
        for row in document.gold
        if row["start"] < mention.end
        and row["end"] > mention.start
        and row.get("lat") is not None
        and is_scored(document.corpus, row)
    ]


def _same(place: Place, gold: dict[str, Any]) -> bool:
    if place.gazetteer_id == f"geonames:{gold.get('geonameid')}":
        return True
    return _distance_km(place, gold) <= _NEAR_KM


def _distance_km(place: Place, gold: dict[str, Any]) -> float:
    there = Place("", float(gold["lon"]), float(gold["lat"]), "city", "coordinates")
    return distance_km(place, there)


if __name__ == "__main__":
    main()

"""Learning which candidate of a name is meant, and how far a choice is to be trusted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks._learnt import Corpora, share, share_without_outlet, write
from benchmarks._linear_models import Found, learn_logistic, learn_ranking
from benchmarks._places_corpora import is_scored
from benchmarks.places import context_of, unlisted
from maps.gazetteer import Gazetteer
from maps.place import Place
from maps.resolve.confidence import CONFIDENCE, mention_features, site_features
from maps.resolve.geometry import distance_km
from maps.resolve.groups import Group
from maps.resolve.locus import locus_of
from maps.resolve.mention import Mention
from maps.resolve.neighbourhood import neighbour_features, survey
from maps.resolve.scoring import relation_features
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
from maps.toponyms.recognise import recognise
from maps.weights import score, softmax

_NEAR_KM = 161.0
#: Passes over the resolution of names together: each sees the choices of the one before.
_ROUNDS = 2
#: Penalties of the weights: the best by cross-validation over the half learnt from.
_OF_CHOICES, _OF_CONFIDENCE = 5e-4, 1e-3


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


def learn_resolution(models: dict[str, Any], corpora: Corpora, gazetteer: Gazetteer) -> None:
    """With the outlets' homes, with homes guessed from their names, and without any."""
    known = _read(corpora, gazetteer, outlet=True)
    with unlisted():
        guessed = _read(corpora, gazetteer, outlet=True)
    guessed = [document for document in guessed if document.setting.home.towns]
    documents = {
        TOGETHER: known + guessed,
        TOGETHER_WITHOUT_HOME: _read(corpora, gazetteer, outlet=False),
    }
    shares = {TOGETHER: share, TOGETHER_WITHOUT_HOME: share_without_outlet}
    choices = {title: _choices(found) for title, found in documents.items()}
    both = [choice for found in choices.values() for choice in found]
    models[ALONE] = learn_ranking(
        [(_alone(choice), choice.right, choice.weight) for choice in both],
        ALONE,
        penalty=_OF_CHOICES,
    )
    write(models)
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
            write(models)
    for found in documents.values():
        for document in found:
            weigh(document.setting)
    rows = [
        row for title, found in documents.items() for row in _confidence_rows(found, shares[title])
    ]
    models[CONFIDENCE] = learn_logistic(rows, CONFIDENCE, penalty=_OF_CONFIDENCE)
    write(models)


def _confidence_rows(
    documents: Sequence[Document], share_of: Callable[[str], float]
) -> list[tuple[Found, float, float]]:
    """A row for every name that would be put on the map, found rightly or not."""
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
        weight = share_of(corpus) * 1000 / len(part)
        rows += [(found, truth, weight) for found, truth in part]
    return rows


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
    """The documents of all corpora; without `outlet` as if nothing were known of the outlets."""
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
        total = sum(choice.weight for choice in part) / share(corpus)
        found += [Choice(c.document, c.group, c.right, c.weight / total) for c in part]
    return found


def _alone(choice: Choice) -> list[Found]:
    found = features_of(choice.document.setting, choice.group)
    return [one + relation_features(choice.group, i) for i, one in enumerate(found)]


def _together(choice: Choice) -> list[Found]:
    setting = choice.document.setting
    beside = neighbour_features(choice.group, survey(setting.groups))
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

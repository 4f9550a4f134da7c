"""Learning where an outlet is at home: from those of our table, as if it did not list them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from benchmarks._learnt import Corpora, share, write
from benchmarks._linear_models import Found, learn_ranking
from benchmarks._places_corpora import Article
from benchmarks.places import context_of
from maps.gazetteer import Gazetteer
from maps.resolve.geometry import distance_km
from maps.resolve.home import HOME, home_of, possible_homes
from maps.resolve.namesakes import namesakes_of
from maps.resolve.outlet import outlet_of
from maps.resolve.setting import read_groups
from maps.toponyms.recognise import recognise

#: A county is the home of a paper in its seat.
_NEAR_KM = 60.0
#: Penalty of the weights: the best by cross-validation over the half learnt from.
_PENALTY = 1e-3
_Sample = tuple[list[Found], set[int], float]


def learn_home(models: dict[str, Any], corpora: Corpora, gazetteer: Gazetteer) -> None:
    """Learn which town of a name is an outlet's, and put the model into `models`."""
    samples: list[_Sample] = []
    for name, found in corpora.items():
        part = [sample for article in found if (sample := _sample(article, gazetteer))]
        samples += [(rows, right, share(name)) for rows, right in part]
    models[HOME] = learn_ranking(samples, HOME, penalty=_PENALTY)
    write(models)


def _sample(article: Article, gazetteer: Gazetteer) -> tuple[list[Found], set[int]] | None:
    """The features of each town that a listed outlet may be called after, and which are right."""
    context = context_of(article)
    outlet = outlet_of(context)
    home = home_of(outlet, gazetteer, (), namesakes_of(())).place if outlet.listed else None
    if home is None:
        return None
    mentions = recognise(article.doc, article.text, gazetteer, context)
    heading = recognise(None, context.title, gazetteer) if context.title else ()
    _, groups = read_groups(mentions, gazetteer, context, heading)
    unlisted = replace(outlet, listed=None)
    towns, found = possible_homes(unlisted, gazetteer, groups, namesakes_of(groups))
    right = {i for i, town in enumerate(towns) if distance_km(town, home) < _NEAR_KM}
    return (found, right) if 0 < len(right) < len(towns) else None

"""How far a choice can be trusted: that the name is a place, and that it is this one.

A third linear model: what recognition and resolution said of the choice, and how it fits the rest
of the document. The only place that a gazetteer knows of a name may still be the wrong one.
"""

from __future__ import annotations

import math

from maps.resolve.groups import Group
from maps.resolve.locus import Locus
from maps.resolve.mention import Mention
from maps.weights import Features

#: Name of the model in `toponym_weights.json`.
CONFIDENCE = "confidence"
_LEAST_ODDS, _MOST_ODDS = -4.0, 4.0


def document_features(group: Group, found: Features) -> Features:
    """What speaks for the best candidate of a group, `found` being its features of resolution."""
    features: Features = [("bias", 1.0), ("chance", _odds(group.chances[group.best])), *found]
    if len(group.entries) == 1:
        features.append(("the only candidate", 1.0))
    return features


def site_features(locus: Locus) -> Features:
    """What speaks for the town that a site unknown to the gazetteer was put in."""
    return [("bias", 1.0), (f"site {locus.how}", 1.0), ("chance", _odds(locus.chance))]


def mention_features(mention: Mention) -> Features:
    """What recognition says of one mention."""
    return [("recognised", _odds(mention.probability)), (f"role {mention.role}", 1.0)]


def _odds(chance: float) -> float:
    """Log odds, -1 … 1."""
    if chance <= 0:
        return -1.0
    if chance >= 1:
        return 1.0
    odds = math.log(chance / (1 - chance))
    return min(_MOST_ODDS, max(_LEAST_ODDS, odds)) / _MOST_ODDS

"""Linear models kept as data: a few named weights, and the script that learnt them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import cast

from maps.gazetteer.paths import DATA

#: Log odds beyond which a chance is 0 or 1.
_CERTAIN = 30.0
#: Named features with their values.
Features = list[tuple[str, float]]


@lru_cache(maxsize=8)
def load_weights(model: str) -> Mapping[str, float]:
    """The weights of one model of `maps/data/toponym_weights.json` by feature name."""
    raw = json.loads((DATA / "toponym_weights.json").read_text(encoding="utf-8"))
    return cast("dict[str, float]", raw[model])


def score(found: Iterable[tuple[str, float]], weights: Mapping[str, float]) -> float:
    """The weighted sum; unknown features count nothing."""
    total = 0.0
    for name, value in found:
        total += weights.get(name, 0.0) * value
    return total


def probability(found: Iterable[tuple[str, float]], weights: Mapping[str, float]) -> float:
    """The logistic of the weighted sum."""
    return logistic(score(found, weights))


def logistic(total: float) -> float:
    """The chance (0–1) of log odds."""
    if total > _CERTAIN:
        return 1.0
    return 1 / (1 + math.exp(-total)) if total > -_CERTAIN else 0.0


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities of candidates from their scores."""
    top = max(scores)
    powers = [math.exp(value - top) for value in scores]
    total = sum(powers)
    return [power / total for power in powers]

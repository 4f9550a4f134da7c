"""Linear models kept as data: a few named weights, and the script that learnt them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import cast

from maps.gazetteer.paths import DATA


@lru_cache(maxsize=8)
def load_weights(model: str) -> Mapping[str, float]:
    """The weights of one model of `maps/data/toponym_weights.json` by feature name."""
    raw = json.loads((DATA / "toponym_weights.json").read_text(encoding="utf-8"))
    return cast("dict[str, float]", raw[model])


def probability(found: Iterable[tuple[str, float]], weights: Mapping[str, float]) -> float:
    """The logistic of the weighted sum; unknown features count nothing."""
    total = 0.0
    for name, value in found:
        total += weights.get(name, 0.0) * value
    if total > 30:
        return 1.0
    return 1 / (1 + math.exp(-total)) if total > -30 else 0.0

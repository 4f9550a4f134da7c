"""What learning recognition and resolution share: the corpora, and writing the weights."""

from __future__ import annotations

import json
from typing import Any

from benchmarks._places_corpora import Article
from benchmarks._places_gold import OWN_SETS
from maps.gazetteer.paths import DATA
from maps.weights import load_weights

#: How much a set of our own articles counts beside each corpus: they are few.
_OWN_WEIGHT = 0.5
#: How much LGL counts without its papers.
_AMBIGUOUS_WEIGHT = 0.25
#: The documents to learn from, by corpus.
Corpora = dict[str, list[Article]]


def share(corpus: str) -> float:
    """How much a corpus counts, however long it is."""
    return _OWN_WEIGHT if corpus in OWN_SETS else 1.0


def share_without_outlet(corpus: str) -> float:
    """How much a corpus counts for the confidence where nothing is known of the outlets.

    LGL was gathered for its ambiguous towns, which nobody tells apart without their paper: taken as
    they are they would teach that a name alone is never to be trusted.
    """
    return _AMBIGUOUS_WEIGHT if corpus == "lgl" else share(corpus)


def write(models: dict[str, Any]) -> None:
    """Put the models into `maps/data/toponym_weights.json`, those not given left as they are."""
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

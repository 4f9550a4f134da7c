"""Learns the weights of toponym recognition and resolution: `python -m benchmarks.learn_places`.

Reads the half of the corpora and of our own articles that is not held out and writes
`maps/data/toponym_weights.json`. Linear models of a few dozen named weights each come out of it, no
text: recognition with and without a language model (logistic regression over spans), resolution of
names alone and together, with an outlet's home and without one (conditional logit over the
candidates of a name), and the confidence in a choice (logistic regression over toponyms). Corpora
count alike however long they are.
"""

from __future__ import annotations

from typing import Any

from benchmarks._learn_home import learn_home
from benchmarks._learn_recognition import learn_recognition
from benchmarks._learn_resolution import learn_resolution
from benchmarks._learnt import Corpora
from benchmarks._places_corpora import NAMES, articles, halves
from benchmarks._places_gold import OWN_SETS
from benchmarks.places import own_articles
from maps.gazetteer import open_gazetteer

_NOTE = (
    "Learnt by benchmarks/learn_places.py from half of LGL, TR-News, GeoWebNews, TUD-Loc and our "
    "own articles; weights of named features, no text of theirs. What each feature asks is told in "
    "maps/toponyms/evidence.py, maps/toponyms/beside.py and maps/resolve/scoring.py."
)


def main() -> None:
    """Learn all models and write them."""
    gazetteer = open_gazetteer()
    corpora: Corpora = {name: halves(articles(name))[0] for name in NAMES}
    corpora |= {own: own_articles(own, "dev", gazetteer) for own in OWN_SETS}
    models: dict[str, Any] = {"note": _NOTE}
    for title, with_model in (("with model", True), ("without model", False)):
        learn_recognition(title, models, corpora, gazetteer, with_model=with_model)
    learn_home(models, corpora, gazetteer)
    learn_resolution(models, corpora, gazetteer)


if __name__ == "__main__":
    main()

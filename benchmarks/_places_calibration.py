"""Whether a stated confidence means what it says: the share of pins that are right, by bin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks._places_corpora import Article, is_scored
from maps.place import Place, Toponym
from maps.resolve.geometry import distance_km

#: Lower bounds of the bins; a guess under the first is kept off the map.
BINS = (1 / 3, 0.5, 0.6, 0.7, 0.8, 0.9)
_NEAR_KM = 161.0
Counts = list[tuple[int, int]]


def calibration(name: str, found: Iterable[tuple[Article, Sequence[Toponym]]]) -> Counts:
    """Pins and right pins of each bin; pins on gold that is not scored count nowhere."""
    pins, right = [0] * len(BINS), [0] * len(BINS)
    for article, toponyms in found:
        for toponym in toponyms:
            truth = _is_right(name, article, toponym)
            if truth is not None:
                position = sum(toponym.confidence >= bound for bound in BINS[1:])
                pins[position] += 1
                right[position] += truth
    return list(zip(pins, right, strict=True))


def _is_right(name: str, article: Article, toponym: Toponym) -> bool | None:
    if toponym.place is None:
        return None
    gold = [
        row
        for row in article.row["toponyms"]
        if row["start"] < toponym.end and row["end"] > toponym.start
    ]
    if not gold:
        return False
    scored = next((row for row in gold if is_scored(name, row)), None)
    if scored is None or scored.get("lat") is None:
        return None
    there = Place("", float(scored["lon"]), float(scored["lat"]), "city", "coordinates")
    same = toponym.place.gazetteer_id == f"geonames:{scored.get('geonameid')}"
    return same or distance_km(toponym.place, there) <= _NEAR_KM


def lines(half: str, counts: Sequence[Counts]) -> Iterable[str]:
    """The table of one half, all corpora together."""
    yield f"confidence, {half}: pins and the share of them that is right"
    bounds = (*BINS, 1.0)
    for position, low in enumerate(BINS):
        pins = sum(part[position][0] for part in counts)
        right = sum(part[position][1] for part in counts)
        if pins:
            yield f"  {low:.2f}–{bounds[position + 1]:.2f}{pins:7}{right / pins:8.2f}"

"""After resolution: names no gazetteer tells go to an online geocoder, and points get a name.

Pure but for the callables it is given, which do the asking.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from maps.gazetteer import Nearby
from maps.geocode.answers import Answer
from maps.place import Candidate, Place, Toponym
from maps.sphere import distance_km

#: Roles of names that should be somewhere.
_SOUGHT = frozenset({"location", "facility"})
#: A name that is hardly one of a place is not asked for: services find something for anything.
_LEAST_CHANCE = 0.5
#: From this confidence on a place tells in which countries the text is at home.
_SURE = 0.5
#: How far apart two points may lie and still be one place, in km, beyond their precisions.
_SAME_KM = 15.0
#: A site may be this far from the town it is named by.
_SITE_KM = 50.0
#: How much an answer is trusted: where the gazetteer's first guess is the same; where it is another
#: guess of its or in a country of the text; where it is the service's only one; else.
_AGREED, _AT_HOME, _ONLY, _ONE_OF_SEVERAL = 0.75, 0.65, 0.5, 0.35
#: A town this near gives its name to a point.
_NAMING_KM = 50.0
_POINTS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
#: What `maps.toponyms.coordinates` calls a point.
_COORDINATES = re.compile(r"[\d.e+]+° [NS], [\d.e+]+° [EW]")

Ask = Callable[[str], Answer | None]
Nearest = Callable[[float, float], Sequence[Nearby]]
AskPoint = Callable[[float, float], Answer | None]


def geocoded(
    toponyms: Sequence[Toponym], ask: Ask, *, below: float, known: Callable[[str], bool]
) -> tuple[Toponym, ...]:
    """The toponyms, with the service's places where the gazetteer has none or no safe one.

    Args:
        ask: what a service says to a name, None for nothing.
        below: the confidence under which a resolved name is asked for too.
        known: whether the gazetteer has the name itself; a site that it only places by the town in
            its name ("Riverdale Hospital") is asked for too.
    """
    homes = Counter(
        toponym.place.country
        for toponym in toponyms
        if toponym.place and toponym.place.country and toponym.confidence >= _SURE
    )
    return tuple(
        _asked(toponym, ask, homes) if _is_wanting(toponym, below, known) else toponym
        for toponym in toponyms
    )


def named_points(
    toponyms: Sequence[Toponym], nearest: Nearest, ask: AskPoint | None = None
) -> tuple[Toponym, ...]:
    """Coordinates written in the text, called by what is there: a service's word, else a town's.

    `nearest` gives the gazetteer's towns near a point; `ask` what a service knows there, None where
    none is to be asked. The points stay where the text puts them.
    """
    return tuple(
        _named(toponym, toponym.place, nearest, ask)
        if toponym.place is not None and _COORDINATES.fullmatch(toponym.place.name)
        else toponym
        for toponym in toponyms
    )


def _is_wanting(toponym: Toponym, below: float, known: Callable[[str], bool]) -> bool:
    if toponym.role not in _SOUGHT:
        return False
    place = toponym.place
    if place is None:
        return bool(toponym.candidates) or toponym.confidence >= _LEAST_CHANCE
    if place.gazetteer_id == "coordinates" or toponym.confidence == 1.0:
        return False  # the text or the config says so
    return toponym.confidence < below or (toponym.role == "facility" and not known(toponym.name))


def _asked(toponym: Toponym, ask: Ask, homes: Counter[str]) -> Toponym:
    if toponym.role == "facility" and toponym.place is not None:
        return _asked_site(toponym, toponym.place, ask)
    answer = ask(toponym.name)
    if answer is None:
        return toponym
    index, trust = _choice(answer, homes)
    for number, candidate in enumerate(toponym.candidates):
        if _is_same(candidate.place, answer.places[index]):
            return _agreed(toponym, candidate, answer, _AGREED if number == 0 else _AT_HOME)
    if toponym.place is not None:
        return toponym  # the service means another place; the gazetteer at least weighed the text
    return _placed(toponym, answer, index, trust)


def _asked_site(toponym: Toponym, town: Place, ask: Ask) -> Toponym:
    """A site known by its town alone: it is asked for there, and must lie there."""
    answer = ask(f"{toponym.name}, {town.name}")
    places = answer.places if answer else ()
    index = next((i for i, place in enumerate(places) if _is_site(town, place)), None)
    if answer is None or index is None:
        return toponym
    return _placed(toponym, answer, index, _AT_HOME)


def _choice(answer: Answer, homes: Counter[str]) -> tuple[int, float]:
    """Which of the service's places is taken, and how much it is trusted."""
    at_home = [i for i, place in enumerate(answer.places) if place.country in homes]
    if at_home:
        return max(at_home, key=lambda i: (homes[answer.places[i].country or ""], -i)), _AT_HOME
    return 0, _ONLY if len(answer.places) == 1 else _ONE_OF_SEVERAL


def _agreed(toponym: Toponym, candidate: Candidate, answer: Answer, trust: float) -> Toponym:
    """One of the gazetteer's own candidates, which the service means too."""
    reason = f"{candidate.reason}; {answer.service} means it too (asked {answer.asked})"
    confidence = max(toponym.confidence, trust)
    return replace(toponym, place=candidate.place, confidence=confidence, reason=reason)


def _placed(toponym: Toponym, answer: Answer, index: int, trust: float) -> Toponym:
    place = answer.places[index]
    why = "no gazetteer tells it" if toponym.candidates else "no gazetteer knows the name"
    found = f"{answer.service} finds {answer.addresses[index]} (asked {answer.asked})"
    others = [
        Candidate(other, round(trust / 2, 3), f"{answer.service} finds it as well")
        for number, other in enumerate(answer.places)
        if number != index
    ]
    chosen = Candidate(place, trust, found)
    # Of an unknown name the confidence was that it is a place at all.
    sure = toponym.confidence if toponym.place is None and not toponym.candidates else 1.0
    return replace(
        toponym,
        place=place,
        confidence=round(trust * sure, 3),
        reason=f"{why}; {found}",
        candidates=(chosen, *others, *toponym.candidates),
    )


def _is_same(a: Place, b: Place) -> bool:
    return distance_km(a.lon, a.lat, b.lon, b.lat) <= _SAME_KM + min(a.precision_km, b.precision_km)


def _is_site(town: Place, site: Place) -> bool:
    return distance_km(town.lon, town.lat, site.lon, site.lat) <= _SITE_KM


def _named(toponym: Toponym, place: Place, nearest: Nearest, ask: AskPoint | None) -> Toponym:
    answer = ask(place.lon, place.lat) if ask else None
    if answer is not None:
        found = answer.places[0]
        called = replace(place, name=f"{found.name} ({place.name})", country=found.country)
        where = f"{answer.service} finds {answer.addresses[0]} there (asked {answer.asked})"
        return _called(toponym, called, where)
    near = [found for found in nearest(place.lon, place.lat) if found.distance_km <= _NAMING_KM]
    if not near:
        return toponym
    town, distance = near[0]
    countries = {found.place.country for found in near}
    inside = distance <= town.precision_km
    how = "in" if inside else f"{distance:.0f} km {_direction(town, place)} of"
    name = f"{town.name} ({place.name})" if inside else f"near {town.name} ({place.name})"
    # Near a border the nearest town may be another country's.
    country = town.country if inside or len(countries) == 1 else None
    return _called(toponym, replace(place, name=name, country=country), f"{how} {town.name}")


def _called(toponym: Toponym, place: Place, where: str) -> Toponym:
    reason = f"{toponym.reason}; {where}"
    return replace(toponym, place=place, reason=reason, candidates=(Candidate(place, 1.0, reason),))


def _direction(origin: Place, point: Place) -> str:
    """The point of the compass in which `point` lies, seen from `origin`."""
    across = ((point.lon - origin.lon + 180) % 360 - 180) * math.cos(math.radians(origin.lat))
    angle = math.degrees(math.atan2(across, point.lat - origin.lat))
    return _POINTS[round(angle / 45) % 8]

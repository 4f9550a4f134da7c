"""Which base of the sentences before is meant by "the base", "its base", "the strong base"."""

from __future__ import annotations

from maps.bases.phrases import Phrase
from maps.bases.story import Scene
from maps.bases.surroundings import Reading
from maps.bases.telling import Told
from maps.sphere import distance_km

#: How many sentences back "the base" may look.
_ANAPHOR_REACH = 4
#: How far from a base the town may lie that "the base near …" is told by, in kilometres.
_NEAR_KM = 60.0
_SURE = frozenset({"phrase", "possessive"})
_VAGUE_HEADS = frozenset({"facility", "installation", "site", "complex"})


def looks_back(phrase: Phrase, reading: Reading) -> bool:
    """Whether nothing in it says where: "the base", "its base", "the 6,000-strong base"."""
    if (phrase.plural and not phrase.definite) or reading.unknown is not None:
        return False
    placed = any(host.how in ("place", "phrase", "soil") for host in reading.hosts)
    return (phrase.definite or phrase.pronoun is not None) and not placed and reading.either is None


def antecedent(scene: Scene, phrase: Phrase, reading: Reading) -> Told | None:
    """The last mention that fits the phrase's number, kind and operator, or None."""
    # "their" is of soldiers named beside it; "its" may be of the base's host as well.
    sure = {"phrase", "possessive", "pronoun"} if phrase.pronoun == "their" else _SURE
    codes = {operator.code for operator in reading.operators if operator.how in sure}
    for told in reversed(scene.story.told):
        if scene.index - told.index > _ANAPHOR_REACH:
            break
        if told.start >= phrase.start or (phrase.plural and not told.plural):
            continue
        if codes and told.operator and not codes & set(told.operator):
            continue
        if _agrees(phrase, told):
            return told
    return None


def antecedent_nearby(scene: Scene, phrase: Phrase, reading: Reading) -> Told | None:
    """The base just told of, for "the base near Bishkek" after "Manas": the town lies near it."""
    towns = [host.mention.place for host in reading.hosts if host.mention and host.mention.place]
    if phrase.plural or not phrase.definite or len(towns) != 1 or towns[0].is_area:
        return None
    for told in reversed(scene.story.told):
        if scene.index - told.index > _ANAPHOR_REACH:
            break
        site = told.tied.base if told.tied else None
        if site is None or told.start >= phrase.start or not _agrees(phrase, told):
            continue
        if distance_km(site.lon, site.lat, towns[0].lon, towns[0].lat) <= _NEAR_KM:
            return told
    return None


def _agrees(phrase: Phrase, told: Told) -> bool:
    return not (phrase.kind and told.kind) or _kinds_agree(phrase, told)


def _kinds_agree(phrase: Phrase, told: Told) -> bool:
    return told.kind in (phrase.kind, "other") or phrase.head.word in _VAGUE_HEADS

"""Whether a bare name, shared with a town or a person, means the base where it stands.

"Ramstein" is a town and "Kant" a philosopher; "drones flown from Ramstein" and "soldiers at Kant"
are bases. The expressions are those of `data/base_standing.yaml`; base words beside a name are the
business of `maps.bases.naming`. The larger the town, the more must speak for the base.
"""

from __future__ import annotations

import re

from maps.bases.lexicon import load_words
from maps.bases.names import NameHit
from maps.bases.spots import Spot, is_entity, is_military, kind_of_craft
from maps.bases.story import Scene
from maps.bases.surroundings import Surroundings
from maps.features import BaseKind

#: Larger towns than these are meant themselves, however military the sentence.
_LARGEST_TOWN = 100_000
_LARGEST_TOWN_AT = 150_000
#: Soldiers in a town of this size are at its base.
_SMALL_TOWN = 50_000
#: Where fewer live, an attack is one on the base.
_VILLAGE = 10_000
#: A base abroad, told with its operator, may lie in a larger town still.
_LARGEST_TOWN_ABROAD = 500_000
#: "at the airfield of Kant": nothing longer stands between a preposition and its name.
_REACH = 90
_PERSON_VERB = re.compile(r"\s+(?:said|says|told|scored|wrote|won|was born|argued|added)\b")
_PLACE_PREPOSITION = re.compile(r"\b(?:at|in|on|from|to|near|of|over|into|outside)\s+$")
#: States whose bases at home are called after people: "Scott", "Hood" and "Lewis" are none alone.
_SURNAME_STATES = frozenset({"US", "GB", "CA", "AU", "NZ"})
_OWNS_A_NAME = re.compile(r"['’]s?\s+[A-Z]")
_MISSILES = re.compile(r"\bmissiles?\b")
_SHIPS = re.compile(r"\b(?:ships?|vessels?|boats?)\b")


def means_the_base(scene: Scene, hit: NameHit) -> bool:
    """Whether the clause around a bare name says that the base of that name is meant."""
    if _native_head_beside(scene.story.text, hit):
        return True
    spot = Spot(scene, hit, tuple(base for base in hit.bases if base.tier == 1))
    if spot.rows and (_is_abbreviated(spot) or spot.finds("garrisoned_after", spot.after)):
        return True
    if (
        not spot.rows
        or spot.finds("other_site", spot.before)
        or spot.finds("only_far_from", spot.before)
        or _OWNS_A_NAME.match(spot.after)
        or (_is_surname(spot) and not _is_clearly_left(spot))
        or spot.is_elsewhere()
    ):
        return False
    return (
        _is_flown(spot)
        or _is_port(spot)
        or _is_at_site(spot)
        or _hosts_soldiers(spot)
        or _is_launch_site(spot)
        or _is_held_or_left(spot)
        or _is_subject(spot)
        or _is_attacked(spot)
    )


def _is_abbreviated(spot: Spot) -> bool:
    """Whether a force's short form for a base stands beside the name: "NAS", "AFB"."""
    return spot.finds("abbreviated_before", spot.before) or spot.finds(
        "abbreviated_after", spot.after
    )


def is_something_else(scene: Scene, hit: NameHit) -> bool:
    """Whether the land or the town is meant ("Akrotiri salt lake"), or a mere comparison."""
    text, spot = scene.story.text, Spot(scene, hit, hit.bases)
    return spot.finds("landscape_after", text[hit.end :][:20]) or spot.finds(
        "compared_before", text[scene.span[0] : hit.start]
    )


def is_person(around: Surroundings, text: str, hit: NameHit) -> bool:
    """Whether spaCy takes the name for a person's, and it acts like one."""
    if _PLACE_PREPOSITION.search(text[max(0, hit.start - 10) : hit.start]):
        return False
    acts = _PERSON_VERB.match(text[hit.end : hit.end + 12]) is not None
    return acts and is_entity(around, hit, frozenset({"PERSON"}))


def kind_told(scene: Scene, hit: NameHit) -> BaseKind | None:
    """Air or naval, when the clause speaks of aircraft alone or of ships alone."""
    return kind_of_craft(Spot(scene, hit, ()).text)


def _native_head_beside(text: str, hit: NameHit) -> bool:
    """A base word of another language within a few words of the name."""
    beside = f"{text[max(0, hit.start - 30) : hit.start]} {text[hit.end : hit.end + 20]}".lower()
    return any(
        re.search(rf"(?<!\w){re.escape(stem)}", beside)
        for stem in load_words().sets["native_heads"]
    )


def _is_clearly_left(spot: Spot) -> bool:
    """Whether warplanes or rockets come from it: no person would be meant."""
    craft = spot.finds("combat_aircraft", spot.before) and spot.finds("flown_from", spot.before)
    return craft or spot.finds("launched", spot.before)


def _is_surname(spot: Spot) -> bool:
    at_home = all(base.host in _SURNAME_STATES and not base.is_foreign for base in spot.rows)
    return at_home and (spot.is_person or not spot.is_place)


# --- what goes on there ------------------------------------------------------------------------


def _is_flown(spot: Spot) -> bool:
    """Aircraft fly from it or to it; combat aircraft do from fields of large towns as well."""
    if not (spot.has_kind("air", "other", "space") or spot.has_foreign):
        return False
    if spot.finds("flies_from", spot.before):
        return True
    craft = spot.finds("combat_aircraft", spot.before)
    if craft and not spot.is_person and spot.finds("came_or_left", spot.before):
        return spot.is_smaller_than(_LARGEST_TOWN_ABROAD)
    flown_from = spot.finds("flown_from", spot.before)
    if not (flown_from or spot.finds("flown_to", spot.before)):
        return False
    if spot.population is None and spot.tells_whose() and not spot.is_person:
        return True
    small = spot.is_smaller_than(_LARGEST_TOWN)
    if spot.finds("combat_aircraft", spot.text):
        return flown_from or spot.before.rstrip().endswith(" at") or small
    if spot.finds("hardware", spot.text):
        return small
    military = load_words().patterns["military_signs"].search(spot.text) is not None
    return small and spot.finds("aircraft", spot.text) and (military or spot.tells_operator_abroad)


def _is_port(spot: Spot) -> bool:
    """Ships of a navy sail from it, or it is called their home or headquarters."""
    ships = spot.finds("ships", spot.text)
    if spot.finds("harbour_of", spot.before):
        return ships and spot.has_kind("naval") and spot.is_smaller_than(_LARGEST_TOWN_ABROAD)
    if spot.finds("home_of", spot.after) or spot.finds("headquartered", spot.before):
        return (ships or is_military(spot.text)) and spot.is_smaller_than(_LARGEST_TOWN_AT)
    told = spot.told - {None}
    if told and not told & {code for base in spot.rows for code in (*base.operators, base.host)}:
        return False
    ships = ships or (bool(told) and _SHIPS.search(spot.text) is not None)
    return ships and spot.has_kind("naval") and spot.finds("sailed", spot.before)


def _is_at_site(spot: Spot) -> bool:
    """A site's preposition in a military clause: soldiers are at a base, people in a town."""
    before = spot.before[-_REACH:]
    if spot.finds("works", before):
        return spot.is_smaller_than(_LARGEST_TOWN_AT)
    if spot.finds("works_in", before):
        return spot.is_smaller_than(_SMALL_TOWN)
    if spot.finds("prison", before) and spot.has_foreign:
        return True
    if spot.finds("stationed", before):
        if spot.has_kind("naval") and spot.finds("ships", spot.text):
            return True
        return is_military(spot.text) and spot.is_smaller_than(_LARGEST_TOWN)
    if spot.finds("stationed_at", before):
        if spot.has_kind("naval") and spot.finds("ships", spot.text):
            return True
        largest = _LARGEST_TOWN_ABROAD if spot.tells_operator_abroad else _LARGEST_TOWN
        return is_military(spot.text) and spot.is_smaller_than(largest)
    if spot.finds("soldiers_in", before):
        return spot.is_smaller_than(_SMALL_TOWN) and spot.tells_whose()
    people = load_words().patterns["military_people"].pattern
    if re.search(people + r"\s+at\s+$", before, re.IGNORECASE):
        return True
    return _is_said_at(spot, before) or _is_on_the_way(spot, before)


def _is_said_at(spot: Spot, before: str) -> bool:
    abroad = spot.tells_operator_abroad
    by_air = spot.has_kind("air") and spot.finds("combat_aircraft", spot.sentence)
    by_sea = spot.has_kind("naval") and spot.finds("ships", spot.sentence)
    largest = _LARGEST_TOWN_ABROAD if abroad or by_air or by_sea else _LARGEST_TOWN_AT
    nowhere_else = spot.population is None and spot.has_foreign and spot.tells_whose()
    return (
        spot.finds("at_site", before)
        and spot.is_smaller_than(largest)
        and (abroad or nowhere_else or is_military(spot.sentence))
    )


def _is_on_the_way(spot: Spot, before: str) -> bool:
    """Soldiers move from it, to it or through it, and the clause says whose or where."""
    largest = _LARGEST_TOWN_ABROAD if spot.tells_operator_abroad else _LARGEST_TOWN
    return (
        spot.finds("by_way", before)
        and not spot.is_person
        and spot.is_smaller_than(largest)
        and is_military(spot.text)
        and spot.tells_whose()
    )


def _hosts_soldiers(spot: Spot) -> bool:
    """As in "Tapa hosts 900 British soldiers", "Shayrat's runway", "the Rota-based destroyers"."""
    if not spot.is_smaller_than(_LARGEST_TOWN):
        return False
    if spot.finds("owned_works", spot.after):
        return True
    return spot.finds("hosts_after", spot.after) and is_military(spot.after[:_REACH])


def _is_launch_site(spot: Spot) -> bool:
    if not spot.finds("launched", spot.before):
        return False
    missiles = spot.has_kind("air") and _MISSILES.search(spot.before) is not None
    return missiles or spot.has_kind("space", "range", "missile")


def _is_held_or_left(spot: Spot) -> bool:
    """A state that runs a base abroad leaves, opens or keeps it: "Russia gave up Cam Ranh"."""
    if spot.finds("left_after", spot.after):
        return spot.has_foreign and spot.population is None and not spot.is_person
    left = spot.finds("left", spot.before)
    if not (left or spot.finds("held", spot.before)):
        return False
    around = spot.scene.around
    subjects = {item.code for item in around.between(spot.clause[0], spot.hit.start)}
    if any(base.is_foreign and set(base.operators) & subjects for base in spot.rows):
        return True
    if not spot.is_smaller_than(_LARGEST_TOWN):
        return False
    if spot.population is None and spot.is_place and spot.tells_whose():
        return True
    if subjects - spot.hosts - {None} and spot.names_host():
        return left
    told = spot.has_foreign or spot.tells_whose()
    soldiers_left = left and spot.is_smaller_than(_SMALL_TOWN) and is_military(spot.before)
    return is_military(spot.text) and (told or soldiers_left)


def _is_subject(spot: Spot) -> bool:
    """A name that no town has, of a base abroad, in a military clause that says whose or where."""
    if spot.population is not None or not spot.is_place:
        return False
    abroad = tuple(base for base in spot.rows if base.is_foreign)
    return is_military(spot.text) and spot.tells_whose(abroad)


def _is_attacked(spot: Spot) -> bool:
    """Missiles or a state's forces hit a name that no town of any size has."""
    by_arms = spot.finds("hardware", spot.before) or spot.finds("hardware", spot.after)
    if (spot.is_person and not by_arms) or not spot.is_smaller_than(_VILLAGE):
        return False
    start = spot.clause[0]
    near = (start + len(spot.before), spot.hit.end)
    attackers = by_arms or bool(spot.scene.around.between(start, spot.hit.start))
    return (
        spot.has_kind("air", "naval", "missile", "range")
        and attackers
        and spot.scene.status(near, None, named=True) == "attacked"
    )

"""Whether a bare name, shared with a town or a person, means the base where it stands.

"Ramstein" is a town and "Kant" a philosopher; "drones flown from Ramstein" and "soldiers at Kant"
are bases. The expressions are those of `data/base_standing.yaml`; base words beside a name are the
business of `maps.bases.naming`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from maps.bases.lexicon import any_of, load_words
from maps.bases.names import NameHit
from maps.bases.register import RegisteredBase
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
_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
#: States whose bases at home are called after people: "Scott", "Hood" and "Lewis" are none alone.
_SURNAME_STATES = frozenset({"US", "GB", "CA", "AU", "NZ"})
#: "from Incirlik and " before "Diyarbakir": the list's members stand as its first does.
_LISTED = re.compile(
    r"(?:[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,2}\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s+or\s+))+$"
)
_OWNS_A_NAME = re.compile(r"['’]s?\s+[A-Z]")
_SHIPS = re.compile(r"\b(?:ships?|vessels?|boats?)\b")
_CASED = frozenset({"ships", "hardware", "combat_aircraft", "subject_verb", "works"})


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    import yaml

    text = (files("maps") / "data" / "base_standing.yaml").read_text(encoding="utf-8")
    people = any_of(load_words().sets["military_people"])
    return {
        name: re.compile(
            "|".join(alternatives).replace("{military_people}", people),
            0 if name in _CASED else re.IGNORECASE,
        )
        for name, alternatives in yaml.safe_load(text).items()
    }


def means_the_base(scene: Scene, hit: NameHit) -> bool:
    """Whether the clause around a bare name says that the base of that name is meant."""
    if _native_head_beside(scene.story.text, hit):
        return True
    if _OWNS_A_NAME.match(scene.story.text, hit.end):
        return False
    rows = [base for base in hit.bases if base.tier == 1]
    if _is_surname(scene.around, hit, rows) or _is_elsewhere(scene, hit, rows):
        return False
    return bool(rows) and (
        _is_flown(scene, hit, rows)
        or _is_port(scene, hit, rows)
        or _is_at_site(scene, hit, rows)
        or _hosts_soldiers(scene, hit)
        or _is_launch_site(scene, hit, rows)
        or _is_held_or_left(scene, hit, rows)
        or _is_subject(scene, hit, rows)
        or _is_attacked(scene, hit, rows)
    )


def _is_surname(around: Surroundings, hit: NameHit, rows: list[RegisteredBase]) -> bool:
    at_home = all(base.host in _SURNAME_STATES and not base.is_foreign for base in rows)
    return at_home and (_is_person_name(around, hit) or not _is_place_name(around, hit))


def _is_elsewhere(scene: Scene, hit: NameHit, rows: list[RegisteredBase]) -> bool:
    """Whether the name was found to be a place of another state, and the clause names no host."""
    hosts = {base.host for base in rows}
    places = [
        item.place.country
        for item in scene.around.countries
        if item.place is not None and item.start <= hit.start and hit.end <= item.end
    ]
    away = any(country is not None and country not in hosts for country in places)
    return away and not _tells_whose(scene, hit, rows)


def kind_told(scene: Scene, hit: NameHit) -> BaseKind | None:
    """Air or naval, when the clause speaks of aircraft alone or of ships alone."""
    _, clause = _clause(scene, hit)
    flies = _patterns()["combat_aircraft"].search(clause) or _patterns()["aircraft"].search(clause)
    sails = _patterns()["ships"].search(clause)
    if bool(flies) == bool(sails):
        return None
    return "air" if flies else "naval"


def town_population(hit: NameHit, around: Surroundings) -> int | None:
    """Inhabitants of the place that a toponym sees at the name; None when it sees none."""
    hosts = {base.host for base in hit.bases}
    for item in around.countries:
        covers = item.start <= hit.start and hit.end <= item.end
        # A namesake in another state is no reason against the base's own town.
        if item.place is not None and covers and item.place.country in hosts:
            return item.place.population
    return None


def is_person(around: Surroundings, text: str, hit: NameHit) -> bool:
    """SpaCy takes the name for a person's, and it acts like one."""
    if _PLACE_PREPOSITION.search(text[max(0, hit.start - 10) : hit.start]):
        return False
    return _is_person_name(around, hit) and bool(_PERSON_VERB.match(text[hit.end : hit.end + 12]))


def _is_person_name(around: Surroundings, hit: NameHit) -> bool:
    span = around.doc.char_span(hit.start, hit.end, alignment_mode="expand")
    return span is not None and any(token.ent_type_ == "PERSON" for token in span)


def _is_place_name(around: Surroundings, hit: NameHit) -> bool:
    span = around.doc.char_span(hit.start, hit.end, alignment_mode="expand")
    return span is not None and any(token.ent_type_ in _PLACE_ENTITIES for token in span)


def _native_head_beside(text: str, hit: NameHit) -> bool:
    """A base word of another language within a few words of the name."""
    beside = f"{text[max(0, hit.start - 30) : hit.start]} {text[hit.end : hit.end + 20]}".lower()
    return any(
        re.search(rf"(?<!\w){re.escape(stem)}", beside)
        for stem in load_words().sets["native_heads"]
    )


def _clause(scene: Scene, hit: NameHit) -> tuple[str, str]:
    """The clause around a name: what stands before it and the names listed with it, and all."""
    start, end = scene.clause(hit.start)
    before = _LISTED.sub("", scene.story.text[start : hit.start])
    return before, scene.story.text[start:end]


def _is_military(clause: str) -> bool:
    words = load_words()
    return bool(
        _patterns()["hardware"].search(clause)
        or words.patterns["military_people"].search(clause)
        or _patterns()["flag"].search(clause)
    )


def _is_flown(scene: Scene, hit: NameHit, rows: list[RegisteredBase]) -> bool:
    """Aircraft fly from it or to it; combat aircraft do from fields of large towns as well."""
    if not any(base.kind in ("air", "other", "space") or base.is_foreign for base in rows):
        return False
    before, clause = _clause(scene, hit)
    patterns = _patterns()
    if patterns["flies_from"].search(before):
        return True
    if not (patterns["flown_from"].search(before) or patterns["flown_to"].search(before)):
        return False
    known = town_population(hit, scene.around) is not None
    if not known and _tells_whose(scene, hit, rows) and not _is_person_name(scene.around, hit):
        return True
    if patterns["combat_aircraft"].search(clause):
        is_site = patterns["flown_from"].search(before) or before.rstrip().endswith(" at")
        return bool(is_site) or _is_small(scene, hit)
    aircraft = patterns["aircraft"].search(clause) or patterns["hardware"].search(clause)
    military = load_words().patterns["military_signs"].search(clause)
    abroad = _tells_operator_abroad(scene, hit, rows)
    return bool(aircraft and (military or abroad)) and _is_small(scene, hit)


def _is_small(scene: Scene, hit: NameHit, largest: int = _LARGEST_TOWN) -> bool:
    return (town_population(hit, scene.around) or 0) < largest


def _is_at_site(scene: Scene, hit: NameHit, rows: list[RegisteredBase]) -> bool:
    """A site's preposition in a military clause: soldiers are at a base, people in a town."""
    before, clause = _clause(scene, hit)
    before = before[-_REACH:]
    patterns = _patterns()
    if patterns["works"].search(before):
        return _is_small(scene, hit, _LARGEST_TOWN_AT)
    if patterns["works_in"].search(before):
        return _is_small(scene, hit, _SMALL_TOWN)
    if patterns["prison"].search(before) and any(base.is_foreign for base in rows):
        return True
    if patterns["stationed"].search(before):
        large = any(base.kind == "naval" for base in rows) and patterns["ships"].search(clause)
        return _is_military(clause) and (bool(large) or _is_small(scene, hit))
    if patterns["soldiers_in"].search(before):
        return _is_small(scene, hit, _SMALL_TOWN) and _tells_whose(scene, hit, rows)
    people = load_words().patterns["military_people"].pattern
    if re.search(people + r"\s+at\s+$", before, re.IGNORECASE):
        return True
    abroad = _tells_operator_abroad(scene, hit, rows)
    if patterns["at_site"].search(before):
        largest = _LARGEST_TOWN_ABROAD if abroad else _LARGEST_TOWN_AT
        return _is_small(scene, hit, largest) and (abroad or _is_military(_sentence(scene)))
    if not patterns["by_way"].search(before) or _is_person_name(scene.around, hit):
        return False
    largest = _LARGEST_TOWN_ABROAD if abroad else _LARGEST_TOWN
    return (
        _is_small(scene, hit, largest) and _is_military(clause) and _tells_whose(scene, hit, rows)
    )


def _sentence(scene: Scene) -> str:
    return scene.story.text[slice(*scene.span)]


def _tells_operator_abroad(scene: Scene, hit: NameHit, rows: list[RegisteredBase]) -> bool:
    told = {item.code for item in scene.around.between(*scene.clause(hit.start))}
    return any(base.is_foreign and told & set(base.operator) - {base.host} for base in rows)


def _is_port(scene: Scene, hit: NameHit, rows: list[RegisteredBase]) -> bool:
    """Ships of a navy sail from it, or it is called their home or headquarters."""
    before, clause = _clause(scene, hit)
    patterns = _patterns()
    after = clause[len(scene.story.text[scene.clause(hit.start)[0] : hit.end]) :]
    if patterns["home_of"].match(after) or patterns["headquartered"].search(before):
        tells = _is_military(clause) or patterns["ships"].search(clause) is not None
        return tells and _is_small(scene, hit, _LARGEST_TOWN_AT)
    told = {item.code for item in scene.around.between(*scene.clause(hit.start))} - {None}
    if told and not told & {code for base in rows for code in (*base.operator, base.host)}:
        return False
    naval = any(base.kind == "naval" for base in rows)
    ships = patterns["ships"].search(clause) or (told and _SHIPS.search(clause))
    return naval and bool(patterns["sailed"].search(before) and ships)


def _tells_whose(scene: Scene, hit: NameHit, rows: list[RegisteredBase]) -> bool:
    """Whether the clause names the host or an operator of a row, beside the name itself."""
    codes = {code for base in rows for code in (*base.operator, base.host)}
    return any(
        item.code in codes and not (item.start <= hit.start < item.end)
        for item in scene.around.between(*scene.clause(hit.start))
    )


def _is_held_or_left(scene: Scene, hit: NameHit, rows: list[RegisteredBase]) -> bool:
    """A state that runs a base abroad leaves, opens or keeps it: "Russia gave up Cam Ranh"."""
    before, clause = _clause(scene, hit)
    patterns = _patterns()
    if not (patterns["held"].search(before) or patterns["left"].search(before)):
        return False
    start, _ = scene.clause(hit.start)
    told = {item.code for item in scene.around.between(start, hit.start)}
    if any(base.is_foreign and set(base.operator) & told for base in rows):
        return True
    hosts = {base.host for base in rows}
    if told - hosts - {None} and _is_small(scene, hit) and _names_host(scene, hit, hosts):
        return patterns["left"].search(before) is not None
    if not _is_military(clause) or not _is_small(scene, hit):
        return False
    return any(base.is_foreign for base in rows) or _tells_whose(scene, hit, rows)


def _hosts_soldiers(scene: Scene, hit: NameHit) -> bool:
    """As in "Tapa hosts 900 British soldiers" and "the Rota-based destroyers"."""
    _, end = scene.clause(hit.start)
    after = scene.story.text[hit.end : end]
    if _patterns()["owned_works"].match(after):
        return _is_small(scene, hit)
    found = _patterns()["hosts_after"].match(after)
    if found is None or not _is_small(scene, hit):
        return False
    return _is_military(after[found.end() :][:_REACH])


def _is_launch_site(scene: Scene, hit: NameHit, rows: list[RegisteredBase]) -> bool:
    before, _ = _clause(scene, hit)
    is_site = any(base.kind in ("space", "range", "missile") for base in rows)
    return is_site and _patterns()["launched"].search(before) is not None


def _is_attacked(scene: Scene, hit: NameHit, rows: list[RegisteredBase]) -> bool:
    """Missiles or a state's forces hit a name that no town of any size has."""
    if _is_person_name(scene.around, hit) or not _is_small(scene, hit, _VILLAGE):
        return False
    is_target = any(base.kind in ("air", "naval", "missile", "range") for base in rows)
    start, _ = scene.clause(hit.start)
    before = _LISTED.sub("", scene.story.text[start : hit.start])
    near = (start + len(before), hit.end)
    by_whom = _patterns()["hardware"].search(before) or scene.around.between(start, hit.start)
    return is_target and bool(by_whom) and scene.status(near, None, named=True) == "attacked"


def _names_host(scene: Scene, hit: NameHit, hosts: set[str | None]) -> bool:
    return any(
        item.code in hosts and not item.start <= hit.start < item.end
        for item in scene.around.countries
    )


def _is_subject(scene: Scene, hit: NameHit, rows: list[RegisteredBase]) -> bool:
    """A name that no town has, of a base abroad, in a military clause that says whose or where."""
    if town_population(hit, scene.around) is not None or not _is_place_name(scene.around, hit):
        return False
    rows = [base for base in rows if base.is_foreign]
    _, clause = _clause(scene, hit)
    return _is_military(clause) and _tells_whose(scene, hit, rows)

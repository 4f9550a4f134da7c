"""Mentions by description: kind, host and operator, or "the base" of a sentence before.

Each phrase is read (`maps.bases.reading`), refused or taken (`senses`), looked up among the bases
before (`antecedents`), and else matched with the register (`matching`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from maps.bases.actors import is_preposed, is_state_actor
from maps.bases.antecedents import antecedent, antecedent_nearby, looks_back
from maps.bases.matching import pairs, tell_from_story, tell_pair
from maps.bases.phrases import Phrase
from maps.bases.reading import Seen, read
from maps.bases.senses import refusal
from maps.bases.story import Scene
from maps.bases.surroundings import Operator, Reading

_APPOSITION = re.compile(r"(?:\s+(?:abroad|overseas|there))?,\s+")


def tell_phrases(scene: Scene, phrases: Sequence[Phrase], taken: Sequence[tuple[int, int]]) -> None:
    """Tell of every phrase that no name has used up."""
    owners: list[Operator] = []
    for number, phrase in enumerate(phrases):
        if any(phrase.start < end and start < phrase.end for start, end in taken):
            owners = []
            continue
        reading = read(phrase, scene.around)
        reading.operators = reading.operators or owners
        owners = []
        following = phrases[number + 1] if number + 1 < len(phrases) else None
        if following and _is_apposition(scene.story.text, phrase, following, reading):
            # "its only base abroad, an airfield in …": one base, told in two phrases.
            owners = reading.operators
            continue
        _tell(scene, phrase, reading)


def _is_apposition(text: str, phrase: Phrase, following: Phrase, reading: Reading) -> bool:
    if reading.hosts or phrase.plural != following.plural:
        return False
    gap = text[phrase.end : following.start]
    return bool(_APPOSITION.fullmatch(gap)) and (following.indefinite or following.definite)


def _tell(scene: Scene, phrase: Phrase, reading: Reading) -> None:
    own = (phrase.start, phrase.end)
    status = scene.status(own, phrase, named=False)
    seen = Seen(phrase, reading, status, scene.personnel(own))
    if status == "attacked":
        # "Saudi jets pounded the base": those who attack it do not run it.
        reading.operators = [item for item in reading.operators if item.how != "presence"]
    placed = any(host.code for host in reading.hosts)
    if status in ("planned", "denied") and reading.operators and not placed:
        _read_planner(scene, phrase, reading)
    if _is_named_after(scene, seen):
        return
    back = antecedent_nearby(scene, phrase, reading)
    if back is None and looks_back(phrase, reading):
        back = antecedent(scene, phrase, reading)
    if back is not None:
        scene.tell(back.again(own, scene.span, scene.index, status, seen.personnel))
        return
    reason = refusal(scene, seen)
    if reason is None and not _tells_anything(reading):
        reason = None if tell_from_story(scene, seen) else "Nothing says whose it is, or where."
        if reason is None:
            return
    if reason is not None:
        if reason:
            scene.story.drop(phrase.start, phrase.end, reason)
        return
    for operator, host in pairs(reading, phrase):
        tell_pair(scene, seen, operator, host)


def _tells_anything(reading: Reading) -> bool:
    return bool(reading.operators or reading.hosts or reading.either or reading.unknown)


def _read_planner(scene: Scene, phrase: Phrase, reading: Reading) -> None:
    """Another state that speaks of a base to come is its host ("Warsaw wants an American base")."""
    codes = {operator.code for operator in reading.operators}
    for item in scene.around.between(reading.clause[0], phrase.start):
        acts = is_state_actor(scene.story.text, item) and not is_preposed(scene.around, item)
        if item.code and item.code not in codes and acts:
            reading.hosts.clear()
            reading.add_host(item, "subject")
            return


def _is_named_after(scene: Scene, seen: Seen) -> bool:
    """Whether a name follows in apposition: "a US outpost in Jordan, Tower 22,"."""
    for told in scene.story.told:
        if told.index == scene.index and told.named and told.start > seen.span[1]:
            gap = scene.story.text[seen.span[1] : told.start]
            if re.fullmatch(r",\s+", gap) and not seen.phrase.plural:
                told.personnel = told.personnel or seen.personnel
                return True
    return False

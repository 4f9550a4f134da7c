"""Whether a phrase means a military base, and why it does not.

Some phrases say so themselves ("a military base"); a plain "base" needs one state's in another,
military words around it, or a state that owns it.
"""

from __future__ import annotations

import re

from maps.bases.lexicon import load_words
from maps.bases.names import fold
from maps.bases.phrases import Phrase
from maps.bases.reading import Seen
from maps.bases.spots import standing_patterns
from maps.bases.story import Scene
from maps.bases.surroundings import Operator, Reading

#: How many sentences back "the base" may look.
_ANAPHOR_REACH = 4
_AS = re.compile(r"\bas\s+$")
_BASES = frozenset({"base", "bases", "outpost", "outposts"})


def refusal(scene: Scene, seen: Seen) -> str | None:
    """Why a phrase is no military base, or None; empty when it is not worth telling."""
    phrase = seen.phrase
    if phrase.only_points and not (_is_foreign(seen.reading) and _has_signs(scene)):
        return ""
    if not seen.reading.operators and _has_strange_owner(scene, phrase):
        return "Its name or owner is none that the register knows."
    if not seen.reading.operators and _is_an_organisations(scene, phrase):
        return "It is an organisation's; the register has states' bases."
    if phrase.sense == "military":
        scene.story.last_military = scene.index
        return None
    return _other_sense(scene, phrase) or _lacks_signs(scene, seen)


def _other_sense(scene: Scene, phrase: Phrase) -> str | None:
    text = scene.story.text
    if _AS.search(text[max(0, phrase.start - 12) : phrase.start]):
        return "Something is used as a base; no base is told of."
    if re.search(r"-based\s", text[phrase.start : phrase.head_start]):
        return "Tells where a firm sits."
    return None


def _lacks_signs(scene: Scene, seen: Seen) -> str | None:
    phrase = seen.phrase
    if phrase.definite and scene.index - scene.story.last_military <= _ANAPHOR_REACH:
        # "a military base in rebel hands … The base is near Ajdabiya."
        return None
    good = _is_base(scene, seen) if phrase.head.word in _BASES else _is_weaker(scene, seen)
    return None if good else "Nothing says that it is a military one."


def _has_strange_owner(scene: Scene, phrase: Phrase) -> bool:
    """Whether a capitalised modifier names nobody known: "a Taliban base", "the KMT garrison"."""
    known = [(item.start, item.end) for item in scene.around.countries]
    return any(
        not any(start <= first and last <= end for start, end in known)
        for first, last in phrase.capitals
    )


def _is_an_organisations(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase itself says so: "the UN base at Ber", "a peacekeepers' camp"."""
    pattern = load_words().patterns["other_senses.organisations"]
    return pattern.search(scene.story.text, phrase.start, phrase.head_start) is not None


def _has_signs(scene: Scene) -> bool:
    pattern = load_words().patterns["military_signs"]
    craft = standing_patterns()["combat_aircraft"]
    return any(one.search(scene.story.text, *scene.span) for one in (pattern, craft))


def _strong(reading: Reading) -> list[Operator]:
    return [operator for operator in reading.operators if operator.how != "presence"]


def _is_foreign(reading: Reading) -> bool:
    # "its bases in Africa": a continent is no state of the operator's own.
    return any(
        (host.code or host.how == "place") and operator.code != host.code
        for operator in _strong(reading)
        for host in reading.hosts
    )


def _is_base(scene: Scene, seen: Seen) -> bool:
    """A plain "base": one state's in another, or with military words around, or a state's own."""
    reading = seen.reading
    if _is_foreign(reading):
        return True
    told = reading.operators or reading.hosts or reading.either or reading.unknown
    if told and _has_signs(scene):
        return True
    if any(operator.how in ("phrase", "possessive") for operator in _strong(reading)):
        return True
    if reading.either is not None and (seen.phrase.definite or seen.phrase.indefinite):
        return True
    hosts = {host.code for host in reading.hosts}
    if seen.personnel and hosts and any(item.code not in hosts for item in reading.operators):
        return True  # "The base in Herat housed 800 Italians."
    if seen.status in ("denied", "planned") and _strong(reading):
        return True
    if seen.status == "attacked" and reading.hosts:
        return True
    return _is_registered_there(scene, seen) or _is_granted(scene, seen)


def _is_registered_there(scene: Scene, seen: Seen) -> bool:
    """Whether the register has a base called after the place: "its base in Gyumri"."""
    if not (seen.phrase.definite or seen.phrase.pronoun) or seen.phrase.plural:
        return False
    for host in seen.reading.hosts:
        written = fold(scene.story.text[host.start : host.end])
        if any(
            base.tier == 1 and written in {fold(name) for name in base.bare_names}
            for base in scene.story.register.hosted_by(host.code or "")
        ):
            return True
    return False


def _is_granted(scene: Scene, seen: Seen) -> bool:
    """Whether states treat about it: "granted Washington access to four bases"."""
    before = scene.story.text[seen.reading.clause[0] : seen.phrase.start]
    told = seen.reading.operators or seen.reading.hosts
    return bool(told) and load_words().patterns["granted"].search(before[-40:]) is not None


def _is_weaker(scene: Scene, seen: Seen) -> bool:
    """An airfield, barracks … that no modifier calls military."""
    reading = seen.reading
    if _has_signs(scene) and (reading.hosts or reading.operators):
        return True
    if _is_foreign(reading):
        return True
    placed = any(host.how in ("place", "phrase") for host in reading.hosts)
    return placed and bool(_strong(reading))

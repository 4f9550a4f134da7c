"""What a text says has become of a base: exists, closed, planned, denied or attacked.

Everything is read in the clause of the mention, before and after its phrase, by the expressions of
`data/base_status.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from maps.bases.lexicon import any_of, country_words, load_words
from maps.features import BaseStatus

#: The order in which statuses outweigh each other when a base is told of more than once.
PRIORITY: tuple[BaseStatus, ...] = ("attacked", "closed", "planned", "denied", "exists")

_FORMER = frozenset(
    {
        "former",
        "disused",
        "ex",
        "abandoned",
        "defunct",
        "now-closed",
        "closed",
        "old",
        "onetime",
        "erstwhile",
    }
)
#: "a former Soviet airfield" tells who built it, not that it was closed.
_OLD_STATES = frozenset({"soviet", "colonial", "yugoslav"})
#: "the bombed Libyan base"
_HARMED = frozenset({"bombed", "shelled", "besieged", "burning", "burned-out", "bombed-out"})
#: Words of the closed list that have senses of their own, with expressions of their own.
_AMBIGUOUS_CLOSED = frozenset({"left", "returned", "handed", "until", "former", "no longer"})
_JUST_NEGATED = re.compile(r"(?:\bnot|n['’]t|\bnever|\bto)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatusScene:
    """The words of the clause around a mention, and what its phrase is like.

    `verbs_before` is `before` with nouns such as "bombs" and "strikes" masked.
    `definite` is also true of "its base": a base that is there. `named` names are taken as there.
    """

    before: str
    after: str
    verbs_before: str = ""
    modifiers: tuple[str, ...] = ()
    definite: bool = False
    negated: bool = False
    named: bool = False


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    import yaml

    sets = load_words().sets
    lists = {name: any_of(listed) for name, listed in sets.items()}
    lists["states"] = _states()
    lists["nations"] = f"(?-i:{any_of(country_words()[1])})"
    lists["closed_verbs"] = any_of(sets["status.closed"] - _AMBIGUOUS_CLOSED)
    text = (files("maps") / "data" / "base_status.yaml").read_text(encoding="utf-8")
    patterns = {}
    for name, alternatives in yaml.safe_load(text).items():
        joined = "|".join(alternatives)
        filled = re.sub(r"\{([a-z_.]+)\}", lambda match: lists[match[1]], joined)
        patterns[name] = re.compile(filled, re.IGNORECASE)
    return patterns


def _states() -> str:
    """States and their people as written, capitals and all ("US", not "us")."""
    forms = country_words()[1]
    acting = [word for word, (_, found) in forms.items() if found & {"name", "people", "metonym"}]
    return f"(?-i:{any_of(acting)})"


def _finds(name: str, text: str) -> bool:
    return _patterns()[name].search(text) is not None


def read_status(scene: StatusScene, year: int | None) -> BaseStatus:
    """The status that the words around a mention give it; `year` is that of the text."""
    if _is_denied(scene):
        return "denied"
    if _is_planned(scene):
        return "planned"
    if _is_closed(scene, year):
        return "closed"
    return "attacked" if _is_attacked(scene) else "exists"


def _is_denied(scene: StatusScene) -> bool:
    if scene.negated or (not scene.definite and _finds("denied_verb", scene.before)):
        return True
    if not scene.named and _finds("denied_after", scene.after):
        return True
    if not _finds("deny", scene.before):
        return False
    return (not scene.definite and not scene.named) or _finds("becomes", scene.after)


def _is_planned(scene: StatusScene) -> bool:
    modifiers = set(scene.modifiers)
    if load_words().sets["status.planned_in_phrase"] & modifiers:
        return True
    under_way = "under_way_new" if "new" in modifiers else "under_way"
    if not scene.named and (_finds("under_way", scene.before) or _finds(under_way, scene.before)):
        return True
    if scene.definite or scene.named:
        return _finds("creation_of_named", scene.before)
    if _finds("talks", scene.before):
        return True
    if _finds("creation", scene.before) or _finds("intent", scene.before):
        return not _finds("settled", scene.before)
    return _finds("planned_after", scene.after)


def _is_closed(scene: StatusScene, year: int | None) -> bool:
    if set(scene.modifiers) & _FORMER and not _OLD_STATES & set(scene.modifiers):
        return True
    if _finds("former_before", scene.before) and not _finds("former_person", scene.before):
        return True
    if _finds("future_close", scene.before) or _finds("future_after", scene.after):
        return False
    whole = f"{scene.before} * {scene.after}"
    if _has_ended(whole, year) or _finds("handed", whole):
        return True
    for name in ("closed_before", "left_before", "returned_before", "once", "no_longer"):
        found = _patterns()[name].search(scene.before)
        if name == "left_before" and _finds("left_for", scene.after):
            continue  # "left Gyumri for Karabakh": men leave, the base stays
        if found and not _JUST_NEGATED.search(scene.before[: found.start()]):
            return True
    closed = _patterns()["closed_after"].search(scene.after)
    return closed is not None and not _finds("not", closed.group())


def _has_ended(clause: str, year: int | None) -> bool:
    """Whether "until 2014", "from 2001 to 2014" or the like tells a past end."""
    for name in ("until_year", "between_years"):
        ended = _patterns()[name].search(clause)
        if ended and (
            int(ended["year"]) <= year if year is not None else not _finds("lasts", clause)
        ):
            return True
    return False


def _is_attacked(scene: StatusScene) -> bool:
    if set(scene.modifiers) & _HARMED:
        return True
    sources = (("attacked_before", scene.verbs_before or scene.before), ("attack_on", scene.before))
    for name, before in sources:
        found = _patterns()[name].search(before)
        if found and not _JUST_NEGATED.search(before[: found.start()]):
            return True
    hit = _patterns()["attacked_after"].search(scene.after)
    return hit is not None and not _finds("not", hit.group())

"""Which mentions of states act in a sentence, and which only place or qualify something."""

from __future__ import annotations

import re

from maps.bases.countries import CountryMention
from maps.bases.lexicon import load_words
from maps.bases.surroundings import LIST_GAP, Reading, Surroundings

_PREPOSED = re.compile(
    r"\b(?:in|at|near|outside|on|inside|within|around|to|from|off|across|with|of|over|for|against"
    r"|by)\s+(?:the\s+|its\s+)?(?:[a-z-]+\s+){0,2}$",
    re.IGNORECASE,
)
_PREPOSITION_REACH = 40
_NOUN_REACH = 60
_NO_NOUN = re.compile(
    r"[,.;]|\s+(?:to|and|from|who|had|have|has|were|are|would|will|out|of|left)\b"
)
_QUALIFIES = re.compile(r"['’]s?\s|-|\s+base\b")
_NO_STATE = re.compile(r"\s+(?:claims|economy|prices?|banks?|team|league)\b")


def _noun_follows(text: str, item: CountryMention, *lists: str, possessive: bool = True) -> bool:
    """Whether a noun of the lists follows within three words ("Russia's deputy minister")."""
    nouns = "|".join(load_words().patterns[name].pattern for name in lists)
    own = r"(?:['’]s?)?" if possessive else ""
    pattern = rf"{own}\s+(?:[\w-]+\s+){{0,2}}?(?:{nouns})"
    return re.match(pattern, text[item.end : item.end + _NOUN_REACH], re.IGNORECASE) is not None


def is_state_actor(text: str, item: CountryMention) -> bool:
    """Whether the mention acts as a state: "Russia", "the Kremlin", "Russian generals"."""
    if _noun_follows(text, item, "state_nouns", "military_people"):
        return True
    after = text[item.end : item.end + _NOUN_REACH]
    if _QUALIFIES.match(after) or not item.is_any("name", "metonym", "people"):
        return False
    return _NO_STATE.match(after) is None


def is_force(text: str, item: CountryMention) -> bool:
    """Whether it is a state by name, or a state's force ("of the Russian army")."""
    if item.is_any("name", "metonym", "people") and not _QUALIFIES.match(text[item.end :][:8]):
        return True
    return _noun_follows(text, item, "state_nouns", "military_people")


def are_people(text: str, item: CountryMention) -> bool:
    """Whether people of the state are meant: "the French", "American soldiers"."""
    if item.is_any("people"):
        the = text[: item.start].endswith(("the ", "The "))
        if not item.is_any("adjective") or (the and _NO_NOUN.match(text[item.end :][:12])):
            return True
    return _noun_follows(text, item, "military_people", possessive=False)


def has_military(text: str, item: CountryMention) -> bool:
    """Whether soldiers, planes or ships of the state are named ("Russia's jets")."""
    return _noun_follows(text, item, "military_people")


def is_preposed(around: Surroundings, item: CountryMention) -> bool:
    """Whether a preposition governs the mention, so that it is no subject."""
    first = max(around.start, item.start - _PREPOSITION_REACH)
    return _PREPOSED.search(around.text[first : item.start]) is not None


def first_actor(around: Surroundings, start: int, end: int) -> CountryMention | None:
    """The first state that acts between two offsets and follows no preposition."""
    for item in around.between(start, end):
        if item.code and is_state_actor(around.text, item) and not is_preposed(around, item):
            return item
    return None


def actor_before(around: Surroundings, end: int, reading: Reading) -> CountryMention | None:
    """The state nearest before a verb that is not the base's operator."""
    taken = {operator.code for operator in reading.operators}
    for item in reversed(around.between(reading.clause[0], end)):
        if not item.code or item.code in taken or around.text[item.end :][:1] in ("-", "‐", "‑"):
            continue
        if item.is_any("name", "metonym", "people", "place") or is_state_actor(around.text, item):
            return item
    return None


def actors_listed(around: Surroundings, last: CountryMention, start: int) -> list[CountryMention]:
    """A state that acts, and those listed before it ("Neither Cuba nor Venezuela will host")."""
    listed = [last]
    for item in reversed(around.between(start, last.start)):
        if not item.code or not LIST_GAP.fullmatch(around.text[item.end : listed[0].start]):
            break
        listed.insert(0, item)
    return listed


def subjects(around: Surroundings, start: int, end: int) -> list[CountryMention]:
    """The states before a verb that are its subject: the nearest, and those listed with it."""
    items = [
        item
        for item in around.between(start, end)
        if item.code and is_state_actor(around.text, item)
    ]
    free = [item for item in items if not is_preposed(around, item)]
    if not free:
        return items[-1:]
    chosen = [free[-1]]
    for item in reversed(free[:-1]):
        if not LIST_GAP.fullmatch(around.text[item.end : chosen[0].start]):
            break
        chosen.insert(0, item)
    return chosen

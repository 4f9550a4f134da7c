"""How a place name is used: somewhere on the map, for a government, inside another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.place import Role
from maps.resolve.mention import Mention
from maps.toponyms.evidence import Surroundings
from maps.toponyms.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OFFICES = frozenset(
    [
        "president",
        "presidents",
        "premier",
        "prime",
        "minister",
        "ministers",
        "ministry",
        "government",
        "governments",
        "ambassador",
        "ambassadors",
        "envoy",
        "envoys",
        "king",
        "queen",
        "leader",
        "leaders",
        "leadership",
        "parliament",
        "army",
        "military",
        "navy",
        "troops",
        "forces",
        "air",
        "security",
        "police",
        "foreign",
        "defence",
        "defense",
        "interior",
        "finance",
        "deputy",
        "vice",
        "chancellor",
        "ruler",
        "regime",
        "authorities",
        "officials",
        "diplomats",
        "delegation",
        "economy",
        "monarch",
        "emir",
        "opposition",
        "senate",
        "congress",
        "intelligence",
    ]
)
_SEATS = 200


def role_of(span: Span, around: Surroundings, doc: Doc | None, is_place: bool) -> tuple[Role, str]:
    """The role of a span and a clause that tells why."""
    words, lexicon = around.words, around.lexicon
    following = span.last + 1
    after = words.folds[following] if following < len(words) else ""
    next_to = (
        following < len(words)
        and words.text[words.full_ends[span.last] : words.starts[following]] == " "
    )
    if not is_place:
        entity = around.entities[span.first]
        person = (entity is not None and entity.label == "PERSON") or span.folded in around.surnames
        if person:
            return "person", "a person's name"
        return "part_of_name", "an ordinary word or part of another name"
    if next_to and words.capital[following] and after in lexicon.brands and span.head is None:
        return (
            "part_of_name",
            f"part of the name “{words.text[span.start : words.ends[following]]}”",
        )
    if span.head in ("site", "street"):
        return "facility", "named as a site"
    if _stands_for_government(span, around, doc, after if next_to else ""):
        return "metonym", "stands for its government"
    return "location", "a place name"


def _stands_for_government(span: Span, around: Surroundings, doc: Doc | None, after: str) -> bool:
    words = around.words
    best = max((entry.prominence for entry in span.entries), default=0)
    if best < _SEATS:
        return False
    possessive = words.ends[span.last] != words.full_ends[span.last]
    if possessive and after in _OFFICES:
        return True
    before = span.first - 1
    led = (
        before >= 0
        and words.joined[before]
        and words.folds[before] in around.lexicon.strong_prepositions
    )
    return not led and not possessive and after in around.lexicon.saying


def table_mentions(around: Surroundings, taken: list[Mention]) -> list[Mention]:
    """Demonyms, languages and seats of government from our tables."""
    del around, taken
    return []

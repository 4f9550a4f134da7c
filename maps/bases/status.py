"""What a text says has become of a base: exists, closed, planned, denied or attacked.

Everything is read in the clause of the mention, `before` and `after` its phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from maps.bases.lexicon import any_of, load_words
from maps.features import BaseStatus

#: A later, stronger statement about a base outweighs a plain mention of it.
PRIORITY: tuple[BaseStatus, ...] = ("attacked", "closed", "planned", "denied", "exists")


@dataclass(frozen=True, slots=True)
class StatusScene:
    """The words around a mention, and what its phrase is like."""

    before: str
    after: str
    modifiers: tuple[str, ...] = ()
    definite: bool = False
    negated: bool = False
    named: bool = False


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    sets = load_words().sets
    closed = sets["status.closed"] - {"left", "returned", "handed", "until", "former", "no longer"}
    attacked = any_of(sets["status.attacked"])
    passive = any_of(sets["status.passive"])
    gone = "closed|shut|abandoned|vacated|evacuated|handed|given up|returned|dismantled|mothballed|demolished|decommissioned"
    people = any_of(
        {"last", *sets["military_people"], "Americans", "Russians", "British", "French"}
    )
    flags = re.IGNORECASE
    return {
        "closed_before": re.compile(any_of(closed) + r"[^.;]{0,60}$", flags),
        "future_close": re.compile(any_of(sets["status.future_close"]), flags),
        "left_before": re.compile(
            people
            + r"[^.;]{0,40}\b(?:left|departed(?: from)?|pulled out of)\s+(?:the\s+|its\s+|their\s+)?$",
            flags,
        ),
        "returned_before": re.compile(r"\breturned\s+(?!to\b)(?:[\w-]+\s+){0,2}$", flags),
        "handed_around": re.compile(r"\bhanded\b[^.;]*\b(?:over|back)\b", flags),
        "until_year": re.compile(r"\b(?:until|till)\s+(?:\w+\s+)?((?:19|20)\d\d)\b", flags),
        "no_longer": re.compile(r"\bno longer\b", flags),
        "once": re.compile(
            r"\bonce\s+(?:had|ran|kept|used|held|leased|rented|maintained|housed|hosted)\b|\bused to\s+(?:have|run|keep|be|house|host|use|lease)\b",
            flags,
        ),
        "closed_after": re.compile(
            rf"^[^.;]{{0,60}}?\b(?:was|were|been|is|are)\s+(?:\w+ly\s+)?(?:{gone})\b"
            r"|^,?\s*(?:which\s+)?(?:closed|shut)\s+(?:down\s+)?(?:in|last|after|before)\b"
            r"|^[^.;]{0,50}?\bis\s+(?:an?|now)\s+[^.;]{0,30}\b(?:now|zone|museum|park|airport)\b",
            flags,
        ),
        "future_after": re.compile(
            r"^[^.;]{0,40}\b(?:will|would|may|might|could|should|to)\s+be\b", flags
        ),
        "attacked_before": re.compile(
            attacked
            + r"(?!\s+(?:from|by|against|on)\b)(?:(?!\b(?:from|by|near|until|after|before|said)\b)[^.;]){0,50}$",
            flags,
        ),
        "attack_on": re.compile(
            any_of(sets["status.attack_nouns"]) + r"\s+(?:on|against|at|in|inside)\s+[^.;]{0,40}$",
            flags,
        ),
        "attacked_after": re.compile(
            rf"^[^.;]{{0,40}}?{passive}\s+(?:\w+ly\s+)?(?:hit|struck|shelled|bombed|attacked|stormed|raided|damaged|destroyed|targeted|overrun|pounded|rocked|besieged|captured|seized|ambushed|breached|under\s+(?:fire|attack|siege)|fired (?:on|at))\b",
            flags,
        ),
        "not": re.compile(r"\b(?:not|never|no)\b|n['’]t\b", flags),
        "intent": re.compile(any_of(sets["status.intent"]) + r"[^.;]{0,70}$", flags),
        "creation": re.compile(
            any_of({*sets["status.modals"], *sets["status.intent"]})
            + r"\s+(?:(?:soon|also|one day|later|for|permission|not)\s+){0,2}(?:to\s+)?"
            + any_of(sets["status.creation"])
            + r"\s+[^.;]{0,30}$",
            flags,
        ),
        "under_way": re.compile(
            r"\b(?:is|are|was|were|started|started on|begun|began)\s+(?:building|constructing|setting up)\s+(?:an?|another|its first|the first|their first)?\s*$"
            r"|\bwork\s+(?:on|for|at)\s+(?:the|a)\s+(?:new\s+)?$|\bconstruction of\s+(?:the|a)?\s*(?:new\s+)?$",
            flags,
        ),
        "planned_after": re.compile(
            r"^[^.;]{0,70}?\b(?:(?:is|are|was|were)\s+(?:being\s+)?planned|(?:to|will|would|may|could|might)\s+be\s+(?:built|opened|set up|established|constructed))\b",
            flags,
        ),
        "denied_verb": re.compile(
            r"\b(?:(?:do|does|did|will|would|has|have|had|can|could)(?:n['’]t| not| never)|never|refus\w+ to)\s+(?:\w+ly\s+)?"
            r"(?:have|had|host|hosted|allow|allowed|want|build|built|open|opened|plan|accept|accepted|permit|permitted|get|seek|sought|need|agree|agreed|offer|offered|planned|asked|ask|be|become|consider|run|keep|maintain|operate)\b[^.;]{0,60}$"
            r"|\b(?:ruled? out|rules out|reject\w*|without|no plans? (?:for|to|of)|no intention|nor|neither|no talk of|talk of|turned down)\b[^.;]{0,60}$",
            flags,
        ),
        "deny": re.compile(r"\b(?:den(?:y|ies|ied|ying)|dismiss\w+)\b[^.;]{0,80}$", flags),
        "becomes": re.compile(
            r"^[^.;]{0,40}?\b(?:will|would|is|was|has|had|to)\s+(?:be|become|been|a|an|ever)\b|^[^.;]{0,30}\bis\s",
            flags,
        ),
    }


def read_status(scene: StatusScene, year: int | None) -> BaseStatus:
    """The status that the words around a mention give it; `year` is that of the text."""
    if _is_denied(scene):
        return "denied"
    if _is_planned(scene):
        return "planned"
    if _is_closed(scene, year):
        return "closed"
    if _is_attacked(scene):
        return "attacked"
    return "exists"


def _is_denied(scene: StatusScene) -> bool:
    patterns = _patterns()
    if scene.negated:
        return True
    if not scene.definite and patterns["denied_verb"].search(scene.before):
        return True
    if patterns["deny"].search(scene.before):
        return not scene.definite or bool(patterns["becomes"].search(scene.after))
    return False


def _is_planned(scene: StatusScene) -> bool:
    patterns = _patterns()
    if load_words().sets["status.planned_in_phrase"] & set(scene.modifiers):
        return True
    if patterns["under_way"].search(scene.before) and not scene.named:
        return True
    if scene.definite or scene.named:
        return False
    if patterns["creation"].search(scene.before) or patterns["intent"].search(scene.before):
        return not re.search(
            r"\b(?:let|lets|agreed in|opened|built|had)\b[^.;]{0,20}$", scene.before
        )
    return bool(patterns["planned_after"].search(scene.after))


def _is_closed(scene: StatusScene, year: int | None) -> bool:
    patterns = _patterns()
    modifiers = set(scene.modifiers)
    if modifiers & {"former", "disused", "ex", "abandoned", "defunct", "now-closed", "closed"}:
        return True
    if re.search(r"\b(?:former|disused|abandoned|ex-)\s*(?:[\w-]+\s+){0,2}$", scene.before[-40:]):
        return not re.search(
            r"\bformer\s+(?!\w*\s*$)(?:\w+ ){0,2}(?:president|minister|officer)", scene.before
        )
    whole = f"{scene.before} * {scene.after}"
    if patterns["future_close"].search(scene.before) or patterns["future_after"].search(
        scene.after
    ):
        return False
    until = patterns["until_year"].search(whole)
    if until and (year is None or int(until[1]) <= year):
        return True
    tests = ("closed_before", "left_before", "returned_before", "once", "no_longer")
    for name in tests:
        found = patterns[name].search(scene.before)
        if found and not re.search(r"(?:\bnot|n['’]t|never)\s+$", scene.before[: found.start()]):
            return True
    if patterns["handed_around"].search(whole):
        return True
    found = patterns["closed_after"].search(scene.after)
    return bool(found and not patterns["not"].search(found.group()))


def _is_attacked(scene: StatusScene) -> bool:
    patterns = _patterns()
    before = scene.before
    for name in ("attacked_before", "attack_on"):
        found = patterns[name].search(before)
        if found and not re.search(r"(?:\bnot|n['’]t|never|\bto)\s+$", before[: found.start()]):
            return True
    found = patterns["attacked_after"].search(scene.after)
    return bool(found and not patterns["not"].search(found.group()))

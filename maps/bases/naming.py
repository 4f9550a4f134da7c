"""Mentions by name: which names of the register count where they stand, and whose they are."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from maps.bases.names import NameHit
from maps.bases.owners import only_guests_left, owners_meant
from maps.bases.phrases import Phrase
from maps.bases.reading import read
from maps.bases.spots import is_military, town_population
from maps.bases.standing import is_person, is_something_else, means_the_base
from maps.bases.story import Scene
from maps.bases.surroundings import LIST_GAP, Surroundings
from maps.bases.telling import named

_NAMING_GAP = re.compile(
    r",?\s+(?:(?:is|was|remains|lies|lay|stands|stood|sits|sat)\s+)?(?:(?:known|called|named|located|situated|stationed|just|back)\s+(?:as\s+)?)?"
    r"(?P<preposition>at|in|near|outside|of|on|called|named|as|,)?\s*"
    r"(?:the\s+)?(?:(?:town|city|port|village|airport|district|region|island)\s+of\s+)?"
    r"(?:[A-Z][\w’'-]+(?:['’]s)?\s+)?[\"“«]?",
)
#: "Ramstein is the largest American base", "Mar del Plata, its home port and naval base".
_COPULA = re.compile(
    r"\s+(?:is|was|remains|remained|became|has become)\s+(?:(?:once|now|still|long|also)\s+)?"
)
_SHARED_APPOSITION = re.compile(r",\s+(?:its|their|the|an?)\s+(?:\w+\s+){1,3}and\s+(?:main\s+)?")
#: "bases such as Manta", "five bases, including one at Qayyarah"
_EXAMPLES = re.compile(
    r",?\s+(?:in the country,?\s+|there,?\s+)?(?:such as|including|like|among them|notably)\s+"
    r"(?:the\s+)?(?:(?:one|ones|those)\s+)?(?:(?:at|in)\s+)?(?:the\s+)?"
)
#: "two airfields in Tajikistan, Ayni and Farkhor"
_AFTER_HOST = re.compile(r"\s+in\s+(?:the\s+)?(?:[A-Z][\w’'-]+\s?){1,3}(?:[a-z]+)?,\s+(?:at\s+)?")
_AROUND = ("in", "near", "outside")
_MAX_NAMING_GAP = 45
_LARGEST_TOWN = 150_000
#: In a list of bases where arms are spoken of, larger towns are bases too.
_LARGEST_TOWN_LISTED = 500_000
_LIST_GAP = re.compile(
    r"\s*(?:,|and|or|&)?\s*(?:[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)?\s*,?\s*(?:and|or)\s*)?"
)


def tell_names(
    scene: Scene, hits: Sequence[NameHit], phrases: Sequence[Phrase]
) -> list[tuple[int, int]]:
    """Tell of every name that counts; gives the spans that are used up by them."""
    taken: list[tuple[int, int]] = []
    waiting: list[NameHit] = []
    for hit in sorted(hits, key=lambda hit: (hit.bare, hit.start)):
        phrase = _free_phrase(hit, _phrase_beside(hit, phrases, scene.around), taken)
        if phrase is not None and hit.bare and not _can_be_of(phrase, hit):
            phrase = None
        if phrase is None and hit.bare and _is_told_by_phrase(scene, hit, phrases, taken):
            continue
        reason = _refusal(scene, hit, phrase)
        if reason is None:
            span = _tell_name(scene, hit, phrase)
            taken += [span] if span else []
        elif reason:
            scene.story.drop(hit.start, hit.end, reason)
        else:
            waiting.append(hit)
    return taken + _tell_listed(scene, waiting, list(taken))


def _tell_listed(
    scene: Scene, waiting: Sequence[NameHit], taken: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Bare names in a list with names that count: "Fort Magsaysay, Lumbia and Mactan"."""
    told: list[tuple[int, int]] = []
    text = scene.story.text
    for hit in (*waiting, *reversed(waiting)):
        if (hit.start, hit.end) in told:
            continue
        beside = any(
            LIST_GAP.fullmatch(text[end : hit.start])
            or LIST_GAP.fullmatch(text[hit.end : start])
            or (text[hit.end : start] == " to " and text[: hit.start].endswith("from "))
            for start, end in taken
        )
        if beside and (town_population(hit, scene.around) or 0) < _largest_listed(scene, hit):
            _tell_name(scene, hit, None)
            _share_status(scene, hit, taken)
            taken.append((hit.start, hit.end))
            told.append((hit.start, hit.end))
    return told


def _largest_listed(scene: Scene, hit: NameHit) -> float:
    """How large a town may be whose name is listed with bases."""
    states = {item.code for item in scene.around.countries}
    abroad = any(base.is_foreign and states & set(base.operators) for base in hit.bases)
    by_arms = is_military(scene.story.text[slice(*scene.span)])
    if abroad and by_arms:
        return math.inf
    return _LARGEST_TOWN_LISTED if abroad or by_arms else _LARGEST_TOWN


def _share_status(scene: Scene, hit: NameHit, taken: Sequence[tuple[int, int]]) -> None:
    """What befell the first of a list befell the rest: "left Akhalkalaki and Batumi"."""
    own = next((one for one in scene.story.told if one.start == hit.start), None)
    text = scene.story.text
    for first in scene.story.told:
        listed = any(first.start == start for start, _ in taken)
        if (
            own
            and listed
            and first.end <= hit.start
            and LIST_GAP.fullmatch(text[first.end : hit.start])
        ):
            own.status = first.status if own.status == "exists" else own.status


def _tell_name(scene: Scene, hit: NameHit, phrase: Phrase | None) -> tuple[int, int] | None:
    """Tell of one name; gives its span with its phrase, or None when it is no base here."""
    owners = owners_meant(scene, hit, phrase)
    if not owners:
        scene.story.drop(
            hit.start, hit.end, "Another state's base is meant than the one of that name."
        )
        return None
    span = (hit.start, hit.end)
    if phrase is not None:
        span = (min(hit.start, phrase.start), max(hit.end, phrase.end))
    # "a base on La Orchila": the place is named, the base is not.
    is_place = phrase is not None and phrase.indefinite and phrase.end <= hit.start
    is_named = phrase is None or not (hit.bare or is_place)
    status = scene.status(span, phrase, named=is_named)
    if status == "closed" and only_guests_left(scene, hit, owners):
        status = "exists"
    told_of_place = is_place or (hit.bare and phrase is not None and not phrase.definite)
    if told_of_place and status in ("planned", "denied"):
        # "plans a base in Port Sudan" is not the base that is there already.
        return None
    told = named(
        scene.story.register, owners, scene.story.text, hit,
        span=span, sentence=scene.span, index=scene.index, status=status,
        year=scene.story.year, personnel=scene.personnel(span),
    )  # fmt: skip
    scene.tell(told)
    return span


def _refusal(scene: Scene, hit: NameHit, phrase: Phrase | None) -> str | None:
    """Why a name does not count: None = it does, empty = not worth telling."""
    if phrase is not None:
        return None
    text = scene.story.text
    if is_something_else(scene, hit):
        return "Its place is meant, or it is only compared with."
    if hit.bare:
        return None if means_the_base(scene, hit) else ""
    return "Reads as a person's name." if is_person(scene.around, text, hit) else None


def _free_phrase(
    hit: NameHit, phrase: Phrase | None, taken: Sequence[tuple[int, int]]
) -> Phrase | None:
    """None for a phrase that has its name already: "the K-1 base near Kirkuk"."""
    if phrase is None or phrase.plural:
        return phrase
    inside = phrase.start <= hit.start < phrase.end or hit.start <= phrase.head_start < hit.end
    if inside or not any(start < phrase.end and phrase.start < end for start, end in taken):
        return phrase
    return None


def _is_told_by_phrase(
    scene: Scene, hit: NameHit, phrases: Sequence[Phrase], taken: Sequence[tuple[int, int]]
) -> bool:
    """Whether the name is the place of a phrase that has no name of its own.

    As in "a base for 300 men at Port Sudan"; in "two airfields in Tajikistan, Ayni and Farkhor"
    the first name has used the phrase up, and the second is listed with it.
    """
    before = [one for one in phrases if one.end <= hit.start and not one.only_points]
    if not before or any(start < before[-1].end and before[-1].start < end for start, end in taken):
        return False
    return any(host.start <= hit.start < host.end for host in read(before[-1], scene.around).hosts)


def _can_be_of(phrase: Phrase, hit: NameHit) -> bool:
    """Whether a phrase can make a bare name a base's.

    "The Kossei camp" can; "the New York Post" cannot, and airfields of the second tier are known
    by words for bases and airfields alone.
    """
    if all(base.tier > 1 for base in hit.bases):
        return phrase.kind == "air" or phrase.head.word in ("base", "bases")
    return not (phrase.only_points and phrase.is_capital)


# --- where it stands ---------------------------------------------------------------------------


def _phrase_beside(hit: NameHit, phrases: Sequence[Phrase], around: Surroundings) -> Phrase | None:
    """The phrase that a name belongs to: "Kant air base", "the base at Kant", "Kant, a base"."""
    for phrase in phrases:
        if phrase.start <= hit.start and hit.end <= phrase.head_start:
            # "Erbil's Harir air base" is called after the second.
            later = any(hit.end < start < phrase.end for start, _ in around.name_spans)
            return None if hit.bare and later and not phrase.plural else phrase
        if hit.start <= phrase.head_start < hit.end:
            return phrase
    for phrase in phrases:
        if hit.end <= phrase.start:
            if _goes_before(around.text[hit.end : phrase.start], phrase):
                return phrase
        elif phrase.end <= hit.start and _goes_after(hit, phrase, around):
            return phrase
    return None


def _goes_before(gap: str, phrase: Phrase) -> bool:
    determined = phrase.indefinite or phrase.definite
    if determined and (re.fullmatch(r",\s+", gap) or _COPULA.fullmatch(gap)):
        return True
    if _SHARED_APPOSITION.fullmatch(gap):
        return True
    if phrase.plural and _LIST_GAP.fullmatch(gap):
        return True
    return re.fullmatch(r"['’]s\s+", gap) is not None


def _goes_after(hit: NameHit, phrase: Phrase, around: Surroundings) -> bool:
    gap = around.text[phrase.end : hit.start]
    naming = _NAMING_GAP.fullmatch(gap) if len(gap) < _MAX_NAMING_GAP else None
    if naming is None:
        if (phrase.plural or phrase.indefinite) and _AFTER_HOST.fullmatch(gap):
            return True
        return phrase.plural and _EXAMPLES.fullmatch(gap) is not None
    # "the base in Gyumri" is described by its town, where the town is known as a place.
    return not (
        hit.bare and naming["preposition"] in _AROUND and town_population(hit, around) is not None
    )

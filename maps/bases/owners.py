"""Whose base a name means where it stands: the rows of the operators, hosts and kind told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from maps.bases.names import NameHit, fold
from maps.bases.phrases import Phrase
from maps.bases.reading import read
from maps.bases.register import RegisteredBase
from maps.bases.standing import kind_told
from maps.bases.story import Scene
from maps.bases.surroundings import Reading
from maps.bases.tying import BUILDING_YEARS

#: Readings of an operator that tell one base of a name from another.
_TOLD = ("phrase", "possessive", "pronoun")


def owners_meant(scene: Scene, hit: NameHit, phrase: Phrase | None) -> list[RegisteredBase]:
    """The rows a name can mean here: of the operators, hosts and kind told, first tier first."""
    owners = list(hit.bases)
    if hit.bare:
        # "a camp at Agadez" in 2013 is not the American base of 2019.
        owners = [base for base in owners if not _is_yet_to_come(base, scene.story.year)]
    if hit.bare and phrase is not None:
        owners = _agreeing(owners, read(phrase, scene.around), hit)
        if phrase.kind in ("air", "naval", "army", "missile"):
            owners = [base for base in owners if _is_of_kind(base, phrase)]
    told = kind_told(scene, hit) if len(owners) > 1 else None
    preferences: tuple[Callable[[RegisteredBase], bool], ...] = (
        lambda base: base.tier == 1,
        lambda base: base.is_open(scene.story.year),
        lambda base: base.kind == told,
    )
    for prefers in preferences:
        owners = [base for base in owners if prefers(base)] or owners
    return owners


def _is_yet_to_come(base: RegisteredBase, year: int | None) -> bool:
    first = base.terms[0].opened
    return year is not None and first is not None and first > year + BUILDING_YEARS


def _agreeing(owners: list[RegisteredBase], reading: Reading, hit: NameHit) -> list[RegisteredBase]:
    """Those of the operators and hosts told (the name itself, taken for a place, tells none)."""
    codes = {operator.code for operator in reading.operators if operator.how in _TOLD}
    hosts = {
        host.code
        for host in reading.hosts
        if host.code and not (host.start < hit.end and hit.start < host.end)
    }
    for host in reading.hosts:
        # "Pathankot, a station in Punjab": two states have a Punjab.
        if host.mention is not None and not host.mention.is_any("name"):
            hosts |= host.mention.namesakes
    if codes:
        owners = [base for base in owners if codes & {*base.operators}] or [
            base for base in owners if not base.operator or base.host in codes
        ]
    if hosts:
        owners = [base for base in owners if base.host is None or base.host in hosts]
    return owners


def _is_of_kind(base: RegisteredBase, phrase: Phrase) -> bool:
    """Whether a row is of the phrase's kind; joint bases and naval air stations are of several."""
    if base.kind in (phrase.kind, "other", "headquarters", "space") or base.is_foreign:
        return True
    if phrase.kind == "army":
        return base.kind in ("logistics", "range", "missile")
    word = {"air": "air", "naval": "nav", "missile": "missile"}.get(phrase.kind or "", "-")
    return word in (base.service or "") or word in fold(base.name).split()


def only_guests_left(scene: Scene, hit: NameHit, owners: Sequence[RegisteredBase]) -> bool:
    """Whether others than its own state leave a base at home: "Americans left Yavoriv"."""
    if any(base.is_foreign for base in owners):
        return False
    told = scene.around.between(scene.clause(hit.start)[0], hit.start)
    codes = {item.code for item in told if item.code and not item.is_any("place")}
    return bool(codes) and not codes & {code for base in owners for code in base.operators}

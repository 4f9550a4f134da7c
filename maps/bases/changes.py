"""Openings and closings of bases that a clause tells as something that took place.

A state is no change: "its former base" is closed, but nobody says when it was. What is planned,
denied or yet to come is none either. The expressions are those of `data/base_changes.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from maps.features import BaseStatus

ChangeKind = Literal["opened", "closed"]
#: How far, in characters, a verb may stand from the words for its base.
_REACH = 70


@dataclass(frozen=True, slots=True)
class Change:
    """That a base was opened or closed, and the offsets of the verb that says so."""

    kind: ChangeKind
    start: int
    end: int


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    import yaml

    text = (files("maps") / "data" / "base_changes.yaml").read_text(encoding="utf-8")
    return {
        name: tuple(re.compile(one, re.IGNORECASE) for one in alternatives)
        for name, alternatives in yaml.safe_load(text).items()
    }


def _is_not_yet(text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns()["not_yet"])


def read_change(
    text: str, clause: tuple[int, int], span: tuple[int, int], status: BaseStatus
) -> Change | None:
    """The change that the clause around a base's words at `span` tells, if any."""
    if status in ("planned", "denied"):
        return None
    kinds: tuple[ChangeKind, ...] = ("closed",) if status == "closed" else ("opened",)
    for kind in kinds:
        change = _before(text, clause[0], span[0], kind) or _after(text, span[1], clause[1], kind)
        if change is not None:
            return change
    return None


def _before(text: str, start: int, end: int, kind: ChangeKind) -> Change | None:
    verb = None
    for pattern in _patterns()[f"{kind}_before"]:
        for match in pattern.finditer(text, max(start, end - _REACH), end):
            if any(gap.fullmatch(text[match.end() : end]) for gap in _patterns()["gap"]):
                verb = match
    if verb is None or _is_not_yet(text[start : verb.start()]):
        return None
    return Change(kind, verb.start(), verb.end())


def _after(text: str, start: int, end: int, kind: ChangeKind) -> Change | None:
    for pattern in _patterns()[f"{kind}_after"]:
        match = pattern.match(text, start, min(end, start + _REACH))
        if match is not None and not _is_not_yet(text[start : match.start("verb")]):
            return Change(kind, match.start("verb"), match.end("verb"))
    return None

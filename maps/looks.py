"""How kinds and statuses of events, and operators of bases, look on every picture.

Colour never stands alone: a group of kinds has a shape of its own, a status a fill of its own, a
base its operator's letters. The tables are data (`data/kinds.csv`, `data/kind_groups.csv`,
`data/base_operator_looks.csv`); tests hold their contrast and that every kind has a group.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

from maps.features import Base, Kind, Status

Shape = Literal["cross", "triangle", "circle", "square", "star", "hexagon"]
Fill = Literal["solid", "solid-ring", "hollow", "hollow-dashed", "hollow-dot", "hollow-cross"]


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds that look alike.

    Attributes:
        light, dark: `#rrggbb` on the light and on the dark page.
        shape, glyph: the mark on a map, and the same as a character for labels.
    """

    id: str
    label: str
    light: str
    dark: str
    shape: Shape
    glyph: str


@dataclass(frozen=True, slots=True)
class OperatorLook:
    """Operators of bases that share a colour; `light` and `dark` as in `Group`."""

    id: str
    label: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class StatusLook:
    """A status for readers: its word, what it means, and how its mark is filled."""

    label: str
    meaning: str
    fill: Fill


STATUSES: Mapping[Status, StatusLook] = {
    "happened": StatusLook("happened", "told as something that took place", "solid"),
    "ongoing": StatusLook("ongoing", "still going on when it was written", "solid-ring"),
    "planned": StatusLook("planned", "announced, not yet done", "hollow"),
    "possible": StatusLook("possible", "feared, hoped for or supposed", "hollow-dashed"),
    "claimed": StatusLook("claimed", "told only as someone's claim", "hollow-dot"),
    "denied": StatusLook("denied", "said not to have happened", "hollow-cross"),
}


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("maps") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@cache
def groups() -> Mapping[str, Group]:
    """The groups by id, in the order of legends."""
    return {
        row["group"]: Group(
            id=row["group"],
            label=row["label"],
            light=row["light"],
            dark=row["dark"],
            shape=cast("Shape", row["shape"]),
            glyph=row["glyph"],
        )
        for row in _rows("kind_groups.csv")
    }


@cache
def _kinds() -> Mapping[str, tuple[str, Group]]:
    return {row["kind"]: (row["label"], groups()[row["group"]]) for row in _rows("kinds.csv")}


def group_of(kind: Kind) -> Group:
    """The group a kind belongs to."""
    return _kinds()[kind][1]


def kind_label(kind: Kind) -> str:
    """The kind as readers see it."""
    return _kinds()[kind][0]


#: The class of operators that have none of their own, and of bases whose operator is not known.
OTHER_OPERATORS = "other"


@cache
def operator_looks() -> Mapping[str, OperatorLook]:
    """The classes of operators by id, in the order of legends."""
    return {
        row["group"]: OperatorLook(row["group"], row["label"], row["light"], row["dark"])
        for row in _rows("base_operator_looks.csv")
    }


def operator_groups_of(bases: Iterable[Base]) -> dict[str, str]:
    """The class of each state that leads a base, by its code."""
    codes = sorted({base.operator[0] for base in bases if base.operator})
    if not codes:
        return {}
    # Imported here: pages without bases need nothing of the register.
    from maps.bases import operator_groups

    known = operator_groups()
    return {code: known.get(code, OTHER_OPERATORS) for code in codes}


def looks(bases: Iterable[Base] = ()) -> dict[str, Any]:
    """All of it for a page's data block.

    Members: `groups` and `statuses` in legend order, `kinds` by id; `operators`, the classes that
    `bases` need, in legend order, and `operator_of`, the class of each of their states.
    """
    shown = tuple(bases)
    operator_of = operator_groups_of(shown)
    used = {*operator_of.values(), OTHER_OPERATORS} if shown else set()
    return {
        "groups": [asdict(group) for group in groups().values()],
        "kinds": {
            kind: {"label": kind_label(kind), "group": group_of(kind).id} for kind in get_args(Kind)
        },
        "statuses": [{"id": status, **asdict(look)} for status, look in STATUSES.items()],
        "operators": [asdict(look) for look in operator_looks().values() if look.id in used],
        "operator_of": operator_of,
    }

"""What sources give to the builder, and what the file keeps of a name: plain rows."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from maps.place import BBox, Level

NameKind = Literal[
    "main",  # the name in the gazetteer
    "alternative",  # another name or spelling of today, in any language
    "code",  # NSW, USA, U.K., Calif.: matches only as written in capitals (or with its dots)
    "article",  # the Gulf, the Hudson: matches only with "the" before it
    "abbreviation",  # Calif., Ky., KY: matches only with its dot or in capitals
    "historical",  # no longer used, with the years of its use where they are known
]
NAME_KINDS: tuple[NameKind, ...] = (
    "main", "historical", "alternative", "abbreviation", "code", "article",
)  # fmt: skip

#: Called with what is being done, steps done and steps in all.
Progress = Callable[[str, int, int], None]

#: Value of a name in the trie, ordered so that the most prominent place comes first:
#: 255 − prominence, key of the place (negative: not of GeoNames), kind and flags.
NAME_VALUE = struct.Struct(">BiB")
#: The third value: the kind's number, and whether the name is also a word or a person's name.
KIND_MASK, COMMON_FLAG, PERSON_FLAG = 0x0F, 0x40, 0x80
#: What a place's prominence loses under a name that is not its usual English one; a former name
#: loses little, unless a town of today bears it (Salisbury is no longer Harare).
LOCAL_NAME, HISTORICAL_NAME, FOREIGN_NAME = 25, 20, 110
#: From this prominence on a place of today takes its name for itself.
RIVAL = 120


@dataclass(slots=True)
class PlaceRow:
    """A place on its way into the file. `key` is the GeoNames id, or negative for our own rows."""

    key: int
    name: str
    lon: float
    lat: float
    level: Level
    country: str | None = None
    admin1: str | None = None
    parent: int | None = None
    bbox: BBox | None = None
    precision_km: float = 5.0
    population: int = 0
    feature_code: str | None = None
    own_id: str | None = None
    start: int | None = None
    end: int | None = None
    countries: str = ""
    prominence: int = 0


@dataclass(slots=True)
class NameRow:
    """A name as written, for a place, with its kind and the years of its use.

    `penalty` is taken from the place's prominence: few mean Poland by "Poole".
    """

    name: str
    key: int
    kind: NameKind = "alternative"
    start: int | None = None
    end: int | None = None
    penalty: int = 0


@dataclass(slots=True)
class Rows:
    """Everything one source gives."""

    places: list[PlaceRow] = field(default_factory=list)
    names: list[NameRow] = field(default_factory=list)

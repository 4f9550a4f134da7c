"""The Feature contract, version 1: the one GeoJSON FeatureCollection every picture is drawn from.

    FeatureCollection ── documents: SourceDocument
                      ├─ events: Event ── places: EventPlace · evidence: Evidence ── marks: Mark
                      │                └─ attribution: Attribution · casualties: Casualty
                      └─ bases: Base ──── mentions: Mention · personnel: Personnel

The field names are the property names of the file, which `maps.geojson` reads and writes. Offsets
count code points of the document's text. A hand-made Feature needs no more than a title; what is
missing takes the default.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from maps.place import BBox, Level

CONTRACT_VERSION = 1

#: PLOVER's categories in lower case, then the house's own.
Kind = Literal[
    "agree", "consult", "support", "cooperate", "aid", "yield", "retreat", "request", "accuse",
    "reject", "threaten", "protest", "sanction", "mobilize", "coerce", "assault",
    "disaster", "accident", "election", "politics", "legal", "sport", "culture", "other",
]  # fmt: skip
Status = Literal["happened", "ongoing", "planned", "possible", "claimed", "denied"]
#: What is drawn unless the reader asks for more.
DRAWN_STATUSES: frozenset[Status] = frozenset({"happened", "ongoing"})
CasualtyType = Literal["killed", "injured", "missing", "displaced", "arrested"]
Bound = Literal["exact", "at_least", "about", "at_most"]
MarkRole = Literal["date", "place", "figure", "trigger", "actor"]
BaseKind = Literal[
    "air", "naval", "army", "missile", "space", "range", "headquarters", "logistics", "other"
]
BaseStatus = Literal["exists", "closed", "planned", "denied", "attacked"]
Edited = Literal["confirmed", "corrected"]

MAX_TITLE = 70


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document as readers of the page need it; `dct` None when no date could be found for it."""

    id: str
    name: str = "-"
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    dct: str | None = None
    dct_source: str | None = None
    dct_reason: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in the context worth highlighting, by its role."""

    start: int
    end: int
    role: MarkRole


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence a claim rests on (`quote`), inside its paragraph (`context`).

    `start`, `end` bound the quote, `context_start` is where the context begins, and the marks lie
    within the context; all are offsets in the document's text.
    """

    document: str
    start: int
    end: int
    quote: str
    context: str = ""
    context_start: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event was: `name` of the gazetteer, `text` as written, and why (`rule`, `reason`).

    `precision_km` tells how far the true site may lie from the point; `gazetteer_id` is
    `geonames:123`, `region:…`, `base:…` or `coordinates`; `country` is ISO 3166 alpha-2 or None.
    """

    name: str
    lon: float
    lat: float
    text: str = ""
    bbox: BBox | None = None
    level: Level = "site"
    precision_km: float = 1.0
    gazetteer_id: str = "coordinates"
    country: str | None = None
    rule: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so, and the words that tell it."""

    source: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Casualty:
    """One figure as one source gave it; never added up. `as_of` is an ISO day or None."""

    type: CasualtyType
    value: int
    bound: Bound = "exact"
    source: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Readings weighed and turned down, each as one line for a reader."""

    dates: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or is said to have, or will.

    Attributes:
        id: stable hash of document and span, so that links survive a rebuild.
        title: at most `MAX_TITLE` characters, readable alone.
        edtf: the date as EDTF; None when unknown, and then `when_reason` says why.
        start, end: inclusive ISO days or RFC 3339 instants, signed years for BC. None = unknown,
            or open when `edtf` has `..`.
        when_text, when_rule: the words the date was read from, and the linking rule.
        lasts: True = it filled the time from start to end, False = it lay somewhere in it ("in
            2015"), None = not told; for a stretch of days alone, one day leaves no choice.
        places: in the order of the geometry; empty = unplaced.
        importance, confidence: 0–1, 1 highest.
        sources: number of independent documents that tell it.
        edited: None = as the machine read it.
    """

    id: str
    title: str
    kind: Kind = "other"
    status: Status = "happened"
    edtf: str | None = None
    start: str | None = None
    end: str | None = None
    when_text: str | None = None
    when_reason: str | None = None
    when_rule: str | None = None
    lasts: bool | None = None
    places: tuple[EventPlace, ...] = ()
    actors: tuple[str, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    importance: float = 0.5
    confidence: float = 0.5
    sources: int = 1
    candidates: Candidates = field(default_factory=Candidates)
    edited: Edited | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_drawn(self) -> bool:
        """Whether it is drawn as something that took place (status happened or ongoing)."""
        return self.status in DRAWN_STATUSES

    def with_time_of(self, other: Event) -> Event:
        """This event with the date of `other`, and all that is said of that date."""
        return replace(
            self,
            edtf=other.edtf,
            start=other.start,
            end=other.end,
            when_text=other.when_text,
            when_reason=other.when_reason,
            when_rule=other.when_rule,
            lasts=other.lasts,
        )


@dataclass(frozen=True, slots=True)
class Personnel:
    """How many people serve at a base, with the bound as written."""

    value: int
    bound: Bound = "exact"


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that speaks of a base; fields as in `Evidence`."""

    document: str
    start: int
    end: int
    quote: str
    context: str = ""
    context_start: int = 0


@dataclass(frozen=True, slots=True)
class Base:
    """A military base that the articles mention (or that the config asks to show).

    Attributes:
        lon, lat: None when only a set of bases fits and none can be chosen; it is then drawn over
            its `host`.
        operator: ISO 3166 alpha-2 codes of those who run it.
        host: ISO 3166 alpha-2 code of the state it lies in, the internationally recognised one.
        opened, closed: years as ISO strings, None = not known, or still open.
        inferred: True when the text describes the base and does not name it.
        candidates: ids of the registered bases that fitted as well.
    """

    id: str
    name: str
    lon: float | None = None
    lat: float | None = None
    aliases: tuple[str, ...] = ()
    base_kind: BaseKind = "other"
    service: str | None = None
    operator: tuple[str, ...] = ()
    host: str | None = None
    opened: str | None = None
    closed: str | None = None
    status: BaseStatus = "exists"
    personnel: Personnel | None = None
    inferred: bool = False
    certainty: float = 0.5
    precision_km: float = 5.0
    source: str = ""
    reason: str = ""
    candidates: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class FeatureCollection:
    """All of one story: `events.geojson` as a value.

    `credits` are whom to thank on every page for what this story took from them, a line each; the
    sources that every story rests on (GeoNames …) are not among them.
    """

    title: str = ""
    program: str = ""
    documents: tuple[SourceDocument, ...] = ()
    events: tuple[Event, ...] = ()
    bases: tuple[Base, ...] = ()
    credits: tuple[str, ...] = ()

    @property
    def unplaced(self) -> tuple[Event, ...]:
        return tuple(event for event in self.events if not event.places)

    @property
    def undated(self) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.edtf is None and event.start is None)


def sort_key(event: Event) -> tuple[bool, int, str, str, str]:
    """Chronological order, BC before AD; undated events last; ties by the end, then the id."""
    first = event.start or event.end
    if first is None:
        return (True, 0, "", "", event.id)
    sign = -1 if first.startswith("-") else 1
    year, _, rest = first.removeprefix("-").partition("-")
    return (False, sign * int(year), rest, event.end or "", event.id)


def sorted_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events in file order."""
    return tuple(sorted(events, key=sort_key))

"""The values the event rules work with between the parse and the finished event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from maps.features import Bound, CasualtyType, Kind
from maps.place import Toponym
from timeline.events.clauses import Clause
from timeline.events.status import Standing
from timeline.model import TemporalExpression

#: The sieve, most precise first: how a date or place came to an event.
LinkRule = Literal[
    "own words", "same clause", "subtree", "governing clause", "same sentence", "reporting clause",
    "carried over", "merged", "caption", "headline", "dateline", "nearby", "document date",
]  # fmt: skip

RULE_ORDER: tuple[LinkRule, ...] = get_args(LinkRule)
RULE_CONFIDENCE: dict[str, float] = {
    "own words": 0.95,
    "same clause": 0.9,
    "subtree": 0.8,
    "governing clause": 0.8,
    "same sentence": 0.65,
    "caption": 0.7,
    "merged": 0.7,
    "reporting clause": 0.5,
    "carried over": 0.55,
    "headline": 0.45,
    "dateline": 0.5,
    "nearby": 0.35,
    "document date": 0.4,
}


@dataclass(frozen=True, slots=True)
class DateLink:
    """When an event was: one expression, or the day it was worked out to be, and the rule."""

    start: str | None
    end: str | None
    edtf: str | None
    text: str
    rule: LinkRule
    reason: str
    timex: TemporalExpression | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """Where an event was: a name in the text, and the rule."""

    toponym: Toponym
    rule: LinkRule
    reason: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people something was done to, as the text gives it."""

    type: CasualtyType
    value: int
    bound: Bound
    start: int
    end: int
    source: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says so, and the words that tell it."""

    name: str
    quote: str


@dataclass(slots=True)
class Mention:
    """One sentence's telling of an event.

    Attributes:
        head: the token that tells of it (a verb or a noun).
        clause: the verb that carries its tense, None for a noun on its own.
        tokens: the verbs and nouns that tell of this same event, whose dates and places are its.
        group: events of one group can be taken up by its nouns ("the fighting").
        found_by: the lexicon, a light verb with a noun of the lexicon, its own date or place, or
            the opening of a story.
        no_site: those of `tokens` whose places are no site of it ("agreed to send … to Mali").
        named: whether a noun of the lexicon is its subject ("the attack killed …"); definite:
            whether that noun, or the noun that tells it, points back ("the", "this").
        counts: whether it only tells how many an event harmed ("the toll rose to 40").
        told_by: the clause a title is made of ("tried to seize" for "seize").
        dropped: why no event came of it, or None.
    """

    sentence: int
    head: int
    clause: Clause | None
    kind: Kind
    group: str
    lemma: str
    nominal: bool
    found_by: str
    tokens: set[int] = field(default_factory=set)
    no_site: set[int] = field(default_factory=set)
    standing: Standing | None = None
    when: DateLink | None = None
    places: list[PlaceLink] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    actors: list[tuple[str, int, int]] = field(default_factory=list)
    rejected_dates: list[str] = field(default_factory=list)
    rejected_places: list[str] = field(default_factory=list)
    told_by: Clause | None = None
    dropped: str | None = None
    aftermath: bool = False
    definite: bool = False
    named: bool = False
    counts: bool = False
    indefinite: bool = False


def other_happening(sentence: int, clause: Clause, found_by: str) -> Mention:
    """What the verb of a clause tells, of which the lexicon knows nothing."""
    return Mention(
        sentence=sentence,
        head=clause.verb,
        clause=clause,
        kind="other",
        group=clause.lemma,
        lemma=clause.lemma,
        nominal=False,
        found_by=found_by,
        tokens={clause.verb},
    )

"""How alike two events of different articles are told: the words, the sort of happening, the site.

A word counts the more, the fewer events hold it, so that "Libya" joins nothing in a story about
Libya. Where two articles share hardly a word ("the blast", "a bomb went off"), the sort of
happening (`data/sorts.csv`) on one day at one site tells as much.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import log, sqrt

from maps.features import Event, EventPlace, Kind
from maps.sphere import distance_km
from timeline.events.days import length, overlap, shift
from timeline.events.sorts import HARM, once_a_day, shared_sorts, sorts

_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME = re.compile(r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)+")
_COMMON = frozenset(
    {"about", "after", "also", "been", "before", "from", "have", "into", "more", "other", "over",
     "said", "says", "some", "than", "that", "their", "there", "they", "this", "were", "when",
     "which", "with", "would"}
)  # fmt: skip
#: How alike (`Comparison.likeness`) two tellings of one event are at least, of the same kind and of
#: different ones. Set by reading pairs of a corpus of 358 articles in the order of their likeness.
_ALIKE, _ALIKE_OF_OTHER_KIND = 0.42, 0.5
#: The like where sort, day and site agree, and where one of the two tells no site.
_ALIKE_OF_SORT, _ALIKE_WITHOUT_SITE = 0.15, 0.35
#: The like where one tells the day and the other no more than the month, the year or nothing.
_ALIKE_IN_RETROSPECT = 0.35
#: What an agreement of sort, day and site counts, or of figure, day and site.
_SAME_SORT = 0.45
#: What a name told by both adds where sort and day agree.
_SAME_NAME = 0.15
#: The like for a number harmed, and for one of `TELLING_TOLL` or more.
_SAME_FIGURE, _SAME_TOLL = 0.1, 0.35
#: A toll this many times another is no later count of it.
_OTHER_TOLL = 5
#: Kinds that tellings of one event may be taken for, besides its own and `other`.
_FAMILIES: tuple[frozenset[Kind], ...] = (
    frozenset({"assault", "accident", "disaster", "protest", "coerce", "mobilize", "retreat"}),
    frozenset({"agree", "consult", "politics", "election", "sanction", "legal", "reject"}),
)
#: Levels at which sharing a place tells little of where it was.
_WIDE = frozenset({"country", "continent", "region", "water"})
#: Levels of areas that hold, or lie beside, places of other names: "off Nova Scotia", "Atlantic".
_UNBOUNDED = frozenset({"continent", "region", "water"})
#: Kilometres between two names of one site; between a city and the middle of the state it is in.
_NEAR_KM, _WITHIN_KM = 15.0, 200.0
#: Words by which the second of two like events is told apart, each list a way of counting.
_TELLS_APART = (
    re.compile(r"\b(second|third|fourth|fifth|another|separate)\b"),
    re.compile(r"\b(first round|run-?off|second round|semi-?final|quarter-?final)\b"),
)
#: Days an event of one day lasts at most, and at least those one told as background lasts.
_ONE_DAY, _BACKGROUND = 2, 10
#: So many harmed at one place tell an event whatever its date.
TELLING_TOLL = 10
#: Rules by which a date is guessed rather than read.
GUESSED = frozenset({"document date", "dateline", "carried over"})
#: News tells of the last few days: so far may the true day lie before a guessed one.
GUESS_DAYS = 6


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as its article tells it, with what is compared of it.

    Attributes:
        title, quote: the words of its title and first sentence; `..._norm` the norm of each.
        sorts: the sorts of happening told. names: names of two words or more, no places.
        figures: people harmed, by type. counted: words that tell it from another like it.
    """

    event: Event
    title: AbstractSet[str]
    quote: AbstractSet[str]
    title_norm: float
    quote_norm: float
    sorts: frozenset[str]
    names: frozenset[str]
    figures: frozenset[tuple[str, int]]
    counted: tuple[frozenset[str], ...]


class Comparison:
    """How much the words of all events tell, and how alike two events are."""

    def __init__(self, events: Iterable[Event]) -> None:
        told = [(event, _words(event.title), _words(_quote(event))) for event in events]
        counts = Counter(word for _, title, quote in told for word in title | quote)
        self._weights = {word: log(1 + len(told) / count) for word, count in counts.items()}
        self.tellings = tuple(self._telling(*one) for one in told)

    def _telling(self, event: Event, title: AbstractSet[str], quote: AbstractSet[str]) -> Telling:
        sentence = _quote(event)
        places = {name for place in event.places for name in (place.name, place.text)}
        return Telling(
            event,
            title,
            quote,
            self._norm(title),
            self._norm(quote),
            sorts(event),
            frozenset(_NAME.findall(sentence)) - places,
            frozenset((c.type, c.value) for c in event.casualties if c.value > 1),
            tuple(frozenset(words.findall(sentence.lower())) for words in _TELLS_APART),
        )

    def _norm(self, words: AbstractSet[str]) -> float:
        return sqrt(sum(self._weights[word] ** 2 for word in words))

    def _in_words(self, a: Telling, b: Telling) -> float:
        """0–1.5: the cosine of the sentences, and half that of the titles."""
        quotes = self._cosine(a.quote & b.quote, a.quote_norm * b.quote_norm)
        titles = self._cosine(a.title & b.title, a.title_norm * b.title_norm)
        return quotes + 0.5 * titles

    def _cosine(self, common: AbstractSet[str], norms: float) -> float:
        return self._norm(common) ** 2 / norms if norms else 0.0

    def likeness(self, a: Telling, b: Telling) -> float:
        """How alike two events are; 0 when they are not one."""
        same_kind = a.event.kind == b.event.kind
        if not may_be_one(a, b) or not (same_kind or _may_be_taken_for(a.event.kind, b.event.kind)):
            return 0.0
        alike = self._in_words(a, b)
        alike += 0.1 * bool(set(a.event.actors) & set(b.event.actors))
        if _is_same_sort(a, b, alike):
            return _SAME_SORT + alike
        if _is_background(a.event) != _is_background(b.event):
            return 0.0  # words alone do not join a day and "last year"
        return alike if alike >= (_ALIKE if same_kind else _ALIKE_OF_OTHER_KIND) else 0.0


def may_be_one(a: Telling, b: Telling, guess_days: int | None = None) -> bool:
    """Whether nothing speaks against it: not status, day, place or a word that counts them.

    A guessed day may be so many days late; None: one, or `GUESS_DAYS` where the toll is the same.
    """
    days = guess_days or (GUESS_DAYS if _same_toll(a, b) else 1)
    first, second = ((shift_guess(one.event, days), one.event.end) for one in (a, b))
    return (
        a.event.is_drawn == b.event.is_drawn
        and overlap(first, second)
        and _near(a.event, b.event)
        and not _told_apart(a, b)
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(text.lower()) if word not in _COMMON)


def _quote(event: Event) -> str:
    return event.evidence[0].quote if event.evidence else event.title


def _may_be_taken_for(first: Kind, second: Kind) -> bool:
    return "other" in (first, second) or any({first, second} <= f for f in _FAMILIES)


def _near(first: Event, second: Event) -> bool:
    """A place in common, one inside the other, or none told by one of them."""
    if not first.places or not second.places:
        return True
    return any(
        a.gazetteer_id == b.gazetteer_id
        or {a.level, b.level} & _UNBOUNDED
        or (a.country is not None and a.country == b.country and "country" in (a.level, b.level))
        or _is_site_of(a, b)
        for a in first.places
        for b in second.places
    )


def _is_site_of(a: EventPlace, b: EventPlace) -> bool:
    """Two names of one site, or a site and the state it lies in."""
    if a.country is None or a.country != b.country or {a.level, b.level} & _WIDE:
        return False
    apart = distance_km(a.lon, a.lat, b.lon, b.lat)
    return apart <= (_WITHIN_KM if "state" in (a.level, b.level) else _NEAR_KM)


# -- the same sort of happening, on one day at one site ------------------------------------------


def _is_same_sort(a: Telling, b: Telling, alike: float) -> bool:
    """Whether sort (or figure), day and site make them one, whatever the words."""
    shared, figure = shared_sorts(a.sorts, b.sorts), bool(a.figures & b.figures)
    if shared is None or not (shared - {HARM} or figure) or _is_another_toll(a, b):
        return False
    toll, name, site = _same_toll(a, b), bool(a.names & b.names), _same_site(a.event, b.event)
    alike += _SAME_NAME * name
    alike += _SAME_TOLL if toll else _SAME_FIGURE * figure
    of_a_day = _is_of_a_day(a.event) and _is_of_a_day(b.event)
    if a.event.places and b.event.places and not site:
        return toll and of_a_day and bool(shared)
    if not of_a_day:
        return bool(shared) and alike >= _ALIKE_IN_RETROSPECT
    if site:
        return figure or bool(shared & once_a_day()) or alike >= _ALIKE_OF_SORT
    return bool(shared) and alike >= _ALIKE_WITHOUT_SITE


def _is_of_a_day(event: Event) -> bool:
    return length((event.start, event.end)) <= _ONE_DAY


def _is_background(event: Event) -> bool:
    return length((event.start, event.end)) > _BACKGROUND


def shift_guess(event: Event, days: int = 1) -> str | None:
    """Its first day; for a guessed one so many days before, for news is told a day later."""
    if event.start is None or event.when_rule not in GUESSED:
        return event.start
    return shift(event.start, -days) or event.start


def _same_site(first: Event, second: Event) -> bool:
    return any(
        (a.gazetteer_id == b.gazetteer_id and a.level not in _WIDE) or _is_site_of(a, b)
        for a in first.places
        for b in second.places
    )


def _told_apart(a: Telling, b: Telling) -> bool:
    """Whether words count them as two: a second blast, another round, an aftershock."""
    if any(
        mine and theirs and not mine & theirs
        for mine, theirs in zip(a.counted, b.counted, strict=True)
    ):
        return True
    return ("aftershock" in a.sorts) != ("aftershock" in b.sorts)


def _is_another_toll(a: Telling, b: Telling) -> bool:
    """Whether one toll is no later count of the other: far higher, and the other no "at least"."""
    tolls = [max(_tolls(one.event), default=None) for one in (a, b)]
    if tolls[0] is None or tolls[1] is None:
        return False
    (low, is_open), (high, _) = sorted((tolls[0], tolls[1]))
    return high > _OTHER_TOLL * low and not is_open


def _tolls(event: Event) -> list[tuple[int, bool]]:
    """Numbers of dead, each with whether it may be higher."""
    return [(c.value, c.bound == "at_least") for c in event.casualties if c.type == "killed"]


def _same_toll(a: Telling, b: Telling) -> bool:
    return any(number >= TELLING_TOLL for _, number in a.figures & b.figures)

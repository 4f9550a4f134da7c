"""Where the dates and places of a sentence hang: each climbs from its governing word to the first
clause or event noun, and that is whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from maps.place import Toponym
from timeline.events.clauses import Clause
from timeline.events.date_links import is_date, is_part_of_day
from timeline.events.governors import effect_of
from timeline.events.labels import LabelFinder
from timeline.events.lexicon import Lexicon
from timeline.events.manner import Manner, MannerReader
from timeline.events.mention import Mention
from timeline.events.parse import Parse, Sentence
from timeline.model import TemporalExpression

#: Prepositions that set an event's noun apart from the clause it stands in.
APART = frozenset(
    {"after", "before", "since", "following", "ahead", "until", "despite", "about", "over",
     "against", "for", "because"}
)  # fmt: skip
#: Units of time, smallest first.
GRAINS = (
    "second", "minute", "hour", "daypart", "day", "weekend", "week", "month_part", "month",
    "season", "quarter", "half", "year_part", "year", "decade_part", "decade", "century_part",
    "century", "millennium", "open",
)  # fmt: skip


#: "…, near ", "…, 40 km north of the city of ", between two names.
_LOCATES = re.compile(
    r"\s*,?\s*(?:(?:just|some|about|around|\d[\d.,]*\s?(?:km|kilomet(?:re|er)s?|miles?))\s+)*"
    r"(?:to the\s+)?(?:near|outside|close to|not far from"
    r"|(?:north|south|east|west)[- ]?(?:east|west)?\s+of)\s+"
    r"(?:the\s+)?(?:(?:town|city|capital|village)\s+(?:of\s+)?)?"
)
#: "…, 43, of ".
_AGED = re.compile(r", \d{1,3},? (?:of|from) $")
#: "on his return from exile in ".
_BACK_FROM = re.compile(r"\b(?:back|home|return\w*) from (?:\w+ ){1,3}in $")
_SUBORDINATE = ("acl", "relcl", "advcl", "pcomp", "xcomp")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a date or place hangs: its governing token, and the clause verbs and event nouns above
    it, nearest first (the nearest owns it; -1 when there is none).
    """

    root: int
    chain: tuple[int, ...]

    @property
    def owner(self) -> int:
        return self.chain[0] if self.chain else -1


@dataclass(frozen=True, slots=True)
class DateAnchor:
    """A time expression and where it hangs."""

    timex: TemporalExpression
    anchor: Anchor
    #: Days to add: "a day after the vote" beside Monday puts the vote on Sunday.
    shift: int = 0

    @property
    def is_coarse(self) -> bool:
        """Half a year or longer: it dates its own verb alone."""
        return GRAINS.index(self.timex.grain) >= GRAINS.index("half")


@dataclass(frozen=True, slots=True)
class PlaceAnchor:
    """A place name, where it hangs and how it stands there."""

    toponym: Toponym
    anchor: Anchor
    manner: Manner


@dataclass(slots=True)
class SentenceAnchors:
    """One sentence with its clauses, event nouns, dates and places, for the linking rules."""

    parse: Parse
    sentence: Sentence
    clauses: Mapping[int, Clause]
    nouns: AbstractSet[int]
    lexicon: Lexicon
    kinds: Mapping[int, str]
    dates: list[DateAnchor] = field(default_factory=list)
    places: list[PlaceAnchor] = field(default_factory=list)
    sayings: set[int] = field(default_factory=set)
    #: The document's day, and the same for the sentence that opens a story alone ("…, a day after
    #: a bombing").
    now: str | None = None
    today: str | None = None

    def __post_init__(self) -> None:
        self.sayings = {
            verb
            for verb, clause in self.clauses.items()
            if effect_of(self.parse, clause, self.lexicon) in ("says", "claims", "denies")
            and self._reports(verb)
        }

    def _reports(self, verb: int) -> bool:
        """Whether a verb of saying has something said, and is not itself told as an event."""
        parse = self.parse
        if parse.child(verb, "ccomp", "parataxis") is not None or parse.deps[verb] == "parataxis":
            return True
        return self.clauses[verb].lemma in ("say", "tell", "add", "write", "report", "speak")

    # -- anchors ---------------------------------------------------------------------------------

    def anchor(self, start: int, end: int) -> Anchor:
        """Climb from a span of text to what owns it."""
        parse = self.parse
        root = parse.span_root(start, end)
        above = parse.ancestors(root)
        chain = [t for t in above if t in self.clauses or t in self.nouns]
        return Anchor(root, tuple(self._reattach(root, chain)))

    def _reattach(self, root: int, chain: list[int]) -> list[int]:
        """What opens a sentence before a reported clause belongs to that clause, though the parser
        hangs it on the verb of saying.
        """
        parse = self.parse
        if not chain or chain[0] not in self.sayings:
            return chain
        saying = chain[0]
        reported = parse.child(saying, "ccomp", "parataxis")
        if reported is None or not root < reported < saying:
            return chain
        subject = self.clauses[saying].subject
        if subject is not None and subject < root:
            return chain
        return [reported, *chain]

    def add_dates(self, timexes: Sequence[TemporalExpression]) -> None:
        found = [timex for timex in timexes if is_date(timex)]
        labels = LabelFinder(self.parse, self.sentence, self.clauses, self.nouns)
        # "withdrew before dawn", "dawn raids on Thursday": the day is told elsewhere.
        for timex in (timex for timex in found if not is_part_of_day(timex)):
            anchor = self.anchor(timex.start, timex.end)
            labelled = labels.find(timex, anchor.root)
            if labelled is not None:
                anchor = Anchor(anchor.root, (labelled,))  # the thing alone, no event
            elif self._opens(timex):
                anchor = self._of_main_clause(anchor)
            self.dates.append(DateAnchor(timex, anchor))
        self._by_distance(timexes)
        self._beside_nouns()

    def _opens(self, timex: TemporalExpression) -> bool:
        """“In August 2013, rockets …”: it opens the sentence."""
        first = self.parse.token_at(timex.start)
        if first - self.sentence.first > 1 or timex.type == "TIME":
            return False
        return first == self.sentence.first or self.parse.pos[self.sentence.first] == "ADP"

    def _of_main_clause(self, anchor: Anchor) -> Anchor:
        parse = self.parse
        root = next(
            (v for v in self.clauses if parse.heads[v] == v and parse.deps[v] == "ROOT"), None
        )
        subordinate = anchor.owner == -1 or parse.deps[anchor.owner] in _SUBORDINATE
        if root is None or anchor.owner == root or not subordinate:
            return anchor
        return Anchor(anchor.root, tuple(self._reattach(anchor.root, [root])))

    def _by_distance(self, timexes: Sequence[TemporalExpression]) -> None:
        """“on Monday, a day after a referendum”: the referendum was a day before Monday."""
        parse = self.parse
        for timex in timexes:
            days = _days_of(timex.value) if timex.type == "DURATION" else None
            if days is None or not (self.dates or self.today):
                continue
            after = parse.token_at(timex.end - 1) + 1
            if after >= self.sentence.last or parse.lower[after] not in ("after", "before"):
                continue
            noun = next((c for c in parse.all_children(after, "pobj") if c in self.nouns), None)
            if parse.deps[after] == "mark" and parse.heads[after] in self.clauses:
                noun = parse.heads[after]  # "a day after a bombing killed 70"
            gerund = parse.child(after, "pcomp")
            if noun is None and gerund in self.clauses:
                noun = gerund  # "a day after firing five missiles"
            if noun is None:
                continue
            base = min(
                self.dates, key=lambda d: abs(d.timex.start - timex.start), default=None
            ) or self._of_today(timex)
            if base.timex.grain not in ("day", "daypart", "hour", "minute"):
                continue
            offset = -days if parse.lower[after] == "after" else days
            anchor = Anchor(parse.span_root(timex.start, timex.end), (noun,))
            self.dates.append(DateAnchor(base.timex, anchor, offset))

    def _of_today(self, timex: TemporalExpression) -> DateAnchor:
        """The day of a lead that tells none of its own: the document's."""
        day = self.today
        told = replace(
            timex, type="DATE", value=day or "", edtf=day, earliest=day, latest=day, grain="day"
        )
        return DateAnchor(told, Anchor(-1, ()))

    def _beside_nouns(self) -> None:
        """A second date right behind an event's noun and its place is the noun's, wherever the
        parser hangs it: "… the landings in Normandy on 6 June 1944".
        """
        parse = self.parse
        if len(self.dates) < 2:
            return
        owners = [item.anchor.owner for item in self.dates]
        for index, item in enumerate(self.dates):
            if item.anchor.owner in self.nouns or (
                owners.count(item.anchor.owner) < 2
                and (
                    item.anchor.owner not in self.clauses
                    or parse.deps[item.anchor.owner] not in ("advcl", "xcomp")
                )
            ):
                continue
            first = parse.token_at(item.timex.start)
            noun = next(
                (n for n in self.nouns if n < first and 0 < first - max(parse.subtree(n)) <= 2),
                None,
            )
            if noun is not None and parse.starts[noun] > self.dates[0].timex.end:
                chain = (noun, *item.anchor.chain)
                self.dates[index] = replace(item, anchor=Anchor(item.anchor.root, chain))

    def add_places(self, toponyms: Sequence[Toponym]) -> None:
        reader = MannerReader(self.parse, self.clauses, self.nouns, self.lexicon, self.kinds)
        for toponym in toponyms:
            if toponym.place is None or toponym.role not in ("location", "facility", "metonym"):
                continue
            anchor = self.anchor(toponym.start, toponym.end)
            site = toponym.place.level in ("site", "base")
            manner = reader.read(anchor.root, is_site=site)
            if self._is_persons(toponym):
                manner = Manner(None, "where someone is from, no site")
            elif self._only_locates(toponym):
                manner = Manner(None, "only tells where the place before it lies")
            if (
                toponym.end < self.parse.ends[anchor.root]
                and toponym.start >= (self.parse.starts[anchor.root])
            ):
                manner = Manner(None, "part of a word, no site")  # "U.S.-led"
            if toponym.role == "metonym" and manner.site not in ("in", "own", "host"):
                manner = Manner(None, "stands for those who rule there, no site")
            if manner.owner is not None and manner.owner in anchor.chain:
                chain = anchor.chain[anchor.chain.index(manner.owner) :]
                anchor = Anchor(anchor.root, chain)
            elif manner.owner is not None:
                anchor = Anchor(anchor.root, (manner.owner, *anchor.chain))
            self.places.append(PlaceAnchor(toponym, anchor, manner))

    def _is_persons(self, toponym: Toponym) -> bool:
        """“Asan Tok, 43, of Osh”, “on his return from exile in Osh”."""
        before = self.parse.text[max(0, toponym.start - 60) : toponym.start]
        return bool(_AGED.search(before) or _BACK_FROM.search(before))

    def _only_locates(self, toponym: Toponym) -> bool:
        """“in Aurora, near Denver”: the second tells where the first lies."""
        if not self.places or self.places[-1].toponym.place is None:
            return False
        before = self.places[-1]
        between = self.parse.text[before.toponym.end : toponym.start]
        if before.manner.site in (None, "distance"):
            return False
        return bool(_LOCATES.fullmatch(between))

    def own_counts(self) -> dict[int, int]:
        """Owner token → how many dates and sites are its own."""
        counts: dict[int, int] = {}
        sites = [p.anchor.owner for p in self.places if p.manner.site is not None]
        for owner in [*(d.anchor.owner for d in self.dates), *sites]:
            counts[owner] = counts.get(owner, 0) + 1
        return counts

    @staticmethod
    def below(mention: Mention, anchor: Anchor) -> tuple[int, ...]:
        """What an anchor climbs through before it reaches the mention."""
        reached = next((i for i, token in enumerate(anchor.chain) if token in mention.tokens), 0)
        return anchor.chain[:reached]

    def governs(self, verb: int, mention: Mention) -> bool:
        """Whether a clause that tells no event of its own governs the mention's clause."""
        parse = self.parse
        start = mention.clause.verb if mention.clause else mention.head
        child = start
        for head in parse.ancestors(start):
            apart = parse.deps[child] in ("pobj", "pcomp") and parse.lower[head] in APART
            reported = parse.deps[child] == "ccomp" and mention.clause is None
            if parse.deps[child] == "relcl" or reported or (apart and mention.clause is None):
                return False
            if head == verb:
                return True
            child = head
        return False


def _days_of(value: str) -> int | None:
    """`P1D` → 1, `P2W` → 14; None for lengths that are no whole days."""
    number, unit = value[1:-1], value[-1:]
    if not value.startswith("P") or not number.isdigit() or unit not in "DW":
        return None
    return int(number) * (7 if unit == "W" else 1)

"""Which date and which place belong to which event: a sieve, the most precise rule first.

An anchor (a time expression or a place name) climbs from its governing word to the first clause or
event noun: that is whose it is. An event then takes, in this order, what is its own, what hangs
below it, what its governing clause has, and what else the sentence offers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from maps.place import Toponym
from timeline.events.clauses import Clause
from timeline.events.days import shift
from timeline.events.governors import effect_of
from timeline.events.lexicon import Lexicon
from timeline.events.manner import Manner, MannerReader
from timeline.events.mention import RULE_ORDER, DateLink, LinkRule, Mention, PlaceLink
from timeline.events.parse import Parse, Sentence
from timeline.model import TemporalExpression

#: Prepositions that set an event's noun apart from the clause it stands in.
APART = frozenset(
    {"after", "before", "since", "following", "ahead", "until", "despite", "about", "over",
     "against", "for", "because"}
)  # fmt: skip
_GRAINS = (
    "second", "minute", "hour", "daypart", "day", "weekend", "week", "month_part", "month",
    "season", "quarter", "half", "year_part", "year", "decade_part", "decade", "century_part",
    "century", "millennium", "open",
)  # fmt: skip
_SHARED_MARKS = frozenset({"when", "as", "while"})


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
        return _GRAINS.index(self.timex.grain) >= _GRAINS.index("half")


@dataclass(frozen=True, slots=True)
class PlaceAnchor:
    """A place name, where it hangs and how it stands there."""

    toponym: Toponym
    anchor: Anchor
    manner: Manner


@dataclass(slots=True)
class SentenceScene:
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
        for timex in timexes:
            if is_date(timex):
                self.dates.append(DateAnchor(timex, self.anchor(timex.start, timex.end)))
        self._by_distance(timexes)
        self._beside_nouns()

    def _by_distance(self, timexes: Sequence[TemporalExpression]) -> None:
        """“on Monday, a day after a referendum”: the referendum was a day before Monday."""
        parse = self.parse
        for timex in timexes:
            days = _days_of(timex.value) if timex.type == "DURATION" else None
            if days is None or not self.dates:
                continue
            after = parse.token_at(timex.end - 1) + 1
            if after >= self.sentence.last or parse.lower[after] not in ("after", "before"):
                continue
            noun = next((c for c in parse.all_children(after, "pobj") if c in self.nouns), None)
            if noun is None:
                continue
            base = min(self.dates, key=lambda d: abs(d.timex.start - timex.start))
            if base.timex.grain not in ("day", "daypart", "hour", "minute"):
                continue
            offset = -days if parse.lower[after] == "after" else days
            anchor = Anchor(parse.span_root(timex.start, timex.end), (noun,))
            self.dates.append(DateAnchor(base.timex, anchor, offset))

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
            if toponym.place is None or toponym.role not in ("location", "facility"):
                continue
            anchor = self.anchor(toponym.start, toponym.end)
            site = toponym.place.level in ("site", "base")
            manner = reader.read(anchor.root, is_site=site)
            if (
                toponym.end < self.parse.ends[anchor.root]
                and toponym.start >= (self.parse.starts[anchor.root])
            ):
                manner = Manner(None, "part of a word, no site")  # "U.S.-led"
            if manner.owner is not None and manner.owner in anchor.chain:
                chain = anchor.chain[anchor.chain.index(manner.owner) :]
                anchor = Anchor(anchor.root, chain)
            elif manner.owner is not None:
                anchor = Anchor(anchor.root, (manner.owner, *anchor.chain))
            self.places.append(PlaceAnchor(toponym, anchor, manner))

    def own_counts(self) -> dict[int, int]:
        """Owner token → how many dates and sites are its own."""
        counts: dict[int, int] = {}
        sites = [p.anchor.owner for p in self.places if p.manner.site is not None]
        for owner in [*(d.anchor.owner for d in self.dates), *sites]:
            counts[owner] = counts.get(owner, 0) + 1
        return counts

    # -- dates -----------------------------------------------------------------------------------

    def date_for(self, mention: Mention, taken: Mapping[int, Mention]) -> DateLink | None:
        """The best date of the sentence for a mention, by the sieve; notes what it turned down."""
        ranked: list[tuple[int, int, int, DateAnchor, LinkRule]] = []
        for item in self.dates:
            rule = self._date_rule(mention, item, taken)
            if rule is None:
                mention.rejected_dates.append(f"{item.timex.text}: belongs to another clause")
                continue
            fine = _GRAINS.index(item.timex.grain) if rule in ("own words", "same clause") else 0
            distance = abs(item.anchor.root - mention.head)
            ranked.append((RULE_ORDER.index(rule), fine, distance, item, rule))
        if not ranked:
            return None
        ranked.sort(key=lambda entry: entry[:3])
        best, rule = ranked[0][3:]
        if rule == "own words" and self._explains(mention, best):
            best = replace(best, timex=_point(best.timex))
        mention.rejected_dates.extend(
            f"{other.timex.text}: {other_rule}, less precise"
            for *_, other, other_rule in ranked[1:]
        )
        return date_link(best.timex, rule, best.shift)

    def _date_rule(
        self, mention: Mention, item: DateAnchor, taken: Mapping[int, Mention]
    ) -> LinkRule | None:
        owner = item.anchor.owner
        if self._explains(mention, item):
            return "own words"
        if owner == -1:
            return "same sentence" if len({id(m) for m in taken.values()}) == 1 else None
        if owner in mention.tokens:
            return "own words" if mention.nominal and owner == mention.head else "same clause"
        other = taken.get(owner)
        if other is not None:
            return self._shared_date(mention, other, item)
        if owner in self.sayings:
            # A day on which it was told is a day by which it had happened.
            if mention.nominal and mention.clause is None:
                # "Putin, during his visit to Dushanbe on Tuesday, said …"
                return "governing clause" if self._governs(owner, mention) else None
            return "reporting clause" if owner in set(self.parse.ancestors(mention.head)) else None
        return self._loose_rule(mention, item.anchor)

    def _explains(self, mention: Mention, item: DateAnchor) -> bool:
        """“since 1939, when a quake killed …”: the clause hangs on the date itself."""
        verb = mention.clause.verb if mention.clause else mention.head
        head = self.parse.heads[verb]
        inside = item.timex.start <= self.parse.starts[head] < item.timex.end
        return inside and self.parse.deps[verb] in ("relcl", "acl", "advcl")

    def _stands_apart(self, verb: int) -> bool:
        """Relative clauses and "though …", "because …" are of a time of their own."""
        parse, clause = self.parse, self.clauses.get(verb)
        if clause is None:
            return False
        marks = {parse.lower[c] for c in parse.all_children(verb, "mark", "advmod")}
        own_subject = parse.deps[verb] == "advcl" and clause.own_subject
        return parse.deps[verb] == "relcl" or (own_subject and not marks & _SHARED_MARKS)

    def _loose_rule(self, mention: Mention, anchor: Anchor) -> LinkRule | None:
        """For an anchor whose clause tells no event: below or above the mention."""
        if mention.tokens.intersection(anchor.chain):
            return None if self._stands_apart(anchor.owner) else "subtree"
        if self._governs(anchor.owner, mention):
            return "governing clause"
        return None

    def _shared_date(self, mention: Mention, other: Mention, item: DateAnchor) -> LinkRule | None:
        """A date of another event in the sentence: shared down to what hangs on it closely."""
        parse = self.parse
        if mention.nominal and mention.clause is None:
            return None
        verb = mention.clause.verb if mention.clause else mention.head
        dep = parse.deps[verb]
        if parse.heads[verb] in other.tokens:
            close = dep in ("conj", "ccomp") or (
                dep in ("advcl", "xcomp") and parse.tags[verb] in ("VBG", "VB")
            )
            marks = {parse.lower[c] for c in parse.all_children(verb, "mark", "advmod")}
            if close or (dep == "advcl" and marks & _SHARED_MARKS):
                return "governing clause"
        leads = parse.heads[other.head] in mention.tokens and parse.deps[other.head] == "conj"
        return "same sentence" if leads and not item.is_coarse else None

    def _governs(self, verb: int, mention: Mention) -> bool:
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

    # -- places ----------------------------------------------------------------------------------

    def places_for(self, mention: Mention, taken: Mapping[int, Mention]) -> list[PlaceLink]:
        """The places of the sentence for a mention: all that the most precise rule gives."""
        found: dict[LinkRule, list[PlaceLink]] = {}
        far: list[PlaceLink] = []
        for item in self.places:
            name = item.toponym.name
            why_not = self._no_site(mention, item.manner)
            rule = None if why_not else self._place_rule(mention, item, taken)
            if rule is None:
                why_not = why_not or "belongs to another clause"
                mention.rejected_places.append(f"{name}: {why_not}")
            elif item.manner.site == "distance":
                far.append(PlaceLink(item.toponym, rule, "only a distance from it is told"))
            else:
                reason = f"“{self._phrase(item)}” ({rule})"
                found.setdefault(rule, []).append(PlaceLink(item.toponym, rule, reason))
        ordered = sorted(found, key=RULE_ORDER.index)
        if not ordered:
            return far
        chosen = list(found[ordered[0]])
        for rule in ordered[1:]:
            if (ordered[0], rule) == ("own words", "same clause"):
                chosen += found[rule]
                continue
            mention.rejected_places.extend(
                f"{link.toponym.name}: {rule}, less precise" for link in found[rule]
            )
        return chosen

    @staticmethod
    def _no_site(mention: Mention, manner: Manner) -> str:
        if manner.site is None:
            return manner.why_not
        if manner.site == "whose" and mention.kind != "election":
            return "a relation (“’s”), no site"
        return ""

    def _phrase(self, item: PlaceAnchor) -> str:
        """The place with its preposition, as a reader sees it."""
        parse, head = self.parse, self.parse.heads[item.anchor.root]
        if parse.pos[head] == "ADP" and head < item.anchor.root:
            return " ".join(parse.text[parse.starts[head] : item.toponym.end].split())
        return item.toponym.name

    def _dated(self, mention: Mention) -> bool:
        return any(item.anchor.owner in mention.tokens for item in self.dates)

    def _place_rule(
        self, mention: Mention, item: PlaceAnchor, taken: Mapping[int, Mention]
    ) -> LinkRule | None:
        anchor = item.anchor
        if self.parse.quoted[anchor.root] and not self.parse.quoted[mention.head]:
            return None
        if anchor.owner in mention.no_site:
            return None
        if anchor.owner in mention.tokens:
            own = item.manner.site == "own" and mention.nominal
            return "own words" if own else "same clause"
        if anchor.owner in self.sayings:
            return None
        other = taken.get(anchor.owner)
        if other is not None:
            return self._shared_place(mention, other)
        if mention.tokens.intersection(anchor.chain):
            dep = self.parse.deps[anchor.owner]
            loose = dep == "relcl" or (dep == "acl" and item.manner.site != "in")
            return None if loose else "subtree"
        if self._governs(anchor.owner, mention):
            return "governing clause"
        alone = anchor.owner == -1 or item.manner.site == "alone"
        return "same sentence" if alone and mention.clause is not None else None

    def _shared_place(self, mention: Mention, other: Mention) -> LinkRule | None:
        """A place of another event of the sentence, unless each has a date of its own."""
        if mention.clause is None or (self._dated(mention) and self._dated(other)):
            return None
        parse, verb = self.parse, mention.clause.verb
        if parse.heads[verb] in other.tokens and parse.deps[verb] in ("advcl", "xcomp", "conj"):
            return "governing clause"
        below = parse.heads[other.head] in mention.tokens and not self._dated(other)
        if below and parse.deps[other.head] in ("advcl", "conj"):
            return "same sentence"
        return None


def _point(timex: TemporalExpression) -> TemporalExpression:
    """The year that "since 1939" begins with."""
    year = (timex.earliest or "")[:4]
    if timex.grain not in ("year", "open") or len(year) != 4 or timex.edtf == year:
        return timex
    return replace(timex, edtf=year, latest=f"{year}-12-31")


def _days_of(value: str) -> int | None:
    """`P1D` → 1, `P2W` → 14; None for lengths that are no whole days."""
    number, unit = value[1:-1], value[-1:]
    if not value.startswith("P") or not number.isdigit() or unit not in "DW":
        return None
    return int(number) * (7 if unit == "W" else 1)


def date_link(timex: TemporalExpression, rule: LinkRule, days: int = 0) -> DateLink:
    """A time expression, or the day some days from it, as an event's date."""
    reason = f"“{timex.text}” ({rule})"
    if timex.reason:
        reason = f"{reason}: {timex.reason}"
    link = DateLink(
        start=timex.earliest,
        end=timex.latest,
        edtf=timex.edtf,
        text=timex.text,
        rule=rule,
        reason=reason,
        timex=timex,
        confidence=timex.confidence,
    )
    if not days or timex.earliest is None:
        return link
    day = shift(timex.earliest, days)
    told = (
        f"{abs(days)} day{'s' * (abs(days) > 1)} {'before' if days < 0 else 'after'} “{timex.text}”"
    )
    return replace(link, start=day, end=day, edtf=day, reason=f"{told} ({rule})")


_DAY_WORDS = re.compile(
    r"day\b|\d{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|\b(?:tonight|yesterday|tomorrow|last|next|this|same|later|earlier)\b",
    re.IGNORECASE,
)


def is_date(timex: TemporalExpression) -> bool:
    """Whether an expression can date an event: it has days, and is no set, bare length, or clock
    time whose day is told elsewhere.
    """
    if timex.edtf is None or timex.type == "SET":
        return False
    clock = timex.type == "TIME" and timex.grain in ("hour", "minute", "second")
    return not clock or bool(_DAY_WORDS.search(timex.text))

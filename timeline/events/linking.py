"""Which date and which place belong to which event: a sieve, the most precise rule first.

An anchor (a time expression or a place name) climbs from its governing word to the first clause or
event noun: that is whose it is. An event then takes, in this order, what is its own, what hangs
below it, what its governing clause has, and what else the sentence offers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maps.place import Toponym
from timeline.events.clauses import Clause
from timeline.events.lexicon import Lexicon
from timeline.events.mention import DateLink, LinkRule, Mention, PlaceLink
from timeline.events.parse import Parse, Sentence
from timeline.events.status import effect_of, is_condition
from timeline.model import TemporalExpression

_BLOCKING_NOUN_PREPOSITIONS = frozenset(
    {"after", "before", "since", "following", "ahead", "until", "despite", "about", "over",
     "against", "for", "because"}
)  # fmt: skip
_TRANSPARENT = ("compound", "nmod", "appos", "npadvmod", "conj", "amod", "dep", "nummod")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a date or place hangs in its sentence.

    Attributes:
        root: its governing token. owner: the first clause verb or event noun above it.
        chain: all clause verbs and event nouns above it, nearest first.
        manner: how a place stands to its owner; None when it is no site at all.
        why_not: for a place that is no site, the reason.
    """

    root: int
    owner: int
    chain: tuple[int, ...]
    manner: str | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class DateAnchor:
    timex: TemporalExpression
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class PlaceAnchor:
    toponym: Toponym
    anchor: Anchor


class SentenceScene:
    """One sentence with its clauses, event nouns, dates and places, for the linking rules."""

    def __init__(
        self,
        parse: Parse,
        sentence: Sentence,
        clauses: Mapping[int, Clause],
        nouns: set[int],
        lexicon: Lexicon,
        kinds: Mapping[int, str],
    ) -> None:
        self.parse, self.sentence, self.clauses = parse, sentence, clauses
        self.nouns, self.lexicon = nouns, lexicon
        self.kinds = kinds
        self.dates: list[DateAnchor] = []
        self.places: list[PlaceAnchor] = []
        self.sayings = {
            verb
            for verb, clause in clauses.items()
            if effect_of(parse, clause, lexicon) in ("says", "claims", "denies")
            and self._reports(verb)
        }

    def _reports(self, verb: int) -> bool:
        """Whether a verb of saying has something said, and is not itself told as an event."""
        parse = self.parse
        if parse.child(verb, "ccomp", "parataxis") is not None or parse.deps[verb] == "parataxis":
            return True
        return self.clauses[verb].lemma in ("say", "tell", "add", "write", "report", "speak")

    def anchor(self, start: int, end: int) -> Anchor:
        """Climb from a span to what owns it."""
        parse = self.parse
        root = parse.span_root(start, end)
        chain = [t for t in (root, *parse.ancestors(root)) if t in self.clauses or t in self.nouns]
        if root in chain and parse.pos[root] == "VERB":
            chain.remove(root)
        chain = self._reattach(root, chain)
        owner = chain[0] if chain else -1
        return Anchor(root, owner, tuple(chain))

    def _reattach(self, root: int, chain: list[int]) -> list[int]:
        """Undo two habits of the parser: what opens the sentence before a reported clause hangs on
        the saying verb, and what stands between two clauses hangs on the second.
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

    # -- dates -----------------------------------------------------------------------------------

    def date_for(self, mention: Mention, taken: Mapping[int, Mention]) -> DateLink | None:
        """The best date of the sentence for a mention, by the sieve; notes what it turned down."""
        ranked: list[tuple[int, int, DateAnchor, LinkRule]] = []
        for item in self.dates:
            rule = self._date_rule(mention, item.anchor, taken)
            if rule is None:
                mention.rejected_dates.append(f"{item.timex.text}: belongs to another clause")
                continue
            distance = abs(item.anchor.root - mention.head)
            ranked.append((_RANK[rule], distance, item, rule))
        ranked.sort(key=lambda entry: entry[:2])
        if not ranked:
            return None
        _, _, best, rule = ranked[0]
        for _, _, other, other_rule in ranked[1:]:
            if other_rule == rule and rule in ("own words", "same clause"):
                finer = _finer(best.timex, other.timex)
                best = best if finer is best.timex else other
            mention.rejected_dates.append(f"{other.timex.text}: {other_rule}, less precise")
        return date_link(best.timex, rule)

    def _date_rule(
        self, mention: Mention, anchor: Anchor, taken: Mapping[int, Mention]
    ) -> LinkRule | None:
        if anchor.owner == -1:
            return "same sentence" if len(self._mentions(taken)) == 1 else None
        if anchor.owner in mention.tokens:
            own = anchor.owner == mention.head or self.parse.heads[anchor.root] in mention.tokens
            return "own words" if own and mention.nominal else "same clause"
        owner_event = taken.get(anchor.owner)
        if owner_event is not None:
            return self._from_other_event(mention, owner_event, anchor)
        if anchor.owner in self.sayings:
            # A day on which it was told is a day by which it had happened.
            return "reporting clause" if self._is_reported_by(mention, anchor.owner) else None
        if mention.tokens.intersection(anchor.chain):
            return "subtree"
        if self._governs(anchor.owner, mention):
            return "governing clause"
        if self._is_unreal(anchor.owner):
            return None
        return "same sentence" if not mention.nominal else None

    def _from_other_event(
        self, mention: Mention, other: Mention, anchor: Anchor
    ) -> LinkRule | None:
        """A date of another event in the sentence: shared down to what hangs on it closely."""
        parse = self.parse
        verb = mention.clause.verb if mention.clause else mention.head
        if mention.nominal and mention.clause is None:
            return None
        dep, head = parse.deps[verb], parse.heads[verb]
        if head not in other.tokens:
            return None
        if dep == "conj" or (dep in ("advcl", "xcomp") and parse.tags[verb] in ("VBG", "VB")):
            return "governing clause"
        if dep == "advcl":
            marks = {parse.lower[c] for c in parse.all_children(verb, "mark", "advmod")}
            if marks & {"when", "as", "while"}:
                return "governing clause"
        if dep == "ccomp":
            return "governing clause"
        if parse.heads[other.head] in mention.tokens and parse.deps[other.head] == "conj":
            return "same sentence"
        return None

    def _is_reported_by(self, mention: Mention, saying: int) -> bool:
        return mention.standing is None or saying in set(self.parse.ancestors(mention.head))

    def _governs(self, verb: int, mention: Mention) -> bool:
        """Whether a clause that tells no event of its own governs the mention's clause."""
        start = mention.clause.verb if mention.clause else mention.head
        if mention.nominal and mention.clause is None:
            return self._light_path(verb, mention.head)
        for head in self.parse.ancestors(start):
            if head == verb:
                return True
            if self.parse.deps[head] == "relcl":
                return False
        return False

    def _light_path(self, verb: int, noun: int) -> bool:
        """An event noun takes its verb's date unless "after", "over" … set it apart."""
        parse, child = self.parse, noun
        for head in parse.ancestors(noun):
            if parse.deps[child] in ("pobj", "pcomp") and parse.lower[head] in (
                _BLOCKING_NOUN_PREPOSITIONS
            ):
                return False
            if head == verb:
                return True
            child = head
        return False

    def _is_unreal(self, verb: int) -> bool:
        clause = self.clauses.get(verb)
        return clause is not None and is_condition(self.parse, clause)

    @staticmethod
    def _mentions(taken: Mapping[int, Mention]) -> set[int]:
        return {id(mention) for mention in taken.values()}

    # -- places ----------------------------------------------------------------------------------

    def place_anchor(self, toponym: Toponym) -> PlaceAnchor:
        """How a place name stands in the sentence: site, or relation, origin, party …"""
        anchor = self.anchor(toponym.start, toponym.end)
        manner, why_not, owner = self._manner(anchor.root)
        chain = anchor.chain
        if owner is not None and owner in chain:
            chain = chain[chain.index(owner) :]
        return PlaceAnchor(
            toponym,
            Anchor(anchor.root, chain[0] if chain else -1, chain, manner, why_not),
        )

    def _manner(self, root: int) -> tuple[str | None, str, int | None]:
        """(manner, why it is no site, owner to use) by climbing through transparent words."""
        parse, words = self.parse, self.lexicon.words
        token = root
        for _ in range(12):
            dep, head = parse.deps[token], parse.heads[token]
            if head == token:
                return ("alone", "", None)
            if dep == "conj":
                if parse.pos[head] in ("VERB", "AUX") or head in self.clauses:
                    return ("alone", "", None)
                token = head
                continue
            if dep == "pobj":
                done = self._by_preposition(head, token)
                if isinstance(done, tuple):
                    return done
                token = done
                continue
            if dep in ("dobj", "nsubjpass", "nsubj", "attr", "dative"):
                return self._by_argument(token, head, dep)
            if dep == "poss" or (dep == "compound" and head in self.nouns):
                if head in self.nouns:
                    return ("own", "", head)
                if parse.lemmas[head] in words["place_noun"] or parse.entities[head] in (
                    "GPE", "LOC", "FAC",
                ):  # fmt: skip
                    token = head
                    continue
                return (None, "a relation (“’s”), no site", None)
            if dep in _TRANSPARENT:
                if head in self.clauses and dep not in ("npadvmod", "dep"):
                    return ("alone", "", None)
                if head in self.nouns:
                    return ("own", "", head)
                if dep == "npadvmod" and head in self.clauses:
                    return ("in", "", None)
                token = head
                continue
            return ("alone", "", None)
        return ("alone", "", None)

    def _by_preposition(
        self, preposition: int, token: int
    ) -> tuple[str | None, str, int | None] | int:
        """What a preposition makes of the place; a token means: go on climbing from there."""
        parse, words = self.parse, self.lexicon.words
        lower = parse.lower[preposition]
        head = parse.heads[preposition]
        if parse.deps[preposition] == "prep" and parse.pos[head] == "ADP":
            # "out of", "outside of", "near to": the outer preposition counts.
            if lower in ("of", "to", "from"):
                lower = parse.lower[head] if lower != "from" else lower
            head = parse.heads[head]
        if lower == "of":
            if head in self.nouns:
                return ("own", "", head)
            lemma = parse.lemmas[head]
            if (
                lemma in words["place_noun"]
                or parse.pos[head] == "PROPN"
                or (
                    lemma not in words["person_noun"]
                    and parse.pos[head] == "NOUN"
                    and parse.entities[head] == ""
                    and lemma
                    in (
                        "street",
                        "airport",
                        "station",
                        "palace",
                        "university",
                        "gate",
                        "most",
                        "much",
                        "all",
                        "half",
                        "rest",
                        "church",
                        "cathedral",
                        "port",
                    )
                )
            ):
                return head
            return (None, f"“{parse.words[head]} of” is a relation, no site", None)
        if lower == "from":
            verb = self._verb_above(head)
            if verb is not None and parse.lemmas[verb] in words["source_verb"]:
                return ("from", "", None)
            return (None, "an origin (“from”), no site", None)
        if lower in words["goal"]:
            verb = self._verb_above(head)
            if head in self.nouns and parse.lemmas[head] in ("visit", "trip", "return"):
                return ("own", "", head)
            if verb is not None and parse.lemmas[verb] in words["goal_verb"] and lower != "for":
                return ("to", "", None)
            if lower == "onto" or (lower == "into" and verb is not None):
                return ("into", "", None)
            return (None, f"“{lower}” tells a direction or a party, no site", None)
        if lower in words["locative"]:
            if lower == "by" and self.clauses.get(head) and self.clauses[head].passive:
                return (None, "the one who did it, no site", None)
            if head in self.nouns:
                return ("own", "", head)
            if lower in ("between", "over", "behind") and self._is_party(token):
                return (None, "parties, no site", None)
            return ("in", "", None)
        return (None, f"“{lower}” tells no site", None)

    def _is_party(self, token: int) -> bool:
        """Countries between which there are talks, not a road."""
        return any(
            item.toponym.role == "metonym" for item in self.places if item.anchor.root == token
        )

    def _verb_above(self, token: int) -> int | None:
        if token in self.clauses:
            return token
        for head in self.parse.ancestors(token):
            if head in self.clauses:
                return head
        return None

    def _by_argument(self, token: int, head: int, dep: str) -> tuple[str | None, str, int | None]:
        parse, words = self.parse, self.lexicon.words
        lemma = parse.lemmas[head]
        if dep in ("dobj", "nsubjpass"):
            if lemma in words["not_site"] or self.kinds.get(head) in words["patient_kind"] - {
                "consult", "coerce",
            }:  # fmt: skip
                return (None, "the party it is done to, no site", None)
            return ("object", "", None)
        if dep == "nsubj":
            if lemma in words["host_verb"] and parse.pos[token] == "PROPN":
                return ("host", "", None)
            if token in self.nouns:
                return ("own", "", token)
            root_is_name = parse.pos[token] == "PROPN"
            if not root_is_name:
                return ("in", "", None)
            return (None, "the subject acts or speaks, no site", None)
        return (None, "no site", None)

    def places_for(self, mention: Mention, taken: Mapping[int, Mention]) -> list[PlaceLink]:
        """The places of the sentence for a mention: all that the most precise rule gives."""
        found: dict[LinkRule, list[PlaceLink]] = {}
        for item in self.places:
            anchor = item.anchor
            name = item.toponym.name
            if anchor.manner is None:
                mention.rejected_places.append(f"{name}: {anchor.why_not}")
                continue
            rule = self._place_rule(mention, anchor, taken)
            if rule is None:
                mention.rejected_places.append(f"{name}: belongs to another clause")
                continue
            reason = f"“{self._phrase(item)}” ({rule})"
            found.setdefault(rule, []).append(PlaceLink(item.toponym, rule, reason))
        for rule in _RANK:
            links = found.get(rule)
            if links:
                for later in list(found)[list(found).index(rule) + 1 :]:
                    mention.rejected_places.extend(
                        f"{link.toponym.name}: {later}, less precise" for link in found[later]
                    )
                extra = found.get("same clause", []) if rule == "own words" else []
                return [*links, *extra]
        return []

    def _phrase(self, item: PlaceAnchor) -> str:
        """The place with its preposition, as a reader sees it."""
        parse, head = self.parse, self.parse.heads[item.anchor.root]
        if parse.pos[head] == "ADP" and head < item.anchor.root:
            return parse.text[parse.starts[head] : item.toponym.end].replace("\n", " ")
        return item.toponym.name

    def _place_rule(
        self, mention: Mention, anchor: Anchor, taken: Mapping[int, Mention]
    ) -> LinkRule | None:
        if anchor.owner in mention.tokens:
            if anchor.manner == "own" and mention.nominal:
                return "own words"
            return "same clause"
        if anchor.owner in self.sayings:
            return None
        other = taken.get(anchor.owner)
        if other is not None:
            if mention.nominal and mention.clause is None:
                return None
            verb = mention.clause.verb if mention.clause else mention.head
            dep, head = self.parse.deps[verb], self.parse.heads[verb]
            if head in other.tokens:
                if dep in ("advcl", "xcomp", "conj"):
                    return "governing clause"
            if self.parse.heads[other.head] in mention.tokens and self.parse.deps[other.head] in (
                "advcl", "conj",
            ):  # fmt: skip
                return "same sentence"
            return None
        if mention.tokens.intersection(anchor.chain):
            relative = self.parse.deps[anchor.owner] in ("relcl", "acl")
            return None if relative and anchor.manner != "in" else "subtree"
        if self._governs(anchor.owner, mention):
            return "governing clause"
        if anchor.owner == -1 or anchor.manner == "alone":
            return "same sentence" if not mention.nominal or mention.clause else None
        return None


_RANK: dict[LinkRule, int] = {
    "own words": 0,
    "same clause": 1,
    "subtree": 2,
    "governing clause": 3,
    "same sentence": 4,
    "reporting clause": 5,
}

_GRAINS = (
    "second", "minute", "hour", "daypart", "day", "weekend", "week", "month_part", "month",
    "season", "quarter", "half", "year_part", "year", "decade_part", "decade", "century_part",
    "century", "millennium", "open",
)  # fmt: skip


def _finer(first: TemporalExpression, second: TemporalExpression) -> TemporalExpression:
    return first if _GRAINS.index(first.grain) <= _GRAINS.index(second.grain) else second


def date_link(timex: TemporalExpression, rule: LinkRule, reason: str = "") -> DateLink:
    """A time expression as an event's date."""
    told = f"“{timex.text}” ({rule})"
    if timex.reason:
        told = f"{told}: {timex.reason}"
    return DateLink(
        start=timex.earliest,
        end=timex.latest,
        edtf=timex.edtf,
        text=timex.text,
        rule=rule,
        reason=reason or told,
        timex=timex,
        confidence=timex.confidence,
    )


def is_date(timex: TemporalExpression) -> bool:
    """Whether an expression can date an event: it has days and is no bare length of time."""
    return timex.edtf is not None and timex.type != "SET"


def within(
    items: Sequence[TemporalExpression] | Sequence[Toponym], start: int, end: int
) -> list[TemporalExpression | Toponym]:
    """What lies inside a stretch of text."""
    return [item for item in items if start <= item.start and item.end <= end]

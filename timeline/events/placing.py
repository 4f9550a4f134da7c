"""Which places belong to which event of a sentence: a sieve, the most precise rule first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.events.anchors import PlaceAnchor, SentenceAnchors
from timeline.events.manner import Manner
from timeline.events.mention import RULE_ORDER, LinkRule, Mention, PlaceLink

_MODALS = frozenset({"could", "would", "will", "may", "might", "can", "should"})


@dataclass(frozen=True, slots=True)
class PlaceSieve:
    """The places of one sentence, asked for one mention after the other.

    `taken`: token → the mention that it tells of.
    """

    anchors: SentenceAnchors
    taken: Mapping[int, Mention]

    def places_for(self, mention: Mention) -> list[PlaceLink]:
        """The places of the sentence for a mention: all that the most precise rule gives."""
        told = self._where(mention)
        if told:
            return told
        found: dict[LinkRule, list[PlaceLink]] = {}
        far: list[PlaceLink] = []
        for item in self.anchors.places:
            name = item.toponym.name
            why_not = self._no_site(mention, item.manner)
            rule = None if why_not else self._place_rule(mention, item)
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

    def _where(self, mention: Mention) -> list[PlaceLink]:
        """“… in Diyarbakir, where two bombs had killed four”: what the clause hangs on."""
        parse, clause = self.anchors.parse, mention.clause
        if clause is None or parse.deps[clause.verb] != "relcl":
            return []
        opens = [parse.lower[c] for c in parse.all_children(clause.verb, "advmod")]
        if "where" not in opens:
            return []
        noun = parse.heads[clause.verb]
        return [
            PlaceLink(item.toponym, "own words", f"“{item.toponym.name}, where …” (own words)")
            for item in self.anchors.places
            if item.anchor.root == noun
        ]

    @staticmethod
    def _no_site(mention: Mention, manner: Manner) -> str:
        if manner.site is None:
            return manner.why_not
        if manner.site == "whose" and mention.kind != "election":
            return "a relation (“’s”), no site"
        return ""

    def _phrase(self, item: PlaceAnchor) -> str:
        """The place with its preposition, as a reader sees it."""
        parse, head = self.anchors.parse, self.anchors.parse.heads[item.anchor.root]
        outer = parse.heads[parse.heads[head]]
        if parse.lower[head] == "of" and parse.pos[outer] == "ADP":
            head = outer  # "near the city of X"
        if parse.pos[head] == "ADP" and head < item.anchor.root:
            return " ".join(parse.text[parse.starts[head] : item.toponym.end].split())
        return item.toponym.name

    def _dated(self, mention: Mention) -> bool:
        return any(item.anchor.owner in mention.tokens for item in self.anchors.dates)

    def _place_rule(self, mention: Mention, item: PlaceAnchor) -> LinkRule | None:
        anchor = item.anchor
        if self.anchors.parse.quoted[anchor.root] and not self.anchors.parse.quoted[mention.head]:
            return None
        if anchor.owner in mention.no_site:
            return None
        if anchor.owner in mention.tokens:
            own = item.manner.site == "own" and mention.nominal
            return "own words" if own else "same clause"
        if anchor.owner in self.anchors.sayings:
            return None
        other = self.taken.get(anchor.owner)
        if other is not None:
            return self._shared_place(mention, other)
        if mention.tokens.intersection(anchor.chain):
            return None if self._stands_apart(mention, item) else "subtree"
        if self.anchors.governs(anchor.owner, mention):
            return "governing clause"
        alone = anchor.owner == -1 or item.manner.site == "alone"
        return "same sentence" if alone and mention.clause is not None else None

    def _stands_apart(self, mention: Mention, item: PlaceAnchor) -> bool:
        """Places of relative clauses, of other events, and of what is only coordinated."""
        anchors = self.anchors
        for token in anchors.below(mention, item.anchor):
            dep, clause = anchors.parse.deps[token], anchors.clauses.get(token)
            beside = dep == "conj" and clause is not None and clause.own_subject
            beside |= clause is not None and not self._hangs_on(token, item)
            beside |= clause is not None and not _MODALS.isdisjoint(clause.auxiliaries)
            origin = anchors.parse.lemmas[token] in anchors.lexicon.words["origin_verb"]
            beside |= origin and dep == "acl"
            loose = dep == "relcl" or (dep == "acl" and item.manner.site != "in")
            if loose or beside or token in self.taken:
                return True
        return False

    def _hangs_on(self, verb: int, item: PlaceAnchor) -> bool:
        """Whether a place is told of a verb, not of a noun below it ("its role in Syria")."""
        parse, nouns = self.anchors.parse, self.anchors.lexicon.words["place_noun"]
        for token in parse.ancestors(item.anchor.root):
            if token == verb:
                return True
            governor = parse.heads[token]
            below_noun = parse.pos[token] == "ADP" and parse.pos[governor] in ("NOUN", "PROPN")
            if below_noun and parse.lower[token] != "of" and parse.lemmas[governor] not in nouns:
                return False
        return False

    def _shared_place(self, mention: Mention, other: Mention) -> LinkRule | None:
        """A place of another event of the sentence, unless each has a date of its own."""
        if mention.clause is None or (self._dated(mention) and self._dated(other)):
            return None
        parse, verb = self.anchors.parse, mention.clause.verb
        if parse.heads[verb] in other.tokens and parse.deps[verb] in ("advcl", "xcomp", "conj"):
            return "governing clause"
        marks = {parse.lower[m] for m in parse.all_children(other.head, "mark")}
        if marks & {"after", "before", "since"}:
            return None
        below = parse.heads[other.head] in mention.tokens and not self._dated(other)
        beside = parse.deps[other.head] == "conj" and other.clause is not None
        if beside and other.clause is not None and other.clause.own_subject:
            return None  # "The quake struck near X, and trains in Y were halted"
        if below and parse.deps[other.head] in ("advcl", "conj"):
            return "same sentence"
        return None

"""How a place name stands in its sentence: as the site of something, or as an origin, a party, a
relation, a distance, which are no sites.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from timeline.events.clauses import Clause
from timeline.events.lexicon import Lexicon
from timeline.events.parse import Parse

#: own: of an event's noun ("the Dushanbe summit") · in: a locative phrase · from, to: of a movement
#: · object: what was struck, taken, visited · host: the subject that stages · whose: "Kenya's party
#: won" · distance: "72 km south of" · alone: no word governs it.
Site = Literal["own", "in", "from", "to", "object", "host", "whose", "distance", "alone"]

_TRANSPARENT = frozenset({"compound", "nmod", "appos", "npadvmod", "amod", "dep", "nummod"})
_LENGTHS = frozenset({"km", "kilometres", "kilometers", "miles", "mile", "metres", "meters"})
_NAMED = frozenset({"GPE", "LOC", "FAC"})
_NAMED_AFTER = frozenset({"treaty", "pact", "accord", "agreement", "congress"})


@dataclass(frozen=True, slots=True)
class Manner:
    """`site` is None when the place is no site, and `why_not` tells why; `owner` is the event noun
    that has it for its own, when there is one.
    """

    site: Site | None
    why_not: str = ""
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class MannerReader:
    """Reads manners in one sentence; `nouns`: its event nouns, `kinds`: verb → kind of event."""

    parse: Parse
    clauses: Mapping[int, Clause]
    nouns: AbstractSet[int]
    lexicon: Lexicon
    kinds: Mapping[int, str]

    def read(self, root: int, *, is_site: bool = False) -> Manner:
        """Climb from a name through words that only say what sort of place it is.

        `is_site`: a building or base, whose parts ("the roof of X") are where it is.
        """
        token: int | Manner = root
        if is_site and self._is_part(root):
            token = self.parse.heads[self.parse.heads[root]]
        for _ in range(12):
            if isinstance(token, Manner):
                return token
            token = self._step(token)
        return token if isinstance(token, Manner) else Manner("alone")

    def _is_part(self, root: int) -> bool:
        parse, preposition = self.parse, self.parse.heads[root]
        whole = parse.heads[preposition]
        if parse.deps[root] != "pobj" or parse.lower[preposition] != "of":
            return False
        people = self.lexicon.words["person_noun"]
        return parse.pos[whole] == "NOUN" and parse.lemmas[whole] not in people

    def _step(self, token: int) -> int | Manner:
        dep, head = self.parse.deps[token], self.parse.heads[token]
        if head == token:
            return Manner("alone")
        if dep == "pobj":
            return self._by_preposition(head)
        if dep == "conj":
            if self.parse.pos[head] == "NOUN" and self.parse.deps[head].startswith("nsubj"):
                return Manner(None, "the subject acts or speaks, no site")
            return Manner("alone") if self._is_verb(head) else head
        if dep == "poss" or (dep == "compound" and head in self.nouns):
            return self._by_owner(head)
        if dep in ("dobj", "nsubjpass", "nsubj", "attr", "dative"):
            return self._by_argument(token, head, dep)
        if dep in _TRANSPARENT:
            return self._through(head, dep)
        return Manner("alone")

    def _is_verb(self, token: int) -> bool:
        return token in self.clauses or self.parse.pos[token] in ("VERB", "AUX")

    def _through(self, head: int, dep: str) -> int | Manner:
        if head in self.nouns:
            return Manner("own", owner=head)
        if dep == "npadvmod" and self.parse.deps[head] == "amod":
            return Manner(None, "“…-led”: a party, no site")
        if self.parse.deps[head] == "nsubj" and dep in ("compound", "nmod", "amod"):
            return Manner(None, "where the one who acts is from, no site")
        if self.parse.lemmas[head] in self.lexicon.words["person_noun"] and dep != "appos":
            return Manner(None, "where someone is from, no site")
        if head in self.clauses:
            return Manner("in" if dep == "npadvmod" else "alone")
        return head

    def _by_owner(self, head: int) -> int | Manner:
        """“Kenya's election”, “Tajikistan's capital Dushanbe”, “Ukraine's president”."""
        parse = self.parse
        if head in self.nouns:
            return Manner("own", owner=head)
        if parse.lemmas[head] in self.lexicon.words["place_noun"] or parse.entities[head] in _NAMED:
            return head
        if parse.deps[head] == "nsubj" and parse.heads[head] in self.clauses:
            return Manner("whose")
        return Manner(None, "a relation (“’s”), no site")

    def _by_preposition(self, preposition: int) -> int | Manner:
        parse, words = self.parse, self.lexicon.words
        lower, head = parse.lower[preposition], parse.heads[preposition]
        if parse.deps[preposition] == "prep" and parse.pos[head] == "ADP":
            # "outside of", "near to": the outer preposition counts, but "from behind" is "from".
            lower = lower if lower == "from" else parse.lower[head]
            head = parse.heads[head]
        if lower == "of":
            return self._of(head)
        if lower == "from":
            return self._from(head)
        if lower in words["goal"]:
            return self._goal(lower, head)
        if lower == "with" and parse.lemmas[head] in ("border", "frontier"):
            return head  # "near the border with Mali"
        if lower not in words["locative"]:
            return Manner(None, f"“{lower}” tells no site")
        if lower == "over" and parse.lemmas[head] in words["over_noun"]:
            return Manner(None, "“over” tells a rival or a matter, no site")
        if lower == "by" and head in self.clauses and self.clauses[head].passive:
            return Manner(None, "the one who did it, no site")
        if self._is_distance(head):
            return Manner("distance")
        if head in self.nouns:
            return Manner("own", owner=head)
        above = parse.heads[head]
        if parse.deps[head] == "pobj" and parse.lower[above] == "from" and head not in self.clauses:
            return Manner(None, "an origin (“from … in”), no site")
        return Manner("in")

    def _of(self, head: int) -> int | Manner:
        parse, words = self.parse, self.lexicon.words
        lemma = parse.lemmas[head]
        if head in self.nouns:
            if lemma in _NAMED_AFTER:
                return Manner(None, "part of a name: “Treaty of …”")
            return Manner("own", owner=head)
        if self._is_distance(head):
            return Manner("distance")
        if lemma in words["place_noun"] or lemma in words["site_noun"]:
            return head
        if parse.pos[head] == "PROPN" and parse.entities[head] not in ("PERSON", "ORG"):
            return head
        return Manner(None, f"“{parse.words[head]} of” is a relation, no site")

    def _is_distance(self, token: int) -> bool:
        """“72 km south-west of X”: X tells how far, not where."""
        parse = self.parse
        if parse.lemmas[token] not in self.lexicon.words["direction"]:
            return False
        return not _LENGTHS.isdisjoint(parse.lower[max(0, token - 6) : token + 1])

    def _from(self, head: int) -> Manner:
        if self.parse.lemmas[head] in ("take-off", "takeoff", "off"):
            return Manner("in")
        verb = self._verb_above(head)
        if verb is not None and self.parse.lemmas[verb] in self.lexicon.words["source_verb"]:
            return Manner("from")
        return Manner(None, "an origin (“from”), no site")

    def _goal(self, lower: str, head: int) -> Manner:
        parse, words = self.parse, self.lexicon.words
        if head in self.nouns and parse.lemmas[head] in words["to_noun"]:
            return Manner("own", owner=head)
        verb = self._verb_above(head)
        if verb is None or lower == "for":
            return Manner(None, f"“{lower}” tells a direction or a party, no site")
        target = self.clauses[verb].object
        to_object = target is not None and parse.lemmas[target] in words["to_noun"]
        if parse.lemmas[verb] in words["goal_verb"] or to_object or lower in ("onto", "into"):
            return Manner("to")
        return Manner(None, f"“{lower}” tells a direction or a party, no site")

    def _verb_above(self, token: int) -> int | None:
        if token in self.clauses:
            return token
        return next((head for head in self.parse.ancestors(token) if head in self.clauses), None)

    def _by_argument(self, token: int, head: int, dep: str) -> Manner:
        parse, words = self.parse, self.lexicon.words
        lemma = parse.lemmas[head]
        if dep in ("dobj", "nsubjpass"):
            parties = words["patient_kind"] - {"consult", "coerce"}
            if lemma in words["not_site"] or self.kinds.get(head) in parties:
                return Manner(None, "the party it is done to, no site")
            if head not in self.kinds and lemma not in words["site_object"]:
                return Manner(None, "the object of a verb that puts nothing there")
            return Manner("object")
        if dep != "nsubj":
            return Manner(None, "no site")
        if token in self.nouns:
            return Manner("own", owner=token)
        if parse.pos[token] != "PROPN":
            return Manner("in")
        stages = lemma == "hold" and self.kinds.get(head) in ("election", "sport", "culture")
        stages |= lemma == "vote" and self.kinds.get(head) == "election"
        stages |= lemma in ("declare", "impose") and self.kinds.get(head) == "coerce"
        if lemma in words["host_verb"] or stages:
            return Manner("host")
        return Manner(None, "the subject acts or speaks, no site")

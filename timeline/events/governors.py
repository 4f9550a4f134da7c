"""What the words above an event's word say of its truth: a climb to the root of the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.events.clauses import Clause
from timeline.events.hearsay import effect_of_report, is_content
from timeline.events.lexicon import Effect, Lexicon
from timeline.events.parse import Parse
from timeline.events.tense import (
    Tense,
    has_condition,
    is_condition,
    is_proviso,
    read_tense,
)

_ORDINALS = frozenset({"first", "last", "only", "second", "third", "latest"})
_FACTUAL = frozenset(
    {"when", "after", "while", "whereas", "although", "though", "because", "since", "as", "once"}
)
_ACCUSED_OF = frozenset({"accuse", "suspect", "charge", "blame", "deny"})
#: Verbs that leave open whether the event of their object took place only in some other sense.
_NOT_OF_NOUNS = frozenset(
    {"set", "order", "call", "allow", "discuss", "see", "offer", "commit", "require", "debate",
     "consider", "resist", "resolve", "mean", "abandon", "decide", "agree"}
)  # fmt: skip
_UNREAL_OF_NOUNS = frozenset({"without", "instead"})
_UNREAL = _UNREAL_OF_NOUNS | {"rather", "against"}
_EMBEDDED = frozenset(
    {"ccomp", "xcomp", "parataxis", "dobj", "nsubjpass", "prep", "oprd", "acl", "csubj",
     "csubjpass"}
)  # fmt: skip


def effect_of(parse: Parse, clause: Clause, lexicon: Lexicon) -> Effect | None:
    """What a clause's verb does to the truth of its complement."""
    if clause.passive and clause.lemma in lexicon.embedding_passive:
        return lexicon.embedding_passive[clause.lemma]
    if clause.lemma == "go" and parse.tags[clause.verb] == "VBG":
        return "plans"
    return lexicon.embedding.get(clause.lemma)


@dataclass(slots=True)
class Governors:
    """Collects what the words above an event say of it.

    Attributes:
        effects: (effect, word), the nearest first. unreal: why nothing is told as a fact, or None.
        sayer: the verb of saying it hangs on. tense: of the first finite clause above.
        purpose: whether it hangs on a "to …" that tells what something is for.
    """

    parse: Parse
    clauses: Mapping[int, Clause]
    lexicon: Lexicon
    effects: list[tuple[Effect, str]] = field(default_factory=list)
    unreal: str | None = None
    sayer: int | None = None
    tense: Tense | None = None
    purpose: bool = False

    def climb(self, token: int, *, is_noun: bool) -> None:
        """Walk from an event's word to the root, stopping where a clause is presupposed.

        `is_noun`: an event's noun that stands in another event's clause.
        """
        parse, child = self.parse, token
        for head in parse.ancestors(token):
            dep = parse.deps[child]
            if child in self.clauses and self._ends_at(child, head, dep, is_start=child == token):
                return
            self._note_proviso(child)
            if head in self.clauses:
                self._by_verb(child, head, dep, is_noun=is_noun)
                is_noun = False
            elif dep == "pcomp" and parse.lower[head] in ("after", "since"):
                self.tense = self.tense or "past"  # "is dead after being stabbed on Friday"
                return
            else:
                self._by_word(child, head, dep)
            if self.unreal:
                return
            child = head
        if child in self.clauses and child != token:
            self._note_negation(child)
        self._note_proviso(child)
        if child in self.clauses and is_condition(parse, self.clauses[child]):
            self.unreal = "an if-clause"
        elif child in self.clauses and has_condition(parse, self.clauses, child):
            self.unreal = "hangs on a condition"

    def _ends_at(self, child: int, head: int, dep: str, *, is_start: bool) -> bool:
        """Whether the climb is over: at an if-clause, or at a clause that is true by itself."""
        parse, clause = self.parse, self.clauses[child]
        if is_condition(parse, clause):
            self.unreal = "an if-clause"
            return True
        if not is_start:
            self._note_negation(child)
        if self._is_presupposed(child, dep):
            return True
        if dep in ("advcl", "acl", "relcl") and "to" in clause.auxiliaries:
            # "… to help return them": what a purpose hopes for is not told as done.
            named = [head, *parse.all_children(head, "attr")]  # "became the first man to …"
            ordinal = any(parse.lower[c] in _ORDINALS for n in named for c in parse.children[n])
            result = parse.lemmas[head] in self.lexicon.words["result_verb"] and (
                clause.lemma in self.lexicon.words["result"]
            )
            self.purpose |= not ordinal and not (dep == "advcl" and result)
        return False

    def _note_proviso(self, token: int) -> None:
        """“The attack, if confirmed, would be the worst”."""
        for child in self.parse.all_children(token, "advcl", "acl"):
            if is_proviso(self.parse, child):
                self.effects.append(("claims", f"if {self.parse.lower[child]}"))

    def _note_negation(self, verb: int) -> None:
        """“No group has admitted carrying out the attack”."""
        clause = self.clauses[verb]
        effect = effect_of(self.parse, clause, self.lexicon)
        if clause.negated and effect in ("says", "claims", "plans"):
            self.unreal = f"negated: “{self.parse.words[verb]}”"

    def _is_presupposed(self, child: int, dep: str) -> bool:
        """Relative clauses, and past clauses with "when", "after", "while": true by themselves."""
        if dep == "relcl":
            noun = self.parse.heads[child]
            content = is_content(self.parse, noun, child, self.lexicon)
            return not content and "to" not in self.clauses[child].auxiliaries
        if dep in ("ccomp", "parataxis") and self._stands_before(child):
            return True
        if dep != "advcl" or not self.clauses[child].own_subject:
            return False
        marks = {self.parse.lower[c] for c in self.parse.all_children(child, "mark", "advmod")}
        return bool(marks & _FACTUAL) and read_tense(self.parse, self.clauses[child]) == "past"

    def _stands_before(self, child: int) -> bool:
        """“He sold the house; she denied that …”: a semicolon parts what a parser ties together."""
        head = self.parse.heads[child]
        return child < head and ";" in self.parse.words[child:head]

    def _by_verb(self, child: int, head: int, dep: str, *, is_noun: bool) -> None:
        parse, clause = self.parse, self.clauses[head]
        bound = dep in ("ccomp", "xcomp") or (
            # An adverbial clause beside an if-clause is as unreal as its main clause, unless past.
            dep == "advcl"
            and child in self.clauses
            and read_tense(parse, self.clauses[child]) != "past"
        )
        if bound and has_condition(parse, self.clauses, head):
            self.unreal = "hangs on a condition"
        if dep == "advcl":
            self._adverbial(child, clause)
        elif dep == "prep":
            self._by_preposition(child, clause)
        elif is_noun and dep in ("dobj", "nsubjpass"):
            self.over_noun(child, clause)
        elif dep in _EMBEDDED:
            self._embed(child, clause, dep)
        tense = read_tense(parse, clause)
        if self.tense is None and tense not in ("infinitive", "participle"):
            self.tense = tense

    def _by_preposition(self, preposition: int, clause: Clause) -> None:
        """“accused of leading”, “prevented from meeting”, “called for a strike”."""
        lower, word = self.parse.lower[preposition], self.parse.words[clause.verb]
        effect = effect_of(self.parse, clause, self.lexicon)
        if lower in ("of", "for", "with", "in") and clause.lemma in _ACCUSED_OF:
            self.effects.append(("claims", word))
        elif lower == "from" and clause.lemma in ("prevent", "stop", "keep", "deter"):
            self.effects.append(("fails", word))
        elif lower == "for" and (effect in {"possible", "plans"}) and effect is not None:
            self.effects.append((effect, word))

    def over_noun(self, noun: int, clause: Clause) -> None:
        """“planned a strike”, “fear an attack”, “denied the murder”."""
        parse = self.parse
        effect = effect_of(parse, clause, self.lexicon)
        determiners = {parse.lower[c] for c in parse.all_children(noun, "det", "predet", "amod")}
        if clause.negated and not determiners & {"the", "this", "that", "these", "those"}:
            self.unreal = f"negated: “{parse.words[clause.verb]}”"
        if effect in ("plans", "possible", "denies", "fails") and clause.lemma not in _NOT_OF_NOUNS:
            self.effects.append((effect, self.parse.words[clause.verb]))

    def _embed(self, child: int, clause: Clause, dep: str) -> None:
        parse = self.parse
        word = parse.words[clause.verb]
        if clause.lemma == "be" and dep == "xcomp" and child in self.clauses:
            if "to" in self.clauses[child].auxiliaries:
                self.effects.append(("plans", f"{word} to"))
            return
        effect = effect_of(parse, clause, self.lexicon)
        if effect is None or (dep == "nsubjpass" and child not in self.clauses):
            return
        if effect in ("says", "claims", "denies") and self.sayer is None:
            self.sayer = clause.verb
        if clause.negated and effect in ("plans", "possible"):
            self.unreal = f"negated: “{word}”"
        if effect == "says" and self._is_order(child, clause):
            effect = "possible"
        self.effects.append(("says" if clause.negated and effect == "denies" else effect, word))

    def _is_order(self, child: int, clause: Clause) -> bool:
        """“told owners to switch it off”; but "is said to have died" reports."""
        told = self.clauses.get(child)
        if told is None or clause.passive or self.parse.deps[child] != "xcomp":
            return False
        return "to" in told.auxiliaries and "have" not in told.auxiliaries

    def _adverbial(self, child: int, clause: Clause) -> None:
        marks = {self.parse.lower[c] for c in self.parse.all_children(child, "mark", "advmod")}
        told = clause.complement
        if told is not None and child in self.clauses and "to" in self.clauses[child].auxiliaries:
            effect = self.lexicon.clause_words.get(self.parse.lower[told])
            if effect is not None:  # "are due in Prague to sign"
                self.effects.append((effect, self.parse.lower[told]))
        ahead = read_tense(self.parse, clause) in ("future", "would")
        if ahead and marks & {"until", "till", "before"}:
            self.effects.append(("possible", "until"))
        if "as" in marks and marks & {"though", "if"}:
            self.unreal = "a comparison"

    def _by_word(self, child: int, head: int, dep: str) -> None:
        """Adjectives, nouns and prepositions: "likely to", "plan to", "threat of", "without"."""
        parse = self.parse
        lower = parse.lower[head]
        if dep in ("xcomp", "ccomp", "prep") and lower in self.lexicon.clause_words:
            if dep != "prep" or parse.pos[head] == "ADJ":
                self.effects.append((self.lexicon.clause_words[lower], lower))
        elif dep == "prep" and lower in self.lexicon.gerund_words:
            if parse.child(child, "pcomp") is not None:
                self.effects.append((self.lexicon.gerund_words[lower], lower))
        elif dep in ("acl", "prep", "relcl", "ccomp", "xcomp") and parse.pos[head] == "NOUN":
            self._by_noun(child, head, dep)
        elif dep in ("pcomp", "pobj") and lower == "of" and self._is_cleared_of(head):
            self.effects.append(("denies", "cleared of"))
        elif (dep == "pcomp" and lower in _UNREAL) or (dep == "pobj" and lower in _UNREAL_OF_NOUNS):
            self.unreal = f"“{lower}”"

    def _by_noun(self, child: int, head: int, dep: str) -> None:
        parse, lemma = self.parse, self.parse.lemmas[head]
        preposition = parse.lower[child] if dep == "prep" else ""
        if preposition not in ("", "of", "for", "to", "on", "about"):
            return
        effect = self.lexicon.embedding_nouns.get(lemma)
        if effect in ("says", "claims"):
            effect = effect_of_report(parse, self.clauses, head, self.lexicon)
        if effect is not None and (effect != "plans" or dep != "prep" or lemma == "plan"):
            self.effects.append((effect, parse.lower[head]))

    def _is_cleared_of(self, preposition: int) -> bool:
        """“cleared a man of murdering …”, “was acquitted of murder”."""
        above = list(self.parse.ancestors(preposition))[:2]
        cleared = self.lexicon.words["clearing"]
        return any(t in self.clauses and self.clauses[t].lemma in cleared for t in above)

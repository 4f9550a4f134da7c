"""Did it happen? Tense, modals, negation, conditions and the verbs and nouns that govern a clause.

`assess` climbs from an event's word to the root of its sentence and lets each governing word have
its say. The gravest wins: a hypothesis or a negation leaves no event, a denial leaves one that is
denied, and so on down to what simply happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from maps.features import Status
from timeline.events.clauses import Clause
from timeline.events.lexicon import Effect, Lexicon
from timeline.events.parse import Parse, Sentence

Tense = Literal[
    "past", "present", "progressive", "future", "would", "would_have", "possible", "infinitive",
    "participle",
]  # fmt: skip

_FUTURE = frozenset({"will", "’ll", "'ll", "shall", "wo"})
_WOULD = frozenset({"would", "'d", "’d"})
_MAYBE = frozenset({"may", "might", "could", "can", "should", "must", "ought", "ca"})
_PAST_AUXILIARIES = frozenset({"had", "did", "was", "were", "has", "have", "'ve", "’ve"})
_PRESENT_BE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "being", "be", "been"})
_CONDITIONS = frozenset({"if", "unless", "lest", "whether", "provided", "supposing"})
_ORDINALS = frozenset({"first", "last", "only", "second", "third", "latest"})
_FACTUAL = frozenset(
    {"when", "after", "while", "whereas", "although", "though", "because", "since", "as", "once"}
)
_UNREAL_PREPOSITIONS = frozenset({"without", "instead", "rather", "against", "from", "despite"})
_FIRST_PERSON = frozenset({"i", "we"})
_PLAN_NOUNS = frozenset(
    {"plan", "proposal", "intention", "preparation", "decision", "promise", "pledge", "date",
     "order", "schedule", "deadline", "agreement", "vow"}
)  # fmt: skip
_MAYBE_NOUNS = frozenset(
    {"threat", "risk", "fear", "possibility", "danger", "chance", "prospect", "attempt", "bid",
     "effort", "call", "demand", "hope", "wish", "need", "warning", "idea", "right", "ability",
     "request", "suggestion", "invitation", "offer", "question", "worry", "concern", "desire",
     "potential", "scenario", "likelihood", "speculation", "allegation"}
)  # fmt: skip
_CLAIM_NOUNS = frozenset(
    {"claim", "allegation", "accusation", "charge", "suspicion", "belief", "rumour", "rumor"}
)
_ACCUSED_OF = frozenset({"accuse", "suspect", "charge", "blame", "deny"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event stands: its status, or None when the sentence gives no event at all.

    Attributes:
        reason: why, in a few words for a reader and for --explain.
        tense: of its clause.
        effects: the governing words that had a say, "accuse: claims".
        sayer: the verb of saying it hangs on, if any.
    """

    status: Status | None
    reason: str
    tense: Tense
    sayer: int | None = None
    by_date: bool = False


def read_tense(parse: Parse, clause: Clause) -> Tense:
    """The tense and mood of a clause's verb group."""
    auxiliaries, tag = clause.auxiliaries, parse.tags[clause.verb]
    if "to" in auxiliaries:
        return "infinitive"
    for word in auxiliaries:
        if word in _FUTURE:
            return "future"
        if word in _WOULD and (tag in ("VB", "VBN") or "be" in auxiliaries):
            if word != "would" and tag == "VBN" and "be" not in auxiliaries:
                return "past"
            return "would_have" if "have" in auxiliaries or "'ve" in auxiliaries else "would"
        if word in _MAYBE:
            return "possible"
    if any(word in _PAST_AUXILIARIES for word in auxiliaries):
        if tag == "VBG" and not {"was", "were", "had"} & set(auxiliaries):
            return "progressive"
        return "past"
    if any(word in _PRESENT_BE for word in auxiliaries):
        return "progressive" if tag == "VBG" or "being" in auxiliaries else "present"
    if tag == "VBD":
        return "past"
    if tag in ("VBZ", "VBP"):
        return "present"
    if tag == "VBN":
        return "past"
    if tag == "VBG":
        return "participle"
    # A bare verb that heads a sentence is a past or present the tagger took for another.
    heads = clause.own_subject and parse.deps[clause.verb] == "ROOT"
    return "present" if heads else "infinitive"


def is_condition(parse: Parse, clause: Clause) -> bool:
    """Whether a clause is an if-clause, with the word or by inversion ("Had he come, …")."""
    verb = clause.verb
    for child in parse.children[verb]:
        if parse.deps[child] in ("mark", "advmod") and parse.lower[child] in _CONDITIONS:
            return True
    if not clause.own_subject or clause.subject is None or not clause.auxiliaries:
        return False
    first = min((c for c in parse.all_children(verb, "aux", "auxpass")), default=None)
    if (
        first is None
        or first > clause.subject
        or parse.lower[first] not in ("had", "should", "were")
    ):
        return False
    # Inversion also makes questions and "neither had he": a condition opens its clause.
    before = first - 1
    return (
        before < 0
        or not parse.words[before].isalpha()
        or parse.starts[first] == 0
        or (parse.sentence_of[before] != parse.sentence_of[first])
    )


def has_condition(parse: Parse, clauses: Mapping[int, Clause], verb: int) -> bool:
    """Whether a clause, or one it hangs on, is bound to an if-clause."""
    for child in parse.children[verb]:
        dep = parse.deps[child]
        if dep in ("advcl", "ccomp", "parataxis") and child in clauses:
            if is_condition(parse, clauses[child]):
                return True
        if dep == "prep" and parse.lower[child] == "without" and parse.lower[verb] != "said":
            clause = clauses.get(verb)
            if clause and set(clause.auxiliaries) & (_WOULD | _MAYBE):
                return True
    return False


def effect_of(parse: Parse, clause: Clause, lexicon: Lexicon) -> Effect | None:
    """What a clause's verb does to the truth of its complement."""
    if clause.passive and clause.lemma in lexicon.embedding_passive:
        return lexicon.embedding_passive[clause.lemma]
    if clause.lemma == "go" and parse.tags[clause.verb] == "VBG":
        return "plans"
    return lexicon.embedding.get(clause.lemma)


class _Climb:
    """Collects what the words above an event say of it."""

    def __init__(self, parse: Parse, clauses: Mapping[int, Clause], lexicon: Lexicon) -> None:
        self.parse, self.clauses, self.lexicon = parse, clauses, lexicon
        self.effects: list[tuple[Effect, str]] = []
        self.unreal: str | None = None
        self.sayer: int | None = None
        self.governing_tense: Tense | None = None
        self.purpose = False

    def up(self, token: int, nominal: bool) -> None:
        """Walk from an event's word to the root, stopping where a clause is presupposed."""
        parse, child, first_clause = self.parse, token, not nominal
        for head in parse.ancestors(token):
            dep = parse.deps[child]
            if child in self.clauses:
                clause = self.clauses[child]
                if is_condition(parse, clause):
                    self.unreal = "an if-clause"
                    return
                if child != token:
                    self._note_negation(clause, dep)
            if child in self.clauses:
                if self._is_presupposed(child, dep):
                    return
                self._note_purpose(child, head, dep)
            if head in self.clauses:
                self._by_verb(child, head, dep, nominal and first_clause is False)
                first_clause = True
            else:
                self._by_word(child, head, dep)
            if self.unreal:
                return
            child = head
        if child in self.clauses:
            if is_condition(parse, self.clauses[child]):
                self.unreal = "an if-clause"
            elif has_condition(parse, self.clauses, child):
                self.unreal = "hangs on a condition"

    def _is_presupposed(self, child: int, dep: str) -> bool:
        """Relative clauses, and past clauses with "when", "after", "while": true by themselves."""
        if dep == "relcl":
            return True
        if dep != "advcl" or not self.clauses[child].own_subject:
            return False
        marks = {self.parse.lower[c] for c in self.parse.all_children(child, "mark", "advmod")}
        return bool(marks & _FACTUAL) and read_tense(self.parse, self.clauses[child]) == "past"

    def _note_purpose(self, child: int, head: int, dep: str) -> None:
        """ "… to help return them": what a purpose hopes for is not told as done."""
        if dep not in ("advcl", "acl", "relcl") or "to" not in self.clauses[child].auxiliaries:
            return
        ordinal = any(self.parse.lower[c] in _ORDINALS for c in self.parse.children[head])
        if not (dep in ("acl", "relcl") and ordinal):
            self.purpose = True

    def _note_negation(self, clause: Clause, dep: str) -> None:
        if clause.negated and effect_of(self.parse, clause, self.lexicon) in (
            "says",
            "claims",
            "plans",
        ):
            self.unreal = f"negated: “{self.parse.words[clause.verb]}”"

    def _by_verb(self, child: int, head: int, dep: str, nominal: bool) -> None:
        parse, clause = self.parse, self.clauses[head]
        if dep in ("advcl",) and has_condition(parse, self.clauses, head) and child in self.clauses:
            # An adverbial clause beside an if-clause is as unreal as its main clause, unless past.
            if read_tense(parse, self.clauses[child]) not in ("past",):
                self.unreal = "hangs on a condition"
        if dep in (
            "ccomp",
            "xcomp",
            "parataxis",
            "dobj",
            "nsubjpass",
            "prep",
            "oprd",
            "acl",
            "csubj",
            "csubjpass",
        ):
            if has_condition(parse, self.clauses, head) and dep in ("ccomp", "xcomp"):
                self.unreal = "hangs on a condition"
            self._embed(child, clause, dep, nominal)
        elif dep == "advcl":
            self._adverbial(child, clause)
        tense = read_tense(parse, clause)
        if self.governing_tense is None and tense not in ("infinitive", "participle"):
            self.governing_tense = tense

    def _embed(self, child: int, clause: Clause, dep: str, nominal: bool) -> None:
        parse = self.parse
        effect = effect_of(parse, clause, self.lexicon)
        word = parse.words[clause.verb]
        if dep == "prep":
            preposition = parse.lower[child]
            if preposition in ("of", "for", "with", "in") and clause.lemma in _ACCUSED_OF:
                self.effects.append(("claims", word))
            elif preposition == "from" and clause.lemma in ("prevent", "stop", "keep", "deter"):
                self.effects.append(("fails", word))
            elif preposition == "for" and effect in ("possible", "plans"):
                self.effects.append((effect, word))
            return
        if clause.lemma == "be" and dep == "xcomp" and child in self.clauses:
            if "to" in self.clauses[child].auxiliaries:
                self.effects.append(("plans", f"{word} to"))
            return
        if effect is None:
            return
        if nominal and dep in ("dobj", "nsubjpass"):
            # Of nouns only these verbs decide: "planned a strike", "fear an attack", "denied".
            if effect in ("plans", "possible", "denies", "fails") and clause.lemma not in (
                "set",
                "order",
                "call",
                "allow",
                "discuss",
                "see",
                "offer",
                "commit",
                "require",
                "debate",
                "consider",
                "resist",
                "resolve",
                "mean",
                "abandon",
                "decide",
                "agree",
            ):
                self.effects.append((effect, word))
            return
        if dep in ("nsubjpass",) and child not in self.clauses:
            return
        if effect in ("says", "claims", "denies") and self.sayer is None:
            self.sayer = clause.verb
        if clause.negated and effect == "denies":
            effect = "says"
        self.effects.append((effect, word))
        if effect in ("plans", "possible") and clause.negated:
            self.unreal = f"negated: “{word}”"

    def _adverbial(self, child: int, clause: Clause) -> None:
        parse = self.parse
        marks = {parse.lower[c] for c in parse.all_children(child, "mark", "advmod")}
        if marks & {"until", "till", "before"} and read_tense(parse, clause) in ("future", "would"):
            self.effects.append(("possible", "until"))
        if {"as", "though"} <= marks or {"as", "if"} <= marks:
            self.unreal = "a comparison"

    def _by_word(self, child: int, head: int, dep: str) -> None:
        parse = self.parse
        lower, lemma = parse.lower[head], parse.lemmas[head]
        if dep in ("xcomp", "ccomp", "prep") and lower in self.lexicon.clause_words:
            if dep != "prep" or parse.pos[head] == "ADJ":
                self.effects.append((self.lexicon.clause_words[lower], lower))
        elif dep in ("acl", "prep", "relcl", "ccomp", "xcomp") and parse.pos[head] == "NOUN":
            preposition = parse.lower[child] if dep == "prep" else ""
            if preposition not in ("", "of", "for", "to", "on", "about"):
                return
            if lemma in _CLAIM_NOUNS:
                self.effects.append(("claims", lower))
            elif lemma in _MAYBE_NOUNS:
                self.effects.append(("possible", lower))
            elif lemma in _PLAN_NOUNS and (dep != "prep" or lemma == "plan"):
                self.effects.append(("plans", lower))
        elif dep in ("pcomp", "pobj") and parse.pos[head] in ("ADP", "SCONJ"):
            if lower in ("without", "instead") or (
                dep == "pcomp" and lower in _UNREAL_PREPOSITIONS - {"despite", "from"}
            ):
                self.unreal = f"“{lower}”"


def assess(
    parse: Parse,
    clauses: Mapping[int, Clause],
    sentence: Sentence,
    token: int,
    clause: Clause | None,
    lexicon: Lexicon,
    *,
    nominal: bool = False,
    when: tuple[str | None, str | None] | None = None,
    today: str | None = None,
) -> Standing:
    """The standing of the event told by `token`.

    `clause` is the verb that carries its tense: the verb itself, or the light verb of a noun, or
    None for a noun that stands on its own ("after clashes"), which is taken to have been.
    `when`: first and last day of the linked date; `today`: the document's day.
    """
    climb = _Climb(parse, clauses, lexicon)
    anchor = clause.verb if clause is not None else token
    if nominal:
        _noun_words(parse, token, climb)
    climb.up(anchor if not (nominal and clause is None) else token, nominal and clause is None)
    tense: Tense = read_tense(parse, clause) if clause is not None else "past"
    if clause is not None:
        _clause_words(parse, clause, climb)
    if clause is not None and clause.negated and climb.unreal is None:
        climb.unreal = "negated"
    if clause is not None and is_condition(parse, clause):
        climb.unreal = "an if-clause"
    elif clause is not None and has_condition(parse, clauses, clause.verb) and tense != "past":
        climb.unreal = "hangs on a condition"
    if climb.unreal:
        return Standing(None, f"not told as a fact ({climb.unreal})", tense, climb.sayer)
    if tense == "would_have":
        return Standing(None, "a hypothesis (would have)", tense, climb.sayer)
    if tense in ("participle", "infinitive"):
        settled = any(effect in ("plans", "possible", "denies") for effect, _ in climb.effects)
        if climb.purpose and not settled:
            return Standing("possible", "a purpose (“to …”)", tense, climb.sayer)
        tense = climb.governing_tense or tense
    return _decide(parse, sentence, tense, climb, when, today, clause)


def _noun_words(parse: Parse, token: int, climb: _Climb) -> None:
    for child in parse.all_children(token, "amod", "det", "nmod", "neg"):
        lower = parse.lower[child]
        if lower in ("no", "any"):
            climb.unreal = f"“{lower}”"
        elif lower in climb.lexicon.noun_words:
            climb.effects.append((climb.lexicon.noun_words[lower], lower))


def _clause_words(parse: Parse, clause: Clause, climb: _Climb) -> None:
    habit = parse.all_children(clause.verb, "advmod")
    generic = climb.lexicon.words["generic"]
    if any(parse.lower[child] in generic for child in habit):
        climb.unreal = "a habit"
    for child in parse.children[clause.verb]:
        if (
            parse.deps[child] in ("advmod", "npadvmod")
            and parse.lower[child] in climb.lexicon.clause_words
        ):
            climb.effects.append(
                (climb.lexicon.clause_words[parse.lower[child]], parse.lower[child])
            )


def _decide(
    parse: Parse,
    sentence: Sentence,
    tense: Tense,
    climb: _Climb,
    when: tuple[str | None, str | None] | None,
    today: str | None,
    clause: Clause | None,
) -> Standing:
    effects = dict((effect, word) for effect, word in reversed(climb.effects))
    sayer = climb.sayer

    def standing(status: Status | None, reason: str, *, by_date: bool = False) -> Standing:
        return Standing(status, reason, tense, sayer, by_date)

    if "fails" in effects:
        return standing(None, f"did not come about (“{effects['fails']}”)")
    if "denies" in effects:
        return standing("denied", f"“{effects['denies']}”")
    if "possible" in effects:
        return standing("possible", f"“{effects['possible']}”")
    start, end = when or (None, None)
    future_date = bool(today and start and start[:10] > today and not start.startswith("-"))
    past_date = bool(today and end and end[:10] < today) or bool(end and end.startswith("-"))
    if "plans" in effects:
        return standing("planned", f"“{effects['plans']}”")
    if tense == "future":
        return standing("planned", "future tense", by_date=future_date)
    if tense == "possible":
        if "claims" not in effects and past_date and clause and "could" not in clause.auxiliaries:
            pass
        return standing("possible", "may, might, could or should")
    if tense == "would":
        if past_date:
            return standing("happened", "the past's future (“would”) with a past date")
        return standing("planned" if "says" in effects else "possible", "“would”")
    if future_date:
        return standing("planned", "its date lies after the document's", by_date=True)
    if "claims" in effects:
        return standing("claimed", f"“{effects['claims']}”")
    if clause is not None and clause.subject is not None and parse.quoted[clause.verb]:
        if parse.lower[clause.subject] in _FIRST_PERSON:
            return standing("claimed", "the speaker's own words of what they did")
    if tense == "progressive":
        return standing("ongoing", "present progressive")
    if tense == "infinitive" and sentence.kind == "body":
        return standing("possible", "an infinitive, not told as done")
    if tense in ("present", "infinitive", "participle"):
        if past_date:
            return standing("happened", "told in the present, dated in the past", by_date=True)
        if sentence.kind != "body":
            return standing("happened", f"the present of a {sentence.kind}")
        if when is not None and today is None:
            return standing("happened", "told in the present, with a date of its own", by_date=True)
        if when is not None:
            return standing("ongoing", "present tense with a date", by_date=True)
        return standing(None, "present tense without a date: a habit or a state")
    return standing("happened", "past tense")

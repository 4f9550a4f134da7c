"""Did it happen? Tense, modals, negation, conditions and the words that govern a clause.

The gravest word wins: a hypothesis or a negation leaves no event, a denial leaves one that is
denied, and so on down to what simply happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from maps.features import Status
from timeline.events.clauses import Clause
from timeline.events.days import key
from timeline.events.governors import Governors
from timeline.events.hearsay import disowned
from timeline.events.lexicon import Effect, Lexicon
from timeline.events.parse import Parse, Sentence
from timeline.events.tense import Tense, has_condition, is_condition, read_tense

_FIRST_PERSON = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event stands: its status, or None when the sentence gives no event at all.

    `reason` tells why in a few words; `tense` is that of its clause; `sayer` is the verb of saying
    it hangs on, if any.
    """

    status: Status | None
    reason: str
    tense: Tense
    sayer: int | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What is asked about: an event's word in its sentence.

    `clause` is the verb that carries its tense: the verb itself, or the light verb of a noun, or
    None for a noun that stands on its own ("after clashes"), which is taken to have been. `when`:
    first and last day of the linked date; `today`: the document's day.
    """

    sentence: Sentence
    token: int
    clause: Clause | None
    nominal: bool = False
    when: tuple[str | None, str | None] | None = None
    today: str | None = None

    @property
    def is_ahead(self) -> bool:
        """Whether its date lies after the document's day."""
        start = self.when[0] if self.when else None
        return bool(self.today and start and key(start) > key(self.today))

    @property
    def is_over(self) -> bool:
        """Whether its date lies before the document's day."""
        end = self.when[1] if self.when else None
        if end is None:
            return False
        return end.startswith("-") or bool(self.today and key(end) < key(self.today))


def assess(
    parse: Parse, clauses: Mapping[int, Clause], telling: Telling, lexicon: Lexicon
) -> Standing:
    """The standing of the event that `telling` tells."""
    governors = Governors(parse, clauses, lexicon)
    token, clause = telling.token, telling.clause
    if telling.nominal:
        _noun_words(parse, token, governors)
    governors.climb(clause.verb if clause else token, is_noun=clause is None)
    tense: Tense = "past"
    if clause is not None:
        tense = read_tense(parse, clause)
        _clause_words(parse, clause, governors)
        if telling.nominal and parse.heads[token] == clause.verb and parse.deps[token] == "dobj":
            governors.over_noun(token, clause)
        word = disowned(parse, clauses, clause, lexicon)
        if word is not None:
            governors.effects.append(("denies", word))
        _unreal_clause(parse, clauses, clause, tense, governors)
    asked = parse.text[telling.sentence.start : telling.sentence.end].rstrip('"”’ ').endswith("?")
    if asked and governors.unreal is None:
        governors.unreal = "a question"
    if governors.unreal:
        return Standing(None, f"not told as a fact ({governors.unreal})", tense, governors.sayer)
    if tense in ("participle", "infinitive"):
        settled = {"plans", "possible", "denies"} & {effect for effect, _ in governors.effects}
        if governors.purpose and not settled:
            return Standing("possible", "a purpose (“to …”)", tense, governors.sayer)
        if tense == "participle" or not _is_bare(parse, clause):
            tense = governors.tense or tense
    status, reason = _by_effects(telling, tense, governors) or _by_tense(parse, telling, tense)
    return Standing(status, reason, tense, governors.sayer)


def _is_bare(parse: Parse, clause: Clause | None) -> bool:
    """“called on them to stop, comply and withdraw”: a bare verb in a row is no past tense."""
    if clause is None or parse.tags[clause.verb] != "VB" or clause.auxiliaries:
        return False
    head = parse.heads[clause.verb]
    return parse.deps[clause.verb] == "conj" and parse.tags[head] in ("VBD", "VBN", "VBZ", "VBP")


def _noun_words(parse: Parse, token: int, governors: Governors) -> None:
    """“no attack”, “an alleged attack”, “a planned meeting”."""
    for child in parse.all_children(token, "amod", "det", "nmod", "neg"):
        lower = parse.lower[child]
        if lower in ("no", "any"):
            governors.unreal = f"“{lower}”"
        elif lower in governors.lexicon.noun_words:
            governors.effects.append((governors.lexicon.noun_words[lower], lower))


def _clause_words(parse: Parse, clause: Clause, governors: Governors) -> None:
    """“allegedly attacked”, “usually meet”, “in the film”."""
    lexicon = governors.lexicon
    for child in parse.all_children(clause.verb, "advmod", "npadvmod"):
        lower = parse.lower[child]
        if lower in lexicon.words["generic"]:
            governors.unreal = "a habit"
        elif lower in lexicon.clause_words:
            governors.effects.append((lexicon.clause_words[lower], lower))
    for preposition in parse.all_children(clause.verb, "prep"):
        told = parse.child(preposition, "pobj") if parse.lower[preposition] == "in" else None
        if told is not None and parse.lemmas[told] in lexicon.words["fiction_noun"]:
            governors.unreal = f"a story: “{parse.words[told]}”"


def _unreal_clause(
    parse: Parse,
    clauses: Mapping[int, Clause],
    clause: Clause,
    tense: Tense,
    governors: Governors,
) -> None:
    """What the clause itself tells as no fact."""
    if tense == "would_have":
        governors.unreal = "a hypothesis: would have"
    elif clause.negated and governors.unreal is None:
        governors.unreal = "negated"
    elif is_condition(parse, clause):
        governors.unreal = "an if-clause"
    elif tense != "past" and has_condition(parse, clauses, clause.verb):
        governors.unreal = "hangs on a condition"


def _by_effects(
    telling: Telling, tense: Tense, governors: Governors
) -> tuple[Status | None, str] | None:
    """The gravest of the governing words, with the tenses that are not of fact."""
    words: dict[Effect, str] = {}
    for effect, word in governors.effects:
        words.setdefault(effect, word)
    if "fails" in words:
        return None, f"did not come about (“{words['fails']}”)"
    status: Status
    for effect, status in _GRAVEST_FIRST:
        if effect in words:
            return status, f"“{words[effect]}”"
    if tense == "future":
        return "planned", "future tense"
    if tense == "possible":
        return "possible", "may, might, could or should"
    if tense == "would" and telling.is_over:
        return "happened", "the past's future (“would”) with a past date"
    if tense == "would":
        return ("planned" if "says" in words else "possible"), "“would”"
    if telling.is_ahead:
        return "planned", "its date lies after the document's"
    return ("claimed", f"“{words['claims']}”") if "claims" in words else None


_GRAVEST_FIRST: tuple[tuple[Effect, Status], ...] = (
    ("denies", "denied"),
    ("possible", "possible"),
    ("plans", "planned"),
)


def _by_tense(parse: Parse, telling: Telling, tense: Tense) -> tuple[Status | None, str]:
    """What no other word makes doubtful: past, present, progressive."""
    clause = telling.clause
    subject = clause.subject if clause is not None and parse.quoted[clause.verb] else None
    if subject is not None and parse.lower[subject] in _FIRST_PERSON:
        return "claimed", "the speaker's own words of what they did"
    if tense == "progressive":
        return "ongoing", "present progressive"
    if tense == "infinitive" and telling.sentence.kind == "body":
        return "possible", "an infinitive, not told as done"
    if tense in ("present", "infinitive", "participle"):
        return _of_present(telling)
    return "happened", "past tense"


def _of_present(telling: Telling) -> tuple[Status | None, str]:
    """The present of a headline or a chronicle tells what happened, that of a text what goes on."""
    if telling.is_over:
        return "happened", "told in the present, dated in the past"
    if telling.sentence.kind != "body":
        return "happened", f"the present of a {telling.sentence.kind}"
    if telling.when is None:
        return None, "present tense without a date: a habit or a state"
    if telling.today is None:
        return "happened", "told in the present, with a date of its own"
    return "ongoing", "present tense with a date"

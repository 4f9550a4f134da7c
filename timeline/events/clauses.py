"""Clauses: a verb with its subject, object, particles and prepositions, and what governs it."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.events.parse import Parse, Sentence

_RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "whose"})
_SUBJECT = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely"})
#: Verbs whose particle or object makes another verb of them.
_PHRASAL = {
    ("call", "off"): "cancel",
    ("put", "off"): "postpone",
    ("carry", "out"): "conduct",
    ("take", "place"): "happen",
    ("get", "underway"): "begin",
    ("kick", "off"): "begin",
    ("go", "ahead"): "happen",
    ("claim", "lives"): "kill",
    ("claim", "life"): "kill",
}
_NOBODY = frozenset({"nobody", "none", "nothing", "no-one", "neither"})


@dataclass(slots=True)
class Clause:
    """A verb and its arguments, all as token indices.

    Attributes:
        subject: who does it; taken over from the governing verb where the clause has none.
        object: whom it is done to; the subject of a passive.
        own_subject: whether the subject stands in this clause.
        auxiliaries: lower-case helping verbs before it, its own or shared through coordination.
        prepositions: preposition → the nouns it governs.
    """

    verb: int
    lemma: str
    subject: int | None = None
    object: int | None = None
    passive: bool = False
    own_subject: bool = False
    negated: bool = False
    auxiliaries: tuple[str, ...] = ()
    particles: frozenset[str] = frozenset()
    prepositions: dict[str, list[int]] = field(default_factory=dict)
    complement: int | None = None

    @property
    def pobjects(self) -> list[int]:
        return [token for tokens in self.prepositions.values() for token in tokens]


def is_clause_head(parse: Parse, token: int) -> bool:
    """A verb that heads a clause: no helping verb, no participle before a noun."""
    pos, dep = parse.pos[token], parse.deps[token]
    if pos == "VERB":
        return dep not in ("amod", "compound", "aux", "auxpass", "nmod", "case", "prep", "det")
    if pos == "AUX":
        return dep not in ("aux", "auxpass")
    # The tagger takes verbs of headlines for nouns now and then; a noun with a subject is a verb.
    return dep == "ROOT" and parse.tags[token].startswith("VB")


def find_clauses(parse: Parse, sentence: Sentence) -> dict[int, Clause]:
    """The clauses of a sentence by verb, governing clauses first."""
    heads = [t for t in range(sentence.first, sentence.last) if is_clause_head(parse, t)]
    depth = {t: sum(1 for _ in parse.ancestors(t)) for t in heads}
    clauses: dict[int, Clause] = {}
    for verb in sorted(heads, key=lambda t: (depth[t], t)):
        clauses[verb] = _read_clause(parse, verb, clauses)
    return clauses


def _read_clause(parse: Parse, verb: int, known: dict[int, Clause]) -> Clause:
    clause = Clause(verb, parse.lemmas[verb])
    particles: list[str] = []
    for child in parse.children[verb]:
        dep, lower = parse.deps[child], parse.lower[child]
        if dep in _SUBJECT:
            _take_subject(clause, child, dep)
        elif dep in ("aux", "auxpass"):
            clause.auxiliaries = (*clause.auxiliaries, lower)
            clause.passive |= dep == "auxpass"
        elif dep in ("dobj", "dative") and parse.pos[child] != "SCONJ":
            clause.object = child if dep == "dobj" or clause.object is None else clause.object
        elif dep == "neg" or lower in _NEGATIONS:
            clause.negated = True
        elif dep in ("prt", "advmod"):
            particles.append(lower)
        elif dep in ("prep", "agent"):
            objects = [o for o in parse.all_children(child, "pobj") for o in parse.conjuncts(o)]
            clause.prepositions.setdefault(lower, []).extend(objects)
            particles.append(lower)
        elif dep in ("acomp", "oprd", "attr"):
            clause.complement = child
    clause.particles = frozenset(particles)
    told = [] if clause.object is None else [parse.lower[clause.object]]
    for word in (*particles, *told):
        clause.lemma = _PHRASAL.get((clause.lemma, word), clause.lemma)
    for argument in (clause.subject, clause.object):
        clause.negated |= argument is not None and _is_nobody(parse, argument)
    _inherit(parse, clause, known)
    return clause


def _take_subject(clause: Clause, child: int, dep: str) -> None:
    if dep != "expl" or clause.subject is None:
        clause.subject, clause.own_subject = child, True
    if dep == "nsubjpass":
        clause.passive, clause.object = True, child


def _is_nobody(parse: Parse, token: int) -> bool:
    return parse.lower[token] in _NOBODY or _has_no(parse, token)


def _has_no(parse: Parse, token: int) -> bool:
    return any(parse.lower[c] in ("no", "neither") for c in parse.all_children(token, "det", "neg"))


def _inherit(parse: Parse, clause: Clause, known: dict[int, Clause]) -> None:
    """Take from what governs the clause what the clause itself leaves out."""
    verb, dep = clause.verb, parse.deps[clause.verb]
    head = parse.heads[verb]
    if dep in ("relcl", "acl") and head != verb:
        _from_noun(parse, clause, head)
        return
    governor = known.get(parse.heads[head] if dep == "pcomp" else head)
    if governor is None or clause.subject is not None:
        return
    if dep == "conj":
        _from_coordinated(parse, clause, governor)
    elif dep in ("xcomp", "ccomp", "advcl", "pcomp"):
        _from_governor(parse, clause, governor)


def _from_noun(parse: Parse, clause: Clause, noun: int) -> None:
    """“the man who fled”, “a curfew imposed”, “the town they took”."""
    subject = clause.subject
    if parse.deps[clause.verb] == "acl" and parse.tags[clause.verb] == "VBN":
        clause.passive, clause.object = True, noun
    elif subject is None:
        clause.subject = noun
    elif parse.lower[subject] in _RELATIVE_PRONOUNS:
        clause.subject = noun
        clause.object = noun if clause.passive else clause.object
    elif clause.object is None or parse.lower[clause.object] in _RELATIVE_PRONOUNS:
        clause.object = noun


def _from_coordinated(parse: Parse, clause: Clause, first: Clause) -> None:
    """“was tried and shot”, “will come and help”."""
    clause.subject = first.subject
    same_form = parse.tags[clause.verb] == parse.tags[first.verb]
    if not clause.auxiliaries and same_form:
        clause.auxiliaries = first.auxiliaries
        clause.passive |= first.passive and parse.tags[clause.verb] == "VBN"
    if first.passive and clause.passive and clause.object is None:
        clause.object = first.object


def _from_governor(parse: Parse, clause: Clause, governor: Clause) -> None:
    """“ordered them to leave”: they leave; “was seen to leave”, “killing two”: who was told of."""
    clause.subject = governor.object if governor.passive and governor.object else governor.subject
    controlled = parse.deps[clause.verb] in ("xcomp", "ccomp") and not governor.passive
    if controlled and governor.object is not None:
        clause.subject = governor.object
    if parse.tags[clause.verb] == "VBN" and "having" not in clause.auxiliaries:
        clause.passive, clause.object = True, clause.subject

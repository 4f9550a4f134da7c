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
    auxiliaries, particles = [], []
    for child in parse.children[verb]:
        dep, lower = parse.deps[child], parse.lower[child]
        if dep in ("aux", "auxpass"):
            auxiliaries.append("to" if lower == "to" else lower)
            clause.passive |= dep == "auxpass"
        elif dep in _SUBJECT:
            if dep != "expl" or clause.subject is None:
                clause.subject, clause.own_subject = child, True
            if dep == "nsubjpass":
                clause.passive, clause.object = True, child
        elif dep in ("dobj", "dative") and parse.pos[child] != "SCONJ":
            if clause.object is None or dep == "dobj":
                clause.object = child
        elif dep == "neg" or lower in _NEGATIONS:
            clause.negated = True
        elif dep == "prt" or dep == "advmod":
            particles.append(lower)
        elif dep in ("prep", "agent"):
            objects = [o for o in parse.all_children(child, "pobj") for o in parse.conjuncts(o)]
            clause.prepositions.setdefault(lower, []).extend(objects)
            particles.append(lower)
        elif dep in ("acomp", "oprd", "attr"):
            clause.complement = child
    clause.auxiliaries = tuple(auxiliaries)
    clause.particles = frozenset(particles)
    told = [] if clause.object is None else [parse.lower[clause.object]]
    for word in (*particles, *told):
        clause.lemma = _PHRASAL.get((clause.lemma, word), clause.lemma)
    if clause.subject is not None and _is_nobody(parse, clause.subject):
        clause.negated = True
    if clause.object is not None and _has_no(parse, clause.object):
        clause.negated = True
    _inherit(parse, clause, known)
    return clause


def _is_nobody(parse: Parse, token: int) -> bool:
    return parse.lower[token] in _NOBODY or _has_no(parse, token)


def _has_no(parse: Parse, token: int) -> bool:
    return any(parse.lower[c] in ("no", "neither") for c in parse.all_children(token, "det", "neg"))


def _inherit(parse: Parse, clause: Clause, known: dict[int, Clause]) -> None:
    """Take from the governing clause what this one leaves out."""
    verb, dep = clause.verb, parse.deps[clause.verb]
    head = parse.heads[verb]
    if dep in ("relcl", "acl") and head != verb:
        subject = clause.subject
        if dep == "acl" and parse.tags[verb] == "VBN":
            clause.passive = True
            clause.object = head
        elif subject is None:
            clause.subject = head
        elif parse.lower[subject] in _RELATIVE_PRONOUNS:
            clause.subject = head
            if clause.passive:
                clause.object = head
        elif clause.object is None or parse.lower[clause.object] in _RELATIVE_PRONOUNS:
            clause.object = head
        return
    governor = known.get(head)
    if governor is None or clause.subject is not None:
        return
    if dep == "conj":
        clause.subject = governor.subject
        if not clause.auxiliaries:
            shared = parse.tags[verb] == parse.tags[governor.verb]
            clause.auxiliaries = governor.auxiliaries if shared else ()
            if shared and governor.passive and parse.tags[verb] == "VBN" and clause.object is None:
                clause.passive, clause.object = True, governor.object
        if governor.passive and clause.passive and clause.object is None:
            clause.object = governor.object
    elif dep in ("xcomp", "ccomp", "advcl", "pcomp"):
        passive_governor = governor.passive and governor.object is not None
        clause.subject = governor.object if passive_governor else governor.subject
        if dep in ("xcomp", "ccomp") and governor.object is not None and not governor.passive:
            clause.subject = governor.object
        if parse.tags[verb] == "VBN" and "having" not in clause.auxiliaries:
            clause.passive, clause.object = True, clause.subject

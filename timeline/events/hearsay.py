"""What is told as a report or a claim: "reports that …", "a claim the police denied"."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.events.clauses import Clause
from timeline.events.lexicon import Effect, Lexicon
from timeline.events.parse import Parse


def is_content(parse: Parse, noun: int, verb: int, lexicon: Lexicon) -> bool:
    """Whether the clause of `verb` is what a noun of telling tells ("a rumour that he had fled"),
    which small parsers take for a relative clause.
    """
    if lexicon.embedding_nouns.get(parse.lemmas[noun]) not in ("says", "claims"):
        return False
    return any(parse.lower[c] == "that" and c == noun + 1 for c in parse.subtree(verb))


def effect_of_report(
    parse: Parse, clauses: Mapping[int, Clause], noun: int, lexicon: Lexicon
) -> Effect:
    """What a noun of telling does to what it tells: someone may disown or doubt it."""
    effect = lexicon.embedding_nouns[parse.lemmas[noun]]
    words = {parse.lower[c] for c in parse.all_children(noun, "amod")}
    if words & lexicon.words["untrue"]:
        return "denies"
    if any(lexicon.noun_words.get(word) == "claims" for word in words):
        effect = "claims"
    clause = clauses.get(parse.heads[noun])
    if clause is None or clause.negated:
        return effect
    if parse.deps[noun] in ("dobj", "nsubjpass") and clause.lemma in lexicon.words["disowning"]:
        return "denies"
    told = clause.complement
    untrue = told is not None and parse.lower[told] in lexicon.words["untrue"]
    return "denies" if untrue and parse.deps[noun] == "nsubj" else effect


def disowned(
    parse: Parse, clauses: Mapping[int, Clause], clause: Clause, lexicon: Lexicon
) -> str | None:
    """The word that disowns a clause behind it: "Two had died, a claim the police denied"."""
    owners = [clause.verb] if clause.subject is None else [clause.verb, clause.subject]
    for noun in (c for owner in owners for c in parse.all_children(owner, "npadvmod", "appos")):
        if lexicon.embedding_nouns.get(parse.lemmas[noun]) not in ("says", "claims"):
            continue
        for verb in parse.all_children(noun, "relcl", "acl"):
            if verb in clauses and clauses[verb].lemma in lexicon.words["disowning"]:
                return parse.lower[verb]
    return None

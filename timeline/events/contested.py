"""What the next sentence disowns: "Rebels said they had taken Osh. The army denied this."."""

from __future__ import annotations

from dataclasses import replace

from timeline.events.clauses import Clause, find_clauses
from timeline.events.lexicon import Lexicon
from timeline.events.parse import Parse
from timeline.events.scene import Scene

#: What takes up a whole statement.
_THIS = frozenset({"this", "that", "it"})


def note_contested(scene: Scene) -> None:
    """What someone is quoted with and the next sentence disowns is a claim, whoever is right."""
    parse, lexicon = scene.parse, scene.lexicon
    for before, sentence in zip(parse.sentences, parse.sentences[1:], strict=False):
        words = set(parse.lemmas[sentence.first : sentence.last])
        if not words & (lexicon.words["disowning"] | {"call", "describe"}):
            continue
        clauses = find_clauses(parse, sentence).values()
        verb = next((c.verb for c in clauses if _disowns(parse, c, lexicon)), None)
        for mention in scene.mentions if verb is not None else ():
            standing = mention.standing
            reported = mention.sentence == before.index and bool(mention.speakers)
            if reported and standing is not None and standing.status == "happened":
                reason = (
                    f"contested: “{' '.join(parse.text[sentence.start : sentence.end].split())}”"
                )
                mention.standing = replace(standing, status="claimed", reason=reason)


def _disowns(parse: Parse, clause: Clause, lexicon: Lexicon) -> bool:
    """“denied this”, “rejected the claim”, “called that untrue”."""
    if clause.negated or clause.passive:
        return False
    if clause.lemma in lexicon.words["disowning"] and clause.object is not None:
        return _takes_up(parse, clause.object, lexicon)
    if clause.lemma not in ("call", "describe"):
        return False
    around = parse.subtree(clause.verb)
    untrue = any(parse.lower[t] in lexicon.words["untrue"] for t in around)
    return untrue and any(parse.lower[t] in _THIS for t in around)


def _takes_up(parse: Parse, noun: int, lexicon: Lexicon) -> bool:
    """“this”, “the claim”, but no noun with a content of its own ("reports that …")."""
    if parse.child(noun, "acl", "relcl", "prep") is not None:
        return False
    telling = lexicon.embedding_nouns.get(parse.lemmas[noun]) in ("says", "claims")
    return telling or parse.lower[noun] in _THIS

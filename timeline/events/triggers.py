"""Which words of a sentence tell of an event: verbs and nouns of the lexicon, guarded by sense."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.events.clauses import Clause
from timeline.events.lexicon import Guard, Lexicon, Trigger
from timeline.events.parse import Parse

_PERSON_PRONOUNS = frozenset(
    {"he", "him", "she", "her", "they", "them", "i", "me", "we", "us", "who", "whom", "others"}
)
_MODIFIERS = ("amod", "compound", "nmod", "poss")


def is_person(parse: Parse, token: int, lexicon: Lexicon) -> bool:
    """Whether a noun, name, pronoun or bare number stands for people."""
    for item in parse.conjuncts(token):
        if parse.entities[item] in ("PERSON", "NORP"):
            return True
        lemma = parse.lemmas[item]
        if lemma in lexicon.words["person_noun"] or parse.lower[item] in _PERSON_PRONOUNS:
            return True
        if parse.pos[item] == "NUM" or parse.tags[item] == "CD":
            return True
        if lemma.endswith(("man", "men", "ist", "woman")) and parse.pos[item] == "NOUN":
            return True
    return False


def _lemmas(parse: Parse, token: int | None) -> set[str]:
    """Lemmas of a noun, of what it is coordinated with, and of what it is "of" or made up of."""
    if token is None:
        return set()
    found: set[str] = set()
    for item in parse.conjuncts(token):
        found.add(parse.lemmas[item])
        for child in parse.children[item]:
            if parse.deps[child] in ("compound", "amod", "appos"):
                found.add(parse.lemmas[child])
            elif parse.deps[child] == "prep" and parse.lower[child] == "of":
                found.update(parse.lemmas[o] for o in parse.all_children(child, "pobj"))
    return found


class VerbSense:
    """Answers the guards of the verb lexicon about one clause, each question worked out once."""

    def __init__(self, parse: Parse, clause: Clause, lexicon: Lexicon) -> None:
        self.parse, self.clause, self.lexicon = parse, clause, lexicon
        self._cache: dict[str, set[str]] = {}

    def _words(self, name: str) -> set[str]:
        if name not in self._cache:
            parse, clause = self.parse, self.clause
            if name == "object":
                found = _lemmas(parse, clause.object)
                if clause.object is not None and parse.entities[clause.object] in ("GPE", "LOC"):
                    found.add("place")
            elif name == "subject":
                subject = None if clause.passive else clause.subject
                found = _lemmas(parse, subject)
                if subject is not None and is_person(parse, subject, self.lexicon):
                    found.add("person")
            elif name == "particle":
                found = set(clause.particles)
            elif name == "prep":
                found = set(clause.prepositions)
            else:
                found = _lemmas(parse, clause.object) | _lemmas(parse, clause.complement)
                for token in clause.pobjects:
                    found |= _lemmas(parse, token)
                found |= {
                    parse.lemmas[c]
                    for c in parse.all_children(
                        clause.verb, "acomp", "oprd", "advmod", "npadvmod", "ccomp", "xcomp"
                    )
                }
            self._cache[name] = found
        return self._cache[name]

    def holds(self, guard: Guard) -> bool:
        if guard.name == "person":
            target = self.clause.object
            return target is not None and is_person(self.parse, target, self.lexicon)
        if guard.name == "passive":
            return self.clause.passive
        if guard.name == "complement":
            return self.clause.complement is not None
        if guard.name == "object" and not guard.words:
            return self.clause.object is not None
        return not guard.words.isdisjoint(self._words(guard.name))


def verb_trigger(parse: Parse, clause: Clause, lexicon: Lexicon) -> Trigger | None:
    """The sense of a clause's verb that tells of an event, if any."""
    senses = lexicon.verbs.get(clause.lemma)
    if not senses:
        return None
    sense = VerbSense(parse, clause, lexicon)
    return _first(senses, sense)


def _first(senses: Iterable[Trigger], sense: VerbSense | NounSense) -> Trigger | None:
    for trigger in senses:
        if all(sense.holds(guard) for guard in trigger.needs) and not any(
            sense.holds(guard) for guard in trigger.unless
        ):
            return trigger
    return None


class NounSense:
    """Answers the guards of the noun lexicon about one noun."""

    def __init__(self, parse: Parse, token: int) -> None:
        self.parse, self.token = parse, token

    def holds(self, guard: Guard) -> bool:
        parse, token = self.parse, self.token
        if guard.name == "plural":
            return parse.tags[token] in ("NNS", "NNPS")
        if guard.name == "mod":
            found = {
                word
                for child in parse.all_children(token, *_MODIFIERS)
                for word in (parse.lemmas[child], parse.lower[child])
            }
            return not guard.words.isdisjoint(found)
        if guard.name == "prep":
            return parse.deps[token] == "pobj" and parse.lower[parse.heads[token]] in guard.words
        if guard.name == "followed":
            found = {parse.lower[child] for child in parse.all_children(token, "prep")}
            return not guard.words.isdisjoint(found)
        if guard.name == "near":
            sentence = parse.sentences[parse.sentence_of[token]]
            return not guard.words.isdisjoint(parse.lemmas[sentence.first : sentence.last])
        if guard.name == "of":
            for child in parse.all_children(token, "prep"):
                if parse.lower[child] == "of":
                    return any(
                        not guard.words.isdisjoint(_lemmas(parse, o))
                        for o in parse.all_children(child, "pobj")
                    )
        return False


def noun_trigger(parse: Parse, token: int, lexicon: Lexicon) -> Trigger | None:
    """The sense of a noun that names an event, if it heads its phrase."""
    argument = parse.deps[token] in ("nsubj", "nsubjpass", "dobj", "pobj")
    if parse.pos[token] not in ("NOUN", "PROPN") and not (parse.pos[token] == "ADJ" and argument):
        return None
    if parse.deps[token] in ("compound", "nmod", "amod"):
        return None
    if parse.quoted[token] and parse.words[token][:1].isupper():
        return None  # "The Siege of Paris", an opera
    senses = lexicon.nouns.get(parse.lemmas[token]) or lexicon.nouns.get(parse.lower[token])
    if not senses:
        return None
    return _first(senses, NounSense(parse, token))

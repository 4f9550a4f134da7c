"""From a sentence's clauses and event nouns to mentions: one for each happening it tells."""

from __future__ import annotations

from collections.abc import Mapping

from maps.features import Kind
from timeline.events.clauses import Clause
from timeline.events.governors import effect_of
from timeline.events.lexicon import Lexicon, Trigger
from timeline.events.mention import Mention, other_happening
from timeline.events.parse import Parse, Sentence
from timeline.events.triggers import noun_trigger, verb_trigger

#: Prepositions under which a noun is part of its verb's event ("agreed at a summit").
_SAME_EVENT = frozenset({"in", "at", "during", "with", "on", "by", "of", "to", "into", "through"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their"})
_INDEFINITE = frozenset({"a", "an", "another"})
#: Kinds that do harm to people.
_HARMING: frozenset[Kind] = frozenset({"assault", "accident", "disaster", "coerce"})
_PEACEFUL: frozenset[Kind] = frozenset({"consult", "agree", "sport", "culture", "election"})
_AUXILIARY_KINDS = frozenset({"other"})


def find_event_nouns(parse: Parse, sentence: Sentence, lexicon: Lexicon) -> dict[int, Trigger]:
    """The nouns of a sentence that name events."""
    found = {}
    for token in range(sentence.first, sentence.last):
        trigger = noun_trigger(parse, token, lexicon)
        if trigger is not None:
            found[token] = trigger
    return found


class MentionFinder:
    """Finds the mentions of one sentence."""

    def __init__(
        self,
        parse: Parse,
        sentence: Sentence,
        clauses: Mapping[int, Clause],
        nouns: Mapping[int, Trigger],
        lexicon: Lexicon,
    ) -> None:
        self.parse, self.sentence, self.clauses = parse, sentence, clauses
        self.nouns, self.lexicon = nouns, lexicon
        self.used_nouns: set[int] = set()

    def find(self) -> list[Mention]:
        """Mentions in the order of the text: verbs first claim the nouns that say the same."""
        found: list[Mention] = []
        # A noun belongs to its main clause before it does to a clause about it ("clashes that …").
        relative = ("relcl", "acl")
        for verb in sorted(self.clauses, key=lambda v: (self.parse.deps[v] in relative, v)):
            mention = self._from_clause(self.clauses[verb])
            if mention is not None:
                found.append(mention)
        for noun, trigger in self.nouns.items():
            if noun not in self.used_nouns:
                found.append(self._from_noun(noun, trigger, None))
        return sorted(found, key=lambda mention: mention.head)

    def _from_clause(self, clause: Clause) -> Mention | None:
        if self._is_saying(clause):
            return None
        trigger = verb_trigger(self.parse, clause, self.lexicon)
        noun = self._light_noun(clause)
        if noun is not None and (
            trigger is None
            or trigger.kind in _AUXILIARY_KINDS
            or trigger.kind == self.nouns[noun].kind
            or noun == self._subject(clause)
        ):
            mention = self._from_noun(noun, self.nouns[noun], clause)
            mention.tokens.add(clause.verb)
            self._absorb_nouns(clause, mention)
            return mention
        if trigger is None:
            return self._beyond_lexicon(clause)
        mention = Mention(
            sentence=self.sentence.index,
            head=clause.verb,
            clause=clause,
            kind=trigger.kind,
            group="election" if trigger.kind == "election" else trigger.lemma,
            lemma=clause.lemma,
            nominal=False,
            found_by="the lexicon",
            tokens={clause.verb},
            aftermath=clause.lemma in self.lexicon.words["consequence"],
        )
        self._absorb_nouns(clause, mention)
        return mention

    def _is_saying(self, clause: Clause) -> bool:
        """A verb that only reports, doubts or plans what its complement tells."""
        parse, verb = self.parse, clause.verb
        effect = effect_of(parse, clause, self.lexicon)
        if effect is None:
            return False
        if effect in ("says", "claims", "denies"):
            if clause.lemma in ("accuse", "blame", "charge"):
                return verb_trigger(parse, clause, self.lexicon) is None
            has_object = clause.object is not None and self._object_is_event_like(clause)
            reported = parse.child(verb, "ccomp", "xcomp")
            if reported is None and has_object:
                return verb_trigger(parse, clause, self.lexicon) is None
            return True
        complement = parse.child(verb, "xcomp", "ccomp")
        own = verb_trigger(parse, clause, self.lexicon)
        return own is None and complement is not None

    def _object_is_event_like(self, clause: Clause) -> bool:
        return clause.lemma in self.lexicon.verbs

    def _subject(self, clause: Clause) -> int | None:
        return clause.subject if clause.own_subject else None

    def _light_noun(self, clause: Clause) -> int | None:
        """The event noun a light verb goes with."""
        phases = self.lexicon.light_verbs.get(clause.lemma)
        if phases is None:
            return None
        candidates = []
        if clause.own_subject and clause.subject is not None:
            candidates.append(("subject", clause.subject))
        if clause.object is not None:
            candidates.append(("subject" if clause.passive else "object", clause.object))
        if clause.complement is not None and clause.lemma == "be":
            candidates.append(("complement", clause.complement))
        if clause.lemma == "be" and self.parse.child(clause.verb, "expl") is None:
            candidates = [c for c in candidates if c[0] == "subject" and self._is_placed(clause)]
        for where, token in candidates:
            if token not in self.nouns or token in self.used_nouns:
                continue
            if where in phases or "any" in phases or (clause.passive and "object" in phases):
                return token
        return None

    def _is_placed(self, clause: Clause) -> bool:
        """“The funeral was on Monday”, “the match is in Rome”, not “the war is a problem”."""
        return clause.complement is None and bool(clause.prepositions)

    def _absorb_nouns(self, clause: Clause, mention: Mention) -> None:
        """Event nouns among a verb's arguments tell of the same event."""
        parse = self.parse
        candidates = [clause.object] if clause.object is not None else []
        if clause.own_subject and clause.subject is not None:
            candidates.append(clause.subject)
        for preposition, tokens in clause.prepositions.items():
            if preposition in _SAME_EVENT:
                candidates.extend(tokens)
            elif preposition == "under":
                candidates.extend(t for t in tokens if self._kind_of(t) == mention.kind)
            elif preposition == "for":
                candidates.extend(t for t in tokens if self._is_meeting(t))
        for token in candidates:
            if token in self.nouns and token not in self.used_nouns and token != mention.head:
                if mention.kind in _PEACEFUL and self.nouns[token].kind in _HARMING:
                    continue  # "the meeting was overshadowed by an ambush"
                mention.tokens.add(token)
                self.used_nouns.add(token)
                venue = parse.deps[token] == "pobj" and not mention.aftermath
                harm = mention.aftermath and self.nouns[token].kind not in _HARMING
                if harm and parse.deps[token] == "pobj":
                    continue  # "killed four at a rally": no protest
                if not venue or mention.kind in ("consult", "election", "sport"):
                    self._upgrade(mention, self.nouns[token])
                if token == clause.subject and not mention.nominal:
                    # "The quake flattened …", "an attack killed …": the event itself, not its harm.
                    mention.aftermath, mention.named = False, True
                    determiners = {parse.lower[c] for c in parse.all_children(token, "det", "poss")}
                    mention.definite = bool(determiners & _DEFINITE)
                    mention.indefinite = bool(determiners & _INDEFINITE)

    def _kind_of(self, token: int) -> Kind | None:
        return self.nouns[token].kind if token in self.nouns else None

    def _is_meeting(self, token: int) -> bool:
        return self._kind_of(token) == "consult"

    def _upgrade(self, mention: Mention, noun: Trigger) -> None:
        """A verb that says little takes the kind of its noun ("won the election")."""
        if mention.kind in ("other", "sport") or mention.aftermath:
            if mention.kind == "sport" and noun.kind == "accident":
                return
            mention.kind = noun.kind
        if mention.group == mention.lemma:
            mention.group = noun.group

    def _from_noun(self, noun: int, trigger: Trigger, clause: Clause | None) -> Mention:
        self.used_nouns.add(noun)
        parse = self.parse
        determiners = {parse.lower[c] for c in parse.all_children(noun, "det", "poss")}
        return Mention(
            sentence=self.sentence.index,
            head=noun,
            clause=clause,
            kind=trigger.kind,
            group=trigger.group,
            lemma=parse.lemmas[noun],
            nominal=True,
            found_by="a light verb" if clause is not None else "the lexicon",
            tokens={noun},
            definite=bool(determiners & _DEFINITE),
            indefinite=bool(determiners & _INDEFINITE),
        )

    def _beyond_lexicon(self, clause: Clause) -> Mention | None:
        """A happening the lexicon does not know: kept if a date or place of its own comes to it."""
        parse = self.parse
        if clause.lemma in self.lexicon.words["stative"] or clause.subject is None:
            return None
        if parse.pos[clause.verb] != "VERB" or effect_of(parse, clause, self.lexicon) == "fails":
            return None
        dep = parse.deps[clause.verb]
        if dep in ("xcomp", "pcomp", "acl") and parse.tags[clause.verb] == "VBG":
            return None
        mention = other_happening(self.sentence.index, clause, "its own date or place")
        if parse.lemmas[clause.subject] == "toll":
            # "The death toll passed 11,000 on Wednesday": it counts what an event did.
            mention.found_by, mention.lemma = "the lexicon", "kill"
            mention.group, mention.aftermath, mention.counts = "kill", True, True
        self._absorb_nouns(clause, mention)
        return mention

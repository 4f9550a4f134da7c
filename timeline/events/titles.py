"""Titles: an event in at most `MAX_TITLE` characters of its sentence's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from maps.features import MAX_TITLE
from timeline.events.clauses import Clause
from timeline.events.lexicon import Lexicon
from timeline.events.mention import Figure, Mention
from timeline.events.parse import Parse
from timeline.events.people import People, later_teller
from timeline.events.phrases import EDGE, is_pronoun, phrase_span, phrase_text
from timeline.events.title_text import (
    bare,
    enumerated,
    figure_text,
    fit,
    stands_alone,
    whole_brackets,
)

_LEAVE_OUT = frozenset(
    {"advcl", "relcl", "appos", "parataxis", "mark", "cc", "discourse", "dep", "intj", "meta",
     "preconj"}
)  # fmt: skip
_PLACE_PREPOSITION = re.compile(
    r"\b(in|at|near|around|outside|off|over|across|on|through)\s+(?=(?:\S+\s+){0,3}$)"
)
#: Prepositions of what an event's noun is about, with whom or against whom it is.
_COMPLEMENTS = frozenset({"with", "between", "against", "over", "about", "by", "among", "of"})
_HELPERS = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
#: Two names in a row no longer than this stay together.
_LONG_NAME = 52


class TitleMaker:
    """Makes titles of one document.

    `dates`: tokens of time expressions, left out.
    """

    def __init__(self, parse: Parse, dates: set[int], people: People, lexicon: Lexicon) -> None:
        self.parse, self.dates, self.people = parse, dates, people
        self.persons = lexicon.words["person_noun"]
        self.harmful = lexicon.harmful_nouns

    def title(self, mention: Mention, places: Iterable[tuple[str, int]]) -> str:
        """At most `MAX_TITLE` characters, readable alone. `places`: names and where they stand."""
        names = list(places)
        noun = self._event_noun(mention)
        killed = next((f for f in mention.figures if f.type == "killed"), None)
        if noun is None and killed is not None:
            noun = self._cause(mention)
        if noun is not None and (mention.clause is None or killed is not None):
            text = self._of_noun(noun, killed, names)
            return fit(text if stands_alone(text) else self._of_sentence(noun))
        if mention.clause is None or (mention.nominal and mention.clause.lemma == "be"):
            text = self._of_noun(mention.head, killed, names)
            return fit(text if stands_alone(text) else self._of_sentence(mention.head))
        clause = mention.told_by or mention.clause
        there = self._there_was(clause)
        if there is not None and stands_alone(text := self._of_noun(there, killed, names)):
            return fit(text)
        text, whole = self._of_clause(clause), self._of_sentence(clause.verb)
        short = len(text.split()) < (3 if len(whole) <= MAX_TITLE else 2)
        particles = {self.parse.lower[c] for c in self.parse.all_children(clause.verb, "prt")}
        return fit(whole if short or self._lacks_subject(text, clause) else text, particles)

    def _there_was(self, clause: Clause) -> int | None:
        """“There was fighting in the port”: the fighting."""
        if self.parse.child(clause.verb, "expl") is None:
            return None
        noun = self.parse.child(clause.verb, "attr", "dobj", "nsubj")
        return noun if noun is not None or clause.lemma == "be" else clause.verb

    def _lacks_subject(self, text: str, clause: Clause) -> bool:
        """“Shooting the ambassador”: nobody who does it."""
        verb = self.parse.lower[clause.verb]
        if text.lower().startswith((f"{verb} ", "to ", "being ", "him ", "them ", "her ")):
            return True
        return not clause.own_subject and f" to {verb}" in text  # "It took the jury an hour to …"

    def _of_sentence(self, token: int) -> str:
        """A noun that cannot stand alone: the sentence it is in, cut."""
        parse = self.parse
        sentence = parse.sentences[parse.sentence_of[token]]
        text = " ".join(parse.text[sentence.start : sentence.end].split())
        return bare(text.rstrip(".").lstrip("\"“' "))

    def _event_noun(self, mention: Mention) -> int | None:
        """The noun that names the event, its subject above all."""
        if mention.nominal:
            return mention.head
        subject = mention.clause.subject if mention.clause else None
        return subject if subject in mention.tokens else None

    def _cause(self, mention: Mention) -> int | None:
        """“58 people have been killed in a chemical attack”: the attack."""
        parse = self.parse
        nouns = (
            t
            for t in sorted(mention.tokens)
            if parse.deps[t] == "pobj" and parse.lower[parse.heads[t]] in ("in", "by", "of")
        )
        return next((t for t in nouns if parse.lemmas[t] in self.harmful), None)

    def _of_noun(self, noun: int, killed: Figure | None, names: list[tuple[str, int]]) -> str:
        """“Clashes kill at least 22 around Dushanbe and Vahdat”."""
        parse = self.parse
        first, last = phrase_span(parse, noun)
        base = bare(" ".join(parse.span_text(first, last).split()))
        if self.dates & set(range(first, last + 1)):
            kept = [t for t in range(first, last + 1) if t not in self.dates]
            if not self._words(kept).startswith(("'s ", "’s ")):
                base = bare(self._words(kept))
            elif parse.deps[parse.heads[min(self.dates & set(range(first, last + 1)))]] != "poss":
                base = bare(self._words(kept)[3:])  # "Monday's attack"
        if killed is not None and parse.lemmas[noun] not in ("death", "killing", "murder"):
            plural = parse.tags[noun] in ("NNS", "NNPS") or "and" in base.split()
            base = f"{base} {'kill' if plural else 'kills'} {figure_text(killed)}"
        if len(base.split()) <= 2:
            base = self._with_complement(noun, base)
        told = [(name, start) for name, start in names if name not in base]
        if told and len(told) == len(names):
            place = enumerated([name for name, _ in told[:3]])
            longer = f"{base} {self._preposition(told[0][1])} {place}"
            base = longer if len(longer) <= MAX_TITLE else base
        return base

    def _with_complement(self, noun: int, base: str) -> str:
        """“meeting” with whom, “trial” of whom: what makes a lone noun readable."""
        parse = self.parse
        for child in parse.all_children(noun, "prep"):
            inside = [t for t in parse.subtree(child) if parse.deps[t] not in _LEAVE_OUT]
            if child > noun and parse.lower[child] in _COMPLEMENTS and not self._has_date(child):
                longer = f"{base} {self._words(inside)}"
                return longer if len(longer) <= MAX_TITLE else base
        return base

    def _preposition(self, start: int) -> str:
        """The preposition that stands before a place in the text, "in" when there is none."""
        before = self.parse.text[max(0, start - 50) : start]
        found: list[str] = _PLACE_PREPOSITION.findall(before)
        return found[-1] if found else "in"

    def _has_date(self, token: int) -> bool:
        return not self.dates.isdisjoint(self.parse.subtree(token))

    def _of_clause(self, clause: Clause) -> str:
        """Drop from the clause, step by step, what a reader can do without until it fits."""
        longer = ""
        for level in range(4):
            text = bare(self._clause_words(clause, level).strip(EDGE))
            if len(text) <= MAX_TITLE:
                # Too bare to be read alone ("Putin pledged"): rather cut the longer one.
                return longer if longer and len(text.split()) < 4 else text
            longer = text
        return longer

    def _clause_words(self, clause: Clause, level: int) -> str:
        parse, verb = self.parse, clause.verb
        replaced = not clause.own_subject or (
            clause.subject is not None
            and (is_pronoun(parse, clause.subject) or parse.deps[verb] == "relcl" or level > 0)
        )
        kept = {verb}
        for child in parse.children[verb]:
            if not self._leaves_out(clause, child, level, replaced):
                kept.update(self._trimmed(child, level))
        commas = [t for t in kept if parse.words[t] == ","]
        if commas == [verb - 1]:
            kept.discard(verb - 1)  # "The port, opened in 1891 …": its other end is left out
        body = self._words(self._unbroken(kept))
        if not replaced:
            return body
        subject = self._subject(clause)
        if subject and min(kept) == parse.sentences[parse.sentence_of[verb]].first:
            body = body[:1].lower() + body[1:]  # "Born in Klagenfurt, she …"
        helped = parse.child(verb, "aux", "auxpass") is not None
        if clause.passive and parse.deps[verb] == "conj" and not helped:
            body = " ".join((*clause.auxiliaries, body))  # "was released and elected"
        return f"{subject} {body}"

    def _unbroken(self, kept: set[int]) -> list[int]:
        """The tokens with what is written in one word with them ("3-3"), in order."""
        parse, whole = self.parse, set(kept)
        for token in sorted(kept):
            following = token + 1
            while (
                following < len(parse.words)
                and parse.starts[following] == parse.ends[following - 1]
                and (parse.words[following] == "-" or parse.words[following - 1] == "-")
            ):
                whole.add(following)
                following += 1
        return sorted(whole)

    def _leaves_out(self, clause: Clause, child: int, level: int, replaced: bool) -> bool:
        parse = self.parse
        dep, verb = parse.deps[child], clause.verb
        before = dep == "ccomp" and child < verb
        if dep in _LEAVE_OUT or dep == "punct" or before or (dep == "ccomp" and level > 1):
            return True
        if dep == "conj" and parse.pos[child] in ("VERB", "AUX"):
            return True
        if replaced and (dep.startswith("nsubj") or (child < verb and dep not in _HELPERS)):
            return True
        subject = clause.subject
        if dep in ("advmod", "prep") and subject is not None and child < subject < verb:
            return True  # "Later, aircraft fired rockets", "In Cairo, five men were stopped"
        if dep == "prep" and (parse.child(child, "pobj") in self.dates or (child < verb and level)):
            return True
        if parse.tags[child] in ("WRB", "WDT", "WP") or parse.lower[child] == "according":
            return True
        if dep in ("npadvmod", "advmod", "nmod") and self._has_date(child):
            return True
        if dep == "npadvmod" and parse.child(child, "relcl") is not None:
            return True  # "…, a figure the police dispute"
        return dep in ("prep", "advmod", "npadvmod") and level == 3 and child > verb

    def _subject(self, clause: Clause) -> str:
        """Who does it, told in full where the clause itself leaves it out or has a pronoun."""
        token = clause.subject
        if self.parse.deps[clause.verb] == "acl" and clause.passive:
            token = clause.object  # "a curfew imposed two days earlier"
        if token is None:
            return ""
        name = self.people.name(self.parse, token)
        several = self.parse.conjuncts(token)
        if len(several) > 1 and self.parse.child(token, "appos", "relcl") is None:
            whole = f"{name} and {self.people.name(self.parse, several[-1])}"
            name = whole if len(several) == 2 and len(whole) < _LONG_NAME else name
        if name.lower() in ("he", "she", "it", "they"):
            name = self._antecedent(token) or name
        return "" if name.lower() in ("who", "which", "that") else name

    def _antecedent(self, pronoun: int) -> str | None:
        """The subject of the sentence before that a pronoun can take up, or None."""
        parse = self.parse
        if parse.quoted[pronoun]:
            return None  # whom a speaker means is not whom the sentence before tells of
        index = parse.sentence_of[pronoun]
        main = next((t for t in parse.ancestors(pronoun) if parse.heads[t] == t), None)
        own = parse.child(main, "nsubj", "nsubjpass") if main is not None else None
        named = own is not None and own < pronoun and not is_pronoun(parse, own)
        things = parse.lower[pronoun] in ("it", "they")
        if named and own is not None and things and self._fits(pronoun, own):
            return phrase_text(parse, own, of=False)
        reach = 1 if parse.lower[pronoun] == "it" else 3
        for sentence in reversed(parse.sentences[max(0, index - reach) : index]):
            root = next(
                (t for t in range(sentence.first, sentence.last) if parse.heads[t] == t), None
            )
            subject = parse.child(root, "nsubj", "nsubjpass") if root is not None else None
            if subject is None or is_pronoun(parse, subject):
                continue
            if self._fits(pronoun, subject):
                return phrase_text(parse, subject, of=False)
        return None

    def _fits(self, pronoun: int, noun: int) -> bool:
        """In number, and in being a person or a thing."""
        parse = self.parse
        plural = parse.tags[noun] in ("NNS", "NNPS") or len(parse.conjuncts(noun)) > 1
        if parse.lower[pronoun] == "they":
            return plural
        person = parse.entities[noun] == "PERSON" or parse.lemmas[noun] in self.persons
        if parse.words[noun] == later_teller(parse, pronoun):
            return False
        return not plural and person == (parse.lower[pronoun] != "it")

    def _trimmed(self, token: int, level: int) -> list[int]:
        """A child's words without relative clauses, appositions, dates and asides."""
        parse, kept, queue = self.parse, [token], [token]
        while queue:
            for child in parse.children[queue.pop()]:
                dep = parse.deps[child]
                named = dep == "appos" and not level and parse.entities[child] == "PERSON"
                if (dep in _LEAVE_OUT - {"cc", "mark"} and not named) or child in self.dates:
                    continue
                if dep == "prep" and parse.child(child, "pobj") in self.dates:
                    continue
                if dep == "acl" and level:
                    continue
                if dep == "prep" and not self._keeps_object(child):
                    continue
                if dep == "prep" and level >= 2 and parse.lower[child] != "of":
                    continue
                kept.append(child)
                queue.append(child)
        return kept

    def _governs_date(self, preposition: int) -> bool:
        """“on Monday”, but not “in Monday's blast”."""
        noun = self.parse.child(preposition, "pobj")
        return noun in self.dates if noun is not None else preposition + 1 in self.dates

    def _keeps_object(self, preposition: int) -> bool:
        deps = {self.parse.deps[c] for c in self.parse.children[preposition]}
        return bool(deps - _LEAVE_OUT - {"punct"}) or not deps

    def _words(self, tokens: list[int]) -> str:
        """The tokens as text, with the spacing of the original where they stand together."""
        parse, previous = self.parse, -1
        pieces: list[str] = []
        for index, token in enumerate(tokens):
            word = parse.words[token].strip()
            following = tokens[index + 1] if index + 1 < len(tokens) else -1
            comma_alone = word == "," and (following != token + 1 or previous != token - 1)
            dateless = parse.deps[token] == "prep" and self._governs_date(token)
            if comma_alone or dateless or word in ('"', "“", "”", ""):
                continue
            together = token == previous + 1 and parse.ends[previous] == parse.starts[token]
            pieces.append(word if not pieces or together else f" {word}")
            previous = token
        text = "".join(pieces)
        return whole_brackets(text.replace(" ,", ",").replace(",,", ","))

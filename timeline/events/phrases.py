"""Noun phrases, speakers and titles in the sentence's own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from maps.features import MAX_TITLE
from timeline.events.clauses import Clause
from timeline.events.mention import Figure, Mention, Speaker
from timeline.events.parse import Parse

_LEFT = (
    "det",
    "amod",
    "compound",
    "poss",
    "nummod",
    "quantmod",
    "nmod",
    "case",
    "predet",
    "advmod",
    "neg",
)
_PRONOUNS = frozenset({"he", "she", "they", "him", "her", "them", "it", "we", "i", "who", "which",
                       "that", "himself", "herself", "themselves", "this", "these", "those"})  # fmt: skip
_ARTICLES = frozenset({"the", "a", "an"})
_EDGE = " \t\n,;:–—-"


def phrase_span(parse: Parse, token: int, *, of: bool = True) -> tuple[int, int]:
    """First and last token of a noun phrase: what stands before it, and "of …" after it."""
    first = last = token
    for child in parse.children[token]:
        dep = parse.deps[child]
        if child < token and dep in _LEFT and token - child < 9:
            first = min(first, phrase_span(parse, child, of=False)[0], child)
        elif child > token and of and dep == "prep" and parse.lower[child] == "of":
            last = max([last, *(t for t in parse.subtree(child) if t - token < 7)])
    # The phrase is one stretch of text: what stands between its ends belongs to it.
    return first, last


def phrase_text(parse: Parse, token: int, *, of: bool = True) -> str:
    first, last = phrase_span(parse, token, of=of)
    return " ".join(parse.span_text(first, last).split())


def without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in _ARTICLES else text


def is_pronoun(parse: Parse, token: int) -> bool:
    return parse.lower[token] in _PRONOUNS


class People:
    """Remembers who was named last, so that "he" and "she" can be told by name."""

    def __init__(self) -> None:
        self.last: str | None = None
        self.speaker: str | None = None

    def see(self, parse: Parse, clauses: Mapping[int, Clause], first: int, last: int) -> None:
        """Note the people of a sentence: its subject before anyone else."""
        names: list[tuple[int, int, str]] = []
        for token in range(first, last):
            if parse.entities[token] == "PERSON" and (
                token + 1 >= last or parse.entities[token + 1] != "PERSON"
            ):
                begin = token
                while begin > first and parse.entities[begin - 1] == "PERSON":
                    begin -= 1
                subject = any(
                    c.subject is not None and begin <= c.subject <= token for c in clauses.values()
                )
                name = parse.span_text(begin, token).removesuffix("'s").removesuffix("’s")
                names.append((0 if subject else 1, begin, name))
        if names:
            name = min(names)[2]
            if self.last is None or name.split()[-1] not in self.last:
                self.last = name

    def name(self, parse: Parse, token: int) -> str:
        """A phrase, or for "he" and "she" the person named last."""
        if parse.lower[token] in ("he", "she", "him", "her") and self.last:
            return self.last
        return phrase_text(parse, token)


def speaker_of(parse: Parse, clause: Clause, people: People) -> Speaker | None:
    """The source named by a verb of saying."""
    if clause.subject is None:
        return None
    token = clause.subject
    if parse.lower[token] in ("who", "which", "that"):
        return None
    name = people.name(parse, token)
    appositive = parse.child(token, "appos")
    if appositive is not None and parse.entities[appositive] == "PERSON":
        name = f"{name} {phrase_text(parse, appositive)}" if parse.pos[token] != "PROPN" else name
    name = without_article(name).strip(_EDGE)
    first, last = sorted((phrase_span(parse, token)[0], clause.verb))
    quote = " ".join(parse.span_text(first, max(last, phrase_span(parse, token)[1])).split())
    return Speaker(name, quote)


def according_to(parse: Parse, first: int, last: int) -> tuple[int, Speaker] | None:
    """(token, source) of "according to …" in a sentence."""
    for token in range(first, last - 1):
        if parse.lower[token] == "according" and parse.lower[token + 1] == "to":
            for candidate in range(token + 2, min(last, token + 9)):
                if parse.pos[candidate] in ("NOUN", "PROPN") and (
                    parse.deps[candidate] not in ("compound", "poss", "nmod", "amod")
                ):
                    begin, end = phrase_span(parse, candidate)
                    name = " ".join(parse.span_text(max(begin, token + 2), end).split())
                    quote = " ".join(parse.span_text(token, end).split())
                    return token, Speaker(without_article(name), quote)
    return None


# -- titles --------------------------------------------------------------------------------------

_LEAVE_OUT = frozenset(
    {"advcl", "relcl", "appos", "parataxis", "mark", "cc", "discourse", "dep", "intj", "meta",
     "preconj"}
)  # fmt: skip
_BOUND_WORDS = {"exact": "", "at_least": "at least ", "about": "about ", "at_most": "up to "}


class TitleMaker:
    """Makes titles of one document; `dates` are tokens of time expressions, left out."""

    def __init__(self, parse: Parse, dates: set[int], people: People) -> None:
        self.parse, self.dates, self.people = parse, dates, people

    def title(self, mention: Mention, places: Iterable[str]) -> str:
        """At most `MAX_TITLE` characters, readable alone."""
        if mention.clause is None or (mention.nominal and mention.clause.lemma == "be"):
            text = self._of_noun(mention)
        else:
            text = self._of_clause(mention.clause, mention)
        text = text.strip(_EDGE)
        names = [name for name in places if name]
        if names and not any(name in text for name in names):
            longer = f"{text} in {_enumerate(names[:2])}"
            if len(longer) <= MAX_TITLE and mention.clause is None:
                text = longer
        return _fit(text)

    def _of_noun(self, mention: Mention) -> str:
        parse = self.parse
        killed = next((f for f in mention.figures if f.type == "killed"), None)
        first, last = phrase_span(parse, mention.head)
        base = without_article(" ".join(parse.span_text(first, last).split()))
        if killed is not None:
            verb = "kill" if parse.tags[mention.head] in ("NNS", "NNPS") else "kills"
            base = f"{base} {verb} {_figure(killed)}"
        place = " ".join(
            self._words(parse.subtree(child))
            for child in parse.all_children(mention.head, "prep")
            if child > last and not self._has_date(child)
        )
        return f"{base} {place}" if place and len(base) + len(place) < MAX_TITLE else base

    def _has_date(self, token: int) -> bool:
        return not self.dates.isdisjoint(self.parse.subtree(token))

    def _of_clause(self, clause: Clause, mention: Mention) -> str:
        """Drop from the clause, step by step, what a reader can do without until it fits."""
        text = ""
        for level in range(4):
            text = self._clause_words(clause, mention, level).strip(_EDGE)
            if len(text) <= MAX_TITLE:
                return text
        return text

    def _clause_words(self, clause: Clause, mention: Mention, level: int) -> str:
        parse, verb = self.parse, clause.verb
        kept = {verb}
        parts: list[str] = []
        if not clause.own_subject or (
            clause.subject is not None and (is_pronoun(parse, clause.subject) or level)
        ):
            parts.append(self._subject(clause))
        for child in parse.children[verb]:
            dep = parse.deps[child]
            if dep in _LEAVE_OUT or dep == "punct" or (dep == "conj" and child in self._verbs()):
                continue
            if parts and child == clause.subject and clause.own_subject:
                continue
            if dep in ("ccomp",) and level:
                continue
            if self._has_date(child) and dep in ("prep", "npadvmod", "advmod", "nmod", "tmod"):
                if dep != "prep" or parse.child(child, "pobj") in self.dates:
                    continue
            if dep in ("prep", "advmod", "npadvmod") and level == 3 and child > verb:
                continue
            if dep in ("prep",) and child < verb and level:
                continue
            kept.update(self._trimmed(child, level))
        body = self._words(sorted(kept))
        return without_article(" ".join([*parts, body]).strip(_EDGE))

    def _subject(self, clause: Clause) -> str:
        if clause.subject is None:
            return ""
        if not clause.own_subject and clause.passive and clause.object is not None:
            if self.parse.deps[clause.verb] == "acl":
                return phrase_text(self.parse, clause.object)
        name = self.people.name(self.parse, clause.subject)
        return "" if name.lower() in ("who", "which", "that") else name

    def _verbs(self) -> set[int]:
        parse = self.parse
        return {t for t in range(len(parse.pos)) if parse.pos[t] in ("VERB", "AUX")}

    def _trimmed(self, token: int, level: int) -> list[int]:
        """A child's words without relative clauses, appositions, dates and asides."""
        parse, kept, queue = self.parse, [token], [token]
        while queue:
            for child in parse.children[queue.pop()]:
                dep = parse.deps[child]
                if dep in _LEAVE_OUT - {"cc", "mark"} or child in self.dates:
                    continue
                if dep == "prep" and parse.child(child, "pobj") in self.dates:
                    continue
                if dep == "acl" and level:
                    continue
                if dep == "prep" and level >= 2 and parse.lower[child] != "of":
                    continue
                kept.append(child)
                queue.append(child)
        return kept

    def _words(self, tokens: list[int]) -> str:
        """The tokens as text, with the spacing of the original where they stand together."""
        parse, pieces, previous = self.parse, [], None
        for token in tokens:
            if parse.words[token].strip() in ('"', "“", "”", ""):
                continue
            if previous is not None:
                together = token == previous + 1 and parse.ends[previous] == parse.starts[token]
                pieces.append("" if together else " ")
            pieces.append(parse.words[token].strip())
            previous = token
        text = "".join(pieces)
        return text.replace(" ,", ",").replace(",,", ",")


def _figure(figure: Figure) -> str:
    return f"{_BOUND_WORDS[figure.bound]}{figure.value:,}"


def _enumerate(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _fit(text: str) -> str:
    """Cut at a word so that no more than `MAX_TITLE` characters stay; capital first."""
    text = " ".join(text.split())
    if len(text) > MAX_TITLE:
        text = text[: MAX_TITLE - 1].rsplit(" ", 1)[0].rstrip(_EDGE + ".")
        words = text.split()
        while len(words) > 2 and words[-1].lower() in (
            "the", "a", "an", "of", "in", "on", "at", "to", "and", "or", "with", "for", "by", "from",
            "his", "her", "their", "its", "that", "after", "as",
        ):  # fmt: skip
            words.pop()
        text = " ".join(words) + "…"
    return text[:1].upper() + text[1:]

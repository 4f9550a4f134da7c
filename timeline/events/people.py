"""Who is meant by "he", and who says so."""

from __future__ import annotations

from collections import Counter

from timeline.events.clauses import Clause
from timeline.events.mention import Speaker
from timeline.events.parse import Parse, Sentence
from timeline.events.phrases import (
    EDGE,
    is_pronoun,
    phrase_span,
    phrase_text,
    without_article,
    without_owner,
)


class People:
    """Remembers who was named, so that "he" and "she" can be told by name where there is no doubt:
    the one the whole text is about, or the only person who was a subject just before.
    """

    def __init__(self, parse: Parse, title: str = "") -> None:
        self.speaker: str | None = None
        self._by_sentence: dict[int, str | None] = {}
        self._before: dict[int, str | None] = {}
        self._recent: list[tuple[int, str]] = []
        self._full: dict[str, str] = {}
        names = [
            name
            for sentence in parse.sentences
            for name in _names(parse, sentence.first, sentence.last)
        ]
        counts = Counter(name.split()[-1] for name in names)
        top, share = (counts.most_common(1) or [("", 0)])[0]
        self.hero = top if share > 0.6 * len(names) and share > 1 else None
        in_title = {name.split()[-1] for name in names if name.split()[-1] in title.split()}
        if self.hero is None and len(in_title) == 1 and counts[min(in_title)] > 1:
            self.hero = in_title.pop()  # the one the headline names
        for name in names:
            last = name.split()[-1]
            known = self._full.get(last)
            if known is None or (known == last and name != last):
                self._full[last] = name  # the first of a family whom the text names in full

    def see(self, parse: Parse, sentence: Sentence) -> None:
        """Note the people a sentence names; only those of the last two sentences stay in mind."""
        self._recent = [(i, n) for i, n in self._recent if i >= sentence.index - 2]
        self._before[sentence.index] = self._meant()
        found = _names(parse, sentence.first, sentence.last, subjects=True)
        self._recent.extend((sentence.index, name.split()[-1]) for name in found)
        self._by_sentence[sentence.index] = self._meant()

    def _meant(self) -> str | None:
        """Who "he" is, in full, or None where several could be meant."""
        recent = {name for _, name in self._recent}
        if self.hero is not None and (not recent or self.hero in recent):
            return self._full[self.hero]
        nearest = max((index for index, _ in self._recent), default=None)
        subjects = {name for index, name in self._recent if index == nearest}
        return self._full[subjects.pop()] if len(subjects) == 1 else None

    def name(self, parse: Parse, token: int) -> str:
        """A phrase, or for "he" and "she" the person meant; in "X said it had …" it is X."""
        if is_pronoun(parse, token):
            teller = _teller(parse, token)
            if teller is not None:
                return phrase_text(parse, teller, of=False)
        index = parse.sentence_of[token]
        first = parse.sentences[index].first
        named = _names(parse, first, token, subjects=True)
        # Who is named only behind "he" is someone else.
        meant = (self._by_sentence if named else self._before).get(index)
        person = parse.lower[token] in ("he", "she", "him", "her")
        if person and meant and meant.split()[-1] != later_teller(parse, token):
            return meant
        return _told_in_full(parse, token)


def _told_in_full(parse: Parse, token: int) -> str:
    """A phrase, for a name without "their", and with whose it is for "whose"."""
    text = phrase_text(parse, token)
    owner = parse.child(token, "poss")
    if owner is None or owner != phrase_span(parse, token)[0]:
        return text
    owned = text[parse.ends[owner] - parse.starts[owner] :].lstrip()
    if parse.lower[owner] == "whose":
        relatives = (t for t in parse.ancestors(token) if parse.deps[t] == "relcl")
        whose = next((parse.heads[t] for t in relatives), None)
        if whose is None or whose == token:
            return owned
        return f"{without_article(_told_in_full(parse, whose))}'s {owned}"
    return without_owner(text) if parse.entities[token] == "PERSON" else text


def _teller(parse: Parse, pronoun: int) -> int | None:
    """The subject of the verb of saying in whose reported clause a pronoun is the subject."""
    if parse.deps[pronoun] not in ("nsubj", "nsubjpass") or parse.lower[pronoun] not in (
        "he", "she", "it", "they",
    ):  # fmt: skip
        return None
    verb = parse.heads[pronoun]
    if parse.deps[verb] != "ccomp":
        return None
    teller = parse.child(parse.heads[verb], "nsubj")
    if teller is None or is_pronoun(parse, teller):
        return None
    if teller > pronoun and parse.lower[pronoun] in ("he", "she"):
        return None  # "He has died, Tok said": of somebody else, or of himself
    plural = parse.tags[teller] in ("NNS", "NNPS") or parse.child(teller, "conj") is not None
    if plural != (parse.lower[pronoun] == "they") and parse.pos[teller] != "PROPN":
        return None
    return teller


def later_teller(parse: Parse, pronoun: int) -> str | None:
    """The last name of who says, behind it, what a pronoun stands in: "He has died, Tok said" is
    of somebody else.
    """
    child = pronoun
    for head in parse.ancestors(pronoun):
        if parse.deps[child] in ("ccomp", "parataxis") and child < head:
            teller = parse.child(head, "nsubj")
            return parse.words[teller] if teller is not None and teller > pronoun else None
        child = head
    return None


def _names(parse: Parse, first: int, last: int, *, subjects: bool = False) -> list[str]:
    """The people a stretch of tokens names, or those of them who are subjects."""
    found, token = [], first
    while token < last:
        begin = token
        while token < last and parse.entities[token] == "PERSON":
            token += 1
        subject = any(parse.deps[t] in ("nsubj", "nsubjpass") for t in range(begin, token))
        if token > begin and (subject or not subjects):
            name = " ".join(parse.span_text(begin, token - 1).split())
            found.append(name.removesuffix("'s").removesuffix("’s"))
        token += 1
    return [name for name in found if name]


def speaker_of(parse: Parse, clause: Clause, people: People) -> Speaker | None:
    """The source named by a verb of saying."""
    if clause.subject is None:
        return None
    token = clause.subject
    if clause.passive:
        by = clause.prepositions.get("by", [])
        if not by:
            return None
        token = by[0]  # "it was reported by the ministry"
    if parse.lower[token] in ("who", "which", "that"):
        return None
    name = people.name(parse, token)
    appositive = parse.child(token, "appos")
    if appositive is not None and parse.entities[appositive] == "PERSON":
        described = f"{without_owner(name)} {phrase_text(parse, appositive)}"
        name = name if parse.pos[token] == "PROPN" else described
    name = without_article(name).strip(EDGE)
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

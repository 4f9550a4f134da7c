"""Dates that name or measure a thing and date no event: "the Christmas market", "the biggest drop
since 2008", "celebrating Easter".
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from timeline.events.clauses import Clause
from timeline.events.parse import Parse, Sentence
from timeline.model import TemporalExpression

_LABELS = ("compound", "nmod", "amod", "nummod", "poss")


@dataclass(frozen=True, slots=True)
class LabelFinder:
    """Finds what the dates of one sentence name; `nouns`: its event nouns."""

    parse: Parse
    sentence: Sentence
    clauses: Mapping[int, Clause]
    nouns: AbstractSet[int]

    def find(self, timex: TemporalExpression, root: int) -> int | None:
        """The thing that a date only names ("the Christmas market", "the 2012 constitution"), or
        measures ("the biggest drop since 2008"); None when it dates what happened.
        """
        parse, noun = self.parse, self.parse.heads[root]
        if parse.lower[noun] == "since" and parse.deps[root] == "pobj":
            measured = parse.heads[noun]
            if parse.pos[measured] in ("NOUN", "ADJ"):
                return measured
            return self._superlative_before(noun)  # "fell to its lowest level since 1985"
        if parse.deps[root] == "dobj" and parse.pos[noun] == "VERB" and timex.grain == "day":
            return root  # "celebrating Easter": what is done, not when
        if parse.lower[noun] in ("until", "till") and timex.edtf is not None:
            return root if parse.pos[parse.heads[noun]] == "VERB" and ".." in timex.edtf else None
        if parse.deps[root] not in _LABELS or parse.starts[noun] < timex.end:
            return None
        before = parse.token_at(timex.start) - 1
        if before >= self.sentence.first and parse.pos[before] == "ADP":
            return None  # "On Monday rebels attacked": no Monday rebels
        while parse.deps[noun] in _LABELS and noun not in self.nouns:
            noun = parse.heads[noun]
        thing = parse.pos[noun] in ("NOUN", "PROPN") and noun not in self.nouns
        if thing and "weekday" in timex.rule and self._is_occasion(noun):
            return None
        return noun if thing else None

    def _superlative_before(self, since: int) -> int | None:
        """The superlative or ordinal that a "since" right behind it measures."""
        parse = self.parse
        verb = parse.heads[since]
        span = range(max(verb, since - 8), since)
        return next(
            (t for t in reversed(span) if parse.tags[t] == "JJS" or parse.lower[t] == "first"), None
        )

    def _is_occasion(self, noun: int) -> bool:
        """“At a Wednesday media event, Apple released …”: what is done there is done that day."""
        parse = self.parse
        preposition = parse.heads[noun]
        at = parse.deps[noun] == "pobj" and parse.lower[preposition] in ("at", "in", "during")
        return at and parse.heads[preposition] in self.clauses

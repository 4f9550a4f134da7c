"""Who runs the base of a phrase, and where it lies, read from the words around it.

Operators come from the phrase itself ("an American base", "Moscow's base"), from the subject of a
verb of having or building, from "run by X", or from whose soldiers are there. Hosts come from the
place phrase after the base, from the subject of a verb of hosting, or from a place named before.
Each reading says how it was found, since the weaker ones lower the certainty.
"""

from __future__ import annotations

from dataclasses import dataclass

from maps.bases.hosts import read_after, read_before, read_tail
from maps.bases.operators import read_agents, read_inside, read_presence, read_subject
from maps.bases.phrases import Phrase
from maps.bases.surroundings import Reading, Surroundings, clause_of
from maps.features import BaseStatus, Personnel


@dataclass(frozen=True, slots=True)
class Seen:
    """A phrase with what its surroundings say."""

    phrase: Phrase
    reading: Reading
    status: BaseStatus
    personnel: Personnel | None

    @property
    def span(self) -> tuple[int, int]:
        return self.phrase.start, max(self.phrase.end, self.reading.tail_end)


def read(phrase: Phrase, around: Surroundings) -> Reading:
    """Operators and hosts of a phrase."""
    clause = clause_of(around.text, around.start, around.end, phrase.head_start)
    reading = Reading(clause=clause, tail_end=phrase.end)
    told = (item.code for item in around.between(around.start, around.end))
    reading.others = tuple(dict.fromkeys(code for code in told if code))
    read_inside(phrase, around, reading)
    read_tail(phrase, around, reading)
    read_agents(phrase, around, reading)
    read_subject(phrase, around, reading)
    if not reading.operators:
        read_presence(phrase, around, reading)
    if not reading.hosts and reading.unknown is None:
        read_before(phrase, around, reading)
    if not reading.hosts and reading.unknown is None:
        read_after(phrase, around, reading)
    return reading

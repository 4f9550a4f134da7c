"""The grammar: stages of rules, each reading what the stages before it made.

numbers          number words, ordinals, years with an era
dates, periods, clocks
                 what names a time by itself: a day, month or year; a season, quarter or century;
                 a time of day
sets, durations  "every Friday"; lengths of time and ages
compound, counted, directed, shifts
                 what is told from another time: lengths of two units, "two days later", "last
                 week", "the month"
parts, dayparts  early and late, the first week of; mornings and clock times put on their days
"""

from __future__ import annotations

from timeline.timex.ancient import AncientYears
from timeline.timex.engine import Rule, Stage, declare
from timeline.timex.grammar import (
    compound,
    counted,
    dates,
    dayparts,
    directed,
    durations,
    numbers,
    parts,
    periods,
    sets,
    shifts,
)
from timeline.timex.lexicon import Lexicon
from timeline.timex.lists import complete_lists
from timeline.timex.spec import Node
from timeline.timex.tokens import Tokeniser

#: Stages in order.
STAGES: tuple[tuple[Rule, ...], ...] = (
    numbers.RULES,
    (*periods.RULES, *dates.RULES),
    (*sets.RULES, *durations.RULES),
    (*compound.RULES, *counted.RULES, *directed.RULES, *shifts.RULES),
    (*parts.RULES, *dayparts.RULES),
    dayparts.LAST_RULES,
)


class Grammar:
    """Reads a text into nodes; those with a content are candidates for time expressions."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._tokeniser = Tokeniser(lexicon)
        self._functions = lexicon.words_of("reject", "function_words")
        for rules in STAGES:
            declare(rules, lexicon)
        self._ancient = AncientYears(lexicon)
        self._stages = [Stage(rules, lexicon) for rules in STAGES]

    def read(self, text: str) -> list[Node]:
        """Tokens and what the rules made of them, in the order of the text."""
        nodes = self._ancient.read(self._tokeniser.tokens(text), text)
        for stage in self._stages:
            nodes = stage.run(nodes, text)
        return complete_lists(nodes, text, self._functions)

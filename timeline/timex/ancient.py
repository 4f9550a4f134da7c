"""Years of one to three digits: "Athens fell in 404 BC. In 403 the democracy was restored."

Only a text that tells an era has them, and only where the words around leave nothing to count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.timex.lexicon import Lexicon
from timeline.timex.spec import Node

#: So many years from the year told last, a small number is no year of that story.
_REACH = 300
#: From this on a number tells its year without an era.
_FOUR_DIGITS = 1000
#: Of such a number rather things are counted.
_ROUND = 50
#: Behind a month a smaller number is a day.
_LAST_DAY = 31
#: An era is looked for behind a list of so many members.
_MEMBERS = 4
_WORD = re.compile(r"[^\W\d_]+")
_JOINED = frozenset({"and", "or", "comma", "dash", "to"})
_CLOSED = frozenset({"comma", "dot", "close", "semicolon", "colon", "break", "longdash"})
_COUNTED = frozenset({"unit", "plural", "percent", "multiplier", "ampm", "oclock", "cardinal"})


class AncientYears:
    """Gives small numbers of ancient history the meaning of years."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._eras = frozenset(lexicon.symbols("era"))
        self._functions = lexicon.words_of("reject", "function_words")
        self._verbs = lexicon.words_of("tense", "past")
        self._before = lexicon.words_of("reject", "year_prepositions")

    def read(self, nodes: list[Node], text: str) -> list[Node]:
        """The tokens, with such years made explicit; the era is that of the year told last."""
        if not any(node.word.symbol in self._eras for node in nodes):
            return nodes
        out = list(nodes)
        told = self._first_told(nodes)
        made = -1
        for place, node in enumerate(nodes):
            if (year := _with_era(nodes, place)) is not None:
                told, made = year, place
            elif (number := node.kinds.get("year")) is not None and number >= _FOUR_DIGITS:
                told = None  # the story is elsewhere
            elif told is not None and "smallyear" in node.kinds:
                number = int(node.kinds["smallyear"])
                signed = 1 - number if told <= 0 else number
                if abs(signed - told) <= _REACH and self._is_year(nodes, place, made, text):
                    word = self._lexicon.word({"year": signed, "sureyear": signed})
                    out[place] = Node(node.start, node.end, word)
                    told, made = signed, place
        return out

    def _first_told(self, nodes: Sequence[Node]) -> int | None:
        """The first year with its era, when no year of four digits stands before it."""
        for place, node in enumerate(nodes):
            if (year := _with_era(nodes, place)) is not None:
                return year
            if int(node.kinds.get("year") or 0) >= _FOUR_DIGITS:
                return None
        return None

    def _is_year(self, nodes: Sequence[Node], place: int, made: int, text: str) -> bool:
        """Whether the words before and behind make a number a year; `made` is the last one."""
        if place == 0 or _leads_to_era(nodes, place):
            return False
        before = nodes[place - 1]
        number = int(nodes[place].kinds["smallyear"])
        word = text[before.start : before.end].lower()
        opens = word in self._before or "season" in before.kinds
        opens = opens or ("month" in before.kinds and number > _LAST_DAY)
        continues = made == place - 2 and bool(_JOINED & set(before.kinds))
        if not continues and (not opens or word in ("-", "–")):
            return False
        return self._ends(nodes, place, text)

    def _ends(self, nodes: Sequence[Node], place: int, text: str) -> bool:
        """Whether nothing stands behind that the number could count."""
        if place + 1 == len(nodes):
            return True
        behind = nodes[place + 1]
        kinds = set(behind.kinds)
        if _COUNTED & kinds:
            return False
        further = nodes[place + 2] if place + 2 < len(nodes) else None
        if {"to", "dash"} & kinds:
            small = further is not None and "smallyear" in further.kinds
            return small and self._ends(nodes, place + 2, text)
        if _CLOSED & kinds:
            return True
        match = _WORD.match(text, behind.start)
        word = match[0] if match else ""
        if word[:1].isupper():  # "in 399 Socrates died"; "in 300 Roman towns" counts them
            return int(nodes[place].kinds["smallyear"]) % _ROUND != 0
        return word in self._functions or word in self._verbs


def _leads_to_era(nodes: Sequence[Node], place: int) -> bool:
    """Whether it begins a list whose last member has the era: "499–493 BC"."""
    for at in range(place, min(place + 2 * _MEMBERS, len(nodes) - 1)):
        kinds = nodes[at].kinds
        if "smallyear" not in kinds and "the" not in kinds and not _JOINED & set(kinds):
            return False
        if "era" in nodes[at + 1].kinds:
            return True
    return False


def _with_era(nodes: Sequence[Node], place: int) -> int | None:
    """The signed year of a number beside its era: 44 BC is -43."""
    kinds = nodes[place].kinds
    number = kinds.get("smallyear", kinds.get("year"))
    if not isinstance(number, int):
        return None
    behind = nodes[place + 1].kinds.get("era") if place + 1 < len(nodes) else None
    era = behind or (nodes[place - 1].kinds.get("era") if place else None)
    if era is None or (behind is None and era == "BC"):
        return None
    return 1 - number if era == "BC" else number

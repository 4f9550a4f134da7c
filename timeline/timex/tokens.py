"""The tokeniser: words, numbers in all their shapes, and marks, each typed by the lexicon.

One regular expression cuts the text once, another reads the numerals. Numbers that are no date in
any reading (versions, phone numbers, model names) become tokens without a meaning, so no rule ever
sees them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.timex.lexicon import Lexicon, Word, phrase_at
from timeline.timex.numerals import (
    NAME_SAMPLES,
    NUMERAL,
    SAMPLES,
    meanings_of,
    meanings_of_name,
)
from timeline.timex.spec import Node

#: Words and marks with the space behind them, runs of digits, of white space, and what is left.
_PIECE = re.compile(r"[^\W\d_]+(?:(?=[\d_])\w+| )?|[^\w\s'’] ?|\d+|\s+|.", re.DOTALL)
_AMPM = re.compile(r"\s?([ap])(?:\.\s?m\b\.?|m\b)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_ORDINAL_DOT = re.compile(r"\.\s?[^\W\d_]")
_AFTER_DIGITS = re.compile(r"[^\W\d]")
_MARKS = {
    ",": "comma", ".": "dot", "-": "dash", "–": "dash", "—": "longdash", "/": "slash", "(": "open",
    ")": "close", ":": "colon", ";": "semicolon", "'": "apostrophe", "’": "apostrophe",
    "‘": "apostrophe", "$": "money", "£": "money", "€": "money", "¥": "money", "%": "percent",
    "&": "and", "#": "hash",
}  # fmt: skip
#: Behind a zone: GMT+2, UTC-03:30.
_OFFSET = re.compile(r"([+−-])(\d{1,2})(?::?(\d\d))?(?!\w)")
_OTHER_MARKS = '"“”!?`[]{}…*@<>=+|~^\\'
_YEAR_PART = re.compile(r"((?:19|20)\d\d)([QH][1-4])")
_NUMBERED_PART = re.compile(r"([1-4])([QH])(\d\d|\d{4})?")
_NOTHING = Word({})
_BREAK = "break"


class Tokeniser:
    """Cuts texts into tokens; keeps the words made of numbers, which come again and again."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._numbers: dict[tuple[str, str], Word] = {}
        self._marks = {mark: lexicon.word({kind: True}) for mark, kind in _MARKS.items()}
        self._known = self._marks | lexicon.words
        for head in filter(str.isalpha, lexicon.phrases):
            for form in (head, head.capitalize(), head.upper()):
                self._known[form] = replace(self._known.get(form, _NOTHING), is_head=True)
        quotes = {mark: self._known.pop(mark) for mark in "'’"}
        self._quotes = quotes  # looked up when no decade begins with them: '90s
        self._known = dict.fromkeys(_OTHER_MARKS, _NOTHING) | self._known
        self._known |= {f"{word} ": meaning for word, meaning in self._known.items()}
        self._behind_heads = {
            head: frozenset(
                _behind(phrase, head) for phrase in table for phrase in _spellings(phrase)
            )
            for head, (_, table) in lexicon.phrases.items()
        }
        self._amount = lexicon.word({"amount": True})
        self._break = lexicon.word({_BREAK: True})
        self._declare()

    def _declare(self) -> None:
        """Hand out the symbols of all shapes of numbers, so that the grammar knows them."""
        for kind, shape in SAMPLES:
            self._number(kind, shape)
        for name in NAME_SAMPLES:
            self._special(name)
        self.lexicon.word({"ampm": "a"})
        self.lexicon.word({"ordinal": 1, "ordinalday": 1})

    def tokens(self, text: str) -> list[Node]:
        """All tokens of the text in order, white space left out; blank lines are tokens.

        Pieces come as plain strings, their places by adding up lengths: most words of a text say
        nothing of time, and a match object for each of them would take most of the tagger's time.
        """
        known = self._known
        out: list[Node] = []
        start = end = skip = 0
        run: Node | None = None  # words that say nothing of time make one token together
        for piece in _PIECE.findall(text):
            start, end = end, end + len(piece)
            word = known.get(piece)
            if start < skip:
                continue
            if word is None:
                last = piece[-1]
                dull = piece[0].isalpha() and (last > "9" or last == " ")
                if dull:
                    if run is None:
                        run = Node(start, end, _NOTHING)
                        out.append(run)
                    run.end = end if last != " " else end - 1
                    continue
                special = self._special(piece)
                if special is not _NOTHING:
                    out.append(Node(start, end, special))
                elif (skip := self._unnamed(out, text, start, piece)) < 0:
                    continue
            elif (
                word.abbreviation
                or "zone" in word.kinds
                or (word.is_head and self._may_go_on(text, end, piece))
            ):
                skip = self._word(out, text, start, piece, word)
            else:
                out.append(Node(start, end if piece[-1] != " " else end - 1, word))
            run = None
        return out

    def _unnamed(self, out: list[Node], text: str, start: int, piece: str) -> int:
        """Append a numeral, a blank line or a mark; where to read on, -1 when there was nothing."""
        if piece.isspace():
            if piece.count("\n") < 2:
                return -1
            out.append(Node(start, start + len(piece), self._break))
            return 0
        match = NUMERAL.match(text, start)
        if match is not None:
            return self._numeral(out, text, match.lastgroup or "junk", match.start(), match.end())
        if piece[0].isalpha():  # a word with digits: B747
            out.append(Node(start, start + len(piece), _NOTHING))
            return 0
        if piece == "_":
            return -1
        end = start + len(piece.rstrip(" "))
        out.append(Node(start, end, self._quotes.get(piece, _NOTHING)))
        return 0

    def _may_go_on(self, text: str, end: int, head: str) -> bool:
        """Whether what follows looks like the rest of a phrase that begins with a word."""
        behind = text[end : end + 2].lower()
        return behind in self._behind_heads[head.rstrip(" ").lower()] or behind[:1].isspace()

    def _word(self, out: list[Node], text: str, start: int, piece: str, word: Word) -> int:
        """Append a phrase, an abbreviation with its dot, or the word; where to read on."""
        if word.is_head and (
            found := phrase_at(self.lexicon, text, start, piece.rstrip(" ").lower())
        ):
            out.append(Node(start, *found))
            return found[0]
        end = start + len(piece.rstrip(" "))
        if "zone" in word.kinds and (offset := _OFFSET.match(text, end)) is not None:
            minutes = 60 * int(offset[2]) + int(offset[3] or 0)
            shift = minutes if offset[1] == "+" else -minutes
            zone = self.lexicon.word({"zone": word.kinds["zone"] + shift})
            out.append(Node(start, offset.end(), zone))
            return offset.end()
        if word.abbreviation and text[end : end + 1] == ".":
            end += 1
        out.append(Node(start, end, word))
        return end

    def _numeral(self, out: list[Node], text: str, kind: str, start: int, end: int) -> int:
        """Append a numeral, and the "a.m." after it; the offset from which to read on."""
        piece = text[start:end]
        if piece in self.lexicon.phrases:
            phrase = phrase_at(self.lexicon, text, start, piece)
            if phrase is not None:
                out.append(Node(start, *phrase))
                return phrase[0]
        short = kind == "digits" and len(piece) <= 2
        if self.lexicon.ordinal_dot and short and _ORDINAL_DOT.match(text, end):
            ordinal = {"ordinal": int(piece), "ordinalday": int(piece)}
            out.append(Node(start, end + 1, self.lexicon.word(ordinal)))
            return end + 1
        half_day = _AMPM.match(text, end) if kind in ("digits", "clock", "decimal") else None
        if half_day is None and kind in ("digits", "grouped") and _AFTER_DIGITS.match(text, end):
            rest = _WORD.match(text, start)
            stop = rest.end() if rest else end
            out.extend(self._quarter_first(text, start, stop))
            return stop
        glued = start > 0 and (text[start - 1] in "_$£€¥#@+" or text[start - 1].isalnum())
        money = start > 0 and text[start - 1] in "$£€¥"
        unread = self._amount if money else _NOTHING
        out.append(Node(start, end, unread if glued else self._number(kind, piece)))
        if half_day is None:
            return end
        stop = half_day.end()
        mark = half_day.start() + (text[half_day.start()].isspace())
        out.append(Node(mark, stop, self.lexicon.word({"ampm": half_day[1].lower()})))
        return stop

    def _quarter_first(self, text: str, start: int, stop: int) -> list[Node]:
        """3Q, 1H, 3Q08, 2016Q3: the tokens of Q3 and of the year beside it."""
        if (match := _YEAR_PART.fullmatch(text, start, stop)) is not None:
            digits = Node(start, match.end(1), self._number("digits", match[1]))
            return [digits, Node(match.start(2), stop, self._special(match[2]))]
        match = _NUMBERED_PART.fullmatch(text, start, stop)
        if match is None:
            return [Node(start, stop, _NOTHING)]
        name = Node(start, match.end(2), self._special(match[2] + match[1]))
        if match[3] is None:
            return [name]
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        return [name, Node(match.start(3), stop, self._number("digits", year))]

    def _number(self, kind: str, piece: str) -> Word:
        key = (kind, piece)
        found = self._numbers.get(key)
        if found is None:
            if len(self._numbers) > 50_000:
                self._numbers.clear()
            found = self._numbers[key] = self.lexicon.word(meanings_of(kind, piece))
        return found

    def _special(self, piece: str) -> Word:
        meanings = meanings_of_name(piece)
        return self.lexicon.word(meanings) if meanings else _NOTHING


def _spellings(phrase: str) -> tuple[str, ...]:
    """With both shapes of the apostrophe."""
    return (phrase, phrase.replace("'", "’")) if "'" in phrase else (phrase,)


def _behind(phrase: str, head: str) -> str:
    """The two characters behind the head of a phrase and its space."""
    rest = phrase[len(head) :]
    return rest[1:3] if rest.startswith(" ") else rest[:2]

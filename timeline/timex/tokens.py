"""The tokeniser: words, numbers in all their shapes, and marks, each typed by the lexicon.

One regular expression cuts the text once, another reads the numerals. Numbers that are no date in
any reading (versions, phone numbers, model names) become tokens without a meaning, so no rule ever
sees them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from timeline.timex.lexicon import Lexicon, Word, phrase_at
from timeline.timex.spec import Node

#: Words and marks with the space behind them, runs of digits, of white space, and what is left.
_PIECE = re.compile(r"[^\W\d_]+(?:(?=[\d_])\w+| )?|[^\w\s'’] ?|\d+|\s+|.", re.DOTALL)
_NUMERAL = re.compile(
    r"""
      (?P<iso>(?<![\w.])\d{4}-\d\d-\d\d
        (?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))
    | (?P<numeric>(?<![\w.,/-])
        (?:\d{1,2}(?P<joint>[./-])\d{1,2}(?P=joint)\d{4}|\d{4}(?P<mark>[./])\d{1,2}(?P=mark)\d{1,2}
        |\d{1,2}/\d{1,2}/\d{2})(?![\w/-]|\.\d))
    | (?P<junk>(?<!\w)(?:\d+(?:\.\d+){2,9}|\d{2,4}(?:-\d{2,4}){2,9}|\d{3}-\d{4}(?!\d)
        |\d+:\d+(?::\d+){2,9})(?!\w))
    | (?P<clock>(?<![\w.:])\d{1,2}:\d\d(?::\d\d)?(?![\d:]))
    | (?P<decade>(?:['’]\s?)?\d{1,4}0(?:\s?['’])?s(?!\w))
    | (?P<ordinal>\d{1,3}(?:st|nd|rd|th|er|º)(?!\w))
    | (?P<grouped>\d{1,3}(?:,\d{3}){1,6}(?:\.\d+)?(?!\w))
    | (?P<decimal>\d+\.\d+(?!\w)|\d{1,2}\.\d\d(?=[apAP][mM]\b))
    | (?P<digits>\d+)
    """,
    re.VERBOSE,
)
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
_QUARTER = re.compile(r"([QH])([1-4])", re.IGNORECASE)
_NUMBERED_PART = re.compile(r"([1-4])([QH])(\d\d|\d{4})?")
_FISCAL = re.compile(r"FY(\d{2}|\d{4})")
_WEEK = re.compile(r"W(\d\d?)")
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
        digits = [str(number) for number in range(10)] + [f"{number:02d}" for number in range(100)]
        digits += ["100", "010", "0000", "0960", "1000", "1060", "2000", "2199", "2200", "2260"]
        digits += ["2460", "2500", "9999", "0930", "2359", "2099", "1999", "10000", "00100"]
        for shape in digits:
            self._number("digits", shape)
        for kind, shape in (
            ("iso", "2015-09-15"), ("iso", "2015-09-15T10:00"), ("numeric", "1/2/2003"),
            ("numeric", "1.2.2003"), ("clock", "12:30"), ("clock", "10:30:05"), ("decade", "1990s"),
            ("decade", "90s"), ("decade", "470s"), ("decade", "'90s"), ("ordinal", "15th"),
            ("ordinal", "40th"), ("ordinal", "1st"), ("grouped", "6,000"), ("decimal", "3.5"),
        ):  # fmt: skip
            self._number(kind, shape)
        for special in ("Q3", "H1", "FY2007", "W37"):
            self._special(special)
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
        match = _NUMERAL.match(text, start)
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
        """3Q, 1H, 3Q08: the tokens of Q3 and of the year behind it."""
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
            found = self._numbers[key] = self.lexicon.word(_meanings(kind, piece))
        return found

    def _special(self, piece: str) -> Word:
        """Words with digits that name a time: Q3, H1, FY2007, W37."""
        if match := _QUARTER.fullmatch(piece):
            kind, index = match[1].upper(), int(match[2])
            if kind == "Q":
                return self.lexicon.word({"quartername": index})
            return self.lexicon.word({"halfname": index}) if index <= 2 else _NOTHING
        if match := _FISCAL.fullmatch(piece):
            year = match[1] if len(match[1]) == 4 else f"20{match[1]}"
            return self.lexicon.word({"fiscalyear": f"FY{year}"})
        if (match := _WEEK.fullmatch(piece)) and 1 <= int(match[1]) <= 53:
            return self.lexicon.word({"weekname": int(match[1])})
        return _NOTHING


def _spellings(phrase: str) -> tuple[str, ...]:
    """With both shapes of the apostrophe."""
    return (phrase, phrase.replace("'", "’")) if "'" in phrase else (phrase,)


def _behind(phrase: str, head: str) -> str:
    """The two characters behind the head of a phrase and its space."""
    rest = phrase[len(head) :]
    return rest[1:3] if rest.startswith(" ") else rest[:2]


def _meanings(kind: str, piece: str) -> dict[str, Any]:
    """Kinds of a numeral: what it could be by its shape alone."""
    match kind:
        case "digits":
            return _digit_meanings(piece)
        case "ordinal":
            value = int(re.sub(r"\D+$", "", piece))
            day = {"ordinalday": value} if 1 <= value <= 31 else {}
            return {"ordinal": value, "ordinaldigits": value} | day
        case "grouped":
            return {"number": float(piece.replace(",", "")), "grouped": True}
        case "decimal":
            return {"number": float(piece), "decimal": piece}
        case "decade":
            digits = re.sub(r"\D", "", piece)
            short = f"decade{len(digits)}"
            quoted = {"quoted": True} if piece[0] in "'’" else {}
            return {short: int(digits)} | quoted if len(digits) > 1 else {}
        case "iso" | "numeric" | "clock":
            return {kind: piece}
    return {}


def _digit_meanings(piece: str) -> dict[str, Any]:
    if len(piece) > 9:
        return {}
    value = int(piece)
    meanings: dict[str, Any] = {"number": float(value), "plain": piece}
    length = len(piece)
    if length <= 2:
        meanings["two"] = piece
        if 1 <= value <= 31:
            meanings["day"] = value
        if value <= 24:
            meanings["hour"] = value
        if value < 60 and length == 2:
            meanings["sixty"] = value
    if value >= 1 and piece[0] != "0" and length <= 4:
        meanings["smallyear"] = value
    if length == 4 and 1000 <= value <= 2199:
        meanings["year"] = value
    if length == 4 and int(piece[:2]) <= 24 and int(piece[2:]) < 60:
        meanings["military"] = piece
    return meanings

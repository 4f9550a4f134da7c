"""What a numeral can be by its shape alone: a day, a year, a decade, a clock time, Q3 or FY2007."""

from __future__ import annotations

import re
from typing import Any

#: Numerals in all their shapes; each named group is a kind. Numbers that are no date in any reading
#: (versions, phone numbers) are `junk`.
NUMERAL = re.compile(
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
    | (?P<mixed>\d{1,4}[½¼¾])(?!\w)
    | (?P<digits>\d+)
    """,
    re.VERBOSE,
)
_QUARTER = re.compile(r"([QH])([1-4])", re.IGNORECASE)
_FISCAL = re.compile(r"FY(\d{2}|\d{4})")
_WEEK = re.compile(r"W(\d\d?)")
#: Of every shape of numeral one, by its kind, so that the grammar can be told of all kinds.
SAMPLES: tuple[tuple[str, str], ...] = (
    *(("digits", str(number)) for number in range(10)),
    *(("digits", f"{number:02d}") for number in range(100)),
    *(
        ("digits", shape)
        for shape in (
            "100", "010", "0000", "0960", "1000", "1060", "2000", "2199", "2200", "2260", "2460",
            "2500", "9999", "0930", "2359", "2099", "1999", "10000", "00100",
        )
    ),
    ("iso", "2015-09-15"), ("iso", "2015-09-15T10:00"), ("numeric", "1/2/2003"),
    ("numeric", "1.2.2003"), ("clock", "12:30"), ("clock", "10:30:05"), ("decade", "1990s"),
    ("decade", "90s"), ("decade", "470s"), ("decade", "'90s"), ("ordinal", "15th"),
    ("ordinal", "40th"), ("ordinal", "1st"), ("grouped", "6,000"), ("decimal", "3.5"),
    ("mixed", "1½"),
)  # fmt: skip
NAME_SAMPLES = ("Q3", "H1", "FY2007", "W37")


def meanings_of_name(piece: str) -> dict[str, Any]:
    """Kinds of a word with digits that names a time: Q3, H1, FY2007, W37; none for another."""
    if match := _QUARTER.fullmatch(piece):
        kind, index = match[1].upper(), int(match[2])
        if kind == "Q":
            return {"quartername": index}
        return {"halfname": index} if index <= 2 else {}
    if match := _FISCAL.fullmatch(piece):
        year = match[1] if len(match[1]) == 4 else f"20{match[1]}"
        return {"fiscalyear": f"FY{year}"}
    if (match := _WEEK.fullmatch(piece)) and 1 <= int(match[1]) <= 53:
        return {"weekname": int(match[1])}
    return {}


def meanings_of(kind: str, piece: str) -> dict[str, Any]:
    """Kinds of a numeral of a kind of `NUMERAL`: what it could be by its shape alone."""
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
        case "mixed":
            return {"number": float(piece[:-1]) + {"½": 0.5, "¼": 0.25, "¾": 0.75}[piece[-1]]}
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

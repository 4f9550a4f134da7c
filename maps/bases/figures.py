"""How many people serve at a base, as a text tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from maps.bases.lexicon import any_of, country_words, load_words
from maps.features import Bound, Personnel
from maps.numbers import NUMBER_WORDS, number_of

_WORDS = "|".join(NUMBER_WORDS)
_NUMBER = (
    r"(?P<number>\d{1,3}(?:[,  ]\d{3})+|\d+(?:\.\d+)?(?=\s+thousand)|\d{2,7}"
    rf"|(?:{_WORDS})(?:[- ](?:{_WORDS}))?(?=[\s-]+(?:hundred|thousand)))"
    r"(?:[\s-]+(?P<scale>hundred|thousand))?"
)
_STRONG = re.compile(_NUMBER + r"[\s-]+strong\b", re.IGNORECASE)
#: "houses 4,000": a number alone, at the end of what it is said of.
_HOUSES = re.compile(
    r"\b(?:houses?|housed|employs?|employed|holds|lodges|accommodates?|numbers|counts)\s+"
    r"(?:(?:about|some|over|nearly|around|roughly|more than|up to|at least)\s+)?"
    + _NUMBER
    + r"(?=\s*[.,;]|\s+(?:and|of them|of whom)\b|$)",
    re.IGNORECASE,
)
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
#: Words that may stand between a number and the people ("4,000 American and allied troops").
_BETWEEN = (
    r"(?:\s+(?!(?:at|in|of|on|for|to|from|with|by|million|miles|km|kilomet\w+)\b)[\w'’-]+){0,3}?\s+"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people and where it stands in the text."""

    start: int
    end: int
    personnel: Personnel
    is_strength: bool


def find_figures(text: str, start: int, end: int) -> tuple[Figure, ...]:
    """The numbers of serving people in `text[start:end]`."""
    figures: list[Figure] = []
    for pattern, is_strength in ((_STRONG, True), (_HOUSES, False), (_people(), False)):
        for match in pattern.finditer(text, start, end):
            first, last, value = match.start("number"), match.end(), _value(match)
            taken = any(figure.start < last and first < figure.end for figure in figures)
            if value is None or taken:
                continue
            bound = _bound(text, max(start, first - 30), first)
            figures.append(Figure(first, last, Personnel(value, bound), is_strength))
    return tuple(sorted(figures, key=lambda figure: figure.start))


@cache
def _people() -> re.Pattern[str]:
    """A number, and people after it: "4,000 American troops", "800 Italians"."""
    counted = any_of([*load_words().sets["people"], *_nationals()]).replace(r"(?<![\w'’])", "")
    return re.compile(_NUMBER + _BETWEEN + counted, re.IGNORECASE)


def _nationals() -> list[str]:
    """People by their state: "Americans", "Russians"."""
    return [word for word, (_, forms) in country_words()[1].items() if forms == {"people"}]


def _value(match: re.Match[str]) -> int | None:
    written = match["number"].lower()
    scale = {"hundred": 100, "thousand": 1000}.get((match["scale"] or "").lower(), 1)
    digits = re.sub(r"[,  ]", "", written)
    if re.fullmatch(r"\d+(\.\d+)?", digits):
        if scale == 1 and "," not in written and _YEAR_LIKE.fullmatch(digits):
            return None
        return round(float(digits) * scale)
    spelled = number_of(re.split(r"[- ]", written))
    return None if spelled is None else spelled * scale


def _bound(text: str, start: int, end: int) -> Bound:
    before = text[start:end]
    best: tuple[int, Bound] | None = None
    for pattern, bound in load_words().bounds:
        for match in pattern.finditer(before):
            between = before[match.end() :].strip().lower()
            if between in ("", "a", "an", "its", "the") and (
                best is None or match.start() < best[0]
            ):
                best = (match.start(), bound)
    return best[1] if best else "exact"

"""What the grammar reads: values as underspecified as the words are. The resolver fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from timeline.model import Grain, TimexType
from timeline.timex.lexicon import Holiday, Word
from timeline.timex.value import Clock

#: What a relative expression counts from: the document's day, the last date the text told, a date
#: that stands in the expression itself, or (auto) the first in news and the second in narratives.
Base = Literal["dct", "text", "auto", "inner"]


@dataclass(frozen=True, slots=True)
class Partial:
    """A date as far as the words say it; None is what they leave open.

    `year` is signed; `short_year` has two digits; `decade` is its first year, or two digits with
    `short_decade`; `century` and `millennium` are counts, negative before Christ; `era` is told
    with a century. `numeric` holds three numbers whose order the document decides; `either_half`:
    the clock time does not tell whether it is before or after noon; `within` is the year it lies in
    when that is told from another ("July 25 of that year").
    """

    year: int | None = None
    short_year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    week: int | None = None
    weekend: bool = False
    decade: int | None = None
    short_decade: bool = False
    century: int | None = None
    era: str = ""
    millennium: int | None = None
    holiday: Holiday | None = None
    daypart: str = ""
    clock: Clock | None = None
    either_half: bool = False
    mod: str | None = None
    numeric: tuple[int, int, int] | None = None
    within: Relative | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A date told from another: `amount` units from the base, None when nobody counted.

    `inner` is the part of the year or week that is meant ("last Friday", "next March"), or for the
    base `inner` the date it is counted from ("two days after June 6"). `nth` picks the nth unit
    inside the base ("the first week of May"). `rest` is the finer part of a count of two units
    ("one month and 21 days ago").
    """

    base: Base
    amount: int | None
    unit: str
    inner: Partial | Relative | None = None
    daypart: str = ""
    clock: Clock | None = None
    mod: str | None = None
    nth: int | None = None
    name: str = ""
    rest: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs no calendar: a duration, a set, PAST_REF, FY2007.

    `anchor` is an event it is counted from ("two days after relieving the siege"), as written.
    A duration keeps its `count` (None when nobody counted) and `unit`, for "two weeks ago".
    """

    type: TimexType
    value: str
    mod: str | None = None
    grain: Grain = "open"
    count: float | None = None
    unit: str = ""
    anchor: str | None = None


class Node:
    """A stretch of text with what it can mean: a token, or what a rule made of several."""

    __slots__ = ("content", "end", "rule", "start", "word")

    def __init__(
        self, start: int, end: int, word: Word, content: Any = None, rule: str = ""
    ) -> None:
        self.start = start
        self.end = end
        self.word = word
        self.content = content
        self.rule = rule

    @property
    def kinds(self) -> Mapping[str, Any]:
        return self.word.kinds

    def __repr__(self) -> str:
        return f"Node({self.start}, {self.end}, {set(self.kinds)}, {self.content}, {self.rule})"

"""The year, or more, that a date leaves out: from the document's day, or from the story."""

from __future__ import annotations

from collections.abc import Iterable

from maps.dates import civil
from timeline.timex.cues import Cues, Direction
from timeline.timex.discourse import LOOK_AHEAD, Discourse
from timeline.timex.naming import Naming
from timeline.timex.resolution import Resolved, timed, yearless_value
from timeline.timex.spec import Node, Partial
from timeline.timex.value import Period

#: Days away from the next full date speak against a reading too, the more the nearer it stands.
NEXT_PULL = 0.5
PULL_MOST = 400
#: Days that speak against a reading: going back costs more than going on by this factor, …
BACKWARD = 1.75
#: … in "had spent the spring" it is going on that costs more, …
FLASHBACK = 3.0
#: … passing beyond the next full date, leaving the years of the heading, and taking up a bare year
#: told in passing, later or earlier than the story, cost so many days. Set on the development half
#: of the corpora.
BEYOND_NEXT = 250.0
OUTSIDE_SECTION = 300.0
PASSING_ON = 120.0
PASSING_BACK = 300.0


#: What speaks against a range that ends before it begins, or more than a year later.
_NO_RANGE = 10_000.0
#: So many characters behind a full date of an earlier year, news may still tell that story.
_STORY_REACH = 250


class MissingYear:
    """Finds the year of "3 May", "in March", "at Christmas"."""

    def __init__(self, discourse: Discourse, cues: Cues, naming: Naming) -> None:
        self._discourse = discourse
        self._cues = cues
        self._naming = naming
        #: Where an expression stands in a list whose next member has its year: that member.
        self.shared_year: dict[int, Period] = {}
        #: The other end of a range, by where the first or the last stands.
        self._last_of: dict[int, Node] = {}
        self._first_of: dict[int, Node] = {}
        self._resolved: dict[int, Period] = {}

    def take_ranges(self, ranges: Iterable[tuple[Node, Node]]) -> None:
        """Let both ends of "from Nov. 20 to March 4" find their years together."""
        for first, last in ranges:
            self._last_of[first.start] = last
            self._first_of[last.start] = first

    def resolve(self, spec: Partial, start: int, end: int) -> Resolved | None:
        """None when no year has such a day."""
        if spec.holiday is not None and spec.holiday.day == "none":
            return Resolved(None, "XXXX-XX-XX", None, 0.3)
        self._discourse.enter(start)
        readings = self._readings(spec, start, end)
        if readings is None:
            return Resolved(None, yearless_value(spec), None, 0.4)
        choices, costs, anchor, sure = readings
        costs = self._as_range(choices, costs, start)
        if not choices:
            return None
        if (shared := self.shared_year.get(start)) is not None:
            period = self._before_shared(spec, shared)
            if period is not None:
                return Resolved(timed(period, spec), "", f"{shared.timex} beside it", 0.95)
        chosen = choices[costs.index(min(costs))]
        rejected = tuple(
            f"{other.timex}: farther from {anchor}" for other in choices if other is not chosen
        )
        if start in self._last_of:
            self._resolved[start] = chosen
        in_story = anchor != "document date"
        period = timed(chosen, spec)
        return Resolved(period, "", anchor, sure, rejected, explicit=in_story)

    def _as_range(self, choices: list[Period], costs: list[float], start: int) -> list[float]:
        """What speaks against each reading, with what it asks of the other end of its range."""
        if (last := self._last_of.get(start)) is not None:
            found = self._readings(last.content, last.start, last.end)
            ends = list(zip(found[0], found[1], strict=True)) if found is not None else []
            return [
                cost + min((more for end, more in ends if _is_range(first, end)), default=_NO_RANGE)
                for first, cost in zip(choices, costs, strict=True)
            ]
        first = self._first_of.get(start)
        began = self._resolved.get(first.start) if first is not None else None
        if began is None:
            return costs
        return [
            cost + (0.0 if _is_range(began, end) else _NO_RANGE)
            for end, cost in zip(choices, costs, strict=True)
        ]

    def _readings(
        self, spec: Partial, start: int, end: int
    ) -> tuple[list[Period], list[float], str, float] | None:
        """The years it may lie in, what speaks against each, from where, and how sure that is."""
        discourse = self._discourse
        focus, dct = discourse.focus, discourse.dct
        if focus is not None and (not discourse.is_news or self._is_inside_story(spec, start)):
            choices = self._choices(spec, self._years_near(start, focus), focus.year)
            costs = [self._story_cost(period, start) for period in choices]
            return choices, costs, f"{(discourse.running or focus).timex} told before", 0.85
        told = None if discourse.is_news else discourse.next_told(start)
        if told is not None and not self._is_news_before(spec, end, told.start):
            choices = self._choices(spec, *_around(civil(told.span.first).year))
            costs = [_cost_before(period, told.span.last) for period in choices]
            return choices, costs, "the first full date of the story", 0.7
        if dct is not None:
            choices = self._choices(spec, *_around(civil(dct).year))
            direction = self._cues.direction(start, end)
            costs = [news_cost(period, dct, direction) for period in choices]
            return choices, costs, "document date", 0.8 if direction != "unknown" else 0.6
        return None

    def _choices(self, spec: Partial, years: list[int], centre: int) -> list[Period]:
        return self._naming.agreeing(spec, self._naming.choices(spec, years), centre)

    def _before_shared(self, spec: Partial, shared: Period) -> Period | None:
        """April in "April and June 1955", October in "October to March 1945" (the year before)."""
        period = self._naming.in_year(spec, shared.year)
        if period is not None and period.span.first > shared.span.last:
            return self._naming.in_year(spec, shared.year - 1)
        return period

    def _is_inside_story(self, spec: Partial, start: int) -> bool:
        """In news: whether a day of an earlier year, or in its sentence a month, stands before.

        "Since April" runs to the document's day and stays in its year; so does, in a sentence of
        its own, a day that is news.
        """
        discourse = self._discourse
        focus = discourse.focus
        if focus is None or discourse.dct_year is None or not discourse.focus_explicit:
            return False
        if self._cues.is_since(start) or focus.grain not in ("day", "month"):
            return False
        if focus.year >= discourse.dct_year or start - discourse.focus_end >= _STORY_REACH:
            return False
        if self._cues.is_one_sentence(discourse.focus_end, start):
            return True
        return focus.grain == "day" and not self._is_fresh(spec)

    def _is_news_before(self, spec: Partial, end: int, told: int) -> bool:
        """A letter opens with what happened last week, and tells in its next paragraph what long
        ago.
        """
        return self._is_fresh(spec) and not self._cues.is_one_paragraph(end, told)

    def _is_fresh(self, spec: Partial) -> bool:
        """Whether the document's own year makes a day of the last weeks of it."""
        today = self._discourse.dct
        if spec.day is None or today is None:
            return False
        found = self._naming.choices(spec, _around(civil(today).year)[0])
        return any(self._discourse.is_fresh(period) for period in found)

    def _years_near(self, start: int, focus: Period) -> list[int]:
        discourse = self._discourse
        centres = {focus.year}
        if discourse.running is not None:
            centres.add(discourse.running.year)
        section = discourse.enter(start)
        if section is not None and section.years[1] - section.years[0] < 30:
            centres |= set(section.years)
        if discourse.passing is not None and discourse.passing.grain == "year":
            centres.add(discourse.passing.year)
        return sorted({year + step for year in centres for step in (-1, 0, 1)})

    def _story_cost(self, period: Period, start: int) -> float:
        """How ill a reading fits the story: a story moves on, and towards the next full date."""
        discourse = self._discourse
        running = discourse.running
        if running is not None:
            gap = float(period.span.first - discourse.running_first)
            on, back = (FLASHBACK, 1.0) if self._cues.is_flashback(start) else (1.0, BACKWARD)
            cost = gap * on if gap >= 0 else -gap * back
            told = discourse.next_told(start)
            if told is not None:
                near = 1.0 - (told.start - start) / LOOK_AHEAD
                cost += NEXT_PULL * near * min(abs(told.span.first - period.span.first), PULL_MOST)
                if running.span.first <= told.span.last < period.span.first:
                    cost += BEYOND_NEXT
        else:
            focus = discourse.focus
            cost = 365.0 * abs(period.year - (focus.year if focus else period.year))
        passing = discourse.passing
        if passing is not None and passing.grain == "year" and running is not None:
            price = PASSING_ON if passing.year >= running.year else PASSING_BACK
            cost = min(cost, price + 365.0 * abs(period.year - passing.year))
        if discourse.is_outside(period.year, start):
            cost += OUTSIDE_SECTION
        return cost


def _is_range(first: Period, last: Period) -> bool:
    """Whether a range runs from one period to the other, within a year."""
    return 0 <= last.span.first - first.span.first < 366


def _around(year: int) -> tuple[list[int], int]:
    """A year with its neighbours, and the year."""
    return [year - 1, year, year + 1], year


def _cost_before(period: Period, told: int) -> float:
    """Days to a full date told behind it, dearer beyond it."""
    gap = told - period.span.first
    return gap if gap >= 0 else -BACKWARD * gap


def news_cost(period: Period, now: int, direction: Direction) -> float:
    """Days away from the document's day, dearer against the tense."""
    first, last = period.span
    if first <= now <= last:
        return 0.0
    if first > now:
        return first - now + {"past": 250.0, "unknown": 60.0, "future": 0.0}[direction]
    return now - last + {"past": 0.0, "unknown": 0.0, "future": 250.0}[direction]

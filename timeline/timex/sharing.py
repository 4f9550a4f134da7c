"""What members of a list or range share across expressions: a year, a week, a day.

`lists` completes members that the grammar cannot read alone; here each member is an expression
already, and learns from the one beside it what it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.timex.joints import Joints
from timeline.timex.resolver import Resolver
from timeline.timex.spec import Node, Partial, Relative

_IN = re.compile(r"\s+(?:in|of)\s+")
_NOUN_IN = re.compile(r"\s+[^\W\d_]+\s+(?:in|of)\s+")


def share_days(nodes: Sequence[Node], text: str, joints: Joints) -> None:
    """Let "2am" of "2am to 5am yesterday" know its day."""
    for node, behind in zip(reversed(nodes[:-1]), reversed(nodes[1:]), strict=True):
        first, last = node.content, behind.content
        if not isinstance(first, Partial) or not isinstance(last, Partial | Relative):
            continue
        if first.clock is None or last.clock is None or replace(first, clock=None) != Partial():
            continue
        in_order = (first.clock.hour, first.clock.minute or 0) <= (
            last.clock.hour, last.clock.minute or 0,
        )  # fmt: skip
        if in_order and joints.member.fullmatch(text, node.end, behind.start):
            node.content = replace(last, clock=first.clock)


def share_years(nodes: Sequence[Node], text: str, joints: Joints, resolver: Resolver) -> None:
    """Let "April" of "April and June 1955" know the year of the member behind it."""
    for node, behind in zip(reversed(nodes[:-1]), reversed(nodes[1:]), strict=True):
        near = behind.start - node.end < 20
        if not near:
            continue
        if _is_month_of_year(node, behind, text):
            node.content = replace(node.content, year=behind.content.year)
        elif _is_open(node.content) and joints.member.fullmatch(text, node.end, behind.start):
            content = behind.content
            shared = resolver.missing_year.shared_year.get(behind.start)
            if isinstance(content, Partial) and content.year is not None and _names_part(content):
                resolved = resolver.partial(replace(content, clock=None), behind.start, behind.end)
                shared = resolved.period if resolved is not None else None
            if shared is not None:
                resolver.missing_year.shared_year[node.start] = shared


def year_ranges(nodes: Sequence[Node], text: str, joints: Joints) -> Iterator[tuple[Node, Node]]:
    """Both ends of ranges that leave out their year: "from Nov. 20 to March 4"."""
    for node, behind in pairwise(nodes):
        if not _is_open(node.content) or not _is_open(behind.content):
            continue
        gap = (text, node.end, behind.start)
        before = text[max(0, node.start - 16) : node.start]
        between = joints.together.fullmatch(*gap) and joints.between.search(before)
        if joints.to.fullmatch(*gap) or between:
            yield node, behind


def weekday_range_ends(nodes: Sequence[Node], text: str, joints: Joints) -> frozenset[int]:
    """Where "Wednesday" of "Monday to Wednesday" stands."""
    return frozenset(
        behind.start
        for node, behind in pairwise(nodes)
        if "weekdayof" in node.kinds
        and "weekdayof" in behind.kinds
        and behind.start - node.end < 12
        and joints.to.fullmatch(text, node.end, behind.start)
    )


def _is_month_of_year(node: Node, behind: Node, text: str) -> bool:
    """A cold January morning in 1986, Easter in 1916: the month or feast is that of the year."""
    month, year = node.content, behind.content
    if not isinstance(month, Partial) or not isinstance(year, Partial) or year.year is None:
        return False
    if year != Partial(year=year.year):
        return False
    if month.holiday is not None and month.year is None:
        return _IN.fullmatch(text, node.end, behind.start) is not None
    bare = month == Partial(month=month.month)
    return bare and _NOUN_IN.fullmatch(text, node.end, behind.start) is not None


def _names_part(content: Partial) -> bool:
    return content.month is not None or content.season is not None or content.quarter is not None


def _is_open(content: object) -> bool:
    if not isinstance(content, Partial) or content.year is not None or content.within is not None:
        return False
    return _names_part(content) and content.short_year is None

"""Lists and ranges that share a part: "May 4, 5 and 6", "2003-04", "ten or fifteen years".

The grammar reads the member that is whole; here the others get what they leave out. Each member is
an expression of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from maps.dates import month_length
from timeline.timex.lengths import period
from timeline.timex.lexicon import Word
from timeline.timex.spec import Fixed, Node, Partial, Relative

_JOINTS = {"comma", "and", "or", "dash", "to", "through", "longdash"}
_RANGES = {"dash", "to", "through"}
#: Behind a number these make it no day: "May 3 to 5 p.m."
_NO_DAY = {"unit", "plural", "percent", "multiplier", "durationof", "ampm", "oclock"}
_ENDS = {"comma", "dot", "close", "semicolon", "and", "or", "dash", "to", "break", "year", "yearof"}
_WORD = re.compile(r"[^\W\d_]+")
#: What is left of a token that became part of the one before.
_TAKEN = Word({})
_MAX_MEMBERS = 12
#: The greater of two lengths is at most so many times the lesser.
_REACH = 20


def complete_lists(nodes: Sequence[Node], text: str, functions: frozenset[str]) -> list[Node]:
    """The nodes with the members of lists made into dates.

    `functions` are words that begin no noun: a number before one of them counts nothing.
    """
    out = list(nodes)
    index = 0
    while index < len(out):
        node = out[index]
        if node.content is None:
            index += 1
            continue
        kinds = node.kinds
        if "mdy" in kinds:
            index = _days(out, index, text, functions)
        elif "yearof" in kinds:
            index = _short_years(out, index)
        elif "decadeof" in kinds:
            index = _decades(out, index)
        elif "durationof" in kinds:
            _count_before(out, index)
            index += 1
        elif "time" in kinds:
            _hour_before(out, index)
            index += 1
        else:
            index += 1
    return out


def _days(nodes: list[Node], index: int, text: str, functions: frozenset[str]) -> int:
    """Days behind a month and a day; the index to read on from."""
    head = nodes[index].content
    at = index
    for _ in range(_MAX_MEMBERS):
        joint, member = _next_member(nodes, at)
        if member is None or not isinstance(head, Partial) or head.month is None:
            break
        kinds = nodes[member].kinds
        day = kinds.get("day", kinds.get("ordinalday"))
        if day is None or day > month_length(head.year or 2000, head.month):
            break
        behind = nodes[member + 1] if member + 1 < len(nodes) else None
        if behind is not None and not _may_stand_before(behind, joint, text, functions):
            break
        at = _make_day(nodes, member, head, int(day))
    return max(at, index) + 1


def _next_member(nodes: Sequence[Node], index: int) -> tuple[str, int | None]:
    """The joint behind a node and the place of what it joins, or None."""
    at, joint = index + 1, ""
    while at < len(nodes) and at <= index + 2:
        found = _JOINTS & set(nodes[at].kinds)
        if not found:
            break
        joint = next(iter(sorted(found)))
        at += 1
    return (joint, at) if joint and at < len(nodes) else (joint, None)


def _may_stand_before(behind: Node, joint: str, text: str, functions: frozenset[str]) -> bool:
    """Whether a bare number behind a joint is a day: what follows is nothing it could count."""
    kinds = set(behind.kinds)
    if joint in _RANGES:
        return not _NO_DAY & kinds
    word = _WORD.match(text, behind.start)
    return bool(_ENDS & kinds) or (word is not None and word[0].lower() in functions)


def _make_day(nodes: list[Node], member: int, head: Partial, day: int) -> int:
    """Replace the number (and the year behind a comma) by a date; its place."""
    node = nodes[member]
    end, year, last = node.end, head.year, member
    follows = nodes[member + 1 : member + 3]
    if follows and "comma" in follows[0].kinds:
        follows = follows[1:]
    if head.year is None and follows and "yearof" in follows[0].kinds:
        content = follows[0].content
        if isinstance(content, Partial) and content.year is not None:
            year, end = content.year, follows[0].end
            last = member + (2 if "comma" in nodes[member + 1].kinds else 1)
    made = replace(head, day=day, year=year, weekday=None)
    nodes[member] = _node(node.start, end, made, "day-continued", "dayof")
    for taken in range(member + 1, last + 1):
        nodes[taken] = Node(end, end, _TAKEN)
    return last


def _short_years(nodes: list[Node], index: int) -> int:
    """`04` behind `2003-`."""
    head = nodes[index].content
    if index + 2 >= len(nodes) or not isinstance(head, Partial) or head.year is None:
        return index + 1
    joint, member = nodes[index + 1], nodes[index + 2]
    short = member.kinds.get("two")
    joined = joint.start == nodes[index].end and member.start == joint.end
    if short is None or not joined or not {"dash", "slash"} & set(joint.kinds) or head.year < 1000:
        return index + 1
    if int(short) <= head.year % 100:
        return _iso_month(nodes, index, short)
    made = Partial(year=head.year // 100 * 100 + int(short))
    nodes[index + 2] = _node(member.start, member.end, made, "year-continued", "yearof")
    return index + 3


def _iso_month(nodes: list[Node], index: int, short: str) -> int:
    """2016-11, which cannot be a range of years."""
    year, joint, member = nodes[index : index + 3]
    head = year.content
    if not isinstance(head, Partial) or "dash" not in joint.kinds or not 1 <= int(short) <= 12:
        return index + 1
    if member.end - year.start != len("2016-11") or head != Partial(year=head.year):
        return index + 1
    made = replace(head, month=int(short))
    nodes[index] = _node(year.start, member.end, made, "iso-month", "monthof")
    for taken in (index + 1, index + 2):
        nodes[taken] = Node(member.end, member.end, _TAKEN)
    return index + 3


def _decades(nodes: list[Node], index: int) -> int:
    """`70s` behind `the 1960s and`."""
    head = nodes[index].content
    joint, member = _next_member(nodes, index)
    if member is None or not isinstance(head, Partial) or not joint or head.decade is None:
        return index + 1
    node = nodes[member]
    short = node.kinds.get("decade2")
    if short is None or head.short_decade or node.content is not None:
        return index + 1
    made = Partial(decade=head.decade // 100 * 100 + int(short))
    nodes[member] = _node(node.start, node.end, made, "decade-continued", "decadeof")
    return member + 1


def _count_before(nodes: list[Node], index: int) -> None:
    """`ten` before `or fifteen years`: a length of its own."""
    length = nodes[index].content
    place = _member_before(nodes, index)
    if place is None or not isinstance(length, Fixed) or not length.unit or length.count is None:
        return
    node = nodes[place]
    count = node.kinds.get("number", node.kinds.get("cardinal"))
    if not isinstance(count, int | float) or length.unit == "age":
        return
    if not 0 < count < length.count <= _REACH * count:
        return  # "1 to 2 million years"
    made = Fixed("DURATION", period(count, length.unit), None, length.grain, count, length.unit)
    word = Word({"fixed": made, "durationof": made})
    nodes[place] = Node(node.start, node.end, word, made, "duration-in-list")


def _hour_before(nodes: list[Node], index: int) -> None:
    """`9` or `7:30` before `to 11 a.m.`: of the same half of the day, or of the one before."""
    time = nodes[index].content
    place = _member_before(nodes, index)
    if place is None or not isinstance(time, Partial | Relative) or time.clock is None:
        return
    node, last = nodes[place], time.clock
    words = nodes[index].end - nodes[index].start
    told = node.content.clock if "bareclock" in node.kinds else None
    hour = told.hour if told is not None else node.kinds.get("hour")
    if hour is None or (node.content is not None and told is None):
        return
    if not 1 <= hour <= 12 or words < 3 or "bareclock" in nodes[index].kinds:
        return
    minute = told.minute if told is not None else None
    until = (last.hour, last.minute or 0)
    same = hour % 12 + 12 * (last.hour >= 12)
    started = same if (same, minute or 0) < until else (same + 12) % 24
    if (started, minute or 0) >= until:
        return
    made = replace(time, clock=replace(last, hour=started, minute=minute, second=None))
    word = Word({"date": made, "time": made})
    nodes[place] = Node(node.start, node.end, word, made, "hour-in-list")


def _member_before(nodes: Sequence[Node], index: int) -> int | None:
    """The place of a number joined to a node by "to", "or", a dash, or "between … and"."""
    if index < 2:
        return None
    joint, place = nodes[index - 1].kinds, index - 2
    if place > 0 and "dash" in nodes[place].kinds and ("to" in joint or "or" in joint):
        place -= 1  # "a 12- to 18-month delay"
    between = "and" in joint and place > 0 and "between" in nodes[place - 1].kinds
    return place if between or {"to", "or", "dash"} & set(joint) else None


def _node(start: int, end: int, content: Partial, rule: str, kind: str) -> Node:
    return Node(start, end, Word({"date": content, kind: content}), content, rule)

"""From a candidate and its resolved period to the expression that leaves the tagger."""

from __future__ import annotations

import re

from maps.dates import iso_day
from timeline.model import TemporalExpression, TimexType
from timeline.timex.resolution import Resolved
from timeline.timex.resolver import Resolver
from timeline.timex.spec import Fixed, Node, Partial, Relative
from timeline.timex.value import Period

#: What may stand between the head of a sentence and a year that sets the scene for what follows.
_OPENING = re.compile(
    r"(?:^|\n|[.!?][\"”’')\]]{0,3}\s)(?:\W*(?:in|by|during|since|from|after|before|until|throughout|"
    r"around|late|early|mid|the|to|of|end|beginning|and|year|summer|autumn|winter|spring)\b)*\W*$",
    re.IGNORECASE,
)
_REASONS = {
    "DURATION": "A length of time: it has no place in the calendar.",
    "SET": "A time that comes again and again: it has no one place in the calendar.",
    "PAST_REF": "Speaks of the past and names no date.",
    "PRESENT_REF": "Speaks of the present and names no date.",
    "FUTURE_REF": "Speaks of the future and names no date.",
}


def write(node: Node, text: str, resolver: Resolver) -> TemporalExpression | None:
    """The expression, or None when it names a day that does not exist."""
    content = node.content
    if isinstance(content, Fixed):
        return _fixed(node, text, content)
    resolved = (
        resolver.partial(content, node.start, node.end)
        if isinstance(content, Partial)
        else resolver.relative(content, node.start, node.end)
    )
    if resolved is None:
        return None
    period = resolved.period
    if period is None:
        return _undated(node, text, content, resolved)
    if not period.is_writable:
        return None
    if _looks_away(content):
        resolver.discourse.glance(period, node.end)
    else:
        resolver.discourse.tell(
            period,
            node.start,
            node.end,
            explicit=resolved.explicit,
            aside=resolved.aside
            or _is_aside(node, text)
            or resolver.is_told_aside(content, node.start),
            first=period.part(content.mod).first,
        )
    return _dated(node, text, content, resolved, period)


def _looks_away(content: Partial | Relative) -> bool:
    """Told from where the story stands, which stays there: two years earlier, next summer."""
    if not isinstance(content, Relative):
        return False
    amount = content.amount or 0
    if content.name == "deictic":
        return amount != 0
    ahead = amount > 0 and content.base != "text" and content.name in ("next", "coming")
    return amount < 0 or ahead


def _is_aside(node: Node, text: str) -> bool:
    """A bare year that neither opens its sentence nor a heading is told in passing."""
    if not {"yearof", "decadeof"} & set(node.kinds):
        return False
    return _OPENING.search(text[max(0, node.start - 60) : node.start]) is None


def _fixed(node: Node, text: str, content: Fixed) -> TemporalExpression:
    reason = _REASONS.get(content.value) or _REASONS.get(content.type, "Names a year of accounts.")
    if content.anchor:
        reason = f"Counted from an event that the text does not date here: {content.anchor}."
    return TemporalExpression(
        node.start,
        node.end,
        text[node.start : node.end],
        content.type,
        content.value,
        content.mod,
        grain=content.grain,
        anchor=content.anchor,
        rule=node.rule,
        confidence=0.9,
        reason=reason,
    )


def _kind(content: Partial | Relative) -> TimexType:
    return "TIME" if content.clock is not None or content.daypart else "DATE"


def _undated(
    node: Node, text: str, content: Partial | Relative, resolved: Resolved
) -> TemporalExpression:
    reason = _REASONS.get(resolved.value, "Nothing in the text tells the rest of this date.")
    return TemporalExpression(
        node.start,
        node.end,
        text[node.start : node.end],
        _kind(content),
        resolved.value,
        content.mod,
        grain="open",
        rule=node.rule,
        confidence=resolved.confidence,
        reason=reason,
        rejected=resolved.rejected,
    )


def _dated(
    node: Node, text: str, content: Partial | Relative, resolved: Resolved, period: Period
) -> TemporalExpression:
    mod = content.mod
    earliest, latest = _ends(period, mod)
    return TemporalExpression(
        node.start,
        node.end,
        text[node.start : node.end],
        "TIME" if period.clock is not None else _kind(content),
        period.timex,
        mod,
        period.edtf(mod),
        earliest,
        latest,
        period.part_grain(mod),
        resolved.anchor,
        resolved.confidence,
        node.rule,
        _reason(resolved.anchor),
        resolved.rejected,
    )


def _reason(anchor: str | None) -> str:
    if anchor is None or anchor == "its own year":
        return "Written in full."
    if anchor == "document date":
        return "Counted from the document's date."
    return f"Counted from {anchor}."


def _ends(period: Period, mod: str | None) -> tuple[str, str]:
    if period.clock is not None:
        instant = iso_day(period.number) + period.clock.iso
        return instant, instant
    span = period.part(mod)
    return iso_day(span.first), iso_day(span.last)

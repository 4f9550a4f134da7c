"""The way through the tagger: read, sift, resolve, bound, write out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from maps.dates import iso_day
from timeline.model import DocumentDate, TemporalExpression, TimexType
from timeline.timex.calendar import Span
from timeline.timex.discourse import (
    Cues,
    Discourse,
    day_of,
    explicit_years,
    plausible_years,
    reading_of,
    sections_of,
    told_in_full,
)
from timeline.timex.filters import Filter, is_candidate
from timeline.timex.grammar import Grammar
from timeline.timex.lexicon import Lexicon, load_lexicon
from timeline.timex.options import DEFAULT_OPTIONS, TimexOptions
from timeline.timex.resolver import Resolved, Resolver
from timeline.timex.spec import Fixed, Node, Partial, Relative
from timeline.timex.value import Period, interval_edtf


@lru_cache(maxsize=8)
def _grammar(language: str, lexicons: tuple[Path, ...]) -> tuple[Lexicon, Grammar]:
    lexicon = load_lexicon(language, lexicons)
    return lexicon, Grammar(lexicon)


def tag(
    text: str,
    dct: DocumentDate | None = None,
    *,
    options: TimexOptions = DEFAULT_OPTIONS,
    title: str | None = None,
) -> tuple[TemporalExpression, ...]:
    """All time expressions of a text, by start, not overlapping. Never raises on any text.

    Args:
        dct: the document's day, from which news counts; without one, dates that need it get a
            value with X and null EDTF.
        title: context only; its full dates help to choose between news and narrative.
    """
    lexicon, grammar = _grammar("en", options.lexicons)
    nodes = grammar.read(text)
    sift = Filter(lexicon, text)
    candidates = [node for node in nodes if is_candidate(node) and sift.refuse(node) is None]
    years = explicit_years(candidates)
    today = day_of(dct)
    reading = options.profile
    if reading == "auto":
        reading = reading_of(candidates, years, today)
    narrative = reading == "narrative"
    if not narrative:
        candidates = [node for node in candidates if "narrativeonly" not in node.kinds]
    discourse = Discourse(
        today,
        reading,
        plausible_years(years),
        sections_of(text, candidates) if narrative else (),
        told_in_full(candidates),
    )
    cues = Cues(
        text, lexicon.tense.get("future", frozenset()), lexicon.tense.get("past", frozenset())
    )
    resolver = Resolver(discourse, cues, lexicon, options, options.date_order or "MDY")
    share_years(candidates, text, resolver)
    found = []
    for node in candidates:
        made = _write(node, text, resolver)
        if made is not None:
            found.append(made)
    return tuple(found)


_JOINT = re.compile(
    r"[\s]*(?:,|and|or|to|-|–|—|until|through|and in|and the|to the|or the|and of)?[\s]*(?:the\s+)?",
    re.IGNORECASE,
)


def share_years(nodes: Sequence[Node], text: str, resolver: Resolver) -> None:
    """Let "April" of "April and June 1955" know the year of the member behind it."""
    for node, behind in zip(reversed(nodes[:-1]), reversed(nodes[1:]), strict=True):
        if _is_open(node.content) and _JOINT.fullmatch(text, node.end, behind.start):
            content = behind.content
            shared = resolver.shared_year.get(behind.start)
            if isinstance(content, Partial) and content.year is not None and _names_part(content):
                resolved = resolver.partial(replace(content, clock=None), behind.start, behind.end)
                shared = resolved.period if resolved is not None else None
            if shared is not None:
                resolver.shared_year[node.start] = shared


def _names_part(content: Partial) -> bool:
    return content.month is not None or content.season is not None or content.quarter is not None


def _is_open(content: object) -> bool:
    if not isinstance(content, Partial) or content.year is not None or content.within is not None:
        return False
    return _names_part(content) and content.short_year is None


def _write(node: Node, text: str, resolver: Resolver) -> TemporalExpression | None:
    content = node.content
    start, end = node.start, node.end
    if isinstance(content, Fixed):
        return TemporalExpression(
            start, end, text[start:end], content.type, content.value, content.mod,
            grain=content.grain, rule=node.rule, confidence=0.9,
        )  # fmt: skip
    resolved = (
        resolver.partial(content, start, end)
        if isinstance(content, Partial)
        else resolver.relative(content, start, end)
    )
    if resolved is None:
        return None
    period = resolved.period
    if period is not None and not period.is_writable:
        return None
    if period is not None:
        if not (isinstance(content, Relative) and (content.amount or 0) < 0):
            aside = _is_aside(node, text)
            resolver.discourse.tell(
                period,
                start,
                end,
                explicit=resolved.explicit,
                aside=aside,
                first=period.part(content.mod).first,
            )
    return _expression(node, text, content, resolved)


_OPENING = re.compile(
    r"(?:^|\n|[.!?][\"”’')\]]*\s+)(?:\W*(?:In|By|During|Since|From|After|Before|Until|Throughout|Around|Late|Early|the|early|late|mid|to|of|end|beginning|and|year|summer|autumn|winter|spring)\b\W*)*$"
)


def _is_aside(node: Node, text: str) -> bool:
    """A bare year that neither opens its sentence nor a heading is told in passing."""
    if not {"yearof", "decadeof"} & set(node.kinds):
        return False
    return _OPENING.search(text[max(0, node.start - 60) : node.start]) is None


def _expression(
    node: Node, text: str, content: Partial | Relative, resolved: Resolved
) -> TemporalExpression:
    start, end, period = node.start, node.end, resolved.period
    mod = content.mod
    timed = content.clock is not None or bool(content.daypart)
    kind: TimexType = "TIME" if timed else "DATE"
    if period is None:
        return TemporalExpression(
            start, end, text[start:end], kind, resolved.value, mod, rule=node.rule,
            grain="open", confidence=resolved.confidence, rejected=resolved.rejected,
        )  # fmt: skip
    earliest, latest = _ends(period, period.part(mod))
    return TemporalExpression(
        start, end, text[start:end], kind, period.timex, mod, period.edtf(mod), earliest, latest,
        period.part_grain(mod), resolved.anchor, resolved.confidence, node.rule, "", resolved.rejected,
    )  # fmt: skip


def _ends(period: Period, span: Span) -> tuple[str, str]:
    if period.clock is not None:
        instant = iso_day(period.number) + period.clock.iso
        return instant, instant
    return iso_day(span.first), iso_day(span.last)


__all__: Sequence[str] = ("interval_edtf", "tag")

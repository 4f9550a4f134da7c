"""In words: what a build is not sure of, and why it read each thing as it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maps.place import Place, Toponym
    from timeline.analysis import Analysis
    from timeline.events import Outcome
    from timeline.model import DocumentDate, TemporalExpression
    from timeline.timex import Refused

#: Roles of names that should be somewhere.
_PLACED_ROLES = frozenset({"location", "facility"})
_MOST_NAMES = 8


def doubts(analyses: Iterable[Analysis], names: Mapping[str, str]) -> tuple[str, ...]:
    """What deserves a look, a line each: undated and unplaced articles, unknown names.

    `names` has what to call each document, by its id.
    """
    return tuple(
        f"{names[analysis.document.id]}: {line}"
        for analysis in analyses
        for line in _doubts(analysis)
    )


def explanations(analyses: Iterable[Analysis], names: Mapping[str, str]) -> tuple[str, ...]:
    """Every date, name, base and event with its reason, and what was dropped with its own."""
    return tuple(
        f"{names[analysis.document.id]}: {line}"
        for analysis in analyses
        for line in explain(analysis)
    )


def _doubts(analysis: Analysis) -> Iterator[str]:
    if analysis.document.language != "en":
        yield (
            f'says it is written in "{analysis.document.language}"; only full dates are read in'
            " other languages than English"
        )
    undated = dict.fromkeys(timex.text for timex in analysis.timexes if _lacks_a_date(timex))
    if analysis.document.dct is None and (undated or not analysis.timexes):
        without = f", hence none for {_some(undated)}" if undated else ""
        yield (
            f"no date of the article was found{without};"
            " give it in the config as published: YYYY-MM-DD"
        )
    if not any(toponym.place for toponym in analysis.toponyms if toponym.role in _PLACED_ROLES):
        yield "names no place that is known"
    unknown = dict.fromkeys(
        toponym.name
        for toponym in analysis.toponyms
        if toponym.role in _PLACED_ROLES
        and toponym.place is None
        and not _is_base(toponym, analysis)
    )
    if unknown:
        yield (
            f"no gazetteer knows {_some(unknown)}; say where that is in the config, under"
            " places.overrides"
        )
    if not analysis.extraction.events:
        yield "tells no event that was recognised"


def _is_base(toponym: Toponym, analysis: Analysis) -> bool:
    """Whether the name is of a base, whose place the register tells."""
    spans = analysis.bases.spans
    return any(span.start < toponym.end and toponym.start < span.end for span in spans)


def _lacks_a_date(timex: TemporalExpression) -> bool:
    """Whether it would name a date if only the document's were known."""
    return timex.type in ("DATE", "TIME") and timex.edtf is None and "_REF" not in timex.value


def _some(names: Iterable[str]) -> str:
    """The first names of a list, and how many more there are."""
    quoted = [f'"{name}"' for name in names]
    more = f" and {len(quoted) - _MOST_NAMES} more" if len(quoted) > _MOST_NAMES else ""
    return ", ".join(quoted[:_MOST_NAMES]) + more


def explain(analysis: Analysis) -> Iterator[str]:
    """One document's findings in the order of the stages, a line each."""
    yield document_date_line(analysis.document.dct)
    yield from (timex_line(timex) for timex in analysis.timexes)
    yield from (toponym_line(toponym) for toponym in analysis.toponyms)
    for base in analysis.bases.bases:
        yield f"base {base.name}: {base.reason}"
    for dropped in analysis.bases.dropped:
        yield f'no base "{dropped.text}" ({dropped.start}–{dropped.end}): {dropped.reason}'
    for outcome in analysis.extraction.outcomes:
        yield outcome_line(outcome)


def document_date_line(dct: DocumentDate | None) -> str:
    """When the document was written, and how that is known."""
    if dct is None:
        return "document date: unknown; neither metadata nor text tell it"
    return f"document date: {dct.date} (from {dct.source}): {dct.reason}"


def timex_line(timex: TemporalExpression) -> str:
    """A time expression, its value, and what was turned down."""
    parts = [
        f"{timex.value}{f' {timex.mod}' if timex.mod else ''} = {timex.edtf or 'no date'}",
        timex.reason,
        f"from {timex.anchor}" if timex.anchor else "",
        f"rule {timex.rule}" if timex.rule else "",
        *(f"not {reading}" for reading in timex.rejected),
    ]
    found = "; ".join(part for part in parts if part)
    return f'date "{timex.text}" ({timex.start}–{timex.end}): {found}'


def refused_line(refused: Refused) -> str:
    """What looked like a time, and why it is none."""
    return f'no date "{refused.text}" ({refused.start}–{refused.end}): {refused.reason}'


def outcome_line(outcome: Outcome) -> str:
    """What became of a sentence's mention of an event."""
    event = f" {outcome.event_id}" if outcome.event_id else ""
    return (
        f'event "{outcome.trigger}" ({outcome.start}–{outcome.end}): {outcome.outcome}{event};'
        f" {outcome.detail}"
    )


def _area(place: Place) -> str:
    """What tells a place from its namesakes: its division's code and country, or its level."""
    return ", ".join(filter(None, (place.admin1, place.country))) or place.level


def toponym_line(toponym: Toponym) -> str:
    """A name, where it is, and the candidates turned down."""
    place = toponym.place
    where = f"{place.name} ({_area(place)}; {place.gazetteer_id})" if place else "nowhere"
    others = "; ".join(
        f"not {candidate.place.name} ({_area(candidate.place)}) {candidate.score:.2f}"
        for candidate in toponym.candidates
        if candidate.place != place
    )
    return (
        f'{toponym.role} "{toponym.name}" ({toponym.start}–{toponym.end}): {where}'
        f" {toponym.confidence:.2f}; {toponym.reason}{f'; {others}' if others else ''}"
    )

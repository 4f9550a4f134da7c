"""What there is to review: the events as read, and for each what else date and place could be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maps.features import Event, EventPlace, Evidence, FeatureCollection
from maps.when import label
from timeline.collect import gathered
from timeline.written import event_place

if TYPE_CHECKING:
    from maps.place import Place
    from timeline.analysis import Analysis
    from timeline.config import Config
    from timeline.given import Given

_MOST_PLACES = 12
#: Ids that a correction can name; a place of another register is named by its position.
_NAMEABLE = ("geonames:", "region:")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a field could be: `value` goes into the field, the rest is for the reader."""

    value: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the sentences of an event name besides what was taken."""

    dates: tuple[Choice, ...] = ()
    places: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The events before any correction, the texts they are from, and the choices by event id."""

    collection: FeatureCollection
    texts: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Choices] = field(default_factory=dict)


def gather(analyses: Sequence[Analysis], config: Config, given: Given) -> Story:
    """The story that a build of `config` would tell without corrections."""
    collection = gathered(analyses, config, given).collection
    by_document = {analysis.document.id: analysis for analysis in analyses}
    return Story(
        collection,
        {name: analysis.document.text for name, analysis in by_document.items()},
        {event.id: _choices(event, by_document) for event in collection.events},
    )


def date_value(event: Event) -> str:
    """The date as it stands in its field; empty when it is unknown."""
    return event.edtf or event.start or event.end or ""


def place_value(place: EventPlace) -> str:
    """A place as it stands in its field."""
    if place.gazetteer_id.startswith(_NAMEABLE):
        return f"{place.name} ({place.gazetteer_id})"
    return f"{place.lat:.6g}, {place.lon:.6g}"


def _choices(event: Event, analyses: Mapping[str, Analysis]) -> Choices:
    dates: dict[str, Choice] = {}
    places: dict[str, Choice] = {}
    for evidence in event.evidence:
        analysis = analyses.get(evidence.document)
        if analysis is None:
            continue
        for choice in _dates(evidence, analysis):
            dates.setdefault(choice.value, choice)
        for choice in _places(evidence, analysis):
            places.setdefault(choice.value, choice)
    return Choices(tuple(dates.values()), tuple(places.values())[:_MOST_PLACES])


def _dates(evidence: Evidence, analysis: Analysis) -> Iterator[Choice]:
    first, last = _paragraph(evidence)
    for item in analysis.timexes:
        if item.edtf is None or not first <= item.start < last:
            continue
        words = label(Event("", "", edtf=item.edtf, start=item.earliest, end=item.latest))
        yield Choice(item.edtf, words, f"“{item.text}”: {item.reason}")
        if item.whole:
            yield Choice(item.whole, item.whole, f"the whole range that “{item.text}” is an end of")
    dct = analysis.document.dct
    if dct is not None:
        yield Choice(dct.day, dct.day, "the day of the article")


def _places(evidence: Evidence, analysis: Analysis) -> Iterator[Choice]:
    first, last = _paragraph(evidence)
    for item in analysis.toponyms:
        if not first <= item.start < last:
            continue
        if item.place is not None:
            yield _place(item.place, f"“{item.name}”: {item.reason}")
        for candidate in item.candidates:
            yield _place(candidate.place, f"“{item.name}”: {candidate.reason}")


def _place(place: Place, why: str) -> Choice:
    country = f", {place.country}" if place.country else ""
    value = place_value(event_place(place, text="", rule="", reason=""))
    return Choice(value, f"{place.name}{country} ({place.level})", why)


def _paragraph(evidence: Evidence) -> tuple[int, int]:
    if not evidence.context:
        return evidence.start, evidence.end
    return evidence.context_start, evidence.context_start + len(evidence.context)


def all_choices(choices: Iterable[Choice]) -> list[dict[str, str]]:
    """Choices as plain values."""
    return [{"value": item.value, "text": item.text, "why": item.why} for item in choices]

"""The short reports: what a careful reader finds in them, and what the program finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from benchmarks._event_reports import Report, Tally, load_reports, score
from maps.features import MAX_TITLE, Event
from timeline.events import Extraction, extract

if TYPE_CHECKING:
    from spacy.language import Language

DEV, HELD_OUT = load_reports("dev"), load_reports("held_out")
Readings = Mapping[str, Extraction]


@pytest.fixture(scope="module")
def readings(nlp: Language) -> Readings:
    return {
        report.id: extract(
            report.document, nlp(report.document.text), report.timexes, report.toponyms
        )
        for report in (*DEV, *HELD_OUT)
    }


def _tally(reports: tuple[Report, ...], readings: Readings) -> Tally:
    tally = Tally()
    for report in reports:
        score(report, readings[report.id].events, tally)
    return tally


def _totals(reports: tuple[Report, ...], name: str, readings: Readings) -> tuple[float, str]:
    """Totals alone, so that a failure does not show what was missed in the half set aside."""
    tally = _tally(reports, readings)
    return tally.share(name), tally.summary()


@pytest.mark.parametrize(("reports", "least"), [(DEV, 0.95), (HELD_OUT, 0.85)])
def test_the_events_that_happened_are_found(
    reports: tuple[Report, ...], least: float, readings: Readings
) -> None:
    tally = _tally(reports, readings)
    f1, summary = tally.f1, tally.summary()
    assert f1 >= least, summary


@pytest.mark.parametrize("name", ["status", "kind", "date", "place", "figures"])
@pytest.mark.parametrize("reports", [DEV, HELD_OUT])
def test_what_is_told_of_a_found_event_is_right(
    reports: tuple[Report, ...], name: str, readings: Readings
) -> None:
    share, summary = _totals(reports, name, readings)
    assert share >= 0.9, summary


@pytest.mark.parametrize("reports", [DEV, HELD_OUT])
def test_what_did_not_happen_is_not_drawn(reports: tuple[Report, ...], readings: Readings) -> None:
    tally = _tally(reports, readings)
    share, summary = tally.false_drawn / tally.drawn, tally.summary()
    assert share <= 0.03, summary


@pytest.mark.parametrize("report", DEV, ids=lambda report: report.id)
def test_the_main_event_comes_first(report: Report, readings: Readings) -> None:
    tally = Tally()
    score(report, readings[report.id].events, tally)
    assert tally.main[0] == tally.main[1], tally.lines


@pytest.mark.parametrize("report", [*DEV, *HELD_OUT], ids=lambda report: report.id)
def test_every_event_has_its_sentence(report: Report, readings: Readings) -> None:
    text = report.document.text
    for event in readings[report.id].events:
        assert event.evidence
        for item in event.evidence:
            assert item.document == report.document.id
            assert text[item.start : item.end] == item.quote
            context_end = item.context_start + len(item.context)
            assert text[item.context_start : context_end] == item.context
            assert item.context_start <= item.start <= item.end <= context_end
            assert any(mark.role == "trigger" for mark in item.marks)
            for mark in item.marks:
                assert item.context_start <= mark.start < mark.end <= context_end


@pytest.mark.parametrize("report", [*DEV, *HELD_OUT], ids=lambda report: report.id)
def test_every_sentence_has_an_outcome(report: Report, readings: Readings) -> None:
    extraction = readings[report.id]
    told = {outcome.start for outcome in extraction.outcomes}
    quotes = {item.start for event in extraction.events for item in event.evidence}
    assert quotes <= told
    for line in report.document.text.splitlines():
        if line.strip():
            assert report.document.text.index(line) in told
    for outcome in extraction.outcomes:
        assert outcome.detail
        assert (outcome.event_id is None) == (outcome.outcome == "dropped")


def _events(readings: Readings) -> list[Event]:
    return [event for extraction in readings.values() for event in extraction.events]


def test_titles_fit_an_axis_and_say_something(readings: Readings) -> None:
    for event in _events(readings):
        assert 0 < len(event.title) <= MAX_TITLE
        assert len(event.title.split()) >= 2, event.title
        assert "\n" not in event.title
        assert not event.title[0].islower()


def test_dates_and_reasons_agree(readings: Readings) -> None:
    for event in _events(readings):
        assert event.when_reason
        assert (event.when_rule is None) == (event.edtf is None)
        if event.edtf is None:
            assert event.start is None
            assert event.end is None
        for place in event.places:
            assert place.rule
            assert place.reason


def test_ids_are_unique_and_come_from_the_content(nlp: Language, readings: Readings) -> None:
    identifiers = [event.id for event in _events(readings)]
    assert len(identifiers) == len(set(identifiers))
    report = DEV[0]
    again = extract(report.document, nlp(report.document.text), report.timexes, report.toponyms)
    assert again == readings[report.id]

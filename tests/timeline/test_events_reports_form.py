"""The hand-written reports themselves: a slip of the pen must not count as the program's miss."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from benchmarks._event_reports import Report, bounds, load_reports
from maps.features import CasualtyType, Kind, Status

SETS = ("dev", "held_out", "second_dev", "second_held_out", "third_dev", "third_held_out")
REPORTS = [report for name in SETS for report in load_reports(name)]

every_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.id)


def test_names_of_reports_are_their_own() -> None:
    ids = [report.id for report in REPORTS]
    assert len(ids) == len(set(ids))


@every_report
def test_words_of_an_answer_are_known(report: Report) -> None:
    for gold in report.events:
        assert gold.kinds <= set(get_args(Kind)), gold.words
        assert gold.statuses <= set(get_args(Status)), gold.words
        assert {figure[0] for figure in gold.figures_allowed} <= set(get_args(CasualtyType))


@every_report
def test_days_are_days_in_order(report: Report) -> None:
    for gold in report.events:
        for value in gold.when or ():
            if value == "null":
                continue
            days = [date.fromisoformat(edge) for edge in bounds(value) if edge]
            assert days == sorted(days), gold.words


@every_report
def test_places_stand_in_the_text(report: Report) -> None:
    told = f"{report.document.title or ''}\n{report.document.text}"
    for gold in report.events:
        for asked in gold.where:
            assert any(name in told for name in asked.split("|")), (gold.words, asked)


@every_report
def test_the_main_event_is_one_of_the_events(report: Report) -> None:
    if report.main is not None:
        first, last = report.main
        spans = [span for gold in report.events for span in (gold.at, *gold.again)]
        assert any(start < last and first < end for start, end in spans)


@every_report
def test_no_event_that_must_be_drawn_is_forbidden(report: Report) -> None:
    for gold in report.events:
        if gold.drawn and not gold.optional:
            start, end = gold.at
            assert not any(first <= start and end <= last for first, last in report.forbidden)

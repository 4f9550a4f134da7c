"""Accuracy and speed of the temporal tagger.

Accuracy is scored by `../shared/bench/dates/score_dates.py` on the corpora beside a developer's
checkout, in two halves: one that the rules were made with, and one that is kept aside. Speed is set
against `dateparser.search.search_dates` on the same texts in the same process.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
import time
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.dates_blind import BLIND, SECOND_BLIND, halves, read_blind
from maps.dates import day_number, iso_day, parse
from timeline.model import DocumentDate, TemporalExpression
from timeline.timex import TimexOptions, tag

_SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
_CORPORA = _SHARED / "corpora" / "dates"
_SCORER = _SHARED / "bench" / "dates" / "score_dates.py"
_MEASURES = ("strict", "relaxed", "value", "type", "day-iv")
_SPECS = ("DateParser", "DatePeriodParser", "DurationParser", "SetParser", "HolidayParser")
#: dateparser does a few dozen short texts a second: so many are enough to compare.
_TEXTS_TO_RACE = 30
_GROWTH = (625_000, 1_250_000, 2_500_000, 5_000_000)

Gold = Mapping[str, dict[str, Any]]


def main() -> None:
    """Print accuracy by half, readings alike with the recognizers specs, and speed."""
    if not _CORPORA.is_dir() or not _SCORER.is_file():
        print("../shared is absent: no corpora to score the dates on")
        return
    scorer = _load_scorer()
    wikiwars = scorer.load_gold(_CORPORA / "wikiwars")
    meantime = scorer.load_gold(_CORPORA / "meantime")
    print(f"{'':34}" + "".join(f"{name:>9}" for name in _MEASURES))
    for name, gold in (*_halves(wikiwars, meantime), *_blind_halves()):
        result, _ = scorer.score(gold, _predict(gold))
        figures = "".join(f"{result[measure]['f1']:9.1f}" for measure in _MEASURES)
        print(f"{name:34}{figures}")
    _print_specs()
    _race([document["text"] for document in meantime.values()][:_TEXTS_TO_RACE])
    _print_growth("\n\n".join(document["text"] for document in wikiwars.values()))


def _load_scorer() -> ModuleType:
    sys.path.insert(0, str(_SCORER.parent))  # it imports its neighbour
    spec = importlib.util.spec_from_file_location("score_dates", _SCORER)
    if spec is None or spec.loader is None:
        raise ImportError(f"{_SCORER} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _halves(wikiwars: Gold, meantime: Gold) -> Iterator[tuple[str, Gold]]:
    """WikiWars by odd and even numbers, MEANTIME by its first and last sixty."""
    odd = {name: row for name, row in wikiwars.items() if int(name[:2]) % 2}
    first = {name: row for name, row in meantime.items() if int(name[-3:]) <= 60}
    yield "WikiWars, developed on (odd)", odd
    yield "WikiWars, kept aside (even)", {k: v for k, v in wikiwars.items() if k not in odd}
    yield "WikiWars, all", wikiwars
    yield "MEANTIME, developed on (1-60)", first
    yield "MEANTIME, kept aside (61-120)", {k: v for k, v in meantime.items() if k not in first}
    yield "MEANTIME, all", meantime


def _blind_halves() -> Iterator[tuple[str, Gold]]:
    """Our own blind texts by half and kind; none of them was seen when they were first scored."""
    for title, path in (("Blind", BLIND), ("Second blind", SECOND_BLIND)):
        developed, aside = halves(read_blind(path))
        for half, gold in (("developed on", developed), ("kept aside", aside)):
            for kind in ("news", "narrative"):
                rows = {name: row for name, row in gold.items() if row["kind"] == kind}
                yield f"{title} {kind}, {half}", rows
            yield f"{title}, {half}", gold


def _predict(gold: Gold) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [_row(found) for found in tag(row["text"], _date(row))] for name, row in gold.items()
    }


def _date(row: Mapping[str, Any]) -> DocumentDate | None:
    return DocumentDate(row["dct"], "metadata", "The corpus says so.", 1.0) if row["dct"] else None


def _row(found: TemporalExpression) -> dict[str, Any]:
    return {
        "start": found.start,
        "end": found.end,
        "type": found.type,
        "value": found.value,
        "mod": found.mod,
    }


def _print_specs() -> None:
    """Share of the recognizers' own test cases that are read alike."""
    print("\nrecognizers specs read alike")
    for name in _SPECS:
        path = _CORPORA / "recognizers-specs" / f"{name}.json.gz"
        cases = json.loads(gzip.decompress(path.read_bytes()).decode("utf-8-sig"))
        alike = sum(is_alike(case) for case in cases)
        print(f"  {name:20} {alike:4} of {len(cases):4}  {100 * alike / len(cases):5.1f} %")


def is_alike(case: Mapping[str, Any]) -> bool:
    """Whether every result of a case is read as the same days, length or set."""
    reference = (case.get("Context") or {}).get("ReferenceDateTime")
    dct = DocumentDate(reference[:10], "metadata", "The case says so.", 1.0) if reference else None
    found = tag(case["Input"], dct, options=TimexOptions(profile="news"))
    results = case["Results"]
    if not results:
        return not [item for item in found if item.edtf is not None]
    return all(_agrees(result, found) for result in results)


def _agrees(result: Mapping[str, Any], found: tuple[TemporalExpression, ...]) -> bool:
    first = result["Start"]
    last = first + result["Length"]
    inside = [item for item in found if item.start < last and item.end > first]
    value = result["Value"]
    if not inside or "Timex" not in value:
        return False
    if result["Type"] in ("duration", "set"):
        return any(_plain(item.value) == _plain(value["Timex"]) for item in inside)
    sides = [value.get(side) or {} for side in ("FutureResolution", "PastResolution")]
    if not any(sides):
        return any(item.value == value["Timex"] for item in inside)  # a season: they give no days
    ours = (inside[0].earliest, inside[-1].latest)
    named = value["Timex"].startswith("(") and len(inside) > 1
    return any(ours in _days(side, named=named) for side in sides)


def _plain(timex: str) -> str:
    """`T15` of theirs is our `XXXX-XX-XXT15:00`: each day at that hour."""
    return timex.removeprefix("XXXX-XX-XX").removesuffix(":00")


def _days(resolution: Mapping[str, str], *, named: bool) -> set[tuple[str | None, str | None]]:
    """First and last day of a resolution.

    Theirs end before the day they give, also when the text names that day ("from 3 to 5 May" ends
    on the 4th): of a range that is `named` by both its ends, ours may end with the day named.
    """
    if "date" in resolution:
        return {(resolution["date"], resolution["date"])}
    first, moment = resolution.get("startDate"), parse(resolution.get("endDate"))
    if first is None or moment is None or moment.month is None or moment.day is None:
        return set()
    last = day_number(moment.year, moment.month, moment.day)
    ends: set[tuple[str | None, str | None]] = {(first, iso_day(last - 1))}
    return ends | {(first, iso_day(last))} if named else ends


def _race(texts: list[str]) -> None:
    import warnings

    from dateparser.search import search_dates

    day = DocumentDate("2009-01-15", "metadata", "Any day will do.", 1.0)
    tag(texts[0], day)  # the lexicon is read once
    ours = _timed(lambda text: tag(text, day), texts, 20)
    print(f"\nspeed on {len(texts)} short articles: {1 / ours:,.0f} a second")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for how, languages in (("as it comes", None), ("told that it is English", ["en"])):
            search_dates(texts[0], languages=languages)
            run = partial(search_dates, languages=languages)
            theirs = _timed(run, texts, 3)
            print(
                f"  dateparser.search_dates, {how}: {1 / theirs:,.1f} a second;"
                f" we are {theirs / ours:,.0f} times as fast"
            )


def _timed(run: Any, texts: list[str], rounds: int) -> float:
    """Seconds of processor time a text, the best of some rounds: other work is not counted."""
    total = 0.0
    for text in texts:
        best = float("inf")
        for _ in range(rounds):
            start = time.process_time()
            run(text)
            best = min(best, time.process_time() - start)
        total += best
    return total / len(texts)


def _print_growth(text: str) -> None:
    print("growth")
    day = DocumentDate("2009-01-15", "metadata", "Any day will do.", 1.0)
    for size in _GROWTH:
        long = (text * (size // len(text) + 1))[:size]
        start = time.process_time()
        count = len(tag(long, day))
        seconds = time.process_time() - start
        print(
            f"  {size / 1e6:5.2f} MB {seconds:6.2f} s  {size / 1e6 / seconds:5.2f} MB/s,"
            f" {count:,} found"
        )


if __name__ == "__main__":
    main()

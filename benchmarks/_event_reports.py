"""The hand-written reports of tests/data/reports: reading, stand-in names and dates, scoring."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml

from maps.features import Event
from maps.place import Level, Place, Role, Toponym
from timeline.model import Document, DocumentDate, TemporalExpression

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "data" / "reports"
_ROLES = {"metonym", "demonym", "language", "part_of_name", "facility", "person"}
_FIGURE = re.compile(r"^\(?(?P<type>[a-z]+) (?P<sign>>=|<=|~)? ?(?P<value>\d+)\)?$")
_SIGNS = {">=": "at_least", "<=": "at_most", "~": "about", None: "exact"}
DRAWN = ("happened", "ongoing")


@dataclass(frozen=True)
class Gold:
    """One expected event; see tests/data/reports/README.md."""

    at: tuple[int, int]
    again: tuple[tuple[int, int], ...]
    kinds: frozenset[str]
    when: tuple[str, ...] | None
    where: frozenset[str]
    where_allowed: frozenset[str]
    statuses: frozenset[str]
    figures: frozenset[tuple[str, str, int]]
    figures_allowed: frozenset[tuple[str, str, int]]
    says: tuple[str, ...]
    actors: tuple[str, ...]
    optional: bool
    words: str

    @property
    def drawn(self) -> bool:
        return bool(self.statuses & set(DRAWN))


@dataclass(frozen=True)
class Report:
    """One short report, with its dates and names as a perfect tagger would give them."""

    id: str
    sort: str
    document: Document
    timexes: tuple[TemporalExpression, ...]
    toponyms: tuple[Toponym, ...]
    events: tuple[Gold, ...]
    forbidden: tuple[tuple[int, int], ...]
    main: tuple[int, int] | None


def load_reports(name: str) -> tuple[Report, ...]:
    """The reports of `dev.yaml` or `held_out.yaml`; every value is a string."""
    raw = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return tuple(_report(item) for item in raw)


def _report(raw: dict[str, Any]) -> Report:
    text = cast(str, raw["text"])
    dct = raw.get("dct")
    document = Document(
        text=text,
        name=raw["id"],
        title=raw.get("title"),
        dct=DocumentDate(dct, "config", "told", 1.0) if dct else None,
    )
    main = raw.get("main")
    return Report(
        id=raw["id"],
        sort=raw["sort"],
        document=document,
        timexes=stand_in_dates(text, raw.get("dates", {})),
        toponyms=stand_in_names(text, raw.get("names", {})),
        events=tuple(_gold(text, item) for item in raw["events"]),
        forbidden=tuple(_find(text, words) for words in raw.get("not", ())),
        main=_find(text, main) if main else None,
    )


def _find(text: str, words: str) -> tuple[int, int]:
    start = text.find(words)
    if start < 0:
        raise ValueError(f"not in the text: {words}")
    return start, start + len(words)


def _gold(text: str, raw: dict[str, Any]) -> Gold:
    where = raw.get("where", [])
    figures = [_figure(item) for item in raw.get("figures", [])]
    when = raw["when"]
    return Gold(
        at=_find(text, raw["at"]),
        again=tuple(_find(text, words) for words in raw.get("again", [])),
        kinds=frozenset(raw["kind"].split("|")),
        when=tuple(when.split("|")),
        where=frozenset(name for name in where if not name.startswith("(")),
        where_allowed=frozenset(one for name in where for one in name.strip("()").split("|")),
        statuses=frozenset(raw.get("status", "happened").split("|")),
        figures=frozenset(f for f, needed in figures if needed),
        figures_allowed=frozenset(f for f, _ in figures),
        says=tuple(raw.get("says", [])),
        actors=tuple(raw.get("actors", [])),
        optional=raw.get("optional") == "true",
        words=raw["at"],
    )


def _figure(item: str) -> tuple[tuple[str, str, int], bool]:
    match = _FIGURE.match(item)
    if match is None:
        raise ValueError(f"no figure: {item}")
    told = (match["type"], _SIGNS[match["sign"]], int(match["value"]))
    return told, not item.startswith("(")


def _occurrences(text: str, key: str) -> list[tuple[int, int]]:
    """Where a marked word stands; `word#2` is the second one alone."""
    word, _, number = key.partition("#")
    pattern = rf"(?<!\w){re.escape(word)}(?!\w)"
    found = [match.span() for match in re.finditer(pattern, text)]
    return [found[int(number) - 1]] if number else found


def _marked(text: str, marks: dict[str, str]) -> list[tuple[int, int, str]]:
    """Spans with their values, the longest first, numbered ones before all; none overlap."""
    order = sorted(marks, key=lambda key: ("#" not in key, -len(key)))
    spans: list[tuple[int, int, str]] = []
    for key in order:
        for start, end in _occurrences(text, key):
            if all(end <= a or b <= start for a, b, _ in spans):
                spans.append((start, end, marks[key]))
    return sorted(spans)


def bounds(value: str) -> tuple[str | None, str | None]:
    """`2015-09` → ("2015-09-01", "2015-09-30"); `../2004` → (None, "2004-12-31")."""
    first, _, last = value.partition("/")
    last = last or first
    return _edge(first, end=False), _edge(last, end=True)


def _edge(part: str, *, end: bool) -> str | None:
    if part == "..":
        return None
    if len(part) == 4:
        return f"{part}-12-31" if end else f"{part}-01-01"
    if len(part) == 7:
        month = int(part[5:])
        last = 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
        if month == 2 and int(part[:4]) % 4 == 0:
            last = 29
        return f"{part}-{last}" if end else f"{part}-01"
    return part


def stand_in_dates(text: str, marks: dict[str, str]) -> tuple[TemporalExpression, ...]:
    found = []
    for start, end, value in _marked(text, marks):
        known = value != "null" and not value.startswith("P")
        first, last = bounds(value) if known else (None, None)
        grain = {4: "year", 7: "month", 10: "day"}.get(len(value), "month_part")
        found.append(
            TemporalExpression(
                start=start,
                end=end,
                text=text[start:end],
                type="DATE" if known else "DURATION",
                value=value.replace("/", "-") if known else value if value != "null" else "P1Y",
                edtf=value if known else None,
                earliest=first,
                latest=last,
                grain=cast(Any, grain),
            )
        )
    return tuple(found)


def stand_in_names(text: str, marks: dict[str, str]) -> tuple[Toponym, ...]:
    found = []
    for start, end, told in _marked(text, marks):
        words = told.split()
        role = words.pop() if words[-1] in _ROLES else "location"
        level = words.pop()
        country = words[0] if words else None
        name = text[start:end]
        place = Place(
            name=name.title() if name.isupper() else name,
            lon=0.0,
            lat=0.0,
            level=cast(Level, level),
            gazetteer_id=f"test:{name.lower()}",
            country=country,
        )
        located = role in ("location", "facility")
        found.append(
            Toponym(
                start=start,
                end=end,
                name=name,
                place=place if located else None,
                role=cast(Role, role),
                confidence=0.9,
                reason="told by the report",
            )
        )
    return tuple(found)


# -- scoring -------------------------------------------------------------------------------------


@dataclass
class Tally:
    """Counts over reports; each attribute holds (right, asked)."""

    true: int = 0
    false_drawn: int = 0
    unfounded: int = 0
    missed: int = 0
    drawn: int = 0
    attributes: dict[str, list[int]] = field(default_factory=dict)
    main: list[int] = field(default_factory=lambda: [0, 0])
    main_when: list[int] = field(default_factory=lambda: [0, 0])
    main_where: list[int] = field(default_factory=lambda: [0, 0])
    lines: list[str] = field(default_factory=list)

    def note(self, name: str, right: bool) -> None:
        entry = self.attributes.setdefault(name, [0, 0])
        entry[0] += right
        entry[1] += 1

    @property
    def precision(self) -> float:
        found = self.true + self.false_drawn + self.unfounded
        return self.true / found if found else 0.0

    @property
    def recall(self) -> float:
        asked = self.true + self.missed
        return self.true / asked if asked else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def share(self, name: str) -> float:
        right, asked = self.attributes.get(name, [0, 0])
        return right / asked if asked else 1.0

    def summary(self) -> str:
        parts = [f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"]
        parts += [f"{n} {r}/{a}={r / a:.3f}" for n, (r, a) in self.attributes.items()]
        parts.append(
            f"main {self.main[0]}/{self.main[1]}"
            f" (when {self.main_when[0]}/{self.main_when[1]},"
            f" where {self.main_where[0]}/{self.main_where[1]})"
        )
        parts.append(f"false {self.false_drawn} unfounded {self.unfounded} of {self.drawn}")
        return " · ".join(parts)


def match(report: Report, events: Sequence[Event]) -> dict[int, int]:
    """Event index → gold index, one to one, the surest pairs first."""
    pairs = []
    for i, event in enumerate(events):
        for j, gold in enumerate(report.events):
            score = _likeness(event, gold)
            if score:
                pairs.append((score, i, j))
    matched: dict[int, int] = {}
    for _, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def _likeness(event: Event, gold: Gold) -> float:
    score = 0.0
    for weight, span in [(1.0, gold.at), *((0.8, span) for span in gold.again)]:
        for evidence in event.evidence:
            if not (evidence.start <= span[0] < evidence.end):
                continue
            triggers = [m for m in evidence.marks if m.role == "trigger"]
            if any(m.start < span[1] and span[0] < m.end for m in triggers):
                score = max(score, weight)
            elif _agrees(event, gold) and gold.kinds & {event.kind, "other"}:
                score = max(score, 0.3 * weight)
    return score + (0.05 if score and _agrees(event, gold) else 0)


def _agrees(event: Event, gold: Gold) -> bool:
    return right_when(event, gold)


def right_when(event: Event, gold: Gold) -> bool:
    told = (event.start[:10] if event.start else None, event.end[:10] if event.end else None)
    for value in gold.when or ():
        if value == "null":
            if told == (None, None):
                return True
        elif told == bounds(value):
            return True
    return False


def right_where(event: Event, gold: Gold) -> bool:
    told = {place.text for place in event.places}
    asked = all(told & set(names.split("|")) for names in gold.where)
    return asked and told <= gold.where_allowed


def right_figures(event: Event, gold: Gold) -> bool:
    told = {(c.type, c.bound, c.value) for c in event.casualties}
    return gold.figures <= told <= (gold.figures | gold.figures_allowed)


def score(report: Report, events: Sequence[Event], tally: Tally) -> None:
    """Add one report's events to the counts, with a line for every miss."""
    matched = match(report, events)
    for i, event in enumerate(events):
        gold = report.events[matched[i]] if i in matched else None
        if event.is_drawn:
            tally.drawn += 1
            _score_drawn(report, event, gold, tally)
        if gold is not None:
            _score_attributes(report, event, gold, tally)
    reached = {matched[i] for i, event in enumerate(events) if i in matched and event.is_drawn}
    for j, gold in enumerate(report.events):
        if gold.drawn and not gold.optional and j not in reached:
            tally.missed += 1
            tally.lines.append(f"{report.id}: missed: {gold.words}")
    _score_main(report, events, tally)


def _score_main(report: Report, events: Sequence[Event], tally: Tally) -> None:
    """Whether the event of most weight is the main one, and on the right day at the right place.

    A report whose main event lies ahead asks for the first of all events, else of the drawn ones.
    """
    if report.main is None:
        return
    first, last = report.main
    gold = next(
        g for g in report.events if any(a < last and first < b for a, b in (g.at, *g.again))
    )
    top = next((event for event in events if event.is_drawn or not gold.drawn), None)
    spans = (gold.at, *gold.again)
    right = top is not None and any(
        mark.role == "trigger" and mark.start < end and start < mark.end
        for item in top.evidence
        for mark in item.marks
        for start, end in spans
    )
    _count(tally.main, right)
    if not right:
        tally.lines.append(f"{report.id}: main event is {top.title if top else None!r}")
    if gold.when and gold.when != ("null",):
        right = top is not None and right_when(top, gold)
        _count(tally.main_when, right)
        if not right:
            told = f"{top.start}/{top.end} {top.when_rule}" if top else None
            tally.lines.append(f"{report.id}: main event's day is {told}, not {gold.when}")
    if gold.where_allowed:
        told_places = {place.text for place in top.places} if top else set()
        right = bool(told_places & gold.where_allowed)
        _count(tally.main_where, right)
        if not right:
            tally.lines.append(
                f"{report.id}: main event's place is {told_places}, not {set(gold.where_allowed)}"
            )


def _count(pair: list[int], right: bool) -> None:
    pair[0] += right
    pair[1] += 1


def _score_drawn(report: Report, event: Event, gold: Gold | None, tally: Tally) -> None:
    evidence = event.evidence[0]
    if gold is None:
        triggers = [m for m in evidence.marks if m.role == "trigger"]
        forbidden = any(m.start < b and a < m.end for m in triggers for a, b in report.forbidden)
        if forbidden:
            tally.false_drawn += 1
        else:
            tally.unfounded += 1
        told = "FALSE" if forbidden else "extra"
        tally.lines.append(f"{report.id}: {told}: {event.title} [{event.start}]")
    elif not gold.drawn:
        tally.false_drawn += 1
        tally.lines.append(f"{report.id}: FALSE ({gold.statuses}): {event.title}")
    elif not gold.optional:
        tally.true += 1


def _score_attributes(report: Report, event: Event, gold: Gold, tally: Tally) -> None:
    checks = {
        "status": event.status in gold.statuses,
        "kind": event.kind in gold.kinds,
    }
    if gold.drawn and event.is_drawn:
        checks["date"] = right_when(event, gold)
        checks["place"] = right_where(event, gold)
        checks["figures"] = right_figures(event, gold)
        if gold.says:
            told = " ".join(a.source for a in event.attribution)
            checks["says"] = all(name in told for name in gold.says)
        if gold.actors:
            told = " ".join(event.actors)
            checks["actors"] = all(name in told for name in gold.actors)
    for name, right in checks.items():
        tally.note(name, right)
        if not right:
            got = {
                "status": event.status, "kind": event.kind,
                "date": f"{event.start}/{event.end} {event.when_rule}",
                "place": [(p.text, p.rule) for p in event.places],
                "figures": [(c.type, c.bound, c.value) for c in event.casualties],
                "says": [a.source for a in event.attribution], "actors": event.actors,
            }[name]  # fmt: skip
            want = {
                "status": set(gold.statuses), "kind": set(gold.kinds), "date": gold.when,
                "place": (set(gold.where), set(gold.where_allowed)),
                "figures": set(gold.figures), "says": gold.says, "actors": gold.actors,
            }[name]  # fmt: skip
            tally.lines.append(f"{report.id}: {name}: {gold.words}: {got}, not {want}")

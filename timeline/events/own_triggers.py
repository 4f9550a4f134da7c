"""Words of a user's own that tell of events: CSV files that the config names (`events.triggers`).

    part,lemma,kind,needs,unless,group
    verb,moot,consult,object,,
    noun,hartal,protest,,,walkout

Columns as in `timeline/events/data/verbs.csv` and `nouns.csv`, with the part of speech before them;
only the first three are needed. Lines that begin with `#` are left out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from maps.features import Kind
from timeline.errors import ConfigError
from timeline.events.lexicon import GUARDS, TriggerRow

_COLUMNS = ("part", "lemma", "kind", "needs", "unless", "group")
_NEEDED = 3


def read_triggers(paths: Sequence[Path]) -> tuple[TriggerRow, ...]:
    """The rows of all files, in their order.

    Raises:
        ConfigError: every bad row of every file, a line each: `file:line: message`.
    """
    rows: list[TriggerRow] = []
    problems: list[str] = []
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{path}: cannot be read as UTF-8 text ({error})")
            continue
        for number, cells in _cells(lines):
            told = list(_problems(cells))
            problems.extend(f"{path}:{number}: {problem}" for problem in told)
            if not told:
                part, lemma, kind, needs, unless, group = (*cells, "", "", "")[: len(_COLUMNS)]
                rows.append((part, lemma.lower(), kind, needs, unless, group))
    if problems:
        raise ConfigError(problems)
    return tuple(rows)


def _cells(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of every row but the header."""
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            cells = [cell.strip() for cell in next(csv.reader([line]))]
            if cells[:_NEEDED] != list(_COLUMNS[:_NEEDED]):
                yield number, cells


def _problems(cells: Sequence[str]) -> Iterator[str]:
    if not _NEEDED <= len(cells) <= len(_COLUMNS):
        yield f"expected {','.join(_COLUMNS)}, found {len(cells)} cells"
        return
    part, lemma, kind, *guards = cells
    if part not in GUARDS:
        yield f"part is “{part}”; expected {' or '.join(GUARDS)}"
        return
    if not lemma:
        yield "lemma is empty; expected the dictionary form of a word"
    if kind not in get_args(Kind):
        yield _unknown("kind", kind, get_args(Kind))
    for item in " ".join(guards[:2]).split():
        name, _, words = item.partition(":")
        if name not in GUARDS[part]:
            yield _unknown(f"condition of a {part}", name, sorted(GUARDS[part]))
        elif GUARDS[part][name] and not words:
            yield f"condition “{name}” needs words: {name}:this|that"


def _unknown(what: str, value: str, known: Sequence[str]) -> str:
    near = get_close_matches(value, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(known)}"
    return f"no {what} is called “{value}”; {hint}"

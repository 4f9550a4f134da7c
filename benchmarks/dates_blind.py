"""The blind gold of the temporal tagger: texts written for it, with every expression marked.

`tests/data/timex_blind*.yaml` mark an expression as `[its words](TYPE VALUE MOD)`. The texts at
even places are the half whose errors may be looked at; the others are held out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
BLIND = _DATA / "timex_blind.yaml"
#: Written later, by one who had not read the tagger's rules.
SECOND_BLIND = _DATA / "timex_blind_second.yaml"
_MARKED = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<facts>[^)]+)\)")


def read_blind(path: Path = BLIND) -> dict[str, dict[str, Any]]:
    """The gold in the scorer's form, by name: {doc, dct, kind, text, timexes}.

    A name such as `04-news` starts with the place of the text in the file.
    """
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))["texts"]
    gold = {}
    for place, row in enumerate(rows):
        name = f"{place:02d}-{row['kind']}"
        text, timexes = unmark(row["text"])
        gold[name] = {
            "doc": name, "dct": str(row["dct"]), "kind": row["kind"], "text": text,
            "timexes": timexes,
        }  # fmt: skip
    return gold


def halves(gold: dict[str, dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The half to look at and the half held out."""
    even = {name: row for name, row in gold.items() if int(name[:2]) % 2 == 0}
    return even, {name: row for name, row in gold.items() if name not in even}


def unmark(marked: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text, and its expressions {start, end, text, type, value, mod}."""
    parts: list[str] = []
    timexes = []
    length = done = 0
    for match in _MARKED.finditer(marked):
        before = marked[done : match.start()]
        start = length + len(before)
        length = start + len(match["words"])
        parts += [before, match["words"]]
        done = match.end()
        kind, value, *mod = match["facts"].split()
        timexes.append(
            {
                "start": start,
                "end": length,
                "text": match["words"],
                "type": kind,
                "value": value,
                "mod": mod[0] if mod else None,
            }
        )
    return "".join([*parts, marked[done:]]), timexes

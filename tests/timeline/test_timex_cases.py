"""The table of time expressions, good and bad, each sentence a test."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from timeline.model import DocumentDate
from timeline.timex import TimexOptions, tag

TABLE = Path(__file__).parent / "data" / "timex_cases.txt"
_EXPECTED = re.compile(r"(?P<value>[^/=]+)(?:/(?P<mod>[A-Z_]+))?(?:=(?P<edtf>\S+))?")


@dataclass(frozen=True)
class Case:
    section: str
    dct: str
    profile: str
    sentence: str
    expected: tuple[str, ...]


def read_cases() -> list[Case]:
    cases: list[Case] = []
    section, dct, profile = "", "", ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            section, dct, profile = (part.strip() for part in line[3:].split("|"))
        elif line.strip() and not line.startswith("#"):
            sentence, _, expected = line.rpartition(" | ")
            wanted = () if expected == "-" else tuple(expected.split(" ; "))
            cases.append(Case(section, dct, profile, sentence, wanted))
    return cases


CASES = read_cases()


def test_table_is_large() -> None:
    assert len(CASES) >= 300
    assert sum(not case.expected for case in CASES) >= 25


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.section}: {case.sentence[:60]}")
def test_case(case: Case) -> None:
    text = case.sentence.replace("{", "").replace("}", "")
    marked = re.findall(r"\{([^}]*)\}", case.sentence)
    profile: Any = case.profile
    dct = DocumentDate(case.dct, "metadata", "The table says so.", 1.0)
    found = tag(text, dct, options=TimexOptions(profile=profile))

    assert [item.text for item in found] == marked
    for item, expected in zip(found, case.expected, strict=True):
        match = _EXPECTED.fullmatch(expected)
        assert match is not None, expected
        assert (item.value, item.mod) == (match["value"], match["mod"])
        if match["edtf"] is not None:
            assert item.edtf == (None if match["edtf"] == "-" else match["edtf"])

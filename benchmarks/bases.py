"""Accuracy of base mentions on the gold sentences, and counts of the register.

A base is right when its tie, operator, host, status, people and number of mentions are as asked
(see the head of `tests/data/bases_gold_dev.yaml`). `main` prints precision and recall for each
half; `--misses` lists those of the development half, never of the held-out half.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maps.bases import BaseFindings, Register, find_bases, load_register
from maps.features import Base, Bound
from maps.place import Toponym

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data"
HALVES = ("dev", "held_out")
_BOUNDS: dict[str, Bound] = {"": "exact", ">=": "at_least", "~": "about", "<=": "at_most"}
ToponymFinder = Callable[["Doc", str], Sequence[Toponym]]


@dataclass(frozen=True, slots=True)
class Expected:
    """One base of a gold sentence, as its line says."""

    line: str
    ids: tuple[str, ...]
    operator: str | None
    host: str | None
    statuses: tuple[str, ...]
    inferred: bool | None
    people: tuple[int, Bound] | None
    mentions: int | None

    @classmethod
    def parse(cls, line: str) -> Expected:
        first, *rest = line.split()
        operator = host = None
        statuses: tuple[str, ...] = ("exists",)
        inferred = people = mentions = None
        for word in rest:
            if ">" in word and not word.startswith(">="):
                operator, _, host = word.partition(">")
            elif word in ("named", "inferred"):
                inferred = word == "inferred"
            elif re.fullmatch(r"x\d", word):
                mentions = int(word[1:])
            elif match := re.fullmatch(r"(>=|<=|~|)(\d+)", word):
                people = (int(match[2]), _BOUNDS[match[1]])
            else:
                statuses = tuple(word.split("|"))
        return cls(
            line, tuple(first.split("|")), operator or None, host or None, statuses, inferred,
            people, mentions,
        )  # fmt: skip

    def is_identity(self, base: Base) -> bool:
        """Whether it is the same base, or set of bases, or rightly none."""
        if self.ids == ("?",):
            return self._is_place(base)
        if self.ids == ("none",):
            return base.source == "text" and not base.candidates and self._is_place(base)
        if len(self.ids) > 1:
            wanted = {f"base:{base_id}" for base_id in self.ids}
            return base.lon is None and wanted <= set(base.candidates) and self._is_place(base)
        return base.id == f"base:{self.ids[0]}"

    def _is_place(self, base: Base) -> bool:
        return (self.operator is None or self.operator in base.operator) and (
            self.host is None or self.host == base.host
        )

    def is_right(self, base: Base) -> bool:
        """Whether everything asked for is right."""
        told = base.personnel and (base.personnel.value, base.personnel.bound)
        return (
            self.is_identity(base)
            and self._is_place(base)
            and base.status in self.statuses
            and self.inferred in (None, base.inferred)
            and self.people in (None, told)
            and self.mentions in (None, len(base.mentions))
        )


@dataclass(slots=True)
class Score:
    """Counts of a run; `misses` are lines to read."""

    right: int = 0
    expected: int = 0
    found: int = 0
    same_base: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    def add(self, item: dict[str, Any], findings: BaseFindings) -> None:
        wanted = [Expected.parse(line) for line in item["bases"]]
        left = list(findings.bases)
        self.expected += len(wanted)
        self.found += len(left)
        for one in wanted:
            match = next((base for base in left if one.is_right(base)), None)
            same = match or next((base for base in left if one.is_identity(base)), None)
            self.same_base += same is not None
            if match is not None:
                self.right += 1
                left.remove(match)
            else:
                self.misses.append(f"{item['id']} missed {one.line!r}: {item['text']}")
        for base in left:
            told = (base.id, base.operator, base.host, base.status, base.inferred, base.personnel)
            self.misses.append(f"{item['id']} found {told} {base.candidates[:4]}: {item['text']}")


def gold(half: str) -> list[dict[str, Any]]:
    """The sentences of a half, as the file has them."""
    import yaml

    items: list[dict[str, Any]] = yaml.safe_load(
        (GOLD / f"bases_gold_{half}.yaml").read_text(encoding="utf-8")
    )
    return items


def score(
    items: Sequence[dict[str, Any]], nlp: Language, register: Register, toponyms: ToponymFinder
) -> Score:
    """Run the gold sentences."""
    result = Score()
    for item in items:
        doc = nlp(item["text"])
        findings = find_bases(
            doc, item["text"], toponyms(doc, item["text"]), register,
            when=item["when"], document=item["id"],
        )  # fmt: skip
        result.add(item, findings)
    return result


def main() -> None:
    """Print accuracy, the register's counts and times."""
    from timeline.language import load_pipeline

    started = time.perf_counter()
    register = load_register()
    loaded = time.perf_counter() - started
    nlp = load_pipeline()
    finder = _finder()
    for half in HALVES:
        items = gold(half)
        started = time.perf_counter()
        result = score(items, nlp, register, finder)
        seconds = time.perf_counter() - started
        print(
            f"bases, {half}: {len(items)} sentences, precision {result.precision:.3f},"
            f" recall {result.recall:.3f}, same base {result.same_base}/{result.expected},"
            f" {seconds:.1f} s with spaCy"
        )
        if half == "dev" and "--misses" in sys.argv:
            print("\n".join(f"  {line}" for line in result.misses))
    first = [base for base in register if base.tier == 1]
    sources = Counter(base.source.partition(":")[0] for base in first)
    hosts = {base.host for base in first}
    foreign = sum(base.is_foreign for base in first)
    print(
        f"register: {len(first)} checked rows in {len(hosts)} countries, {foreign} foreign,"
        f" {dict(sorted(sources.items()))}; {len(register) - len(first)} airfields;"
        f" read in {loaded * 1000:.0f} ms"
    )


def _finder() -> ToponymFinder:
    from maps.gazetteer import open_gazetteer
    from maps.toponyms import find_toponyms

    gazetteer = open_gazetteer()
    return lambda doc, text: find_toponyms(doc, text, gazetteer)


if __name__ == "__main__":
    main()

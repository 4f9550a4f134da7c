"""Accuracy of base mentions on the gold sentences, and counts of the register.

A base is right when its tie, operator, host, status, people and number of mentions are as asked
(see the heads of `tests/data/bases_gold_dev.yaml` and `bases_blind_dev.yaml`). `main` prints
precision and recall for each half of each set; `--misses` lists those of the development halves,
never of the held-out ones.
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

from maps.bases import BaseFindings, Register, RegisteredBase, find_bases, load_register
from maps.bases.names import bare_cores, fold
from maps.features import Base, Bound
from maps.place import Toponym

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data"
#: The first set, written before the rules; and the blind set, by one who had not seen them.
SETS = (
    "gold_dev", "gold_held_out", "blind_dev", "blind_held_out", "later_dev", "later_held_out",
    "wide_dev", "third_dev", "third_held_out",
)  # fmt: skip
_BOUNDS: dict[str, Bound] = {"": "exact", ">=": "at_least", "~": "about", "<=": "at_most"}
ToponymFinder = Callable[["Doc", str], Sequence[Toponym]]


@dataclass(frozen=True, slots=True)
class Expected:
    """One base of a gold sentence, as its line says; empty tuples and None are not asked.

    `name` is the usual name of the base, `ids` are ids of the register; a line has one of them.
    """

    line: str
    ids: tuple[str, ...] = ()
    name: str | None = None
    operators: tuple[str, ...] = ()
    host: str | None = None
    statuses: tuple[str, ...] = ("exists",)
    inferred: bool | None = None
    people: tuple[int, Bound] | None = None
    mentions: tuple[int, ...] = ()
    is_optional: bool = False

    @classmethod
    def parse(cls, line: str) -> Expected:
        quoted = re.match(r'"([^"]+)"\s*', line)
        first, *rest = (line[quoted.end() :] if quoted else line).split()
        if quoted:
            told: dict[str, Any] = {"name": quoted[1]}
            rest = [first, *rest]
        else:
            told = {"ids": tuple(first.split("|"))}
        for word in rest:
            if ">" in word and not word.startswith(">="):
                operators, _, host = word.partition(">")
                told |= {"operators": tuple(filter(None, operators.split("|"))), "host": host}
            elif word in ("named", "inferred"):
                told["inferred"] = word == "inferred"
            elif match := re.fullmatch(r"(>=|<=|~|)(\d+)", word):
                told["people"] = (int(match[2]), _BOUNDS[match[1]])
            elif re.fullmatch(r"x\d(\|x\d)*", word):
                told["mentions"] = tuple(int(digit) for digit in re.findall(r"\d", word))
            elif word == "maybe":
                told["is_optional"] = True
            elif set(word.split("|")) != {"named", "inferred"}:
                told["statuses"] = tuple(word.split("|"))
        return cls(line, **told)

    def is_identity(self, base: Base, register: Register) -> bool:
        """Whether it is the same base, or set of bases, or rightly none."""
        if self.name is not None:
            row = register.get(base.id)
            return row is not None and _is_called(row, self.name, register)
        if self.ids == ("?",):
            return self._is_place(base)
        if self.ids == ("none",):
            return base.source == "text" and not base.candidates and self._is_place(base)
        if len(self.ids) > 1:
            wanted = {f"base:{base_id}" for base_id in self.ids}
            return base.lon is None and wanted <= set(base.candidates) and self._is_place(base)
        return base.id == f"base:{self.ids[0]}"

    def _is_place(self, base: Base) -> bool:
        return (not self.operators or bool(set(self.operators) & set(base.operator))) and (
            not self.host or self.host == base.host
        )

    def is_right(self, base: Base, register: Register) -> bool:
        """Whether everything asked for is right."""
        told = base.personnel and (base.personnel.value, base.personnel.bound)
        return (
            self.is_identity(base, register)
            and self._is_place(base)
            and base.status in self.statuses
            and self.inferred in (None, base.inferred)
            and self.people in (None, told)
            and (not self.mentions or len(base.mentions) in self.mentions)
        )


def _is_called(row: RegisteredBase, name: str, register: Register) -> bool:
    """Whether a row, or a part of it, has the name with or without its base words."""
    rows = [row, *(part for part in register if part.part_of == row.id)]
    names = {_key(known) for one in rows for known in _known_names(one)}
    return bool(names & {_key(known) for known in (name, *bare_cores([name]))})


def _key(name: str) -> str:
    """A name for comparing: "T-4" and "T4" are one."""
    return fold(name).replace("-", "").replace(" ", "")


def _known_names(row: RegisteredBase) -> tuple[str, ...]:
    return (*row.all_names, *row.bare_names, *bare_cores(row.all_names))


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

    def add(self, item: dict[str, Any], findings: BaseFindings, register: Register) -> None:
        lines = [Expected.parse(line) for line in item["bases"]]
        optional = [one for one in lines if one.is_optional]
        wanted = [one for one in lines if not one.is_optional]
        left = list(findings.bases)
        self.expected += len(wanted)
        for one in wanted:
            match = next((base for base in left if one.is_right(base, register)), None)
            same = match or next((base for base in left if one.is_identity(base, register)), None)
            self.same_base += same is not None
            if match is not None:
                self.right += 1
                self.found += 1
                left.remove(match)
            else:
                self.misses.append(f"{item['id']} missed {one.line!r}: {item['text']}")
        # What is asked comes first: a "?" that may be told must not swallow a base that has to be.
        left = [
            base for base in left if not any(one.is_identity(base, register) for one in optional)
        ]
        self.found += len(left)
        for base in left:
            told = (base.id, base.operator, base.host, base.status, base.inferred, base.personnel)
            self.misses.append(f"{item['id']} found {told} {base.candidates[:4]}: {item['text']}")


def gold(name: str) -> list[dict[str, Any]]:
    """The sentences of a half of a set (`SETS`), as the file has them."""
    import yaml

    items: list[dict[str, Any]] = yaml.safe_load(
        (GOLD / f"bases_{name}.yaml").read_text(encoding="utf-8")
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
        result.add(item, findings, register)
    return result


def main() -> None:
    """Print accuracy, the register's counts and times."""
    from timeline.language import load_pipeline

    started = time.perf_counter()
    register = load_register()
    loaded = time.perf_counter() - started
    nlp = load_pipeline()
    finder = _finder()
    for name in SETS:
        items = gold(name)
        started = time.perf_counter()
        result = score(items, nlp, register, finder)
        seconds = time.perf_counter() - started
        print(
            f"bases, {name}: {len(items)} sentences, precision {result.precision:.3f},"
            f" recall {result.recall:.3f}, same base {result.same_base}/{result.expected},"
            f" {seconds:.1f} s with spaCy"
        )
        if name.endswith("dev") and "--misses" in sys.argv:
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

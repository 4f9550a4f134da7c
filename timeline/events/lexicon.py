"""The word lists of the event rules, read from `timeline/events/data`.

Each table is a CSV file whose leading `#` lines tell where it comes from and what its columns mean.
Users may hand in rows of their own (same columns), which are asked before ours.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

from maps.features import Kind

#: What a governing word does to the truth of what it governs.
Effect = Literal["says", "claims", "denies", "plans", "possible", "fails", "implies"]
#: What a light verb does to the event its noun names.
Phase = Literal["happens", "ends", "fails", "plans"]

#: A row of a user's own: part of speech, lemma, kind, needs, unless, group; the last three may be
#: left out.
TriggerRow = tuple[str, ...]

#: Part of speech → the conditions its rows may make, and whether each needs words.
GUARDS: Mapping[str, Mapping[str, bool]] = {
    "verb": {
        "object": False, "subject": True, "particle": True, "prep": True, "with": True,
        "person": False, "passive": False, "complement": False,
    },
    "noun": {
        "plural": False, "of": True, "mod": True, "prep": True, "followed": True, "near": True,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guard:
    """One condition on a trigger's surroundings: `object:a|b` has name `object`, words {a, b}."""

    name: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trigger:
    """One sense of a word that tells of an event.

    Attributes:
        needs: guards that must all hold. unless: guards of which none may hold.
        group: nouns of one group take up each other ("clashes … the fighting").
    """

    lemma: str
    kind: Kind
    needs: tuple[Guard, ...] = ()
    unless: tuple[Guard, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All the words the rules know. Lists are by lemma, see the headers of the files."""

    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    embedding: Mapping[str, Effect]
    embedding_passive: Mapping[str, Effect]
    embedding_nouns: Mapping[str, Effect]
    clause_words: Mapping[str, Effect]
    gerund_words: Mapping[str, Effect]
    noun_words: Mapping[str, Effect]
    light_verbs: Mapping[str, Mapping[str, Phase]]
    words: Mapping[str, frozenset[str]]

    @property
    def harmful_nouns(self) -> frozenset[str]:
        """Nouns of attacks, accidents and disasters."""
        return _harmful(tuple(self.nouns.items()))


@cache
def _harmful(nouns: tuple[tuple[str, tuple[Trigger, ...]], ...]) -> frozenset[str]:
    kinds = {"assault", "accident", "disaster"}
    return frozenset(lemma for lemma, senses in nouns if kinds & {s.kind for s in senses})


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines))


def _guards(cell: str) -> tuple[Guard, ...]:
    """`object:fire|siege person` → two guards."""
    guards = []
    for item in cell.split():
        name, _, words = item.partition(":")
        guards.append(Guard(name, frozenset(words.split("|")) if words else frozenset()))
    return tuple(guards)


def _triggers(rows: Iterable[Mapping[str, str]]) -> Mapping[str, tuple[Trigger, ...]]:
    found: dict[str, list[Trigger]] = defaultdict(list)
    kinds = get_args(Kind)
    for row in rows:
        if row["kind"] not in kinds:
            raise ValueError(f"{row['lemma']}: no such kind of event: {row['kind']}")
        found[row["lemma"]].append(
            Trigger(
                lemma=row["lemma"],
                kind=cast(Kind, row["kind"]),
                needs=_guards(row.get("needs") or ""),
                unless=_guards(row.get("unless") or ""),
                group=row.get("group") or row["lemma"],
            )
        )
    return {lemma: tuple(senses) for lemma, senses in found.items()}


def _effects(rows: Iterable[Mapping[str, str]], column: str, value: str) -> Mapping[str, Effect]:
    """The word of each row that has `value` in `column`, with what it does to the truth."""
    chosen = [row for row in rows if row[column] == value]
    return {row.get("lemma") or row["word"]: cast(Effect, row["effect"]) for row in chosen}


@cache
def load_lexicon(extra: Sequence[TriggerRow] = ()) -> Lexicon:
    """The shipped lexicon, with rows of the user before it.

    Raises ValueError for a kind that the contract does not have.
    """
    own: dict[str, list[dict[str, str]]] = {"verb": [], "noun": []}
    for part, lemma, kind, *guards in extra:
        needs, unless, group = [*guards, "", "", ""][:3]
        row = {"lemma": lemma, "kind": kind, "needs": needs, "unless": unless, "group": group}
        own[part].append(row)
    embedding = _rows("embedding.csv")
    adjectives = _rows("adjectives.csv")
    light: dict[str, dict[str, Phase]] = defaultdict(dict)
    for row in _rows("light_verbs.csv"):
        light[row["lemma"]][row["noun"]] = cast(Phase, row["phase"])
    return Lexicon(
        verbs=_triggers([*own["verb"], *_rows("verbs.csv")]),
        nouns=_triggers([*own["noun"], *_rows("nouns.csv")]),
        embedding=_effects(embedding, "voice", "any"),
        embedding_passive=_effects(embedding, "voice", "passive"),
        embedding_nouns=_effects(embedding, "voice", "noun"),
        clause_words=_effects(adjectives, "on", "clause"),
        gerund_words=_effects(adjectives, "on", "gerund"),
        noun_words=_effects(adjectives, "on", "noun"),
        light_verbs=light,
        words={row["list"]: frozenset(row["words"].split()) for row in _rows("words.csv")},
    )

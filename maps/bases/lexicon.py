"""The words of `data/base_words.yaml` and `data/base_operators.csv`, ready for matching."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from maps.features import BaseKind, Bound

CountryForm = Literal["name", "adjective", "people", "metonym", "place"]


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that can head a phrase for a base; see the data file for the three sorts."""

    word: str
    kind: BaseKind | None
    plural: bool
    sure: bool
    plain: bool
    needs: frozenset[str]
    needs_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon. Sets hold lower-case words; patterns match whole words, longest first."""

    heads: Mapping[str, Head]
    modifiers: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]
    bounds: tuple[tuple[re.Pattern[str], Bound], ...]


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for one of the phrases as whole words, longest first."""
    listed = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    escaped = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in listed)
    return rf"(?<![\w'’])(?:{escaped})(?![\w'’])"


def _flatten(value: Mapping[str, Any], prefix: str = "") -> dict[str, list[str]]:
    flat: dict[str, list[str]] = {}
    for key, item in value.items():
        if isinstance(item, list):
            flat[f"{prefix}{key}"] = [str(word) for word in item]
        elif isinstance(item, dict) and key not in ("heads", "modifiers_by_kind"):
            flat.update(_flatten(item, f"{prefix}{key}."))
    return flat


@cache
def load_words() -> Words:
    """The lexicon of `data/base_words.yaml`."""
    import yaml

    text = (files("maps") / "data" / "base_words.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    heads = {
        word: Head(
            word=word,
            kind=entry.get("kind"),
            plural=bool(entry.get("plural")),
            sure=bool(entry.get("sure")),
            plain=bool(entry.get("plain")),
            needs=frozenset(entry.get("with", ())),
            needs_of=frozenset(entry.get("of", ())),
        )
        for word, entry in data["heads"].items()
    }
    lists = _flatten({key: value for key, value in data.items() if key != "heads"})
    return Words(
        heads=heads,
        modifiers={word: kind for kind, listed in data["modifiers"].items() for word in listed},
        sets={key: frozenset(listed) for key, listed in lists.items()},
        patterns={key: re.compile(any_of(listed), re.IGNORECASE) for key, listed in lists.items()},
        bounds=tuple(
            (re.compile(any_of(listed), re.IGNORECASE), bound)
            for bound, listed in data["bounds"].items()
        ),
    )


def _operator_rows() -> list[dict[str, str]]:
    text = (files("maps") / "data" / "base_operators.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@cache
def operator_groups() -> Mapping[str, str]:
    """Class of operators for the map, by code; codes that are not listed are "other"."""
    return {row["code"]: row["group"] for row in _operator_rows()}


@cache
def country_words() -> tuple[re.Pattern[str], Mapping[str, tuple[str, frozenset[CountryForm]]]]:
    """Words for states: a pattern that finds them, and the code and forms of each."""
    forms: dict[str, tuple[str, set[CountryForm]]] = {}
    columns: tuple[tuple[str, CountryForm], ...] = (
        ("names", "name"), ("adjectives", "adjective"), ("people", "people"),
        ("metonyms", "metonym"),
    )  # fmt: skip
    for row in _operator_rows():
        for column, form in columns:
            for word in filter(None, (row[column] or "").split(";")):
                forms.setdefault(word, (row["code"], set()))[1].add(form)
    pattern = re.compile(any_of(forms).replace(r"(?![\w'’])", r"(?!\w)"))
    return pattern, {word: (code, frozenset(found)) for word, (code, found) in forms.items()}

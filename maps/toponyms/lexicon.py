"""The words around place names (`maps/data/toponym_words.yaml`), read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from maps.gazetteer.paths import DATA
from maps.gazetteer.tables import read_table
from maps.place import Level

#: Levels that a cue allows. English "district" or "region" is a county here, a state there, and
#: "the states of Russia and Armenia" are countries.
CUE_LEVELS: Mapping[str, frozenset[Level]] = {
    "county": frozenset(("county", "district")),
    "district": frozenset(("district", "county", "state", "city")),
    "state": frozenset(("state", "region")),
    "states": frozenset(("state", "region", "country")),
    "city": frozenset(("city", "district")),
    "country": frozenset(("country",)),
    "water": frozenset(("water",)),
    "natural": frozenset(("natural", "region")),
    "site": frozenset(("site", "base")),
    "street": frozenset(("site",)),
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cue words as sets and maps of gazetteer folds."""

    kinds: Mapping[str, str]
    leading: Mapping[str, str]
    leading_of: Mapping[str, str]
    civic: frozenset[str]
    brands: frozenset[str]
    teams: frozenset[str]
    titles: frozenset[str]
    prepositions: frozenset[str]
    strong_prepositions: frozenset[str]
    parts: frozenset[str]
    saying: frozenset[str]
    links: frozenset[str]
    foreign_links: frozenset[str]
    calendar: frozenset[str]
    locals: frozenset[str]
    offices: frozenset[str]
    scene_verbs: frozenset[str]
    talks: frozenset[str]
    locatives: frozenset[str]
    reaching: frozenset[str]
    contests: frozenset[str]
    races: frozenset[str]
    belonging: frozenset[str]
    landforms: frozenset[str]
    plurals: Mapping[str, str]
    given: frozenset[str]
    functions: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    import yaml

    with (DATA / "toponym_words.yaml").open(encoding="utf-8") as file:
        raw = cast("dict[str, dict[str, list[str]] | list[str]]", yaml.safe_load(file))
    kinds = cast("dict[str, list[str]]", raw.pop("kinds"))
    leading = cast("dict[str, list[str]]", raw.pop("leading"))
    plurals = cast("dict[str, list[str]]", raw.pop("plurals"))
    sets = {name: frozenset(map(_word, words)) for name, words in raw.items()}
    sets["given"] |= {row["name"] for row in read_table("common_words.csv") if row["given"]}
    before = {word: cue for cue, words in leading.items() for word in map(_word, words)}
    return Lexicon(
        kinds={_word(word): cue for cue, words in kinds.items() for word in words},
        leading={word: cue for word, cue in before.items() if not word.endswith(" of")},
        leading_of={
            word.removesuffix(" of"): cue for word, cue in before.items() if word.endswith(" of")
        },
        plurals={_word(word): cue for cue, words in plurals.items() for word in words},
        **sets,
    )


def _word(value: object) -> str:
    """YAML reads a bare `on` or `y` as true: those words are quoted in the file."""
    if not isinstance(value, str):
        raise TypeError(f"toponym_words.yaml: quote the word that YAML reads as {value!r}")
    return value

"""The spot where a bare name of the register stands, and what is known of it there.

`maps.bases.standing` asks these facts to tell whether the base is meant or its town.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from maps.bases.lexicon import any_of, load_words
from maps.bases.names import NameHit
from maps.bases.register import RegisteredBase
from maps.bases.story import Scene
from maps.bases.surroundings import Surroundings
from maps.features import BaseKind

_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
#: "from Incirlik and " before "Diyarbakir": the list's members stand as its first does.
_LISTED = re.compile(
    r"(?:[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,2}\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s+or\s+))+$"
)
_CASED = frozenset(
    {"ships", "hardware", "combat_aircraft", "works", "abbreviated_before", "abbreviated_after"}
)


@cache
def standing_patterns() -> Mapping[str, re.Pattern[str]]:
    """The expressions of `data/base_standing.yaml`."""
    import yaml

    text = (files("maps") / "data" / "base_standing.yaml").read_text(encoding="utf-8")
    people = any_of(load_words().sets["military_people"])
    camps = any_of(load_words().sets["other_senses.camps"])
    return {
        name: re.compile(
            "|".join(alternatives)
            .replace("{military_people}", people)
            .replace("{other_camps}", camps),
            0 if name in _CASED else re.IGNORECASE,
        )
        for name, alternatives in yaml.safe_load(text).items()
    }


def is_military(text: str) -> bool:
    """Whether soldiers, weapons, warplanes, warships or a flag are spoken of."""
    patterns = standing_patterns()
    return bool(
        patterns["hardware"].search(text)
        or load_words().patterns["military_people"].search(text)
        or patterns["flag"].search(text)
    )


def kind_of_craft(text: str) -> BaseKind | None:
    """Air or naval, when a text speaks of aircraft alone or of ships alone."""
    patterns = standing_patterns()
    flies = patterns["combat_aircraft"].search(text) or patterns["aircraft"].search(text)
    if bool(flies) == bool(patterns["ships"].search(text)):
        return None
    return "air" if flies else "naval"


def is_entity(around: Surroundings, hit: NameHit, labels: frozenset[str]) -> bool:
    """Whether spaCy takes a word of the name for an entity of such a label."""
    span = around.doc.char_span(hit.start, hit.end, alignment_mode="expand")
    return span is not None and any(token.ent_type_ in labels for token in span)


def town_population(hit: NameHit, around: Surroundings) -> int | None:
    """Inhabitants of the place that a toponym sees at the name; None when it sees none."""
    hosts = {base.host for base in hit.bases}
    for item in around.countries:
        covers = item.start <= hit.start and hit.end <= item.end
        # A namesake in another state is no reason against the base's own town.
        if item.place is not None and covers and item.place.country in hosts:
            return item.place.population
    return None


@dataclass(frozen=True)
class Spot:
    """A name in its sentence, with the rows of the first tier that it may mean."""

    scene: Scene
    hit: NameHit
    rows: tuple[RegisteredBase, ...]

    @cached_property
    def clause(self) -> tuple[int, int]:
        return self.scene.clause(self.hit.start)

    @cached_property
    def before(self) -> str:
        """The clause up to the name and to the names listed with it."""
        return _LISTED.sub("", self.scene.story.text[self.clause[0] : self.hit.start])

    @cached_property
    def after(self) -> str:
        return self.scene.story.text[self.hit.end : self.clause[1]]

    @cached_property
    def text(self) -> str:
        """The whole clause."""
        return self.scene.story.text[slice(*self.clause)]

    @cached_property
    def sentence(self) -> str:
        return self.scene.story.text[slice(*self.scene.span)]

    @cached_property
    def is_person(self) -> bool:
        """Whether spaCy takes it for a person, and no town of the base's state has the name."""
        taken = is_entity(self.scene.around, self.hit, frozenset({"PERSON"}))
        return taken and self.population is None

    @cached_property
    def is_place(self) -> bool:
        return is_entity(self.scene.around, self.hit, _PLACE_ENTITIES)

    @cached_property
    def population(self) -> int | None:
        return town_population(self.hit, self.scene.around)

    @cached_property
    def hosts(self) -> frozenset[str | None]:
        return frozenset(base.host for base in self.rows)

    @property
    def has_foreign(self) -> bool:
        return any(base.is_foreign for base in self.rows)

    def has_kind(self, *kinds: str) -> bool:
        return any(base.kind in kinds for base in self.rows)

    def is_smaller_than(self, inhabitants: int) -> bool:
        """Whether the town of the name is, or none is known."""
        return (self.population or 0) < inhabitants

    def finds(self, name: str, text: str) -> bool:
        return standing_patterns()[name].search(text) is not None

    @cached_property
    def told(self) -> frozenset[str | None]:
        """The states that the clause names."""
        return frozenset(item.code for item in self.scene.around.between(*self.clause))

    def tells_whose(self, rows: tuple[RegisteredBase, ...] | None = None) -> bool:
        """Whether the clause names the host or an operator of a row, beside the name itself."""
        codes = {
            code
            for base in (self.rows if rows is None else rows)
            for code in (*base.operators, base.host)
        }
        return any(
            item.code in codes and not (item.start <= self.hit.start < item.end)
            for item in self.scene.around.between(*self.clause)
        )

    @cached_property
    def tells_operator_abroad(self) -> bool:
        """Whether the clause names a state that runs such a base in another."""
        return any(
            base.is_foreign and self.told & set(base.operators) - {base.host} for base in self.rows
        )

    def names_host(self) -> bool:
        """Whether the sentence names the host, beside the name itself."""
        return any(
            item.code in self.hosts and not item.start <= self.hit.start < item.end
            for item in self.scene.around.countries
        )

    def is_elsewhere(self) -> bool:
        """Whether the name was found to be another state's place, and no host is told."""
        away = any(
            item.place is not None
            and item.place.country is not None
            and item.place.country not in self.hosts
            for item in self.scene.around.countries
            if item.start <= self.hit.start and self.hit.end <= item.end
        )
        return away and not self.tells_whose()

"""The sentence around a phrase, and the value of what is read from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from maps.bases.countries import CountryMention
from maps.bases.phrases import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc

OperatorHow = Literal["phrase", "possessive", "pronoun", "subject", "agent", "presence"]
HostHow = Literal["place", "subject", "soil", "before", "after", "anaphor", "phrase"]

#: What stands between the members of a list: ", ", " and in ", " or the " …
LIST_GAP = re.compile(
    r"\s*(?:,\s*(?:and\s+|or\s+|nor\s+)?|\s+(?:and|or|nor)\s+|\s*/\s*)(?:the\s+|in\s+|on\s+|at\s+)*",
    re.IGNORECASE,
)
_CLAUSE_BREAK = re.compile(
    r"[;:]\s|\s[—–-]\s|,\s+(?:but|while|whereas|although|though)\s|\s(?:but|while|whereas)\s"
)


@dataclass(frozen=True, slots=True)
class Operator:
    """A state that runs the base, how that was read, and where it is named."""

    code: str
    how: OperatorHow
    start: int


@dataclass(frozen=True, slots=True)
class Host:
    """A host as read: the state, and the smaller place in it when one is named."""

    code: str | None
    how: HostHow
    start: int
    end: int
    mention: CountryMention | None = None


@dataclass(slots=True)
class Reading:
    """What the words around a phrase say.

    Attributes:
        either: a state that may be operator or host ("the Djibouti base").
        clause: the part of the sentence that the phrase stands in.
        tail_end: where the place phrase after the head ends.
        others: the states of the sentence, for where the operator turns out not to fit.
        unknown: the name of a place after the head that no gazetteer knows.
    """

    operators: list[Operator] = field(default_factory=list)
    hosts: list[Host] = field(default_factory=list)
    either: CountryMention | None = None
    clause: tuple[int, int] = (0, 0)
    tail_end: int = 0
    others: tuple[str, ...] = ()
    unknown: str | None = None

    def add_operator(self, mention: CountryMention, how: OperatorHow) -> None:
        if mention.code and all(known.code != mention.code for known in self.operators):
            self.operators.append(Operator(mention.code, how, mention.start))

    def add_host(self, mention: CountryMention, how: HostHow) -> None:
        # "Manila granted …": a capital that acts is no place.
        where = None if how == "subject" and mention.is_any("metonym") else mention
        self.hosts.append(Host(mention.code, how, mention.start, mention.end, where))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A sentence with all that was found in it.

    Attributes:
        name_spans: where names of the register stand.
        name_hosts: the state of the bases so called, by the offset that a name starts at.
        last_actor, last_host: states told in sentences before.
    """

    doc: Doc
    text: str
    start: int
    end: int
    countries: Sequence[CountryMention]
    phrases: Sequence[Phrase]
    name_spans: Sequence[tuple[int, int]]
    last_actor: str | None = None
    last_host: str | None = None
    name_hosts: Mapping[int, str] = field(default_factory=dict)

    def between(self, start: int, end: int) -> list[CountryMention]:
        return [item for item in self.countries if start <= item.start and item.end <= end]


def clause_of(text: str, start: int, end: int, position: int) -> tuple[int, int]:
    """The part of a sentence, between breaks such as ";" and "but", that holds `position`."""
    first, last = start, end
    for match in _CLAUSE_BREAK.finditer(text, start, end):
        if match.end() <= position:
            first = match.end()
        elif match.start() >= position:
            last = match.start()
            break
    return first, last

"""The register of military bases as a value: look-ups by id, country, place and year.

Reading its files is in `maps.bases.files`, finding its names in texts in `maps.bases.names`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from maps.features import BaseKind
from maps.sphere import distance_km


@dataclass(frozen=True, slots=True)
class Term:
    """Who ran a base from when to when; None = not known, or still there."""

    operator: tuple[str, ...]
    opened: int | None = None
    closed: int | None = None

    def covers(self, year: int) -> bool:
        return (self.opened is None or self.opened <= year) and (
            self.closed is None or self.closed >= year
        )


@dataclass(frozen=True, slots=True)
class RegisteredBase:
    """One row of the register.

    Attributes:
        id: slug, unique in a register; a feature's id is `base:` and this.
        aliases: other names, native scripts too, that mean the base wherever they stand.
        bare_names: names it shares with a town or a person; they count beside a base word only.
        service: "air force", "navy", "joint" …, or None.
        operator: ISO 3166 alpha-2 codes of the states that run it, the main one first; empty for
            an organisation's base (the note says whose).
        host: code of the state it lies in, the internationally recognised one; None where no
            state is recognised (the note says so).
        part_of: id of the larger base it belongs to and counts as, or None.
        opened, closed: years for this operator; None = not known, or still open.
        periods: who ran it when, where that changed; empty = `operator` from `opened` to `closed`.
        lon, lat, precision_km: where, and how far the true site may lie from there.
        personnel: a usual strength, to tell bases apart; None when not known.
        certainty: 0–1, that the row is right as a whole.
        source: `ourairports:IDENT`, `geonames:ID`, `approximate`, or a user's file.
        checked: what the row was checked against, in words.
        verified: the checks it passed, see `maps.bases.verifying`.
        tier: 1 checked row, 2 computed from OurAirports (no operator; `closed` is the year of the
            table, not of the base).
    """

    id: str
    name: str
    kind: BaseKind
    lon: float
    lat: float
    aliases: tuple[str, ...] = ()
    bare_names: tuple[str, ...] = ()
    service: str | None = None
    operator: tuple[str, ...] = ()
    host: str | None = None
    part_of: str | None = None
    opened: int | None = None
    closed: int | None = None
    periods: tuple[Term, ...] = ()
    precision_km: float = 5.0
    personnel: int | None = None
    certainty: float = 0.5
    source: str = ""
    checked: str = ""
    verified: tuple[str, ...] = ()
    note: str = ""
    tier: int = 1

    @property
    def feature_id(self) -> str:
        return f"base:{self.id}"

    @property
    def is_foreign(self) -> bool:
        """Whether a state runs it, or ran it once, that is not its host."""
        return any(code != self.host for code in self.operators)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Who ran it from when to when: one term at least."""
        return self.periods or (Term(self.operator, self.opened, self.closed),)

    @property
    def operators(self) -> tuple[str, ...]:
        """All who ever ran it, today's first."""
        later = (code for term in self.terms for code in term.operator)
        return tuple(dict.fromkeys((*self.operator, *later)))

    @property
    def all_names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    def is_open(self, year: int | None, operator: str | None = None) -> bool:
        """Whether it was open at some time of `year`; True when the year is not known.

        With `operator`, whether that state ran it then. A closed airfield of the second tier has
        no year of its own: it counts as closed.
        """
        if self.tier > 1 and self.closed is not None:
            return False
        if year is None:
            return True
        return any(term.covers(year) for term in self._terms_of(operator))

    def _terms_of(self, operator: str | None) -> tuple[Term, ...]:
        """All terms, or those of one operator."""
        own = tuple(term for term in self.terms if operator in term.operator)
        return self.terms if operator is None else own

    def had_closed(self, year: int | None, operator: str | None = None) -> bool:
        """Whether a term, of `operator` if given, had ended by `year` (by now when None)."""
        return any(
            term.closed is not None and (year is None or term.closed <= year)
            for term in self._terms_of(operator)
        )

    def term(self, year: int | None, *, closed: bool = False, operator: str | None = None) -> Term:
        """The term that a text of `year` speaks of: who ran the base then, all together.

        Args:
            year: of the text; None = today.
            closed: the text says that it was closed: the last term that had ended by then.
            operator: a state that the text names as the one that runs it.
        """
        own = self._terms_of(operator) or self.terms
        ended = [term for term in own if term.closed and (year is None or term.closed <= year)]
        if closed and ended:
            return max(ended, key=lambda term: term.closed or 0)
        if year is None:
            today = Term(self.operator, self.opened, self.closed)
            return own[-1] if operator and operator not in self.operator else today
        running = [term for term in self.terms if term.covers(year)]
        codes = tuple(dict.fromkeys(code for term in running for code in term.operator))
        if running and (operator is None or operator in codes or own == self.terms):
            main = next((term for term in running if term.operator[:1] == codes[:1]), running[0])
            return Term(codes, main.opened, main.closed)
        return max(ended, key=lambda term: term.closed or 0) if ended else own[0]


class Register:
    """All registered bases, in the order of their ids; immutable."""

    def __init__(self, bases: Iterable[RegisteredBase]) -> None:
        self.bases: tuple[RegisteredBase, ...] = tuple(sorted(bases, key=lambda base: base.id))
        self._by_id = {base.id: base for base in self.bases}
        self._by_operator: dict[str, list[RegisteredBase]] = {}
        self._by_host: dict[str, list[RegisteredBase]] = {}
        for base in self.bases:
            for code in base.operators:
                self._by_operator.setdefault(code, []).append(base)
            if base.host is not None:
                self._by_host.setdefault(base.host, []).append(base)

    def __len__(self) -> int:
        return len(self.bases)

    def __iter__(self) -> Iterator[RegisteredBase]:
        return iter(self.bases)

    def get(self, base_id: str) -> RegisteredBase | None:
        """By id, with or without the `base:` of features."""
        return self._by_id.get(base_id.removeprefix("base:"))

    def root(self, base: RegisteredBase) -> RegisteredBase:
        """The base that it counts as: itself, or what it is part of."""
        seen = {base.id}
        while base.part_of is not None and base.part_of in self._by_id:
            base = self._by_id[base.part_of]
            if base.id in seen:
                break
            seen.add(base.id)
        return base

    def run_by(self, operator: str) -> Sequence[RegisteredBase]:
        return self._by_operator.get(operator, ())

    def hosted_by(self, host: str) -> Sequence[RegisteredBase]:
        return self._by_host.get(host, ())

    def near(self, lon: float, lat: float, km: float) -> tuple[RegisteredBase, ...]:
        """Bases within `km` kilometres, nearest first."""
        margin = km / 111.0 + 0.01
        found = [
            (distance_km(lon, lat, base.lon, base.lat), base.id, base)
            for base in self.bases
            if abs(base.lat - lat) <= margin
        ]
        return tuple(base for distance, _, base in sorted(found) if distance <= km)

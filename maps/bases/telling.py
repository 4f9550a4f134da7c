"""What one sentence tells of a base: by name, or by description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from maps.bases.changes import Change
from maps.bases.names import NameHit, fold
from maps.bases.phrases import Phrase
from maps.bases.register import Register, RegisteredBase, Term
from maps.bases.surroundings import HostHow, OperatorHow
from maps.bases.tying import Description, Fit
from maps.features import BaseKind, BaseStatus, Personnel

#: How sure each way of reading an operator or a host is.
_OPERATOR_WEIGHT: dict[OperatorHow | None, float] = {
    "phrase": 1.0, "possessive": 1.0, "agent": 0.95, "subject": 0.95, "pronoun": 0.9,
    "presence": 0.8, None: 0.7,
}  # fmt: skip
_HOST_WEIGHT: dict[HostHow | None, float] = {
    "place": 1.0, "soil": 1.0, "phrase": 0.95, "subject": 0.95, "before": 0.85, "after": 0.85,
    "anaphor": 0.8, None: 0.6,
}  # fmt: skip
_BARE = 0.95
_DESCRIBED = 0.9
_SET = 0.4
_RIVALLED = 0.85
_UNREGISTERED = 0.35


@dataclass(slots=True)
class Told:
    """One mention. `fits` are the rows that fit; with one, it is tied to that row's root.

    `change` is the opening or closing that its clause tells.
    """

    start: int
    end: int
    sentence: tuple[int, int]
    index: int
    fits: tuple[Fit, ...]
    named: bool
    operator: tuple[str, ...]
    host: str | None
    kind: BaseKind | None
    status: BaseStatus
    personnel: Personnel | None
    certainty: float
    reason: str
    plural: bool = False
    wanted: Description | None = None
    change: Change | None = None
    year: int | None = None

    @property
    def term(self) -> Term | None:
        """Who ran the base that it is tied to, at the time the text speaks of."""
        if self.tied is None:
            return None
        codes = self.wanted.operator if self.wanted else None
        return self.tied.root.term(self.year, closed=self.status == "closed", operator=codes)

    @property
    def root_ids(self) -> set[str]:
        return {fit.root.id for fit in self.fits}

    @property
    def tied(self) -> Fit | None:
        return self.fits[0] if len(self.fits) == 1 else None

    @property
    def feature_id(self) -> str:
        if self.tied is not None:
            return self.tied.root.feature_id
        parts = [*sorted(self.operator), self.host or "", self.kind or ""]
        if not self.fits:
            place = self.wanted.place if self.wanted else None
            unknown = self.wanted.unknown if self.wanted else None
            parts.append("-".join(fold(place.name if place else unknown or "").split()))
            parts.append(self.status if self.status in ("planned", "denied") else "")
        label = "any" if self.fits else "told"
        return "base:" + "-".join([label, *(part.lower() for part in parts if part)])

    def again(
        self,
        span: tuple[int, int],
        sentence: tuple[int, int],
        index: int,
        status: BaseStatus,
        personnel: Personnel | None,
    ) -> Told:
        """A later mention of the same base."""
        return replace(
            self, start=span[0], end=span[1], sentence=sentence, index=index,
            status=self.status if status == "exists" or not self.fits else status,
            personnel=personnel,
        )  # fmt: skip


def named(
    register: Register,
    owners: Sequence[RegisteredBase],
    text: str,
    hit: NameHit,
    *,
    span: tuple[int, int],
    sentence: tuple[int, int],
    index: int,
    status: BaseStatus,
    year: int | None,
    personnel: Personnel | None,
) -> Told:
    """A mention by name."""
    fits = {register.root(base).id: Fit(register.root(base), base) for base in reversed(owners)}
    listed = tuple(fits[key] for key in sorted(fits))
    first = listed[0]
    written = text[hit.start : hit.end]
    reason = f"Named in the text as “{written}”."
    if first.base is not first.root:
        reason = f"Named in the text as “{written}”: {first.base.name}, part of {first.root.name}."
    if len(listed) > 1:
        reason = f"“{written}” is a name of {len(listed)} registered bases."
    closed = None if first.root.is_open(year) else first.base.term(year).closed
    if status == "exists" and year is not None and closed is not None and closed < year:
        status = "closed"
        reason += f" By the register it closed in {closed}."
    certainty = first.base.certainty * (_BARE if hit.bare else 1.0)
    operator = first.root.term(year, closed=status == "closed").operator
    return Told(
        *span, sentence, index, listed, True, operator, first.root.host,
        first.base.kind, status, personnel, certainty if len(listed) == 1 else _SET, reason,
        year=year,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manner:
    """Where a description stands, and how its operator and host were read."""

    span: tuple[int, int]
    sentence: tuple[int, int]
    index: int
    operator_how: OperatorHow | None
    host_how: HostHow | None


def described(
    wanted: Description, fits: Sequence[Fit], phrase: Phrase, text: str, manner: Manner
) -> Told:
    """A mention by description, tied when one row fits."""
    weight = _OPERATOR_WEIGHT[manner.operator_how] * _HOST_WEIGHT[manner.host_how]
    words = text[phrase.start : phrase.end]
    operator: tuple[str, ...] = (wanted.operator,) if wanted.operator else ()
    host, kind = wanted.host, wanted.kind
    if len(fits) == 1:
        fit = fits[0]
        certainty = _DESCRIBED * weight * fit.base.certainty * (_RIVALLED if fit.rivals else 1.0)
        reason = _one_reason(words, wanted, fit)
        term = fit.root.term(wanted.year, closed=wanted.status == "closed")
        operator, host = operator or term.operator, host or fit.root.host
        kind = kind or fit.base.kind
    elif fits:
        certainty = _SET * weight
        hosts = {fit.base.host for fit in fits}
        host = host or (next(iter(hosts)) if len(hosts) == 1 else None)
        reason = f"“{words}” is not named; {len(fits)} registered bases fit{_by(wanted)}."
    else:
        certainty = _UNREGISTERED * weight
        reason = f"“{words}” is not named, and no registered base fits{_by(wanted)}."
        if wanted.unknown:
            reason = f"“{words}” is not named, and {wanted.unknown} is no place that is known."
        if wanted.status in ("planned", "denied"):
            reason = f"“{words}” is told as {wanted.status}; it is tied to no registered base."
    return Told(
        *manner.span, manner.sentence, manner.index, tuple(fits), False, operator, host, kind,
        wanted.status, wanted.personnel, round(certainty, 3), reason, phrase.plural, wanted,
        year=wanted.year,
    )  # fmt: skip


def _by(wanted: Description) -> str:
    parts = []
    if wanted.operator:
        parts.append(f"operator {wanted.operator}")
    if wanted.host:
        parts.append(f"host {wanted.host}")
    if wanted.place:
        parts.append(f"place {wanted.place.name}")
    if wanted.kind:
        parts.append(f"kind {wanted.kind}")
    if wanted.year:
        parts.append(f"year {wanted.year}")
    return f" by {', '.join(parts)}" if parts else ""


def _one_reason(words: str, wanted: Description, fit: Fit) -> str:
    base = fit.base.name if fit.base is fit.root else f"{fit.base.name}, part of {fit.root.name},"
    if fit.rivals:
        others = "another fits" if len(fit.rivals) == 1 else f"{len(fit.rivals)} others fit"
        return (
            f"“{words}” is not named; {base} is the best known registered base that"
            f" fits{_by(wanted)}; {others} with less certainty."
        )
    return f"“{words}” is not named; {base} is the only registered base that fits{_by(wanted)}."

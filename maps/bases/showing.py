"""Registered bases as features, for maps that show more than the texts mention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from maps.bases.register import Register, RegisteredBase
from maps.features import Base, BaseKind, Personnel

Show = Literal["mentioned", "nearby", "all"]


def as_feature(base: RegisteredBase, year: int | None = None) -> Base:
    """A row as a feature without mentions, as it was in `year`."""
    term = base.term(year)
    return Base(
        id=base.feature_id,
        name=base.name,
        lon=base.lon,
        lat=base.lat,
        aliases=base.aliases,
        base_kind=base.kind,
        service=base.service,
        operator=term.operator,
        host=base.host,
        opened=None if term.opened is None else str(term.opened),
        closed=None if term.closed is None else str(term.closed),
        personnel=Personnel(base.personnel, "about") if base.personnel else None,
        certainty=base.certainty,
        precision_km=base.precision_km,
        source=base.source,
        reason=base.note or ("From the register." if base.tier == 1 else "From OurAirports."),
    )


def bases_to_show(
    register: Register,
    mentioned: Iterable[Base],
    *,
    show: Show = "mentioned",
    points: Sequence[tuple[float, float]] = (),
    nearby_km: float = 100.0,
    year: int | None = None,
    only_open: bool = True,
    operators: Sequence[str] = (),
    hosts: Sequence[str] = (),
    kinds: Sequence[BaseKind] = (),
) -> tuple[Base, ...]:
    """The base layer: those mentioned, and by `show` those near the story's points, or all.

    Args:
        points: (lon, lat) of the story's events and places, for "nearby".
        year: the story's; with `only_open` registered bases that were not open then are left out.
        operators, hosts, kinds: when given, only such bases (mentioned ones too).
    """
    told = tuple(mentioned)
    layer: dict[str, Base] = {}
    if show != "mentioned":
        pool: Iterable[RegisteredBase] = register
        if show == "nearby":
            pool = {
                base.id: base for lon, lat in points for base in register.near(lon, lat, nearby_km)
            }.values()
        layer = {
            base.feature_id: as_feature(base, year)
            for base in pool
            if not only_open or base.is_open(year)
        }
    layer.update((base.id, base) for base in told)
    chosen = (
        base
        for base in layer.values()
        if (not operators or set(operators) & set(base.operator))
        and (not hosts or base.host in hosts)
        and (not kinds or base.base_kind in kinds)
    )
    return tuple(sorted(chosen, key=lambda base: base.id))

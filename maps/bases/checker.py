"""What must hold of the shipped register; run by the tests and by whoever edits the table.

    python -m maps.bases.checker      prints one line for each problem; exit code 1 if any

Rows are checked alone (codes, years, sources, a named second check), in pairs (positions, names)
and against outlines of countries (each point in its host or near it).
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator

from maps.bases.names import fold
from maps.bases.outlines import km_outside
from maps.bases.register import Register, RegisteredBase
from maps.sphere import distance_km

#: How far outside the outline of its host a base may lie: islands and piers, coarse coasts.
MAX_OUTSIDE_KM = 30.0
#: Two rows nearer than this must say so in a note.
MIN_APART_KM = 2.0
NEAR_NOTE = "less than 2 km from another row"
#: A row on an island too small for the outlines says so in its note.
BEYOND_NOTE = "an island beyond the outlines"
#: What a row can be verified by, see `maps.bases.verifying`.
CHECKS = frozenset({"name", "near", "military", "town", "host", "press"})
THIN_NOTE = "no second check found"
MAX_THIN_CERTAINTY = 0.6
_SOURCE = re.compile(r"ourairports:[A-Z0-9-]+|geonames:\d+|approximate")
_THIS_CENTURY_END = 2100
_FIRST_YEAR = 1500
_LEAST_KNOWN_SHARE = 0.7


def problems(register: Register) -> list[str]:
    """One line for each thing that is wrong with the first tier."""
    rows = [base for base in register if base.tier == 1]
    return [
        *(line for base in rows for line in _alone(base, register)),
        *_too_near(rows),
        *_shared_names(rows),
        *_outside_host(rows),
        *_sources(rows),
    ]


def _alone(base: RegisteredBase, register: Register) -> Iterator[str]:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", base.id):
        yield f"{base.id}: the id is no slug"
    if base.host is None and "disputed" not in base.note:
        yield f"{base.id}: no host, and the note does not say that it is disputed"
    if not base.operator and "an organisation" not in base.note:
        yield f"{base.id}: no operator"
    if not 0 < base.certainty < 1:
        yield f"{base.id}: certainty {base.certainty} is not between 0 and 1"
    if not 0 < base.precision_km <= 100:
        yield f"{base.id}: precision_km {base.precision_km} is not in 0–100"
    yield from _terms(base)
    for year in (year for term in base.terms for year in (term.opened, term.closed)):
        if year is not None and not _FIRST_YEAR < year < _THIS_CENTURY_END:
            yield f"{base.id}: year {year}"
    yield from _checks(base)
    if base.part_of is not None:
        yield from _parent(base, register.get(base.part_of))


def _terms(base: RegisteredBase) -> Iterator[str]:
    """Whether the periods tell the same of the main operator as `opened` and `closed`."""
    if not base.periods:
        return
    own = [term for term in base.periods if base.operator[0] in term.operator]
    if own and (own[-1].opened, own[-1].closed) != (base.opened, base.closed):
        yield f"{base.id}: opened and closed are not those of its first operator's last period"
    if set(base.operator) - {code for term in base.periods for code in term.operator}:
        yield f"{base.id}: an operator is in no period"


def _checks(base: RegisteredBase) -> Iterator[str]:
    """What is missing of the row's source and of its second checks."""
    if not _SOURCE.fullmatch(base.source):
        yield f"{base.id}: source {base.source!r} is none of ourairports:…, geonames:…, approximate"
    if not base.checked:
        yield f"{base.id}: no second check is named"
    if unknown := set(base.verified) - CHECKS:
        yield f"{base.id}: verified: {', '.join(sorted(unknown))} is no check"
    elif "host" not in base.verified and base.host is not None and BEYOND_NOTE not in base.note:
        yield f"{base.id}: its point was not checked to lie in {base.host}"
    if not set(base.verified) - {"host"} and not _admits_to_be_thin(base):
        yield f"{base.id}: nothing but its own source and its host speaks for it"


def _admits_to_be_thin(base: RegisteredBase) -> bool:
    """Whether a row without a second check says so, and is known with little certainty."""
    return THIN_NOTE in base.checked and base.certainty <= MAX_THIN_CERTAINTY


def _parent(base: RegisteredBase, parent: RegisteredBase | None) -> Iterator[str]:
    if parent is None:
        yield f"{base.id}: part_of {base.part_of!r} is no row"
    elif parent.part_of is not None or not set(parent.operator) & set(base.operator):
        yield f"{base.id}: part_of {base.part_of!r} is part of another, or another state's"


def _too_near(rows: list[RegisteredBase]) -> Iterator[str]:
    ordered = sorted(rows, key=lambda base: base.lat)
    for index, base in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.lat - base.lat > MIN_APART_KM / 110:
                break
            distance = distance_km(base.lon, base.lat, other.lon, other.lat)
            if distance >= MIN_APART_KM or NEAR_NOTE in base.note or NEAR_NOTE in other.note:
                continue
            yield f"{base.id}: {distance:.1f} km from {other.id}, and neither note says so"


def _shared_names(rows: list[RegisteredBase]) -> Iterator[str]:
    """A name that stands alone belongs to one row; bare names may be shared (the nearest rule:
    operator, host, openness at the time, `maps.bases.mentions`).
    """
    owners: dict[str, list[str]] = defaultdict(list)
    for base in rows:
        for name in {fold(name).replace("-", " ") for name in base.all_names}:
            owners[name].append(base.id)
    for name, ids in sorted(owners.items()):
        if len(ids) > 1:
            yield f"{', '.join(ids)}: the name {name!r} is shared"


def _sources(rows: list[RegisteredBase]) -> Iterator[str]:
    known = sum(base.source != "approximate" for base in rows)
    if known < _LEAST_KNOWN_SHARE * len(rows):
        yield f"only {known} of {len(rows)} rows have coordinates by id"


def _outside_host(rows: Iterable[RegisteredBase]) -> Iterator[str]:
    for base in rows:
        if base.host is None or BEYOND_NOTE in base.note:
            continue
        # Territories too small for the outlines are let pass (Gibraltar is there; some atolls not).
        distance = km_outside(base.host, base.lon, base.lat)
        if distance is not None and distance > MAX_OUTSIDE_KM:
            yield f"{base.id}: {distance:.0f} km outside {base.host}"


def main() -> int:
    """Print the problems of the shipped register."""
    from maps.bases.files import load_register

    found = problems(load_register())
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

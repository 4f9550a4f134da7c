"""Which registered bases fit what a text says of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from maps.bases.countries import CountryMention
from maps.bases.lexicon import load_words
from maps.bases.names import fold
from maps.bases.register import Register, RegisteredBase
from maps.features import BaseKind, BaseStatus, Personnel
from maps.place import BBox, Place
from maps.sphere import distance_km

#: How far from a named town its base may lie, in kilometres, beside the row's own precision.
_TOWN_RADIUS_KM = 30.0
_AREA_RADIUS_KM = 200.0
_BBOX_MARGIN = 0.15
#: What a plain "base" or "military base" means first; the rest are called by their own words.
_PLAIN_KINDS: tuple[frozenset[BaseKind], ...] = (
    frozenset({"air", "naval", "army"}),
    frozenset({"missile", "logistics"}),
    frozenset({"range", "space", "headquarters", "other"}),
)
#: A row this much less certain than the best is not meant by a plain mention.
_CERTAINTY_GAP = 0.15
_WELL_KNOWN = 0.85
#: How many years before its opening a base may be told of as if it were there.
BUILDING_YEARS = 3
_SUPERLATIVES = frozenset({"largest", "biggest", "main", "principal", "busiest"})
_CLEARLY_LARGER = 1.4
_ABROAD_WORDS = frozenset({"overseas", "foreign", "abroad"})


@dataclass(frozen=True, slots=True)
class Description:
    """What a phrase says of a base; None where it says nothing.

    `unknown` is the name of a place that no gazetteer knows: no row can be told to be there.
    `craft`: air or naval, when aircraft alone or ships alone are spoken of beside it.
    `leased`: the words are of rent, or of guests who are to go.
    """

    operator: str | None = None
    host: str | None = None
    mention: CountryMention | None = None
    kind: BaseKind | None = None
    status: BaseStatus = "exists"
    year: int | None = None
    personnel: Personnel | None = None
    plural: bool = False
    words: tuple[str, ...] = ()
    unknown: str | None = None
    leased: bool = False
    craft: BaseKind | None = None

    @property
    def place(self) -> Place | None:
        """The place named below the level of states, if any."""
        place = self.mention.place if self.mention else None
        return place if place is not None and place.level != "country" else None


@dataclass(frozen=True, slots=True)
class Fit:
    """A registered base that fits, as what it counts (`root`) and as itself.

    `rivals` are ids of bases that fit as well but are known with much less certainty.
    """

    root: RegisteredBase
    base: RegisteredBase
    rivals: tuple[str, ...] = ()


def fitting(register: Register, wanted: Description, place_text: str = "") -> list[Fit]:
    """The bases that fit, after the tie-breaks: none, the one, or the several that stay."""
    if wanted.unknown is not None:
        return []
    pool = _pool(register, wanted)
    pool = [base for base in pool if _fits_place(base, wanted, place_text)]
    if _ABROAD_WORDS & set(wanted.words):
        pool = [base for base in pool if base.is_foreign and base.host is not None]
    pool = _fits_time(pool, wanted)
    pool = _of_kind(pool, wanted)
    pool = _called_after(pool, wanted, place_text)
    pool = _first_tier(pool)
    fits: dict[str, Fit] = {}
    for base in pool:
        root = register.root(base)
        known = fits.get(root.id)
        if known is None or base is root:
            fits[root.id] = Fit(root, base)
    found = _by_craft(_by_words(list(fits.values()), wanted), wanted)
    return _by_certainty(_by_size(_by_strength(found, wanted), wanted), wanted)


def _pool(register: Register, wanted: Description) -> Sequence[RegisteredBase]:
    if wanted.operator:
        run = register.run_by(wanted.operator)
        if wanted.host not in (None, wanted.operator):
            return run
        # The second tier knows no operators; its airfields are their own state's.
        own = register.hosted_by(wanted.operator)
        return [*run, *(base for base in own if not base.operator)]
    if wanted.host:
        return register.hosted_by(wanted.host)
    place = wanted.place
    if place is not None and place.country is None and place.bbox is None:
        return register.near(place.lon, place.lat, _AREA_RADIUS_KM)
    return register.bases if place is not None else ()


def _fits_place(base: RegisteredBase, wanted: Description, place_text: str) -> bool:
    if wanted.host and base.host != wanted.host:
        return False
    place = wanted.place
    if place is None:
        return True
    names = {fold(name) for name in (place.name, place_text) if name}
    if names & {fold(name) for name in (*base.all_names, *base.bare_names)}:
        return True
    distance = distance_km(base.lon, base.lat, place.lon, place.lat)
    if not place.is_area:
        return distance <= _TOWN_RADIUS_KM + base.precision_km
    bbox = place.bbox or continent_box(place.name)
    if bbox is not None:
        west, south, east, north = bbox
        inside_lat = south - _BBOX_MARGIN <= base.lat <= north + _BBOX_MARGIN
        if west <= east:
            inside_lon = west - _BBOX_MARGIN <= base.lon <= east + _BBOX_MARGIN
        else:
            inside_lon = base.lon >= west - _BBOX_MARGIN or base.lon <= east + _BBOX_MARGIN
        return inside_lat and inside_lon
    return distance <= _AREA_RADIUS_KM


@cache
def _continent_boxes() -> Mapping[str, BBox]:
    boxes = {}
    for line in load_words().sets["continent_boxes"]:
        *name, west, south, east, north = line.split()
        boxes[" ".join(name)] = BBox(float(west), float(south), float(east), float(north))
    return boxes


def continent_box(name: str) -> BBox | None:
    """A rough box for a continent, which gazetteers give as a point."""
    return _continent_boxes().get(name.lower())


def _called_after(
    pool: list[RegisteredBase], wanted: Description, place_text: str
) -> list[RegisteredBase]:
    """Of bases around a town those that are called after it ("the base in Sevastopol")."""
    if wanted.place is None or wanted.plural:
        return pool
    names = {fold(name) for name in (wanted.place.name, place_text) if name}
    chosen = [base for base in pool if names & {fold(name) for name in base.bare_names}]
    return chosen or pool


def _fits_time(pool: Iterable[RegisteredBase], wanted: Description) -> list[RegisteredBase]:
    listed = list(pool)
    if wanted.status == "closed":
        over = [base for base in listed if base.had_closed(wanted.year, wanted.operator)]
        return over or [base for base in listed if base.is_open(wanted.year)]
    there = [base for base in listed if base.is_open(wanted.year, _known(base, wanted.operator))]
    if there or wanted.year is None:
        return there
    # Bases are spoken of while they are built.
    return [
        base
        for base in listed
        for term in base.terms
        if term.opened is not None and wanted.year < term.opened <= wanted.year + BUILDING_YEARS
    ]


def _known(base: RegisteredBase, operator: str | None) -> str | None:
    """The operator, where the row knows it (an airfield of the second tier knows none)."""
    return operator if operator in base.operators else None


def _of_kind(pool: list[RegisteredBase], wanted: Description) -> list[RegisteredBase]:
    if wanted.kind is None:
        for kinds in _PLAIN_KINDS:
            chosen = [
                base
                for base in pool
                if base.kind in kinds
                or (kinds is _PLAIN_KINDS[0] and base.kind == "other" and base.service == "joint")
            ]
            if chosen:
                return chosen
        return pool
    exact = [base for base in pool if base.kind == wanted.kind]
    if exact:
        return exact
    # A joint base has airfields and piers too.
    return [
        base
        for base in pool
        if (base.kind == "other" and base.service == "joint")
        or (wanted.kind == "army" and base.kind in ("other", "air", "naval"))
        or (
            wanted.kind in ("logistics", "other", "headquarters")
            and _shares_words(base, wanted.words)
        )
        or _is_called_otherwise(base, wanted)
    ]


def _is_called_otherwise(base: RegisteredBase, wanted: Description) -> bool:
    """A foreign base in the town named: papers call one air, naval or army base by turns."""
    place = wanted.place
    return (
        place is not None
        and not place.is_area
        and base.is_foreign
        and wanted.operator in base.operators
        and wanted.kind in ("air", "naval", "army", "logistics")
    )


def _first_tier(pool: list[RegisteredBase]) -> list[RegisteredBase]:
    first = [base for base in pool if base.tier == 1]
    return first or pool


def _shares_words(base: RegisteredBase, words: Sequence[str]) -> bool:
    own = set(
        re.findall(r"\w{4,}", fold(" ".join((*base.all_names, base.note, base.service or ""))))
    )
    return bool(own & {fold(word) for word in words if len(word) > 3})


def _by_words(fits: list[Fit], wanted: Description) -> list[Fit]:
    """Words of the phrase that a base's names have too ("radar", "drone", "training")."""
    if len(fits) < 2 or wanted.plural:
        return fits
    telling = [word for word in wanted.words if word in load_words().sets["telling_words"]]
    chosen = [fit for fit in fits if _shares_words(fit.base, telling)]
    return chosen or fits


def _by_craft(fits: list[Fit], wanted: Description) -> list[Fit]:
    """Bombers are at an air base, frigates at a naval one."""
    if len(fits) < 2 or wanted.plural or wanted.craft is None:
        return fits
    return [fit for fit in fits if fit.base.kind == wanted.craft] or fits


def _by_strength(fits: list[Fit], wanted: Description) -> list[Fit]:
    """The one whose usual strength is within a factor of two of the figure told."""
    if len(fits) < 2 or wanted.personnel is None or wanted.plural:
        return fits
    told = wanted.personnel.value
    near = [
        fit
        for fit in fits
        if fit.root.personnel is not None and told / 2 <= fit.root.personnel <= told * 2
    ]
    return near if len(near) == 1 else fits


def _by_size(fits: list[Fit], wanted: Description) -> list[Fit]:
    """For "the largest base": the one with clearly the most people, where the register tells."""
    if len(fits) < 2 or wanted.plural or _SUPERLATIVES.isdisjoint(wanted.words):
        return fits
    ordered = sorted(fits, key=lambda fit: -(fit.root.personnel or 0))
    first, second = ordered[0].root.personnel or 0, ordered[1].root.personnel or 0
    return ordered[:1] if first > second * _CLEARLY_LARGER else fits


def _by_certainty(fits: list[Fit], wanted: Description) -> list[Fit]:
    """The well-known one among bases that are only reported or disputed."""
    if len(fits) < 2 or wanted.plural:
        return fits
    ordered = sorted(fits, key=lambda fit: (-fit.root.certainty, fit.root.id))
    best, second = ordered[0], ordered[1]
    if (
        best.root.certainty < _WELL_KNOWN
        or best.root.certainty - second.root.certainty < _CERTAINTY_GAP
    ):
        return fits
    return [Fit(best.root, best.base, tuple(fit.root.feature_id for fit in ordered[1:]))]

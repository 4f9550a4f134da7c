"""Distances and containment on the sphere."""

from __future__ import annotations

from maps import sphere
from maps.place import Place

#: A box drawn around cities misses what lies at its rim: half a degree is let in.
_MARGIN = 0.5


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance between the points of two places."""
    return sphere.distance_km(a.lon, a.lat, b.lon, b.lat)


def lies_in(inner: Place, outer: Place) -> bool:
    """Whether `inner` is a part of the area `outer`, by their codes or else by its box."""
    if inner.gazetteer_id == outer.gazetteer_id or not outer.is_area:
        return False
    if outer.level == "country":
        return inner.country == outer.country and inner.level != "country"
    if outer.level == "state":
        return (
            inner.country == outer.country
            and inner.admin1 == outer.admin1
            and inner.level not in ("country", "state")
        )
    if inner.level in ("country", "continent") and outer.level != "continent":
        return False
    if outer.level == "county" and (
        inner.country != outer.country or inner.admin1 != outer.admin1 or inner.level == "state"
    ):
        return False
    return in_box(inner, outer)


def in_box(inner: Place, outer: Place) -> bool:
    """Whether the point of `inner` lies in the box of `outer`, or near its rim."""
    box = outer.bbox
    if box is None or not box.south - _MARGIN <= inner.lat <= box.north + _MARGIN:
        return False
    if box.west <= box.east:
        return box.west - _MARGIN <= inner.lon <= box.east + _MARGIN
    return inner.lon >= box.west - _MARGIN or inner.lon <= box.east + _MARGIN

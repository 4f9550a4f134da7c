"""Distances on the globe."""

from __future__ import annotations

import math

#: Mean radius of the Earth (IUGG).
EARTH_RADIUS_KM = 6371.0088


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine)."""
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    half_lat = math.sin((other_phi - phi) / 2)
    half_lon = math.sin(math.radians(other_lon - lon) / 2)
    chord = half_lat**2 + math.cos(phi) * math.cos(other_phi) * half_lon**2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))

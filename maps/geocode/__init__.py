"""Online geocoders, by choice: one call for every service of geopy, polite and remembered.

    GeocoderSettings ──> open_service ──> OnlineGeocoder.geocode(name) ──> Answer | None
                                              └── GeocodeCache (answers and misses, SQLite)

    toponyms ──geocoded──> toponyms, asked for where the gazetteer does not tell
             ──named_points──> coordinates of the text called by the nearest town

Nothing here is used unless the config names a service; the gazetteer comes first.
"""

from maps.geocode.answers import Answer
from maps.geocode.cache import GeocodeCache, oldest_kept
from maps.geocode.joining import geocoded, named_points
from maps.geocode.online import OnlineGeocoder
from maps.geocode.services import (
    GeocoderSettings,
    ServiceTerms,
    open_service,
    secret_remedy,
    service_terms,
)

__all__ = [
    "Answer",
    "GeocodeCache",
    "GeocoderSettings",
    "OnlineGeocoder",
    "ServiceTerms",
    "geocoded",
    "named_points",
    "oldest_kept",
    "open_service",
    "secret_remedy",
    "service_terms",
]

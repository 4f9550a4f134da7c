"""Online geocoders, by choice: one call for every service of geopy, polite and remembered.

    GeocoderSettings ──> open_service ──> OnlineGeocoder.geocode(name) ──> Answer | None
                                              └── GeocodeCache (answers and misses, SQLite)

Nothing here is used unless the config names a service; the gazetteer comes first.
"""

from maps.geocode.cache import GeocodeCache
from maps.geocode.online import Answer, OnlineGeocoder
from maps.geocode.services import GeocoderSettings, ServiceTerms, open_service, service_terms

__all__ = [
    "Answer",
    "GeocodeCache",
    "GeocoderSettings",
    "OnlineGeocoder",
    "ServiceTerms",
    "open_service",
    "service_terms",
]

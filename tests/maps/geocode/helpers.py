"""Somebody who asks the server of the tests."""

from __future__ import annotations

from typing import Any

from maps.geocode import (
    GeocodeCache,
    GeocoderSettings,
    OnlineGeocoder,
    ServiceTerms,
    open_service,
)
from tests.geocode_server import Server

AGENT = "dateline-tests/1.0 (tests@example.org)"


def geocoder(
    server: Server,
    cache: GeocodeCache,
    *,
    service: str = "nominatim",
    timeout: float = 60,
    **options: Any,
) -> OnlineGeocoder:
    settings = GeocoderSettings(
        service,
        user_agent=AGENT,
        domain=f"127.0.0.1:{server.port}",
        scheme="http",
        timeout_seconds=timeout,
    )
    return OnlineGeocoder(
        open_service(settings, {}),
        ServiceTerms(service, 0.0, "credit", None),
        cache,
        today="2026-11-24",
        **options,
    )

"""A server that answers as a geocoder, and where its answers are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from maps.geocode import (
    GeocodeCache,
)
from tests.geocode_server import Server, running


@pytest.fixture
def server(socket_enabled: None) -> Iterator[Server]:
    with running() as started:
        yield started


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[GeocodeCache]:
    opened = GeocodeCache(tmp_path / "geocodes.sqlite")
    yield opened
    opened.close()

"""Every test of the review has a file of corrections, and a server that writes to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builds.review.helpers import serving
from timeline.review import ReviewServer


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "corrections.yaml"


@pytest.fixture
def server(file: Path) -> Iterator[ReviewServer]:
    with serving(file) as running:
        yield running

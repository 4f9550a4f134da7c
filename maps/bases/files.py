"""Reading registers: the shipped tables, and people's own in CSV or GeoJSON.

What the columns hold is told in `maps.bases.rows`. Lines of a table that start with `#` are notes.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

from maps.bases.register import Register, RegisteredBase
from maps.bases.rows import parse_rows
from maps.errors import RegisterError


def load_register(extra: Sequence[Path] = ()) -> Register:
    """The shipped register, with people's own files (CSV or GeoJSON) merged over it in order.

    A row of a user's file with the id of a row of ours replaces it whole; others are added.

    Raises:
        RegisterError: a file cannot be read or has bad rows; one line for each.
    """
    if not extra:
        return _shipped_register()
    bases = {base.id: base for base in shipped_bases()}
    for path in extra:
        bases.update((base.id, base) for base in read_register_file(path))
    return Register(bases.values())


@cache
def _shipped_register() -> Register:
    return Register(shipped_bases())


@cache
def shipped_bases() -> tuple[RegisteredBase, ...]:
    """Both tiers of the register that the package carries."""
    data = files("maps") / "data"
    bases: list[RegisteredBase] = []
    for name, tier in (("bases.csv", 1), ("bases_airfields.csv", 2)):
        table = data / name
        if table.is_file():
            text = table.read_text(encoding="utf-8")
            bases += parse_rows(_csv_rows(text), name, tier=tier)
    return tuple(bases)


def read_register_file(path: Path) -> tuple[RegisteredBase, ...]:
    """A user's register, `.csv` or `.geojson`/`.json`.

    Raises:
        RegisterError: one line for each bad row, with the file, the row and what was expected.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise RegisterError(f"{path}: no such file") from None
    except UnicodeDecodeError:
        raise RegisterError(f"{path}: not UTF-8 text") from None
    except OSError as error:
        raise RegisterError(f"{path}: cannot be read ({error.strerror})") from None
    suffix = path.suffix.lower()
    if suffix == ".csv":
        rows = _csv_rows(text)
    elif suffix in (".geojson", ".json"):
        rows = _geojson_rows(text, path.name)
    else:
        raise RegisterError(f"{path}: expected a .csv or a .geojson file")
    return tuple(parse_rows(rows, path.name, default_source=path.name))


def _csv_rows(text: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    kept = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    kept = [(number, line) for number, line in kept if not line.startswith("#")]
    reader = csv.DictReader(StringIO("\n".join(line for _, line in kept)))
    for row in reader:
        # A quoted field may hold line breaks; then the row is named by the line it ends on.
        number = kept[min(reader.line_num, len(kept)) - 1][0]
        yield f"line {number}", row


def _geojson_rows(text: str, name: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise RegisterError(f"{name}, line {error.lineno}: not JSON ({error.msg})") from None
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list):
        raise RegisterError(f'{name}: expected a GeoJSON object with "type": "FeatureCollection"')
    for number, feature in enumerate(features):
        where = f"features[{number}]"
        feature = feature if isinstance(feature, dict) else {}  # noqa: PLW2901
        properties = feature.get("properties")
        row = dict(properties) if isinstance(properties, dict) else {}
        geometry = feature.get("geometry")
        geometry = geometry if isinstance(geometry, dict) else {}
        position = geometry.get("coordinates")
        if geometry.get("type") == "Point" and isinstance(position, list) and len(position) >= 2:
            row["lon"], row["lat"] = position[:2]
        row.setdefault("id", feature.get("id") or "")
        # As in our own features: `kind` is "base" there and the kind stands in `base_kind`.
        if row.get("kind") in (None, "base"):
            row["kind"] = row.get("base_kind") or "other"
        yield where, row

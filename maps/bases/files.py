"""Reading registers: the shipped tables, and people's own in CSV or GeoJSON.

What the columns hold is told in `maps.bases.rows`. Lines of a table that start with `#` are notes.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

from maps.bases.register import Register, RegisteredBase
from maps.bases.rows import PROBLEM, parse_rows
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
    if suffix not in (".csv", ".geojson", ".json"):
        raise RegisterError(f"{path}: expected a .csv or a .geojson file")
    is_table = suffix == ".csv"
    rows = _csv_rows(text) if is_table else _geojson_rows(text, path.name)
    return tuple(parse_rows(rows, path.name, default_source=path.name, has_columns=is_table))


def _csv_rows(text: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    kept = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    kept = [(number, line) for number, line in kept if not line.startswith("#")]
    reader = csv.DictReader(StringIO("\n".join(line for _, line in kept)))
    for row in reader:
        # A quoted field may hold line breaks; then the row is named by the line it ends on.
        number = kept[min(reader.line_num, len(kept)) - 1][0]
        yield f"line {number}", row


def _geojson_rows(text: str, name: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """The features that are bases; events in a file of ours are passed over."""
    for number, feature in enumerate(_features(text, name)):
        where = f"features[{number}]"
        feature = feature if isinstance(feature, dict) else {}  # noqa: PLW2901
        properties = feature.get("properties")
        row = dict(properties) if isinstance(properties, dict) else {}
        told_of = row.get("mentions") and feature.get("geometry") is None
        if ("title" in row and "name" not in row) or told_of:
            continue  # an event, or a set of bases that a text tells of
        row.update(_position(feature.get("geometry"), row))
        row.setdefault("id", feature.get("id") or "")
        if isinstance(row.get("personnel"), dict):
            row["personnel"] = row["personnel"].get("value")
        # As in our own features: `kind` is "base" there and the kind stands in `base_kind`.
        if row.get("kind") in (None, "base"):
            row["kind"] = row.get("base_kind") or "other"
        yield where, row


def _features(text: str, name: str) -> list[Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise RegisterError(f"{name}, line {error.lineno}: not JSON ({error.msg})") from None
    if isinstance(value, dict) and value.get("type") == "Feature":
        return [value]
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list):
        raise RegisterError(f'{name}: expected a GeoJSON object with "type": "FeatureCollection"')
    crs = re.findall(r"EPSG:+(\d+)", json.dumps(value.get("crs") or ""))
    if crs and crs[-1] != "4326":
        raise RegisterError(f"{name}: crs: expected WGS 84 (degrees), found EPSG:{crs[-1]}")
    return features


def _position(geometry: object, row: Mapping[str, Any]) -> dict[str, object]:
    """`lon` and `lat` of a Point, or what is wrong with the geometry (see `rows.PROBLEM`)."""
    if not isinstance(geometry, dict):
        told = {str(key).lower()[:3] for key in row} >= {"lon", "lat"}
        return {} if told else {PROBLEM: "geometry: expected a Point, found none"}
    position = geometry.get("coordinates")
    if geometry.get("type") != "Point":
        return {PROBLEM: f"geometry: expected a Point, found {geometry.get('type')!r}"}
    if not isinstance(position, list) or len(position) < 2:
        return {PROBLEM: f"geometry: expected [lon, lat], found {position!r}"}
    return {"lon": position[0], "lat": position[1]}

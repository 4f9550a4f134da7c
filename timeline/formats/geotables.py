"""`events.gpkg` and `events.parquet`: GeoPackage and GeoParquet, for GIS and data frames.

They need the extra `geo` (geopandas, pyogrio, pyarrow), for GDAL is large. The columns are those of
`events.csv`; the geometry is a MultiPoint of all places.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from maps.features import Base, FeatureCollection
from timeline.formats.base import Format, FormatError
from timeline.formats.csv_events import COLUMNS
from timeline.formats.telling import documents_of, losses

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

_WGS84 = "EPSG:4326"
#: The columns of `events.csv` but the one that is the geometry here.
_NAMES = tuple(name for name in COLUMNS if name != "wkt")
#: A GeoPackage says when it was written; the same story gives the same bytes.
_WRITTEN = "1970-01-01T00:00:00.000Z"


def _library() -> Any:
    try:
        geopandas, *_ = [import_module(name) for name in ("geopandas", "pyogrio", "pyarrow")]
    except ImportError as error:
        raise FormatError(
            f"GeoPackage and GeoParquet need the package {error.name}; install it with:"
            " pip install 'dateline[geo]'"
        ) from error
    return geopandas


def events_frame(collection: FeatureCollection) -> GeoDataFrame:
    """A row an event, as in `events.csv`, with all places as its geometry."""
    geopandas = _library()
    from shapely import MultiPoint

    documents = documents_of(collection)
    rows = [
        {name: COLUMNS[name](event, documents) for name in _NAMES} for event in collection.events
    ]
    points = [
        MultiPoint([(place.lon, place.lat) for place in event.places]) if event.places else None
        for event in collection.events
    ]
    numbers = {"lon", "lat", "precision_km", "sources", "importance", "confidence"}
    table = {
        name: [row[name] if name in numbers else _text(row[name]) for row in rows]
        for name in _NAMES
    }
    return geopandas.GeoDataFrame(table, geometry=points, crs=_WGS84)


def bases_frame(bases: tuple[Base, ...]) -> GeoDataFrame:
    """A row a base."""
    geopandas = _library()
    from shapely import Point

    table: dict[str, list[Any]] = {
        "id": [base.id for base in bases],
        "name": [base.name for base in bases],
        "base_kind": [base.base_kind for base in bases],
        "operator": ["; ".join(base.operator) for base in bases],
        "host": [base.host for base in bases],
        "status": [base.status for base in bases],
        "opened": [base.opened for base in bases],
        "closed": [base.closed for base in bases],
        "certainty": [base.certainty for base in bases],
        "source": [base.source for base in bases],
    }
    points = [None if base.lon is None else Point(base.lon, base.lat) for base in bases]
    return geopandas.GeoDataFrame(table, geometry=points, crs=_WGS84)


def _text(value: Any) -> str | None:
    return None if value is None else str(value).encode("utf-8", "replace").decode()


def geopackage(collection: FeatureCollection) -> bytes:
    """The layers `events` and, when there are any, `bases`."""
    _library()
    import pyogrio

    layers: Mapping[str, tuple[GeoDataFrame, str]] = {
        "events": (events_frame(collection), "MultiPoint"),
        **({"bases": (bases_frame(collection.bases), "Point")} if collection.bases else {}),
    }
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _WRITTEN})
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder, "events.gpkg")
            for name, (frame, geometry) in layers.items():
                pyogrio.write_dataframe(
                    frame, path, layer=name, driver="GPKG", geometry_type=geometry,
                    append=path.exists(),
                )  # fmt: skip
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def geoparquet(collection: FeatureCollection) -> bytes:
    """The events alone: a file holds one table."""
    target = io.BytesIO()
    events_frame(collection).to_parquet(target)
    return target.getvalue()


GEOPACKAGE = Format(
    "geopackage",
    "events.gpkg",
    "GeoPackage, for QGIS and other GIS (needs the extra geo)",
    geopackage,
)
GEOPARQUET = Format(
    "geoparquet",
    "events.parquet",
    "GeoParquet, for data frames (needs the extra geo)",
    geoparquet,
    losses("events.parquet", [], bases="bases are left out"),
)

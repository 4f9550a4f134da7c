"""The sorts of value that options of the config have, each with what is said of a wrong one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, PlainValidator, Strict, ValidationInfo

from maps.dates import parse

Format = Literal[
    "geojson", "csv", "timeline", "map", "story", "timeline-embed", "map-embed", "story-embed",
    "timeline-svg", "map-svg", "timeline-png", "map-png", "report-md", "report-html", "report-pdf",
    "jsonl", "timelinejs", "timelinejs-csv", "kml", "ical", "linked-places", "acled", "geopackage",
    "geoparquet",
]  # fmt: skip
#: What a build writes when its config does not say.
DEFAULT_FORMATS: tuple[Format, ...] = ("geojson", "csv", "timeline", "map", "story")
Theme = Literal["auto", "light", "dark"]
PageLanguage = Literal["en", "de"]


_NAME_ONLY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def _beside_config(path: Path, info: ValidationInfo) -> Path:
    folder: Path = (info.context or {}).get("folder", Path())
    return (folder / path.expanduser()).absolute()


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ValueError(f"no such file: {path}")
    return path


def _iso_day(value: Any) -> str:
    moment = parse(value) if isinstance(value, str) else None
    if moment is None or moment.day is None:
        raise ValueError("expected a day such as 2015-09-15, or 2015-09-15T18:30:00+05:00")
    return str(value)


def _tiles_address(value: str) -> str:
    named = all(part in value for part in ("{z}", "{x}", "{y}"))
    if not named or not value.startswith(("https://", "http://")):
        raise ValueError("expected an address such as https://tile.example/{z}/{x}/{y}.png")
    return value


def _country_code(value: str) -> str:
    if len(value) != 2 or not value.isascii() or not value.isalpha():
        raise ValueError("expected a country's code of two letters, such as TJ")
    return value.upper()


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("expected a name")
    return value


def _place(value: Any) -> int | tuple[float, float]:
    """A GeoNames id, or [lon, lat] in degrees."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    if isinstance(value, list) and len(value) == 2:
        lon, lat = value
        if all(isinstance(number, int | float) for number in value):
            if -180 <= lon <= 180 and -90 <= lat <= 90:
                return float(lon), float(lat)
            if -90 <= lon <= 90 and -180 <= lat <= 180:
                raise ValueError(f"[{lon}, {lat}] is not [longitude, latitude]; are they swapped?")
    raise ValueError("expected a GeoNames id such as 1220850, or [longitude, latitude] in degrees")


def _gazetteer(value: Any, info: ValidationInfo) -> str | Path:
    """A gazetteer's name stays one; what has a folder or a suffix, or lies there, is a path."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("expected the name of a gazetteer (dateline gazetteer list), or a path")
    path = _beside_config(Path(value), info)
    return value if _NAME_ONLY.fullmatch(value) and not path.is_file() else path


ConfigPath = Annotated[Path, AfterValidator(_beside_config)]
GazetteerChoice = Annotated[str | Path, PlainValidator(_gazetteer, json_schema_input_type=str)]
ExistingFile = Annotated[ConfigPath, AfterValidator(_existing)]
IsoDay = Annotated[str, PlainValidator(_iso_day, json_schema_input_type=str)]
TilesAddress = Annotated[str, AfterValidator(_tiles_address)]
CountryCode = Annotated[str, AfterValidator(_country_code)]
Name = Annotated[str, AfterValidator(_not_blank)]
PlaceReference = Annotated[int | tuple[float, float], PlainValidator(_place)]
Kilometres = Annotated[float, Strict(), Field(ge=0, le=20_000)]
Seconds = Annotated[float, Strict(), Field(gt=0, le=600)]
Metres = Annotated[float, Strict(), Field(ge=0, le=1_000_000)]
Count = Annotated[int, Strict(), Field(ge=1)]
Pixels = Annotated[int, Strict(), Field(ge=320, le=8000)]
Scale = Annotated[float, Strict(), Field(ge=0.5, le=8)]
Share = Annotated[float, Strict(), Field(ge=0, le=1)]

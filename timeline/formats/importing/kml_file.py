"""KML: each Placemark an event, or a base where it says so; times as fine as they are written."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from maps.features import Base, BaseKind, BaseStatus
from timeline.formats.base import Asking, FormatError, Imported, Importer
from timeline.formats.importing.geojson_file import middle
from timeline.formats.importing.opening import without_markup, xml_of
from timeline.formats.importing.places import Spot
from timeline.formats.importing.records import Record, collected
from timeline.formats.importing.told import Told, counted, middles
from timeline.written import UNKNOWN_DATE, When, between, read_date

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SHAPES = ("LineString", "LinearRing", "Polygon", "Track")


def read_kml(data: bytes, asking: Asking) -> Imported:
    """Raises FormatError when it is not KML or has no Placemark."""
    root = xml_of(data)
    if _name(root) != "kml":
        raise FormatError(f"expected KML, found <{_name(root)}>")
    records, told, shapes = [], Told(), 0
    bases: dict[str, Base] = {}
    for number, mark in enumerate(_all(root, "Placemark"), 1):
        where = f"Placemark {number}"
        values = _values(mark)
        if values.get("kind") == "base":
            base = _base(mark, values, where)
            bases.setdefault(base.id, base)
            continue
        try:
            when = _when(mark, values)
        except ValueError as error:
            when = UNKNOWN_DATE
            told.no_date(where, error)
        spots = tuple(_spots(mark, where))
        shapes += any(spot.precision_km for spot in spots)
        records.append(_record(where, mark, values, when, spots))
    links = sum(1 for _ in _all(root, "NetworkLink"))
    if links:
        text = counted(
            links, "1 network link is not followed", "{n} network links are not followed"
        )
        told.add("links", "", text)
    if not (records or bases):
        raise FormatError("has no Placemark")
    notes = [middles(shapes)] if shapes else []
    title = next((_text(item, "name") for item in root if _name(item) == "Document"), "")
    imported = collected(records, asking, title=title, notes=notes, told=told)
    if not bases:
        return imported
    collection = replace(imported.collection, bases=tuple(bases.values()))
    return replace(imported, collection=collection)


def _base(mark: Element, values: dict[str, str], where: str) -> Base:
    """A base as we write it; the sentences that speak of it are not in KML."""
    name = without_markup(_text(mark, "name"))
    span = next(_all(mark, "TimeSpan"), None)
    opened, closed = ("", "") if span is None else (_text(span, "begin"), _text(span, "end"))
    points = [at for point in _all(mark, "Point") for at in _positions(point, where)]
    lon, lat = points[0] if points else (None, None)
    kind, status = values.get("base_kind"), values.get("status")
    return Base(
        id=values.get("id") or f"base:{name}",
        name=name,
        lon=lon,
        lat=lat,
        aliases=_several(values, "aliases", ";"),
        base_kind=kind if kind in get_args(BaseKind) else "other",  # type: ignore[arg-type]
        service=values.get("service") or None,
        operator=_several(values, "operator", ","),
        host=values.get("host") or None,
        opened=opened or None,
        closed=closed or None,
        status=status if status in get_args(BaseStatus) else "exists",  # type: ignore[arg-type]
        inferred=values.get("inferred") == "true",
        certainty=min(1.0, _number(values, "certainty", 0.5)),
        precision_km=_number(values, "precision_km", 5.0),
        source=values.get("source", ""),
        reason=without_markup(_text(mark, "description")),
    )


def _several(values: dict[str, str], name: str, between: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in values.get(name, "").split(between) if part.strip())


def _number(values: dict[str, str], name: str, default: float) -> float:
    """A number of nothing or more; the default where there is none."""
    try:
        number = float(values.get(name, ""))
    except ValueError:
        return default
    return number if math.isfinite(number) and number >= 0 else default


def _record(
    where: str, mark: Element, values: dict[str, str], when: When, spots: tuple[Spot, ...]
) -> Record:
    words = without_markup(_text(mark, "description"))
    names = [name.strip() for name in values.get("place", "").split(";")]
    address = _text(mark, "address")
    if not spots and (names[0] or address):
        spots = tuple(Spot(name) for name in names if name) or (Spot(address),)
    named = tuple(
        replace(spot, name=names[at] if at < len(names) else "") for at, spot in enumerate(spots)
    )
    return Record(
        where=where,
        title=without_markup(_text(mark, "name")) or words,
        id=values.get("id"),
        when=when,
        spots=named if any(names) else spots,
        kind=values.get("kind", ""),
        status=values.get("status", ""),
        quote=values.get("quote") or words,
        source=values.get("source", ""),
        publisher=values.get("publisher", ""),
        url=values.get("url", ""),
        actors=_several(values, "actors", ";"),
        casualties=_several(values, "casualties", ";"),
        lasts={"true": True, "false": False}.get(values.get("lasts", "")),
    )


def _when(mark: Element, values: dict[str, str]) -> When:
    """Raises ValueError when a time is none."""
    if values.get("edtf"):
        return read_date(values["edtf"])
    stamp = next(_all(mark, "TimeStamp"), None)
    if stamp is not None and _text(stamp, "when"):
        return read_date(_iso(_text(stamp, "when")))
    span = next(_all(mark, "TimeSpan"), None)
    if span is None:
        return UNKNOWN_DATE
    begin, end = _iso(_text(span, "begin")), _iso(_text(span, "end"))
    if begin and end:
        return between(read_date(begin), read_date(end))
    return read_date(f"{begin or '..'}/{end or '..'}") if begin or end else UNKNOWN_DATE


def _iso(text: str) -> str:
    """A year of XML Schema 1.0, which has no year 0, as ISO 8601 counts it."""
    match = re.match(r"-(\d{4,})", text)
    if match is None:
        return text
    year = int(match[1]) - 1
    return f"{'-' if year else ''}{year:04d}{text[match.end() :]}"


def _spots(mark: Element, where: str) -> Iterator[Spot]:
    for point in _all(mark, "Point"):
        yield from (Spot("", *position) for position in _positions(point, where))
    for shape in _SHAPES[:1] + _SHAPES[2:]:
        for item in _all(mark, shape):
            positions = list(_positions(item, where))
            if positions:
                yield middle(positions)


def _positions(element: Element, where: str) -> Iterator[tuple[float, float]]:
    for item in element.iter():
        if _name(item) == "coordinates":
            for part in (item.text or "").split():
                yield _position(part.split(","), where)
        elif _name(item) == "coord":
            yield _position((item.text or "").split(), where)


def _position(parts: list[str], where: str) -> tuple[float, float]:
    try:
        lon, lat = float(parts[0]), float(parts[1])
    except (ValueError, IndexError) as error:
        raise FormatError(
            f"{where}: coordinates: expected longitude,latitude, found {','.join(parts)[:40]!r}"
        ) from error
    if not -180 <= lon <= 180 or not -90 <= lat <= 90:
        swapped = " (are they swapped?)" if -90 <= lon <= 90 and -180 <= lat <= 180 else ""
        raise FormatError(f"{where}: {lon:g},{lat:g} is not longitude,latitude{swapped}")
    return lon, lat


def _values(mark: Element) -> dict[str, str]:
    """ExtendedData by name: Data with a value, and SimpleData of a schema."""
    found: dict[str, str] = {}
    for item in mark.iter():
        name = item.get("name")
        if name and _name(item) == "Data":
            found[name] = _text(item, "value")
        elif name and _name(item) == "SimpleData":
            found[name] = (item.text or "").strip()
    return found


def _all(element: Element, name: str) -> Iterator[Element]:
    return (item for item in element.iter() if _name(item) == name)


def _text(element: Element, name: str) -> str:
    return next(((item.text or "").strip() for item in element if _name(item) == name), "")


def _name(element: Element) -> str:
    """The name without its namespace: KML comes in 2.0, 2.1, 2.2 and Google's own."""
    return str(element.tag).rpartition("}")[2]


KML = Importer(
    "kml", "KML with its times, shapes as their middle", (".kml",), lambda _: True, read_kml
)

"""`events.kml`: for Google Earth and its like (OGC KML 2.2), with a folder of events and of bases.

A span of time is as fine as the date: `<begin>2014-05</begin>` is a month. Everything that KML has
no element for stands in ExtendedData.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from maps.dates import Moment
from maps.features import Base, Event, FeatureCollection
from maps.when import label
from timeline.formats.base import Format
from timeline.formats.telling import (
    VAGUE,
    Documents,
    documents_of,
    ends_of,
    losses,
    paragraphs,
    publisher,
    single_date,
    source_link,
    source_name,
    xml_text,
)
from timeline.written import casualty_words

NAMESPACE = "http://www.opengis.net/kml/2.2"
#: Colours as KML writes them, aabbggrr.
_COLOURS = {"event": "ff2b2bb3", "base": "ff4b4137"}


def dumps(collection: FeatureCollection) -> str:
    """The whole document."""
    documents = documents_of(collection)
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    _text(document, "name", collection.title or "Events")
    for name, colour in _COLOURS.items():
        style = ET.SubElement(document, "Style", id=name)
        _text(ET.SubElement(style, "IconStyle"), "color", colour)
    folder = _folder(document, "Events")
    for event in collection.events:
        _event(folder, event, documents)
    if collection.bases:
        folder = _folder(document, "Military bases")
        for base in collection.bases:
            _base(folder, base)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _folder(above: ET.Element, name: str) -> ET.Element:
    folder = ET.SubElement(above, "Folder")
    _text(folder, "name", name)
    return folder


def _event(folder: ET.Element, event: Event, documents: Documents) -> None:
    """The elements of a Placemark stand in the order of the schema."""
    mark = ET.SubElement(folder, "Placemark", id=_xml_id(event.id))
    _text(mark, "name", event.title)
    words = [label(event), *paragraphs(event, documents)]
    _text(mark, "description", "\n\n".join(words))
    _time(mark, event)
    _text(mark, "styleUrl", "#event")
    _data(
        mark,
        [
            ("id", event.id),
            ("kind", event.kind),
            ("status", event.status),
            ("edtf", event.edtf),
            ("when", label(event)),
            ("place", "; ".join(place.name for place in event.places)),
            ("precision_km", f"{event.places[0].precision_km:g}" if event.places else None),
            ("actors", "; ".join(event.actors)),
            ("casualties", "; ".join(casualty_words(item) for item in event.casualties)),
            ("lasts", None if event.lasts is None else str(event.lasts).lower()),
            ("quote", event.evidence[0].quote if event.evidence else None),
            ("source", source_name(event, documents)),
            ("publisher", publisher(event, documents)),
            ("url", source_link(event, documents)),
            ("edited", event.edited),
            ("notes", "; ".join(event.notes)),
        ],
    )
    points = [(place.lon, place.lat) for place in event.places]
    if len(points) > 1:
        mark = ET.SubElement(mark, "MultiGeometry")
    for point in points:
        _point(mark, *point)


def _base(folder: ET.Element, base: Base) -> None:
    mark = ET.SubElement(folder, "Placemark", id=_xml_id(base.id))
    _text(mark, "name", base.name)
    _text(mark, "description", base.reason)
    if base.opened or base.closed:
        span = ET.SubElement(mark, "TimeSpan")
        for name, year in (("begin", base.opened), ("end", base.closed)):
            if year:
                _text(span, name, year)
    _text(mark, "styleUrl", "#base")
    _data(
        mark,
        [
            ("id", base.id),
            ("kind", "base"),
            ("base_kind", base.base_kind),
            ("status", base.status),
            ("service", base.service),
            ("operator", ", ".join(base.operator)),
            ("host", base.host),
            ("aliases", "; ".join(base.aliases)),
            ("inferred", str(base.inferred).lower()),
            ("certainty", f"{base.certainty:g}"),
            ("precision_km", f"{base.precision_km:g}"),
            ("quote", base.mentions[0].quote if base.mentions else None),
            ("source", base.source),
        ],
    )
    if base.lon is not None and base.lat is not None:
        _point(mark, base.lon, base.lat)


def _time(mark: ET.Element, event: Event) -> None:
    single = single_date(event)
    if single is not None:
        _text(ET.SubElement(mark, "TimeStamp"), "when", _moment(single, event.start))
        return
    ends = ends_of(event)
    if ends == (None, None):
        return
    span = ET.SubElement(mark, "TimeSpan")
    bounds = (("begin", event.start), ("end", event.end))
    for moment, (name, bound) in zip(ends, bounds, strict=True):
        if moment is not None:
            _text(span, name, _moment(moment, bound))


def _moment(moment: Moment, bound: str | None) -> str:
    """As XML Schema 1.0 writes it, as fine as it is; a clock time keeps the zone of its bound.

    That schema, KML's, has no year 0: 44 BC is `-0044`.
    """
    if moment.hour is not None and bound is not None:
        return bound
    year = moment.year if moment.year > 0 else moment.year - 1
    text = f"{'-' if year < 0 else ''}{abs(year):04d}"
    if moment.month is not None:
        text += f"-{moment.month:02d}"
    if moment.day is not None:
        text += f"-{moment.day:02d}"
    return text


def _point(above: ET.Element, lon: float, lat: float) -> None:
    _text(ET.SubElement(above, "Point"), "coordinates", f"{lon!r},{lat!r}")


def _data(mark: ET.Element, values: Iterable[tuple[str, str | None]]) -> None:
    data = ET.SubElement(mark, "ExtendedData")
    for name, value in values:
        if value:
            _text(ET.SubElement(data, "Data", name=name), "value", value)


def _text(above: ET.Element, name: str, text: str) -> None:
    ET.SubElement(above, name).text = xml_text(text)


def _xml_id(text: str) -> str:
    """An id that XML takes: no digit in front, nothing but letters, digits, `.`, `-` and `_`."""
    return "d-" + re.sub(r"[^\w.-]", "_", xml_text(text), flags=re.ASCII)


FORMAT = Format(
    "kml",
    "events.kml",
    "KML with spans of time, for Google Earth and GIS",
    dumps,
    losses("events.kml", [VAGUE]),
)

"""The pipe commands without a terminal: records in, JSON values and explanations out.

Shapes (offsets count code points of the record's `text` alone):

    dates   a value an expression   {doc, start, end, text, type, value, mod, edtf, earliest,
                                     latest}
    places  a value a document      {doc, toponyms: [{start, end, name, lat, lon, geonameid,
                                     gazetteer_id, country, level, role, confidence}]}
    events  a value a document      a FeatureCollection, and doc, dct
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline.config import default_config
from timeline.errors import ReadingError, UserError
from timeline.explain import document_date_line, explain, refused_line, timex_line, toponym_line
from timeline.model import Document, DocumentDate
from timeline.reading.decode import decode

if TYPE_CHECKING:
    from maps.place import Role, Toponym
    from timeline.analysis import Tools

#: What `dateline places` writes unless asked for all roles.
PLACE_ROLES: frozenset[Role] = frozenset({"location", "facility", "metonym"})

#: What `dateline dates` writes of an expression, after `doc`.
DATE_KEYS = ("start", "end", "text", "type", "value", "mod", "edtf", "earliest", "latest")

_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXT_KEYS = ("title", "url", "publisher")
_ISO_DAY_KEYS = ("published", "date")


@dataclass(frozen=True, slots=True)
class Record:
    """One document as it came in; `doc` is what the answer is called by, of whatever JSON type.

    `warnings` tell how it was read where that had to be guessed, a line each.
    """

    doc: Any
    document: Document
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """JSON values for standard output, sentences for who asked why."""

    values: tuple[dict[str, Any], ...]
    explanations: tuple[str, ...] = ()


def dates(record: Record) -> Result:
    """The stage of `dateline dates`; it needs no language model and no gazetteer."""
    from timeline.analysis import read_dates, timex_options

    options = timex_options(default_config(), record.document)
    document, reading = read_dates(record.document, options)
    values = tuple(
        {"doc": record.doc, **{key: getattr(timex, key) for key in DATE_KEYS}}
        for timex in reading.expressions
    )
    lines = (
        document_date_line(document.dct),
        *(timex_line(timex) for timex in reading.expressions),
        *(refused_line(refused) for refused in reading.refused),
    )
    return Result(values, lines)


def places(record: Record, tools: Tools, *, all_roles: bool = False) -> Result:
    """The stage of `dateline places`."""
    from timeline.analysis import find_places
    from timeline.language import parse

    doc = parse(tools.nlp, record.document.text)
    found = find_places(record.document, tools, doc)
    kept = [item for item in found if all_roles or item.role in PLACE_ROLES]
    value = {"doc": record.doc, "toponyms": [_toponym(item) for item in kept]}
    return Result((value,), tuple(toponym_line(item) for item in found))


def events(record: Record, tools: Tools) -> Result:
    """The stage of `dateline events`."""
    from maps.geojson import to_geojson
    from timeline.analysis import analyse
    from timeline.collect import collect

    config = default_config()
    analysis = analyse(record.document, tools, config)
    collection = collect([analysis], tools.register, config).collection
    dct = analysis.document.dct
    value = {"doc": record.doc, "dct": dct.date if dct else None, **to_geojson(collection)}
    return Result((value,), tuple(explain(analysis)))


def _toponym(toponym: Toponym) -> dict[str, Any]:
    place = toponym.place
    scheme, _, number = place.gazetteer_id.partition(":") if place else ("", "", "")
    return {
        "start": toponym.start,
        "end": toponym.end,
        "name": toponym.name,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": int(number) if scheme == "geonames" else None,
        "gazetteer_id": place.gazetteer_id if place else None,
        "country": place.country if place else None,
        "level": place.level if place else None,
        "role": toponym.role,
        "confidence": toponym.confidence,
    }


def read_text(data: bytes, name: str) -> Record:
    """A plain text, called `-`, in the encodings that a build reads too; it may be empty.

    Raises UserError when it is binary, or in an encoding that cannot be told.
    """
    warning = None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text, warning = decode(data)
        except ReadingError as error:
            raise UserError(f"{name}: {error}") from error
    return Record("-", Document(text, name=name), (f"{name}: {warning}",) if warning else ())


def read_jsonl(lines: Iterable[bytes], name: str) -> Iterator[Record | str]:
    """A record a line, or one sentence on what is wrong with that line; empty lines are skipped."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _record(_json(line, first=number == 1), number)
        except ValueError as error:
            yield f"{name}:{number}: {error}"


def _json(line: bytes, *, first: bool) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig" if first else "utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 (byte {error.start})") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON (column {error.colno}: {error.msg})") from error
    except RecursionError as error:
        raise ValueError("not usable JSON (nested too deeply)") from error


def _record(value: Any, number: int) -> Record:
    if not isinstance(value, dict):
        raise ValueError('expected a JSON object with "text"')  # noqa: TRY004
    text = value.get("text")
    if not isinstance(text, str):
        raise ValueError('"text": expected a string')  # noqa: TRY004
    known = {key: _string(value, key) for key in (*_TEXT_KEYS, *_ISO_DAY_KEYS)}
    dct = _dct(value.get("dct"))
    document = Document(
        text=_SURROGATE.sub("\ufffd", text),
        name=str(value.get("doc", number)),
        title=known["title"],
        url=known["url"],
        publisher=known["publisher"],
        published=known["published"] or known["date"],
        dct=dct,
    )
    return Record(value.get("doc", number), document)


def _string(value: dict[str, Any], key: str) -> str | None:
    found = value.get(key)
    if found is None or isinstance(found, str):
        return _SURROGATE.sub("\ufffd", found) if found else None
    raise ValueError(f'"{key}": expected a string')


def _dct(value: Any) -> DocumentDate | None:
    if not value:
        return None
    from maps.dates import parse

    moment = parse(value) if isinstance(value, str) else None
    if moment is None or moment.day is None:
        raise ValueError('"dct": expected a day such as 2015-09-15')
    return DocumentDate(value, "config", "It was given.", 1.0)

"""What a page knows: the collection as one small JSON value, restored by `web/data.js`.

Left out is what a browser can put back: properties that have the contract's default (the defaults
travel once), paragraphs and places that several quotes and events share (they stand once in
`paragraphs` and `places`), and quotes that are a slice of their paragraph. Addresses no reader
should follow are nulled here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import MISSING, Field, asdict, dataclass, field, fields, is_dataclass
from functools import cache
from itertools import compress
from operator import attrgetter, is_not
from typing import Any, cast

from maps.features import (
    Base,
    Event,
    EventPlace,
    Evidence,
    FeatureCollection,
    Mention,
    SourceDocument,
    Status,
)
from maps.looks import looks
from maps.shell import web_link
from maps.strings import DEFAULT_LANGUAGE, strings
from maps.when import label

#: Shapes of the contract that a page restores, by the name of their defaults.
_SHAPES = {
    "event": Event, "place": EventPlace, "evidence": Evidence, "base": Base, "mention": Mention,
    "document": SourceDocument,
}  # fmt: skip


#: Fields written apart: what they hold is shared between events.
_LINKED = frozenset({"places", "evidence", "mentions"})
#: Types of values that JSON has as well.
_PLAIN = frozenset({str, int, float, bool, type(None)})


@dataclass
class _Shared:
    """What stands once in the block: numbered places and paragraphs, the main document."""

    document: str | None
    paragraphs: dict[str, int] = field(default_factory=dict)
    places: dict[EventPlace, int] = field(default_factory=dict)


def page_data(collection: FeatureCollection, language: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
    """The value of a page's data block.

    Members: `title`, `language`, `documents`, `events` (each with `when`, its date in words, and
    its places by number), `places`, `bases`, `paragraphs`, `defaults`, `looks` (`maps.looks`) and
    `strings` (`maps.strings`).
    """
    shared = _Shared(collection.documents[0].id if collection.documents else None)
    events = [_event(event, shared, language) for event in collection.events]
    bases = [_base(base, shared) for base in collection.bases]
    defaults = {name: _defaults(shape) for name, shape in _SHAPES.items()}
    for name in ("evidence", "mention"):
        defaults[name]["document"] = shared.document
    return {
        "title": collection.title,
        "language": language,
        "documents": [
            {**_trimmed(document), "url": web_link(document.url)}
            for document in collection.documents
        ],
        "events": events,
        "places": [_trimmed(place) for place in shared.places],
        "bases": bases,
        "paragraphs": list(shared.paragraphs),
        "defaults": defaults,
        "looks": _looks(collection.bases, language),
        "strings": dict(strings(language)),
    }


def opening(collection: FeatureCollection, statuses: Sequence[Status]) -> list[Status]:
    """The statuses a page opens with; all there are where no event has one of `statuses`, for a
    story of nothing but plans would open empty.
    """
    present = {event.status for event in collection.events}
    return [*statuses] if not present or present & {*statuses} else sorted(present)


def _looks(bases: Sequence[Base], language: str) -> dict[str, Any]:
    """`maps.looks.looks` with the labels of a language that has its own (`group_…`, `kind_…` …)."""
    words, value = strings(language), looks(bases)
    for group in value["groups"]:
        group["label"] = words.get(f"group_{group['id']}", group["label"])
    for kind, look in value["kinds"].items():
        look["label"] = words.get(f"kind_{kind}", look["label"])
    for operator in value["operators"]:
        operator["label"] = words.get(f"operator_{operator['id']}", operator["label"])
    for status in value["statuses"]:
        status["label"] = words.get(f"status_{status['id']}", status["label"])
        status["meaning"] = words.get(f"status_{status['id']}_meaning", status["meaning"])
    return value


def _event(event: Event, shared: _Shared, language: str) -> dict[str, Any]:
    value = _trimmed(event, leave_out=_LINKED)
    if event.places:
        places = shared.places
        value["places"] = [places.setdefault(place, len(places)) for place in event.places]
    if event.evidence:
        value["evidence"] = _quoted(event.evidence, shared)
    value = _with_short_date(value, event)
    value["when"] = label(event, language)
    return value


def _with_short_date(value: dict[str, Any], event: Event) -> dict[str, Any]:
    """Without what the script derives: an end like the start, an EDTF that only joins the two."""
    if event.start is not None:
        if event.end == event.start:
            value.pop("end")
        elif event.end is None:
            value["end"] = None
        joined = event.start if event.end == event.start else f"{event.start}/{event.end}"
        if event.edtf == joined:
            value.pop("edtf")
        elif event.edtf is None:
            value["edtf"] = None
    return value


def _base(base: Base, shared: _Shared) -> dict[str, Any]:
    value = _trimmed(base, leave_out=_LINKED)
    if base.mentions:
        value["mentions"] = _quoted(base.mentions, shared)
    return value


def _quoted(items: Sequence[Evidence | Mention], shared: _Shared) -> list[dict[str, Any]]:
    """Evidence whose `context` is a number in `paragraphs`, and without the quote it holds.

    Where the quote stands, it tells the end.
    """
    values = []
    for item in items:
        value = _trimmed(item)
        if item.document == shared.document:
            del value["document"]
        if item.context:
            value["context"] = shared.paragraphs.setdefault(item.context, len(shared.paragraphs))
            begin = item.start - item.context_start
            if begin >= 0 and item.context[begin : begin + len(item.quote)] == item.quote:
                del value["quote"]
        if "quote" in value and item.end - item.start == len(item.quote):
            del value["end"]
        values.append(value)
    return values


def _trimmed(value: Any, leave_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A value of the contract as a mapping, without what equals its default."""
    read, names, standards = _fields(cast("Hashable", type(value)), leave_out)
    contents = read(value)
    # Most fields hold their very default: those are passed over without a step of Python.
    triples = zip(names, standards, contents, strict=True)
    others = compress(triples, map(is_not, contents, standards))
    return {
        name: content if type(content) in _PLAIN else _plain(content)
        for name, standard, content in others
        if content != standard
    }


@cache
def _fields(
    shape: Hashable, leave_out: frozenset[str]
) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[str, ...], tuple[Any, ...]]:
    """How to read all fields of a shape at once, their names and their defaults."""
    read = [item for item in fields(cast("type[Any]", shape)) if item.name not in leave_out]
    names = tuple(item.name for item in read)
    return attrgetter(*names), names, tuple(_default(item) for item in read)


def _plain(content: Any) -> Any:
    if is_dataclass(content) and not isinstance(content, type):
        return asdict(content)
    if isinstance(content, tuple):
        return [_plain(item) for item in content]
    return content


def _defaults(shape: type[Any]) -> dict[str, Any]:
    return {
        item.name: _plain(default)
        for item in fields(shape)
        if (default := _default(item)) is not MISSING
    }


def _default(item: Field[Any]) -> Any:
    return item.default if item.default_factory is MISSING else item.default_factory()

"""Fields of an entry, each checked: a problem is noted with its line, and the reading goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any, TypeVar, get_args

from maps.features import MAX_TITLE, Casualty, EventPlace, Kind, Status
from timeline.corrections.values import Change
from timeline.written import (
    UNKNOWN_DATE,
    DateOrder,
    Lookup,
    When,
    at_position,
    read_casualty,
    read_date,
)
from timeline.written.places import Found, read_place
from timeline.yaml_lines import Path as KeyPath
from timeline.yaml_lines import YamlValue

RULE = "by hand"
REASON = "set in the corrections"
_UNKNOWN = frozenset({"unknown", "none"})
_FLAGS = frozenset({"true", "yes", "false", "no"})
_T = TypeVar("_T")


class FieldReader:
    """Reads fields and gathers problems, each with its line, and notes."""

    def __init__(
        self, read: YamlValue, name: str, gazetteer: Lookup, order: DateOrder | None
    ) -> None:
        self.read = read
        self.name = name
        self.gazetteer = gazetteer
        self.order = order
        self.notes: list[str] = []
        self.problems: list[tuple[int, str]] = []
        for item in read.problems:  # of a key given twice, the line is that of the second
            self.problem(item.path, item.message, item.line)

    def change(self, fields: Mapping[str, Any], path: KeyPath) -> Change:
        """What the fields of an event set."""
        title = self.text(fields, "title", path)
        if title is not None and len(title) > MAX_TITLE:
            self.problem(
                (*path, "title"), f"has {len(title)} characters; expected at most {MAX_TITLE}"
            )
        return Change(
            title=title,
            kind=self.choice(fields, "kind", path, get_args(Kind)),
            status=self.choice(fields, "status", path, get_args(Status)),
            when=self.date(fields, path),
            places=self.places(fields, path),
            actors=self.texts(fields, "actors", path),
            casualties=self.casualties(fields, path),
        )

    def date(self, fields: Mapping[str, Any], path: KeyPath) -> When | None:
        """The field `date`; None when it is not there or wrong."""
        text = self.text(fields, "date", path)
        if text is None:
            return None
        if text.lower() in _UNKNOWN:
            return UNKNOWN_DATE
        return self.attempt(lambda: read_date(text, self.order), (*path, "date"))

    def places(self, fields: Mapping[str, Any], path: KeyPath) -> tuple[EventPlace, ...] | None:
        """The field `place`; None when it is not there."""
        if "place" not in fields:
            return None
        value, path = fields["place"], (*path, "place")
        if isinstance(value, str) and value.strip().lower() in _UNKNOWN:
            return ()
        listed = value if isinstance(value, list) and not _is_position(value) else [value]
        found = [self.attempt(partial(self.place, item), path) for item in listed]
        if not listed:
            self.problem(path, "is empty; for an event without a place write: unknown")
        for item in found:
            if item and item.note:
                self.notes.append(f"{self.name}:{self.line(path)}: {item.note}")
        return tuple(item.place for item in found if item)

    def place(self, value: Any) -> Found:
        """One place. Raises ValueError when it is none."""
        if _is_position(value):
            lon, lat = (float(number) for number in value)
            return Found(at_position(lon, lat, rule=RULE, reason=REASON))
        if isinstance(value, dict) and _is_position(value.get("at")) and not value.keys() - _AT:
            lon, lat = (float(number) for number in value["at"])
            name = str(value.get("name") or "")
            return Found(at_position(lon, lat, name=name, rule=RULE, reason=REASON))
        if isinstance(value, str) and value.strip():
            return read_place(value, self.gazetteer, rule=RULE, reason=REASON)
        raise ValueError(
            "expected a name, an id such as geonames:1220855, [longitude, latitude], or"
            " {name: …, at: [longitude, latitude]}"
        )

    def casualties(self, fields: Mapping[str, Any], path: KeyPath) -> tuple[Casualty, ...] | None:
        """The field `casualties`; None when it is not there, empty where it says none."""
        texts = self.texts(fields, "casualties", path)
        if texts is None:
            return None
        path = (*path, "casualties")
        found = [self.attempt(partial(read_casualty, text), path) for text in texts]
        return tuple(item for item in found if item)

    def texts(self, fields: Mapping[str, Any], key: str, path: KeyPath) -> tuple[str, ...] | None:
        """A field of one text or several; None when it is not there, empty where it says none."""
        if key not in fields:
            return None
        value = fields[key]
        listed = value if isinstance(value, list) else [value]
        if not listed or not all(isinstance(item, str) and item.strip() for item in listed):
            self.problem((*path, key), "expected text, or a list of texts; for none write: none")
            return None
        texts = tuple(" ".join(item.split()) for item in listed)
        return () if len(texts) == 1 and texts[0].lower() in _UNKNOWN else texts

    def choice(
        self, fields: Mapping[str, Any], key: str, path: KeyPath, choices: tuple[Any, ...]
    ) -> Any:
        """A field that is one of `choices`; None when it is not there or wrong."""
        text = self.text(fields, key, path)
        if text is None or text in choices:
            return text
        near = get_close_matches(text.lower(), choices, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}?" if near else ""
        self.problem((*path, key), f'"{text}" is none of {", ".join(choices)}{hint}')
        return None

    def seen(self, fields: Mapping[str, Any], path: KeyPath) -> str | None:
        """What was confirmed; None where the entry says just true, or nothing."""
        if str(fields.get("confirm")).lower() in _FLAGS:
            return None
        return self.text(fields, "confirm", path)

    def flag(self, fields: Mapping[str, Any], key: str, path: KeyPath) -> bool:
        """A field that is true or false; False when it is not there."""
        value = fields.get(key)
        if key in fields and str(value).lower() not in _FLAGS:
            self.problem((*path, key), f"expected true or false, found {value!r:.40}")
        return says_yes(value)

    def text(self, fields: Mapping[str, Any], key: str, path: KeyPath) -> str | None:
        """A field as text on one line; None when it is not there or empty."""
        if key not in fields:
            return None
        value = fields[key]
        if not isinstance(value, str) or not value.strip():
            self.problem((*path, key), "is empty" if not value else "expected text")
            return None
        return " ".join(value.split())

    def mapping(self, value: Any, path: KeyPath, known: tuple[str, ...]) -> dict[str, Any]:
        """A mapping with none but the `known` keys; empty when it is none."""
        if not isinstance(value, dict):
            example = "key: value" if path else "events: … or add: …"
            self.problem(path, f"expected a mapping ({example})")
            return {}
        for key in value:
            if key not in known:
                near = get_close_matches(key, known, n=1, cutoff=0.6)
                hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
                self.problem((*path, key), f"no such key; {hint}")
        return value

    def attempt(self, read: Callable[[], _T], path: KeyPath) -> _T | None:
        """What `read` gives; its ValueError becomes a problem."""
        try:
            return read()
        except ValueError as error:
            self.problem(path, str(error))
            return None

    def problem(self, path: KeyPath, message: str, line: int | None = None) -> None:
        """Note what is wrong at `path`."""
        line = line or self.line(path)
        key = ".".join(str(part) for part in path)
        self.problems.append((line, f"{self.name}:{line}: {key}{': ' if key else ''}{message}"))

    def line(self, path: KeyPath) -> int:
        """The line of `path` in the file, from 1."""
        return self.read.line(path) or 1


_AT = frozenset({"name", "at"})


def says_yes(value: Any) -> bool:
    """Whether a value as written is true."""
    return str(value).lower() in ("true", "yes")


def _is_position(value: Any) -> bool:
    if not isinstance(value, list):
        return False
    try:
        return len([float(number) for number in value]) == 2
    except (TypeError, ValueError):
        return False

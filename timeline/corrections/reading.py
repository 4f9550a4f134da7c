"""From the text of `corrections.yaml` to values: every bad entry at once, each as one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, get_args

from maps.features import MAX_TITLE, EventPlace, Kind, Status
from timeline.corrections.parsing import parsed
from timeline.corrections.values import Addition, Change, Correction, Corrections, Source
from timeline.errors import ConfigError
from timeline.written import UNKNOWN_DATE, DateOrder, Lookup, When, at_position, read_date
from timeline.written.places import Found, read_place
from timeline.yaml_lines import Path as KeyPath
from timeline.yaml_lines import YamlError, YamlValue

RULE = "by hand"
REASON = "set in the corrections"
#: The fields of an entry in the order they are written.
SET_FIELDS = ("title", "kind", "status", "date", "place")
ENTRY_FIELDS = ("quote", "about", "confirm", "drop", *SET_FIELDS, "merge", "split", "note")
ADD_FIELDS = (*SET_FIELDS, "source", "note")
SOURCE_FIELDS = ("title", "url", "publisher", "published", "document", "quote")
_SECTIONS = ("events", "add")
_UNKNOWN = frozenset({"unknown", "none"})
_FLAGS = frozenset({"true", "yes", "false", "no"})
_MAX_BYTES = 5_000_000
_T = TypeVar("_T")


def load_corrections(
    path: Path, gazetteer: Lookup, *, name: str | None = None, order: DateOrder | None = None
) -> Corrections:
    """The file at `path`, called `name` in messages; place names are looked up in `gazetteer`.

    Raises:
        ConfigError: with one line for every entry that cannot be used.
    """
    name = name or path.name
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ConfigError([f"{name}: larger than 5 MB; expected a file of corrections"])
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError([f"{name}: not UTF-8 text (byte {error.start})"]) from error
    except FileNotFoundError as error:
        raise ConfigError([f"{name}: no such file; expected the corrections"]) from error
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise ConfigError([f"{name}: cannot be read ({why})"]) from error
    return read_corrections(text, gazetteer, name=name, path=path, order=order)


def read_corrections(
    text: str,
    gazetteer: Lookup,
    *,
    name: str = "corrections.yaml",
    path: Path | None = None,
    order: DateOrder | None = None,
) -> Corrections:
    """The corrections in `text`. Raises ConfigError as `load_corrections` does."""
    try:
        read = parsed(text)
    except YamlError as error:
        where = name if error.line is None else f"{name}:{error.line}"
        raise ConfigError([f"{where}: {error}"]) from error
    reader = _Reader(read, name, gazetteer, order)
    corrections, additions = reader.all()
    if reader.problems:
        raise ConfigError([line for _, line in sorted(reader.problems, key=lambda item: item[0])])
    return Corrections(name, path, tuple(corrections), tuple(additions), tuple(reader.notes))


class _Reader:
    """Walks the entries and gathers problems and notes as it goes."""

    def __init__(
        self, read: YamlValue, name: str, gazetteer: Lookup, order: DateOrder | None
    ) -> None:
        self._read = read
        self._name = name
        self._gazetteer = gazetteer
        self._order = order
        self.notes: list[str] = []
        self.problems: list[tuple[int, str]] = []
        for item in read.problems:  # of a key given twice, the line is that of the second
            self._problem(item.path, item.message, item.line)

    def all(self) -> tuple[list[Correction], list[Addition]]:
        """Every entry; those with problems are left out."""
        value = self._read.value
        if value is None:
            return [], []
        top = self._mapping(value, (), _SECTIONS)
        entries = [self._correction(key, *at) for key, *at in self._entries(top, "events")]
        added = [self._addition(key, *at) for key, *at in self._entries(top, "add")]
        return [item for item in entries if item], [item for item in added if item]

    def _entries(self, top: Mapping[str, Any], section: str) -> Iterator[tuple[str, Any, KeyPath]]:
        value = top.get(section)
        if value is None:
            return
        if not isinstance(value, dict):
            self._problem((section,), "expected entries such as 3fa9c0d1e2b4: {drop: true}")
            return
        for key, entry in value.items():
            yield key, entry, (section, key)

    # entries

    def _correction(self, key: str, entry: Any, path: KeyPath) -> Correction | None:
        before = len(self.problems)
        fields = self._mapping(entry, path, ENTRY_FIELDS)
        seen = self._seen(fields, path)
        correction = Correction(
            key=" ".join(key.split()),
            line=self._line(path),
            quote=self._text(fields, "quote", path),
            about=self._text(fields, "about", path),
            change=self._change(fields, path),
            confirmed=seen is not None or _says_yes(fields.get("confirm")),
            confirmed_as=seen,
            dropped=self._flag(fields, "drop", path),
            merge=self._references(fields, path),
            split=self._parts(fields, path),
            note=self._text(fields, "note", path),
        )
        if len(self.problems) == before:
            self._check_sense(correction, path)
        return correction if len(self.problems) == before else None

    def _check_sense(self, item: Correction, path: KeyPath) -> None:
        does = bool(item.change or item.merge or item.confirmed)
        if item.dropped and (does or item.split):
            self._problem(path, "drop stands alone; take it out, or what is beside it")
        elif item.split and does:
            self._problem(path, "split stands alone; say what is right in its parts")
        elif not (does or item.dropped or item.split or item.note):
            wanted = ", ".join(ENTRY_FIELDS[2:])
            self._problem(path, f"says nothing; expected one of {wanted}")

    def _addition(self, key: str, entry: Any, path: KeyPath) -> Addition | None:
        before = len(self.problems)
        fields = self._mapping(entry, path, ADD_FIELDS)
        change = self._change(fields, path)
        source = self._source(fields, path)
        if len(self.problems) == before and change.title is None:
            self._problem(path, "title is needed and missing")
        note = self._text(fields, "note", path)
        if len(self.problems) > before:
            return None
        return Addition(key, self._line(path), change, source, note)

    def _source(self, fields: Mapping[str, Any], path: KeyPath) -> Source:
        path = (*path, "source")
        value = fields.get("source")
        if isinstance(value, str):
            value = {"url" if value.startswith(("http://", "https://")) else "title": value}
        if value is None:
            self._problem(path, "is needed and missing: a title, an address, or a mapping")
            return Source()
        inner = self._mapping(value, path, SOURCE_FIELDS)
        source = Source(**{name: self._text(inner, name, path) for name in SOURCE_FIELDS})
        if source == Source(quote=source.quote, published=source.published):
            self._problem(path, "expected one of title, url, publisher, document")
        if source.published is not None:
            self._try(lambda: read_date(source.published or "", self._order), (*path, "published"))
        return source

    def _parts(self, fields: Mapping[str, Any], path: KeyPath) -> tuple[Change, ...]:
        value = fields.get("split")
        if value is None:
            return ()
        path = (*path, "split")
        if not isinstance(value, list) or len(value) < 2:
            self._problem(path, "expected a list of two events or more")
            return ()
        parts = []
        for number, part in enumerate(value):
            inner = self._mapping(part, (*path, number), SET_FIELDS)
            change = self._change(inner, (*path, number))
            if change.title is None and isinstance(part, dict):
                self._problem((*path, number), "title is needed and missing")
            parts.append(change)
        return tuple(parts)

    def _references(self, fields: Mapping[str, Any], path: KeyPath) -> tuple[str, ...]:
        value = fields.get("merge")
        if value is None:
            return ()
        listed = value if isinstance(value, list) else [value]
        if not listed or not all(isinstance(item, str) and item.strip() for item in listed):
            self._problem((*path, "merge"), "expected ids or quotes of other events")
            return ()
        return tuple(" ".join(item.split()) for item in listed)

    # fields

    def _change(self, fields: Mapping[str, Any], path: KeyPath) -> Change:
        title = self._text(fields, "title", path)
        if title is not None and len(title) > MAX_TITLE:
            self._problem(
                (*path, "title"), f"has {len(title)} characters; expected at most {MAX_TITLE}"
            )
        return Change(
            title=title,
            kind=self._choice(fields, "kind", path, get_args(Kind)),
            status=self._choice(fields, "status", path, get_args(Status)),
            when=self._date(fields, path),
            places=self._places(fields, path),
        )

    def _date(self, fields: Mapping[str, Any], path: KeyPath) -> When | None:
        text = self._text(fields, "date", path)
        if text is None:
            return None
        if text.lower() in _UNKNOWN:
            return UNKNOWN_DATE
        return self._try(lambda: read_date(text, self._order), (*path, "date"))

    def _places(self, fields: Mapping[str, Any], path: KeyPath) -> tuple[EventPlace, ...] | None:
        if "place" not in fields:
            return None
        value, path = fields["place"], (*path, "place")
        if isinstance(value, str) and value.strip().lower() in _UNKNOWN:
            return ()
        listed = value if isinstance(value, list) and not _is_position(value) else [value]
        found = [self._try(partial(self._place, item), path) for item in listed]
        if not listed:
            self._problem(path, "is empty; for an event without a place write: unknown")
        for item in found:
            if item and item.note:
                self.notes.append(f"{self._name}:{self._line(path)}: {item.note}")
        return tuple(item.place for item in found if item)

    def _place(self, value: Any) -> Found:
        if _is_position(value):
            lon, lat = (float(number) for number in value)
            return Found(at_position(lon, lat, rule=RULE, reason=REASON))
        if isinstance(value, dict) and _is_position(value.get("at")) and not value.keys() - _AT:
            lon, lat = (float(number) for number in value["at"])
            name = str(value.get("name") or "")
            return Found(at_position(lon, lat, name=name, rule=RULE, reason=REASON))
        if isinstance(value, str) and value.strip():
            return read_place(value, self._gazetteer, rule=RULE, reason=REASON)
        raise ValueError(
            "expected a name, an id such as geonames:1220855, [longitude, latitude], or"
            " {name: …, at: [longitude, latitude]}"
        )

    def _choice(
        self, fields: Mapping[str, Any], key: str, path: KeyPath, choices: tuple[Any, ...]
    ) -> Any:
        text = self._text(fields, key, path)
        if text is None or text in choices:
            return text
        near = get_close_matches(text.lower(), choices, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}?" if near else ""
        self._problem((*path, key), f'"{text}" is none of {", ".join(choices)}{hint}')
        return None

    def _seen(self, fields: Mapping[str, Any], path: KeyPath) -> str | None:
        """What was confirmed; None where the entry says just true, or nothing."""
        if str(fields.get("confirm")).lower() in _FLAGS:
            return None
        return self._text(fields, "confirm", path)

    def _flag(self, fields: Mapping[str, Any], key: str, path: KeyPath) -> bool:
        value = fields.get(key)
        if key in fields and str(value).lower() not in _FLAGS:
            self._problem((*path, key), f"expected true or false, found {value!r:.40}")
        return _says_yes(value)

    def _text(self, fields: Mapping[str, Any], key: str, path: KeyPath) -> str | None:
        if key not in fields:
            return None
        value = fields[key]
        if not isinstance(value, str) or not value.strip():
            self._problem((*path, key), "is empty" if not value else "expected text")
            return None
        return " ".join(value.split())

    # problems

    def _mapping(self, value: Any, path: KeyPath, known: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(value, dict):
            example = "key: value" if path else "events: … or add: …"
            self._problem(path, f"expected a mapping ({example})")
            return {}
        for key in value:
            if key not in known:
                near = get_close_matches(key, known, n=1, cutoff=0.6)
                hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
                self._problem((*path, key), f"no such key; {hint}")
        return value

    def _try(self, read: Callable[[], _T], path: KeyPath) -> _T | None:
        try:
            return read()
        except ValueError as error:
            self._problem(path, str(error))
            return None

    def _problem(self, path: KeyPath, message: str, line: int | None = None) -> None:
        line = line or self._line(path)
        key = ".".join(str(part) for part in path)
        self.problems.append((line, f"{self._name}:{line}: {key}{': ' if key else ''}{message}"))

    def _line(self, path: KeyPath) -> int:
        return self._read.line(path) or 1


_AT = frozenset({"name", "at"})


def _says_yes(value: Any) -> bool:
    return str(value).lower() in ("true", "yes")


def _is_position(value: Any) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    try:
        return all(float(number) is not None for number in value)
    except (TypeError, ValueError):
        return False

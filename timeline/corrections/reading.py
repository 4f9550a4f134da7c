"""From the text of `corrections.yaml` to values: every bad entry at once, each as one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from timeline.corrections.fields import FieldReader, says_yes
from timeline.corrections.parsing import parsed
from timeline.corrections.values import Addition, Change, Correction, Corrections, Source
from timeline.errors import ConfigError
from timeline.written import DateOrder, Lookup, read_date
from timeline.yaml_lines import Path as KeyPath
from timeline.yaml_lines import YamlError

#: The fields of an entry in the order they are written.
SET_FIELDS = ("title", "kind", "status", "date", "place", "actors", "casualties")
ENTRY_FIELDS = ("quote", "about", "confirm", "drop", *SET_FIELDS, "merge", "split", "note")
ADD_FIELDS = (*SET_FIELDS, "source", "note")
SOURCE_FIELDS = ("title", "url", "publisher", "published", "document", "quote")
_SECTIONS = ("events", "add")
_MAX_BYTES = 5_000_000


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


class _Reader(FieldReader):
    """Walks the entries and gathers problems and notes as it goes."""

    def all(self) -> tuple[list[Correction], list[Addition]]:
        """Every entry; those with problems are left out."""
        value = self.read.value
        if value is None:
            return [], []
        top = self.mapping(value, (), _SECTIONS)
        entries = [self._correction(key, *at) for key, *at in self._entries(top, "events")]
        added = [self._addition(key, *at) for key, *at in self._entries(top, "add")]
        return [item for item in entries if item], [item for item in added if item]

    def _entries(self, top: Mapping[str, Any], section: str) -> Iterator[tuple[str, Any, KeyPath]]:
        value = top.get(section)
        if value is None:
            return
        if not isinstance(value, dict):
            self.problem((section,), "expected entries such as 3fa9c0d1e2b4: {drop: true}")
            return
        for key, entry in value.items():
            yield key, entry, (section, key)

    # entries

    def _correction(self, key: str, entry: Any, path: KeyPath) -> Correction | None:
        before = len(self.problems)
        fields = self.mapping(entry, path, ENTRY_FIELDS)
        seen = self.seen(fields, path)
        correction = Correction(
            key=" ".join(key.split()),
            line=self.line(path),
            quote=self.text(fields, "quote", path),
            about=self.text(fields, "about", path),
            change=self.change(fields, path),
            confirmed=seen is not None or says_yes(fields.get("confirm")),
            confirmed_as=seen,
            dropped=self.flag(fields, "drop", path),
            merge=self._references(fields, path),
            split=self._parts(fields, path),
            note=self.text(fields, "note", path),
        )
        if len(self.problems) == before:
            self._check_sense(correction, path)
        return correction if len(self.problems) == before else None

    def _check_sense(self, item: Correction, path: KeyPath) -> None:
        does = bool(item.change or item.merge or item.confirmed)
        if item.dropped and (does or item.split):
            self.problem(path, "drop stands alone; take it out, or what is beside it")
        elif item.split and does:
            self.problem(path, "split stands alone; say what is right in its parts")
        elif not (does or item.dropped or item.split or item.note):
            wanted = ", ".join(ENTRY_FIELDS[2:])
            self.problem(path, f"says nothing; expected one of {wanted}")

    def _addition(self, key: str, entry: Any, path: KeyPath) -> Addition | None:
        before = len(self.problems)
        fields = self.mapping(entry, path, ADD_FIELDS)
        change = self.change(fields, path)
        source = self._source(fields, path)
        if len(self.problems) == before and change.title is None:
            self.problem(path, "title is needed and missing")
        note = self.text(fields, "note", path)
        if len(self.problems) > before:
            return None
        return Addition(key, self.line(path), change, source, note)

    def _source(self, fields: Mapping[str, Any], path: KeyPath) -> Source:
        path = (*path, "source")
        value = fields.get("source")
        if isinstance(value, str):
            value = {"url" if value.startswith(("http://", "https://")) else "title": value}
        if value is None:
            self.problem(path, "is needed and missing: a title, an address, or a mapping")
            return Source()
        inner = self.mapping(value, path, SOURCE_FIELDS)
        source = Source(**{name: self.text(inner, name, path) for name in SOURCE_FIELDS})
        if source == Source(quote=source.quote, published=source.published):
            self.problem(path, "expected one of title, url, publisher, document")
        if source.published is not None:
            self.attempt(
                lambda: read_date(source.published or "", self.order), (*path, "published")
            )
        return source

    def _parts(self, fields: Mapping[str, Any], path: KeyPath) -> tuple[Change, ...]:
        value = fields.get("split")
        if value is None:
            return ()
        path = (*path, "split")
        if not isinstance(value, list) or len(value) < 2:
            self.problem(path, "expected a list of two events or more")
            return ()
        parts = []
        for number, part in enumerate(value):
            inner = self.mapping(part, (*path, number), SET_FIELDS)
            change = self.change(inner, (*path, number))
            if isinstance(part, dict) and "title" not in part:
                self.problem((*path, number), "title is needed and missing")
            parts.append(change)
        return tuple(parts)

    def _references(self, fields: Mapping[str, Any], path: KeyPath) -> tuple[str, ...]:
        value = fields.get("merge")
        if value is None:
            return ()
        listed = value if isinstance(value, list) else [value]
        if not listed or not all(isinstance(item, str) and item.strip() for item in listed):
            self.problem((*path, "merge"), "expected ids or quotes of other events")
            return ()
        return tuple(" ".join(item.split()) for item in listed)

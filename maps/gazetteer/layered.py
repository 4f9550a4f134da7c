"""The embedded gazetteer with others over it, looked up as one.

What the embedded gazetteer knows stays as it is: its points, levels and prominences were set and
tested by hand where a dump has none (regions, countries, former names). A dump adds the places and
names it lacks; a person's own places win for their names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from maps.gazetteer.layer import Layer
from maps.gazetteer.store import DEFAULT_LANGUAGE, Gazetteer
from maps.gazetteer.values import GazetteerInfo, NameEntry
from maps.place import Place

if TYPE_CHECKING:
    from marisa_trie import BytesTrie

#: Nobody has told a dump's little places from words and persons' names, as was done for the
#: embedded gazetteer, so a name that only places less prominent than this bear counts as both
#: (what that is worth: docs/bigger-gazetteers.md).
_CHECKED = 60


class LayeredGazetteer(Gazetteer):
    """The embedded gazetteer at `path`, and `layers` over it, which it closes with itself."""

    def __init__(self, path: Path, layers: Sequence[Layer]) -> None:
        super().__init__(path)
        self._layers = tuple(layers)
        self._winning = tuple(layer for layer in layers if layer.wins)
        self._joining = tuple(layer for layer in layers if not layer.wins)

    def close(self) -> None:
        super().close()
        for layer in self._layers:
            layer.close()

    @property
    def stamp(self) -> str:
        return layered_stamp(super().stamp, [layer.identity for layer in self._layers])

    def tries(self, folded: str) -> tuple[BytesTrie, ...]:
        found = super().tries(folded)
        for layer in self._layers:
            found += layer.tries(folded)
        return found

    def entries(self, folded: str, language: str = DEFAULT_LANGUAGE) -> tuple[NameEntry, ...]:
        for layer in self._winning:
            if own := layer.entries(folded, language):
                return own
        found = super().entries(folded, language)
        more = [entry for layer in self._joining for entry in layer.entries(folded, language)]
        if not more:
            return found
        known = {entry.key for entry in found}
        merged = [*found, *(entry for entry in more if entry.key not in known)]
        # Stable, so of equals the embedded ones come first, then those of the language.
        merged.sort(key=lambda entry: -entry.prominence)
        if not found and merged[0].prominence < _CHECKED:
            return tuple(replace(entry, common=True, person=True) for entry in merged)
        return tuple(merged)

    def years(self, folded: str, key: int) -> tuple[int | None, int | None]:
        found = super().years(folded, key)
        for layer in self._layers:
            if found != (None, None):
                break
            found = layer.years(folded, key)
        return found

    def parents(self, place: Place) -> tuple[Place, ...]:
        found = super().parents(place)
        if found:
            return found
        key = self._key(place.gazetteer_id)
        keys = [] if key is None else [k for layer in self._layers for k in layer.divisions(key)]
        country = self.country(place.country) if place.country else None
        above = list(self.at_all(dict.fromkeys(keys)))
        if country is not None and country != place:
            above.append(country)
        return tuple(above)

    @property
    def told_names(self) -> Mapping[str, Place]:
        return {name: place for layer in self._winning for name, place in layer.told_names.items()}

    def source_of(self, place: Place) -> str:
        key = self._key(place.gazetteer_id)
        if key is not None:
            for layer in (*self._winning, *self._joining):
                # What the embedded gazetteer has too is taken from it.
                if layer.fetch([key]) and (layer.wins or not self._is_embedded(key)):
                    return layer.name
        return super().source_of(place)

    def _is_embedded(self, key: int) -> bool:
        return bool(self._query("SELECT 1 FROM place WHERE key = ?", (key,)))

    def info(self) -> GazetteerInfo:
        told = super().info()
        return replace(
            told,
            places=told.places + sum(layer.places for layer in self._layers),
            names=told.names + sum(layer.names for layer in self._layers),
            sources={**told.sources, **{layer.name: layer.identity for layer in self._layers}},
        )

    def _fetch(self, keys: Sequence[int]) -> None:
        super()._fetch(keys)
        for layer in self._layers:
            missing = [key for key in keys if key not in self._places]
            if not missing:
                return
            self._places.update(layer.fetch(missing))

    def _key(self, gazetteer_id: str) -> int | None:
        for layer in self._layers:
            key = layer.key(gazetteer_id)
            if key is not None:
                return key
        return super()._key(gazetteer_id)


def layered_stamp(embedded: str, identities: Sequence[str]) -> str:
    """Digest of a gazetteer with layers; that of the embedded one when there are none."""
    if not identities:
        return embedded
    return hashlib.sha256(" ".join((embedded, *identities)).encode()).hexdigest()

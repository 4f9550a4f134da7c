"""The embedded gazetteer with others over it, looked up as one.

What the embedded gazetteer knows stays as it is: its points, levels and prominences were set and
tested by hand where a dump has none (regions, countries, former names). A dump adds the places and
names it lacks; a person's own places win for their names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from maps.gazetteer.layer import Layer
from maps.gazetteer.store import DEFAULT_LANGUAGE, Gazetteer
from maps.gazetteer.values import GazetteerInfo, NameEntry
from maps.place import Place
from maps.sphere import distance_km

if TYPE_CHECKING:
    from marisa_trie import BytesTrie

#: Nobody has told a dump's little places from words and persons' names, as was done for the
#: embedded gazetteer: somewhere there is a hill or a hamlet for every other word and surname. So a
#: name that only places less prominent than this bear is one where a place of that name is near
#: (`seen_from`; what that is worth: docs/bigger-gazetteers.md).
_LITTLE = 60
#: A little place near the others of a text is as likely meant as a town of 20,000 people.
_NEAR = 125
#: How far from a place of the text that is, in km, beyond the reach of that place itself; of a
#: place with a longer reach than the second it is not known where a text is.
_NEAR_KM, _LONGEST_REACH_KM = 100.0, 400.0
#: Places looked at under one name.
_MOST_LOOKED_AT = 500


class LayeredGazetteer(Gazetteer):
    """The embedded gazetteer at `path`, and `layers` over it, which it closes with itself.

    `around` is where it is seen from (`seen_from`), None for every place alike.
    """

    def __init__(self, path: Path, layers: Sequence[Layer]) -> None:
        super().__init__(path)
        self._layers = tuple(layers)
        self._winning = tuple(layer for layer in layers if layer.wins)
        self._joining = tuple(layer for layer in layers if not layer.wins)
        self.around: tuple[Place, ...] | None = None

    def seen_from(self, places: Sequence[Place]) -> LayeredGazetteer:
        """This gazetteer as a text sees it that names these places.

        Of the little places that only a dump has those are left that lie near, and they are as
        prominent as a small town. It shares the files of this one.
        """
        seen = copy(self)
        seen.around = tuple(at for at in places if at.precision_km <= _LONGEST_REACH_KM)
        return seen

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
        if self.around is None or found or merged[0].prominence >= _LITTLE:
            return tuple(merged)
        return tuple(replace(entry, prominence=_NEAR) for entry in self._nearby(merged))

    def _nearby(self, entries: Sequence[NameEntry]) -> list[NameEntry]:
        some = entries[:_MOST_LOOKED_AT]
        self.at_all(entry.key for entry in some)  # in one query
        places = {entry.key: self.at(entry.key) for entry in some}
        return [
            entry
            for entry in some
            if (place := places[entry.key]) and any(_is_near(place, at) for at in self.around or ())
        ]

    def has_name(self, folded: str) -> bool:
        known = super().has_name(folded)
        return bool(self.entries(folded)) if known and self.around is not None else known

    def longest_match(self, words: Sequence[str], start: int = 0, limit: int = 8) -> int:
        end = super().longest_match(words, start, limit)
        if self.around is not None:
            while end > start and not self.has_name(" ".join(words[start:end])):
                end -= 1
        return end

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


def _is_near(place: Place, other: Place) -> bool:
    away = distance_km(place.lon, place.lat, other.lon, other.lat)
    return away <= _NEAR_KM + other.precision_km


def layered_stamp(embedded: str, identities: Sequence[str]) -> str:
    """Digest of a gazetteer with layers; that of the embedded one when there are none."""
    if not identities:
        return embedded
    return hashlib.sha256(" ".join((embedded, *identities)).encode()).hexdigest()

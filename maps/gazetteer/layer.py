"""What lies over the embedded gazetteer: more places and names, looked up beside its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from maps.gazetteer.values import NameEntry
from maps.place import Place

if TYPE_CHECKING:
    from marisa_trie import BytesTrie


class Layer(Protocol):
    """Places beside those of the embedded gazetteer.

    Attributes:
        name: what to call it.
        identity: digest of what it was made from.
        places, names: how many places and (name, place) pairs it holds.
        wins: its places alone are meant by their names; else they join the others of that name.
        told_names: names as written that stand for one place each, whatever else they may look
            like in a text.
    """

    name: str
    identity: str
    places: int
    names: int
    wins: bool
    told_names: Mapping[str, Place]

    def tries(self, folded: str) -> tuple[BytesTrie, ...]:
        """The tries that hold whatever names begin with the first word of `folded`."""

    def entries(self, folded: str, language: str) -> tuple[NameEntry, ...]:
        """The places of a folded name, most prominent first."""

    def fetch(self, keys: Sequence[int]) -> dict[int, Place]:
        """The places of those keys that lie here."""

    def key(self, gazetteer_id: str) -> int | None:
        """The key of an id that is not of GeoNames; None when it is not from here."""

    def years(self, folded: str, key: int) -> tuple[int | None, int | None]:
        """First and last year a place bore a former name; None: open or not known."""

    def divisions(self, key: int) -> Iterable[int]:
        """Keys of what a place lies in, smallest first."""

    def close(self) -> None:
        """Give its file back."""

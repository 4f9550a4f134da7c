"""What recognition hands to resolution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from maps.gazetteer import NameEntry
from maps.place import Level, Place, Role


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text that may be a place.

    Attributes:
        start, end: offsets of the name as written, without article or possessive.
        name: `text[start:end]`.
        role: how the name is used, see `maps.place.Role`.
        probability: 0–1, that this is a place name at all.
        reason: a clause for a reader: why this was taken for a name of that role.
        entries: what the gazetteer knows under this name, most prominent first; empty when
            nothing is known.
        levels: the sorts of place that the words around allow ("X County", "state of X",
            "X River"); empty when they tell nothing.
        core: for a site that no gazetteer knows ("Riverdale Hospital"), the entries of the place
            named inside it; empty otherwise.
        place: given only where the text itself tells the point (coordinates) or a table does
            (a metonym's or a demonym's country).
    """

    start: int
    end: int
    name: str
    role: Role
    probability: float
    reason: str
    entries: tuple[NameEntry, ...] = ()
    levels: frozenset[Level] = frozenset()
    core: tuple[NameEntry, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about a text beside its words.

    Attributes:
        text: the document's text, that of the mentions' offsets.
        title, url, publisher: None when not known; they tell the article's and outlet's home.
        overrides: places by name as written, from the config; they win over everything.
        only_model: names that the language model takes for no place are left out from the start,
            so that they do not speak for the others; the overrides stay.
    """

    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    overrides: Mapping[str, Place] = field(default_factory=dict)
    only_model: bool = False

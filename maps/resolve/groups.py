"""Mentions of one name in a document, which as a rule mean one place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from maps.gazetteer import Gazetteer, NameEntry
from maps.place import Candidate, Level, Place
from maps.resolve.geometry import lies_in
from maps.resolve.mention import Mention

#: A name with more namesakes than this keeps only its most prominent ones.
_MOST_CANDIDATES = 40
#: Difference of prominence beyond which a namesake is out of the question: state and hamlet.
_OBSCURE = 130
#: Difference of prominence between two states of which one may be a town in the other.
_FAR_BETTER_KNOWN = 15
_DIVISIONS = ("country", "state", "continent")
_DATELINE = re.compile(r"(?:,\s[\w. ]{2,30})?\s*(?:\([\w .,/]{2,30}\))?\s*(?:—|–|--?)\s|\s+\(")
_ARTICLES = ("the ", "The ")
#: What English names with an article: "the Red Sea" is no state of Sudan.
_LANDSCAPE: frozenset[Level] = frozenset({"water", "natural", "region"})
#: What follows a name that is no adjective to the next word.
_NAME_ENDS = re.compile(
    r"\s*(?:[^\w\s'’-]|$)|\s+(?:and|or|in|on|at|to|of|for|from|by|with|as|but|that|which|who|when|"
    r"is|are|was|were|has|have|had|will|would|can|could|may|after|before|since|during|until)\b"
)
#: Stories begin in towns.
_TOWN: frozenset[Level] = frozenset({"city", "district"})
#: What "city" or "town" beside a name allows.
CITY_LEVELS = _TOWN
_COMMA = re.compile(r",\s+(?:in\s+)?|\s+\(")
_IN = re.compile(
    r",?\s+(?:city\s+|town\s+|village\s+|district\s+|area\s+|region\s+|county\s+)?"
    r"(?:in|of)\s+(?:the\s+)?(?:state\s+of\s+)?"
    r"(?:(?:north|south|east|west|central)\w*\s+|upstate\s+|rural\s+)?",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"['’]s?\s+(?:capital|port|city|town|coastal|largest|second|main|northern|southern|eastern|"
    r"western|central|city\s+of|town\s+of|capital\s+of|province\s+of|[a-z]+\s+city\s+of|\s)*",
)


@dataclass(slots=True, eq=False)
class Entry:
    """A candidate of a group: the place and how it bears the name."""

    place: Place
    prominence: int
    kind: str


@dataclass(slots=True)
class Group:
    """Mentions of the same name in the same sense.

    `wholes`: groups that the text names as what this lies in, with how ("comma", "in", "owner").
    `parts`: the reverse. `chances`: current probability of each candidate. `weight`: how often the
    name is mentioned, title included. `trust`: what the best candidate brings to the
    confidence in it, as log odds.
    """

    name: str
    mentions: list[Mention]
    entries: list[Entry]
    levels: frozenset[Level]
    wholes: list[tuple[str, Group]] = field(default_factory=list)
    parts: list[tuple[str, Group]] = field(default_factory=list)
    chances: list[float] = field(default_factory=list)
    by_core: bool = False
    weight: int = 0
    trust: float = 0.0
    told: tuple[Candidate, ...] = ()

    @property
    def best(self) -> int:
        return max(range(len(self.chances)), key=self.chances.__getitem__)

    @property
    def choice(self) -> Place:
        return self.entries[self.best].place


def group_mentions(
    mentions: Sequence[Mention], gazetteer: Gazetteer, text: str
) -> dict[int, Group]:
    """The group of each mention that has candidates, by the mention's position."""
    groups: dict[tuple[object, ...], Group] = {}
    found: dict[int, Group] = {}
    # by identity: the entries of a name are kept by the mentions, and hashing them all is slow
    pools: dict[int, list[Entry]] = {}
    relations = _relations(mentions, text, gazetteer)
    for position, mention in enumerate(mentions):
        known = mention.entries or mention.core
        if not known or mention.place is not None or not is_sought(mention):
            continue
        pool = pools.get(id(known))
        if pool is None:
            pool = pools[id(known)] = _pool(known, gazetteer)
        if not pool:
            continue
        key = (known[0].key, len(known), mention.levels, _sense(position, relations, mentions))
        group = groups.get(key)
        if group is None:
            entries = _of_level(pool, mention.levels)
            group = groups[key] = Group(
                mention.name, [], entries, mention.levels, by_core=not mention.entries
            )
        group.mentions.append(mention)
        group.weight += 1
        if _is_dateline(mention, text):
            group.entries = _of_level(group.entries, _TOWN)
        elif _is_led(mention, text) and group.entries[0].place.level != "country":
            group.entries = _of_level(group.entries, _LANDSCAPE)
        found[position] = group
    found = _merge_unqualified(found, groups)
    for position, (how, other) in relations.items():
        inner, outer = found.get(position), found.get(other)
        if inner is None or outer is None or inner is outer:
            continue
        inside = [a for a in inner.entries if any(lies_in(a.place, b.place) for b in outer.entries)]
        if not inside:
            continue
        if how == "comma" and not inner.wholes:
            # what stands after the comma leaves no other choice: "Paris, Texas"
            inner.entries = inside
        inner.wholes.append((how, outer))
        outer.parts.append((how, inner))
    return found


def add_heading(groups: Sequence[Group], heading: Mapping[int, Group]) -> list[Group]:
    """Let the names of the title count for those of the text; the title's own names, new groups.

    What the title says of a name ("Paris, Texas") holds in the text that only names it.
    """
    by_id = {(group.entries[0].place.gazetteer_id, group.name.lower()): group for group in groups}
    by_name = {group.name.lower(): group for group in groups}
    above = list({id(group): group for group in heading.values()}.values())
    met = {
        id(group): by_id.get((group.entries[0].place.gazetteer_id, group.name.lower()))
        or by_name.get(group.name.lower())
        for group in above
    }
    for group in above:
        # what lies in what holds between the text's own groups, where it has them
        group.wholes = [(how, met[id(whole)] or whole) for how, whole in group.wholes]
        group.parts = [(how, met[id(part)] or part) for how, part in group.parts]
        known = met[id(group)]
        if known is None:
            continue
        known.weight += 1
        if group.wholes and not known.wholes:
            inside = {entry.place.gazetteer_id for entry in group.entries}
            known.entries = [
                entry for entry in known.entries if entry.place.gazetteer_id in inside
            ] or known.entries
            known.wholes += group.wholes
    return [group for group in above if met[id(group)] is None]


def _is_dateline(mention: Mention, text: str) -> bool:
    """Whether a story begins with the name: "NEW YORK (AP) —", "LAHORE, Pakistan —"."""
    begins = mention.start == 0 or text[mention.start - 1] == "\n"
    return begins and mention.name.isupper() and _DATELINE.match(text, mention.end) is not None


def _is_led(mention: Mention, text: str) -> bool:
    """Whether the name stands with an article by itself: "the Red Sea", no "the Leeds coach"."""
    led = text.endswith(_ARTICLES, 0, mention.start) and mention.role != "facility"
    return led and _NAME_ENDS.match(text, mention.end) is not None


def _of_level(pool: list[Entry], levels: frozenset[Level]) -> list[Entry]:
    """The candidates of the sort that the words around call for.

    All of them when there is none, or only one so little known that the words must mean something
    else: no "states of Russia" are villages of that name.
    """
    fitting = [entry for entry in pool if entry.place.level in levels]
    if not fitting or fitting[0].prominence < pool[0].prominence - _OBSCURE:
        return pool
    return fitting


def is_sought(mention: Mention) -> bool:
    """Whether a mention of this role is put on the map at all."""
    return mention.role in ("location", "facility", "metonym")


def _pool(known: tuple[NameEntry, ...], gazetteer: Gazetteer) -> list[Entry]:
    entries = known[:_MOST_CANDIDATES]
    places = gazetteer.at_all([entry.key for entry in entries])
    return [
        Entry(place, entry.prominence, entry.kind)
        for place, entry in zip(places, entries, strict=True)
    ]


def _relations(
    mentions: Sequence[Mention], text: str, gazetteer: Gazetteer
) -> dict[int, tuple[str, int]]:
    """For a mention's position, how the text says what it lies in, and the whole's position."""
    found: dict[int, tuple[str, int]] = {}
    for position in range(len(mentions) - 1):
        here, following = mentions[position], mentions[position + 1]
        gap = text[here.end : following.start]
        if len(gap) > 40:
            continue
        if _COMMA.fullmatch(gap):
            if not _is_enumeration(here, following, gazetteer):
                found[position] = ("comma", position + 1)
        elif _IN.fullmatch(gap):
            found[position] = ("in", position + 1)
        elif _OWNER.fullmatch(gap):
            found[position + 1] = ("owner", position)
    return found


def _is_enumeration(here: Mention, following: Mention, gazetteer: Gazetteer) -> bool:
    """Whether both are first of all areas of one sort: "Lebanon, Syria", "Texas, Oklahoma".

    Not where the second is by far the better known: "West, Texas" is in no region of Cameroon.
    """
    first, second = _first_level(here, gazetteer), _first_level(following, gazetteer)
    if first not in _DIVISIONS or (first != second and second in _DIVISIONS):
        return False
    return first != second or (
        following.entries[0].prominence - here.entries[0].prominence < _FAR_BETTER_KNOWN
    )


def _first_level(mention: Mention, gazetteer: Gazetteer) -> Level | None:
    place = gazetteer.at(mention.entries[0].key) if mention.entries else None
    return place.level if place else None


def _sense(
    position: int, relations: dict[int, tuple[str, int]], mentions: Sequence[Mention]
) -> str:
    """What tells this mention from others of its name: the whole named after a comma."""
    relation = relations.get(position)
    if relation is None or relation[0] != "comma":
        return ""
    whole = mentions[relation[1]]
    return str(whole.entries[0].key) if whole.entries else ""


def _merge_unqualified(
    found: dict[int, Group], groups: dict[tuple[object, ...], Group]
) -> dict[int, Group]:
    """Mentions that are told less of join those of their name that are told more.

    A name without a whole is the one with most mentions, or the first of equals; what is called a
    city once is that city elsewhere ("the city of Van … in Van"), but what is called a county may
    be the town elsewhere.
    """
    senses: dict[tuple[object, ...], list[tuple[object, ...]]] = {}
    for key in groups:
        plain = key[2] == frozenset() or key[2] == CITY_LEVELS
        senses.setdefault((*key[:2], plain or key[2]), []).append(key)
    moved: dict[int, Group] = {}
    for keys in senses.values():
        told = [key for key in keys if key[3] != ""]
        told = told or [key for key in keys if key[2]]
        if not told:
            continue
        target = groups[max(told, key=lambda key: len(groups[key].mentions))]
        for key in keys:
            if key in told:
                continue
            source = groups[key]
            target.mentions += source.mentions
            target.weight += source.weight
            moved[id(source)] = target
    return {position: moved.get(id(group), group) for position, group in found.items()}

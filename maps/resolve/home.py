"""Where an outlet is at home: what its address and name tell, and which namesake the text fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from maps.gazetteer import Gazetteer, fold
from maps.gazetteer.tables import read_table
from maps.place import Place
from maps.resolve.groups import Group
from maps.resolve.mention import Context
from maps.resolve.namesakes import Namesakes

_WORDS = (
    r"the|my|our|this|is|daily|sunday|evening|morning|weekly|times|news|post|herald|tribune|gazette|"
    r"journal|chronicle|sun|star|observer|press|telegraph|mail|globe|inquirer|enquirer|examiner|"
    r"dispatch|register|courier|independent|advertiser|reporter|monitor|today|online|live|local|"
    r"now|leader|citizen|record|tv|radio|bulletin|mercury|sentinel|standard|free|newspaper|echo|"
    r"messenger|guardian|review|world|banner|argus|eagle|republican|democrat|union|call|in|"
    r"area|city|county|and|report|info|talk|talks|media|channel|express|week|com|net|newsonline"
)
#: Words that name papers and stations, as they stand in web addresses beside a place's name.
_OUTLET_WORDS = re.compile(rf"(?:{_WORDS})*")
#: Second-level labels under a country code.
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "gob"})
_UK = {"uk": "GB"}
#: Country codes in use as general ones.
_GENERAL = frozenset({"tv", "me", "co", "io", "ai", "fm", "cc", "ws", "ly", "eu", "to", "la"})
#: Shortest name that is looked for in an address: shorter ones are in every word.
_SHORTEST = 4
#: Namesakes of the outlet's town that are weighed against the text.
_MOST = 25
_TOWNS = ("city", "district", "county")
#: Prominence of a large city: taken for the outlet's where the text does not tell.
_FAMOUS = 150


@dataclass(frozen=True, slots=True)
class Home:
    """The country and, where it is known, the town of an outlet."""

    country: str | None = None
    place: Place | None = None


def home_of(
    context: Context, gazetteer: Gazetteer, groups: Sequence[Group], namesakes: Namesakes
) -> Home:
    """The outlet's home by its web address and name; empty when they tell nothing.

    `groups` are the names of the text, with their `namesakes`: an outlet called after Springfield
    is at home in the Springfield whose neighbours the text speaks of.
    """
    host = urlsplit(context.url or "").netloc.lower().partition(":")[0]
    labels = [label for label in host.split(".") if label not in ("www", "")]
    publisher = (context.publisher or "").lower()
    if not labels and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", publisher):
        labels = [label for label in publisher.split(".") if label != "www"]
    listed = _listed(labels, gazetteer)
    if listed is not None:
        return listed
    country = _country(labels)
    for name in _names(_outlet(labels), context.publisher, groups, gazetteer):
        place = _fitting(_towns(name, country, gazetteer), groups, namesakes)
        if place is not None:
            return Home(country or place.country, place)
    return Home(country)


@lru_cache(maxsize=1)
def _outlets() -> dict[str, tuple[str, str, str]]:
    return {
        row["domain"]: (row["town"], row["admin1"], row["country"])
        for row in read_table("outlets.csv")
    }


def _listed(labels: Sequence[str], gazetteer: Gazetteer) -> Home | None:
    """The home of an outlet that our table knows by its address or the end of it."""
    for start in range(len(labels) - 1):
        row = _outlets().get(".".join(labels[start:]))
        if row is None:
            continue
        town, admin1, country = row
        places = gazetteer.find(town) if town else ()
        fitting = (p for p in places if p.country == country and admin1 in ("", p.admin1))
        place = next((p for p in fitting if p.level in ("city", "district")), None)
        return Home(country or None, place)
    return None


def _country(labels: Sequence[str]) -> str | None:
    last = labels[-1] if labels else ""
    if len(last) != 2 or last in _GENERAL:
        return None
    return _UK.get(last, last.upper())


def _outlet(labels: Sequence[str]) -> str:
    rest = list(labels[:-1])
    if len(rest) > 1 and rest[-1] in _SECOND_LEVEL:
        rest = rest[:-1]
    return rest[-1].replace("-", "") if rest else ""


def _names(
    label: str, publisher: str | None, groups: Sequence[Group], gazetteer: Gazetteer
) -> Iterator[str]:
    """Folded place names that the outlet's name or address may hold, the likeliest first."""
    if publisher and "." not in publisher:
        words = fold(publisher).split()
        end = gazetteer.longest_match(words)
        if 0 < end < len(words):
            yield " ".join(words[:end])
    if label:
        yield from _named_in_text(label, groups)
        yield from _named(label, gazetteer)


def _named_in_text(label: str, groups: Sequence[Group]) -> Iterator[str]:
    """Names of the text that stand in the address, also those of several words."""
    for group in groups:
        folded = fold(group.name)
        compact = folded.replace(" ", "")
        if len(compact) >= _SHORTEST and _is_outlet_of(label, compact):
            yield folded


def _is_outlet_of(label: str, compact: str) -> bool:
    before, found, after = label.partition(compact)
    return bool(
        found and _OUTLET_WORDS.fullmatch(before) is not None and _OUTLET_WORDS.fullmatch(after)
    )


def _named(label: str, gazetteer: Gazetteer) -> Iterator[str]:
    """The longest place name in the address whose rest is words for a paper."""
    for length in range(len(label), _SHORTEST, -1):
        for start in range(len(label) - length + 1):
            name = label[start : start + length]
            if (
                gazetteer.has_name(name)
                and not _OUTLET_WORDS.fullmatch(name)
                and _is_outlet_of(label, name)
            ):
                yield name
                return


def _towns(folded: str, country: str | None, gazetteer: Gazetteer) -> list[tuple[int, Place]]:
    """Prominence and place of the towns and counties of a name, most prominent first."""
    found = []
    for entry in gazetteer.entries(folded)[:_MOST]:
        place = gazetteer.at(entry.key)
        if place is None or place.level not in _TOWNS or entry.kind == "code":
            continue
        if country in (None, place.country):
            found.append((entry.prominence, place))
    return found


def _fitting(
    towns: Sequence[tuple[int, Place]], groups: Sequence[Group], namesakes: Namesakes
) -> Place | None:
    """The town that most names of the text have namesakes beside; the most prominent of equals.

    None where the text does not tell and no town is well known.
    """
    if not towns:
        return None
    same = next((g for g in groups if any(e.place == towns[0][1] for e in g.entries)), None)
    scored = [
        (
            namesakes.near(place, same) + namesakes.in_state(place, same),
            -position,
            place,
        )
        for position, (_, place) in enumerate(towns)
    ]
    best, _, place = max(scored, key=lambda item: item[:2])
    if best > 0 or len(towns) == 1:
        return place
    prominence, first = towns[0]
    return first if prominence >= _FAMOUS else None

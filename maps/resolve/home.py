"""Where an outlet is at home: what its address and name tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from maps.gazetteer import Gazetteer, fold
from maps.gazetteer.tables import read_table
from maps.place import Place
from maps.resolve.mention import Context

#: Words that name papers and stations, as they stand in web addresses beside a place's name.
_OUTLET_WORDS = re.compile(
    r"^(?:the)?(?:daily|sunday|evening|morning|weekly)?"
    r"(?:times|news|post|herald|tribune|gazette|journal|chronicle|sun|star|observer|press|"
    r"telegraph|mail|globe|inquirer|enquirer|examiner|dispatch|register|courier|independent|"
    r"advertiser|reporter|monitor|today|online|live|local|now|daily|leader|citizen|record|"
    r"tv|radio|bulletin|mercury|sentinel|standard|free|freepress|newspaper|newsonline)*$"
)
#: Second-level labels under a country code.
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "gob"})
_UK = {"uk": "GB"}
#: Country codes in use as general ones.
_GENERAL = frozenset({"tv", "me", "co", "io", "ai", "fm", "cc", "ws", "ly", "eu", "to", "la"})


@dataclass(frozen=True, slots=True)
class Home:
    """The country and, where it is known, the town of an outlet."""

    country: str | None = None
    place: Place | None = None


def home_of(context: Context, gazetteer: Gazetteer) -> Home:
    """The outlet's home by its web address and name; empty when they tell nothing."""
    host = urlsplit(context.url or "").netloc.lower().partition(":")[0]
    labels = [label for label in host.split(".") if label not in ("www", "")]
    listed = _listed(labels, gazetteer)
    if listed is not None:
        return listed
    country = _country(labels)
    name = _outlet(labels)
    place = _named_place(name, country, gazetteer) if name else None
    if place is None and context.publisher:
        place = _publisher_place(context.publisher, country, gazetteer)
    return Home(country or (place.country if place else None), place)


@lru_cache(maxsize=1)
def _outlets() -> dict[str, tuple[str, str, str]]:
    return {
        row["domain"]: (row["town"], row["admin1"], row["country"])
        for row in read_table("outlets.csv")
    }


def _listed(labels: list[str], gazetteer: Gazetteer) -> Home | None:
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


def _country(labels: list[str]) -> str | None:
    last = labels[-1] if labels else ""
    if len(last) != 2 or last in _GENERAL:
        return None
    return _UK.get(last, last.upper())


def _outlet(labels: list[str]) -> str:
    rest = labels[:-1]
    if len(rest) > 1 and rest[-1] in _SECOND_LEVEL:
        rest = rest[:-1]
    return rest[-1].replace("-", "") if rest else ""


def _named_place(name: str, country: str | None, gazetteer: Gazetteer) -> Place | None:
    """The place whose name begins the address, the rest being words for a paper."""
    name = name.removeprefix("the")
    for end in range(len(name), 4, -1):
        if _OUTLET_WORDS.match(name[end:]) and gazetteer.has_name(name[:end]):
            return _first(name[:end], country, gazetteer)
    return None


def _publisher_place(name: str, country: str | None, gazetteer: Gazetteer) -> Place | None:
    words = fold(name).split()
    end = gazetteer.longest_match(words)
    return _first(" ".join(words[:end]), country, gazetteer) if 0 < end < len(words) else None


def _first(folded: str, country: str | None, gazetteer: Gazetteer) -> Place | None:
    for entry in gazetteer.entries(folded)[:10]:
        place = gazetteer.at(entry.key)
        if place is not None and country in (None, place.country) and entry.kind == "main":
            return place
    return None

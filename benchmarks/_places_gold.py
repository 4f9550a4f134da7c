"""Our own annotated articles, `tests/data/places_{gold,web}_*.yaml`, as rows like the corpora's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

from maps.gazetteer import Gazetteer

_DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
_MARK = re.compile(r"\[(?P<name>[^\]|>]+)(?:\|(?P<role>[a-z]))?(?:>(?P<key>[^\]]+))?\]")
_ROLES = {
    "": "location",
    "f": "facility",
    "m": "metonym",
    "d": "demonym",
    "l": "language",
    "n": "part_of_name",
}
#: Marked, but neither to be found nor an error when found.
NOT_SCORED = ("demonym", "language", "part_of_name")

Half = Literal["dev", "held_out"]
HALVES: tuple[Half, Half] = ("dev", "held_out")
#: Articles of all sorts, and shorter pieces of the sorts that web news is made of.
OwnSet = Literal["gold", "web"]
OWN_SETS: tuple[OwnSet, OwnSet] = ("gold", "web")


def gold_rows(name: OwnSet, half: Half, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """One row an article: doc, title, url, domain (the publisher), text, toponyms.

    A toponym has start, end, name, type (its role), lat, lon and country, the last three None
    where the role is not scored. Raises KeyError for a name that the article places nowhere.
    """
    import yaml

    path = _DATA / f"places_{name}_{half}.yaml"
    # every value as a string: `NO` is a country here, and `[Nice]` no list
    articles = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    return [_row(article, gazetteer) for article in articles]


def _row(article: dict[str, Any], gazetteer: Gazetteer) -> dict[str, Any]:
    marked = article["text"].rstrip("\n")
    text, toponyms, done = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[done : match.start()]
        role = _ROLES[match["role"] or ""]
        start, name = len(text), match["name"]
        text += name
        done = match.end()
        toponym = {"start": start, "end": len(text), "name": name, "type": role}
        where: tuple[str | None, float | None, float | None] = (None, None, None)
        if role not in NOT_SCORED:
            where = _where(article["places"][match["key"] or name], gazetteer)
        toponyms.append({**toponym, **dict(zip(("country", "lon", "lat"), where, strict=True))})
    return {
        "doc": article["id"],
        "title": article["title"],
        "url": article.get("url"),
        "domain": article.get("publisher"),
        "text": text + marked[done:],
        "toponyms": toponyms,
    }


def _where(told: str, gazetteer: Gazetteer) -> tuple[str | None, float, float]:
    code, *point = told.split()
    if not point:
        country = gazetteer.country(code)
        if country is None:
            raise KeyError(f"no country has the code {code}")
        return code, country.lon, country.lat
    lon, lat = map(float, point)
    return (None if code == "~" else code), lon, lat

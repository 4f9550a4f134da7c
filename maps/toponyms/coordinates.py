"""Coordinates written in a text: "38.54 N, 68.78 E", "38°32′N 68°46′E", "51.5074, -0.1278"."""

from __future__ import annotations

import re

from maps.place import Place
from maps.resolve.mention import Mention


def _degrees_pattern(side: str) -> str:
    number = r"\d{1,3}(?:\.\d+)?"
    return (
        rf"(?P<{side}d>{number})\s*(?:°|º|deg(?:rees?)?\.?)?\s*"
        rf"(?:(?P<{side}m>{number})\s*(?:['’′]|min(?:utes)?\.?)\s*)?"
        rf"(?:(?P<{side}s>{number})\s*(?:[\"”″]|''|’’|sec(?:onds)?\.?)\s*)?"
    )


_HEMISPHERES = re.compile(
    _degrees_pattern("a")
    + r"(?P<ah>[NS]\b|[Nn]orth\b|[Ss]outh\b)(?:\s+latitude)?\s*(?:[,;/]|and)?\s*"
    + _degrees_pattern("b")
    + r"(?P<bh>[EW]\b|[Ee]ast\b|[Ww]est\b)(?:\s+longitude)?"
)
#: Latitude and longitude as plain numbers of at least three decimals: "12.50, 13.75" are prices.
_DECIMAL = re.compile(
    r"(?<![\d.,$€£])(?<![$€£] )(?P<lat>[-−]?\d{1,2}\.\d{3,8}),\s*"
    r"(?P<lon>[-−]?\d{1,3}\.\d{3,8})(?![\d%]|\.\d)"
)
#: What every way of writing coordinates holds; most texts have none of it.
_HINT = re.compile(r"\d\s*(?:[°º'’′\"”″]|deg|min|sec|[NS]\b|[NnSs]o[ru]t)|\.\d{3}")
_METRES_PER_DEGREE = 111_320


def find_coordinates(text: str) -> list[Mention]:
    """Mentions with a place of their own, by start; nothing outside the globe."""
    found: list[Mention] = []
    if _HINT.search(text) is None:
        return found
    for match in _HEMISPHERES.finditer(text):
        if not re.search(r"[.°º'’′]|deg|latitude", match.group()):
            continue
        lat = _degrees(match, "a") * (-1 if match["ah"][0] in "Ss" else 1)
        lon = _degrees(match, "b") * (-1 if match["bh"][0] in "Ww" else 1)
        step = 1 / 3600 if match["as"] else 1 / 60 if match["am"] else _step(match["ad"])
        _append(found, match, lat, lon, step)
    for match in _DECIMAL.finditer(text):
        if any(mention.start < match.end() and mention.end > match.start() for mention in found):
            continue
        lat, lon = (float(match[side].replace("−", "-")) for side in ("lat", "lon"))
        _append(found, match, lat, lon, _step(match["lat"]))
    return sorted(found, key=lambda mention: mention.start)


def _degrees(match: re.Match[str], side: str) -> float:
    whole, minutes, seconds = (float(match[f"{side}{unit}"] or 0) for unit in "dms")
    if minutes >= 60 or seconds >= 60:
        return 999.0
    return whole + minutes / 60 + seconds / 3600


def _step(number: str) -> float:
    """The last digit's weight in degrees."""
    _, _, decimals = number.partition(".")
    return float(10 ** -len(decimals))


def _append(
    found: list[Mention], match: re.Match[str], lat: float, lon: float, step: float
) -> None:
    if abs(lat) > 90 or abs(lon) > 180:
        return
    name = match.group()
    south, west = "S" if lat < 0 else "N", "W" if lon < 0 else "E"
    place = Place(
        name=f"{abs(lat):.4g}° {south}, {abs(lon):.4g}° {west}",
        lon=round(lon, 6),
        lat=round(lat, 6),
        level="site",
        gazetteer_id="coordinates",
        precision_km=round(max(step * _METRES_PER_DEGREE / 1000, 0.01), 3),
    )
    found.append(
        Mention(
            start=match.start(),
            end=match.end(),
            name=name,
            role="location",
            probability=0.99,
            reason="coordinates written in the text",
            place=place,
        )
    )

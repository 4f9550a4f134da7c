"""A made-up dump of GeoNames of any size: rows and names as the real one has them, all invented.

Shares are near those of the full dump: two rows in five are populated places, most without people;
a name in six is of several words; a third of the rows have other names, some in other scripts.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

_HEADS = (
    "Bar", "Kol", "Vel", "Tor", "Mar", "Sel", "Gor", "Dun", "Lak", "Nov", "Pet", "San", "Zar",
    "Khu", "Bil", "Ost", "Rav", "Tem", "Ush", "Yal",
)  # fmt: skip
_MIDDLES = (
    "a", "e", "i", "o", "u", "an", "en", "in", "or", "al", "esh", "ura", "ilo", "eva", "ani",
)  # fmt: skip
_TAILS = (
    "stan", "grad", "by", "ville", "ton", "abad", "kent", "hausen", "ovo", "ka", "itsa",
    "mouth", "ford", "dal", "ek", "ar", "un", "os",
)  # fmt: skip
_WORDS = (
    "Lake", "Upper", "Lower", "Mount", "Saint", "New", "Old", "Great", "Kafr", "Wadi", "Rio",
    "Santa", "Cerro", "Hotel", "Farm",
)  # fmt: skip
_FEATURES = (
    ("P", "PPL", 38), ("P", "PPLX", 4), ("P", "PPLA3", 1), ("H", "STM", 14), ("T", "MT", 9),
    ("S", "FRM", 5), ("S", "HTL", 4), ("S", "SCH", 4), ("L", "LCTY", 5), ("A", "ADM3", 2),
    ("A", "ADM4", 3), ("T", "HLL", 6), ("H", "LK", 3), ("S", "CH", 2),
)  # fmt: skip
_COUNTRIES = ("RU", "US", "CN", "IN", "MX", "ID", "TJ", "IR", "FR", "NO", "BR", "CD")
_CYRILLIC = str.maketrans("abdegiklmnoprstuvyz", "абдегиклмнопрстувыз")
_ARABIC = str.maketrans("abdegiklmnoprstuvyz", "ابدهگیکلمنوپرستوویز")
_FIRST_ID = 20_000_000  # above GeoNames' own


def places(rows: int, seed: int = 1) -> Iterator[str]:
    """Lines of a table of places."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    kinds = [(a, b) for a, b, _ in _FEATURES]
    weights = [share for _, _, share in _FEATURES]
    for number in range(rows):
        name = invented_name(draw)
        feature_class, code = draw.choices(kinds, weights)[0]
        people = round(draw.paretovariate(0.9) * 20) if draw.random() < 0.15 else 0
        others = ",".join(other_names(name)) if draw.random() < 0.33 else ""
        country = _COUNTRIES[number * len(_COUNTRIES) // rows]
        lat, lon = draw.uniform(-60, 75), draw.uniform(-180, 180)
        columns = (
            _FIRST_ID + number, name, name, others, f"{lat:.5f}", f"{lon:.5f}", feature_class, code,
            country, "", f"{draw.randrange(1, 60):02d}", draw.randrange(1, 900), "", "",
            min(people, 30_000_000), "", draw.randrange(3000), "Etc/UTC", "2026-01-31",
        )  # fmt: skip
        yield "\t".join(map(str, columns))


def alternate_names(rows: int, names: int, seed: int = 2) -> Iterator[str]:
    """Lines of a table of alternate names, for ids of `places(rows)`."""
    draw = random.Random(seed)  # noqa: S311
    for number in range(names):
        name = invented_name(draw)
        language = draw.choice(("en", "ru", "fa", "fr", "link", "", "tg", "zh"))
        if language in ("ru", "tg"):
            name = name.lower().translate(_CYRILLIC)
        elif language == "fa":
            name = name.lower().translate(_ARABIC)
        key = _FIRST_ID + draw.randrange(rows)
        yield f"{number}\t{key}\t{language}\t{name}\t\t\t\t\t\t"


def hamlet(number: int, name: str, lat: float, lon: float) -> str:
    """A line of a table of places for a hamlet without people."""
    columns = (
        _FIRST_ID + number, name, name, "", f"{lat:.5f}", f"{lon:.5f}", "P", "PPL", "", "", "", "",
        "", "", 0, "", 0, "Etc/UTC", "2026-01-31",
    )  # fmt: skip
    return "\t".join(map(str, columns))


def invented_name(draw: random.Random) -> str:
    """A name of one word, or in one case of six of two."""
    word = draw.choice(_HEADS) + draw.choice(_MIDDLES) + draw.choice(_MIDDLES) + draw.choice(_TAILS)
    return f"{draw.choice(_WORDS)} {word}" if draw.random() < 1 / 6 else word


def other_names(name: str) -> tuple[str, ...]:
    """The name in two other scripts and another spelling."""
    plain = name.lower()
    return (plain.translate(_CYRILLIC), plain.translate(_ARABIC), f"{name}e")


def write(folder: Path, rows: int) -> list[Path]:
    """`allCountries.txt` with so many rows and `alternateNamesV2.txt` with as many names more."""
    paths = [folder / "allCountries.txt", folder / "alternateNamesV2.txt"]
    for path, lines in zip(paths, (places(rows), alternate_names(rows, rows)), strict=True):
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
    return paths


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))

"""English names of divisions, and the names they are called by without "Province" or "Oblast"."""

from __future__ import annotations

import re
import unicodedata

#: What English texts put behind the name of a division.
_GENERIC = re.compile(
    r" (Oblast|Province|Governorate|Region|Krai|Republic|Prefecture|Municipality|District|"
    r"Department|Canton|Emirate|Voivodeship|Division|Autonomous Region|Autonomous Okrug)$"
)
#: The same division in other English words: "Bryansk region", "Homs province".
_OTHERWISE = {
    "Oblast": ("Oblast", "region", "province"),
    "Krai": ("Krai", "territory", "region"),
    "Governorate": ("Governorate", "province", "region"),
    "Province": ("province",),
    "Voivodeship": ("Voivodeship", "province"),
    "Region": ("region", "province"),
}
#: Countries whose names are transliterations with marks that English texts never write.
_TRANSLITERATED = frozenset(
    {
        "AE", "AF", "BD", "BH", "DZ", "EG", "IN", "IQ", "IR", "JO", "KW", "LB", "LY", "NP", "OM",
        "PK", "QA", "SA", "SD", "SY", "VN", "YE",
    }
)  # fmt: skip
#: Where "… Region" among the aliases is no better than the name itself.
_OWN_NAME = frozenset({"DE", "FR", "IT", "AU", "US", "CA", "GB"})
_STRAY = str.maketrans("", "", "‘’ʻʼ`")


def english_name(name: str, aliases: tuple[str, ...], country: str) -> str:
    """The name an English text would use, from a division's name and aliases.

    An alias like "Homs Governorate" before the name "Ḩimş"; "Tatarstan, Respublika" is put in
    order; marks of transliteration go.
    """
    if country not in _OWN_NAME:
        for alias in aliases:
            if alias.isascii() and _GENERIC.search(alias):
                return alias
    if name.count(", ") == 1:
        last, first = name.split(", ")
        name = f"{first} {last}"
    if country in _TRANSLITERATED:
        plain = unicodedata.normalize("NFD", name.translate(_STRAY))
        return "".join(letter for letter in plain if not unicodedata.combining(letter))
    return name


def other_names(name: str) -> tuple[str, ...]:
    """Names that follow from one like "Bryansk Oblast": "Bryansk", "Bryansk region" …"""
    found = _GENERIC.search(name)
    if found is None:
        return ()
    bare = name[: found.start()]
    return (bare, *(f"{bare} {word}" for word in _OTHERWISE.get(found[1], ())))

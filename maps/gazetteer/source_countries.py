"""Country names in many languages: Unicode CLDR through babel, and the package countrynames.

countrynames also holds demonyms ("Tajik"), parts of countries ("Delaware" for the US) and a key
`FAIL` for what is no country, so only what reads like a name from CLDR is taken from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from maps.gazetteer.folding import fold
from maps.gazetteer.rows import FOREIGN_NAME, NameRow, Rows

#: Words that make a formal name of a short one: "Republic of Tajikistan", "Union of Myanmar".
_FORMAL = frozenset(
    {
        "republic", "kingdom", "state", "federation", "commonwealth", "union", "principality",
        "grand", "duchy", "sultanate", "democratic", "peoples", "islamic", "socialist", "federal",
        "united", "arab", "independent", "co", "operative", "plurinational", "bolivarian", "of",
        "the", "and", "la", "el", "de",
    }
)  # fmt: skip


def country_language_rows(country_keys: Mapping[str, int]) -> Rows:
    """Names of each country in every language of CLDR, and formal names and spellings beside them.

    A name that in English is another country's is left out ("Niger" for Nigeria in some).
    """
    names = _cldr_names()
    english = _english_names()
    for code, extra in _countrynames().items():
        known = {fold(name) for name in names[code]}
        names[code] |= {name for name in extra if _is_formal(name, known)}
    rows = Rows()
    for code, key in sorted(country_keys.items()):
        for name in sorted(names.get(code, ())):
            if english.get(fold(name), code) == code:
                rows.names.append(NameRow(name, key, penalty=FOREIGN_NAME))
    return rows


def _cldr_names() -> dict[str, set[str]]:
    from babel import Locale
    from babel.localedata import locale_identifiers

    names: dict[str, set[str]] = defaultdict(set)
    for identifier in sorted(locale_identifiers()):
        for code, name in Locale.parse(identifier).territories.items():
            if code.isalpha() and len(name) > 3 and not name.isupper():
                names[code].add(name)
    return names


def _english_names() -> dict[str, str]:
    from babel import Locale

    return {fold(name): code for code, name in Locale("en").territories.items() if code.isalpha()}


def _countrynames() -> dict[str, set[str]]:
    from countrynames.data import DATA

    return {code: set(names) for code, names in DATA.items() if code != "FAIL"}


def _is_formal(name: str, known: set[str]) -> bool:
    """Whether a name is a formal form ("Republic of …") of one of the folded names."""
    folded = fold(name)
    core = " ".join(word for word in folded.split() if word not in _FORMAL)
    return "," not in name and core != folded and core in known

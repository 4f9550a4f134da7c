"""One figure of people harmed, held or driven out, as a person writes it, and back.

at least 40 killed · 12 injured (Ministry of Health) · about 300 displaced, as of 2015-09-06
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from maps.features import Bound, Casualty, CasualtyType
from timeline.written.dates import read_date

#: Words and signs for a bound, those that are written back first.
_BOUNDS: Mapping[str, Bound] = {
    "at least": "at_least", "more than": "at_least", "over": "at_least", "≥": "at_least",
    "about": "about", "some": "about", "around": "about", "≈": "about",
    "at most": "at_most", "up to": "at_most", "≤": "at_most",
}  # fmt: skip
_TYPES: Mapping[str, CasualtyType] = {
    **{name: name for name in get_args(CasualtyType)},
    "dead": "killed", "wounded": "injured", "detained": "arrested",
}  # fmt: skip
_FIGURE = re.compile(
    rf"(?:(?P<bound>{'|'.join(_BOUNDS)})\s*)?(?P<value>\d{{1,3}}(?:[, ]\d{{3}})+|\d{{1,10}})"
    rf"(?P<more>\+)?\s+(?P<type>{'|'.join(_TYPES)})"
    r"(?:\s*\((?P<source>[^()]+)\))?(?:,?\s+as of\s+(?P<as_of>\S.*))?",
    re.IGNORECASE,
)


def read_casualty(text: str) -> Casualty:
    """The figure that `text` is.

    Raises:
        ValueError: it is none; the text says what was expected.
    """
    match = _FIGURE.fullmatch(" ".join(text.split()))
    if match is None:
        raise ValueError(
            f'"{text[:60]}" is no figure; expected such as: at least 40 killed, 12 injured'
            f" (source); of {', '.join(get_args(CasualtyType))}"
        )
    bound: Bound = "at_least" if match["more"] else "exact"
    if match["bound"]:
        bound = _BOUNDS[match["bound"].lower()]
    return Casualty(
        _TYPES[match["type"].lower()],
        int(re.sub(r"\D", "", match["value"])),
        bound,
        match["source"].strip() if match["source"] else None,
        _day(match["as_of"]) if match["as_of"] else None,
    )


def casualty_words(item: Casualty) -> str:
    """A figure as `read_casualty` reads it; signs that would end its source are exchanged."""
    bound = next((f"{words} " for words, bound in _BOUNDS.items() if bound == item.bound), "")
    source = f" ({item.source.translate(_NO_ENDS)})" if item.source else ""
    as_of = f", as of {item.as_of}" if item.as_of else ""
    return f"{bound}{item.value} {item.type}{source}{as_of}"


#: What would end a source, or a figure in a list of several.
_NO_ENDS = str.maketrans("();", "[],")


def _day(text: str) -> str:
    when = read_date(text)
    if when.start is None or when.start != when.end:
        raise ValueError(f'as of: expected a day such as 2015-09-06, found "{text[:40]}"')
    return when.start

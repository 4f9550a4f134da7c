"""What an outlet's address and name tell: its country, and which names it may be called after."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from maps.gazetteer import fold
from maps.gazetteer.tables import read_table
from maps.resolve.mention import Context

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
_WEB_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A paper or station by its address and name.

    Attributes:
        listed: town ("" for none), state and country of `outlets.csv`, None when it is not there.
        country: by the end of the address, or None.
        label: the part of the address that names it, without hyphens; empty when there is none.
        words: the folded words of its name.
    """

    listed: tuple[str, str, str] | None = None
    country: str | None = None
    label: str = ""
    words: tuple[str, ...] = ()

    def is_called(self, folded: str) -> bool:
        """Whether the outlet bears a folded place name ("bath" in "Bath Echo", bathecho.co.uk)."""
        if self.listed is not None and self.listed[0] and fold(self.listed[0]) == folded:
            return True
        words = folded.split()
        if len(self.words) > len(words) and list(self.words[: len(words)]) == words:
            return True
        return bool(self.label) and is_outlet_of(self.label, folded.replace(" ", ""))


def outlet_of(context: Context) -> Outlet:
    """The outlet of a document; empty when nothing is known of it."""
    host = urlsplit(context.url or "").netloc.lower().partition(":")[0]
    return _outlet(host, context.publisher or "")


@lru_cache(maxsize=256)
def _outlet(host: str, publisher: str) -> Outlet:
    address = _WEB_ADDRESS.fullmatch(publisher.lower())
    host = host or (publisher.lower() if address else "")
    labels = [label for label in host.split(".") if label not in ("www", "")]
    return Outlet(
        listed=_listed(labels),
        country=_country(labels),
        label=_label(labels),
        words=() if address else tuple(fold(publisher).split()),
    )


def is_outlet_of(label: str, compact: str) -> bool:
    """Whether an address is a name (without blanks) and words for a paper, before or after it."""
    if len(compact) < _SHORTEST:
        return False
    before, found, after = label.partition(compact)
    return bool(found) and is_paper_words(before) and is_paper_words(after)


def is_paper_words(letters: str) -> bool:
    """Whether letters are nothing but words like "daily", "news" and "times", or none."""
    return _OUTLET_WORDS.fullmatch(letters) is not None


@lru_cache(maxsize=1)
def _outlets() -> Mapping[str, tuple[str, str, str]]:
    return {
        row["domain"]: (row["town"], row["admin1"], row["country"])
        for row in read_table("outlets.csv")
    }


def _listed(labels: Sequence[str]) -> tuple[str, str, str] | None:
    """The row of an outlet that our table knows by its address or the end of it."""
    rows = (_outlets().get(".".join(labels[start:])) for start in range(len(labels) - 1))
    return next((row for row in rows if row is not None), None)


def _country(labels: Sequence[str]) -> str | None:
    last = labels[-1] if labels else ""
    if len(last) != 2 or last in _GENERAL:
        return None
    return _UK.get(last, last.upper())


def _label(labels: Sequence[str]) -> str:
    rest = list(labels[:-1])
    if len(rest) > 1 and rest[-1] in _SECOND_LEVEL:
        rest = rest[:-1]
    return rest[-1].replace("-", "") if rest else ""

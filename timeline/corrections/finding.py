"""Which event an entry means: by its id, else by the sentence it rests on.

An id is made from the article's text, so a word changed anywhere in an article gives its events new
ids; the sentence then finds them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

from maps.features import Event
from timeline.corrections.values import Correction

#: Shares of equal characters from which a changed sentence is taken for the same one, found by
#: trying: one word of ten exchanged keeps about 0.85, two sentences of one story have up to 0.6.
_ALIKE = 0.75
#: Fewer letters than these are no words of a quote that could tell one sentence from another.
_MIN_PART = 12
_QUOTES = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-"})
_SPACE = re.compile(r"\s+")


class Hit(NamedTuple):
    """An event, and whether only a sentence much like the quote was found, not the very one."""

    event: Event
    is_alike: bool = False


class NotFoundError(Exception):
    """No event, or more than one; the text says which, without the entry's place."""


class Finder:
    """Finds events of one collection."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._by_id: Mapping[str, Event] = {event.id: event for event in events}
        self._quotes = [
            (plain(item.quote), event) for event in self._by_id.values() for item in event.evidence
        ]

    def find(self, key: str, quote: str | None = None, about: str | None = None) -> Hit:
        """The event of that id; else the one told by `quote`, or by `key` read as a quote.

        `about`, the title as it was, tells apart several events of one sentence.

        Raises:
            NotFoundError: there is none, or no way to tell which of several.
        """
        if key in self._by_id:
            return Hit(self._by_id[key])
        wanted = plain(quote or key)
        told = self._told_by(wanted)
        found = told or self._alike(wanted)
        titled = [event for event in found if about and plain(event.title) == plain(about)]
        if len(titled) == 1:
            return Hit(titled[0], not told)
        if not found:
            raise NotFoundError("finds no event" if quote or " " in key else "is no event's id")
        if len(found) > 1:
            ids = ", ".join(event.id for event in found)
            raise NotFoundError(f"fits {len(found)} events ({ids}); write the id of one")
        return Hit(found[0], not told)

    def _told_by(self, wanted: str) -> list[Event]:
        """Events of that very sentence; else of one that holds it or lies in it."""
        if len(wanted) < _MIN_PART:
            return []
        same = [event for quote, event in self._quotes if quote == wanted]
        part = same or [
            event
            for quote, event in self._quotes
            if wanted in quote or (len(quote) >= _MIN_PART and quote in wanted)
        ]
        return list(dict.fromkeys(part))

    def _alike(self, wanted: str) -> list[Event]:
        """Events of the sentence most like it, when one is like enough."""
        if len(wanted) < _MIN_PART:
            return []
        matcher = SequenceMatcher(b=wanted, autojunk=False)
        best, found = _ALIKE, []
        for quote, event in self._quotes:
            matcher.set_seq1(quote)
            if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
                continue
            ratio = matcher.ratio()
            if ratio > best:
                best, found = ratio, [event]
            elif ratio == best and found and event not in found:
                found.append(event)
        return found


def plain(text: str) -> str:
    """A sentence without what changes when it is set anew: case, blanks, sorts of quotes."""
    return _SPACE.sub(" ", text.translate(_QUOTES)).strip().casefold()


def entries_by_event(
    events: Iterable[Event], corrections: Iterable[Correction]
) -> dict[str, Correction]:
    """Which entry speaks of which event, by the event's id; entries that find none are left out."""
    finder = Finder(events)
    found: dict[str, Correction] = {}
    for item in corrections:
        try:
            event = finder.find(item.key, item.quote, item.about).event
        except NotFoundError:
            continue
        found.setdefault(event.id, item)
    return found

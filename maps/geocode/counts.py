"""How an online geocoder fares."""

from __future__ import annotations

from typing import NamedTuple


class Counts(NamedTuple):
    """Questions it answered with places, and questions it could not answer: trouble, or a ban.

    `days` are the ISO days of all answers and misses, in the order they were told.
    """

    answered: int
    unanswered: int
    days: tuple[str, ...] = ()

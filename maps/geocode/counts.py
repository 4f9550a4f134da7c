"""How an online geocoder fares."""

from __future__ import annotations

from typing import NamedTuple


class Counts(NamedTuple):
    """Questions it answered with places, and questions it could not answer: trouble, or a ban."""

    answered: int
    unanswered: int

"""Dates and places as a person or another program writes them, checked: no guess is silent."""

from timeline.written.casualties import casualty_words, read_casualty
from timeline.written.dates import UNKNOWN_DATE, DateOrder, When, between, read_date
from timeline.written.lookup import OpenedWhenAsked
from timeline.written.places import (
    Lookup,
    at_position,
    describe,
    event_place,
    read_place,
    read_position,
)

__all__ = [
    "UNKNOWN_DATE",
    "DateOrder",
    "Lookup",
    "OpenedWhenAsked",
    "When",
    "at_position",
    "between",
    "casualty_words",
    "describe",
    "event_place",
    "read_casualty",
    "read_date",
    "read_place",
    "read_position",
]

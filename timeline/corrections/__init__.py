"""The last word to the person: what `corrections.yaml` says, laid over what was read.

corrections.yaml ── load_corrections ──> Corrections ── apply(collection, …) ──> Applied
"""

from timeline.corrections.applying import apply, part_id
from timeline.corrections.reading import load_corrections, read_corrections
from timeline.corrections.values import (
    DEFAULT_NAME,
    Addition,
    Applied,
    Change,
    Correction,
    Corrections,
    Source,
    reading_of,
)

__all__ = [
    "DEFAULT_NAME",
    "Addition",
    "Applied",
    "Change",
    "Correction",
    "Corrections",
    "Source",
    "apply",
    "load_corrections",
    "part_id",
    "read_corrections",
    "reading_of",
]

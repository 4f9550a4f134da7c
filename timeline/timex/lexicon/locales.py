"""Names of months, weekdays and days near today in other languages, from dateparser's data."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {0: "0 day ago", -1: "1 day ago", 1: "in 1 day"}
#: Shorter abbreviations are words of their own too often.
_MIN_MONTH, _MIN_WEEKDAY = 3, 4


def locale_sections(language: str) -> dict[str, Any] | None:
    """Sections of a lexicon for a language, or None when dateparser does not know it."""
    if not language.isalpha():
        return None
    try:
        info = import_module(f"dateparser.data.date_translation_data.{language.lower()}").info
    except ImportError:
        return None
    near = info.get("relative-type", {})
    order = str(info.get("date_order", "DMY"))
    return {
        "language": language,
        "date_order": order if order in ("DMY", "MDY", "YMD") else "DMY",
        "explicit_only": True,
        "months": _numbered(info, _MONTHS, _MIN_MONTH),
        "weekdays": _numbered(info, _WEEKDAYS, _MIN_WEEKDAY),
        "deictic_days": {step: near.get(key, []) for step, key in _DAYS.items()},
    }


def _numbered(info: dict[str, Any], keys: tuple[str, ...], shortest: int) -> dict[int, list[str]]:
    """1 → the names of the first, and so on.

    The shortest are abbreviations and may carry a dot, but for a name that has no longer form.
    """
    return {
        number: _marked(info.get(key, []), shortest) for number, key in enumerate(keys, start=1)
    }


def _marked(words: list[str], shortest: int) -> list[str]:
    longest = max(map(len, words), default=0)
    return [
        word if len(word) > shortest or len(word) == longest else f"{word}."
        for word in words
        if len(word) >= shortest
    ]

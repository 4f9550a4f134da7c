"""The words of the pages themselves, by language: `data/strings/LANGUAGE.json`, one flat key each.

English is complete; another language may lack keys and then shows the English ones.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

DEFAULT_LANGUAGE = "en"


@cache
def languages() -> tuple[str, ...]:
    """The languages shipped, as ISO 639-1 codes, sorted."""
    folder = files("maps") / "data" / "strings"
    return tuple(sorted(item.name.removesuffix(".json") for item in folder.iterdir()))


def shipped(language: str) -> str:
    """`language` when there are strings for it, else English: what a page in it is written in."""
    return language if language in languages() else DEFAULT_LANGUAGE


@cache
def strings(language: str = DEFAULT_LANGUAGE) -> Mapping[str, str]:
    """All strings of `language`, English where it has none (or is not shipped at all)."""
    return {**_read(DEFAULT_LANGUAGE), **_read(shipped(language))}


def _read(language: str) -> dict[str, str]:
    text = (files("maps") / "data" / "strings" / f"{language}.json").read_text(encoding="utf-8")
    read: dict[str, str] = json.loads(text)
    return read

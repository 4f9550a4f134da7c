"""Text set without a browser: about how wide it is, and how to make it fit.

Lengths are CSS pixels. The true width depends on the reader's font; these figures were measured
roughly over common sans-serif fonts and are meant to err on the wide side.
"""

from __future__ import annotations

#: Width of a character relative to the font's size, by class: capitals are wide, and so are scripts
#: that fill a square.
_NARROW, _NORMAL, _CAPITAL, _WIDE, _FULL = 0.3, 0.56, 0.7, 0.9, 1.0
#: How much wider DejaVu Sans is, the widest of the common system fonts.
_WIDEST_FONT = 1.12
#: How much wider bold letters are.
BOLDER = 1.12
_FIRST_FULL_WIDTH = 0x1100


def text_width(text: str, size: float) -> float:
    """About how wide `text` is in a sans-serif font of `size` pixels, without asking a browser."""
    return size * sum(_character_width(character) for character in text)


def _character_width(character: str) -> float:
    if character in "iljtfrI.,:;'|![]() ":
        return _NARROW
    if ord(character) >= _FIRST_FULL_WIDTH:
        return _FULL if ord(character) < 0x1E00 or ord(character) >= 0x2E80 else _NORMAL
    if character in "mwMW—…":
        return _WIDE
    return _CAPITAL if character.isupper() else _NORMAL


def safe_width(text: str, size: float) -> float:
    """How wide `text` is at most, whichever common font the reader has."""
    return _WIDEST_FONT * text_width(text, size)


def shorten(text: str, width: float, size: float) -> str:
    """`text`, or as much of it as fits into `width` pixels with an ellipsis."""
    if text_width(text, size) <= width:
        return text
    room = width - text_width("…", size)
    kept = 0
    for character in text:
        room -= size * _character_width(character)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def wrapped(text: str, width: float, size: float) -> list[str]:
    """`text` in lines of at most `width` pixels; a word that is longer is broken."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and safe_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines += _broken(word, width, size)
    return lines


def _broken(word: str, width: float, size: float) -> list[str]:
    """A word in pieces that fit; one piece where all of it does."""
    pieces = []
    while safe_width(word, size) > width and len(word) > 1:
        kept = max(1, len(shorten(word, width / _WIDEST_FONT, size)) - 1)
        pieces.append(word[:kept])
        word = word[kept:]
    return [*pieces, word]

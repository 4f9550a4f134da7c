"""What pictures on paper share: their size and their colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from maps.features import DRAWN_STATUSES, Event, FeatureCollection, Status
from maps.lettering import BOLDER, safe_width, wrapped
from maps.looks import STATUSES, Fill, Group, group_of, groups
from maps.marks import PATHS, mark
from maps.shell import GEONAMES, own_credits
from maps.strings import DEFAULT_LANGUAGE, strings
from maps.svg import group, moved, text

#: From the edge of the paper to what stands on it.
SIDE = 28.0
_TITLE, _SMALL, _KEY = 26.0, 12.0, 13.0


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """How a picture is drawn.

    Attributes:
        width: in CSS pixels; the height is what the content needs.
        theme: the ground, light or dark.
        statuses: of the events that are drawn; how many are not is told in the picture.
        language: of the picture's own words, ISO 639-1.
    """

    width: int = 1200
    theme: Literal["light", "dark"] = "light"
    statuses: tuple[Status, ...] = tuple(sorted(DRAWN_STATUSES))
    language: str = DEFAULT_LANGUAGE


#: As a picture is drawn when nothing else is asked for.
STANDARD = PictureOptions()


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a picture, those of `web/theme.css`."""

    paper: str
    ink: str
    soft: str
    line: str
    sea: str
    land: str
    border: str
    faint_border: str
    base: str


LIGHT = Inks(
    "#ffffff",
    "#1b1d1f",
    "#55595e",
    "#d9d6d0",
    "#e3ebf0",
    "#faf8f4",
    "#b9b4aa",
    "#ddd8ce",
    "#37414b",
)
DARK = Inks(
    "#14171a",
    "#eceae6",
    "#aeb3b8",
    "#3a4046",
    "#171d24",
    "#2a2f34",
    "#565d64",
    "#3c4248",
    "#cfd6dc",
)


def inks(options: PictureOptions) -> Inks:
    """The colours for the ground that is asked for."""
    return DARK if options.theme == "dark" else LIGHT


def colour(group: Group, options: PictureOptions) -> str:
    """That of a group of kinds."""
    return group.dark if options.theme == "dark" else group.light


def heading(title: str, count: str, options: PictureOptions) -> tuple[float, list[str]]:
    """The title over all, and where the picture may begin."""
    ink = inks(options)
    y = 24.0
    parts = []
    for line in wrapped(title, options.width - 2 * SIDE, _TITLE * BOLDER):
        y += _TITLE * 1.2
        parts.append(text(SIDE, y, line, font_size=_TITLE, font_weight=700, fill=ink.ink))
    parts.append(text(SIDE, y + 24, count, font_size=_KEY, fill=ink.soft))
    return y + 40, parts


def counted(key: str, count: int, options: PictureOptions) -> str:
    """The words of `key` for one or for several."""
    words = strings(options.language)
    return words[f"{key}_one" if count == 1 else f"{key}_other"].format(n=count)


@dataclass(frozen=True, slots=True)
class Key:
    """A line of a legend: `sign` is SVG about the origin, at most 16 pixels wide and tall."""

    name: str
    sign: str


def event_keys(events: Iterable[Event], status_path: str, options: PictureOptions) -> list[Key]:
    """What the colours, forms and fillings of these events mean.

    `status_path` is the form that shows the fillings.
    """
    words, ink = strings(options.language), inks(options)
    listed = list(events)

    def sign(path: str, fill: Fill, hue: str) -> str:
        return mark(0, 0, 6, path, fill, colour=hue, paper=ink.paper)

    keys = [
        Key(
            words.get(f"group_{one.id}", one.label),
            sign(PATHS[one.shape], "solid", colour(one, options)),
        )
        for one in groups().values()
        if any(group_of(event.kind) is one for event in listed)
    ]
    statuses = {event.status for event in listed}
    if statuses - {"happened"}:
        keys += [
            Key(words.get(f"status_{status}", look.label), sign(status_path, look.fill, ink.ink))
            for status, look in STATUSES.items()
            if status in statuses
        ]
    return keys


def legend(keys: Iterable[Key], top: float, options: PictureOptions) -> tuple[list[str], float]:
    """The keys in lines below `top`, and where they end."""
    ink = inks(options)
    drawn = []
    x, y = SIDE, top + 14
    for key in keys:
        wide = 24 + safe_width(key.name, _KEY)
        if x > SIDE and x + wide > options.width - SIDE:
            x, y = SIDE, y + 24
        drawn.append(group([key.sign], transform=moved(x + 7, y - 4.5)))
        lines = wrapped(key.name, options.width - SIDE - x - 22, _KEY)
        for at, line in enumerate(lines):
            drawn.append(text(x + 22, y + at * 17, line, font_size=_KEY, fill=ink.ink))
        y += 17 * (len(lines) - 1)
        x += wide + 20
    return drawn, (y + 12 if drawn else top)


def footer(lines: Sequence[str], top: float, options: PictureOptions) -> tuple[list[str], float]:
    """Notes and credits in small letters, and where the paper ends."""
    ink = inks(options)
    y = top + 10
    drawn = []
    for line in lines:
        sentence = line[:1].upper() + line[1:]
        for part in wrapped(sentence, options.width - 2 * SIDE, _SMALL):
            y += 16
            drawn.append(text(SIDE, y, part, font_size=_SMALL, fill=ink.soft))
        y += 4
    return drawn, y + 20


def credit_lines(
    collection: FeatureCollection, options: PictureOptions, more: Sequence[str] = ()
) -> list[str]:
    """The articles, and whose data the picture shows."""
    words = strings(options.language)
    sources = [
        ", ".join(filter(None, (item.title or item.name, item.publisher, item.url)))
        for item in collection.documents
    ]
    told = [f"{words['sources_title']}: {'; '.join(sources)}."] if sources else []
    credited = [GEONAMES.text, *(credit.text for credit in own_credits(collection)), *more]
    return [*told, words["read_by_program_short"], f"{'. '.join(credited)}."]

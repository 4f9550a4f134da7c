"""The page around a story that is being watched, and the list of stories."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template

#: The pages of a story; the first that is there is shown.
PAGES = ("story.html", "timeline.html", "map.html")


@dataclass(frozen=True, slots=True)
class Watched:
    """A story that is shown: what to call it, and the folder its files lie in."""

    name: str
    folder: Path


def around(number: int, story: Watched) -> str:
    """The page around the story, whose files are served below `/NUMBER/`."""
    there = [name for name in PAGES if (story.folder / name).is_file()]
    links = [
        f'<a href="/{number}/{name}" target="page">{name.removesuffix(".html")}</a>'
        for name in there
    ]
    address = f"/{number}/{there[0]}" if there else "about:blank"
    frame = f'<iframe name="page" src="{address}" title="{html.escape(story.name)}"></iframe>'
    return _filled(story.name, links, frame)


def overview(stories: Sequence[Watched]) -> str:
    """All stories, to choose one."""
    links = [
        f'<a href="/{number}/">{html.escape(story.name)}</a>'
        for number, story in enumerate(stories)
    ]
    return _filled("Stories", links, "<iframe hidden></iframe>")


@cache
def policy() -> str:
    """The content security policy of both: their own script, a frame of this server, its news."""
    digest = base64.b64encode(hashlib.sha256(_script().encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline';"
        " frame-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _filled(title: str, links: Sequence[str], frame: str) -> str:
    page = Template((files("timeline") / "web" / "watching.html").read_text(encoding="utf-8"))
    return page.substitute(
        title=html.escape(title), links="\n".join(links), frame=frame, script=_script()
    )


def _script() -> str:
    return (files("timeline") / "web" / "watching.js").read_text(encoding="utf-8")

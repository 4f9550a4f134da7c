"""The place names of a headline, which the language model does not read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from timeline.model import Document

if TYPE_CHECKING:
    from maps.gazetteer import Gazetteer
    from maps.place import Place, Toponym


def headline_places(
    document: Document, gazetteer: Gazetteer, overrides: Mapping[str, Place] | None = None
) -> tuple[Toponym, ...]:
    """The names that stand for a place in the title, read in the light of the text; offsets are of
    the title. `overrides` as in `maps.toponyms.Context`.
    """
    from maps.toponyms import Context, find_toponyms

    title = document.title
    if not title:
        return ()
    context = Context(
        f"{title}\n\n{document.text}",
        title=title,
        url=document.url,
        publisher=document.publisher,
        overrides=overrides or {},
    )
    found = find_toponyms(None, title, gazetteer, context)
    return tuple(name for name in found if name.place is not None and name.role != "metonym")

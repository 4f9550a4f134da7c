"""Toponym recognition: the names of places in a text, and what role each plays there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.gazetteer import Gazetteer
from maps.place import Toponym
from maps.resolve import Context, Mention, resolve
from maps.toponyms.recognise import recognise

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Context", "Mention", "find_toponyms", "recognise"]


def find_toponyms(
    doc: Doc | None, text: str, gazetteer: Gazetteer, context: Context | None = None
) -> tuple[Toponym, ...]:
    """Every place name of `text` and where it is, by start, not overlapping.

    `doc` is spaCy's reading of `text`, or None to work from the gazetteer and the words alone;
    `context` adds the article's title and outlet and the config's own choices. Names of every role
    are returned; those that are no places have `place` None.
    """
    context = context or Context(text)
    mentions = recognise(doc, text, gazetteer, context)
    heading = recognise(None, context.title, gazetteer) if context.title else ()
    return resolve(mentions, gazetteer, context, heading)

"""The strength of a base told in a sentence of its own: "Some 5,000 soldiers serve there"."""

from __future__ import annotations

import re
from functools import cache

from maps.bases.lexicon import load_words
from maps.bases.story import Scene
from maps.bases.telling import Told

#: How many sentences back the base may have been told of.
_REACH = 2
_THERE = re.compile(r"\b(?:there|at the site|on the site)\b", re.IGNORECASE)
_IT_HOUSES = re.compile(
    r"\s*(?:It|The site|The place)\s+(?:(?:now|still|also|once|currently|already)\s+)?"
    r"(?:is (?:now )?home to|was (?:once )?home to|houses?|housed|hosts?|hosted|holds?|held"
    r"|employs?|employed|has|had|can (?:hold|house|take)|accommodates?|lodges?)\b"
)


@cache
def _not_serving() -> re.Pattern[str]:
    """Words of loss and of moves: those people do not serve there."""
    return load_words().patterns["people_blocks"]


def tell_strength(scene: Scene) -> None:
    """Add the figure of a sentence without a base of its own to the one base told just before."""
    text = scene.story.text
    last = _last_told(scene)
    if last is None or not scene.figures:
        return
    pointer = _IT_HOUSES.match(text, *scene.span) or _THERE.search(text, *scene.span)
    sentence = text[slice(*scene.span)]
    if pointer is None or _not_serving().search(sentence):
        return
    if not load_words().patterns["people_cues"].search(sentence):
        return
    scene.tell(
        last.again(pointer.span(), scene.span, scene.index, last.status, scene.figures[0].personnel)
    )


def _last_told(scene: Scene) -> Told | None:
    """The base of the sentences just before, when they told of one alone."""
    near = [told for told in scene.story.told if scene.index - told.index <= _REACH]
    if not near:
        return None
    same = [told for told in near if told.index == near[-1].index]
    one = len({told.feature_id for told in same}) == 1 and not same[-1].plural
    return same[-1] if one and same[-1].status not in ("planned", "denied") else None

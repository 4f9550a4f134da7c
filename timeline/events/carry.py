"""What a sentence leaves out because the one before has told it: dates first, then places."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.carry_dates import date_before, from_document
from timeline.events.carry_places import from_dateline, places_before
from timeline.events.mention import Mention
from timeline.events.scene import Scene


def carry_over(scene: Scene, live: Sequence[Mention]) -> None:
    """Fill in dates, then places, from the mentions before; last from dateline and document."""
    previous: list[Mention] = []
    for mention in live:
        sentence = scene.parse.sentences[mention.sentence]
        drawn = mention.standing is not None and mention.standing.status in ("happened", "ongoing")
        undated = mention.when is None and not mention.counts
        if undated and drawn and mention.clause is not None:
            mention.when = date_before(scene, mention, previous)
            if mention.when is None:
                mention.when = from_document(scene, mention)
        if not mention.places and drawn:
            mention.places = places_before(scene, mention, previous)
            if not mention.places and sentence.kind == "body":
                mention.places = from_dateline(scene, mention)
        previous.append(mention)

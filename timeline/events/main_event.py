"""The main event of a news story has a day and a place, though its own words leave them out.

A reader takes the day of publication, and the place from what stands nearby (`main_place`). These
are guesses, and told as such: each has its rule, its reason and little confidence.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.carry_dates import is_pluperfect, is_recent
from timeline.events.date_links import publication_link
from timeline.events.importance import importance
from timeline.events.main_place import places_of_main
from timeline.events.mention import DateLink
from timeline.events.merging import Group
from timeline.events.scene import Scene


def complete_main_event(scene: Scene, groups: Sequence[Group]) -> None:
    """Give the drawn event of most weight a day and a place where it has none."""
    drawn = [group for group in groups if _is_drawn(group)]
    if not drawn or scene.today is None:
        return
    main = max(drawn, key=lambda g: importance(scene, g, g.when, g.places))
    if main.lead.sentence > scene.lead + 1:
        return
    if main.when is None and not all(is_pluperfect(m) for m in main.mentions):
        main.lead.when = _day_of_publication(scene)
    if not main.places and is_recent(scene, main.when):
        main.lead.places = next(places_of_main(scene, main), [])


def _is_drawn(group: Group) -> bool:
    standing = group.lead.standing
    return standing is not None and standing.status in ("happened", "ongoing")


def _day_of_publication(scene: Scene) -> DateLink | None:
    dct = scene.document.dct
    if dct is None:
        return None
    return publication_link(dct, "the text gives no day for its main event", 0.3)

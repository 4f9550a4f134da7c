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
from timeline.events.mention import DateLink, Mention
from timeline.events.merging import Group
from timeline.events.opening import FOUND_BY, is_statement
from timeline.events.scene import Scene

#: So many sentences behind the first the news itself is told.
_NEAR = 2


def drop_needless_statement(scene: Scene, groups: Sequence[Group]) -> list[Group]:
    """The groups without the statement that the story opens with, where its next sentences tell
    news of their own.
    """
    news = [g for g in groups if g.lead.found_by != FOUND_BY and _is_news(scene, g)]
    if not news:
        return list(groups)
    return [g for g in groups if not is_statement(scene.parse, g.lead, scene.lexicon)]


def _is_news(scene: Scene, group: Group) -> bool:
    near = group.lead.sentence <= scene.lead + _NEAR
    return near and _is_drawn(group) and group.when is not None and is_recent(scene, group.when)


def complete_main_event(scene: Scene, groups: Sequence[Group]) -> None:
    """Give the drawn event of most weight a day and a place where it has none."""
    if scene.today is None:
        return
    opening = [group for group in groups if group.lead.sentence <= scene.lead + 1]
    drawn = [group for group in opening if _is_drawn(group)]
    candidates = drawn or [group for group in opening if _is_planned(group)]
    if not candidates:
        return
    main = max(candidates, key=lambda g: importance(scene, g, g.when, g.places))
    before = all(is_pluperfect(m) and not _is_backshifted(scene, m) for m in main.mentions)
    if drawn and main.when is None and not before:
        main.lead.when = _day_of_publication(scene)
    if not main.places and is_recent(scene, main.when):
        main.lead.places = next(places_of_main(scene, main), [])


def _is_backshifted(scene: Scene, mention: Mention) -> bool:
    """“The firm said it had fixed the fault”: what is said to be so now."""
    parse, clause = scene.parse, mention.clause
    if clause is None or mention.sentence != scene.lead:
        return False
    return parse.deps[clause.verb] == "ccomp" and parse.heads[clause.verb] != clause.verb


def _is_planned(group: Group) -> bool:
    return group.lead.standing is not None and group.lead.standing.status == "planned"


def _is_drawn(group: Group) -> bool:
    standing = group.lead.standing
    return standing is not None and standing.status in ("happened", "ongoing")


def _day_of_publication(scene: Scene) -> DateLink | None:
    dct = scene.document.dct
    if dct is None:
        return None
    return publication_link(dct, "the text gives no day for its main event", 0.3)

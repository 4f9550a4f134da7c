"""One sentence for a reader: why this place, or why none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from maps.place import Candidate, Level
from maps.resolve.geometry import lies_in
from maps.resolve.groups import Group
from maps.resolve.mention import Mention

#: A choice whose confidence is less than this is told to be unsafe.
SAFE = 0.7
#: What a reader calls a level.
_KINDS: Mapping[Level, str] = {
    "water": "river, lake or sea",
    "natural": "mountain, island or the like",
    "site": "building or site",
}
#: A runner-up less likely than this is not worth telling.
_OPEN = 0.05


def reason_for(group: Group, index: int) -> str:
    """Why a candidate is likely, from what the text says beside the name."""
    entry = group.entries[index]
    place = entry.place
    parts = []
    for how, whole in group.wholes:
        if lies_in(place, whole.choice):
            parts.append(
                f"the text puts it in {whole.choice.name}"
                if how != "owner"
                else f"the text names it with {whole.choice.name}"
            )
            break
    if group.levels and place.level in group.levels:
        parts.append(f"the words around call for a {_KINDS.get(place.level, place.level)}")
    if len(group.entries) == 1:
        # where the text puts it somewhere, the others of the name are out of the count
        parts += [] if parts else ["the only place of that name"]
    elif index == 0:
        parts.append("the most prominent place of that name")
    else:
        parts.append("fits the other places of the text best")
    return "; ".join(parts)


def doubt_about(told: Sequence[Candidate]) -> str:
    """What to add where the best candidate is not safe: the next best, if that is open."""
    if len(told) < 2 or told[1].score < _OPEN:
        return "; not safe"
    other = told[1].place
    where = ", ".join(part for part in (other.admin1, other.country) if part)
    return f"; not safe: it may be {other.name} ({where or other.level})"


def unplaced_reason(mention: Mention) -> str:
    """Why a mention has no place."""
    if mention.role in ("location", "facility", "metonym"):
        return "no gazetteer knows a place of this name"
    return mention.reason

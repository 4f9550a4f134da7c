"""Whether an event filled the time its date names, or lay somewhere in it.

“Throughout September”, “from 1 to 10 September” and “since Monday” tell of something that lasted;
“in September”, “early September” and “last week” only say within what it fell. Nothing in the
calendar tells the two apart, so the words do.
"""

from __future__ import annotations

import re

from maps.features import Status
from timeline.events.mention import DateLink

#: What fills a stretch from end to end, said in its own words …
_FILLED = re.compile(r"\b(?:since|until|till|throughout|all|whole|entire)\b", re.IGNORECASE)
#: … or just before them: “through May”, “over the course of 2014”, “for much of last year”.
_FILLED_BEFORE = re.compile(
    r"\b(?:since|until|till|through|throughout|over|all|whole|entire|for (?:much|most))"
    r"(?:\s+(?:the|of|course))*\s*$",
    re.IGNORECASE,
)
_REACH = 32  # characters that the longest of these phrases takes


def lasts(text: str, when: DateLink | None, status: Status) -> bool | None:
    """Whether an event of that date and status lasted; None for one day, which leaves no choice.

    `text` is the document's, in which the link's time expression stands.
    """
    if when is None or when.start == when.end:
        return None
    if status == "ongoing":
        return True
    timex = when.timex
    if timex is None:
        return False
    if timex.mod == "ON_OR_AFTER" or when.edtf != timex.edtf:
        return True  # “since Monday”, or “from 1 to 10 September”, of which this is one end
    before = text[max(0, timex.start - _REACH) : timex.start]
    return bool(_FILLED_BEFORE.search(before) or _FILLED.search(timex.text))

"""Numbers that only their digits make years: no story goes there, and in news they must be near."""

from __future__ import annotations

from collections.abc import Sequence

from maps.dates import civil
from timeline.timex.filters import Filter
from timeline.timex.spec import Node, Partial

#: Up to so many years from the document's own, a number is a year without a word for it …
_NEAR = 50
#: … and in news, so many years from it, none is.
_FAR = 150


def doubtful_years(
    nodes: Sequence[Node], text: str, sift: Filter, today: int | None
) -> frozenset[int]:
    """Where numbers stand that nothing else makes years, unless near the document's own."""
    return frozenset(
        node.start
        for node in nodes
        if sift.is_doubtful(node, text) and not _is_within(_NEAR, node, today)
    )


def far_years(
    nodes: Sequence[Node], doubtful: frozenset[int], today: int | None
) -> tuple[Node, ...]:
    """Those of them that news does not mean as years: "about 1205 of them"."""
    if today is None:
        return ()
    return tuple(
        node for node in nodes if node.start in doubtful and not _is_within(_FAR, node, today)
    )


def _is_within(reach: int, node: Node, today: int | None) -> bool:
    year = node.content.year if isinstance(node.content, Partial) else None
    return today is not None and year is not None and abs(year - civil(today).year) <= reach

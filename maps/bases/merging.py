"""One base told several times, in one document or in many, as one feature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from maps.bases.status import PRIORITY
from maps.features import Base, Mention


def merge_bases(bases: Iterable[Base]) -> tuple[Base, ...]:
    """Bases with the same id joined, in the order of their ids.

    Mentions are kept in the order they come. Named once is named; of two readings the more certain
    one gives position and reason; the strongest status wins (attacked, closed, planned, denied,
    exists).
    """
    merged: dict[str, Base] = {}
    for base in bases:
        known = merged.get(base.id)
        merged[base.id] = base if known is None else _join(known, base)
    return tuple(merged[base_id] for base_id in sorted(merged))


def _join(first: Base, second: Base) -> Base:
    better = second if (not second.inferred, second.certainty) > (
        not first.inferred,
        first.certainty,
    ) else first  # fmt: skip
    mentions: dict[tuple[str, int, int], Mention] = {}
    for mention in (*first.mentions, *second.mentions):
        mentions.setdefault((mention.document, mention.start, mention.end), mention)
    status = min(first.status, second.status, key=PRIORITY.index)
    return replace(
        better,
        status=status,
        personnel=first.personnel or second.personnel,
        inferred=first.inferred and second.inferred,
        certainty=max(first.certainty, second.certainty),
        candidates=tuple(dict.fromkeys((*first.candidates, *second.candidates))),
        mentions=tuple(mentions.values()),
    )

"""One event of two that a person says are the same."""

from __future__ import annotations

from dataclasses import replace

from maps.features import Event


def joined(lead: Event, other: Event) -> Event:
    """`lead` with what only `other` tells; the date and place of `lead` stay where it has them."""
    dated = lead if lead.edtf or lead.start or lead.end else other
    documents = {item.document for event in (lead, other) for item in event.evidence}
    return replace(
        lead,
        edtf=dated.edtf,
        start=dated.start,
        end=dated.end,
        when_text=dated.when_text,
        when_reason=dated.when_reason,
        when_rule=dated.when_rule,
        places=lead.places or other.places,
        actors=tuple(dict.fromkeys((*lead.actors, *other.actors))),
        attribution=tuple(dict.fromkeys((*lead.attribution, *other.attribution))),
        casualties=tuple(dict.fromkeys((*lead.casualties, *other.casualties))),
        evidence=tuple(dict.fromkeys((*lead.evidence, *other.evidence))),
        importance=max(lead.importance, other.importance),
        confidence=1.0,
        sources=max(1, len(documents), lead.sources, other.sources),
        edited="corrected",
        notes=tuple(dict.fromkeys((*lead.notes, *other.notes))),
    )

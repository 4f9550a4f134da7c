"""Openings and closings of military bases, which `maps.bases` finds, as events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maps.features import Base, Kind
from maps.place import Place, Toponym
from timeline.events.clauses import Clause
from timeline.events.mention import Mention, PlaceLink
from timeline.events.parse import Parse, Sentence

if TYPE_CHECKING:
    from maps.bases import BaseFindings, BaseSpan

_KINDS: Mapping[str, Kind] = {"opened": "mobilize", "closed": "retreat"}
FOUND_BY = "a base's change"


@dataclass(frozen=True, slots=True)
class BaseChange:
    """Where a text says that a base was opened or closed."""

    span: BaseSpan
    base: Base


def find_changes(findings: BaseFindings | None) -> tuple[BaseChange, ...]:
    """The changes a document tells, one for each verb that tells one, in the order of the text."""
    if findings is None:
        return ()
    bases = {base.id: base for base in findings.bases}
    by_verb: dict[tuple[int, int], BaseChange] = {}
    for span in findings.spans:
        if span.change is not None and span.trigger is not None and span.base in bases:
            known = by_verb.get(span.trigger)
            change = BaseChange(span, bases[span.base])
            if known is None or known.base.certainty < change.base.certainty:
                by_verb[span.trigger] = change
    return tuple(by_verb.values())


def add_changes(
    parse: Parse,
    sentence: Sentence,
    changes: Sequence[BaseChange],
    found: list[Mention],
    clauses: Mapping[int, Clause],
) -> dict[int, BaseChange]:
    """See to it that every change of a sentence has a mention; returns them by `id(mention)`."""
    told: dict[int, BaseChange] = {}
    for change in changes:
        start, end = change.span.trigger or (0, 0)
        if not sentence.start <= start < sentence.end:
            continue
        verbs = set(range(parse.token_at(start), parse.token_at(end - 1) + 1))
        mention = next((m for m in found if m.tokens & verbs), None)
        if mention is None:
            mention = _new_mention(parse, sentence, verbs, clauses)
            found.append(mention)
        mention.found_by = FOUND_BY
        mention.kind = _KINDS[change.span.change or "opened"]
        told[id(mention)] = change
    found.sort(key=lambda mention: mention.head)
    return told


def _new_mention(
    parse: Parse, sentence: Sentence, verbs: set[int], clauses: Mapping[int, Clause]
) -> Mention:
    head = next((verb for verb in sorted(verbs) if verb in clauses), min(verbs))
    return Mention(
        sentence=sentence.index,
        head=head,
        clause=clauses.get(head),
        kind="other",
        group="base",
        lemma=parse.lemmas[head],
        nominal=False,
        found_by=FOUND_BY,
        tokens={head},
    )


def place_of(change: BaseChange, text: str) -> list[PlaceLink]:
    """The base itself as the site; none where only a set of bases fits."""
    base, span = change.base, change.span
    if base.lon is None or base.lat is None:
        return []
    id_ = base.id if base.id.startswith("base:") else f"base:{base.id}"
    place = Place(
        name=base.name,
        lon=base.lon,
        lat=base.lat,
        level="base",
        gazetteer_id=id_,
        country=base.host,
        precision_km=base.precision_km,
    )
    words = " ".join(text[span.start : span.end].split())
    toponym = Toponym(
        span.start, span.end, words, place, "facility", base.certainty, base.reason or base.source
    )
    return [PlaceLink(toponym, "own words", f"“{words}”, the base that was {span.change}")]

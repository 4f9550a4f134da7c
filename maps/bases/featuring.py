"""All that was told of bases as features, with the sentences that tell it."""

from __future__ import annotations

from collections.abc import Sequence

from maps.bases.merging import merge_bases
from maps.bases.register import Term
from maps.bases.rows import country_names
from maps.bases.telling import Told
from maps.bases.tying import Fit
from maps.features import Base, BaseKind, Mention

_MAX_CANDIDATES = 40
_KIND_WORDS: dict[BaseKind | None, str] = {
    "air": "air base", "naval": "naval base", "army": "army base", "missile": "missile base",
    "space": "space base", "range": "range", "headquarters": "headquarters",
    "logistics": "logistics base", "other": "military site", None: "military base",
}  # fmt: skip


def to_features(told: Sequence[Told], text: str, document: str) -> tuple[Base, ...]:
    """One feature a base, with every sentence that tells of it."""
    return merge_bases(_feature(item, text, document) for item in told)


def _feature(told: Told, text: str, document: str) -> Base:
    mention = _mention(told.sentence, text, document)
    if told.tied is not None:
        return _tied_feature(told, told.tied, mention)
    place = told.wanted.place if told.wanted else None
    pinned = place is not None and not place.is_area and not told.fits
    return Base(
        id=told.feature_id,
        name=_set_name(told),
        lon=place.lon if pinned and place else None,
        lat=place.lat if pinned and place else None,
        base_kind=told.kind or "other",
        operator=told.operator,
        host=told.host,
        status=told.status,
        personnel=told.personnel,
        inferred=not told.named,
        certainty=round(told.certainty, 2),
        precision_km=max(place.precision_km, 10.0) if pinned and place else 0.0,
        source="text",
        reason=told.reason + (f" Drawn at {place.name}." if pinned and place else ""),
        candidates=tuple(fit.root.feature_id for fit in told.fits[:_MAX_CANDIDATES]),
        mentions=(mention,),
    )


def _tied_feature(told: Told, fit: Fit, mention: Mention) -> Base:
    root, site = fit.root, fit.base
    # Who leaves a garrison does not close the whole base.
    garrison_left = site is not root and told.status == "closed" and root.is_open(told.year)
    term = told.term or Term(root.operator, root.opened, root.closed)
    return Base(
        id=root.feature_id,
        name=root.name,
        # A garrison counts as its parent, but its soldiers are where it is.
        lon=site.lon,
        lat=site.lat,
        aliases=root.aliases,
        base_kind=root.kind,
        service=root.service,
        operator=term.operator,
        host=root.host,
        opened=None if term.opened is None else str(term.opened),
        closed=None if term.closed is None else str(term.closed),
        status="exists" if garrison_left else told.status,
        personnel=told.personnel,
        inferred=not told.named,
        certainty=round(told.certainty, 2),
        precision_km=site.precision_km,
        source=site.source,
        reason=told.reason + (" This part of it is told as closed." if garrison_left else ""),
        candidates=fit.rivals,
        mentions=(mention,),
    )


def _set_name(told: Told) -> str:
    names = country_names()
    operators = " and ".join(names.get(code, code) for code in told.operator)
    kind = _KIND_WORDS[told.kind]
    kind = f"{kind}s" if told.plural and not kind.endswith("s") else kind
    owner = f" of {operators}" if operators else ""
    place = told.wanted.place if told.wanted else None
    unknown = told.wanted.unknown if told.wanted else None
    where = place.name if place else unknown or names.get(told.host or "", told.host or "")
    return f"{kind[0].upper()}{kind[1:]}{owner}{f' in {where}' if where else ''}"


def _mention(sentence: tuple[int, int], text: str, document: str) -> Mention:
    start, end = sentence
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    before = text.rfind("\n\n", 0, start)
    context_start = 0 if before < 0 else before + 2
    after = text.find("\n\n", end)
    context_end = len(text) if after < 0 else after
    return Mention(
        document, start, end, text[start:end], text[context_start:context_end], context_start
    )

"""Finding military bases in a text and tying them to the register.

    names of the register ─── naming ─────┐
    phrases for bases ─────── describing ─┴─> Told (what a sentence says of a base) ─> Base
         operators and hosts, status, people       one feature for all mentions of a base

Named and described mentions of one base become one feature. What cannot be tied to one row stays
a set (`candidates`, no position of its own); what is no base is dropped with its reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from maps.bases.changes import ChangeKind
from maps.bases.countries import CountryMention, country_mentions
from maps.bases.describing import tell_phrases
from maps.bases.featuring import to_features
from maps.bases.figures import find_figures
from maps.bases.names import NameHit, names_of
from maps.bases.naming import tell_names
from maps.bases.phrases import find_phrases
from maps.bases.register import Register, RegisteredBase
from maps.bases.story import DroppedBase, Scene, Story
from maps.bases.strengths import tell_strength
from maps.bases.surroundings import Surroundings
from maps.bases.telling import Told
from maps.features import Base, BaseStatus
from maps.place import Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_Spanned = TypeVar("_Spanned", CountryMention, NameHit)
_YEAR = re.compile(r"(?<![\d.,$€£])(?:1[89]|20)\d\d(?![\d.,]\d|\s+(?:men|troops|soldiers|km))\b")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|to|on|from|inside)\s+(?:\w+\s+)?$")


@dataclass(frozen=True, slots=True)
class BaseSpan:
    """Where a text speaks of a base, and what it says there has become of it.

    Attributes:
        base: the feature's id.
        status: as this mention tells it; the feature has the strongest of all mentions.
        change: "opened" or "closed" when the clause tells that as something that took place.
        trigger: offsets of the verb that tells the change.
    """

    start: int
    end: int
    base: str
    named: bool
    status: BaseStatus = "exists"
    change: ChangeKind | None = None
    trigger: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class BaseFindings:
    """What a document tells of bases.

    Attributes:
        bases: one feature a base, in the order of their ids, with the sentences as mentions.
        spans: the words that speak of them, in the order of the text.
        dropped: for `--explain`.
    """

    bases: tuple[Base, ...] = ()
    spans: tuple[BaseSpan, ...] = ()
    dropped: tuple[DroppedBase, ...] = ()


def find_bases(
    doc: Doc,
    text: str,
    toponyms: Iterable[Toponym],
    register: Register,
    *,
    when: str | None,
    document: str,
) -> BaseFindings:
    """The military bases that a document speaks of.

    Args:
        doc: spaCy's reading of `text`, with parts of speech and sentences.
        toponyms: of the same text; demonyms and metonyms too, though they are known here as well.
        when: ISO day (or year) of the story; None = any time. A base that was closed before then,
            or opened after, is tied only when it is named or told as past.
        document: the document's id, for the mentions.
    """
    year = _year(when) or _only_year_told(text)
    story = Story(text, register, year, country_mentions(text, toponyms))
    hits = names_of(register).find(text)
    for index, sentence in enumerate(doc.sents):
        _read_sentence(story, doc, sentence, index, hits)
    spans = tuple(
        _span(told) for told in sorted(story.told, key=lambda told: (told.start, told.end))
    )
    return BaseFindings(to_features(story.told, text, document), spans, tuple(story.dropped))


def _span(told: Told) -> BaseSpan:
    change = told.change
    return BaseSpan(
        told.start, told.end, told.feature_id, told.named, told.status,
        change.kind if change else None, (change.start, change.end) if change else None,
    )  # fmt: skip


def _year(when: str | None) -> int | None:
    match = re.match(r"-?\d{4}", when or "")
    return int(match.group()) if match else None


def _only_year_told(text: str) -> int | None:
    """The year of a text without a date: the one it tells, if it tells no other."""
    told = set(_YEAR.findall(text))
    return int(told.pop()) if len(told) == 1 else None


def _read_sentence(
    story: Story, doc: Doc, sentence: Span, index: int, all_hits: Sequence[NameHit]
) -> None:
    start, end = sentence.start_char, sentence.end_char
    hits = _within(all_hits, start, end)
    phrases = find_phrases(sentence, story.text)
    countries = [
        item for item in _within(story.countries, start, end) if not _is_part_of_a_name(item, hits)
    ]
    countries = _where_the_register_has_them(countries, hits)
    if hits or phrases or story.told:
        around = Surroundings(
            doc, story.text, start, end, countries, phrases,
            [(hit.start, hit.end) for hit in hits], story.last_actor, story.last_host,
            _hosts_of(hits),
        )  # fmt: skip
        scene = Scene(story, around, find_figures(story.text, start, end), index)
        tell_phrases(scene, phrases, tell_names(scene, hits, phrases))
        if not any(told.index == index for told in story.told):
            tell_strength(scene)
    _remember(story, countries)


def _hosts_of(hits: Sequence[NameHit]) -> dict[int, str]:
    """By where a name starts, the one state in which all bases of that name lie."""
    found = {}
    for hit in hits:
        hosts = {base.host for base in hit.bases}
        if len(hosts) == 1 and (host := hosts.pop()) is not None:
            found[hit.start] = host
    return found


def _is_part_of_a_name(item: CountryMention, hits: Sequence[NameHit]) -> bool:
    """Whether a place is no more than a word of a base's name ("Ain" of "Ain al-Asad")."""
    return not item.is_any("name", "adjective", "people") and any(
        not hit.bare
        and hit.start <= item.start
        and item.end <= hit.end
        and (hit.start, hit.end) != (item.start, item.end)
        for hit in hits
    )


def _where_the_register_has_them(
    countries: list[CountryMention], hits: Sequence[NameHit]
) -> list[CountryMention]:
    """Places that another state has as well, put where a base of the name is run by one told.

    The "French outpost at Madama" is in Niger: no French base is near the Madama of Palestine.
    """
    codes = {item.code for item in countries if not item.is_any("place")}
    rows = {
        hit.start: base
        for hit in hits
        for base in hit.bases
        if hit.bare and base.tier == 1 and codes & set(base.operators)
    }
    return [_moved(item, rows.get(item.start)) for item in countries]


def _moved(item: CountryMention, base: RegisteredBase | None) -> CountryMention:
    if base is None or item.forms != {"place"} or item.place is None or base.host == item.code:
        return item
    place = replace(item.place, lon=base.lon, lat=base.lat, country=base.host, bbox=None)
    known = item.namesakes | {base.host} if base.host else item.namesakes
    return replace(item, code=base.host, place=place, namesakes=known)


def _within(items: Sequence[_Spanned], start: int, end: int) -> Sequence[_Spanned]:
    """Those that start in a stretch of text; the items are in its order."""
    first = bisect_left(items, start, key=lambda item: item.start)
    return items[first : bisect_left(items, end, key=lambda item: item.start)]


def _remember(story: Story, found: Sequence[CountryMention]) -> None:
    """Actor and host for "its base" and "in the country" of later sentences."""
    for item in found:
        if item.code and item.is_any("name", "metonym"):
            story.last_actor = item.code
            break
    for item in found:
        before = story.text[max(0, item.start - 25) : item.start]
        if item.code and item.is_any("name", "place") and _PLACE_BEFORE.search(before):
            story.last_host = item.code

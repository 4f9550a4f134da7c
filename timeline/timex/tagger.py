"""The way through the tagger: read, sift, resolve, write out, bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from timeline.model import DocumentDate, TemporalExpression
from timeline.timex.bounds import Bounds
from timeline.timex.cues import Cues, patterns_of
from timeline.timex.discourse import Discourse, day_of
from timeline.timex.doubts import doubtful_years, far_years
from timeline.timex.filters import Filter, is_candidate
from timeline.timex.grammar import Grammar
from timeline.timex.joints import joints_of
from timeline.timex.language import language_of
from timeline.timex.lexicon import Lexicon, load_lexicon
from timeline.timex.numeric import order_of
from timeline.timex.options import DEFAULT_OPTIONS, TimexOptions
from timeline.timex.resolver import Resolver
from timeline.timex.sharing import share_days, share_years, weekday_range_ends, year_ranges
from timeline.timex.spec import Node
from timeline.timex.survey import (
    explicit_years,
    is_diary,
    plausible_years,
    reading_of,
    sections_of,
    told_in_full,
)
from timeline.timex.writing import write


@dataclass(frozen=True, slots=True)
class Refused:
    """What looked like a time expression, and why it is none."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the tagger has to say about a text, for `--explain`."""

    expressions: tuple[TemporalExpression, ...]
    refused: tuple[Refused, ...]
    profile: str


@lru_cache(maxsize=8)
def _grammar(language: str, lexicons: tuple[Path, ...]) -> tuple[Lexicon, Grammar, Filter]:
    lexicon = load_lexicon(language, lexicons)
    return lexicon, Grammar(lexicon), Filter(lexicon)


def tag(
    text: str,
    dct: DocumentDate | None = None,
    *,
    options: TimexOptions = DEFAULT_OPTIONS,
    title: str | None = None,
) -> tuple[TemporalExpression, ...]:
    """All time expressions of a text, by start, not overlapping. Never raises on any text.

    Args:
        dct: the document's day, from which news counts; without one, dates that need it get a
            value with X and null EDTF.
        title: context only; its full dates help to choose between news and narrative.

    Raises:
        UserError: a lexicon file of the options cannot be used.
    """
    return read(text, dct, options=options, title=title).expressions


def read(
    text: str,
    dct: DocumentDate | None = None,
    *,
    options: TimexOptions = DEFAULT_OPTIONS,
    title: str | None = None,
) -> Reading:
    """As `tag`, with what was turned down and the reading chosen."""
    language = options.language if options.language != "en" else language_of(text)
    lexicon, grammar, sift = _grammar(language, options.lexicons)
    nodes = grammar.read(text)
    candidates, refused = _sift(nodes, text, sift)
    today = day_of(dct)
    doubtful = doubtful_years(candidates, text, sift, today)
    diary = is_diary(text, candidates)
    profile = options.profile
    if profile == "auto":
        heading = grammar.read(title) if title else []
        sure = (node for node in candidates if node.start not in doubtful)
        profile = reading_of([*heading, *sure], today, diary=diary)
    narrative = profile == "narrative"
    other = "newsonly" if narrative else "narrativeonly"
    candidates = [node for node in candidates if other not in node.kinds]
    if not narrative:
        far = far_years(candidates, doubtful, today)
        candidates = [node for node in candidates if node not in far]
        refused += tuple(_refused(node, text, "a far year without a word for it") for node in far)
    discourse = Discourse(
        today,
        "narrative" if narrative else "news",
        plausible_years(explicit_years(candidates)),
        sections_of(text, candidates) if narrative else (),
        told_in_full(candidates),
        doubtful,
        diary,
    )
    cues = Cues(text, lexicon.tense, patterns_of(lexicon.tense, lexicon.edges))
    order = options.date_order or order_of(candidates, lexicon.date_order)
    resolver = Resolver(discourse, cues, lexicon, options, order)
    joints = joints_of(lexicon)
    share_days(candidates, text, joints)
    share_years(candidates, text, joints, resolver)
    resolver.missing_year.take_ranges(year_ranges(candidates, text, joints))
    resolver.bare_day.range_ends = weekday_range_ends(candidates, text, joints)
    bounds = Bounds(text, lexicon, today)
    written = [made for node in candidates if (made := write(node, text, resolver)) is not None]
    return Reading(bounds.apply(written), refused, profile)


def _sift(nodes: Sequence[Node], text: str, sift: Filter) -> tuple[list[Node], tuple[Refused, ...]]:
    kept: list[Node] = []
    refused: list[Refused] = []
    for node in nodes:
        if node.content is None or not is_candidate(node):
            continue
        reason = sift.refuse(node, text)
        if reason is None:
            kept.append(sift.trim(node, text))
        else:
            refused.append(_refused(node, text, reason))
    return kept, tuple(refused)


def _refused(node: Node, text: str, reason: str) -> Refused:
    return Refused(node.start, node.end, text[node.start : node.end], reason)

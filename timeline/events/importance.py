"""How much an event matters in its article: the main event first.

News tells the main event in its headline and first sentence, close to its own day, with the most
details, and comes back to it. The weights are ours, set on the development half of the reports.
"""

from __future__ import annotations

import re
from math import log10

from timeline.events.days import key
from timeline.events.mention import DateLink, PlaceLink
from timeline.events.merging import Group
from timeline.events.scene import Scene

_WORD = re.compile(r"[^\W\d_]{3,}")
#: What follows these in a headline is background to its main event.
_BACKGROUND = re.compile(r"\b(?:after|following|amid|since|despite|ahead of|before|as)\b")
_STOP = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "after",
        "over",
        "into",
        "has",
        "have",
        "was",
        "were",
        "are",
        "his",
        "her",
    ]
)


def importance(scene: Scene, group: Group, when: DateLink | None, places: list[PlaceLink]) -> float:
    """0–1, rounded; comparable within a document and roughly across."""
    parse = scene.parse
    first = min(m.sentence for m in group.mentions)
    position = max(0, first - scene.lead)
    score = 0.30 / (1 + 0.5 * position)
    score += 0.15 * _title_overlap(scene, group)
    score += 0.05 * (when is not None) + 0.05 * bool(places)
    score += 0.05 * min(3, len({m.sentence for m in group.mentions}) - 1)
    killed = max(
        (f.value for m in group.mentions for f in m.figures if f.type == "killed"), default=0
    )
    score += min(0.1, 0.04 * log10(1 + killed))
    score += _nearness(scene, when)
    lead = group.mentions[0]
    if lead.kind == "other" and lead.found_by == "its own date or place":
        score -= 0.08
    if lead.standing is not None and lead.standing.status not in ("happened", "ongoing"):
        score -= 0.10
    if lead.clause is None or parse.deps[lead.clause.verb] in ("relcl", "acl", "advcl"):
        score -= 0.10
    elif parse.deps[lead.clause.verb] in ("ROOT", "ccomp"):
        # What the opening sentence states outweighs what it only refers to.
        score += 0.08 if lead.sentence == scene.lead else 0.04
    return round(min(1.0, max(0.05, score)), 3)


def _title_overlap(scene: Scene, group: Group) -> float:
    """Share of the headline's telling words that the event's sentences hold."""
    title = scene.document.title or ""
    if not title:
        headings = [s for s in scene.parse.sentences if s.kind == "heading"]
        title = scene.parse.text[headings[0].start : headings[0].end] if headings else ""
    front, _, back = _BACKGROUND.sub("|", title.lower()).partition("|")
    main, rest = _stems(front), _stems(back)
    if not main:
        return 0.0
    parse = scene.parse
    sentences = [parse.sentences[m.sentence] for m in group.mentions]
    told = set().union(*(_stems(parse.text[s.start : s.end].lower()) for s in sentences))
    own = {parse.lower[t][:5] for m in group.mentions for t in m.tokens}
    named = 0.5 if main & own else 0.1 if rest & own else 0.0
    return min(1.0, 0.6 * len(main & told) / len(main) + named)


def _stems(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(text)} - _STOP


def _nearness(scene: Scene, when: DateLink | None) -> float:
    """News is of its day: within a week of the document counts most."""
    today = scene.today
    if today is None or when is None or when.end is None:
        return 0.0
    year, _ = key(when.end)
    if abs(year - int(today[:4])) > 1:
        return -0.05
    if when.end[:7] == today[:7]:
        return 0.1
    return 0.03

"""What the readers of a document share: what was told so far, and the sentence in hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from maps.bases.changes import read_change
from maps.bases.countries import CountryMention
from maps.bases.figures import Figure
from maps.bases.lexicon import load_words
from maps.bases.phrases import Phrase
from maps.bases.register import Register
from maps.bases.status import StatusScene, read_status
from maps.bases.surroundings import Surroundings, clause_of
from maps.bases.telling import Told
from maps.features import BaseStatus, Personnel

#: How far from a base, in characters, the figure of its people may stand.
_FIGURE_REACH = 120
#: Words of attack that are nouns as well as verbs.
_ATTACK_NOUNS = frozenset(
    {"bombs", "bomb", "strike", "strikes", "attack", "attacks", "raid", "raids", "shells",
     "storms", "assault", "hit", "hits", "damage", "bombing", "shelling"}
)  # fmt: skip
_AT = re.compile(r"\s+(?:at|in|on|inside)\s+")
_SENT = re.compile(
    r"\b(?:send|sends|deploy|deploys|station|stations|post|posts)\s+(?:[\w-]+\s+){0,3}$"
)
_HARMING = re.compile(
    r"\b(?:kill(?:s|ed|ing)|wound(?:s|ed|ing)|injur(?:es|ed|ing)|captur(?:es|ed|ing))\s+(?:[\w-]+\s+){0,3}$"
)
_HARMED = re.compile(r"\s+(?:were|was|have been|had been)\s+(?:killed|wounded|hurt|injured)")


@dataclass(frozen=True, slots=True)
class DroppedBase:
    """Words that could have meant a base, and why they were not taken for one."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(slots=True)
class Story:
    """What has been told so far.

    `year` is that of the text or None; `last_actor` and `last_host` are the states for "its" and
    "in the country" of sentences to come; `last_military` is the sentence that last spoke of a
    base in military words.
    """

    text: str
    register: Register
    year: int | None
    countries: Sequence[CountryMention]
    told: list[Told] = field(default_factory=list)
    dropped: list[DroppedBase] = field(default_factory=list)
    last_actor: str | None = None
    last_host: str | None = None
    last_military: int = -100

    def drop(self, start: int, end: int, reason: str) -> None:
        self.dropped.append(DroppedBase(start, end, self.text[start:end], reason))


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence: its surroundings, the figures of people in it, and its number."""

    story: Story
    around: Surroundings
    figures: Sequence[Figure]
    index: int

    @property
    def span(self) -> tuple[int, int]:
        return self.around.start, self.around.end

    def clause(self, position: int) -> tuple[int, int]:
        return clause_of(self.story.text, self.around.start, self.around.end, position)

    def status(self, span: tuple[int, int], phrase: Phrase | None, *, named: bool) -> BaseStatus:
        """What the clause around `span` says has become of the base."""
        text = self.story.text
        start, end = self.clause(span[0])
        scene = StatusScene(
            before=text[start : span[0]],
            verbs_before=self._without_nouns(start, span[0]),
            after=text[span[1] : end],
            modifiers=phrase.modifiers if phrase else (),
            definite=bool(phrase and (phrase.definite or phrase.pronoun)) and not named,
            negated=bool(phrase and phrase.negated),
            named=named,
        )
        return read_status(scene, self.story.year)

    def _without_nouns(self, start: int, end: int) -> str:
        """The text with nouns and adjectives among the words of attack masked ("stores bombs")."""
        text = self.story.text[start:end]
        span = self.around.doc.char_span(start, end, alignment_mode="contract")
        for token in span or ():
            is_noun = token.tag_ in ("NN", "NNS") and token.lower_ in _ATTACK_NOUNS
            # "the damaged plane": what was harmed is not the base.
            is_adjective = token.tag_ == "JJ" or (
                token.tag_ == "VBN" and token.i > 0 and token.nbor(-1).pos_ == "DET"
            )
            if is_noun or is_adjective:
                at = token.idx - start
                text = text[:at] + "_" * len(token) + text[at + len(token) :]
        return text

    def tell(self, told: Told) -> None:
        """Add a mention to what was told, with the opening or closing that its clause tells."""
        told.change = read_change(
            self.story.text, self.clause(told.start), (told.start, told.end), told.status
        )
        self.story.told.append(told)

    def personnel(self, span: tuple[int, int]) -> Personnel | None:
        """The strength told in the phrase, or the figure of people who serve there."""
        for figure in self.figures:
            if span[0] <= figure.start < span[1]:
                return figure.personnel
        start, end = self.clause(span[0])
        for figure in self.figures:
            if not figure.is_strength and start <= figure.start < end and self._serve(figure, span):
                return figure.personnel
        return None

    def _is_sent_there(self, figure: Figure, between: str) -> bool:
        """As in "will send 3,000 soldiers to its base" or "a base for 300 men"."""
        if figure.start > self.span[0] and between.strip() == "for":
            return True
        before = self.story.text[self.span[0] : figure.start]
        return between.strip() == "to" and _SENT.search(before) is not None

    def _serve(self, figure: Figure, span: tuple[int, int]) -> bool:
        """Whether the words between base and figure say that these people serve there."""
        text, words = self.story.text, load_words()
        first, last = (span[1], figure.start) if figure.start >= span[1] else (figure.end, span[0])
        between = text[first:last]
        if any(first <= phrase.head_start < last for phrase in self.around.phrases):
            return False
        if words.patterns["people_blocks"].search(between):
            return False
        if _HARMED.match(text[figure.end : figure.end + 25]):
            return False
        if _HARMING.search(text[max(0, figure.start - 40) : figure.start]):
            return False
        if _AT.fullmatch(between) or self._is_sent_there(figure, between):
            return True
        if figure.start >= span[1] and re.fullmatch(r",\s+(?:\w+\s+){0,2}", between):
            # "At Camp de Gaulle, 350 soldiers train …"
            start, _ = self.clause(span[0])
            return re.match(r"\s*(?:At|In|On)\b[^,]*$", text[start : span[0]]) is not None
        return len(between) < _FIGURE_REACH and bool(words.patterns["people_cues"].search(between))

"""What looks like a time and is none: a month that is a verb, a year that counts soldiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from typing import ClassVar

from timeline.timex.lexicon import Lexicon
from timeline.timex.spec import Fixed, Node, Partial, Relative

_WORD_BEFORE = re.compile(r"([^\W\d_]+|[^\w\s])[ \t\n]*$")
_WORD_AFTER = re.compile(r"[ \t\n]*([^\W\d_]+|[^\w\s])")
_NAME_BEFORE = re.compile(r"[^.!?\n]\s[A-Z][a-z]{2,}\s$")
_CAPITAL = re.compile(r"\s[A-Z][a-z]+")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_WORDS = re.compile(r"[^\W\d_]+")
_NUMBER_GOES_ON = re.compile(r"[.,]\d|%")
_BEHIND_DASH = re.compile(r"[-–]([^\W\d_]+)")
#: Bare numbers of this range are years without a word that says so.
_PLAIN_YEARS = (1400, 2100)


class Filter:
    """Decides by the neighbours whether a candidate is a time; answers with the reason."""

    #: By what the rule made, the first that fits.
    _CHECKS: ClassVar[dict[str, str]] = {
        "bareyear": "_bare_year",
        "nthday": "_nth_day",
        "bareclock": "_bare_clock",
        "barehalf": "_bare_half",
        "barename": "_bare_name",
        "dayof": "_name",
        "monthof": "_name",
    }

    def __init__(self, lexicon: Lexicon, text: str = "") -> None:
        def words(key: str) -> frozenset[str]:
            return lexicon.words_of("reject", key)

        self.text = text
        self._explicit_only = lexicon.explicit_only
        self._counted, self._count_units = words("counted"), words("count_units")
        self._labels, self._heads = words("labels"), words("name_heads")
        self._weak, self._weak_seasons = words("weak_months"), words("weak_seasons")
        self._month_prepositions = words("month_prepositions")
        self._year_prepositions = words("year_prepositions")
        self._amount_before = words("amount_before")
        self._year_frames, self._loosely = words("year_frames"), words("loosely")
        self._clock_prepositions = words("clock_prepositions")
        self._season_words, self._season_names = words("season_words_before"), words("season_names")
        self._season_heads = words("season_heads")
        self._programmes, self._papers = words("programmes"), words("papers")
        self._functions = words("function_words")
        self._overnight_heads, self._scale_words = words("overnight_heads"), words("scale_words")
        self._half_words = words("half_words")
        self._as_heads = words("as_heads")

    def on(self, text: str) -> Filter:
        """The same filter for a text; making one anew takes ten times as long."""
        made = copy(self)
        made.text = text
        return made

    def refuse(self, node: Node) -> str | None:
        """Why the node is no time expression, or None when it is one."""
        if node.rule == "approximate" and self._is_amount(node):
            return "an amount"
        if "reference" in node.rule:
            return self._reference(node)
        if node.rule == "duration" and self._before(node) == "as":
            words = self.text[node.start : node.end].lower().split()
            return "as many as" if words[0] in self._as_heads else None
        if node.rule == "tonight" and self._after(node) in self._overnight_heads:
            return "done for a night"
        if node.rule.startswith("decade-") and self._is_scale(node):
            return "a temperature or a score"
        if node.rule == "deictic" and self._after(node) in self._programmes:
            return "part of a name" if self.text[node.start].isupper() else None
        if node.rule == "year-sure":
            return self._short_year(node)
        for kind, check in self._CHECKS.items():
            if kind in node.kinds:
                reason: str | None = getattr(self, check)(node)
                return reason
        return None

    def trim(self, node: Node) -> Node:
        """In "the summer offensive" the article belongs to what follows the season."""
        content = node.content
        if (
            not isinstance(content, Partial)
            or content.season is None
            or "barename" not in node.kinds
        ):
            return node
        words = self.text[node.start : node.end]
        after = self.text[node.end : node.end + 2]
        if not words[:4].lower().startswith("the") or not (
            after[:1] == " " and after[1:].isalpha()
        ):
            return node
        if self._after(node) in self._functions:
            return node
        return Node(node.end - len(words.split()[-1]), node.end, node.word, content, node.rule)

    def _before(self, node: Node) -> str:
        match = _WORD_BEFORE.search(self.text[max(0, node.start - 30) : node.start])
        return match[1].lower() if match else ""

    def _after(self, node: Node) -> str:
        match = _WORD_AFTER.match(self.text, node.end)
        return match[1].lower() if match else ""

    def _reference(self, node: Node) -> str | None:
        """In "as recently as 2009" the year alone tells the time; "the most recent model"."""
        if node.rule == "reference-adjective" and self._before(node) in ("most", "more"):
            return "compares"
        return "as … as" if self._before(node) == "as" and self._after(node) == "as" else None

    def _bare_year(self, node: Node) -> str | None:
        """A bare number of four digits is a year unless its neighbours make it another thing."""
        if self._is_part_of_number(node):
            return "part of a larger number"
        before, after = self._before(node), self._after(node)
        labelled = before in self._labels and self.text[node.start - 1 : node.start] != "("
        if labelled and not self._is_framed_year(node, before, after):
            return f"a label after {before!r}"
        if after in self._counted:
            return f"a count of {after}"
        return self._counted_behind_dash(node) or self._bare_far_year(node, before)

    def _is_amount(self, node: Node) -> bool:
        """A force of about 2000, up by about 1900."""
        content = node.content
        bare = isinstance(content, Partial) and content == Partial(year=content.year, mod="APPROX")
        return bare and self._before(node) in self._amount_before

    def _follows_digit(self, node: Node) -> bool:
        return self.text[max(0, node.start - 2) : node.start].rstrip().isdigit()

    def _is_framed_year(self, node: Node, before: str, after: str) -> bool:
        """Until at least 2012, since about 1850: what the number counts would follow it."""
        if before not in self._loosely or (after[:1].isalpha() and after not in self._functions):
            return False
        words = self.text[max(0, node.start - 40) : node.start].lower().split()[:-1]
        frame = words[-2:-1] if words[-1:] == ["at"] else words[-1:]
        return bool(frame) and frame[0] in self._year_frames

    def _is_scale(self, node: Node) -> bool:
        """Highs in the 60s."""
        sentence = _SENTENCE_END.split(self.text[max(0, node.start - 90) : node.start])[-1]
        return not self._scale_words.isdisjoint(_WORDS.findall(sentence.lower()))

    def _short_year(self, node: Node) -> str | None:
        """A year without its century needs a word that makes it one: "in '82", no "iLife '11"."""
        content = node.content
        short = isinstance(content, Partial) and content.short_year is not None
        if not short or self._before(node) in self._year_prepositions:
            return None
        return "no preposition before it says that it is a year"

    def _is_part_of_number(self, node: Node) -> bool:
        text, start = self.text, node.start
        joined = text[start - 1 : start] in (".", ",", "/", ":", "+")
        after_digit = joined and text[start - 2 : start - 1].isdigit()
        return after_digit or _NUMBER_GOES_ON.match(text, node.end) is not None

    def _counted_behind_dash(self, node: Node) -> str | None:
        """The 1500-foot tower."""
        match = _BEHIND_DASH.match(self.text, node.end)
        word = match[1].lower() if match else ""
        return f"a count of {word}" if word in self._counted | self._count_units else None

    def _bare_far_year(self, node: Node, before: str) -> str | None:
        around = self.text[max(0, node.start - 30) : node.start]
        if _NAME_BEFORE.search(around) and _CAPITAL.match(self.text, node.end):
            return "part of a name"
        content = node.content
        year = content.year if isinstance(content, Partial) else None
        near = year is None or _PLAIN_YEARS[0] <= year <= _PLAIN_YEARS[1]
        if (near and not self._explicit_only) or before in self._year_prepositions:
            return None
        return "no preposition before it says that it is a year"

    def _nth_day(self, node: Node) -> str | None:
        """In "the 14th Army" the ordinal belongs to what follows."""
        after = self._after(node)
        ends = not after or not after[0].isalpha() or after in self._functions
        return None if ends else "an ordinal before a noun"

    def _bare_clock(self, node: Node) -> str | None:
        before = self._before(node)
        return None if before in self._clock_prepositions else "could be a score"

    def _bare_half(self, node: Node) -> str | None:
        words = _WORDS.findall(self._sentence(node).lower())
        return None if not self._half_words.isdisjoint(words) else "could be half a match"

    def _sentence(self, node: Node) -> str:
        """The sentence around, as far as it is near."""
        before = _SENTENCE_END.split(self.text[max(0, node.start - 120) : node.start])[-1]
        after = _SENTENCE_END.split(self.text[node.end : node.end + 120], maxsplit=1)[0]
        return f"{before} {after}"

    def _bare_name(self, node: Node) -> str | None:
        word = self.text[node.start : node.end].lower().rstrip(".")
        before = self._before(node)
        content = node.content
        if isinstance(content, Partial) and content.season is not None:
            return self._bare_season(node, word.split()[-1], before)
        if isinstance(content, Partial) and content.weekday is not None:
            title = _CAPITAL.match(self.text, node.end)
            if title and self._after(node) in self._papers:
                return "part of a name"
        if isinstance(content, Partial) and content.weekday is not None and len(word) <= 3:
            dotted = self.text[node.end - 1] == "."
            return None if dotted else "could be a name or a verb"
        if self._explicit_only and isinstance(content, Partial) and content.month is not None:
            return "a month alone"
        if word in self._weak and before not in self._month_prepositions:
            return "could be a name or a verb"
        return self._name(node)

    def _bare_season(self, node: Node, word: str, before: str) -> str | None:
        word_cased = self.text[node.start : node.end].split()[-1]
        after = self._after(node)
        if word_cased[:1].isupper() and before in self._season_names:
            return "part of a name"
        is_name = word_cased[:1].isupper() and _CAPITAL.match(self.text, node.end) is not None
        if is_name and (after in self._season_heads or self._follows_digit(node)):
            return "part of a name"
        if word not in self._weak_seasons:
            return "could be a verb" if before in ("to", "will", "hot") else None
        with_article = self.text[node.start : node.end].lower().startswith("the ")
        if after == "of" or not (with_article or before in self._season_words):
            return "could be a verb or a name"
        return None

    def _name(self, node: Node) -> str | None:
        after = self._after(node)
        content = node.content
        if isinstance(content, Partial) and content.year is None and after in self._heads:
            return f"part of a name ({after})"
        return None


def is_candidate(node: Node) -> bool:
    """Whether a node could be written out: it has a content and is not only a building block."""
    content, kinds = node.content, node.kinds
    if content is None or "unitthe" in kinds:
        return False
    return isinstance(content, Partial | Relative | Fixed)


__all__: Sequence[str] = ("Filter", "is_candidate")

"""What looks like a time and is none: by which check each candidate has to pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from timeline.timex import figures, names
from timeline.timex.lexicon import Lexicon
from timeline.timex.neighbours import Setting
from timeline.timex.spec import Fixed, Node, Partial, Relative

Check = Callable[[Setting], str | None]

#: By the rule that made the candidate …
_BY_RULE: Mapping[str, tuple[Check, ...]] = {
    "approximate": (figures.amount,),
    "duration": (figures.as_many, names.war_of_days),
    "bare-plural": (figures.as_many,),
    "overnight": (names.overnight,),
    "deictic": (names.programme,),
    "decade-short": (figures.decade,),
    "edge": (figures.decade,),
    "numeric-date": (figures.numeric_date, names.date_in_name),
    "named-month": (figures.no_such_day, names.bare_name),
    "month-year": (figures.no_such_day, names.date_in_name),
    "weekday-daypart": (names.night_show,),
    "year-sure": (figures.short_year,),
    "reference": (names.reference,),
    "narrative-reference": (names.reference,),
    "reference-noun": (names.reference,),
    "reference-adjective": (names.reference,),
    "reference-units": (names.reference,),
}
#: … else by what it is, the first that fits.
_BY_KIND: tuple[tuple[str, Check], ...] = (
    ("bareyear", figures.bare_year),
    ("nthday", figures.nth_day),
    ("bareclock", figures.bare_clock),
    ("barehalf", figures.bare_half),
    ("barename", names.bare_name),
    ("holidayof", names.holiday_in_name),
    ("centuryof", names.century_in_name),
    ("dayof", names.date_in_name),
    ("monthof", names.date_in_name),
)


class Filter:
    """Decides by the neighbours whether a candidate is a time."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def refuse(self, node: Node, text: str) -> str | None:
        """Why the node is no time expression, or None when it is one."""
        checks = _BY_RULE.get(node.rule)
        if checks is None:
            checks = next(((check,) for kind, check in _BY_KIND if kind in node.kinds), ())
        if not checks:
            return None
        setting = Setting(text, node, self._lexicon)
        return next((reason for check in checks if (reason := check(setting)) is not None), None)

    def is_doubtful(self, node: Node, text: str) -> bool:
        """Whether the node is a year by its digits alone."""
        if "bareyear" not in node.kinds:
            return False
        return figures.is_doubtful_year(Setting(text, node, self._lexicon))

    def trim(self, node: Node, text: str) -> Node:
        """In "the summer offensive" the article belongs to what follows the season."""
        content = node.content
        if "barename" not in node.kinds or not isinstance(content, Partial):
            return node
        words, after = text[node.start : node.end], text[node.end : node.end + 2]
        goes_on = after[:1] == " " and after[1:].isalpha()
        if content.season is None or not words[:4].lower().startswith("the") or not goes_on:
            return node
        at = Setting(text, node, self._lexicon)
        if at.among("function_words", at.after):
            return node
        return Node(node.end - len(words.split()[-1]), node.end, node.word, content, node.rule)


def is_candidate(node: Node) -> bool:
    """Whether a node could be written out: it has a content and is not only a building block."""
    content, kinds = node.content, node.kinds
    if content is None or "unitthe" in kinds:
        return False
    return isinstance(content, Partial | Relative | Fixed)

"""The line of a news story that says where and when: "KRAMATORSK, Ukraine, July 19 —"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from maps.place import Toponym
from timeline.events.parse import Parse
from timeline.model import TemporalExpression

_MONTH_DAY = (
    r"(?:(?:[A-Z][a-z]{2}day,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?"
    r"|\d{1,2}\.? [A-Z][a-z]{2,8}\.?(?:,? \d{4})?))"
)
#: In capitals, with date and agency as they come, closed by a dash; or in any letters with an
#: agency.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{2,}(?:/[A-Z ]+)?(?:, [A-Z][\w.’' ]+?)?"
    rf"(?:,? ?\(?{_MONTH_DAY}\)?)?\s*(?:\([A-Za-z][\w ,]+\)\s*)?(?:[-–—]{{1,2}}|:)\s"
    r"|[A-Z][\w.'’ -]+(?:, [A-Z][\w.’' ]+?)?"
    rf"(?:,? ?{_MONTH_DAY})?\s*\([A-Za-z][\w ,]+\)\s*[-–—]{{1,2}}\s)"
)
#: In capitals with nothing to close it: only when it is a known place.
_BARE = re.compile(r"(?P<where>[A-Z][A-Z.'’ -]{3,})(?:, [A-Z][a-z]+)?\s+(?=[A-Z])")


#: A place with its agency, closed by nothing: "Washington (CNN) The president …".
_CREDITED_LINE = re.compile(
    r"[A-Z][\w.'’ -]+(?:, [A-Z][\w.’' ]+?)? \((?:[A-Z]{2,6}|Reuters|Bloomberg|Xinhua)\)"
)
_CREDITED = re.compile(rf"{_CREDITED_LINE.pattern}\s+(?=[A-Z“\"])")
#: The agency alone: "(CNN) --", "(Reuters) - ".
_AGENCY = re.compile(r"\([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?\)\s*(?:[-–—]{1,2}\s+)?(?=[A-Z“\"])")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where it ends in the text, and the place and date it holds."""

    start: int
    end: int
    places: tuple[Toponym, ...]
    date: TemporalExpression | None


def find_dateline(
    parse: Parse, timexes: Sequence[TemporalExpression], toponyms: Sequence[Toponym]
) -> Dateline | None:
    """The dateline that opens the first paragraph of running text, if there is one."""
    for sentence in parse.sentences:
        if sentence.kind == "heading":
            line = parse.text[sentence.start : sentence.end]
            named = [t for t in toponyms if t.start == sentence.start and t.place is not None]
            if named and _CREDITED_LINE.fullmatch(line):
                return Dateline(sentence.start, sentence.end, tuple(named), None)
        if sentence.kind != "body":
            continue
        agency = _AGENCY.match(parse.text, sentence.start)
        if agency is not None:
            return Dateline(sentence.start, agency.end(), (), None)
        match = _DATELINE.match(parse.text, sentence.start) or _CREDITED.match(
            parse.text, sentence.start
        )
        if match is None or match.end() - match.start() > 90:
            match = _BARE.match(parse.text, sentence.start)
            if match is None or not any(t.start == sentence.start for t in toponyms):
                return None
        inside = [t for t in toponyms if sentence.start <= t.start and t.end <= match.end()]
        dates = [t for t in timexes if sentence.start <= t.start and t.end <= match.end()]
        places = tuple(t for t in inside if t.place is not None)
        if not places and not dates:
            return None
        return Dateline(sentence.start, match.end(), places, dates[0] if dates else None)
    return None

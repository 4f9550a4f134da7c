"""One date out of one field: ISO 8601, EDTF, figures such as 14.09.2015, or words.

Words are read by the temporal tagger, without a document's date: "Tuesday" names no date here.
Whatever is not wholly a date is refused with the reason, so nothing is taken by half.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from maps.dates import day_number, iso_day, month_length, parse
from timeline.model import TemporalExpression

DateOrder = Literal["DMY", "MDY", "YMD"]

_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:,? (\d{1,2}):(\d\d)(?::(\d\d))?)?")
_MONTH = re.compile(r"(\d{1,2})[./](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})|(\d{4})(\d\d)(\d\d)")
_SPACED_TIME = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d)?)(?:\.0+)?(Z|[+-]\d\d:?\d\d)?")
_FRACTION = re.compile(r"(:\d\d)\.\d+(?=Z|[+-]\d\d|$)")
_EDTF_LOOK = re.compile(r"[\d\[{Y-][\dXYTZESu:.,/~?%+\[\]{}-]*|\.\./.+")
#: Words that may stand around a date and are read with it.
_AROUND = re.compile(
    r"\b(?:since|from|to|until|till|through|between|and|the|in|on|at|by|before|after|of)\b"
    r"|[\s,.;–—-]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A date with its bounds as in the Feature contract; all None: it is said to be unknown.

    `lasts` as there: False where one unit or phrase was written ("2015", "early September").
    """

    edtf: str | None = None
    start: str | None = None
    end: str | None = None
    lasts: bool | None = None


UNKNOWN_DATE = When()


def read_date(text: str, order: DateOrder | None = None) -> When:
    """The date `text` is. `order` settles 03/04/2015.

    Raises:
        ValueError: it is none, or could be two; the text says which, and what was expected.
    """
    text = " ".join(text.split())
    text = _FRACTION.sub(r"\1", text)
    if spaced := _SPACED_TIME.fullmatch(text):
        text = f"{spaced[1]}T{spaced[2]}{spaced[3] or ''}"
    figures = _figures(text, order)
    if figures is not None:
        return figures
    found = _iso(text) or _edtf(text) or _words(text, order)
    if found is None:
        raise ValueError(f'"{text[:60]}" is no date{_why(text)}; {EXPECTED}')
    return found


EXPECTED = (
    "expected a day such as 2015-09-15, EDTF such as 2015-09-01/2015-09-10, or words such as"
    " early September 2015"
)


def between(first: When, last: When) -> When:
    """From the start of `first` to the end of `last`. Raises ValueError when that runs back."""
    start, end = first.start, last.end
    begun, over = parse(start), parse(end)
    if begun and over and begun.first >= over.last and begun != over:
        raise ValueError(f"ends ({end}) before it begins ({start})")
    if first == last:
        return first
    ends = [_one_end(first.edtf, start), _one_end(last.edtf, end)]
    return When("/".join(ends), start, end, lasts=True)


def _one_end(edtf: str | None, bound: str | None) -> str:
    """An end of an interval: as it is written where EDTF allows it there, else its bound."""
    if bound is None:
        return ".."
    simple = edtf is not None and re.fullmatch(r"-?\d{4}(-\d\d(-\d\d)?)?[~?%]?", edtf)
    return edtf if simple and edtf else bound.partition("T")[0]


def _iso(text: str) -> When | None:
    moment = parse(text)
    if moment is None:
        return None
    if moment.hour is not None:
        text = text if moment.second is not None else re.sub(r"(T\d\d:\d\d)", r"\1:00", text)
        return When(text, text, text)
    return When(text, iso_day(moment.first), iso_day(moment.last - 1))


def _figures(text: str, order: DateOrder | None) -> When | None:
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in match.groups() if part is not None)
        return _checked(text, year, month, day) if month <= 12 or match[1] else None
    if match := _MONTH.fullmatch(text):
        month, year = int(match[1]), int(match[2])
        return _iso(f"{year:04d}-{month:02d}") or _checked(text, year, month, 1)
    match = _FIGURES.fullmatch(text)
    if match is None:
        return None
    first, second, year = (int(part) for part in match.group(1, 2, 3))
    if order is None and match[0][len(match[1])] == ".":
        order = "DMY"  # nobody writes 09.14.2015
    if order is None and first <= 12 and second <= 12 and first != second:
        raise ValueError(
            f'"{text}" may be {year}-{second:02d}-{first:02d} or {year}-{first:02d}-{second:02d};'
            " write it as one of these"
        )
    month_first = order == "MDY" or (order is None and first <= 12 < second)
    day, month = (second, first) if month_first else (first, second)
    found = _checked(text, year, month, day)
    if match[4] is None:
        return found
    clock = f"{int(match[4]):02d}:{match[5]}:{match[6] or '00'}"
    return _iso(f"{found.start}T{clock}")


def _checked(text: str, year: int, month: int, day: int) -> When:
    if not 1 <= month <= 12:
        raise ValueError(f'"{text}" is no date (there is no month {month}); {EXPECTED}')
    if not 1 <= day <= month_length(year, month):
        raise ValueError(
            f'"{text}" is no date ({year:04d}-{month:02d} has {month_length(year, month)} days);'
            f" {EXPECTED}"
        )
    written = iso_day(day_number(year, month, day))
    return When(written, written, written)


def _edtf(text: str) -> When | None:
    if not _EDTF_LOOK.fullmatch(text):
        return None
    first, slash, last = text.partition("/")
    if slash:
        ends = [_open_end(first), _open_end(last)]
        if ends[0] is None or ends[1] is None or ends == [UNKNOWN_DATE, UNKNOWN_DATE]:
            return None
        joined = between(ends[0], ends[1])
        return When(text, joined.start, joined.end)
    return _iso(text) or _edtf_alone(text)


def _open_end(text: str) -> When | None:
    return UNKNOWN_DATE if text in ("", "..") else _edtf(text)


def _edtf_alone(text: str) -> When | None:
    """By the EDTF library, whose bounds are struct_times; None when it is not EDTF or has none."""
    from edtf import EDTFParseException, parse_edtf

    try:
        value = parse_edtf(text)
        lower, upper = value.lower_strict(), value.upper_strict()
        days = [
            iso_day(day_number(year, month, day)) for year, month, day in (lower[:3], upper[:3])
        ]
    except (EDTFParseException, TypeError, ValueError, AttributeError):
        return None
    return When(text, days[0], days[1])


def _words(text: str, order: DateOrder | None) -> When | None:
    from timeline.timex import TimexOptions, tag

    found = tag(text, None, options=TimexOptions(date_order=order))
    rest = text
    for item in reversed(found):
        rest = rest[: item.start] + rest[item.end :]
    if not found or _AROUND.sub("", rest):
        return None
    if any(item.edtf is None for item in found):
        raise ValueError(f'"{text[:60]}" names no date by itself; {EXPECTED}')
    if len(found) == 1:
        item = found[0]
        # "since May 2014" lasts, "early September 2015" does not; of one day neither is said.
        lasts = None if item.earliest == item.latest else item.mod == "ON_OR_AFTER"
        return When(item.edtf, item.earliest, item.latest, lasts)
    return _range(found)


def _range(found: tuple[TemporalExpression, ...]) -> When | None:
    if len(found) != 2 or not found[0].whole or found[0].whole != found[1].whole:
        return None
    return When(found[0].whole, found[0].earliest, found[1].latest, lasts=True)


def _why(text: str) -> str:
    match = re.fullmatch(r"(-?\d{4,})-(\d\d)(?:-(\d\d))?(?:T.*)?", text)
    if match is None:
        return ""
    year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
    if not 1 <= month <= 12:
        return f" (there is no month {month})"
    if not 1 <= day <= month_length(year, month):
        return f" ({match[1]}-{match[2]} has {month_length(year, month)} days)"
    return ""

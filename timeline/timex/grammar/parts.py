"""Parts of a time: early June, the end of the month, the first week of May, that year."""

from __future__ import annotations

from dataclasses import replace

from timeline.timex.engine import Found, Rule
from timeline.timex.spec import Partial, Relative


def _edge(found: Found) -> Partial | Relative | None:
    """Early X, the end of X."""
    inner = found["date"]
    if not isinstance(inner, Partial | Relative) or inner.mod is not None:
        return None
    return replace(inner, mod=found["edge"])


def _edge_deictic(found: Found) -> Partial | Relative | None:
    """Late yesterday."""
    inner = found["date"]
    if not isinstance(inner, Relative) or inner.name != "deictic" or inner.daypart:
        return None
    return _edge(found)


def _half_of(found: Found) -> Partial | Relative | None:
    """The first half of 1990, the second quarter of last year."""
    inner, nth = found["date"], found["nth"]
    unit = "half" if found.node("half") is not None else found["unit"]
    if (
        isinstance(inner, Partial)
        and inner.year is not None
        and inner.month is None
        and unit in ("half", "quarter")
    ):
        if not 1 <= nth <= (2 if unit == "half" else 4):
            return None
        return (
            Partial(year=inner.year, half=nth)
            if unit == "half"
            else Partial(year=inner.year, quarter=nth)
        )
    if not isinstance(inner, Partial | Relative):
        return None
    if unit == "half" and isinstance(inner, Partial) and inner.month is not None:
        return inner if inner.day is None else None  # no value of its own: the month as a whole
    return Relative("inner", 0, unit, inner, nth=int(nth), name="nth")


def _nth_weekday(found: Found) -> Relative | None:
    """The first Monday in September."""
    inner, day = found["date"], found["weekday"]
    if not isinstance(inner, Partial | Relative) or not isinstance(day, Partial) or day.daypart:
        return None
    return Relative("inner", 0, f"weekday{day.weekday}", inner, nth=int(found["nth"]), name="nth")


def _weekday_of_week(found: Found) -> Relative | None:
    """Friday of last week, next week on Friday."""
    inner, day = found["date"], found["weekday"]
    if not isinstance(inner, Relative) or inner.unit != "week" or not isinstance(day, Partial):
        return None
    if day.weekday is None:
        return None
    return Relative("inner", 0, f"weekday{day.weekday}", inner, nth=1, name="nth")


def _day_of_month(found: Found) -> Relative | None:
    """The 15th of the month."""
    inner = found["date"]
    if not isinstance(inner, Relative) or inner.unit != "month":
        return None
    return Relative("inner", 0, "day", inner, nth=int(found["day"]), name="nth")


def _latter_half(found: Found) -> Relative | None:
    inner = found["date"]
    return Relative("inner", 0, "half", inner, nth=2, name="nth") if inner else None


def _of_year(found: Found) -> Partial | None:
    """July 25 of that year, the spring of next year."""
    inner, year = found["date"], found["year"]
    if not isinstance(inner, Partial) or not isinstance(year, Relative):
        return None
    if inner.year is not None or inner.short_year is not None or year.unit != "year":
        return None
    return replace(inner, within=year)


def _same_in_year(found: Found) -> Relative | None:
    """The same quarter last year, the same period of 2007."""
    inner = found["date"] if found.node("told") is None else found["told"]
    year = found["year"]
    if not isinstance(inner, Relative) or inner.name != "same":
        return None
    if inner.unit not in ("day", "month", "quarter", ""):
        return None
    if isinstance(year, Relative) and (year.unit != "year" or year.amount is None):
        return None
    return Relative("inner", 0, inner.unit, year, name="same")


def _edge_of_year(found: Found) -> Partial | None:
    """The end of January next year, early March of that year."""
    made = _of_year(found)
    return None if made is None else replace(made, mod=found["edge"])


def _same(found: Found) -> Partial | Relative | None:
    inner: Partial | Relative | None = found["date"]
    return inner


def _nth_day(found: Found) -> Partial | None:
    day = found["day"]
    return Partial(day=int(day)) if 1 <= int(day) <= 31 else None


_WHOLE = (
    "date=monthof|yearof|seasonof|quarterof|halfof|decadeof|centuryof|weekof|unitof|namedof|"
    "unitthe|weekdayof"
)


RULES: tuple[Rule, ...] = (
    Rule(
        "of-year",
        ("date", "dayof"),
        "date=dayof|monthof|seasonof|quarterof|halfof ( comma )? ( of | in )? year=unitof|shifted",
        _of_year,
    ),
    Rule(
        "of-the-year",
        ("date", "dayof"),
        "date=dayof|monthof|seasonof|quarterof|halfof ( of | in ) year=unitthe",
        _of_year,
    ),
    Rule(
        "edge-noun-of-year",
        ("date", "parted"),
        "the? edge=edgenoun of date=monthof|seasonof ( comma | of | in )? year=unitof",
        _edge_of_year,
    ),
    Rule(
        "edge-of-year",
        ("date", "parted"),
        "the? edge=edge dash? date=monthof|seasonof ( comma | of | in )? year=unitof",
        _edge_of_year,
    ),
    Rule("rest-of", ("date",), "the? rest of " + _WHOLE, _same),
    Rule(
        "later-in",
        ("date",),
        "later|earlier ( in | on )? date=monthof|yearof|seasonof|decadeof",
        _same,
    ),
    Rule(
        "edge-shifted",
        ("date", "hasdaypart"),
        "edge=edge ( on | in )? date=hasdaypart",
        _edge,
    ),
    Rule(
        "edge", ("date", "parted"), "the? edge=edge ( dash | in the | in | on )? " + _WHOLE, _edge
    ),
    Rule("edge-deictic", ("date", "parted"), "edge=edge date=shifted", _edge_deictic),
    Rule("edge-noun", ("date", "parted"), "the? edge=edgenoun of " + _WHOLE, _edge),
    Rule("edge-noun-bare", ("date", "parted"), "edge=edgenoun dash? date=yearof|monthof", _edge),
    Rule(
        "half-of", ("date",), "the? nth=ordinal dash? half=half of ( date=date|unitthe )", _half_of
    ),
    Rule(
        "nth-of",
        ("date",),
        "the? nth=ordinal filler? unit=unit ( of | in ) date=monthof|yearof|unitthe|unitof|namedof",
        _half_of,
    ),
    Rule(
        "nth-beside",
        ("date",),
        "the? nth=ordinal filler? unit=unit date=unitof",
        _half_of,
    ),
    Rule(
        "nth-weekday",
        ("date",),
        "the? nth=ordinal weekday=weekdayof ( of | in ) date=monthof|unitthe|unitof|namedof",
        _nth_weekday,
    ),
    Rule(
        "nth-weekday-beside",
        ("date",),
        "the? nth=ordinal weekday=weekdayof date=unitof",
        _nth_weekday,
    ),
    Rule(
        "weekday-of-week",
        ("date", "weekdayof"),
        "weekday=barename ( of )? date=unitof",
        _weekday_of_week,
    ),
    Rule(
        "week-weekday",
        ("date", "weekdayof"),
        "date=unitof ( on )? weekday=barename",
        _weekday_of_week,
    ),
    Rule("nth-of-month", ("date",), "the? day=ordinalday of date=unitthe|unitof", _day_of_month),
    Rule("latter-half", ("date",), "the? latter half of ( date=date|unitthe )", _latter_half),
    Rule(
        "same-in-year",
        ("date",),
        "( date=unitof | told=narrativeonly ) comma? ( of | in )? year=yearof|unitof|shifted",
        _same_in_year,
    ),
    Rule(
        "nth-day",
        ("date", "nthday"),
        "(?<= prep|and|lengthframe ) the day=ordinaldigits (?! unit|hash|filler|edge )",
        _nth_day,
    ),
)

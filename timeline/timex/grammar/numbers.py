"""Numbers in words, ordinals in words, and years with an era or without their century."""

from __future__ import annotations

from timeline.timex.engine import Found, Rule


def _cardinal(found: Found) -> float | None:
    """Compose "two hundred and ten", "a dozen", "2 million", "twenty-five"."""
    total, current = 0.0, 0.0
    last = 0.0
    for node in found.nodes():
        kinds = node.kinds
        if "multiplier" in kinds:
            size = float(kinds["multiplier"])
            current = (current or 1.0) * size
            if size >= 1000:
                total, current = total + current, 0.0
        elif "cardinal" in kinds or "number" in kinds:
            value = float(kinds.get("cardinal", kinds.get("number", 0)))
            if last and last < 20 and value < 100 and last >= 1:
                return None  # "six five" is no number
            current += value
            last = value
            continue
        last = 0.0 if "multiplier" in kinds else last
    return total + current


def _half_more(found: Found) -> float | None:
    value = found["number"]
    return float(value) + 0.5 if isinstance(value, int | float) else None


def _ordinal(found: Found) -> int:
    return int(found["tens"]) + int(found["ordinal"])


def era_year(year: int, era: str) -> int:
    """Signed year: 44 BC is -43."""
    return 1 - year if era == "BC" else year


def _era(found: Found) -> int:
    return era_year(int(found["year"]), found["era"])


def _era_before(found: Found) -> int | None:
    return int(found["year"]) if found["era"] == "AD" else None


def _apostrophe_year(found: Found) -> str | None:
    """`'82`: two digits right behind an apostrophe that opens, kept as a string."""
    mark, digits = found.node("mark"), found.node("two")
    if mark is None or digits is None or mark.end != digits.start:
        return None
    before = found.text[mark.start - 1 : mark.start]
    return None if before.isalnum() else str(found["two"])


def _spelled_year(found: Found) -> int | None:
    """Nineteen ninety-four, as broadcasters write it."""
    hundreds, tens, ones = int(found["hundreds"]), int(found["tens"]), int(found["ones"] or 0)
    if not 15 <= hundreds <= 20 or tens < 10 or (ones and (tens < 20 or ones > 9)):
        return None
    return hundreds * 100 + tens + ones


def _spelled_decade(found: Found) -> int | None:
    """The nineteen sixties."""
    hundreds = int(found["hundreds"])
    return hundreds * 100 + int(found["tens"]) if 15 <= hundreds <= 20 else None


def _fraction(found: Found) -> float | None:
    """2 1/2 years."""
    whole, top, bottom = found["whole"] or 0.0, found["top"], found["bottom"]
    return whole + top / bottom if 0 < top < bottom <= 4 else None


def _quarter(found: Found) -> float | None:
    """A quarter of a century, a quarter century, a quarter-hour."""
    return 0.25 if found["quarter"] == 15 else None


def _quarters(found: Found) -> float | None:
    """Three quarters of an hour."""
    return 0.75 if found["quarters"] == "quarter" and found["top"] == 3 else None


def _half(_: Found) -> float:
    return 0.5


def _two(_: Found) -> float:
    return 2.0


def _vague(_: Found) -> str:
    return "X"


_ERA_LIST = (
    "year=smallyear|year"
    " (?= ( ( dash | to | and | or | comma ) the? smallyear|year ){1,3} era=era )"
)

RULES: tuple[Rule, ...] = (
    Rule("year-era", ("year", "sureyear"), "year=smallyear|year era=era", _era),
    Rule("year-era-list", ("year", "sureyear"), _ERA_LIST, _era),
    Rule("era-year", ("year", "sureyear"), "era=era year=smallyear|year", _era_before),
    Rule("apostrophe-year", ("shortyear", "sureyear"), "mark=apostrophe two=two", _apostrophe_year),
    Rule(
        "year-words",
        ("year", "spelled"),
        "hundreds=cardinal dash? tens=cardinal ( dash? ones=cardinal )? (?! unit|multiplier )",
        _spelled_year,
    ),
    Rule(
        "decade-words",
        ("decade4",),
        "hundreds=cardinal dash? tens=decadeword",
        _spelled_decade,
    ),
    Rule(
        "ordinal-words",
        ("ordinal", "ordinalwords"),
        "tens=cardinal dash? ordinal=ordinal",
        _ordinal,
    ),
    Rule(
        "and-a-half",
        ("number",),
        "number=number|cardinal dash? and dash? article dash? half",
        _half_more,
    ),
    Rule(
        "fraction",
        ("number",),
        "( whole=number )? top=number slash bottom=number (?= dash? unit )",
        _fraction,
    ),
    Rule(
        "quarter-of",
        ("number",),
        "article quarter=minutepart ( dash | of article|the )? (?= unit )",
        _quarter,
    ),
    Rule(
        "three-quarters-of",
        ("number",),
        "top=cardinal|number dash? quarters=unit of article|the (?= unit )",
        _quarters,
    ),
    Rule("half-a", ("number",), "half ( of )? article|the", _half),
    Rule("a-half-unit", ("number",), "article half (?= unit )", _half),
    Rule("half-unit", ("number",), "half dash? (?= unit )", _half),
    Rule("couple", ("number",), "article? couple of?", _two),
    Rule("vague", ("number", "vaguenumber"), "article? vague of?", _vague),
    Rule(
        "number-words",
        ("number", "numberwords"),
        "cardinal ( ( dash | and )? cardinal|multiplier ){0,6}",
        _cardinal,
    ),
    Rule(
        "number-multiplied", ("number", "numberwords"), "number multiplier multiplier?", _cardinal
    ),
    Rule("multiplier", ("number", "numberwords"), "article? multiplier{1,2}", _cardinal),
)

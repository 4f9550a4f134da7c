"""What a user may choose: order of dates, hemisphere, language, lexicon files; and the grammar."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from timeline.errors import UserError
from timeline.model import DocumentDate
from timeline.timex import TimexOptions, tag
from timeline.timex.engine import Rule, first_symbols, without_looks
from timeline.timex.grammar import STAGES, Grammar
from timeline.timex.lexicon import __file__ as lexicon_file
from timeline.timex.lexicon import load_lexicon

LEXICONS = Path(lexicon_file).parent
NEWS = DocumentDate("2015-09-15", "metadata", "The test says so.", 1.0)


@pytest.mark.parametrize(
    ("order", "expected"), [("DMY", "2015-10-09"), ("MDY", "2015-09-10"), (None, "2015-09-10")]
)
def test_order_of_numeric_dates(order: str | None, expected: str) -> None:
    options = TimexOptions(date_order=order)  # type: ignore[arg-type]
    (found,) = tag("Signed 09/10/2015.", NEWS, options=options)
    assert found.value == expected
    assert len(found.rejected) == 1


def test_order_is_seen_from_the_other_dates() -> None:
    found = tag("Signed 09/10/2015, sealed 25/10/2015.", NEWS)
    assert [item.value for item in found] == ["2015-10-09", "2015-10-25"]


def test_southern_seasons() -> None:
    options = TimexOptions(hemisphere="south")
    (found,) = tag("They met in the summer of 1943.", NEWS, options=options)
    assert (found.earliest, found.latest) == ("1943-12-01", "1944-02-29")
    assert found.edtf == "1943-12/1944-02"


LANGUAGES = [
    ("ru", "Саммит прошёл во {вторник, 15 сентября 2015} года.", "2015-09-15"),
    ("ru", "Бои начались {3 мая 1945} года.", "1945-05-03"),
    ("ru", "Он родился в {1992} году; 2000 человек пришли.", "1992"),
    ("fr", "Le sommet a eu lieu le {15 septembre 2015}.", "2015-09-15"),
    ("fr", "La fête du {1er mai 1945} fut belle.", "1945-05-01"),
    ("es", "La cumbre fue el {15 de septiembre de 2015}.", "2015-09-15"),
    ("es", "Se reunieron en {marzo de 1998}.", "1998-03"),
    ("de", "Der Gipfel war am {15. September 2015} in Lund.", "2015-09-15"),
    ("de", "Die Feier am {3. Oktober 1990}. Im Wald war es still.", "1990-10-03"),
    ("ar", "عقدت القمة يوم {15 سبتمبر 2015} في المدينة", "2015-09-15"),
    ("ar", "عقدت القمة يوم {١٥ أيلول ٢٠١٥} في المدينة", "2015-09-15"),
    ("it", "Il vertice si tenne il {15 settembre 2015}.", "2015-09-15"),
    ("de", "Am {09.10.2015} regnete es.", "2015-10-09"),
]


@pytest.mark.parametrize(("language", "sentence", "expected"), LANGUAGES)
def test_explicit_dates_of_other_languages(language: str, sentence: str, expected: str) -> None:
    marked = sentence.partition("{")[2].partition("}")[0]
    text = sentence.replace("{", "").replace("}", "")
    found = tag(text, NEWS, options=TimexOptions(language=language))
    assert [(item.text, item.value) for item in found] == [(marked, expected)]


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        ("fr", "Il a plu du 3 au 5 septembre 2014.", "2014-09-03/2014-09-05"),
        ("fr", "Il a plu entre mars et juin 1947.", "1947-03/1947-06"),
        ("de", "Es regnete vom 3. bis 5. Mai 2014.", "2014-05-03/2014-05-05"),
        ("es", "La guerra, desde 1939 hasta 1945, fue larga.", "1939/1945"),
        ("es", "Entre enero y marzo de 2014 llovió.", "2014-01/2014-03"),
        ("ru", "Война шла с 1941 по 1945 год.", "1941/1945"),
    ],
)
def test_ranges_of_other_languages(language: str, text: str, whole: str) -> None:
    first, last = tag(text, NEWS, options=TimexOptions(language=language))
    assert first.edtf is not None
    assert last.edtf is not None
    assert (first.whole, last.whole) == (whole, whole)


def test_cases_and_dots_of_other_languages() -> None:
    (russian,) = tag("К январю 2016 года.", NEWS, options=TimexOptions(language="ru"))
    assert (russian.value, russian.mod) == ("2016-01", "ON_OR_BEFORE")
    (french,) = tag("Il est parti le 8 mai.", NEWS, options=TimexOptions(language="fr"))
    assert french.text == "8 mai"
    (german,) = tag("Seit 1990 regnet es.", NEWS, options=TimexOptions(language="de"))
    assert (german.value, german.mod) == ("1990", "ON_OR_AFTER")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Саммит прошёл в Лунде 15 сентября 2015 года.", "2015-09-15"),
        ("عقدت القمة في المدينة يوم 15 سبتمبر 2015 مع الوزراء", "2015-09-15"),
        ("Le sommet a eu lieu le 15 septembre 2015 dans la ville de Lund, par un temps doux.",
         "2015-09-15"),
        ("La cumbre fue el 15 de septiembre de 2015 en la ciudad, con los reyes.", "2015-09-15"),
        ("Der Gipfel fand am 15. September 2015 in der Stadt mit den Ministern statt.",
         "2015-09-15"),
        ("The summit was held on 15 September 2015 in the city of Lund.", "2015-09-15"),
    ],
)  # fmt: skip
def test_the_language_is_seen_when_nobody_says_it(text: str, expected: str) -> None:
    assert [item.value for item in tag(text, NEWS)] == [expected]


def test_an_unknown_language_is_read_as_english() -> None:
    (found,) = tag("It rained on May 5, 2012.", NEWS, options=TimexOptions(language="xx"))
    assert found.value == "2012-05-05"


def test_a_lexicon_file_adds_words(tmp_path: Path) -> None:
    extra = tmp_path / "mine.yaml"
    extra.write_text(
        "language: en\n"
        "holidays:\n"
        "  - {name: rain, words: [rain day], day: 2 tuesday of 06}\n"
        "seasons:\n"
        "  RA: {words: [monsoon], first: 6, months: 4}\n"
        "date_order: DMY\n",
        encoding="utf-8",
    )
    options = TimexOptions(lexicons=(extra,))
    found = tag("On Rain Day 2014, in the monsoon of 2013, on 09/10/2015.", NEWS, options=options)
    assert [(item.value, item.earliest, item.latest) for item in found] == [
        ("2014-06-10", "2014-06-10", "2014-06-10"),
        ("2013-RA", "2013-06-01", "2013-09-30"),
        ("2015-10-09", "2015-10-09", "2015-10-09"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- a\n- b\n", "expected a mapping of sections"),
        ("a: [b\n", "not valid YAML"),
        ("holidays: 5\n", "bad.yaml: holidays: expected a list of {name, words, day}"),
        ("holidays: [{name: a, words: [a], day: 31 foo}]\n", "31 foo is none of MM-DD"),
        ("holidays: [{name: a, day: 05-01}]\n", "expected {name, words, day}"),
        ("holydays: []\n", "holydays: no section of a lexicon, did you mean holidays?"),
        ("months: {foo: [bar]}\n", "months: foo: expected a number from 1 to 12"),
        ("seasons: {SP: {words: [lent], first: 13}}\n", "SP: expected {words, first, months}"),
        ("directions: {next: {words: [next]}}\n", "next: expected {shift, base, words}"),
        ("ago: back\ndate_order: DYM\n", "(?s)ago: expected a list.*DYM is none of auto"),
        ("national_days: [{of: [utopia]}]\n", "expected {of, adjectives, days}"),
        ("tense: {future: will}\n", "tense: future: expected a list of words"),
    ],
)
def test_a_bad_lexicon_file_is_told(tmp_path: Path, content: str, message: str) -> None:
    extra = tmp_path / "bad.yaml"
    extra.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=_pattern(message)):
        tag("May 5, 2012", options=TimexOptions(lexicons=(extra,)))


def _pattern(message: str) -> str:
    return message if message.startswith("(?s)") else re.escape(message)


@pytest.mark.parametrize("path", sorted(LEXICONS.glob("*.yaml")), ids=lambda path: path.name)
def test_our_own_lexicons_have_the_shape_asked_of_others(path: Path) -> None:
    language = path.stem
    assert load_lexicon(language, (path,)).language == language


def test_a_missing_lexicon_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        tag("May 5, 2012", options=TimexOptions(lexicons=(tmp_path / "none.yaml",)))


def all_rules() -> list[Rule]:
    return [rule for stage in STAGES for rule in stage]


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in all_rules()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_every_rule_can_begin_somewhere(rule: Rule) -> None:
    lexicon = load_lexicon("en")
    Grammar(lexicon)
    assert first_symbols(rule.pattern, lexicon)


def test_what_is_only_looked_at_is_no_part_of_a_match() -> None:
    assert without_looks("(?<= at|by ) hour=hour (?! ( unit | plural ) )") == "hour=hour"


@pytest.mark.parametrize(
    "piece",
    ["in the ", "1,111,", "1.1.", "12:12:", "11-11-", "the end of ", "May ", "5, ", "\n", "\n ",
     "1990 to ", "last next ", "two hundred and ", "'", "May 5, 2015, 6, 7, 8 and "],
)  # fmt: skip
def test_long_heaps_end(piece: str) -> None:
    """None of these may take more than linear time; a regular expression that backtracks hangs."""
    text = piece * (60_000 // len(piece)) + "x"
    for item in tag(text, NEWS):
        assert text[item.start : item.end] == item.text


def test_time_grows_with_the_text_and_no_faster() -> None:
    """A heap of the words rules begin with: the count of tries per token stays bounded."""
    heap = "the early late mid next last of in at two days May 5 , - and "
    short, long = (len(tag(heap * size, NEWS)) for size in (20, 200))
    assert 0 < long <= 11 * short

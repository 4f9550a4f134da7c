"""When a document was written, and the reason given for it."""

from __future__ import annotations

import pytest

from timeline.model import DocumentDate
from timeline.timex import find_document_date

CAPTION = """Ministers promise more rain gauges

Photo: The ministers pose on the bridge in Lund, Sweden, September 15, 2015.

The ministers promised on Tuesday to buy a thousand rain gauges.
"""


def found(text: str, *, published: str | None = None, name: str | None = None) -> DocumentDate:
    date = find_document_date(text, published=published, name=name)
    assert date is not None
    return date


def test_caption_that_agrees_with_the_weekday() -> None:
    date = found(CAPTION)
    assert (date.date, date.source) == ("2015-09-15", "caption")
    assert date.reason == (
        "A photo caption says September 15, 2015, which was a Tuesday, the weekday the text"
        " speaks of."
    )


def test_caption_without_the_word_photo() -> None:
    text = CAPTION.replace("Photo: ", "")
    assert found(text).source == "caption"


def test_of_two_captions_the_one_that_agrees() -> None:
    other = "Photo: An older bridge in Malmö, Sweden, September 18, 2015.\n\n"
    date = found(CAPTION + "\n" + other)
    assert date.date == "2015-09-15"


def test_archive_pictures_are_no_ground() -> None:
    text = "File photo: The bridge in Lund, Sweden, March 3, 2009.\n\nIt rained on Sunday.\n"
    assert find_document_date(text) is None


def test_metadata_come_first() -> None:
    date = found(CAPTION, published="2015-09-16", name="2015-09-17.txt")
    assert (date.date, date.source, date.confidence) == ("2015-09-16", "metadata", 1.0)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2015-09-15", "2015-09-15"),
        ("2015-09-15T10:00:00+05:00", "2015-09-15T10:00:00+05:00"),
        ("2015-09-15T10:00:00.123Z", "2015-09-15T10:00:00.123Z"),
        ("2015-09-15 10:00:00", "2015-09-15T10:00:00"),
        ("15 September 2015", "2015-09-15"),
        ("September 15, 2015 at 10:00 pm", "2015-09-15"),
    ],
)
def test_written_metadata(published: str, expected: str) -> None:
    assert found("Rain.", published=published).date == expected


def test_metadata_that_say_no_date_are_passed_over() -> None:
    assert find_document_date("Rain.", published="yesterday") is None
    assert find_document_date("Rain.", published="   ") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LUND, Sweden, September 3, 2010 (Agency) – Rain fell on the town.", "2010-09-03"),
        ("LUND, Sept. 3, 2010 - Rain fell on the town.", "2010-09-03"),
        ("A wet week\n\nLUND, 3 September 2010 — Rain fell on the town.", "2010-09-03"),
        ("LUND, Sept. 15 – Rain fell, as it had on August 30, 2014.", "2014-09-15"),
        ("LUND, Jan. 2 – Rain fell. It has not stopped since December 2014.", "2015-01-02"),
        ("A wet week\n\nLund, 3 September 2010\n\nRain fell on the town.", "2010-09-03"),
        ("A wet week\nNew Lund, Sweden, Friday 3 September 2010\nRain fell.", "2010-09-03"),
        ("A wet week\nSeptember 3, 2010\nRain fell on the town.", "2010-09-03"),
        ("A wet week\nPublished: 3 September 2010 10:15\nRain fell on the town.", "2010-09-03"),
        ("A wet week\nTuesday, September 15, 2015\nRain fell on the town.", "2015-09-15"),
        ("LUND, Jan. 3, 2017 /WireService/ -- Rain fell on the town.", "2017-01-03"),
        ("A wet week\nBy Jane Roe | May 4, 2016 | 10:32 a.m.\nRain fell.", "2016-05-04"),
        ("Posted on Monday, 5 October 2015 at 10:11\nRain fell.", "2015-10-05"),
        ("Last modified: 12 July 2013\n\nRain fell.", "2013-07-12"),
        ("LUND: Updated: Mar 04, 2015 11:05 IST\nRain fell.", "2015-03-04"),
    ],
)
def test_dateline(text: str, expected: str) -> None:
    date = found(text)
    assert (date.date, date.source) == (expected, "dateline")
    assert date.reason.endswith(".")


def test_a_line_under_a_headline_told_apart() -> None:
    date = find_document_date("Lund, 3 September 2010\n\nRain fell.", title="A wet week")
    assert date is not None
    assert (date.date, date.source) == ("2010-09-03", "dateline")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LUND | Mon Apr 25, 2011 10:53 am EDT\n\nLUND (Agency) - Rain fell.", "2011-04-25"),
        ("Rain fell. This page was made at 23.58 GMT on Thursday 10 November 2005", "2005-11-10"),
        ("Thursday 17 February 2005 01.49 GMT Rain fell on the town.", "2005-02-17"),
    ],
)
def test_stamp_of_a_site(text: str, expected: str) -> None:
    date = found(text)
    assert (date.date, date.source) == (expected, "dateline")


@pytest.mark.parametrize(
    "text",
    [
        "LUND, Sept. 15 – Rain fell. The records of 2014 were broken.",
        "LUND, Oct. 24 – The quake was felt on Sunday. In 1976 another killed thousands.",
        "LUND, Sept. 15 – Rain fell, as in the floods of 3 February 1953.",
        "LUND, Feb. 29 – Rain fell, as it had on January 30, 2015.",
        "The bridge fell on May 4, 1998.",
        "It was shot down by the army on May 4, 1998.\n\nIt rains.",
        "The law, issued in haste by the king on May 4, 1698, stands.",
        "1 September 1939 – The war begins.\n8 May 1945 – It ends.",
        "Lund Harbour, 7 December 1941\n\nThe bombs fell at dawn.",
        "It rains.\n\nHer father died in Lund, Sweden, May 4, 1998.",
    ],
)
def test_the_year_of_an_older_story_dates_nothing(text: str) -> None:
    assert find_document_date(text) is None


def test_a_birthday_dates_nothing() -> None:
    text = "The singer, born on August 29, 1958, in Lund, was buried on Friday after a long day.\n"
    assert find_document_date(text) is None


def test_many_weekdays_agree_with_any_date() -> None:
    text = (
        "It broke on March 3, 2010. It rained on Monday, on Wednesday, on Friday, and all of Sunday"
        " as well, said the mayor of the town that day.\n"
    )
    assert find_document_date(text) is None


def test_dateline_without_any_year_is_no_ground() -> None:
    assert find_document_date("LUND, Sept. 15 – Rain fell on the town.") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2015-09-15-rain.txt", "2015-09-15"),
        ("rain_20150915.html", "2015-09-15"),
        ("rain.15.09.2015.md", "2015-09-15"),
    ],
)
def test_file_name(name: str, expected: str) -> None:
    date = found("It rained.", name=name)
    assert (date.date, date.source) == (expected, "filename")


@pytest.mark.parametrize("name", ["rain-20151399.txt", "1234567890123.txt", "rain.txt", ""])
def test_file_name_without_a_date(name: str) -> None:
    assert find_document_date("It rained.", name=name) is None


def test_latest_full_date_that_agrees_with_the_weekday() -> None:
    text = (
        "The dam broke on March 3, 2010, for the first time. It was rebuilt, and it held again"
        " on Tuesday. The mayor opened it on September 14, 2015, and praised it on Monday.\n"
    )
    date = found(text)
    assert (date.date, date.source, date.confidence) == ("2015-09-14", "text", 0.5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nothing is dated here.",
        "The war began on September 1, 1939, and ended on May 8, 1945. Much followed.",
        "It rained on Tuesday.",
    ],
)
def test_no_ground(text: str) -> None:
    assert find_document_date(text) is None

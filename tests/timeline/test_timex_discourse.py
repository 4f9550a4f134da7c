"""How a text as a whole decides: news or narrative, missing years, headings, weekdays."""

from __future__ import annotations

import pytest

from timeline.model import DocumentDate, TemporalExpression
from timeline.timex import TimexOptions, read, tag

NEWS = DocumentDate("2015-09-15", "metadata", "The test says so.", 1.0)
STORY = """The long siege

It began on May 3, 1640. In 1641 a relief failed, and in 1642 another; the plague came in 1643.

1644

In March the walls were breached. On April 2 the town fell. By early May all was over.

Aftermath: 1650–1652

In June the walls were razed. The town, founded in 1201, was rebuilt in 1652.
"""


def values(found: tuple[TemporalExpression, ...]) -> dict[str, str]:
    return {item.text: item.value for item in found}


def test_a_story_is_read_by_its_own_time() -> None:
    result = read(STORY, NEWS)
    assert result.profile == "narrative"
    found = values(result.expressions)
    assert found["March"] == "1644-03"
    assert found["April 2"] == "1644-04-02"
    assert found["early May"] == "1644-05"
    assert found["June"] == "1650-06"


ANNIVERSARY = """The crossing had been fixed for 13 September, but on the evening of the 12th a \
gale blew. The first boats landed on 14 September 1784. By 3 October the town was theirs."""
FEW_YEARS = """By March 1789 grain was dear. On 4 May a baker was hanged; two days later the \
bridge burned. This year the town remembers them."""
NEWS_WITH_A_PAST = """The mayor, born on 3 May 1950, resigned on Monday. On 4 September he had \
denied all. He will leave in October."""


@pytest.mark.parametrize(
    ("text", "profile", "expected"),
    [
        (ANNIVERSARY, "narrative", {"13 September": "1784-09-13", "3 October": "1784-10-03"}),
        (FEW_YEARS, "narrative", {"4 May": "1789-05-04", "two days later": "1789-05-06"}),
        (NEWS_WITH_A_PAST, "news", {"4 September": "2015-09-04", "October": "2015-10"}),
    ],
)
def test_a_short_text_tells_what_it_is(text: str, profile: str, expected: dict[str, str]) -> None:
    result = read(text, NEWS)
    found = values(result.expressions)
    assert result.profile == profile
    assert expected == {words: found[words] for words in expected}


LETTER = """Nobody in the town sleeps well. On 25 August the old mill burned; three days later its \
chimney fell.

The mill was built in 1932. In July 1953 its weavers laid down their shuttles, and in 1956 the \
owner sold it. By 1971 half of the looms stood still."""


def test_a_letter_opens_with_what_is_fresh() -> None:
    result = read(LETTER, NEWS)
    assert result.profile == "narrative"
    found = values(result.expressions)
    assert found["25 August"] == "2015-08-25"
    assert found["three days later"] == "2015-08-28"
    assert found["July 1953"] == "1953-07"


def test_news_comes_back_from_what_it_recalls() -> None:
    text = "Police had killed 34 on 16 August 2012, he recalled. On 9 September shots were heard."
    assert values(tag(text, NEWS))["9 September"] == "2015-09-09"


def test_a_doubtful_year_is_not_where_the_story_is() -> None:
    text = "Ten paintings, 1640 Dutch, 1660 French, were sold. A walk is planned for April 2."
    result = read(text, NEWS)
    assert result.profile == "news"
    assert values(result.expressions) == {"April 2": "2016-04-02"}
    assert {item.text for item in result.refused} == {"1640", "1660"}


DIARY = """Monday 6 May. Sailed from Cowes at dawn. Tuesday. Rain until noon. Thursday 9th. Walked \
for two hours. Saturday 11 May 1867. Bergen. We had meant to go yesterday. Tomorrow we climb."""


def test_a_diary_counts_from_its_entries() -> None:
    found = values(tag(DIARY, NEWS))
    assert found == {
        "Monday 6 May": "1867-05-06",
        "dawn": "1867-05-06TMO",
        "Tuesday": "1867-05-07",
        "noon": "1867-05-07T12:00",
        "Thursday 9th": "1867-05-09",
        "two hours": "PT2H",
        "Saturday 11 May 1867": "1867-05-11",
        "yesterday": "1867-05-10",
        "Tomorrow": "1867-05-12",
    }
    blog = "3 June 2014\n\nYesterday we reached Osh.\n\n4 June 2014\n\nRain today.\n"
    assert values(tag(blog, NEWS)) == {
        "3 June 2014": "2014-06-03",
        "Yesterday": "2014-06-02",
        "4 June 2014": "2014-06-04",
        "today": "2014-06-04",
    }


TWO_YEARS = """1710

In March 1710 the bridge was begun. The piers stood by August.

1711

On 4 May 1712 the flood came; the next day the piers fell. On 9 June 1714 it was begun again. On \
20 July of the same year the first arch stood. In September the second was closed.
"""


def test_full_dates_lead_out_of_the_years_of_the_heading() -> None:
    found = values(tag(TWO_YEARS, NEWS, options=TimexOptions(profile="narrative")))
    assert found["the next day"] == "1712-05-05"
    assert found["20 July of the same year"] == "1714-07-20"
    assert found["September"] == "1714-09"


def test_what_lies_ahead_does_not_move_the_story() -> None:
    text = (
        "On 3 August 1807 the king promised peace by next summer. On August 20 he broke his word."
    )
    found = values(tag(text, NEWS, options=TimexOptions(profile="narrative")))
    assert found["August 20"] == "1807-08-20"


def test_what_had_been_lies_before() -> None:
    text = (
        "On 14 October 1650 the duke attacked. He had spent the spring and summer in Genoa."
        " In November he fell."
    )
    found = values(tag(text, NEWS, options=TimexOptions(profile="narrative")))
    assert found["the spring"] == "1650-SP"
    assert found["summer"] == "1650-SU"
    assert found["November"] == "1650-11"


def test_that_winter_is_the_one_of_the_year_told() -> None:
    text = "In late 1753 the duke hired 4,000 men; that winter they drilled."
    found = values(tag(text, NEWS, options=TimexOptions(profile="narrative")))
    assert found["that winter"] == "1753-WI"


def test_a_clock_time_belongs_to_the_day_told_just_before() -> None:
    text = "The ferry left on Saturday, September 5. At 10:40 p.m. it struck a rock."
    found = values(tag(text, NEWS))
    assert found["10:40 p.m."] == "2015-09-05T22:40"


def test_the_same_part_of_another_year() -> None:
    text = "Sales fell in the third quarter of 2015. In the same quarter last year they had risen."
    found = values(tag(text, NEWS))
    assert found["the same quarter last year"] == "2014-Q3"


def test_news_with_a_look_back_stays_news() -> None:
    text = (
        "The dam held on Monday, as it did in 1999. It was said yesterday that it had cracked in"
        " 1987 and in 1978. On Tuesday it will be closed. It was built in 1955."
    )
    result = read(text, NEWS)
    assert result.profile == "news"
    assert values(result.expressions)["Monday"] == "2015-09-14"


def test_without_a_document_date_nothing_is_invented() -> None:
    found = tag("It rained on Tuesday. He came on September 3. She left last week.")
    assert [(item.value, item.edtf) for item in found] == [
        ("XXXX-WXX-2", None),
        ("XXXX-09-03", None),
        ("XXXX-WXX", None),
    ]
    assert all(item.reason for item in found)


def test_a_stray_year_does_not_take_hold() -> None:
    text = (
        "On May 3, 1940, they marched. The road, built in 180 BC, was bad. On June 4 they rested."
        " In 1941 they came home, in 1942 they left again, in 1943 they died."
    )
    assert values(tag(text, NEWS))["June 4"] == "1940-06-04"


def test_a_weekday_chooses_the_year() -> None:
    assert values(tag("He died on Saturday, September 6.", NEWS)) == {
        "Saturday, September 6": "2014-09-06"
    }


def test_a_weekday_that_disagrees_is_told() -> None:
    (found,) = tag("He died on Monday, September 15, 2015.", NEWS)
    assert found.value == "2015-09-15"
    assert found.confidence < 1
    assert "another weekday" in found.rejected[0]


def test_a_headline_does_not_run_into_the_dateline() -> None:
    found = tag("Markets closed until Friday\nSeptember 18, 2015\nThey were closed.", NEWS)
    assert [item.text for item in found] == ["Friday", "September 18, 2015"]


def test_both_ends_of_a_range_know_the_whole() -> None:
    first, last = tag("It lasted from 1939 to May 1945.", NEWS)
    assert first.whole == last.whole == "1939-01/1945-05"
    lone, _ = tag("It began in 1939. In 1945 it ended.", NEWS)
    assert lone.whole is None


def test_anchored_to_an_event() -> None:
    (found,) = tag("It fell two days after relieving the siege.", NEWS)
    assert (found.value, found.edtf) == ("P2D", None)
    assert found.anchor == "after relieving the siege"


def test_rejected_readings_are_kept() -> None:
    (found,) = tag("He will be tried on Wednesday.", NEWS)
    assert found.rejected == ("2015-09-09: tense",)


def test_refused_candidates_are_told() -> None:
    refused = read("Some 2000 soldiers marched.", NEWS).refused
    assert [(item.text, item.reason) for item in refused] == [("2000", "a label after 'some'")]


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("The siege began on 6 January 1842. On the 13th a rider came.", "narrative"),
        ("They met in the third week of June 1863. On July 1 it began.", "narrative"),
        ("He was born in 1842 and died in 1901.", "narrative"),
        ("The firm, founded in 1842, will close on Friday.", "news"),
        ("He was born on 6 January 1942 and died yesterday.", "news"),
        ("The bridge opens on March 3. It was planned in 1982.", "news"),
        ("It failed on Monday, September 14, after losses in 1998, 2003, 2011 and 2012.", "news"),
        ("The town fell on 15 September 1915. On 16 September the garrison left.", "narrative"),
    ],
)
def test_a_short_text_of_long_ago_is_a_narrative(text: str, profile: str) -> None:
    assert read(text, NEWS).profile == profile


def test_subheadings_lie_in_the_years_around_them() -> None:
    text = (
        "The war\n\n1943\n\nIt began on 3 May 1941, and went on in 1942 and in 1944.\n\n"
        "The north\n\nIn June the town fell, in March 1943 the fort.\n\n1944\n\n"
        "In May all was over.\n"
    )
    found = {item.text: item.value for item in tag(text, NEWS)}
    assert (found["June"], found["May"]) == ("1943-06", "1944-05")


def test_news_leaves_a_flashback_behind() -> None:
    text = "He set the record in August 2010. The team has trained since April."
    found = {item.text: item.value for item in tag(text, NEWS)}
    assert found["April"] == "2015-04"
    text = "Sales fell against December 2009. The fair runs from Nov. 1 to Dec. 24."
    found = {item.text: item.value for item in tag(text, NEWS)}
    assert found["Nov. 1"].endswith("-11-01")
    assert not found["Nov. 1"].startswith("2009")


def test_a_bare_half_needs_business() -> None:
    (half,) = tag("Profit will fall in the second half.", NEWS)
    assert (half.value, half.edtf) == ("2015-H2", "2015-07/2015-12")
    assert tag("They scored twice in the second half.", NEWS) == ()


def test_a_heading_without_years_keeps_the_year_told_last() -> None:
    text = (
        "1943\n\nIt began on 3 May 1941, and went on in 1942 and in 1944.\n\n"
        "The north\n\nIn June it fell."
    )
    found = {item.text: item.value for item in tag(text, NEWS)}
    assert found["June"].endswith("-06")
    assert 1941 <= int(found["June"][:4]) <= 1944


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("He won in 1994 for talks held a year earlier.", "a year earlier", "1993"),
        ("Jobs fell in March and rose the month before.", "the month before", "2015-02"),
        ("On a cold January morning in 1986 it blew up.", "January", "1986-01"),
        ("He had planned to return by the 10th.", "the 10th", "2015-09-10"),
        ("It was the quietest since the week before Christmas.", "the week before Christmas",
         "2014-W51"),
        ("A law of May 2014 expires. By the end of the week all will be over.",
         "the end of the week", "2015-W38"),
        ("Sales fell in the prior-year period.", "the prior-year period", "2014"),
        ("Profit rose in the quarter ended June 30, from a loss a year earlier.", "a year earlier",
         "2014-Q2"),
        ("Second-quarter profit rose. Sales beat those of the year-earlier period.",
         "the year-earlier period", "2014-Q2"),
        ("A judge ruled Friday that the deadline stood.", "Friday", "2015-09-11"),
        ("Few were there at the time.", "the time", "PAST_REF"),
        ("By Sunday night, thousands had been moved.", "Sunday night", "2015-09-13TNI"),
        ("He flew in on Saturday and will stay.", "Saturday", "2015-09-12"),
        ("Three days of mourning start on Saturday.", "Saturday", "2015-09-19"),
        ("He will sign it on Friday. Members had left the previous evening.",
         "the previous evening", "2015-09-14TEV"),
        ("Growth slowed in the final quarter of 2012.", "the final quarter of 2012", "2012-Q4"),
        ("Rockets have been fired since midnight.", "midnight", "2015-09-15T00:00"),
        ("It will land at 2 p.m. Sunday. The crew woke at 3 a.m. and left.", "3 a.m.",
         "2015-09-15T03:00"),
        ("Last year he missed it; the year before, he lost.", "the year before", "2013"),
        ("They began the raid shortly before midnight Monday.", "midnight Monday",
         "2015-09-14T24:00"),
        ("That was four nights ago.", "four nights ago", "2015-09-11TNI"),
        ("Sirens sounded today, as they did the night before.", "the night before",
         "2015-09-14TNI"),
        ("He was to appear before a judge on Friday.", "Friday", "2015-09-18"),
        ("It ended at about 5 in the afternoon of May 3.", "about 5 in the afternoon of May 3",
         "2015-05-03T17:00"),
    ],
)  # fmt: skip
def test_what_news_counts_from(text: str, words: str, expected: str) -> None:
    found = {item.text: item.value for item in tag(text, NEWS)}
    assert found[words] == expected


def test_an_obituary_tells_its_weekday() -> None:
    life = " ".join(f"He won in {year}." for year in range(1950, 1990, 2))
    found = tag(f"John Roe died at his home on Wednesday. Born in 1925, he rowed. {life}", NEWS)
    assert (found[0].text, found[0].value) == ("Wednesday", "2015-09-09")


def test_a_heading_opens_a_text_behind_blank_lines() -> None:
    text = (
        "\n2003: The invasion\n\nOn 9 April 2003 the city fell. In November 2008 crowds marched "
        "there again. On April 15 it was over. In 2004 and in 2005 other towns fell.\n"
    )
    found = {item.text: item.value for item in tag(text, NEWS)}
    assert found["April 15"] == "2003-04-15"

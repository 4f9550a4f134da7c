"""Which date and which place belong to which event, and which do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks._event_reports import stand_in_names
from tests.timeline.reading import by_trigger, read
from timeline.events import extract
from timeline.model import Document, DocumentDate
from timeline.timex import tag

if TYPE_CHECKING:
    from spacy.language import Language

NAMES = {
    "Osh": "KG city", "Bishkek": "KG city", "Talas": "KG city", "Kyrgyzstan": "KG country",
    "Karakol": "KG city", "Naryn": "KG city",
}  # fmt: skip
DATES = {
    "Monday": "2020-06-08", "Tuesday": "2020-06-09", "Sunday": "2020-06-07", "2010": "2010",
    "in May": "null", "two days": "P2D", "14 May 2015": "2015-05-14",
}  # fmt: skip

#: text, trigger, places as written
PLACES = [
    ("Rebels attacked Osh on Monday.", "attacked", ["Osh"]),
    ("Rebels attacked a post near Osh on Monday.", "attacked", ["Osh"]),
    ("Fighting broke out around Osh and Talas on Monday.", "Fighting", ["Osh", "Talas"]),
    ("A bomb exploded in the centre of Osh on Monday.", "exploded", ["Osh"]),
    ("A bomb exploded in the town of Osh, Kyrgyzstan, on Monday.", "exploded", ["Osh"]),
    ("The mayor of Osh met the president of Kyrgyzstan in Bishkek on Monday.", "met", ["Bishkek"]),
    ("Soldiers from Talas attacked Osh on Monday.", "attacked", ["Osh"]),
    ("Rebels attacked Osh on Monday, an official said in Bishkek.", "attacked", ["Osh"]),
    ("The army was sent from Bishkek to Osh on Monday.", "sent", ["Osh"]),
    ("A court in Osh sentenced a man from Talas on Monday.", "sentenced", ["Osh"]),
    ("The siege of Osh began on Monday.", "siege", ["Osh"]),
    ("A crowd danced in Talas, where two bombs had killed four on Monday.", "killed", ["Talas"]),
    ("Police arrested a man born in Osh on Monday.", "arrested", []),
    ("Rebels fled on Monday after troops entered Osh.", "fled", []),
    ("The Osh summit ended on Monday.", "summit", ["Osh"]),
    ("An earthquake struck 40 km south of Osh, near Talas, on Monday.", "struck", ["Talas"]),
    ("An earthquake struck 40 km south of Osh on Monday.", "struck", ["Osh"]),
    ("Two people were killed on Monday as a bomb exploded in Osh.", "exploded", ["Osh"]),
    ("People marched in Osh on Monday. Police arrested 20 of them.", "arrested", ["Osh"]),
    ("People marched in Osh on Monday. Shops in the city were looted.", "looted", ["Osh"]),
    ("Ministers met in Osh on Monday and signed a treaty.", "signed", ["Osh"]),
    ("Rebels attacked Osh on Monday. The governor lives in Talas.", "attacked", ["Osh"]),
    ("Rebels attacked a post in Osh, near Talas, on Monday.", "attacked", ["Osh"]),
    ("Rebels attacked a post in Osh, 20 km south of Talas, on Monday.", "attacked", ["Osh"]),
    ("Police arrested Asan Tok, 43, of Talas, on Monday.", "arrested", []),
    (
        "Police arrested him in Osh on Monday on his return from exile in Talas.",
        "arrested",
        ["Osh"],
    ),
    ("Troops clashed on Monday near the border with Kyrgyzstan.", "clashed", ["Kyrgyzstan"]),
    ("Kyrgyzstan voted on Monday.", "voted", ["Kyrgyzstan"]),
    ("Kyrgyzstan declared a state of emergency on Monday.", "declared", ["Kyrgyzstan"]),
    ("OSH, Kyrgyzstan - Rebels attacked a police station on Monday.", "attacked", ["OSH"]),
]


@pytest.mark.parametrize(("text", "trigger", "places"), PLACES, ids=lambda value: str(value)[:60])
def test_places(nlp: Language, text: str, trigger: str, places: list[str]) -> None:
    extraction = read(nlp, text, dates=DATES, names={**NAMES, "OSH": "KG city"})
    event = by_trigger(extraction, trigger)
    assert event is not None, extraction.outcomes
    assert [place.text for place in event.places] == places, event.candidates


#: text, trigger, first day
WHEN = [
    ("Rebels attacked Osh on Monday.", "attacked", "2020-06-08"),
    ("On Monday rebels attacked Osh.", "attacked", "2020-06-08"),
    ("On Monday rebels attacked Osh, the governor said on Tuesday.", "attacked", "2020-06-08"),
    ("Monday's attack in Osh killed two guards.", "attack", "2020-06-08"),
    ("Rebels attacked Osh on Sunday and fled on Monday.", "attacked", "2020-06-07"),
    ("Rebels attacked Osh on Sunday and fled on Monday.", "fled", "2020-06-08"),
    ("Rebels attacked Osh on Monday, killing two guards.", "attacked", "2020-06-08"),
    ("On Monday, two days after an attack on Osh, leaders met in Talas.", "attack", "2020-06-06"),
    ("The minister, who resigned in 2010, met rebels in Osh on Monday.", "met", "2020-06-08"),
    ("The minister, who resigned in 2010, met rebels in Osh on Monday.", "resigned", "2010-01-01"),
    ("People marched in Osh on Monday. Police arrested 20 of them.", "arrested", "2020-06-08"),
    ("The poet Asan Tok has died in Osh, his family said on Tuesday.", "died", "2020-06-09"),
    ("A fire has destroyed a market in Osh.", "destroyed", "2020-06-10"),
    ("On Monday, two days after attacking Osh, rebels fled.", "attacking", "2020-06-06"),
    ("The firm has posted a loss for 2010.", "posted", "2020-06-10"),
    ("The poet died in Osh on Monday. Born in Talas in 2010, she married Asan Tok.", "married",
     None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "first"), WHEN, ids=lambda value: str(value)[:60])
def test_dates(nlp: Language, text: str, trigger: str, first: str | None) -> None:
    extraction = read(nlp, text, dates=DATES, names=NAMES)
    event = by_trigger(extraction, trigger)
    assert event is not None, extraction.outcomes
    assert event.start == first, (event.when_reason, event.candidates)


def test_without_any_date_the_reason_is_told(nlp: Language) -> None:
    text = "Rebels had attacked Osh."
    event = by_trigger(read(nlp, text, names=NAMES), "attacked")
    assert event is not None
    assert (event.edtf, event.start, event.end) == (None, None, None)
    assert event.when_reason == "the text gives no date for it"


def test_dates_and_places_turned_down_are_told(nlp: Language) -> None:
    text = "Rebels attacked Osh on Monday, an official said in Bishkek on Tuesday."
    event = by_trigger(read(nlp, text, dates=DATES, names=NAMES), "attacked")
    assert event is not None
    assert any(line.startswith("Tuesday: ") for line in event.candidates.dates)
    assert any(line.startswith("Bishkek: ") for line in event.candidates.places)


#: text, trigger, first day, status; the document is of Wednesday 10 June 2020, the dates are read
READ = [
    ("Leaders meet in Osh on Monday.", "meet", "2020-06-15", "planned"),
    ("Leaders met in Osh on Monday.", "met", "2020-06-08", "happened"),
    ("Leaders will meet in Osh on Monday.", "meet", "2020-06-15", "planned"),
    ("The unions called a strike for Monday.", "strike", "2020-06-15", "planned"),
    ("In a Monday briefing, the firm unveiled a phone.", "unveiled", "2020-06-08", "happened"),
    ("Five people met in Osh. A march is planned for 14 June in Osh.", "planned", "2020-06-14",
     "planned"),
    ("The unions have called a strike for 19 October.", "strike", "2020-10-19", "planned"),
    ("The premier has announced an election for 19 October.", "announced", "2020-06-10",
     "happened"),
    ("Two hikers are dead after a landslide in Osh on Monday.", "landslide", "2020-06-08",
     "happened"),
    ("Asan Tok is dead after being stabbed on Monday.", "stabbed", "2020-06-08", "happened"),
    ("Clashes broke out in Osh on 10 June 2010. The army took Osh on 14 September.", "took",
     "2010-09-14", "happened"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "trigger", "first", "status"), READ, ids=lambda value: str(value)[:50]
)
def test_the_tense_decides_which_day_is_meant(
    nlp: Language, text: str, trigger: str, first: str, status: str
) -> None:
    dct = DocumentDate("2020-06-10", "config", "told", 1.0)
    toponyms = stand_in_names(text, NAMES)
    extraction = extract(Document(text, dct=dct), nlp(text), tag(text, dct), toponyms)
    event = by_trigger(extraction, trigger)
    assert event is not None, extraction.outcomes
    assert (event.start, event.status) == (first, status), event.when_reason

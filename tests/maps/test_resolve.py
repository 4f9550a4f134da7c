"""Which of the places of one name a text means; expectations by reading and an atlas."""

from __future__ import annotations

import pytest
from spacy.language import Language

from maps.gazetteer import Gazetteer
from maps.place import Toponym
from maps.toponyms import Context, find_toponyms

#: Text, name, and where its place must lie: country, state (GeoNames code) or None, level.
SENSES = [
    ("A tornado hit Paris, Texas, on Monday.", "Paris", "US", "TX", "city"),
    ("The fair in Paris, France, opened.", "Paris", "FR", None, "city"),
    ("He flew to Paris on Sunday.", "Paris", "FR", None, "city"),
    ("A barn burned in Bangor, Maine.", "Bangor", "US", "ME", "city"),
    ("A man drowned in Bangor, Northern Ireland.", "Bangor", "GB", "NIR", "city"),
    ("The state of Georgia will vote; Atlanta and Savannah prepare.", "Georgia", "US", None,
     "state"),
    ("Georgia and Armenia reopened the road between Tbilisi and Yerevan.", "Georgia", "GE", None,
     "country"),
    ("A court in London, Ontario, sat late.", "London", "CA", "08", "city"),
    ("A court in London sat late.", "London", "GB", "ENG", "city"),
    ("Fighting around Tajikistan's capital Dushanbe and Vahdat city went on.", "Vahdat", "TJ", None,
     "city"),
    ("Washington state farmers and growers in Oregon lost their crop.", "Washington", "US", "WA",
     "state"),
    ("The White House in Washington was locked down.", "Washington", "US", "DC", "city"),
    ("The governor of Punjab province in Pakistan resigned in Lahore.", "Punjab", "PK", None,
     "state"),
    ("Police in Cambridge, Mass., closed the bridge.", "Cambridge", "US", "MA", "city"),
    ("Fires near Perth and Fremantle in Western Australia spread.", "Perth", "AU", None, "city"),
    ("The summit of the states of Russia, Armenia and Georgia was held in Minsk.", "Russia", "RU",
     None, "country"),
    ("NEW YORK (AP) — A crane fell on two parked cars.", "NEW YORK", "US", "NY", "city"),
    ("The Republic of Georgia sent a protest.", "Georgia", "GE", None, "country"),
    ("Mexico and Canada signed.", "Mexico", "MX", None, "country"),
    ("Ferries left Hamilton, Bermuda.", "Hamilton", "BM", None, "city"),
    ("The Soviet Union sent engineers to Kabul.", "Kabul", "AF", None, "city"),
    ("OSH, Kyrgyzstan — Walls split when the earth shook.", "OSH", "KG", None, "city"),
    ("Traders came from Saki, in Oyo State, to Lagos.", "Saki", "NG", None, "city"),
    ("The weaver walked from Babylon to the Euphrates.", "Babylon", "IQ", None, "region"),
    ("Police in Athens seek a student last seen in Watkinsville, Oconee County.", "Athens", "US",
     "GA", "city"),
    ("Buses from Springfield, Chicopee and Holyoke will be free.", "Springfield", "US", "MA",
     "city"),
    ("The river Niger rose by a metre near Niamey.", "Niger", None, None, "water"),
    ("A spokesman in Islamabad denied it; the army closed the road from Anantnag to Srinagar.",
     "Islamabad", "PK", None, "city"),
    ("Russian planes landed at dawn. Moscow denied it.", "Moscow", "RU", None, "city"),
    ("Pilgrims had come from Lahore and even from Hyderabad in Sindh.", "Hyderabad", "PK", None,
     "city"),
]  # fmt: skip


def named(found: tuple[Toponym, ...], name: str) -> Toponym:
    return next(toponym for toponym in found if toponym.name == name)


@pytest.mark.parametrize("case", SENSES, ids=[row[0][:40] for row in SENSES])
def test_senses(
    nlp: Language, gazetteer: Gazetteer, case: tuple[str, str, str, str | None, str]
) -> None:
    text, name, country, state, level = case
    place = named(find_toponyms(nlp(text), text, gazetteer), name).place
    assert place is not None
    assert (place.country, place.level) == (country, level)
    assert state in (None, place.admin1)


def test_vahdat_is_the_one_beside_dushanbe(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Gunmen attacked police around Tajikistan's capital Dushanbe and in Vahdat city."
    found = find_toponyms(nlp(text), text, gazetteer)
    vahdat, dushanbe = named(found, "Vahdat").place, named(found, "Dushanbe").place
    assert vahdat is not None
    assert dushanbe is not None
    assert abs(vahdat.lon - dushanbe.lon) < 0.5
    assert abs(vahdat.lat - dushanbe.lat) < 0.3
    assert vahdat.level == "city"


def test_one_sense_a_document(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "PARIS, Texas — A fire destroyed two homes on Friday.\n\n"
        "Firefighters from Paris and Bonham worked all night. Paris has three stations."
    )
    found = [t for t in find_toponyms(nlp(text), text, gazetteer) if t.name.lower() == "paris"]
    assert len(found) == 3
    assert {t.place.admin1 for t in found if t.place} == {"TX"}


def test_the_title_tells_which_namesake_the_text_means(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Fire crews saved the school. The mayor of Paris thanked them."
    context = Context(text, title="Fire damages school in Paris, Texas")
    place = named(find_toponyms(nlp(text), text, gazetteer, context), "Paris").place
    assert place is not None
    assert (place.country, place.admin1) == ("US", "TX")


def test_a_reason_tells_what_the_text_says(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "A barn burned in Paris, Texas. Nobody was hurt."
    paris = named(find_toponyms(nlp(text), text, gazetteer), "Paris")
    assert paris.reason == "the text puts it in Texas"


def test_two_senses_where_the_text_tells_them_apart(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "She left Paris, Texas, in May and reached Paris, France, in June."
    found = [t for t in find_toponyms(nlp(text), text, gazetteer) if t.name == "Paris"]
    assert [t.place.country for t in found if t.place] == ["US", "FR"]


@pytest.mark.parametrize(
    ("url", "publisher", "country"),
    [
        ("https://www.newarkadvocate.com/story/1", None, "US"),
        ("https://www.lancashiretelegraph.co.uk/news/2", None, "GB"),
        ("https://www.lfpress.com/news/3", None, "CA"),
    ],
)
def test_home_of_the_outlet(
    nlp: Language, gazetteer: Gazetteer, url: str, publisher: str | None, country: str
) -> None:
    text = "The council in London will meet on Tuesday to talk about the new park in Cambridge."
    context = Context(text, url=url, publisher=publisher)
    found = find_toponyms(nlp(text), text, gazetteer, context)
    place = named(found, "Cambridge").place
    assert place is not None
    assert place.country == country


def test_config_wins(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "The mayor of Paris resigned."
    texan = next(place for place in gazetteer.find("Paris") if place.admin1 == "TX")
    context = Context(text, overrides={"Paris": texan})
    toponym = named(find_toponyms(nlp(text), text, gazetteer, context), "Paris")
    assert toponym.place == texan
    assert toponym.confidence == 1.0


def test_every_choice_tells_candidates_score_and_reason(
    nlp: Language, gazetteer: Gazetteer
) -> None:
    text = "A man from Springfield was found near Salem after he had left the town of Clinton."
    found = find_toponyms(nlp(text), text, gazetteer)
    chosen = [named(found, name) for name in ("Springfield", "Salem", "Clinton")]
    for toponym in chosen:
        scores = [candidate.score for candidate in toponym.candidates]
        assert len(scores) > 1
        assert scores == sorted(scores, reverse=True)
        assert toponym.place in (None, toponym.candidates[0].place)
        assert ("not safe" in toponym.reason) == (toponym.confidence < 0.7)
        assert all(candidate.reason for candidate in toponym.candidates)
        assert toponym.confidence <= scores[0]
        assert (toponym.place is None) == ("too unsafe to place" in toponym.reason)
    # nothing in the text tells which Salem and which Clinton
    assert all("not safe" in toponym.reason for toponym in chosen[1:])
    assert all("it may be" in toponym.reason for toponym in chosen[1:])


def test_unknown_sites_stand_in_the_town_spoken_of(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Doctors in Aleppo said that nine people were taken to Yellow Lily Hospital on Sunday."
    toponym = next(t for t in find_toponyms(nlp(text), text, gazetteer) if "Hospital" in t.name)
    assert toponym.role == "facility"
    assert toponym.place is not None
    assert toponym.place.country == "SY"
    assert toponym.place.precision_km >= 25
    assert toponym.confidence < 0.6


def test_a_name_no_gazetteer_knows_does_not_empty_the_rest(
    nlp: Language, gazetteer: Gazetteer
) -> None:
    text = "Rebels hold Qzzabrok in Sudan, and the army holds Khartoum."
    found = find_toponyms(nlp(text), text, gazetteer)
    assert named(found, "Khartoum").place is not None
    assert named(found, "Sudan").place is not None
    unknown = [t for t in found if t.name == "Qzzabrok"]
    assert all(t.place is None and t.reason for t in unknown)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A ship sank in the Red Sea on Monday.", "Red Sea", ("water", None, None)),
        ("The governor of Red Sea State spoke.", "Red Sea State", ("state", "SD", "36")),
        (
            "Schools in Nebraska closed. Otoe, Cass and Washington counties sent ploughs to Omaha.",
            "Washington",
            ("county", "US", "NE"),
        ),
    ],
)
def test_words_around_a_name_tell_its_sort(
    nlp: Language, gazetteer: Gazetteer, text: str, name: str, expected: tuple[str | None, ...]
) -> None:
    place = named(find_toponyms(nlp(text), text, gazetteer), name).place
    assert place is not None
    assert (place.level, place.country, place.admin1) == expected

"""Which names are asked for, which answer is taken, and how points written in a text are named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maps.gazetteer import Gazetteer, Nearby
from maps.geocode import Answer, geocoded, named_points
from maps.place import Candidate, Place, Role, Toponym
from maps.toponyms.coordinates import find_coordinates

DUSHANBE = Place("Dushanbe", 68.78, 38.54, "city", "geonames:1221874", "TJ", precision_km=9)
PARIS = Place("Paris", 2.35, 48.85, "city", "geonames:2988507", "FR", precision_km=15)


def toponym(
    name: str,
    place: Place | None = None,
    confidence: float = 0.9,
    role: Role = "location",
    candidates: tuple[Candidate, ...] = (),
) -> Toponym:
    return Toponym(0, len(name), name, place, role, confidence, "as resolved", candidates)


def found(name: str, lon: float, lat: float, country: str = "TJ") -> Place:
    return Place(name, lon, lat, "city", f"geocoder:photon:{lon},{lat}", country, precision_km=2)


def answer(*places: Place) -> Answer:
    addresses = tuple(f"{place.name}, {place.country}" for place in places)
    return Answer(places, addresses, "photon", "2026-11-24")


def ask(
    *toponyms: Toponym, answers: dict[str, Answer] | None = None, known: bool = True
) -> tuple[tuple[Toponym, ...], list[str]]:
    """What becomes of the toponyms, and the names that were asked for."""
    asked: list[str] = []

    def service(name: str) -> Answer | None:
        asked.append(name)
        return (answers or {}).get(name)

    return geocoded(toponyms, service, below=0.4, known=lambda _: known), asked


def test_only_what_the_gazetteer_does_not_tell_is_asked_for() -> None:
    unsafe = toponym("Vahdat", DUSHANBE, 0.2, candidates=(Candidate(DUSHANBE, 0.2, "x"),))
    _, asked = ask(
        toponym("Dushanbe", DUSHANBE, 0.9),
        toponym("Qishloqi Nav", None, 0.8),
        unsafe,
        replace(unsafe, name="Kulob", place=None),
        toponym("Hardly", None, 0.3),
        toponym("Tajik", None, 0.9, role="demonym"),
        toponym("Smith", None, 0.9, role="person"),
        toponym("the Kremlin", None, 0.9, role="metonym"),
        toponym("38.5 N, 68.7 E", replace(DUSHANBE, gazetteer_id="coordinates"), 0.2),
    )
    assert asked == ["Qishloqi Nav", "Vahdat", "Kulob"]


def test_a_name_without_an_answer_stays_as_it_was() -> None:
    unknown = toponym("Qishloqi Nav", None, 0.8)
    assert ask(unknown)[0] == (unknown,)


def test_an_answer_in_a_country_of_the_text_is_taken_before_the_first() -> None:
    here, there = found("Qishloqi Nav", 69.2, 38.9), found("Qishloqi Nav", 71.0, 40.0, "UZ")
    (_, placed), _ = ask(
        toponym("Dushanbe", DUSHANBE, 0.9),
        toponym("Qishloqi Nav", None, 0.8),
        answers={"Qishloqi Nav": answer(there, here)},
    )
    assert placed.place == here
    assert placed.confidence == pytest.approx(0.52)
    assert placed.reason == (
        "no gazetteer knows the name; photon finds Qishloqi Nav, TJ (asked 2026-11-24)"
    )
    assert [candidate.place for candidate in placed.candidates] == [here, there]


def test_of_answers_elsewhere_the_first_is_taken_with_less_trust() -> None:
    one, two = found("Nav", 71.0, 40.0, "UZ"), found("Nav", 11.0, 50.0, "DE")
    (single,), _ = ask(toponym("Nav", None, 1.0), answers={"Nav": answer(one)})
    (several,), _ = ask(toponym("Nav", None, 1.0), answers={"Nav": answer(one, two)})
    assert single.place == several.place == one
    assert several.confidence < single.confidence < 0.6


def test_an_answer_that_agrees_makes_a_candidate_sure() -> None:
    candidates = (Candidate(PARIS, 0.3, "the most prominent"), Candidate(DUSHANBE, 0.25, "fits"))
    unsafe = toponym("Dyushambe", None, 0.3, candidates=candidates)
    (placed,), _ = ask(unsafe, answers={"Dyushambe": answer(found("Dushanbe", 68.8, 38.56))})
    assert placed.place == DUSHANBE
    assert placed.confidence >= 0.6
    assert placed.reason == "fits; photon means it too (asked 2026-11-24)"


def test_what_the_service_lists_last_makes_no_guess_sure() -> None:
    """Of a name that half the world bears some answer always agrees."""
    unsafe = toponym("Paris", PARIS, 0.3, candidates=(Candidate(PARIS, 0.3, "prominent"),))
    texas = found("Paris", -95.5, 33.7, "US")
    (kept,), _ = ask(unsafe, answers={"Paris": answer(texas, found("Paris", 2.35, 48.85, "FR"))})
    assert kept == unsafe


def test_a_place_of_the_gazetteer_is_kept_against_another_answer() -> None:
    unsafe = toponym("Paris", PARIS, 0.3, candidates=(Candidate(PARIS, 0.3, "prominent"),))
    (kept,), _ = ask(unsafe, answers={"Paris": answer(found("Paris", -95.5, 33.7, "US"))})
    assert kept == unsafe


def test_a_site_known_by_its_town_alone_is_asked_for_and_must_lie_there() -> None:
    site = toponym("Dushanbe Central Hospital", DUSHANBE, 0.9, role="facility")
    near, far = found("Central Hospital", 68.75, 38.57), found("Central Hospital", 2.3, 48.8, "FR")
    question = "Dushanbe Central Hospital, Dushanbe"
    answers = {question: answer(far, near)}
    (placed,), asked = ask(site, answers=answers, known=False)
    assert asked == [question]
    assert placed.place == near
    (kept,), _ = ask(site, answers={question: answer(far)}, known=False)
    assert kept == site
    assert ask(site, answers=answers, known=True)[1] == []


# points


def point(text: str) -> Toponym:
    (mention,) = find_coordinates(text)
    return Toponym(
        mention.start, mention.end, mention.name, mention.place, mention.role, 0.99, mention.reason
    )


@pytest.mark.parametrize(
    ("text", "name", "country", "why"),
    [
        ("38.54 N, 68.78 E", "Dushanbe (38.54° N, 68.78° E)", "TJ", "in Dushanbe"),
        ("51.5 N, 0.12 W", "London (51.5° N, 0.12° W)", "GB", "in London"),
    ],
)
def test_a_point_in_a_town_bears_its_name(
    gazetteer: Gazetteer, text: str, name: str, country: str, why: str
) -> None:
    before = point(text)
    (named,) = named_points([before], gazetteer.nearest)
    assert named.place is not None
    assert before.place is not None
    assert (named.place.name, named.place.country) == (name, country)
    assert named.reason.endswith(f"; {why}")
    assert (named.place.lon, named.place.lat) == (before.place.lon, before.place.lat)
    assert named.place.gazetteer_id == "coordinates"


@pytest.mark.parametrize(
    ("lon", "lat", "direction"),
    [
        (10.0, 50.2, "north"), (10.25, 50.2, "northeast"), (10.3, 50.0, "east"),
        (10.0, 49.8, "south"), (9.7, 50.0, "west"), (9.75, 49.8, "southwest"),
    ],
)  # fmt: skip
def test_a_point_outside_a_town_is_told_by_its_direction(
    lon: float, lat: float, direction: str
) -> None:
    town = Place("Strelsau", 10.0, 50.0, "city", "geonames:1", "RR", precision_km=3)
    (named,) = named_points(
        [point(f"{lat} N, {lon} E")], lambda *_: (Nearby(town, 22.4), Nearby(town, 30.0))
    )
    assert named.place is not None
    assert named.place.name.startswith("near Strelsau (")
    assert named.reason.endswith(f"; 22 km {direction} of Strelsau")
    assert named.place.country == "RR"


def test_near_a_border_no_country_is_told() -> None:
    town = Place("Strelsau", 10.0, 50.0, "city", "geonames:1", "RR", precision_km=3)
    abroad = replace(town, name="Zenda", country="XX")
    (named,) = named_points(
        [point("50.1 N, 10.1 E")], lambda *_: (Nearby(town, 13.0), Nearby(abroad, 15.0))
    )
    assert named.place is not None
    assert named.place.country is None


def test_a_point_at_sea_keeps_its_figures(gazetteer: Gazetteer) -> None:
    before = point("10.0 N, 150.5 W")
    assert named_points([before], gazetteer.nearest) == (before,)


def test_what_the_config_puts_somewhere_keeps_its_name(gazetteer: Gazetteer) -> None:
    told = toponym("Checkpoint 7", Place("Checkpoint 7", 68.8, 38.5, "site", "coordinates"), 1.0)
    assert named_points([told], gazetteer.nearest) == (told,)


def test_a_service_names_a_point_before_the_gazetteer(gazetteer: Gazetteer) -> None:
    (named,) = named_points(
        [point("38.54 N, 68.78 E")],
        gazetteer.nearest,
        lambda _lon, _lat: answer(found("Rudaki Park", 68.781, 38.541)),
    )
    assert named.place is not None
    assert named.place.name == "Rudaki Park (38.54° N, 68.78° E)"
    assert named.reason.endswith("; photon finds Rudaki Park, TJ there (asked 2026-11-24)")
    assert (named.place.lon, named.place.lat) == (68.78, 38.54)


def test_the_nearest_towns_are_found_across_the_date_line_and_at_the_poles(
    gazetteer: Gazetteer,
) -> None:
    taveuni = gazetteer.nearest(179.99, -16.8, 150)
    assert taveuni
    assert {near.place.country for near in taveuni} == {"FJ"}
    assert [near.distance_km for near in taveuni] == sorted(near.distance_km for near in taveuni)
    assert gazetteer.nearest(0.0, 90.0, 100) == ()
    assert gazetteer.nearest(0.0, -89.5, 100) == ()

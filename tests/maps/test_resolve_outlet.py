"""What an outlet's address and name tell, and which of its towns the text fits."""

from __future__ import annotations

import pytest

from maps.gazetteer import Gazetteer
from maps.resolve.groups import Group, group_mentions
from maps.resolve.home import home_of
from maps.resolve.mention import Context
from maps.resolve.namesakes import namesakes_of
from maps.resolve.outlet import Outlet, outlet_of
from maps.toponyms import recognise


@pytest.mark.parametrize(
    ("url", "publisher", "name", "called"),
    [
        (None, "Reading Chronicle", "reading", True),
        (None, "Reading Chronicle", "chronicle", False),
        ("https://www.bathecho.co.uk/news/1", None, "bath", True),
        ("https://www.sanantonioexpress-news.com/1", None, "san antonio", True),
        ("https://thisisbristol.co.uk", None, "bristol", True),
        ("https://www.lfpress.com/1", None, "london", True),  # by the table of outlets
        ("https://www.bathroomfittings.com/1", None, "bath", False),
        (None, "newarkadvocate.com", "newark", True),
        (None, None, "bath", False),
    ],
)
def test_names_an_outlet_is_called_after(
    url: str | None, publisher: str | None, name: str, called: bool
) -> None:
    assert outlet_of(Context("", url=url, publisher=publisher)).is_called(name) is called


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://www.example.co.uk/a", "GB"),
        ("https://example.com.au", "AU"),
        ("https://example.tv", None),
        ("https://example.com", None),
        ("not an address", None),
    ],
)
def test_country_by_the_end_of_the_address(url: str, country: str | None) -> None:
    assert outlet_of(Context("", url=url)).country == country


def home(text: str, context: Context, gazetteer: Gazetteer) -> tuple[str | None, str | None]:
    by_position = group_mentions(recognise(None, text, gazetteer), gazetteer, text)
    groups: list[Group] = list({id(group): group for group in by_position.values()}.values())
    found = home_of(outlet_of(context), gazetteer, groups, namesakes_of(groups))
    assert found.country is None  # no address tells it: it is as sure as the town
    if found.place is None:
        return None, None
    assert found.in_country(found.place.country) > 0.6
    return found.place.country, found.place.admin1


@pytest.mark.parametrize(
    ("publisher", "text", "expected"),
    [
        ("Springfield Gazette", "Men from Chicopee and Holyoke were fined.", ("US", "MA")),
        ("Springfield Gazette", "Men from Joplin and Branson were fined.", ("US", "MO")),
        ("Cambridge Chronicle", "Men from Somerville and Medford were fined.", ("US", "MA")),
        ("Cambridge Chronicle", "Men from Ely and Huntingdon were fined.", ("GB", "ENG")),
        ("Evening Star", "Men from Ely and Huntingdon were fined.", (None, None)),
    ],
)
def test_the_outlets_town_is_the_one_whose_neighbours_the_text_names(
    gazetteer: Gazetteer, publisher: str, text: str, expected: tuple[str | None, str | None]
) -> None:
    assert home(text, Context(text, publisher=publisher), gazetteer) == expected


def test_homes_share_what_is_sure_between_them(gazetteer: Gazetteer) -> None:
    text = "The council will meet on Monday."
    found = home_of(
        outlet_of(Context(text, publisher="Springfield Gazette")), gazetteer, (), namesakes_of(())
    )
    assert len(found.towns) > 10
    assert not found.is_listed
    assert sum(chance for _, chance in found.towns) == pytest.approx(1)
    assert found.in_country("US") > 0.8
    assert found.place is not None
    assert found.in_state(found.place) < 0.8


def test_a_paper_is_called_what_its_town_is_called(gazetteer: Gazetteer) -> None:
    # Ansonia in Ohio is also known as Dallas
    outlet = outlet_of(Context("", publisher="dallasobserver.com"))
    found = home_of(outlet, gazetteer, (), namesakes_of(()))
    assert {town.name for town, _ in found.towns} == {"Dallas"}
    assert found.place is not None
    assert found.place.admin1 == "TX"


def test_nothing_known_is_an_empty_outlet() -> None:
    assert outlet_of(Context("Some text")) == Outlet()

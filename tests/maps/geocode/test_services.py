"""Which services there are, what each needs to be asked, and the shapes of their answers."""

from __future__ import annotations

from typing import get_args

import pytest

from maps.errors import GeocoderError
from maps.geocode import (
    GeocodeCache,
    GeocoderSettings,
    OnlineGeocoder,
    ServiceTerms,
    open_service,
)
from maps.place import Level
from tests.geocode_server import VAHDAT, Server
from tests.maps.geocode.helpers import AGENT, geocoder

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"])]


def test_photon_speaks_its_own_shape(server: Server, cache: GeocodeCache) -> None:
    feature = {
        "geometry": {"type": "Point", "coordinates": [69.0135, 38.5563]},
        "properties": {
            "name": "Vahdat",
            "osm_key": "place",
            "osm_value": "town",
            "countrycode": "TJ",
            "extent": [68.98, 38.58, 69.04, 38.53],
        },
    }
    server.say({"type": "FeatureCollection", "features": [feature]})
    answer = geocoder(server, cache, service="photon").geocode("Vahdat")
    assert answer is not None
    assert answer.places[0].bbox == (68.98, 38.53, 69.04, 38.58)
    assert (answer.places[0].level, answer.places[0].country) == ("city", "TJ")


def test_of_a_thousand_candidates_five_are_kept(server: Server, cache: GeocodeCache) -> None:
    server.say([VAHDAT] * 1000)
    answer = geocoder(server, cache).geocode("Vahdat")
    assert answer is not None
    assert len(answer.places) == 5


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            GeocoderSettings("nominatin", user_agent=AGENT),
            "geopy has no service 'nominatin'; did you mean nominatim? It has: ",
        ),
        (
            GeocoderSettings("nominatim"),
            "the service nominatim must know who asks: set user_agent to ",
        ),
        (
            GeocoderSettings("nominatim", user_agent="my-application"),
            "the service nominatim must know who asks: set user_agent to ",
        ),
        (
            GeocoderSettings("opencage"),
            (
                "the service opencage needs its api_key: put it in the environment as"
                " DATELINE_OPENCAGE_API_KEY"
            ),
        ),
        (
            GeocoderSettings("opencage", arguments={"api_key": "123"}),
            (
                "api_key is a secret: take it out of the config and put it in the environment as"
                " DATELINE_OPENCAGE_API_KEY"
            ),
        ),
        (
            GeocoderSettings("nominatim", user_agent=AGENT, arguments={"domian": "x"}),
            "the service nominatim knows no option 'domian'; did you mean domain?",
        ),
    ],
)
def test_settings_that_cannot_work(settings: GeocoderSettings, message: str) -> None:
    with pytest.raises(GeocoderError) as caught:
        open_service(settings, {})
    assert str(caught.value).startswith(message)


def test_secrets_come_from_the_environment() -> None:
    service = open_service(
        GeocoderSettings("opencage"), {"DATELINE_OPENCAGE_API_KEY": "k", "HOME": "/"}
    )
    assert service.api_key == "k"


def test_every_value_of_a_service_has_a_level_of_the_contract() -> None:
    from maps.geocode.answers import _levels

    assert _levels()["", "town"] == "city"
    assert set(_levels().values()) <= set(get_args(Level))


def test_services_are_asked_for_english_names_and_for_the_country(
    server: Server, cache: GeocodeCache
) -> None:
    geocoder(server, cache).geocode("Vahdat")
    (query,) = server.queries
    assert (query["q"], query["addressdetails"], query["accept-language"]) == ("Vahdat", "1", "en")
    geocoder(server, cache, service="photon").geocode("Vahdat")
    assert server.queries[1]["lang"] == "en"


FEATURE = {"geometry": {"type": "Point", "coordinates": [69.0135, 38.5563]}}
#: What services say of Vahdat, each in its own shape, and the environment they need.
SHAPES: dict[str, tuple[object, dict[str, str]]] = {
    "opencage": (
        {
            "results": [
                {
                    "formatted": "Vahdat, Tajikistan",
                    "geometry": {"lat": 38.5563, "lng": 69.0135},
                    "bounds": {
                        "northeast": {"lat": 38.58, "lng": 69.04},
                        "southwest": {"lat": 38.53, "lng": 68.98},
                    },
                    "components": {"_type": "town", "country_code": "tj"},
                }
            ]
        },
        {"DATELINE_OPENCAGE_API_KEY": "k"},
    ),
    "pelias": (
        {
            "features": [
                FEATURE
                | {
                    "properties": {"name": "Vahdat", "layer": "locality", "country_a": "TJK"},
                    "bbox": [68.98, 38.53, 69.04, 38.58],
                }
            ]
        },
        {},
    ),
    "geonames": (
        {
            "geonames": [
                {
                    "name": "Vahdat", "countryName": "Tajikistan", "countryCode": "TJ",
                    "lat": "38.5563", "lng": "69.0135", "fcl": "P", "fcode": "PPL",
                    "bbox": {"west": 68.98, "south": 38.53, "east": 69.04, "north": 38.58},
                }
            ]
        },
        {"DATELINE_GEONAMES_USERNAME": "u"},
    ),
    "arcgis": (
        {
            "candidates": [
                {
                    "address": "Vahdat", "location": {"x": 69.0135, "y": 38.5563},
                    "attributes": {"Country": "TJK", "Type": "City", "Addr_type": "Locality"},
                    "extent": {"xmin": 68.98, "ymin": 38.53, "xmax": 69.04, "ymax": 38.58},
                }
            ]
        },
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("service", SHAPES)
def test_every_service_speaks_its_own_shape(
    server: Server, cache: GeocodeCache, service: str
) -> None:
    shape, environment = SHAPES[service]
    server.say(shape)
    settings = GeocoderSettings(service, user_agent=AGENT, domain=server.domain, scheme="http")
    asking = OnlineGeocoder(
        open_service(settings, environment),
        ServiceTerms(service, 0.0, "credit", None),
        cache,
        today="2026-11-24",
    )
    answer = asking.geocode("Vahdat")
    assert asking.warnings == ()
    assert answer is not None
    (place,) = answer.places
    assert (place.name, place.lon, place.lat) == ("Vahdat", 69.0135, 38.5563)
    assert (place.level, place.country) == ("city", "TJ")
    assert place.bbox == (68.98, 38.53, 69.04, 38.58)
    assert server.asked == ["Vahdat"]


@pytest.mark.parametrize(
    ("found", "level", "precision"),
    [
        ({"type": "hospital", "class": "amenity"}, "site", 1.0),
        ({"type": "suburb", "class": "place"}, "district", 3.0),
        ({"type": "village", "class": "place"}, "city", 5.0),
        ({"type": "new", "class": "new"}, "city", 25.0),
    ],
)
def test_without_a_box_the_sort_tells_the_precision(
    server: Server, cache: GeocodeCache, found: dict[str, str], level: str, precision: float
) -> None:
    bare = {key: value for key, value in VAHDAT.items() if key != "boundingbox"}
    server.say([bare | found])
    answer = geocoder(server, cache).geocode("Vahdat")
    assert answer is not None
    assert (answer.places[0].level, answer.places[0].precision_km) == (level, precision)

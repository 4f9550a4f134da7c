"""Builds that ask an online geocoder: a server of this machine, through geopy itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from maps.gazetteer import Gazetteer
from tests.geocode_server import Server, nominatim_place, running
from timeline.cli import run

pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1"])]

ARTICLE = """\
Fire in Zqarnisor

DUSHANBE, Tajikistan, 3 March 2016. A fire in the village of Zqarnisor killed 12 people on 2 March
2016, officials in Dushanbe said. Soldiers found a camp at 38.90 N, 69.90 E on 1 March 2016.
"""
AGENT = "dateline-tests/1.0 (tests@example.org)"
CREDIT = "Some places: © OpenStreetMap contributors, ODbL, through Nominatim"


@pytest.fixture
def server(socket_enabled: None) -> Iterator[Server]:
    with running() as started:
        started.known = {"Zqarnisor": [nominatim_place("Zqarnisor", 69.4, 38.7)]}
        yield started


class Project:
    """A folder with the article, and builds of it that ask the server."""

    def __init__(self, folder: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.server = server
        self.capsys = capsys
        (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
        self.config()

    def config(self, **options: str | int) -> None:
        geocoder = {
            "service": "nominatim",
            "user_agent": AGENT,
            "domain": self.server.domain,
            "scheme": "http",
            **options,
        }
        config = {"sources": ["article.txt"], "places": {"geocoder": geocoder}}
        (self.folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")

    def build(self, *options: str) -> tuple[int, list[str]]:
        """Exit code, and lines of standard error."""
        code = run(["build", *options, str(self.folder / "config.yaml")])
        told = self.capsys.readouterr().err.splitlines()
        return code, told

    def output(self, name: str) -> str:
        return (self.folder / "output" / name).read_text(encoding="utf-8")

    def places(self) -> dict[str, dict[str, Any]]:
        """Places of the events by the text they were written as."""
        features = json.loads(self.output("events.geojson"))["features"]
        return {
            place["text"]: place
            for feature in features
            for place in feature["properties"].get("places", ())
        }


@pytest.fixture
def project(
    tmp_path: Path,
    server: Server,
    gazetteer: Gazetteer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Project:
    data = tmp_path / "data"
    data.mkdir()
    (data / gazetteer.path.name).symlink_to(gazetteer.path.resolve())
    monkeypatch.setenv("DATELINE_DATA", str(data))
    # No pause between questions: the server is this test's own.
    monkeypatch.setattr("maps.geocode.services.DEFAULT_DELAY_SECONDS", 0.0)
    folder = tmp_path / "project"
    folder.mkdir()
    return Project(folder, server, capsys)


def test_an_unknown_name_is_asked_for_told_and_credited(project: Project) -> None:
    code, told = project.build()
    assert code == 0, told
    assert project.server.asked == ["Zqarnisor"]
    assert project.server.agents == [AGENT]
    assert any("asking nominatim for names" in line and "policies" in line for line in told)
    place = project.places()["Zqarnisor"]
    assert (place["lon"], place["lat"], place["country"]) == (69.4, 38.7, "TJ")
    assert place["gazetteer_id"] == "geocoder:nominatim:69.40000,38.70000"
    assert "nominatim finds Zqarnisor, Somewhere" in place["reason"]
    assert json.loads(project.output("events.geojson"))["dateline"]["credits"] == [CREDIT]
    for page in ("timeline.html", "map.html", "story.html"):
        assert CREDIT in project.output(page)


def test_an_answer_is_asked_for_once_and_again_when_wanted(project: Project) -> None:
    project.build()
    first = project.output("events.geojson")
    project.build("--fresh")
    assert project.server.asked == ["Zqarnisor"]
    assert project.output("events.geojson") == first
    project.server.known["Zqarnisor"] = [nominatim_place("Zqarnisor", 69.5, 38.8)]
    project.build()
    assert project.places()["Zqarnisor"]["lon"] == 69.4
    project.build("--refresh-geocodes")
    assert project.server.asked == ["Zqarnisor", "Zqarnisor"]
    assert project.places()["Zqarnisor"]["lon"] == 69.5


def test_an_old_answer_is_asked_for_again_though_nothing_else_changed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.config(keep_days=30)
    for day, asked, lon in (
        ("2026-01-01", 1, 69.4),
        ("2026-01-31", 1, 69.4),
        ("2026-02-01", 2, 69.5),
    ):
        for module in ("tools", "findings"):
            monkeypatch.setattr(f"timeline.{module}.today", lambda day=day: day)
        assert project.build()[0] == 0
        assert len(project.server.asked) == asked, day
        assert project.places()["Zqarnisor"]["lon"] == lon
        project.server.known["Zqarnisor"] = [nominatim_place("Zqarnisor", 69.5, 38.8)]


def test_after_a_ban_the_build_goes_on_and_the_next_one_asks_again(project: Project) -> None:
    project.server.say("no", status=403)
    code, told = project.build()
    assert code == 0
    assert any(
        line.endswith("nominatim: not asked any more in this build: it refuses us (403)")
        for line in told
    )
    assert "Zqarnisor" not in project.places()
    assert "credits" not in json.loads(project.output("events.geojson"))["dateline"]
    # What failed is not remembered: nothing changed but the service, which answers now.
    code, told = project.build()
    assert code == 0
    assert project.places()["Zqarnisor"]["lon"] == 69.4


def test_trouble_is_a_warning_that_strict_takes_seriously(project: Project) -> None:
    project.server.say("oops", status=500)
    code, told = project.build("--strict")
    assert code == 1
    assert any("nominatim: failed (1×)" in line for line in told)
    assert not (project.folder / "output").exists()


def test_points_are_named_by_the_town_and_by_the_service_when_chosen(project: Project) -> None:
    project.build()
    place = project.places()["38.90 N, 69.90 E"]
    assert place["name"] == "near Darband (38.9° N, 69.9° E)"
    assert (place["lon"], place["lat"], place["gazetteer_id"]) == (69.9, 38.9, "coordinates")
    project.server.at_points = [nominatim_place("Camp Zq", 69.9, 38.9)]
    project.config(reverse="true")
    project.build()
    assert project.places()["38.90 N, 69.90 E"]["name"] == "Camp Zq (38.9° N, 69.9° E)"
    assert "38.9, 69.9" in project.server.asked


def test_photon_is_asked_in_its_own_way(project: Project) -> None:
    project.config(service="photon")
    project.build()
    place = project.places()["Zqarnisor"]
    assert place["gazetteer_id"] == "geocoder:photon:69.40000,38.70000"


def test_the_command_shows_what_each_source_says(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    config = ["--config", str(project.folder / "config.yaml")]
    assert run(["geocode", "Zqarnisor", "Dushanbe", "Zqnowhere", *config]) == 0
    out = capsys.readouterr().out
    unknown, capital, nowhere = (
        part.splitlines() for part in re.split(r"^(?=\S)", out, flags=re.MULTILINE) if part
    )
    assert unknown[1].split() == ["gazetteer", "knows", "no", "such", "place"]
    assert unknown[2].split()[:3] == ["nominatim", "Zqarnisor,", "TJ"]
    assert "(asked 20" in unknown[2]
    assert capital[1].split()[:4] == ["embedded", "Dushanbe,", "04,", "TJ"]
    assert nowhere[2].split() == ["nominatim", "nothing"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"api_key": "secret-words"},
            (
                "places.geocoder: api_key is a secret: take it out of the config and put it in the"
                " environment as DATELINE_NOMINATIM_API_KEY"
            ),
        ),
        ({"user_agent": "my-application"}, "places.geocoder: the service nominatim must know who"),
        ({"service": "nominatin"}, "places.geocoder: geopy has no service 'nominatin'; did you"),
        ({"service": "opencage"}, "places.geocoder: the service opencage needs its api_key: put"),
        ({"user_agnet": "x"}, "places.geocoder.user_agnet: no such key; did you mean user_agent?"),
        ({"options": {"domian": 1}}, "places.geocoder: the service nominatim knows no option"),
    ],
)
def test_a_config_that_cannot_work_is_told_before_anything_is_asked(
    project: Project, options: dict[str, Any], message: str
) -> None:
    project.config(**options)
    code, told = project.build()
    assert code == 2
    assert [line.partition("config.yaml:1: ")[2][: len(message)] for line in told] == [message]
    assert "secret-words" not in "".join(told)
    assert project.server.asked == []

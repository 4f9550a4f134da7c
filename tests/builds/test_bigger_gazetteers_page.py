"""Every command of docs/bigger-gazetteers.md prints what the page says, run in its order."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from maps.gazetteer import Gazetteer, shelf
from tests.conftest import ROOT
from tests.geocode_server import Server, nominatim_place, running
from tests.maps.dumps import division_line, name_line, place_line, write, write_zip
from timeline.cli import run
from timeline.config import load_config

pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1"])]

PAGE = (ROOT / "docs/bigger-gazetteers.md").read_text(encoding="utf-8")
HAMLET = 20_000_000


def blocks(language: str) -> list[str]:
    """The page's blocks of code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def steps() -> Iterator[tuple[str, str]]:
    """The page in its order: each `config` and its text, each command and what it prints."""
    found = re.findall(r"^```(yaml|console)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for language, block in found:
        if language == "yaml":
            yield "config", block
            continue
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def write_config(block: str, server: Server) -> None:
    """The page's config as `config.yaml`, its geocoder asking the server of this test."""
    config = {"sources": ["article.txt"], **yaml.safe_load(block)}
    if "geocoder" in config["places"]:
        config["places"]["geocoder"] |= {"domain": server.domain, "scheme": "http"}
    Path("config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    load_config(Path("config.yaml"))


def pattern(output: str) -> str:
    """What is printed as a pattern: … stands for anything in a line, or for whole lines."""
    lines = []
    for line in output.splitlines(keepends=True):
        if line == "…\n":
            lines.append("(?:.*\n)*")
            continue
        words = [re.escape(word).replace("…", ".*") for word in line.split()]
        lead = r"\s+" if line[0] == " " else ""
        lines.append(lead + r"\s*".join(words) + r"\s*\n")
    return "".join(lines)


@pytest.fixture
def workplace(
    tmp_path: Path,
    gazetteer: Gazetteer,
    socket_enabled: None,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Server]:
    """A folder with what the page's commands name, and a server in place of Nominatim."""
    data = tmp_path / "data"
    data.mkdir()
    (data / gazetteer.path.name).symlink_to(gazetteer.path.resolve())
    monkeypatch.setenv("DATELINE_DATA", str(data))
    monkeypatch.delenv(shelf.ENVIRONMENT)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    hamlet = place_line(HAMLET, "Zarnisor", lat=38.9, lon=69.4, admin1="02")
    write_zip(here / "TJ.zip", {"TJ.txt": [hamlet], "readme.txt": ["words"]})
    alternate = name_line(HAMLET, "tg", "Зарнисор")
    write_zip(here / "alternateNamesV2.zip", {"alternateNamesV2.txt": [alternate]})
    write(here / "admin1CodesASCII.txt", [division_line("TJ.02", "Khatlon", 1347488)])
    write(here / "cut.txt", [hamlet, "\t".join(hamlet.split("\t")[:5])])
    (here / "my-places.csv").write_text(blocks("csv")[0], encoding="utf-8")
    (here / "bad-places.csv").write_text("name,lon,lat\nX,38.5,138\n", encoding="utf-8")
    (here / "article.txt").write_text("A fire killed two men in Osh.\n", encoding="utf-8")
    bad = {"sources": ["article.txt"], "places": {"own": ["bad-places.csv"]}}
    (here / "bad.yaml").write_text(yaml.safe_dump(bad), encoding="utf-8")
    with running() as server:
        server.known = {"Qishloqi": [nominatim_place("Qishloqi", 69.4, 38.7)]}
        yield server


def test_the_commands_print_what_the_page_says(
    workplace: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = 0
    for command, text in steps():
        if command == "config":
            write_config(text, workplace)
            continue
        program, *arguments = shlex.split(command)
        assert program == "dateline"
        code = run(arguments)
        told = capsys.readouterr()
        terms = [line for line in told.err.splitlines(keepends=True) if "its terms" not in line]
        printed = told.out + "".join(terms)
        assert re.fullmatch(pattern(text), printed), f"{command}\n{printed}"
        assert code == (2 if text.startswith("error") else 0), command
        ran += 1
    assert ran >= 10
    assert workplace.asked[0] == "Qishloqi"

"""docs/formats.md and docs/correcting.md: their commands are run, their examples read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from maps.geojson import loads
from maps.place import Place
from tests.conftest import ROOT
from tests.samples import sample_collection
from tests.timeline.test_written import Names
from timeline.cli import run
from timeline.config import load_config
from timeline.corrections import apply, read_corrections
from timeline.corrections.reading import ADD_FIELDS, ENTRY_FIELDS, SOURCE_FIELDS
from timeline.errors import ConfigError
from timeline.formats.importing import IMPORTERS
from timeline.reading import COLLECTIONS, READERS

FORMATS_PAGE = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
CORRECTING = (ROOT / "docs/correcting.md").read_text(encoding="utf-8")


def commands(page: str) -> list[list[str]]:
    return [line.split()[1:] for line in page.splitlines() if line.startswith("    dateline ")]


def examples(page: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)


def test_the_commands_of_the_formats_page_do_what_they_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl import Workbook

    monkeypatch.chdir(tmp_path)
    rows: list[list[Any]] = [["title", "date", "lat", "lon"], ["Fire", "2015-09-12", 38.5, 69.0]]
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save("my-events.xlsx")
    table = "\n".join(",".join(map(str, row)) for row in rows)
    Path("my-events.csv").write_text(table, encoding="utf-8")
    shown = commands(FORMATS_PAGE)
    assert [command[0] for command in shown] == ["draw", "import"]
    for command in shown:
        assert run(command) == 0
    assert {path.name for path in Path("pages").iterdir()} >= {"map.html", "timeline.html"}
    collection = loads(Path("events.geojson").read_text(encoding="utf-8"))
    assert [event.title for event in collection.events] == ["Fire"]
    assert run(["draw", "events.geojson", "--format", "kml"]) == 0
    assert Path("events.kml").is_file()


def test_the_configs_of_the_formats_page_are_valid(tmp_path: Path) -> None:
    for name in ("my-events.csv", "their-map.kml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    for example in examples(FORMATS_PAGE):
        text = example if "sources:" in example else f"sources: [a.txt]\n{example}"
        (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
        load_config(tmp_path / "config.yaml")


def test_every_importer_and_reader_is_documented() -> None:
    table = FORMATS_PAGE.partition("## In")[2]
    for importer in IMPORTERS:
        assert any(f"`{suffix}`" in table for suffix in importer.suffixes), importer.name
    sentence = (ROOT / "docs/config.md").read_text(encoding="utf-8")
    for suffix in (".pdf", ".docx", ".jsonl", ".csv"):
        assert suffix in {*READERS, *COLLECTIONS}
        assert suffix in sentence


class Tajikistan(Names):
    """The places the page names."""

    PLACES = (*Names.PLACES, Place("Tajikistan", 71.0, 39.0, "country", "geonames:6", "TJ"))


def test_the_file_of_the_correcting_page_does_what_it_says() -> None:
    (example,) = examples(CORRECTING)
    corrections = read_corrections(example, Tajikistan(), name="corrections.yaml")
    applied = apply(sample_collection(), corrections)
    events = {event.id: event for event in applied.collection.events}
    assert applied.lost == ()
    assert events["e02summit"].edtf == "2015-09-14"
    assert "e12airport" not in events
    assert events["checkpoint"].places[0].name == "Checkpoint 7"


@pytest.mark.parametrize("field", [*ENTRY_FIELDS, *ADD_FIELDS, *SOURCE_FIELDS])
def test_every_field_of_an_entry_is_documented(field: str) -> None:
    assert re.search(rf"`{field}(: true)?`", CORRECTING)


def test_the_lines_that_the_correcting_page_shows_are_those_that_are_told() -> None:
    text = "events:\n  3fa9c0d1e2b4:\n    date: 31/02/2015\n"
    with pytest.raises(ConfigError) as caught:
        read_corrections(text, Names(), name="corrections.yaml")
    shown = next(line for line in CORRECTING.splitlines() if line.startswith("    error: "))
    assert f"error: {caught.value.problems[0]}".startswith(shown.strip().rstrip("… "))
    gone = "events:\n  3fa9c0d1e2b4: {quote: The moon became a state., drop: true}\n"
    lost = apply(sample_collection(), read_corrections(gone, Names(), name="corrections.yaml")).lost
    assert f"    warning: {lost[0]}" in CORRECTING.splitlines()

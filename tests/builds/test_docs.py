"""What is documented is what there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.conftest import ROOT
from timeline.cli import dateline
from timeline.config import load_config, reference
from timeline.documentation import commands, generated

COMMANDS = dict(commands(dateline))
OPTIONS = {option.key: option for option in reference.options()}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_pages_that_are_generated_are_current() -> None:
    for name, text in generated().items():
        assert read(name) == text, "run: python -m timeline.documentation"


@pytest.mark.parametrize("key", OPTIONS)
def test_every_option_has_its_sentence(key: str) -> None:
    option = OPTIONS[key]
    assert option.sentence.endswith(".")
    assert f"- `{key}`: {option.sentence}\n" in read("docs/config.md")
    comments = " ".join(line.strip("# ") for line in read("config.yaml").splitlines())
    assert option.sentence in comments
    assert re.search(rf"^[# ]*{option.path[-1]}:( |$)", read("config.yaml"), re.MULTILINE)


def test_the_config_with_every_option_switched_on_is_valid(tmp_path: Path) -> None:
    lines = []
    for line in read("config.yaml").splitlines():
        commented = re.match(r"#(\w+:.*|- .*|  \w+:.*|  - .*)", line)
        lines.append(commented[1] if commented else line)
    for name in (
        "my-bases.csv",
        "my-holidays.yaml",
        "my-places.csv",
        "my-triggers.csv",
        "my-events.csv",
        "corrections.yaml",
    ):
        (tmp_path / name).write_text("", encoding="utf-8")
    path = tmp_path / "config.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    config = load_config(path, story="floods")
    for key, option in OPTIONS.items():
        if not key.startswith(("sources.", "stories")):
            written = config.model_dump()
            for part in option.path:
                written = written[part]
            assert written or option.default in (False, 0, None), key


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_and_has_help(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert command.help.splitlines()[0].endswith(".")
    assert f"## {name}\n" in read("docs/commands.md")
    for parameter in command.params:
        assert isinstance(parameter, click.Argument) or getattr(parameter, "help", None)


@pytest.mark.parametrize("page", ["README.md", *sorted(
    str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md")
)])  # fmt: skip
def test_every_command_that_a_page_shows_exists(page: str) -> None:
    for shown in re.findall(r"dateline ((?:gazetteer )?[a-z]+)(?: -|[`\s]|$)", read(page)):
        words = shown.split()
        if f"`dateline {shown}" in read(page) or f"    dateline {shown}" in read(page):
            assert " ".join(["dateline", *words]) in COMMANDS


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from timeline.cli import run; code = run(['--help']);"
        "heavy = {'spacy', 'plotly', 'folium', 'pydantic', 'rich', 'trafilatura', 'numpy', 'lxml'};"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_config_error_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("sorces: [a.txt]\n", encoding="utf-8")
    code = (
        "import sys; from timeline.cli import run;"
        f"code = run(['build', {str(tmp_path / 'config.yaml')!r}]);"
        "heavy = {'spacy', 'plotly', 'folium', 'rich', 'trafilatura', 'numpy', 'lxml'};"
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "2 []\n"


def test_every_format_of_the_config_can_be_written_and_the_other_way_round() -> None:
    from timeline.drawings import DRAWINGS
    from timeline.formats import FORMATS

    assert set(OPTIONS["output.formats"].choices) == {*DRAWINGS, *FORMATS}


def test_every_language_of_the_pages_is_shipped() -> None:
    shipped = {path.stem for path in (ROOT / "maps/data/strings").glob("*.json")}
    assert set(OPTIONS["output.language"].choices) == shipped

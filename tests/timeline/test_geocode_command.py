"""`dateline geocode` without a service: names, coordinates, and what is neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from maps.gazetteer import Gazetteer
from timeline.cli import run


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without a config, and a gazetteer that is made already."""
    monkeypatch.chdir(tmp_path)


def told(capsys: pytest.CaptureFixture[str], *names: str) -> tuple[int, list[str], list[str]]:
    """Exit code, and the lines of standard output and standard error."""
    code = run(["geocode", *names])
    captured = capsys.readouterr()
    return code, captured.out.splitlines(), captured.err.splitlines()


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("38.54, 68.78", "Dushanbe"),
        ("38.54; 68.78", "Dushanbe"),
        ("38.54 N, 68.78 E", "Dushanbe"),
        ("-33.87, 151.21", "Sydney"),
        ("33.87 S, 151.21 E", "Sydney"),
    ],
)
def test_coordinates_are_answered_with_what_is_near(
    written: str, nearest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = told(capsys, written)
    assert (code, out[0]) == (0, written)
    assert out[1].split()[:2] == ["embedded", f"{nearest},"]
    assert out[1].endswith("km away")


def test_a_name_is_answered_with_its_places(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, "Vahdat", "Zqarnisor")
    assert code == 0
    assert out[1].split()[:4] == ["embedded", "Vahdat,", "RR,", "TJ"]
    assert out[-2:] == ["Zqarnisor", "  gazetteer    knows no such place"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "138.5, 68.78",
            (
                "error: 138.5, 68.78: longitude 68.78, latitude 138.5 is nowhere on earth;"
                " are they swapped?"
            ),
        ),
        ("  ", "error: an empty NAME; expected a place such as Vahdat, or coordinates"),
        ("--confg", "Error: No such option '--confg'."),
    ],
)
def test_what_is_no_name(name: str, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = told(capsys, name)
    assert (code, err[-1]) == (2, line)

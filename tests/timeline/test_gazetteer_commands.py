"""`dateline gazetteer import`, `list`, `use`, `remove` and `info`: lines and exit codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maps.gazetteer import Gazetteer, shelf
from tests.maps.dumps import name_line, place_line, write
from timeline.cli import run

OWN = 20_000_000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder with the embedded gazetteer, and the working folder."""
    data = tmp_path / "data"
    data.mkdir()
    (data / gazetteer.path.name).symlink_to(gazetteer.path.resolve())
    monkeypatch.setenv("DATELINE_DATA", str(data))
    monkeypatch.delenv(shelf.ENVIRONMENT)
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "TJ.txt", [place_line(OWN, "Zqarnisor", others="Зақарнисор")])
    return data


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command."""
    code = run(["gazetteer", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_an_import_is_called_after_its_first_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "import", "TJ.txt") == (
        0,
        "TJ: 1 place and 2 names imported.\nTo use it: dateline gazetteer use TJ\n",
        "",
    )
    assert shelf.name_in_use() == "embedded"


def test_an_import_can_be_used_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, "import", "TJ.txt", "--name", "tajikistan", "--use")
    assert (code, out.splitlines()[1]) == (0, "It is in use from now on.")
    code, out, _ = told(capsys, "list")
    assert re.match(r"  embedded +built in\n\* tajikistan +1 places +\d+ MB  20\d\d-", out)
    assert told(capsys, "info")[1].endswith(
        "over it  tajikistan (dateline gazetteer info tajikistan)\n"
    )


def test_classes_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    hotel = place_line(OWN + 1, "Zqhotel", feature="S.HTL")
    write(Path("TJ.txt"), [place_line(OWN, "Zqarnisor"), hotel])
    assert told(capsys, "import", "TJ.txt", "--only", "pa")[1].startswith("TJ: 1 place and ")
    assert "classes  AP alone\n" in told(capsys, "info", "TJ")[1]
    code, _, err = told(capsys, "import", "TJ.txt", "--only", "PX")
    assert code == 2
    assert "there is no class X; GeoNames has A, H, L, P, R, S, T, U, V" in err


def test_places_and_names_may_come_in_several_files(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("names.txt"), [name_line(OWN, "tg", "Зқ"), name_line(1221874, "en", "Zqcapital")])
    told(capsys, "import", "names.txt", "TJ.txt", "--name", "tajikistan")
    _, out, _ = told(capsys, "info", "tajikistan")
    assert "places   1\n" in out
    assert "names    4, 2 from tables of alternate names\n" in out
    assert "licence  GeoNames (geonames.org), CC BY 4.0\n" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import", "none.zip"], "none.zip: no such file; expected a table of GeoNames"),
        (["import", "bad.txt"], "bad.txt:2: expected the 19 columns of a table of places,"),
        (["import", "TJ.txt", "--name", "a/b"], "'a/b' is no name; expected letters, digits"),
        (["import", "TJ.txt", "--name", "embedded"], "'embedded' is that of the built-in one;"),
        (["use", "nothing"], "no gazetteer is called nothing; there are: embedded. Make one"),
        (["remove", "nothing"], "no gazetteer is called nothing; there are: embedded. Make one"),
        (["remove", "embedded"], "'embedded' is that of the built-in one"),
        (["info", "nothing"], "no gazetteer is called nothing"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    write(Path("bad.txt"), [place_line(OWN, "Zqarnisor"), "cut"])
    found, out, err = told(capsys, *arguments)
    assert (found, out) == (2, "")
    assert err.startswith(f"error: {message}")
    assert err.count("\n") == 1


def test_a_damaged_one_is_listed_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "import", "TJ.txt")
    shelf.path_of("TJ").write_bytes(b"no database")
    code, out, _ = told(capsys, "list")
    assert code == 0
    assert re.search(r"^  TJ +cannot be used; import it again$", out, re.MULTILINE)


def test_one_in_use_that_was_taken_away_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "import", "TJ.txt", "--use")
    shelf.path_of("TJ").unlink()
    _, _, err = told(capsys, "list")
    assert err == (
        "warning: TJ is in use and not there; choose with: dateline gazetteer use embedded\n"
    )
    assert told(capsys, "use", "embedded") == (0, "embedded is in use.\n", "")


def test_removing_tells_what_is_used_then(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "import", "TJ.txt", "--use")
    assert told(capsys, "remove", "TJ") == (
        0,
        "TJ is removed; the built-in gazetteer is in use.\n",
        "",
    )

"""The command line: exit codes, lines, pipes."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from timeline import __version__
from timeline.cli import run
from timeline.commands.terminal import Bar, printable


def dateline_process(
    *arguments: str, stdin: str | bytes = b"", cwd: Path = ROOT
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, as a user runs it."""
    return subprocess.run(
        [sys.executable, "-m", "timeline", *arguments],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def lines(text: bytes) -> list[str]:
    return text.decode().splitlines()


def values(text: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines(text)]


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"dateline {__version__}\n"
    assert run(["-h"]) == 0
    assert "build" in capsys.readouterr().out


def test_no_command_shows_help_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Commands:" in "".join(capsys.readouterr())


def test_a_wrong_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["biuld"]) == 2
    assert "Did you mean 'build'?" in capsys.readouterr().err
    assert run(["build", "--strcit"]) == 2
    assert "--strict" in capsys.readouterr().err


def test_every_problem_of_a_config_is_an_error_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("sorces: [a.txt]\ndates: {profile: newz}\nmap: 5\n", encoding="utf-8")
    for command in ("build", "check"):
        assert run([command, str(config)]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.splitlines() == [
            f"error: {config}: sources: is needed and missing",
            f"error: {config}:1: sorces: no such key; did you mean sources?",
            (
                f'error: {config}:2: dates.profile: expected auto, news or narrative, found "newz";'
                " did you mean news?"
            ),
            f"error: {config}:3: map: expected a mapping (key: value), found 5",
        ]


def test_check_tells_every_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("A flood\n\nIt rained in Khujand.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes("Caf\xe9 shut on Tuesday.".encode("cp1252"))
    (tmp_path / "c.txt").write_bytes(b"")
    config = tmp_path / "config.yaml"
    config.write_text("sources: [a.txt, b.txt, c.txt, d.txt, '*.md']\n", encoding="utf-8")
    assert run(["check", str(config)]) == 2
    out, err = capsys.readouterr()
    assert out.splitlines() == ["a.txt: A flood, 4 words", "b.txt: no title, 4 words"]
    assert err.splitlines() == [
        "warning: b.txt: is not UTF-8 (line 1); read as Windows-1252",
        "error: sources[4]: no file matches *.md",
        "error: c.txt: is empty; expected an article",
        "error: d.txt: no such file",
    ]
    config.write_text("sources: [a.txt, b.txt]\n", encoding="utf-8")
    assert run(["check", str(config)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"{config}: can be built"
    assert run(["check", "--strict", str(config)]) == 1
    assert "can be built" not in capsys.readouterr().out


def test_init_writes_a_config_that_is_valid_and_never_overwrites(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / "new")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"wrote {tmp_path / 'new' / 'articles' / 'example.txt'}",
        f"wrote {tmp_path / 'new' / 'config.yaml'}",
        f"Put your articles there, then run: dateline build {tmp_path / 'new' / 'config.yaml'}",
    ]
    for config in (tmp_path / "new" / "config.yaml", tmp_path / "new"):
        assert run(["check", str(config)]) == 0
        told = capsys.readouterr().out.splitlines()
        assert told[-1] == f"{tmp_path / 'new' / 'config.yaml'}: can be built"
    assert run(["init", str(tmp_path / "new")]) == 2
    assert capsys.readouterr().err == (
        f"error: {tmp_path / 'new' / 'config.yaml'}: is there already and stays as it is\n"
    )


def test_gazetteer_info_where_there_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "none.sqlite"
    assert run(["gazetteer", "info", "--path", str(path)]) == 1
    assert capsys.readouterr().err == (
        f"error: {path}: no gazetteer there; make it with: dateline gazetteer build\n"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file; expected a file of events"),
        (b"", "is empty"),
        (b"{", "line 1, column 2: not JSON (Expecting property name enclosed in double quotes)"),
        (b"\xff\xfe{", "begins as UTF-16-LE but is not (byte 0)"),
        (b"[]", 'expected a GeoJSON object with "type": "FeatureCollection"'),
        (b'{"type": "FeatureCollection"}', "features: expected a list"),
    ],
)
def test_draw_refuses_what_is_no_feature_collection(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, message: str
) -> None:
    path = tmp_path / "events.geojson"
    if content is not None:
        path.write_bytes(content)
    assert run(["draw", str(path)]) == 2
    assert capsys.readouterr().err == f"error: {path}: {message}\n"
    assert [item.name for item in tmp_path.iterdir()] == ([] if content is None else [path.name])


# dates: the pipe that needs neither gazetteer nor language model


def test_dates_of_plain_text() -> None:
    done = dateline_process("dates", stdin="In Łódź it rained on 3 March 2014 🌧, then early April.")
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = values(done.stdout)
    assert first == {
        "doc": "-", "start": 21, "end": 33, "text": "3 March 2014", "type": "DATE",
        "value": "2014-03-03", "mod": None, "edtf": "2014-03-03",
        "earliest": "2014-03-03", "latest": "2014-03-03",
    }  # fmt: skip
    assert (second["start"], second["text"], second["mod"]) == (42, "early April", "START")
    assert list(first) == list(second)


def test_dates_of_json_lines() -> None:
    records = [
        {"doc": "a", "text": "It rained on Tuesday.", "published": "2015-09-16", "extra": [1]},
        {"doc": 7, "text": "It rained on Tuesday.", "date": "2015-09-16T10:00:00Z"},
        {"doc": None, "text": "It rained on Tuesday.", "dct": "2015-09-23"},
        {"doc": "b", "text": "Nothing."},
        {"text": "recently \ud800"},
    ]
    stdin = "\n\n".join(json.dumps(record) for record in records)
    done = dateline_process("dates", "--jsonl", "-", stdin=stdin)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [(line["doc"], line["value"], line["earliest"]) for line in values(done.stdout)] == [
        ("a", "2015-09-15", "2015-09-15"),
        (7, "2015-09-15", "2015-09-15"),
        (None, "2015-09-22", "2015-09-22"),
        (9, "PAST_REF", None),
    ]


def test_a_bad_line_does_not_stop_the_others() -> None:
    stdin = b"\n".join(
        [
            b"\xef\xbb\xbf" + b'{"doc": "a", "text": "3 May 2014"}',
            b"nope",
            b'"text"',
            b'{"doc": "c"}',
            b'{"text": "x", "title": 5}',
            b'{"text": "x", "dct": "2015-02-30"}',
            b'{"text": "\xff"}',
            b"[" * 100_000,
            b'{"doc": "z", "text": "4 May 2014"}',
        ]
    )
    done = dateline_process("dates", "--jsonl", stdin=stdin)
    assert done.returncode == 2
    assert [line["doc"] for line in values(done.stdout)] == ["a", "z"]
    assert lines(done.stderr) == [
        "error: standard input:2: not JSON (column 1: Expecting value)",
        'error: standard input:3: expected a JSON object with "text"',
        'error: standard input:4: "text": expected a string',
        'error: standard input:5: "title": expected a string',
        'error: standard input:6: "dct": expected a day such as 2015-09-15',
        "error: standard input:7: not UTF-8 (byte 10)",
        "error: standard input:8: not usable JSON (nested too deeply)",
        "error: 7 lines could not be used; the others are done",
    ]


def test_output_is_utf_8_whatever_the_terminal_says() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "timeline", "dates", "--jsonl"],
        input='{"doc": "Łódź", "text": "3 May 2014"}'.encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )
    assert '"doc": "Łódź"' in done.stdout.decode("utf-8")


def test_explanations_go_to_standard_error() -> None:
    stdin = '{"doc": "a", "text": "It rained on Tuesday.", "dct": "2015-09-16"}'
    done = dateline_process("dates", "--jsonl", "--explain", stdin=stdin)
    assert len(lines(done.stdout)) == 1
    first, second = lines(done.stderr)
    assert first == "a: document date: 2015-09-16 (from config): It was given."
    assert second.startswith('a: date "Tuesday" (13–20): 2015-09-15 = 2015-09-15')


def test_what_is_no_time_is_told_with_its_reason() -> None:
    done = dateline_process("dates", "--explain", stdin="Ann left 1205 Oak Road.\n")
    assert done.stdout == b""
    assert lines(done.stderr)[1] == '-: no date "1205" (9–13): the number of a house'


def test_pipes_refuse_what_is_no_text(tmp_path: Path) -> None:
    for arguments, stdin, message in [
        (["dates", str(tmp_path)], b"", f"error: {tmp_path}: is a folder; expected a file"),
        (
            ["dates", str(tmp_path / "x")],
            b"",
            f"error: {tmp_path / 'x'}: no such file or directory",
        ),
        (
            ["dates"],
            b"ok \x00\xff",
            (
                "error: standard input: is binary, not text (byte 0x00 at position 3);"
                " save the article as plain text in UTF-8"
            ),
        ),
    ]:
        done = dateline_process(*arguments, stdin=stdin)
        assert (done.returncode, lines(done.stderr)) == (2, [message])


def test_pipes_read_what_a_build_reads() -> None:
    done = dateline_process("dates", stdin="Zürich, 3 May 2014: ein Café brannte".encode("cp1252"))
    assert [line["value"] for line in values(done.stdout)] == ["2014-05-03"]
    assert lines(done.stderr) == [
        "warning: standard input: is not UTF-8 (line 1); read as Windows-1252"
    ]
    assert done.returncode == 0


def test_a_reader_that_leaves_ends_the_pipe_quietly() -> None:
    record = '{"doc": "a", "text": "It rained on 3 May 2014."}\n'
    process = subprocess.Popen(
        [sys.executable, "-m", "timeline", "dates", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(record.encode())
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["value"] == "2014-05-03"  # it streams
    process.stdout.close()
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(record.encode() * 5000)
        process.stdin.flush()
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
def test_ctrl_c_is_one_line() -> None:
    # A shell's background job, as a test runner may be, hands on an ignored Ctrl-C.
    attentive = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from timeline.cli import main; main(['dates', '--jsonl'])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", attentive],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(b'{"text": "It rained on 3 May 2014."}\n')
    process.stdin.flush()
    process.stdout.readline()  # it is at work
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert err.decode().strip() == "error: stopped"
    assert process.returncode == 130


# The terminal


def test_nothing_printed_steers_the_terminal() -> None:
    assert printable("a\x1b[31mb\u202ec\x07 é 🌧\n") == "a\\x1b[31mb\\u202ec\\x07 é 🌧\n"


def test_the_bar_stays_away_from_pipes_and_short_work(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    for is_terminal, seconds, shown in [(False, 10, False), (True, 1, False), (True, 3, True)]:
        monkeypatch.setattr(screen, "isatty", lambda answer=is_terminal: answer)
        with Bar(clock=iter([0.0, seconds]).__next__) as bar:
            bar("reading a.txt", 1, 2)
            time.sleep(0.2)
        assert ("reading a.txt" in screen.getvalue()) is shown


def test_check_tells_what_is_wrong_with_every_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("It rained in Khujand.\n", encoding="utf-8")
    tables = {
        "places.csv": "name,lon,lat\nCheckpoint 7,200,38\n",
        "bases.csv": "id,label\n1,Camp\n",
        "words.csv": "part,lemma\n",
        "feasts.yaml": "holidays: [",
    }
    for name, text in tables.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    config = tmp_path / "config.yaml"
    config.write_text(
        "sources: [a.txt]\n"
        "dates: {lexicons: [feasts.yaml]}\n"
        "places: {own: [places.csv]}\n"
        "bases: {registers: [bases.csv]}\n"
        "events: {triggers: [words.csv]}\n",
        encoding="utf-8",
    )
    for command in ("check", "build"):
        assert run([command, str(config)]) == 2
        out, err = capsys.readouterr()
        assert "can be built" not in out
        lines = err.splitlines()
        assert all(line.startswith("error: ") for line in lines)
        for name in tables:
            assert any(name in line for line in lines), (command, name)

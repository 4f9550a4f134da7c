"""docs/guide.md, carried out to the letter: commands, what is shown of their output, code."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from maps.gazetteer import Gazetteer
from tests.conftest import ROOT
from timeline.config import load_config

GUIDE = (ROOT / "docs/guide.md").read_text(encoding="utf-8")


@dataclass
class Step:
    """A command of the page, and the output that the page shows after it; `…` stands for any."""

    command: str
    shown: str = ""


def steps(page: str) -> list[Step]:
    """The indented blocks in order: one whose lines begin with `dateline` has commands."""
    found: list[Step] = []
    for block in re.findall(r"(?:^    .*\n(?:\n(?=    ))?)+", page, re.MULTILINE):
        lines = [line.removeprefix("    ") for line in block.splitlines() if line.strip()]
        for line in lines:
            if line.startswith("dateline "):
                found.append(Step(line))
            else:
                found[-1].shown += f"{line}\n"
    return found


def as_pattern(shown: str) -> str:
    """A regular expression for output as the page shows it; a line that is `…` for any lines."""
    lines = [
        r"(?:.*\n)*" if line.strip() == "…" else re.escape(line).replace("…", ".*") + "\n"
        for line in shown.splitlines()
    ]
    return "".join(lines)


def watched(words: list[str], folder: Path) -> str:
    """What `watch` says until it is ready, ended with Ctrl-C then."""
    with subprocess.Popen(
        words, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)},
    ) as watching:  # fmt: skip
        assert watching.stdout is not None
        said = ""
        for line in watching.stdout:
            said += line
            if line.startswith("Watching "):
                watching.send_signal(signal.SIGINT)
    assert watching.returncode == 0, said
    return said


def carried_out(command: str, folder: Path) -> str:
    """The standard output of a command, which must succeed and have nothing to warn of."""
    words = [sys.executable, "-m", "timeline", *shlex.split(command)[1:]]
    if words[3] == "watch":
        return watched(words, folder)
    done = subprocess.run(
        words, cwd=folder, text=True, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    assert not re.search(r"^(error|warning)", done.stderr, re.MULTILINE), done.stderr
    return done.stdout


@pytest.mark.slow
def test_every_step_can_be_followed(tmp_path: Path, gazetteer: Gazetteer) -> None:
    assert gazetteer.stamp
    followed = []
    for step in steps(GUIDE):
        said = carried_out(step.command, tmp_path)
        assert re.search(as_pattern(step.shown), said), f"{step.command}\n{said}"
        followed.append(step.command.split()[1])
    assert set(followed) == {"init", "build", "check", "verify", "watch", "embed", "draw"}
    for name in ("map.svg", "timeline.svg", "report.md", "manifest.json"):
        assert (tmp_path / "story" / "output" / name).is_file()
    for code in re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL):
        subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True,
        )  # fmt: skip


def test_every_option_that_is_shown_is_one(tmp_path: Path) -> None:
    shown = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    shown += [f"output: {{{it}}}" for it in re.findall(r"`output: \{(.*?)\}`", GUIDE)]
    assert len(shown) >= 2
    for number, options in enumerate(shown):
        config = tmp_path / f"{number}.yaml"
        config.write_text(f"sources: [a.txt]\n{options}", encoding="utf-8")
        written = load_config(config).model_dump(exclude_unset=True)
        assert set(yaml.safe_load(options)) <= set(written)


def test_every_picture_and_document_is_in_the_table() -> None:
    from timeline.drawings import DRAWINGS, PAGES

    told = dict(
        pair
        for names, files in re.findall(r"^\| (`.*?`) \| (`.*?`) \|", GUIDE, re.MULTILINE)
        for pair in zip(re.findall(r"`(.*?)`", names), re.findall(r"`(.*?)`", files), strict=True)
    )
    others = {name for name in DRAWINGS if name not in PAGES and not name.endswith("-embed")}
    assert told == {name: DRAWINGS[name].filename for name in others}


def test_the_links_of_the_page_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", GUIDE):
        assert (ROOT / "docs" / target).exists(), target


def test_a_step_is_told_from_its_output() -> None:
    page = "Do\n\n    dateline a  b\n    dateline c\n\nsays\n\n    x…z\n    …\n\nor `dateline d`\n"
    assert steps(page) == [Step("dateline a  b"), Step("dateline c", "x…z\n…\n")]
    assert re.fullmatch(as_pattern("x…z\n…\nend\n"), "x.yz\nmore\nlines\nend\n")
    assert not re.fullmatch(as_pattern("x…z\n"), "xy\n")

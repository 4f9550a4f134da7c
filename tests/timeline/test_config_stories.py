"""Several stories in one config."""
# ruff: noqa: E501 - messages are lines

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.config import load_config, load_stories
from timeline.errors import ConfigError

THREE = """\
title: Shared title
map: {theme: dark, bases: false}
stories:
  - name: floods
    sources: [floods/*.txt]
    map: {theme: light}
  - {name: fires-2017, sources: [fires/*.txt], title: Fires, output: {folder: elsewhere}}
  - {name: 2018, sources: [a.txt], output: {language: de}}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> list[str]:
    path = write(folder, text)
    with pytest.raises(ConfigError) as error:
        load_stories(path)
    return [line.removeprefix(str(path)) for line in error.value.problems]


def test_each_has_its_own_options_over_the_shared_ones(tmp_path: Path) -> None:
    stories = load_stories(write(tmp_path, THREE))
    assert list(stories) == ["floods", "fires-2017", "2018"]
    assert [story.title for story in stories.values()] == ["Shared title", "Fires", "Shared title"]
    assert [story.map.theme for story in stories.values()] == ["light", "dark", "dark"]
    assert [story.map.bases for story in stories.values()] == [False, False, False]
    assert [story.output.folder.relative_to(tmp_path).as_posix() for story in stories.values()] == [
        "output/floods", "elsewhere", "output/2018",
    ]  # fmt: skip
    assert stories["2018"].output.language == "de"


def test_a_shared_output_folder_holds_a_folder_of_each(tmp_path: Path) -> None:
    path = write(tmp_path, "output: {folder: out}\n" + THREE)
    assert load_config(path, story="floods").output.folder == tmp_path / "out" / "floods"
    beaten = load_stories(path, output=tmp_path / "x").values()
    assert [story.output.folder.name for story in beaten] == ["floods", "fires-2017", "2018"]
    assert {story.output.folder.parent for story in beaten} == {tmp_path / "x"}


def test_a_config_of_one_story_has_no_name(tmp_path: Path) -> None:
    path = write(tmp_path, "sources: [a.txt]\n")
    assert load_stories(path) == {"": load_config(path)}


def test_one_of_several_has_to_be_named(tmp_path: Path) -> None:
    path = write(tmp_path, THREE)
    with pytest.raises(ConfigError, match=r"several stories .floods, fires-2017, 2018.; name one"):
        load_config(path)
    with pytest.raises(ConfigError, match="has no story flods; it has: floods, fires-2017, 2018"):
        load_config(path, story="flods")


def test_problems_are_told_with_the_line_in_the_story(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        "dates: {hemisphere: nord}\nstories:\n- name: a\n  sources: [x.txt]\n  mapp: {}\n"
        "- name: b\n  dates: {hemisphere: south}\n",
    ) == [
        ':1: dates.hemisphere: expected north or south, found "nord"; did you mean north?',
        ":5: mapp: no such key; did you mean map?",
        ":6: sources: is needed and missing",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("stories: floods", [":1: stories: expected a list of stories"]),
        ("stories: []", [":1: stories: expected a list of stories"]),
        (
            "stories:\n- a.txt\n- {sources: [a.txt]}\n- {name: a/b, sources: [a.txt]}\n",
            [
                ":2: stories[0]: expected a mapping with name and sources",
                ":3: stories[1]: name: is needed and missing; it names the story's folder in the output",
                ":4: stories[2]: name: expected letters, digits, - and _, for it names a folder",
            ],
        ),
        (
            "stories:\n- {name: a, sources: [a.txt]}\n- {name: A, sources: [b.txt]}\n",
            [":3: stories[1]: name: there is another story called A"],
        ),
        ("stories:\n- {name: .., sources: [a.txt]}\n", [
            ":2: stories[0]: name: expected letters, digits, - and _, for it names a folder",
        ]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_list(tmp_path: Path, text: str, lines: list[str]) -> None:
    assert problems(tmp_path, text) == lines

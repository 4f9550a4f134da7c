"""The config: what it takes, and the exact line for everything it does not take."""

# ruff: noqa: E501 - a case is a line

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.config import article_files, load_config
from timeline.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> list[str]:
    """What is said of a config, without the path that is the same in every line."""
    path = write(folder, text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    return [line.removeprefix(str(path)) for line in caught.value.problems]


def test_the_least_config(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, "sources: [a.txt]\n"))
    assert [source.path for source in config.sources] == ["a.txt"]
    assert config.output.folder == tmp_path / "output"
    assert config.output.formats == ("geojson", "csv", "timeline", "map", "story")


def test_every_section(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("", encoding="utf-8")
    config = load_config(
        write(
            tmp_path,
            """
title: 1984
sources:
  - articles/*.txt
  - path: other.html
    title: Other
    published: 2015-09-15
    url: https://example.org/other
    publisher: The Example
output: {folder: ../out, formats: [map]}
dates: {date_order: MDY, hemisphere: south, profile: narrative}
places:
  recognizer: gazetteer
  overrides: {No: 1220850, Checkpoint: [69, 38.5]}
bases: {show: nearby, nearby_km: 50, registers: [mine.csv]}
events: {statuses: [happened, planned], max: 5, min_confidence: 0.5}
""",
        )
    )
    assert config.title == "1984"
    assert config.sources[1].published == "2015-09-15"
    assert config.output.folder.resolve() == tmp_path.parent / "out"
    assert config.places.overrides == {"No": 1220850, "Checkpoint": (69.0, 38.5)}
    assert config.bases.registers == (tmp_path / "mine.csv",)
    assert config.events.statuses == ("happened", "planned")


def test_three_errors_are_told_at_once(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        """\
titel: Story
sources: [a.txt]
dates:
  hemisphere: nort
bases:
  nearby_km: far
""",
    ) == [
        ":1: titel: no such key; did you mean title?",
        ':4: dates.hemisphere: expected north or south, found "nort"; did you mean north?',
        ':6: bases.nearby_km: expected a number, found "far"',
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # keys
        ("sources: [a.txt]\nnearby_km: 5\n", [":2: nearby_km: no such key here; did you mean bases.nearby_km?"]),
        (
            "sources: [a.txt]\ntimeline: {zzz: 1}\n",
            [":2: timeline.zzz: no such key; known here: theme"],
        ),
        (
            "sources: [{path: a.txt, publishd: 2015-09-15}]\n",
            [":1: sources[0].publishd: no such key; did you mean published?"],
        ),
        ("title: Story\n", [": sources: is needed and missing"]),
        ("sources: [a.txt]\nsources: [b.txt]\n", [":2: sources: given twice; it stands on line 1 already"]),
        # values
        ("sources: []\n", [":1: sources: expected at least one entry, found an empty list"]),
        ("sources: a.txt\n", [":1: sources: expected a list, found \"a.txt\""]),
        ("sources: [5]\n", [":1: sources[0]: expected a path, a glob, or a mapping with path, found 5"]),
        ("sources: [{title: T}]\n", [":1: sources[0].path: is needed and missing"]),
        ("sources: ['']\n", [":1: sources[0].path: expected a name, found \"\""]),
        ("sources: [a.txt]\ntitle: [a]\n", [":2: title: expected text, found a list"]),
        ("sources: [a.txt]\noutput: out\n", [":2: output: expected a mapping (key: value), found \"out\""]),
        ("sources: [a.txt]\nevents: {max: 0}\n", [":2: events.max: expected 1 or more, found 0"]),
        ("sources: [a.txt]\nevents: {max: 2.5}\n", [":2: events.max: expected a whole number, found 2.5"]),
        ("sources: [a.txt]\nbases: {nearby_km: true}\n", [":2: bases.nearby_km: expected a number, found true"]),
        ("sources: [a.txt]\nbases: {nearby_km: -1}\n", [":2: bases.nearby_km: expected 0 or more, found -1"]),
        (
            "sources: [a.txt]\nevents: {min_confidence: 50}\n",
            [":2: events.min_confidence: expected 1 or less, found 50"],
        ),
        (
            "sources: [a.txt]\nevents:\n  statuses: [happened, planed]\n",
            [":3: events.statuses[1]: expected happened, ongoing, planned, possible, claimed or denied, found \"planed\"; did you mean planned?"],
        ),
        (
            "sources: [{path: a.txt, published: 2015-02-30}]\n",
            [
                ':1: sources[0].published: expected a day such as 2015-09-15, or 2015-09-15T18:30:00+05:00, found "2015-02-30"'
            ],
        ),
        (
            "sources: [a.txt]\nplaces:\n  overrides:\n    Vahdat: [38.5, 169]\n",
            [":4: places.overrides.Vahdat: [38.5, 169] is not [longitude, latitude]; are they swapped?"],
        ),
        (
            "sources: [a.txt]\nplaces: {overrides: {Vahdat: Dushanbe}}\n",
            [
                ':2: places.overrides.Vahdat: expected a GeoNames id such as 1220850, or [longitude, latitude] in degrees, found "Dushanbe"'
            ],
        ),
        (
            "sources: [a.txt]\nmap: {tiles: osm}\n",
            [':2: map.tiles: expected an address such as https://tile.example/{z}/{x}/{y}.png, found "osm"'],
        ),
        (
            "sources: [a.txt]\nmap: {tiles: 'https://t.example/{z}/{x}/{y}.png'}\n",
            [":2: map: tiles needs tiles_credit, the words its provider asks to be shown"],
        ),
        # YAML's traps
        ("", [": is empty; expected at least: sources: [article.txt]"]),
        ("# nothing\n", [": is empty; expected at least: sources: [article.txt]"]),
        ("- a.txt\n", [": holds a list; expected keys, at least: sources: [article.txt]"]),
        ("a.txt\n", [": holds a single value; expected keys, at least: sources: [article.txt]"]),
        ("sources:\n\t- a.txt\n", [":2: a tab; YAML indents with spaces only"]),
        ("sources: [a.txt\n", [":2: not YAML (expected ',' or ']', but got '<stream end>')"]),
        ("sources: [a.txt]\n---\ntitle: x\n", [":2: a second document begins here (---); expected one"]),
        ("sources: [a.txt]\ntitle: *x\n", [":2: not YAML (found undefined alias 'x')"]),
        (
            "sources: [a.txt]\ntitle: !!python/object:os.system x\n",
            [":2: title: the tag tag:yaml.org,2002:python/object:os.system is not used here; give a plain value"],
        ),
        ("sources: [a.txt]\n? [a, b]\n: c\n", [":2: a list or mapping cannot be a key"]),
        ("sources: [a.txt]\ntitle: \x01\n", [":2: a character no YAML file may hold (U+0001)"]),
    ],
)  # fmt: skip
def test_exact_messages(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert problems(tmp_path, text) == expected


def test_an_alias_bomb_is_refused(tmp_path: Path) -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 9))
    (line,) = problems(tmp_path, f"l0: &l0 [lol]\n{levels}")
    assert line.endswith(": aliases (*name) or nesting without end")


def test_an_alias_within_itself_is_refused(tmp_path: Path) -> None:
    (line,) = problems(tmp_path, "sources: &a [*a]\n")
    assert line.endswith(": aliases (*name) or nesting without end")


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path, "sources: " + "[" * 5000 + "]" * 5000) == [": nested too deeply"]


def test_files_of_ones_own_must_be_there(tmp_path: Path) -> None:
    text = "sources: [a.txt]\nbases: {registers: [a.csv]}\ndates: {lexicons: [b.yaml]}\n"
    assert problems(tmp_path, text) == [
        f":2: bases.registers[0]: no such file: {tmp_path / 'a.csv'}",
        f":3: dates.lexicons[0]: no such file: {tmp_path / 'b.yaml'}",
    ]


def test_honest_aliases_are_fine(tmp_path: Path) -> None:
    text = "sources: [{path: a.txt, publisher: &p The Post}, {path: b.txt, publisher: *p}]\n"
    config = load_config(write(tmp_path, text))
    assert [source.publisher for source in config.sources] == ["The Post", "The Post"]


def test_files_that_are_no_config(tmp_path: Path) -> None:
    def message(path: Path) -> str:
        with pytest.raises(ConfigError) as caught:
            load_config(path)
        return str(caught.value).removeprefix(str(path))

    assert message(tmp_path / "no.yaml") == (
        ": no such file; write one with: dateline init, or name another"
    )
    assert message(tmp_path) == ": is a folder; expected a YAML file"
    config = write(tmp_path, "sources: [a.txt]\n")
    assert message(tmp_path) == f": is a folder; did you mean {config}?"
    config.write_bytes(b"title: caf\xe9\n")
    assert message(config) == ": not UTF-8 text (byte 10); expected a YAML file in UTF-8"
    config.write_bytes(b"#" * 1_000_001)
    assert message(config) == ": larger than 1 MB; expected a config file"


@pytest.mark.parametrize(
    ("sources", "folder", "held"),
    [
        ("[a.txt]", ".", "sources[0] (a.txt)"),
        ("[x.txt, articles/a.txt]", "articles", "sources[1] (articles/a.txt)"),
        ("['articles/**/*.txt']", "./articles/", "sources[0] (articles/**/*.txt)"),
        ("['*.html']", ".", "sources[0] (*.html)"),
        ("[out/deep/er/a.txt]", "out", "sources[0] (out/deep/er/a.txt)"),
    ],
)
def test_an_output_folder_that_would_eat_its_input(
    tmp_path: Path, sources: str, folder: str, held: str
) -> None:
    assert problems(tmp_path, f"sources: {sources}\noutput:\n  folder: {folder}\n") == [
        f":3: output.folder: holds the article {held}, which a build could overwrite and would read again; choose a folder of its own"
    ]


def test_a_link_does_not_hide_that_folder(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "articles", target_is_directory=True)
    (line,) = problems(tmp_path, "sources: [articles/a.txt]\noutput: {folder: link}\n")
    assert line.startswith(":2: output.folder: holds the article sources[0]")


def test_output_given_on_the_command_line_is_checked_too(tmp_path: Path) -> None:
    path = write(tmp_path, "sources: [a.txt]\n")
    with pytest.raises(ConfigError) as caught:
        load_config(path, output=tmp_path)
    assert str(caught.value) == (
        f"--output {tmp_path}: holds the article sources[0] (a.txt), which a build could overwrite"
        " and would read again; choose a folder of its own"
    )
    assert load_config(path, output=tmp_path / "x").output.folder == tmp_path / "x"


def test_an_output_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    assert problems(tmp_path, "sources: [a.txt]\noutput: {folder: out}\n") == [
        ":2: output.folder: is a file; expected a folder"
    ]


def test_globs_are_sorted_and_leave_out_the_output_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "output/map.txt", "deep/c.txt", "n.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    config = load_config(
        write(
            tmp_path,
            "sources: ['**/*.txt', {path: a.txt, publisher: P}, '*.pdf', {path: '*', url: u}]\n",
        )
    )
    files, told = article_files(config, tmp_path)
    assert [(str(file.path.relative_to(tmp_path)), file.publisher) for file in files] == [
        ("a.txt", "P"),
        ("b.txt", None),
        ("deep/c.txt", None),
    ]
    assert told == (
        "sources[2]: no file matches *.pdf",
        "sources[3].url: belongs to one article, but * names 4; give each its own entry",
    )


def test_a_file_whose_name_looks_like_a_glob(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("x", encoding="utf-8")
    config = load_config(write(tmp_path, "sources: ['a[1].txt']\n"))
    files, told = article_files(config, tmp_path)
    assert [file.path.name for file in files] == ["a[1].txt"]
    assert told == ()

"""A user's own words for events: files the config names, with a line for every bad row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.errors import ConfigError
from timeline.events import EventOptions, extract, read_triggers
from timeline.model import Document, DocumentDate

if TYPE_CHECKING:
    from spacy.language import Language

GOOD = """\
# mine
part,lemma,kind,needs,unless,group
noun,hartal,protest
verb,Moot,consult,object:plan|deal,
verb,overtop,disaster,subject:river,passive,flood
"""

#: row, what its line must tell
BAD = [
    ("noun,gig", "expected part,lemma,kind,needs,unless,group, found 2 cells"),
    ("adverb,fast,sport", "part is “adverb”; expected verb or noun"),
    ("verb,,sport", "lemma is empty"),
    ("verb,moot,consolt", "no kind is called “consolt”; did you mean consult?"),
    ("verb,moot,consult,objekt:plan", "no condition of a verb is called “objekt”"),
    ("verb,moot,consult,prep", "condition “prep” needs words: prep:this|that"),
    ("noun,gig,culture,passive", "no condition of a noun is called “passive”"),
]


def _write(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_are_read_in_order_with_or_without_conditions(tmp_path: Path) -> None:
    assert read_triggers([_write(tmp_path, GOOD)]) == (
        ("noun", "hartal", "protest", "", "", ""),
        ("verb", "moot", "consult", "object:plan|deal", "", ""),
        ("verb", "overtop", "disaster", "subject:river", "passive", "flood"),
    )


@pytest.mark.parametrize(("row", "told"), BAD)
def test_a_bad_row_gets_a_line_with_file_and_line(tmp_path: Path, row: str, told: str) -> None:
    path = _write(tmp_path, f"part,lemma,kind\n{row}\n")
    with pytest.raises(ConfigError) as failure:
        read_triggers([path])
    (line,) = failure.value.problems
    assert line.startswith(f"{path}:2: ")
    assert told in line


def test_all_bad_rows_are_told_at_once(tmp_path: Path) -> None:
    path = _write(tmp_path, "\n".join(row for row, _ in BAD))
    with pytest.raises(ConfigError) as failure:
        read_triggers([path])
    assert len(failure.value.problems) == len(BAD)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(b"\xff\xfe\x00verb")
    with pytest.raises(ConfigError, match="cannot be read as UTF-8"):
        read_triggers([path])


def test_own_words_make_events_and_take_each_other_up(nlp: Language, tmp_path: Path) -> None:
    text = "The unions held a hartal in Dhaka on Monday. The stoppage closed all markets."
    document = Document(text, dct=DocumentDate("2020-06-10", "config", "told", 1.0))
    rows = read_triggers([_write(tmp_path, "noun,hartal,protest,,,walkout\n")])
    found = extract(document, nlp(text), (), (), options=EventOptions(rows, beyond_lexicon=False))
    (event,) = found.events
    assert event.kind == "protest"
    assert "hartal" in event.title
    assert len(event.evidence) == 2

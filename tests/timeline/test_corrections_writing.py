"""Changing corrections.yaml by program: only what is meant, and never a person's comment."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.corrections.writing import HEADER, LayoutError, entry_of, set_entry
from timeline.yaml_lines import read_yaml

FILE = dedent("""\
    # My corrections of the September story.
    events:
      # The ministry told me so by telephone.
      aaa:
        quote: "It opened: at last."
        date: 2015-09-14  # a Monday
        # not sure of this one
        place: [69.02, 38.55]

      bbb: {confirm: true}
      "words of a quote, long enough":
        drop: true
      # the last word
    add:
      mine:
        title: >-
          A folded
          title
        source:
          url: https://x.example/a#b
          # found in the archive
    """)


def comments(text: str) -> set[str]:
    """The lines that are comments alone."""
    lines = (line.strip() for line in text.split("\n"))
    return {line for line in lines if line.startswith("#")}


def value(text: str) -> Any:
    return read_yaml(text, as_written=True).value


def test_an_empty_file_gets_a_header_and_the_entry() -> None:
    assert set_entry("", "events", "aaa", {"quote": "It opened.", "confirm": True}) == (
        HEADER + "\nevents:\n  aaa:\n    quote: It opened.\n    confirm: true\n"
    )


def test_a_changed_field_is_the_only_changed_line() -> None:
    entry = entry_of(FILE, "events", "aaa")
    assert entry is not None
    changed = set_entry(FILE, "events", "aaa", {**entry, "date": "2015-09-15"})
    assert changed == FILE.replace("2015-09-14", "2015-09-15")


def test_a_new_field_stands_below_the_others_of_its_entry() -> None:
    entry = entry_of(FILE, "events", "aaa")
    assert entry is not None
    changed = set_entry(FILE, "events", "aaa", {**entry, "note": "Sure now."})
    old = "    place: [69.02, 38.55]\n"
    assert changed == FILE.replace(old, f"{old}    note: Sure now.\n")


def test_a_field_taken_out_leaves_the_comments() -> None:
    changed = set_entry(FILE, "events", "aaa", {"quote": "It opened: at last."})
    assert value(changed)["events"]["aaa"] == {"quote": "It opened: at last."}
    assert "# not sure of this one" in changed


def test_a_new_entry_stands_in_the_order_of_the_story() -> None:
    changed = set_entry(FILE, "events", "abb", {"drop": True}, ["abb", "aaa", "bbb"])
    assert changed == FILE.replace("  # The ministry", "  abb:\n    drop: true\n  # The ministry")
    changed = set_entry(FILE, "events", "abb", {"drop": True}, ["aaa", "abb", "bbb"])
    assert changed == FILE.replace("  bbb:", "  abb:\n    drop: true\n  bbb:")
    changed = set_entry(FILE, "events", "ccc", {"drop": True}, ["aaa", "bbb", "ccc"])
    assert list(value(changed)["events"])[-1] == "ccc"


def test_an_entry_taken_out_leaves_all_else() -> None:
    assert set_entry(FILE, "events", "bbb", None) == FILE.replace("  bbb: {confirm: true}\n", "")
    assert set_entry(FILE, "events", "nobody", None) == FILE


def test_the_last_entry_of_a_section_can_go_and_another_come() -> None:
    text = "events:\n  a:\n    drop: true\n"
    empty = set_entry(text, "events", "a", None)
    assert value(empty) == {"events": None}
    assert set_entry(empty, "events", "a", {"drop": True}) == text


def test_nested_fields_are_blocks_and_positions_are_not() -> None:
    fields = {
        "title": "Opened",
        "place": [{"name": "Checkpoint 7", "at": [69.02, 38.55]}, "Vahdat, Tajikistan"],
        "source": {"title": "Page", "url": "https://x.example/?a=b#c"},
    }
    changed = set_entry("", "add", "mine", fields)
    assert changed == HEADER + dedent("""
        add:
          mine:
            title: Opened
            place: [{name: Checkpoint 7, at: [69.02, 38.55]}, "Vahdat, Tajikistan"]
            source:
              title: Page
              url: "https://x.example/?a=b#c"
    """)


def test_parts_of_a_split_are_a_list() -> None:
    fields = {"split": [{"title": "One", "date": "2015"}, {"title": "Two"}]}
    assert set_entry("", "events", "a", fields).endswith(
        "  a:\n    split:\n      - title: One\n        date: 2015\n      - title: Two\n"
    )


@pytest.mark.parametrize("text", ["- a\n", "a: [\n", "events: {a: 1}\nevents: {}\n", "x\n"])
def test_what_is_no_file_of_corrections_is_not_touched(text: str) -> None:
    with pytest.raises(LayoutError):
        set_entry(text, "events", "a", {"drop": True})


@pytest.mark.parametrize(
    "text",
    [
        "events: {aaa: {drop: true}, bbb: {confirm: yes}}  # short\n",
        "events: {}\n",
        "events:\n",
        "events: ~\n",
        "events:\n    aaa:\n        drop: true\n",
        "events:\r\n  aaa:\r\n    drop: true\r\n",
        "events:\n  aaa:\n    note: |\n      two\n      # no comment\n  bbb: {drop: true}\n",
        "events:\n  aaa:\n  bbb:\n    note: x",
    ],
)
def test_other_ways_to_lay_it_out_keep_what_they_say(text: str) -> None:
    before = (value(text)["events"] or {}).items()
    changed = set_entry(text, "events", "zzz", {"note": "new"})
    assert value(changed)["events"] == {**dict(before), "zzz": {"note": "new"}}
    assert entry_of(changed, "events", "zzz") == {"note": "new"}
    changed = set_entry(changed, "events", "aaa", {"date": "2015"})
    assert value(changed)["events"]["aaa"] == {"date": "2015"}


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(
    lambda text: " ".join(text.split()) == text
)
FIELDS = st.dictionaries(
    st.sampled_from(["quote", "about", "date", "place", "note", "title"]), WORDS, min_size=1
)
KEYS = st.one_of(st.sampled_from(["aaa", "bbb", "ccc", "words of a quote, long enough"]), WORDS)


@given(st.lists(st.tuples(st.sampled_from(["events", "add"]), KEYS, st.none() | FIELDS)))
def test_any_decisions_say_what_was_decided_and_keep_every_comment(decisions: Any) -> None:
    text, expected = FILE, value(FILE)
    for section, key, fields in decisions:
        if fields is None:
            expected[section].pop(key, None)
        else:
            expected[section][key] = fields
        text = set_entry(text, section, key, fields, ["aaa", "ccc", "bbb"])
        assert {name: entries or {} for name, entries in value(text).items()} == expected
        assert comments(FILE) <= comments(text)

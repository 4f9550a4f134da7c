"""The words of pages: English is complete, the others say the same things."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maps.pagedata import page_data
from maps.strings import languages, strings
from tests.samples import sample_collection

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted([*ROOT.glob("maps/web/*.js"), *ROOT.glob("timeline/page/web/*.js")])
OTHERS = [language for language in languages() if language != "en"]
#: Keys that only a translation has: English labels of looks stand in their own tables.
LOOKS = re.compile(r"(group|kind|status|operator)_")


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_word_a_script_says_is_there(script: Path) -> None:
    code = re.sub(r"^\s*(//|/\*).*$", "", script.read_text(encoding="utf-8"), flags=re.MULTILINE)
    said = set(re.findall(r"""\bsay\(\s*"(\w+)\"""", code))
    known = set(strings("en"))
    missing = {key for key in said if key not in known and f"{key}_other" not in known}
    assert missing == set()


@pytest.mark.parametrize("language", OTHERS)
def test_translation_is_complete_and_has_the_same_blanks(language: str) -> None:
    english, other = strings("en"), strings(language)
    own = {key for key in other if key not in english}
    assert {key for key in own if not LOOKS.match(key)} == set()
    for key, text in english.items():
        assert blanks(other[key]) == blanks(text), key
        same = {"number", "bound_exact", "date_month", "status", "base_in"}
        if other[key] == text and key not in same:
            assert len(text) < 8, f"{key} is not translated"


@pytest.mark.parametrize("language", languages())
def test_months_are_twelve(language: str) -> None:
    assert len(strings(language)["months"].split()) == 12
    assert len(strings(language)["months_short"].split()) == 12


def test_labels_of_looks_follow_the_language() -> None:
    data = page_data(sample_collection(), "de")
    assert data["looks"]["groups"][0]["label"] == "Kämpfe und Truppen"
    assert data["looks"]["kinds"]["assault"]["label"] == "Angriff oder Gefecht"
    assert data["looks"]["statuses"][0]["label"] == "geschehen"
    english = page_data(sample_collection(), "en")["looks"]
    assert english["groups"][0]["label"] == "Fighting and troops"


def test_unknown_language_speaks_english() -> None:
    assert strings("xx") == strings("en")

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.gazetteer import fold, fold_word
from maps.gazetteer.folding import is_code, refused_kinds


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Dushanbe", "dushanbe"),
        ("DUSHANBE", "dushanbe"),
        ("Душанбе", "душанбе"),
        ("São Tomé and Príncipe", "sao tome and principe"),
        ("Kurgan-Tyube", "kurgan tyube"),
        ("Kurgan–Tyube", "kurgan tyube"),
        ("The Hague", "hague"),
        ("the Netherlands", "netherlands"),
        ("St. John's", "saint johns"),
        ("St John’s", "saint johns"),
        ("Saint Johns", "saint johns"),
        ("Ste. Anne", "sainte anne"),
        ("Mt. Everest", "mount everest"),
        ("Ft. Worth", "fort worth"),
        ("Bosnia & Herzegovina", "bosnia and herzegovina"),
        ("U.S.", "us"),
        ("U. S. A.", "u s a"),
        ("Washington, D.C.", "washington dc"),
        ("N'Djaména", "ndjamena"),
        ("Sana'a", "sanaa"),
        ("Sanaʽa", "sanaa"),
        ("İstanbul", "istanbul"),
        ("Iğdır", "igdir"),
        ("Łódź", "lodz"),
        ("Tromsø", "tromso"),
        ("Straße", "strasse"),
        ("Ħal Qormi", "hal qormi"),
        ("Ḩimş", "hims"),
        ("Đà Nẵng", "da nang"),
        ("القُدس", "القدس"),
        ("हिन्दी", "हिन्दी"),
        ("  Port   of\tSpain ", "port of spain"),
        ("Xi’an", "xian"),
        ("...", ""),
        ("'", ""),
        ("", ""),
    ],
)
def test_spellings_of_a_name_meet(name: str, key: str) -> None:
    assert fold(name) == key


def test_only_a_leading_article_goes() -> None:
    assert fold("Over the Rhine") == "over the rhine"
    assert fold("the") == "the"
    assert fold("Theodore") == "theodore"


@given(st.text())
def test_a_fold_is_its_own_fold(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Z", "C"])), max_size=4))
def test_the_fold_of_a_phrase_is_the_folds_of_its_words(words: list[str]) -> None:
    joined = " ".join(filter(None, (fold_word(word) for word in words)))
    assert fold(" ".join(words)) == joined.removeprefix("the ")


@pytest.mark.parametrize("code", ["USA", "U.S.", "N.S.W.", "J&K", "DPRK", "D. C."])
def test_codes_are_in_capitals(code: str) -> None:
    assert is_code(code)
    assert "code" not in refused_kinds(code)


@pytest.mark.parametrize("word", ["Usa", "us", "Calif.", "", "42", "..."])
def test_words_are_no_codes(word: str) -> None:
    assert not is_code(word)
    assert "code" in refused_kinds(word)


def test_abbreviations_need_their_dot_and_articles_their_the() -> None:
    assert "abbreviation" in refused_kinds("Calif")
    assert "abbreviation" not in refused_kinds("Calif.")
    assert "article" in refused_kinds("Gulf")
    assert "article" not in refused_kinds("The Gulf")

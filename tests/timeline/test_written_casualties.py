"""Figures of people as a person writes them, and back."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.features import Bound, Casualty, CasualtyType
from timeline.written import casualty_words, read_casualty


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("12 injured", Casualty("injured", 12)),
        ("at least 40 killed", Casualty("killed", 40, "at_least")),
        ("More than 40 dead", Casualty("killed", 40, "at_least")),
        ("40+ wounded", Casualty("injured", 40, "at_least")),
        ("≥ 40 killed", Casualty("killed", 40, "at_least")),
        ("some 1,200 displaced", Casualty("displaced", 1200, "about")),
        ("about 1 200 000 displaced", Casualty("displaced", 1_200_000, "about")),
        ("up to 7 missing", Casualty("missing", 7, "at_most")),
        (
            "2 arrested (prosecutors in Budapest)",
            Casualty("arrested", 2, "exact", "prosecutors in Budapest"),
        ),
        (
            "26 killed (police), as of 6 September 2015",
            Casualty("killed", 26, "exact", "police", "2015-09-06"),
        ),
        ("0 killed", Casualty("killed", 0)),
    ],
)
def test_what_is_a_figure(text: str, figure: Casualty) -> None:
    assert read_casualty(text) == figure


@pytest.mark.parametrize(
    "text",
    ["", "40", "killed", "many killed", "forty killed", "-3 killed", "3.5 killed", "40 eaten",
     "about at least 40 killed", "40 killed (police", "40 killed, as of"],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no figure; expected such as: at least 40 killed"):
        read_casualty(text)


def test_the_day_of_a_figure_is_a_day() -> None:
    with pytest.raises(ValueError, match=r"as of: expected a day such as 2015-09-06"):
        read_casualty("40 killed, as of 2015")


@given(
    st.builds(
        Casualty,
        st.sampled_from(get_args(CasualtyType)),
        st.integers(0, 10**9),
        st.sampled_from(get_args(Bound)),
        st.none() | st.from_regex(r"[A-Za-z][A-Za-z .]{0,30}[A-Za-z]", fullmatch=True),
        st.none() | st.dates().map(str),
    )
)
def test_every_figure_is_read_back_as_it_was(figure: Casualty) -> None:
    assert read_casualty(casualty_words(figure)) == figure

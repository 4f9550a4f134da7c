"""Every kind and status has a look of its own that does not rest on colour alone."""

from __future__ import annotations

from typing import get_args

import pytest

from maps.bases import operator_groups
from maps.features import Kind, Status
from maps.looks import (
    STATUSES,
    Group,
    OperatorLook,
    group_of,
    groups,
    kind_label,
    looks,
    operator_looks,
)
from tests.samples import sample_bases

#: The grounds of the two themes; a page may be a little lighter or darker.
WHITE, NEAR_BLACK = "#ffffff", "#1b1f24"


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_has_a_group_and_a_label(kind: Kind) -> None:
    assert group_of(kind) in groups().values()
    assert kind_label(kind)


def test_every_status_has_a_look() -> None:
    assert set(STATUSES) == set(get_args(Status))


@pytest.mark.parametrize("group", groups().values(), ids=lambda group: group.id)
def test_colours_can_be_read_as_text_in_both_themes(group: Group) -> None:
    assert contrast(group.light, WHITE) >= 4.5
    assert contrast(group.dark, NEAR_BLACK) >= 4.5


def test_shapes_tell_groups_apart_without_colour() -> None:
    assert len({group.shape for group in groups().values()}) == len(groups())
    assert len({group.glyph for group in groups().values()}) == len(groups())
    assert len({look.fill for look in STATUSES.values()}) == len(STATUSES)


def test_the_looks_of_a_data_block_name_every_kind() -> None:
    block = looks()
    assert set(block["kinds"]) == set(get_args(Kind))
    assert {kind["group"] for kind in block["kinds"].values()} == {
        group["id"] for group in block["groups"]
    }


@pytest.mark.parametrize("look", operator_looks().values(), ids=lambda look: look.id)
def test_letters_on_bases_can_be_read_in_both_themes(look: OperatorLook) -> None:
    assert contrast(look.light, WHITE) >= 4.5
    assert contrast(look.dark, NEAR_BLACK) >= 4.5


def test_every_class_of_operators_has_a_colour_of_its_own() -> None:
    found = operator_looks().values()
    assert set(operator_groups().values()) <= set(operator_looks())
    assert len({look.light for look in found}) == len({look.dark for look in found}) == len(found)


def test_a_page_carries_the_colours_its_bases_need() -> None:
    block = looks(sample_bases())
    assert block["operator_of"] == {"RU": "russia", "TJ": "other"}
    assert [look["id"] for look in block["operators"]] == ["russia", "other"]
    assert looks()["operators"] == []

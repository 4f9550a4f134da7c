"""The collector of cycles rests while something is built, and works again afterwards."""

from __future__ import annotations

import gc

import pytest

from maps.collector import without_collector


@without_collector
def state(fail: bool = False) -> bool:
    if fail:
        raise ValueError
    return gc.isenabled()


def test_it_rests_and_comes_back() -> None:
    assert gc.isenabled()
    assert state() is False
    assert gc.isenabled()


def test_it_comes_back_after_a_failure() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - ours, without words
        state(fail=True)
    assert gc.isenabled()


def test_who_has_none_gets_none() -> None:
    gc.disable()
    try:
        state()
        assert not gc.isenabled()
    finally:
        gc.enable()

"""The figure and the map as a notebook shows them: HTML that needs no network."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import maps
import timeline
from maps.errors import FeatureError
from maps.geojson import dumps, to_geojson
from tests.conftest import Visit
from tests.samples import hostile_collection, sample_collection


def test_a_collection_an_object_and_a_file_are_the_same_figure(tmp_path: Path) -> None:
    file = tmp_path / "events.geojson"
    file.write_text(dumps(sample_collection()), encoding="utf-8")
    made = [
        timeline.figure(features).to_json()
        for features in (sample_collection(), to_geojson(sample_collection()), file, str(file))
    ]
    assert made[0] == made[1] == made[2] == made[3]
    assert json.loads(made[0])["data"]


def test_what_breaks_the_contract_is_refused() -> None:
    with pytest.raises(FeatureError):
        timeline.figure({"type": "Feature"})


@pytest.mark.browser
def test_both_show_themselves_in_a_page_without_a_network(visit: Callable[..., Visit]) -> None:
    figure, drawn = timeline.figure(sample_collection()), maps.render(sample_collection())
    assert figure._ipython_display_ is None
    shown = figure._repr_mimebundle_()["text/html"]
    opened = visit(
        f"<!DOCTYPE html><meta charset=utf-8><title>x</title>{shown}{drawn._repr_html_()}"
    )
    chart, page = opened.page.frames[1:3]
    assert chart.wait_for_selector("text=The alliance's summit opened in Dushanbe")
    assert page.wait_for_selector(".leaflet-container")
    assert opened.requests == [opened.page.url]
    assert opened.errors == []


@pytest.mark.browser
def test_a_hostile_article_runs_nothing(visit: Callable[..., Visit]) -> None:
    shown = timeline.figure(hostile_collection())._repr_html_()
    opened = visit(f"<!DOCTYPE html><meta charset=utf-8><title>x</title>{shown}")
    opened.page.frames[1].wait_for_selector(".main-svg")
    assert opened.page.frames[1].evaluate("window.hacked") is None

"""The caches: what is found again is what was kept, and nothing else is."""

from __future__ import annotations

import os
import re
import time
import typing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest
from spacy.language import Language

from maps.bases import load_register
from maps.gazetteer import Gazetteer
from tests.samples import sample_collection
from timeline.analysis import Analysis, Tools, analyse
from timeline.cache import AnalysisCache, DrawingCache, Store, cache_folder
from timeline.cache.codec import CodecError, decode, encode
from timeline.config import Config, default_config
from timeline.model import Document, DocumentDate

STORY = Document(
    "KHUJAND, Tajikistan, 3 March 2016 - A flood killed at least 12 people in Khujand on"
    " Wednesday, the governor said. Russia's 201st base in Dushanbe, where about 7,000 soldiers"
    " serve, sent two helicopters. Another storm may come in late March.",
    name="flood.txt",
    title="Flood hits Khujand",
)


class Pair(NamedTuple):
    one: int
    other: float


@dataclass(frozen=True)
class Small:
    words: tuple[str, ...]
    pair: Pair | None = None
    kind: Literal["a", "b"] = "a"
    either: int | str | None = None
    fixed: tuple[int, str] = (0, "")
    table: dict[str, Pair] | None = None


@dataclass(frozen=True)
class Unknown:
    value: object


class TestCodec:
    @pytest.mark.parametrize(
        "value",
        [
            Small(()),
            Small(("a", "\udc80 half", "né\u2028"), Pair(1, -0.0), "b", 7, (3, "x")),
            Small(("",), Pair(1, 1e300), either="7", table={"ключ": Pair(2, 0.1)}),
        ],
    )
    def test_what_comes_back_is_what_went_in(self, value: Small) -> None:
        found = decode(encode(value), Small)
        assert found == value
        assert repr(found) == repr(value), "1 and 1.0 are equal and not the same"

    @pytest.mark.parametrize(
        "plain",
        [
            None, [], {"words": []}, "text",
            [["a"], None, "a", None, [0, ""]],
            [["a"], [1], "a", None, [0, ""], None],
            [[["a"]], None, "a", None, [0, ""], None],
        ],
    )  # fmt: skip
    def test_what_does_not_fit_is_refused(self, plain: Any) -> None:
        with pytest.raises(CodecError):
            decode(plain, Small)

    def test_a_value_without_a_form_is_refused(self) -> None:
        with pytest.raises(CodecError):
            encode(Small(("a",), table={"a": {1}}))  # type: ignore[dict-item]
        with pytest.raises(CodecError):
            decode([1], Unknown)

    def test_a_whole_collection_survives(self) -> None:
        collection = sample_collection()
        assert decode(encode(collection), type(collection)) == collection


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache", "version-1")


def entry(store: Store) -> Path:
    (found,) = store.folder.iterdir()
    return found


class TestStore:
    def test_an_entry_is_found_by_its_key(self, store: Store) -> None:
        store.put("a", b"one")
        store.put("b", b"two")
        store.put("a", b"three")
        assert (store.get("a"), store.get("b"), store.get("c")) == (b"three", b"two", None)
        assert store.notices == ()

    @pytest.mark.parametrize(
        "harm",
        [
            lambda raw: b"",
            lambda raw: raw[:20],
            lambda raw: raw[:-1],
            lambda raw: raw[:40] + bytes([raw[40] ^ 1]) + raw[41:],
            lambda raw: os.urandom(len(raw)),
        ],
        ids=["empty", "no checksum", "cut off", "one bit", "noise"],
    )
    def test_a_damaged_entry_is_dropped_and_told_once(self, store: Store, harm: Any) -> None:
        store.put("a", b"one" * 100)
        entry(store).write_bytes(harm(entry(store).read_bytes()))
        assert store.get("a") is None
        assert store.get("a") is None
        assert store.notices == (
            f"the cache in {store.folder} had 1 damaged entry; what they held was made again",
        )
        assert list(store.folder.iterdir()) == []

    def test_another_version_finds_nothing(self, store: Store) -> None:
        store.put("a", b"one")
        assert Store(store.folder.parent, "version-2").get("a") is None

    def test_entries_are_the_users_alone(self, store: Store) -> None:
        store.put("a", b"one")
        assert store.folder.stat().st_mode & 0o077 == 0

    def test_versions_used_last_are_kept(self, tmp_path: Path) -> None:
        stores = [Store(tmp_path, f"version-{number}") for number in range(5)]
        for age, store in enumerate(stores):
            store.put("a", b"one")
            os.utime(store.folder, (0, time.time() - 1000 * age))
        stores[4].prune()
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            "version-0", "version-1", "version-4",
        ]  # fmt: skip

    def test_of_too_much_the_oldest_goes(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(6):
            store.put(f"{number}", os.urandom(1000))
            os.utime(store.folder / f"{number}", (0, 1000 * number))
        store.prune()
        assert len(list(store.folder.iterdir())) == 6
        monkeypatch.setattr("timeline.cache.store._MOST_BYTES", 5000)
        store.get("0")  # used just now
        store.prune()
        assert sorted(path.name for path in store.folder.iterdir()) == ["0", "5"]

    def test_a_place_that_takes_no_files_is_told_and_does_no_harm(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        store = Store(tmp_path / "file", "version")
        store.put("a", b"one")
        assert store.get("a") is None
        store.prune()
        (line,) = store.notices
        assert re.match(r"the cache in .* cannot be written \(.+\); the next build reads all", line)

    def test_the_folder_can_be_named(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
        assert cache_folder() == tmp_path
        monkeypatch.delenv("DATELINE_CACHE")
        assert "dateline" in cache_folder().parts


@pytest.fixture(scope="module")
def analysis(nlp: Language, gazetteer: Gazetteer) -> Analysis:
    return analyse(STORY, Tools(nlp, gazetteer, load_register()), default_config())


def config(**options: Any) -> Config:
    return Config.model_validate({"sources": ["a.txt"], **options})


class TestAnalyses:
    def test_an_analysis_comes_back_whole(self, store: Store, analysis: Analysis) -> None:
        # The text has something of everything, or this would show little.
        assert analysis.timexes
        assert any(toponym.candidates for toponym in analysis.toponyms)
        assert analysis.bases.bases
        assert analysis.extraction.events
        assert analysis.extraction.outcomes
        AnalysisCache(store, config()).keep(STORY, analysis)
        found = AnalysisCache(store, config()).find(STORY)
        assert found == analysis
        assert repr(found) == repr(analysis)

    @pytest.mark.parametrize(
        "changed",
        [
            {"text": STORY.text + " "}, {"title": "Flood"}, {"name": "2016-03-04.txt"},
            {"publisher": "The Post"}, {"published": "2016-03-05"}, {"language": "ru"},
            {"url": "https://example.org/a"},
            {"dct": DocumentDate("2016-03-03", "config", "said so", 1.0)},
        ],
    )  # fmt: skip
    def test_another_document_is_another_entry(
        self, store: Store, analysis: Analysis, changed: dict[str, Any]
    ) -> None:
        cache = AnalysisCache(store, config())
        cache.keep(STORY, analysis)
        fields = {name: getattr(STORY, name) for name in typing.get_type_hints(Document)}
        assert cache.find(Document(**{**fields, **changed})) is None

    @pytest.mark.parametrize(
        "options",
        [
            {"dates": {"hemisphere": "south"}}, {"dates": {"date_order": "DMY"}},
            {"dates": {"language": "en"}}, {"dates": {"profile": "news"}},
            {"places": {"recognizer": "model"}}, {"places": {"model": "another"}},
            {"places": {"overrides": {"Khujand": [10.5, 20.25]}}},
            {"events": {"beyond_lexicon": False}},
        ],
    )  # fmt: skip
    def test_options_that_bear_on_it_make_another_entry(
        self, store: Store, analysis: Analysis, options: dict[str, Any]
    ) -> None:
        AnalysisCache(store, config()).keep(STORY, analysis)
        assert AnalysisCache(store, config(**options)).find(STORY) is None

    @pytest.mark.parametrize(
        "options",
        [
            {"title": "Another"}, {"sources": ["b.txt"]}, {"map": {"theme": "dark"}},
            {"timeline": {"theme": "dark"}}, {"output": {"language": "de"}},
            {"bases": {"show": "all", "kinds": ["air"]}},
            {"events": {"max": 3, "min_confidence": 0.4, "statuses": ["planned"]}},
        ],
    )  # fmt: skip
    def test_options_that_act_later_find_it(
        self, store: Store, analysis: Analysis, options: dict[str, Any]
    ) -> None:
        AnalysisCache(store, config()).keep(STORY, analysis)
        assert AnalysisCache(store, config(**options)).find(STORY) == analysis

    @pytest.mark.parametrize(("section", "key"), [("dates", "lexicons"), ("bases", "registers")])
    def test_a_file_of_ones_own_counts_by_its_content(
        self, store: Store, analysis: Analysis, tmp_path: Path, section: str, key: str
    ) -> None:
        file = tmp_path / "own"
        file.write_text("one", encoding="utf-8")
        options = {section: {key: [str(file)]}}
        AnalysisCache(store, config(**options)).keep(STORY, analysis)
        file.touch()
        assert AnalysisCache(store, config(**options)).find(STORY) is not None
        file.write_text("two", encoding="utf-8")
        assert AnalysisCache(store, config(**options)).find(STORY) is None

    def test_what_no_longer_fits_its_type_is_damage(self, store: Store, analysis: Analysis) -> None:
        cache = AnalysisCache(store, config())
        cache.keep(STORY, analysis)
        store.put(entry(store).name, b'["not", "an", "analysis"]')
        assert cache.find(STORY) is None
        assert len(store.notices) == 1

    def test_fresh_finds_nothing_and_keeps_all(self, store: Store, analysis: Analysis) -> None:
        fresh = AnalysisCache(store, config(), fresh=True)
        fresh.keep(STORY, analysis)
        assert fresh.find(STORY) is None
        assert AnalysisCache(store, config()).find(STORY) == analysis


class TestDrawings:
    FILES: typing.ClassVar = {
        "b.html": "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9"
    }

    @pytest.fixture
    def output(self, tmp_path: Path) -> Path:
        folder = tmp_path / "output"
        folder.mkdir()
        (folder / "b.html").write_bytes(b"bar")
        return folder

    def test_files_that_lie_there_are_found(self, store: Store, output: Path) -> None:
        DrawingCache(store, output).keep("story", self.FILES)
        assert DrawingCache(store, output).find("story") == self.FILES
        assert DrawingCache(store, output, fresh=True).find("story") is None

    def test_another_story_is_not(self, store: Store, output: Path) -> None:
        DrawingCache(store, output).keep("story", self.FILES)
        assert DrawingCache(store, output).find("another") is None
        assert DrawingCache(store, output.parent).find("story") is None

    def test_files_that_were_edited_or_removed_are_drawn_again(
        self, store: Store, output: Path
    ) -> None:
        DrawingCache(store, output).keep("story", self.FILES)
        (output / "b.html").write_bytes(b"baz")
        assert DrawingCache(store, output).find("story") is None
        (output / "b.html").unlink()
        assert DrawingCache(store, output).find("story") is None

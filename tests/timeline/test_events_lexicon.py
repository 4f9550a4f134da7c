"""The word lists are well formed: every row's kind, guards and words."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import get_args

import pytest

import timeline.events.lexicon as room
from maps.features import Kind
from timeline.events.lexicon import Effect, Trigger, load_lexicon

DATA = Path(room.__file__).parent / "data"
VERB_GUARDS = {"object", "subject", "particle", "prep", "with", "person", "passive", "complement"}
NOUN_GUARDS = {"plural", "of", "mod", "prep", "followed", "near"}
LEXICON = load_lexicon()


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.name)
def test_tables_tell_their_origin_and_have_no_double_rows(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#")
    assert "Written for this project" in lines[0]
    rows = [tuple(row) for row in csv.reader(line for line in lines if not line.startswith("#"))]
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == len(set(rows))


def test_guards_are_known() -> None:
    for triggers, known in ((LEXICON.verbs, VERB_GUARDS), (LEXICON.nouns, NOUN_GUARDS)):
        for senses in triggers.values():
            for trigger in senses:
                for guard in (*trigger.needs, *trigger.unless):
                    assert guard.name in known, trigger


def test_no_sense_hides_behind_one_without_guards() -> None:
    for triggers in (LEXICON.verbs, LEXICON.nouns):
        for senses in triggers.values():
            assert all(s.needs or s.unless for s in senses[:-1]), senses


def test_every_kind_has_words() -> None:
    told = {s.kind for t in (LEXICON.verbs, LEXICON.nouns) for senses in t.values() for s in senses}
    assert told == set(get_args(Kind))


def test_effects_are_known() -> None:
    effects = {*LEXICON.embedding.values(), *LEXICON.clause_words.values()}
    effects |= {*LEXICON.embedding_passive.values(), *LEXICON.noun_words.values()}
    effects |= {*LEXICON.embedding_nouns.values()}
    assert effects <= set(get_args(Effect))


def test_rows_of_the_user_come_first() -> None:
    lexicon = load_lexicon(
        (("verb", "attack", "sport", "subject:striker"), ("noun", "gig", "culture"))
    )
    assert lexicon.verbs["attack"][0].kind == "sport"
    assert lexicon.verbs["attack"][1:] == LEXICON.verbs["attack"]
    assert lexicon.nouns["gig"] == (Trigger("gig", "culture", group="gig"),)


def test_a_kind_of_no_contract_is_refused() -> None:
    with pytest.raises(ValueError, match="gig: no such kind of event: music"):
        load_lexicon((("noun", "gig", "music"),))

"""The event room's view of a parse is a forest, however sentences were parted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.events.parse import read_parse

if TYPE_CHECKING:
    from spacy.language import Language

#: Each has a paragraph's end, a dateline or a wrapped line where the parser sees one sentence.
TEXTS = [
    "The army said it had taken the town,\n\nburned the bridge and left\n\nfor the border.",
    "KABUL, May 4 (Agency) - Troops fought\n\nand fled and hid\n\nand were found, he said",
    "Troops who came to\n\nfight and\n\nto win, and who\n\nleft",
    "- one\n\n- and two\n\n- and three, which fell\n\nand rose",
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_token_climbs_to_a_root_of_its_own_sentence(nlp: Language, text: str) -> None:
    parse = read_parse(nlp(text), text)
    for token in range(len(parse.words)):
        climbed = [token, *parse.ancestors(token)]
        top = climbed[-1]
        assert len(set(climbed)) == len(climbed)
        assert parse.heads[top] == top
        assert parse.deps[top] == "ROOT"
        assert parse.sentence_of[top] == parse.sentence_of[token]

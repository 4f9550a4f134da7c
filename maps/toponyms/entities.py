"""What the language model says about stretches of text: its entities, by the words they cover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maps.toponyms.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Labels of places in OntoNotes.
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NAME_LABELS = PLACE_LABELS | {
    "NORP", "ORG", "PERSON", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity by its first and last word; a leading "the" is not counted."""

    first: int
    last: int
    label: str


def entities_of(doc: Doc | None, words: Words) -> list[Entity | None]:
    """The entity of each word, None where there is none or no model."""
    found: list[Entity | None] = [None] * len(words)
    if doc is None:
        return found
    position = 0
    for ent in doc.ents:
        if ent.label_ not in _NAME_LABELS:
            continue
        start, end = ent.start_char, ent.end_char
        while position < len(words) and words.ends[position] <= start:
            position += 1
        first = position
        while position < len(words) and words.starts[position] < end:
            position += 1
        last = position - 1
        if first < last and words.folds[first] == "the":
            first += 1
        if last < first:
            continue
        entity = Entity(first, last, ent.label_)
        for word in range(first, last + 1):
            found[word] = entity
        position = max(0, last)
    return found

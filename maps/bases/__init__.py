"""Military bases: the register, and the mentions of bases in texts tied to it.

    load_register(extra files) ─> Register ──┐
    Doc + text + toponyms ────── find_bases ─┴─> BaseFindings ── merge_bases ─> Base per feature
                                 Register ────── bases_to_show ──────────────┘

the register   register (the value) · rows, files (its tables) · names (its names in texts)
               airfields (the second tier) · checker, outlines, verifying (what must hold of it)
a sentence     lexicon, countries, surroundings, story (what is known) · figures, status, changes
by name        naming (which names count) · owners (whose base) · standing, spots (bare names: a
               town's or the base's)
by phrase      phrases, otherwise (noun phrases, their other senses) · reading: operators, asking,
               actors, hosts (whose, where) · describing: senses, antecedents, matching, tying
               strengths (how many people, told in a sentence of its own)
what comes out mentions (find_bases) · telling, featuring · merging · showing

What is tied, and with what certainty, is told in docs/bases.md.
"""

from __future__ import annotations

from maps.bases.files import load_register
from maps.bases.lexicon import operator_groups
from maps.bases.mentions import BaseFindings, BaseSpan, find_bases
from maps.bases.merging import merge_bases
from maps.bases.register import Register, RegisteredBase
from maps.bases.showing import bases_to_show
from maps.bases.story import DroppedBase

__all__ = [
    "BaseFindings",
    "BaseSpan",
    "DroppedBase",
    "Register",
    "RegisteredBase",
    "bases_to_show",
    "find_bases",
    "load_register",
    "merge_bases",
    "operator_groups",
]

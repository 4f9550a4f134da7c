"""Openings and closings of bases: which clauses tell one, and by which verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from maps.bases import find_bases, load_register

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "change", "verb"),
    [
        ("Turkey opened a military base in Somalia in 2017.", "opened", "opened"),
        ("A Turkish base in Somalia was inaugurated on Saturday.", "opened", "inaugurated"),
        ("Egypt's president inaugurated the Mohamed Naguib base.", "opened", "inaugurated"),
        ("China has set up a naval base in Djibouti.", "opened", "set up"),
        ("The United States closed its air base at Manas in 2014.", "closed", "closed"),
        ("The Manas air base was shut down after thirteen years.", "closed", "shut down"),
        ("France handed over its base in Gao to the Malian army.", "closed", "handed over"),
        ("Uzbekistan evicted the Americans from the Karshi-Khanabad air base.", "closed",
         "evicted the Americans from"),
        # States, plans, denials and conditions tell no change.
        ("Russia has an air base at Kant.", None, None),
        ("France's former base in Gao is empty.", None, None),
        ("Russia plans to open a naval base in Sudan.", None, None),
        ("Germany will close its air base at Termez.", None, None),
        ("China denied that it had opened a naval base in Cambodia.", None, None),
        ("The guards at the Kant air base opened fire.", None, None),
        ("The United States has no soldiers left at the Manas air base.", None, None),
    ],
)  # fmt: skip
def test_a_change_is_told_by_its_verb(
    text: str, change: str | None, verb: str | None, nlp: Language
) -> None:
    findings = find_bases(nlp(text), text, (), load_register(), when=None, document="doc")
    told = [(span.change, span.trigger) for span in findings.spans]
    assert told, findings.dropped
    assert {kind for kind, _ in told} == {change}
    assert {text[slice(*place)] if place else None for _, place in told} == {verb}


def test_each_mention_has_its_own_status(nlp: Language) -> None:
    text = "Rockets hit the Kant air base. Russia has kept the Kant air base since 2003."
    findings = find_bases(nlp(text), text, (), load_register(), when="2020", document="doc")
    assert [span.status for span in findings.spans] == ["attacked", "exists"]
    assert [base.status for base in findings.bases] == ["attacked"]

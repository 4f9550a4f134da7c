"""Happened or not: one sentence a case, each read by tense, modals, negation, condition, speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.timeline.reading import by_trigger, read

if TYPE_CHECKING:
    from spacy.language import Language

#: sentence, trigger, status (None: no event may come of it). Osh and 2020-06-08 are told.
CASES = [
    ("Rebels attacked Osh on Monday.", "attacked", "happened"),
    ("Rebels have attacked Osh.", "attacked", "happened"),
    ("Rebels were seen to attack Osh on Monday.", "attack", "happened"),
    ("Rebels are attacking Osh.", "attacking", "ongoing"),
    ("Rebels will attack Osh.", "attack", "planned"),
    ("Rebels are going to attack Osh.", "attack", "planned"),
    ("Leaders are to meet in Osh in July.", "meet", "planned"),
    ("Leaders plan to meet in Osh in July.", "meet", "planned"),
    ("Leaders are expected to meet in Osh.", "meet", "planned"),
    ("Leaders are due to meet in Osh in July.", "meet", "planned"),
    ("Leaders meet in Osh in July.", "meet", "planned"),
    ("The road was begun on Monday and is scheduled for completion in July.", "scheduled",
     "planned"),
    ("The firm has a shop in Osh and hopes to open ten more by July.", "open", None),
    ("Rebels may attack Osh.", "attack", "possible"),
    ("Rebels could attack Osh, experts warn.", "attack", "possible"),
    ("Rebels threatened to attack Osh.", "attack", "possible"),
    ("Residents fear that rebels will attack Osh.", "attack", "possible"),
    ("Rebels allegedly attacked Osh on Monday.", "attacked", "claimed"),
    ("The army claimed that rebels attacked Osh on Monday.", "attacked", "claimed"),
    ("The rebels are accused of attacking Osh on Monday.", "attacking", "claimed"),
    ("The mayor is believed to have attacked Osh.", "attacked", "claimed"),
    ("The rebels denied that they had attacked Osh on Monday.", "attacked", "denied"),
    ("The meeting in Osh on Monday was cancelled.", "meeting", "denied"),
    ("The meeting in Osh was called off on Monday.", "meeting", "denied"),
    ("If rebels attacked Osh, the army would be ready.", "attacked", None),
    ("Had the rebels attacked Osh, the town would have fallen.", "attacked", None),
    ("Should the rebels attack Osh, the army will help.", "attack", None),
    ("Had the attack on Osh begun on Monday, thousands would be safe.", "attack", None),
    ("Were the rebels to attack Osh, the army would help.", "attack", None),
    ("Rebels nearly took Osh on Monday.", "took", None),
    ("The army stopped short of bombing Osh on Monday.", "bombing", None),
    ("Rebels came close to bombing Osh on Monday.", "bombing", None),
    ("Rebels attacked a village close to Osh on Monday.", "attacked", "happened"),
    ("The hostages were handed over on Monday close to Osh.", "handed", "happened"),
    ("Police foiled an attack in Osh on Monday.", "attack", None),
    ("The exercise simulated an attack in Osh on Monday.", "attack", None),
    ("In the film, the army bombs Osh on Monday.", "bombs", None),
    ("There were reports that Osh had been bombed on Monday.", "bombed", "happened"),
    ("There were unconfirmed reports that Osh had been bombed on Monday.", "bombed", "claimed"),
    ("There were unconfirmed reports of an attack in Osh on Monday.", "attack", "claimed"),
    ("The attack in Osh on Monday, if confirmed, would be the worst.", "attack", "claimed"),
    ("If confirmed, the attack in Osh on Monday would be the worst.", "attack", "claimed"),
    ("Two men are said to have been killed in Osh on Monday.", "killed", "claimed"),
    ("A rumour that rebels had attacked Osh on Monday proved false.", "attacked", "denied"),
    ("The army denied reports that it had bombed Osh on Monday.", "bombed", "denied"),
    ("False reports that rebels had attacked Osh on Monday spread quickly.", "attacked", "denied"),
    ("Two men had died in Osh on Monday, a claim the police denied.", "died", "denied"),
    ("A man was cleared of murdering his wife in Osh on Monday.", "murdering", "denied"),
    ("A court cleared a man of murdering his wife in Osh on Monday.", "murdering", "denied"),
    ("The minister attacked Osh on Monday; she denied that she was ill.", "attacked", "happened"),
    ("Asan Tok became the first Kyrgyz to win the race in Osh on Monday.", "win", "happened"),
    ("The presidents are due in Osh on Monday to sign the treaty.", "sign", "planned"),
    ("The army said rebels attacked Osh on Monday. The rebels denied this.", "attacked", "claimed"),
    ("The army said rebels attacked Osh on Monday. A rebel called that untrue.", "attacked",
     "claimed"),
    ("The army said rebels attacked Osh on Monday. Rebels rejected the claim.", "attacked",
     "claimed"),
    ("Rebels attacked Osh on Monday. The mayor denied that he was ill.", "attacked", "happened"),
    ("Ten rebels are known to have died in Osh on Monday.", "died", "happened"),
    ("Unless the rebels attack Osh, nothing will change.", "attack", None),
    ("Rebels would have attacked Osh.", "attacked", None),
    ("Rebels did not attack Osh on Monday.", "attack", None),
    ("Rebels never attacked Osh.", "attacked", None),
    ("No rebels attacked Osh on Monday.", "attacked", None),
    ("Nobody attacked Osh on Monday.", "attacked", None),
    ("Rebels failed to attack Osh on Monday.", "attack", None),
    ("The army took Osh on Monday without attacking civilians.", "attacking", None),
    ("Rebels usually attack Osh in spring.", "attack", None),
    ("The official said that rebels attacked Osh on Monday.", "attacked", "happened"),
    ("Rebels attacked Osh on Monday, according to the police.", "attacked", "happened"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "trigger", "status"), CASES, ids=str)
def test_status(nlp: Language, sentence: str, trigger: str, status: str | None) -> None:
    dates = {"Monday": "2020-06-08", "July": "2020-07"}
    extraction = read(nlp, sentence, dates=dates, names={"Osh": "KG city"})
    event = by_trigger(extraction, trigger)
    assert (event.status if event else None) == status, extraction.outcomes


#: sentence, who says so
SPEAKERS = [
    ("Rebels attacked Osh on Monday, the governor said.", "governor"),
    ("According to the police, rebels attacked Osh on Monday.", "police"),
    ("The Red Cross reported that rebels had attacked Osh on Monday.", "Red Cross"),
    ("Aida Toktogul told reporters that rebels had attacked Osh on Monday.", "Aida Toktogul"),
]


@pytest.mark.parametrize(("sentence", "source"), SPEAKERS)
def test_who_says_so(nlp: Language, sentence: str, source: str) -> None:
    extraction = read(nlp, sentence, dates={"Monday": "2020-06-08"}, names={"Osh": "KG city"})
    event = by_trigger(extraction, "attacked")
    assert event is not None
    assert [item.source for item in event.attribution] == [source]
    assert event.attribution[0].quote in " ".join(sentence.split())


def test_saying_is_no_event(nlp: Language) -> None:
    text = "Rebels fled. The governor spoke in Osh on Monday. He said on Tuesday that it was over."
    dates = {"Monday": "2020-06-08", "Tuesday": "2020-06-09"}
    found = read(nlp, text, dates=dates, names={"Osh": "KG city"})
    assert [event.kind for event in found.events] == ["retreat"]


def test_acts_in_words_are_events(nlp: Language) -> None:
    text = (
        "Ministers signed a treaty in Osh on Monday. A court in Osh sentenced two men on Tuesday."
    )
    dates = {"Monday": "2020-06-08", "Tuesday": "2020-06-09"}
    extraction = read(nlp, text, dates=dates, names={"Osh": "KG city"})
    assert sorted((event.kind, event.start) for event in extraction.events) == [
        ("agree", "2020-06-08"),
        ("legal", "2020-06-09"),
    ]

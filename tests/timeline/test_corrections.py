"""`corrections.yaml`: what it takes, the exact line for what it does not, and what it does."""

# ruff: noqa: E501, ISC004 - a case is a line

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

from maps.features import Casualty, Event, Evidence, FeatureCollection
from tests.samples import DOCUMENT, TEXT, sample_collection
from tests.timeline.test_written import EXPECTED, Names
from timeline.collect import limited
from timeline.corrections import Applied, apply, read_corrections
from timeline.errors import ConfigError
from timeline.written import casualty_words


def corrected(text: str, collection: FeatureCollection | None = None) -> Applied:
    corrections = read_corrections(dedent(text), Names(), name="c.yaml")
    return apply(collection or sample_collection(), corrections, {DOCUMENT.id: TEXT})


def event(applied: Applied, event_id: str) -> Event:
    return next(item for item in applied.collection.events if item.id == event_id)


def test_nothing_said_changes_nothing() -> None:
    for text in ("", "# only a comment\n", "events:\nadd:\n"):
        assert corrected(text) == Applied(sample_collection())


def test_every_field_is_set_and_what_was_read_is_told() -> None:
    applied = corrected("""
        events:
          e02summit:
            title: The alliance met
            kind: agree
            status: ongoing
            date: 14 to 16 September 2015
            place: Vahdat, Sughd
            note: The host's page says so.
    """)
    found = event(applied, "e02summit")
    assert (found.title, found.kind, found.status) == ("The alliance met", "agree", "ongoing")
    assert (found.edtf, found.start, found.end) == (
        "2015-09-14/2015-09-16",
        "2015-09-14",
        "2015-09-16",
    )
    assert (found.when_text, found.when_reason) == (None, "Set by hand.")
    assert [place.gazetteer_id for place in found.places] == ["geonames:2"]
    assert (found.edited, found.confidence) == ("corrected", 1.0)
    assert found.notes == (
        'Corrected by hand: title (read as "The alliance\'s summit opened in Dushanbe"), kind (read'
        " as consult), status (read as happened), date (read as 15 September 2015), place (read as"
        " Dushanbe).",
        "The host's page says so.",
    )
    assert applied.lost == ()
    others = [item for item in applied.collection.events if item.id != "e02summit"]
    assert others == [item for item in sample_collection().events if item.id != "e02summit"]


def test_a_confirmed_event_is_as_it_was_and_marked() -> None:
    found = event(corrected("events: {e02summit: {confirm: true}}"), "e02summit")
    (before,) = [item for item in sample_collection().events if item.id == "e02summit"]
    assert found == replace(
        before, edited="confirmed", confidence=1.0, notes=("Confirmed by hand.",)
    )


def test_what_was_confirmed_is_confirmed_no_longer_when_it_is_read_otherwise() -> None:
    seen = "events: {e02summit: {confirm: 2015-09-15 in Dushanbe}}"
    assert event(corrected(seen), "e02summit").edited == "confirmed"
    applied = corrected("events: {e02summit: {confirm: 2015-09-14 in Dushanbe}}")
    assert event(applied, "e02summit").edited is None
    assert applied.lost == (
        'c.yaml:1: "The alliance\'s summit opened in Dushanbe" was confirmed as 2015-09-14 in Dushanbe and is now read as 2015-09-15 in Dushanbe; it is not marked, look again',
    )


def test_a_date_and_a_place_can_be_said_to_be_unknown() -> None:
    found = event(corrected("events: {e02summit: {date: unknown, place: unknown}}"), "e02summit")
    assert (found.edtf, found.start, found.end, found.places) == (None, None, None, ())


def test_places_can_be_several_and_positions() -> None:
    applied = corrected("""
        events:
          e02summit: {place: [Sughd, {name: Checkpoint 7, at: [69.5, 38.25]}, [70, 40]]}
          e03pledge: {place: [69.5, 38.25]}
    """)
    first = [(place.name, place.lon, place.lat) for place in event(applied, "e02summit").places]
    assert first == [("Sughd", 69.5, 39.5), ("Checkpoint 7", 69.5, 38.25), ("40, 70", 70.0, 40.0)]
    (place,) = event(applied, "e03pledge").places
    assert (place.lon, place.lat) == (69.5, 38.25)


def test_people_and_figures_are_set_and_what_was_read_is_told() -> None:
    applied = corrected("""
        events:
          e01attack:
            actors: [Gunmen, Police]
            casualties: [at least 26 killed (Ministry of the Interior), 3 injured]
          e02summit: {actors: none}
    """)
    found = event(applied, "e01attack")
    assert found.actors == ("Gunmen", "Police")
    assert found.casualties == (
        Casualty("killed", 26, "at_least", "Ministry of the Interior"),
        Casualty("injured", 3),
    )
    assert found.edited == "corrected"
    (before,) = [item for item in sample_collection().events if item.id == "e01attack"]
    figures = ", ".join(casualty_words(item) for item in before.casualties)
    assert found.notes == (
        f"Corrected by hand: actors (read as {', '.join(before.actors) or 'none'}), casualties"
        f" (read as {figures or 'none'}).",
    )
    assert event(applied, "e02summit").actors == ()
    assert (found.edtf, found.places) == (before.edtf, before.places)


def test_a_dropped_event_is_gone_and_told() -> None:
    applied = corrected("events: {e12airport: {drop: true, note: A rumour.}}")
    assert "e12airport" not in {item.id for item in applied.collection.events}
    assert applied.notes == ('c.yaml:1: "The airport had closed" was dropped (A rumour.)',)


def test_merged_events_are_one_with_the_evidence_of_both() -> None:
    applied = corrected("events: {e03pledge: {merge: [e02summit]}}")
    found = event(applied, "e03pledge")
    assert "e02summit" not in {item.id for item in applied.collection.events}
    assert [item.quote[:10] for item in found.evidence] == ["There the ", "On Tuesday"]
    assert (found.edited, found.edtf) == ("corrected", "2015-09-15")


def test_a_merged_event_takes_date_and_place_it_lacks_from_the_other() -> None:
    found = event(corrected("events: {e13report: {merge: e07treaty}}"), "e13report")
    assert [place.name for place in found.places] == ["Dushanbe"]
    assert found.edtf == "2015-09-10"


def test_a_split_event_is_its_parts_each_with_what_it_says() -> None:
    applied = corrected("""
        events:
          e01attack:
            split:
              - {title: Attack in Dushanbe, date: 2015-09-03}
              - {title: Attack in Vahdat, place: Vahdat}
          e01attack-2: {status: claimed}
    """)
    first, second = event(applied, "e01attack-1"), event(applied, "e01attack-2")
    assert "e01attack" not in {item.id for item in applied.collection.events}
    assert (first.edtf, len(first.places)) == ("2015-09-03", 2)
    assert (second.edtf, second.status) == ("2015-09-01/2015-09-10", "claimed")
    assert first.evidence == second.evidence
    assert first.edited == second.edited == "corrected"
    assert applied.lost == ()


def test_an_event_of_ones_own_has_its_source() -> None:
    applied = corrected("""
        add:
          checkpoint:
            title: A checkpoint opened
            kind: mobilize
            date: 2015-09-12
            place: [69.0, 38.5]
            source: {title: Ministry's page, url: "https://ministry.example/1", quote: It opened.}
            note: Seen by myself.
    """)
    found = event(applied, "checkpoint")
    document = applied.collection.documents[-1]
    assert (document.title, document.url) == ("Ministry's page", "https://ministry.example/1")
    (evidence,) = found.evidence
    assert (evidence.document, evidence.quote) == (document.id, "It opened.")
    assert (found.edited, found.notes) == ("corrected", ("Added by hand.", "Seen by myself."))
    order = [item.id for item in applied.collection.events]
    assert order.index("e13report") < order.index("checkpoint") < order.index("e02summit")


def test_an_added_event_of_an_article_is_shown_in_its_paragraph() -> None:
    quote = "Villagers near Isfara spoke of shots across the border."
    applied = corrected(f"""
        add:
          shots:
            title: Shots across the border
            source: {{document: article.txt, quote: "{quote}"}}
    """)
    assert applied.collection.documents == sample_collection().documents
    (evidence,) = event(applied, "shots").evidence
    assert evidence.document == DOCUMENT.id
    assert TEXT[evidence.start : evidence.end] == quote
    assert evidence.context.startswith(quote)
    assert "\n" not in evidence.context
    assert event(applied, "shots").edtf is None


# an article that changed


def changed(old: str, new: str) -> FeatureCollection:
    """The sample after an edit of its article: every id is another."""
    collection = sample_collection()
    events = []
    for item in collection.events:
        evidence = tuple(
            replace(part, quote=part.quote.replace(old, new)) for part in item.evidence
        )
        events.append(replace(item, id=f"new-{item.id}", evidence=evidence))
    return replace(collection, events=tuple(events))


def test_the_quote_finds_an_event_whose_id_changed() -> None:
    text = """
        events:
          e02summit:
            quote: On Tuesday a summit of the  alliance opened in Dushanbe.
            date: 2015-09-14
    """
    applied = corrected(text, changed("x", "x"))
    assert event(applied, "new-e02summit").edtf == "2015-09-14"
    assert applied.lost == ()
    assert applied.notes[0] == (
        "c.yaml:3: e02summit was found by its quote; its id is now new-e02summit"
    )


def test_a_quote_can_be_the_key() -> None:
    applied = corrected("""
        events:
          "“Kyrgyzstan passed a law on foreign troops in 2014.”":
            date: 2013
          Parliament ratified the base treaty:
            drop: true
    """)
    assert event(applied, "e06law").edtf == "2013"
    assert "e07treaty" not in {item.id for item in applied.collection.events}


def test_a_sentence_that_changed_is_found_and_a_look_asked_for() -> None:
    text = """
        events:
          e02summit:
            quote: On Tuesday a summit of the alliance opened in Dushanbe.
            confirm: true
    """
    applied = corrected(text, changed("On Tuesday a summit", "On Wednesday a summit"))
    assert event(applied, "new-e02summit").edited == "confirmed"
    assert applied.lost == (
        "c.yaml:3: e02summit was found by a sentence much like its quote (\"The alliance's summit"
        ' opened in Dushanbe", now new-e02summit); look whether it still holds',
    )


def two_of_one_sentence() -> FeatureCollection:
    quote = Evidence(DOCUMENT.id, 0, 40, "The talks opened and the border was closed.")
    return FeatureCollection(
        events=(Event("n1", "Talks opened", evidence=(quote,)), Event("n2", "Border closed", evidence=(quote,)))
    )  # fmt: skip


def test_the_title_tells_two_events_of_one_sentence_apart() -> None:
    text = "events: {old: {quote: The talks opened and the border was closed., about: Border closed, drop: true}}"
    assert [item.id for item in corrected(text, two_of_one_sentence()).collection.events] == ["n1"]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        (
            "events: {nowhere: {drop: true}}",
            "c.yaml:1: nowhere is no event's id; the correction is not applied",
        ),
        (
            "events:\n  gone:\n    quote: The moon was declared a state.\n    date: 2015\n",
            "c.yaml:2: gone finds no event; the correction is not applied",
        ),
        (
            'events:\n  "The moon was declared a state.": {date: 2015}\n',
            'c.yaml:2: "The moon was declared a state." finds no event; the correction is not applied',
        ),
        (
            "events: {e02summit: {merge: nobody}}",
            'c.yaml:1: merge: "nobody" is no event\'s id',
        ),
        (
            "events:\n  e02summit: {merge: e03pledge}\n  e03pledge: {confirm: true}\n",
            "c.yaml:3: its event is merged into e02summit; not applied",
        ),
        (
            "events:\n  e02summit: {confirm: true}\n  On Tuesday a summit of the alliance opened:"
            " {drop: true}\n",
            "c.yaml:3: means the same event as line 2; put them into one",
        ),
        (
            "add: {e02summit: {title: x, source: y}}",
            "c.yaml:1: add.e02summit: an event has that id already; not added",
        ),
    ],
)  # fmt: skip
def test_what_finds_no_event_is_told_with_its_line(text: str, lost: str) -> None:
    assert corrected(text).lost == (lost,)


def test_a_quote_of_several_events_is_told() -> None:
    text = "events: {old: {quote: The talks opened and the border was closed., drop: true}}"
    applied = corrected(text, two_of_one_sentence())
    assert applied.lost == (
        "c.yaml:1: old fits 2 events (n1, n2); write the id of one; the correction is not applied",
    )
    assert len(applied.collection.events) == 2


def test_a_merge_that_found_nothing_marks_nothing() -> None:
    assert event(corrected("events: {e02summit: {merge: nobody}}"), "e02summit").edited is None


def test_what_a_person_decided_is_not_limited_away() -> None:
    applied = corrected("events: {e12airport: {confirm: true}, e11shots: {title: Shots}}")
    kept = limited(applied.collection.events, min_confidence=0.95, most=1)
    assert {item.id for item in kept} == {"e12airport", "e11shots"}


# what the file does not take


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- drop: e1", "c.yaml:1: expected a mapping (events: … or add: …)"),
        ("event: {}", "c.yaml:1: event: no such key; did you mean events?"),
        ("events: [a]", "c.yaml:1: events: expected entries such as 3fa9c0d1e2b4: {drop: true}"),
        ("events:\n  a: drop", "c.yaml:2: events.a: expected a mapping (key: value)"),
        ("events:\n  a:\n    quote: some words", "c.yaml:2: events.a: says nothing; expected one of confirm, drop, title, kind, status, date, place, actors, casualties, merge, split, note"),
        ("events:\n  a:\n    dat: 2015", "c.yaml:3: events.a.dat: no such key; did you mean date?"),
        ("events:\n  a:\n    date: 31/02/2015", 'c.yaml:3: events.a.date: "31/02/2015" is no date (2015-02 has 28 days)' + EXPECTED),
        ("events:\n  a: {date: 0043}\n  a: {drop: yes}", "c.yaml:3: events.a: given twice; it stands on line 2 already"),
        ("events:\n  a:\n    date:", "c.yaml:3: events.a.date: is empty"),
        ("events:\n  a:\n    place: Nowhere", 'c.yaml:3: events.a.place: no gazetteer knows "Nowhere"; write another name, an id such as geonames:1220855, or [longitude, latitude]'),
        ("events:\n  a:\n    place: [38.5, 168]", "c.yaml:3: events.a.place: longitude 38.5, latitude 168 is nowhere on earth; are they swapped?"),
        ("events:\n  a:\n    place: {at: 7}", "c.yaml:3: events.a.place: expected a name, an id such as geonames:1220855, [longitude, latitude], or {name: …, at: [longitude, latitude]}"),
        ("events:\n  a:\n    place: []", "c.yaml:3: events.a.place: is empty; for an event without a place write: unknown"),
        ("events:\n  a:\n    kind: asault", 'c.yaml:3: events.a.kind: "asault" is none of agree, consult, support, cooperate, aid, yield, retreat, request, accuse, reject, threaten, protest, sanction, mobilize, coerce, assault, disaster, accident, election, politics, legal, sport, culture, other; did you mean assault?'),
        ("events:\n  a:\n    status: done", 'c.yaml:3: events.a.status: "done" is none of happened, ongoing, planned, possible, claimed, denied'),
        ("events:\n  a:\n    title: " + "x" * 71, "c.yaml:3: events.a.title: has 71 characters; expected at most 70"),
        ("events:\n  a:\n    drop: maybe", "c.yaml:3: events.a.drop: expected true or false, found 'maybe'"),
        ("events:\n  a:\n    drop: true\n    date: 2015", "c.yaml:2: events.a: drop stands alone; take it out, or what is beside it"),
        ("events:\n  a:\n    split: [{title: x}]", "c.yaml:3: events.a.split: expected a list of two events or more"),
        ("events:\n  a:\n    split:\n      - {title: x}\n      - {date: 2015}", "c.yaml:5: events.a.split.1: title is needed and missing"),
        ("events:\n  a:\n    casualties: dozens killed", 'c.yaml:3: events.a.casualties: "dozens killed" is no figure; expected such as: at least 40 killed, 12 injured (source); of killed, injured, missing, displaced, arrested'),
        ("events:\n  a:\n    actors: [a, {b: c}]", "c.yaml:3: events.a.actors: expected text, or a list of texts; for none write: none"),
        ("events:\n  a:\n    actors:", "c.yaml:3: events.a.actors: expected text, or a list of texts; for none write: none"),
        ("events:\n  a:\n    merge: {b: c}", "c.yaml:3: events.a.merge: expected ids or quotes of other events"),
        ("add:\n  a:\n    source: x", "c.yaml:2: add.a: title is needed and missing"),
        ("add:\n  a:\n    title: x", "c.yaml:2: add.a.source: is needed and missing: a title, an address, or a mapping"),
        ("add:\n  a:\n    title: x\n    source: {quote: y}", "c.yaml:4: add.a.source: expected one of title, url, publisher, document"),
        ("events:\n\ta: {}", "c.yaml:2: a tab; YAML indents with spaces only"),
        ("events: {a: !!python/object:os.system {}}", "c.yaml:1: events.a: says nothing; expected one of confirm, drop, title, kind, status, date, place, actors, casualties, merge, split, note"),
    ],
)  # fmt: skip
def test_a_bad_entry_is_one_line(text: str, line: str) -> None:
    with pytest.raises(ConfigError) as caught:
        corrected(text)
    assert caught.value.problems == (line,)


def test_all_bad_entries_are_told_at_once_in_their_order() -> None:
    with pytest.raises(ConfigError) as caught:
        corrected("""
            events:
              a: {date: never}
              b: {place: Nowhere, kind: nothing}
            add:
              c: {}
        """)
    lines = [line.split(": ")[:2] for line in caught.value.problems]
    assert lines == [
        ["c.yaml:3", "events.a.date"],
        ["c.yaml:4", "events.b.kind"],
        ["c.yaml:4", "events.b.place"],
        ["c.yaml:6", "add.c.source"],
    ]

"""What is decided stands in the file and in the collection."""

# ruff: noqa: ISC004 - long messages are whole

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from maps.features import Casualty
from tests.builds.review.helpers import STORY, ask, decide, rebuilt, serving, version
from timeline.review import ReviewServer
from timeline.yaml_lines import read_yaml

pytestmark = pytest.mark.enable_socket


def test_a_decision_without_a_difference_confirms(server: ReviewServer, file: Path) -> None:
    decide(server, "e02summit", {"title": "The alliance's summit opened in Dushanbe"})
    assert file.read_text(encoding="utf-8").partition("events:")[2] == (
        "\n  e02summit:\n"
        "    quote: On Tuesday a summit of the alliance opened in Dushanbe.\n"
        '    about: "The alliance\'s summit opened in Dushanbe"\n'
        "    confirm: 2015-09-15 in Dushanbe\n"
    )


def test_only_what_differs_is_written(server: ReviewServer, file: Path) -> None:
    fields = {"date": "16 September 2015", "place": "Vahdat; 38.5, 69.1", "kind": "consult"}
    decide(server, "e02summit", {**fields, "note": "From the\nhost."})
    entry = read_yaml(file.read_text(encoding="utf-8"), as_written=True).value["events"]
    assert entry["e02summit"] == {
        "quote": "On Tuesday a summit of the alliance opened in Dushanbe.",
        "about": "The alliance's summit opened in Dushanbe",
        "date": "16 September 2015",
        "place": ["Vahdat", "38.5, 69.1"],
        "note": "From the host.",
    }
    found = rebuilt(file)["e02summit"]
    assert [place.name for place in found.places] == ["Vahdat", "38.5, 69.1"]


def test_a_field_that_cannot_be_is_told_and_nothing_written(
    server: ReviewServer, file: Path
) -> None:
    told = decide(server, "e02summit", {"date": "31/02/2015", "place": "Nowhere"}, 422)
    assert told["error"].splitlines() == [
        'events.e02summit.date: "31/02/2015" is no date (2015-02 has 28 days); expected a day such'
        " as 2015-09-15, EDTF such as 2015-09-01/2015-09-10, or words such as early September 2015",
        'events.e02summit.place: no gazetteer knows "Nowhere"; write another name, an id such as'
        " geonames:1220855, or [longitude, latitude]",
    ]
    assert not file.exists()


def test_a_persons_own_file_keeps_comments_keys_and_order(server: ReviewServer, file: Path) -> None:
    own = (
        "# mine\nevents:\n"
        "  # by telephone\n"
        "  On Tuesday a summit of the alliance opened:\n    date: 2015-09-14\n"
        "  e13report: {merge: [e12airport]}\n"
    )
    file.write_text(own, encoding="utf-8")
    decide(server, "e02summit", {"date": "2015-09-13"})
    decide(server, "e05khorugh", {"drop": True})
    text = file.read_text(encoding="utf-8")
    assert [line for line in own.splitlines() if "#" in line] == ["# mine", "  # by telephone"]
    assert text.index("# by telephone\n  On Tuesday a summit") > text.index("e05khorugh:")
    assert "e02summit" not in text
    assert rebuilt(file)["e02summit"].edtf == "2015-09-13"
    assert "e12airport" not in rebuilt(file)


def test_a_broken_file_is_told_and_left_alone(server: ReviewServer, file: Path) -> None:
    file.write_text("events:\n  e02summit: {date: never}\n", encoding="utf-8")
    state = ask(server, "/state")[1]
    assert state["problems"][0].startswith("corrections.yaml:2: events.e02summit.date: ")
    told = decide(server, "e03pledge", {"drop": True}, 422)
    assert told["error"].startswith("mend the file first: corrections.yaml:2")
    assert file.read_text(encoding="utf-8") == "events:\n  e02summit: {date: never}\n"


def test_undo_goes_back_step_by_step_and_never_over_a_change_by_hand(
    server: ReviewServer, file: Path
) -> None:
    decide(server, "e02summit", {"drop": True})
    decide(server, "e02summit", {"title": "A meeting"})
    assert ask(server, "/undo", {"version": version(server)})[0] == 200
    assert "e02summit" not in rebuilt(file)
    file.write_text(
        file.read_text(encoding="utf-8").replace("drop: true", "confirm: true"), encoding="utf-8"
    )
    assert ask(server, "/undo", {"version": version(server)})[0] == 409
    assert rebuilt(file)["e02summit"].edited == "confirmed"


def test_a_merge_names_the_other_event_by_its_sentence(server: ReviewServer, file: Path) -> None:
    decide(server, "e03pledge", {"merge": "e02summit"})
    assert "merge: [On Tuesday a summit of the alliance opened in Dushanbe.]" in file.read_text(
        encoding="utf-8"
    )
    assert len(rebuilt(file)["e03pledge"].evidence) == 2


def test_a_file_that_cannot_be_written_is_told(file: Path) -> None:
    file.mkdir()
    with serving(file) as server:
        status, told = ask(server, "/state")
        assert (status, told["error"]) == (
            500,
            "corrections.yaml: cannot be read (is a directory)",
        )


def test_two_at_once_do_not_both_win(server: ReviewServer, file: Path) -> None:
    seen = version(server)
    answers: list[int] = []

    def one(event: str) -> None:
        body = {"version": seen, "event": event, "fields": {"drop": True}}
        answers.append(ask(server, "/decide", body)[0])

    threads = [threading.Thread(target=one, args=(f"e0{at}",)) for at in ("2summit", "3pledge")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 409]
    assert len(STORY.collection.events) - len(rebuilt(file)) == 1


def test_people_and_figures_are_lists(server: ReviewServer, file: Path) -> None:
    fields = {
        "actors": "Riot police; Dockers",
        "casualties": "at least 40 killed; 12 injured (MSF)",
    }
    decide(server, "e02summit", fields)
    found = rebuilt(file)["e02summit"]
    assert found.actors == ("Riot police", "Dockers")
    assert found.casualties == (
        Casualty("killed", 40, "at_least"),
        Casualty("injured", 12, "exact", "MSF"),
    )
    decide(server, "e02summit", {"actors": "", "casualties": ""})
    assert (rebuilt(file)["e02summit"].actors, rebuilt(file)["e02summit"].casualties) == ((), ())


def test_a_figure_that_is_none_is_told(server: ReviewServer, file: Path) -> None:
    told = decide(server, "e02summit", {"casualties": "many killed"}, 422)
    assert told["error"].startswith(
        'events.e02summit.casualties: "many killed" is no figure; expected such as: at least 40'
    )
    assert not file.exists()


def test_a_split_event_says_its_title_and_what_differs(server: ReviewServer, file: Path) -> None:
    events = ask(server, "/state")[1]["events"]
    (read,) = [event["read"] for event in events if event["id"] == "e02summit"]
    parts = [
        {**read, "title": "The summit opened"},
        {**read, "title": "The summit ended", "date": "2015-09-16", "place": "Vahdat"},
    ]
    state = decide(server, "e02summit", {"split": parts, "note": "Two days."})
    entry = read_yaml(file.read_text(encoding="utf-8"), as_written=True).value["events"]
    assert entry["e02summit"]["split"] == [
        {"title": "The summit opened"},
        {"title": "The summit ended", "date": "2015-09-16", "place": "Vahdat"},
    ]
    found = rebuilt(file)
    assert "e02summit" not in found
    assert [found[f"e02summit-{number}"].edtf for number in (1, 2)] == ["2015-09-15", "2015-09-16"]
    (shown,) = [event for event in state["events"] if event["id"] == "e02summit"]
    assert shown["state"] == "split"
    assert [(part["title"], part["date"]) for part in shown["parts"]] == [
        ("The summit opened", "2015-09-15"),
        ("The summit ended", "2015-09-16"),
    ]
    decide(server, "e02summit", None)
    assert "e02summit" in rebuilt(file)


def test_a_part_without_a_title_is_told(server: ReviewServer, file: Path) -> None:
    told = decide(server, "e02summit", {"split": [{"title": "One"}, {"title": " "}]}, 422)
    assert told["error"] == "events.e02summit.split.1.title: is empty"
    assert not file.exists()

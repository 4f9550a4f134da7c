"""Base mentions: the gold sentences, and what must hold of every finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.bases import Expected, gold, score
from maps.bases import BaseFindings, find_bases, load_register, merge_bases
from maps.features import Base, Mention, Personnel
from maps.place import Place, Toponym

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokens import Doc

    from maps.gazetteer import Gazetteer

    Find = Callable[..., BaseFindings]


@pytest.fixture(scope="module")
def toponyms(gazetteer: Gazetteer) -> Callable[[Doc, str], tuple[Toponym, ...]]:
    from maps.toponyms import find_toponyms

    return lambda doc, text: find_toponyms(doc, text, gazetteer)


@pytest.fixture(scope="module")
def find(nlp: Language, toponyms: Callable[[Doc, str], tuple[Toponym, ...]]) -> Find:
    def run(text: str, when: str | None = "2015-09-15") -> BaseFindings:
        doc = nlp(text)
        return find_bases(
            doc, text, toponyms(doc, text), load_register(), when=when, document="doc"
        )

    return run


@pytest.fixture(scope="module")
def find_alone(nlp: Language) -> Find:
    """Without toponyms: names of states alone are known."""

    def run(text: str, when: str | None = "2015-09-15") -> BaseFindings:
        return find_bases(nlp(text), text, (), load_register(), when=when, document="doc")

    return run


@pytest.mark.parametrize(
    "name", ["gold_dev", "gold_held_out", "blind_dev", "later_dev", "third_dev", "wide_dev"]
)
def test_the_gold_sentences(
    name: str, nlp: Language, toponyms: Callable[[Doc, str], tuple[Toponym, ...]]
) -> None:
    result = score(gold(name), nlp, load_register(), toponyms)
    assert result.precision >= 0.92
    assert result.recall >= 0.90


def test_the_gold_names_bases_of_the_register() -> None:
    register = load_register()
    for name in ("gold_dev", "gold_held_out"):
        for item in gold(name):
            for line in item["bases"]:
                for base_id in Expected.parse(line).ids:
                    assert base_id in ("?", "none") or register.get(base_id), (item["id"], base_id)


def only(findings: BaseFindings) -> Base:
    (base,) = findings.bases
    return base


# --- what the first story must come out as -----------------------------------------------------

KREMLIN = (
    "The Kremlin runs a 6,000-strong base in Tajikistan, as well as a military air base in"
    " neighbouring Kyrgyzstan."
)


@pytest.mark.parametrize("finder", ["find", "find_alone"])
def test_the_two_bases_of_the_first_story(finder: str, request: pytest.FixtureRequest) -> None:
    findings: BaseFindings = request.getfixturevalue(finder)(KREMLIN)
    army, air = findings.bases
    assert (army.id, army.operator, army.host) == ("base:201st-military-base", ("RU",), "TJ")
    assert army.personnel == Personnel(6000, "exact")
    assert army.inferred
    assert (air.id, air.operator, air.host) == ("base:kant-air-base", ("RU",), "KG")
    assert air.personnel is None
    assert air.inferred
    assert {base.mentions[0].quote for base in findings.bases} == {KREMLIN}
    assert "not named" in air.reason
    assert [KREMLIN[span.start : span.end] for span in findings.spans] == [
        "a 6,000-strong base in Tajikistan",
        "a military air base in neighbouring Kyrgyzstan",
    ]


# --- single rules ------------------------------------------------------------------------------


def test_a_mention_has_its_sentence_and_paragraph(find: Find) -> None:
    text = "It rained.\n\nJets left. They flew from Kant air base. More came.\n\nIt was over."
    (mention,) = only(find(text)).mentions
    assert mention.quote == "They flew from Kant air base."
    assert text[mention.start : mention.end] == mention.quote
    assert mention.context == "Jets left. They flew from Kant air base. More came."
    assert text[mention.context_start :].startswith(mention.context)


def test_a_base_closed_before_the_story_is_not_tied(find: Find) -> None:
    text = "The United States has an air base in Kyrgyzstan."
    assert only(find(text, "2013")).id == "base:manas-transit-center"
    late = only(find(text, "2016"))
    assert late.id.startswith("base:told-")
    assert (late.lon, late.lat) == (None, None)


def test_unless_the_text_says_that_it_is_past(find: Find) -> None:
    base = only(find("The United States had an air base in Kyrgyzstan until 2014.", "2018"))
    assert (base.id, base.status) == ("base:manas-transit-center", "closed")


def test_several_that_fit_stay_a_set(find: Find) -> None:
    base = only(find("A British base in Cyprus was closed to visitors.", "2015"))
    assert base.lon is None
    assert set(base.candidates) >= {"base:raf-akrotiri", "base:dhekelia-garrison"}
    assert (base.operator, base.host) == (("GB",), "CY")
    assert base.certainty < 0.5
    assert "2 registered bases fit" in base.reason


def test_a_garrison_counts_as_its_parent_and_stays_where_it_is(find: Find) -> None:
    base = only(find("A Russian garrison in Kulob was emptied.", "2014"))
    assert base.id == "base:201st-military-base"
    assert base.lon is not None
    assert base.lat is not None
    assert abs(base.lon - 69.78) < 0.1
    assert "Kulob garrison" in base.reason


def test_people_tell_the_base_when_no_state_is_named(find: Find) -> None:
    text = "Russia promised Tajikistan help. The 6,000-strong base was put on alert."
    base = only(find(text))
    assert (base.id, base.inferred) == ("base:201st-military-base", True)


def test_a_planned_base_lies_where_it_is_planned(find: Find) -> None:
    base = only(find("Turkey plans to build a naval base at Suakin in Sudan.", "2018"))
    assert (base.status, base.operator, base.host) == ("planned", ("TR",), "SD")
    assert base.candidates == ()


def test_what_is_dropped_has_its_reason(find: Find) -> None:
    findings = find("The firm opened a new base in Vienna.")
    assert findings.bases == ()
    assert [(item.text, item.reason) for item in findings.dropped] == [
        ("a new base", "Nothing says that it is a military one.")
    ]


def test_a_toponym_knows_a_namesake(nlp: Language) -> None:
    text = "Soldiers from the military base in Georgia came home."
    start = text.index("Georgia")
    place = Place("Georgia", -83.5, 32.75, "state", "geonames:4197000", "US")
    toponym = Toponym(start, start + 7, "Georgia", place, "location", 0.9, "by hand")
    findings = find_bases(nlp(text), text, (toponym,), load_register(), when="2015", document="doc")
    assert only(findings).host == "US"


def test_findings_do_not_depend_on_the_order_of_toponyms(
    nlp: Language, toponyms: Callable[[Doc, str], tuple[Toponym, ...]]
) -> None:
    doc = nlp(KREMLIN)
    found = toponyms(doc, KREMLIN)
    forth, back = (
        find_bases(doc, KREMLIN, order, load_register(), when="2015", document="doc")
        for order in (found, tuple(reversed(found)))
    )
    assert forth == back


# --- merging -----------------------------------------------------------------------------------


def told(document: str, **fields: object) -> Base:
    mention = Mention(document, 0, 5, "Base.")
    values: dict[str, object] = {"inferred": True, "certainty": 0.6, "mentions": (mention,)}
    return Base("base:x", "X", **(values | fields))  # type: ignore[arg-type]


def test_merging_keeps_all_mentions_and_the_better_reading() -> None:
    described = told("a", reason="described", lon=1.0, lat=1.0, personnel=Personnel(5))
    named = told("b", inferred=False, certainty=0.5, reason="named", lon=2.0, lat=2.0)
    (base,) = merge_bases([described, named])
    assert (base.reason, base.inferred, base.lon) == ("named", False, 2.0)
    assert base.certainty == 0.6
    assert base.personnel == Personnel(5)
    assert [mention.document for mention in base.mentions] == ["a", "b"]


def test_merging_takes_the_strongest_status_and_drops_doubles() -> None:
    (base,) = merge_bases([told("a"), told("a", status="attacked"), told("b", status="closed")])
    assert base.status == "attacked"
    assert len(base.mentions) == 2


def test_merging_sorts_by_id() -> None:
    other = Base("base:a", "A")
    assert [base.id for base in merge_bases([told("a"), other])] == ["base:a", "base:x"]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Самолёты вылетели с авиабазы Хмеймим.", "hmeimim-air-base"),
        ("قصفت طائرات قاعدة عين الأسد.", "al-asad-air-base"),
        ("中国人民解放军驻吉布提保障基地今天举行仪式。", "pla-support-base-djibouti"),
        ("La base naval de Rota acoge cuatro destructores.", "naval-station-rota"),
        ("米軍の嘉手納基地に着陸した。", "kadena-air-base"),
        ("Des soldats dorment dans la base de Gao.", "gao-base"),
        ("Uçaklar İncirlik Hava Üssü'nden kalktı.", "incirlik-air-base"),
        ("Вибухи пролунали на аеродромі Саки.", "saky-air-base"),
    ],
)
def test_names_in_other_languages_are_found(text: str, base: str, find_alone: Find) -> None:
    assert [found.id for found in find_alone(text, None).bases] == [f"base:{base}"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen attacked the Kenyan base in Ceel Foobar.", "Ceel Foobar"),
        ("Ethiopian troops left their base in Foobaraale.", "Foobaraale"),
    ],
)
def test_a_base_in_a_town_nobody_knows_is_tied_to_none(text: str, place: str, find: Find) -> None:
    base = only(find(text))
    assert base.source == "text"
    assert (base.lon, base.candidates) == (None, ())
    assert f"{place} is no place that is known" in base.reason


def test_who_leaves_a_garrison_closes_no_whole_base(find: Find) -> None:
    text = "Russian soldiers left the Kulob garrison last month."
    base = only(find(text, "2015-12-01"))
    assert (base.id, base.status) == ("base:201st-military-base", "exists")
    assert "This part of it is told as closed." in base.reason


def test_a_month_is_no_place(find: Find) -> None:
    base = only(find("Japan opened its base in Djibouti in July.", "2011-07-10"))
    assert base.id == "base:jsdf-base-djibouti"


def test_their_base_is_none_of_another_states_before(find: Find) -> None:
    text = (
        "Turkey opened a military base in Somalia. Ethiopian troops left their base in Foobaraale."
    )
    statuses = {base.id: base.status for base in find(text, "2017-10-02").bases}
    assert statuses.pop("base:camp-turksom") == "exists"
    assert list(statuses.values()) == ["closed"]


# --- who ran it then, and what another sentence tells ------------------------------------------


@pytest.mark.parametrize(
    ("when", "text", "operator", "status"),
    [
        ("1970", "A rocket hit Cam Ranh Bay naval base on Sunday.", ("US",), "attacked"),
        ("1995", "Russian frigates lie at Cam Ranh naval base.", ("RU",), "exists"),
        ("2016", "Vietnam showed Cam Ranh naval base to a visitor.", ("VN",), "exists"),
        ("2016", "Russia gave up Cam Ranh naval base in 2002.", ("RU",), "closed"),
        ("2001", "Americans landed at Khanabad, a former Soviet airfield.", ("UZ", "US"), "exists"),
    ],
)
def test_the_operator_is_that_of_the_storys_year(
    when: str, text: str, operator: tuple[str, ...], status: str, find: Find
) -> None:
    base = only(find(text, when))
    assert set(base.operator) == set(operator)
    assert base.status == status


@pytest.mark.parametrize(
    "text",
    [
        "Russia has a base in Gyumri. Some 5,000 soldiers serve there.",
        "Russia has a base in Gyumri. It houses about 5,000 soldiers.",
    ],
)
def test_a_sentence_of_its_own_tells_the_strength(text: str, find: Find) -> None:
    base = only(find(text))
    assert base.personnel == Personnel(5000, "about")
    assert len(base.mentions) == 2


def test_losses_are_no_strength(find: Find) -> None:
    base = only(find("Russia has a base in Gyumri. Some 50 soldiers were killed there."))
    assert base.personnel is None


def test_the_base_near_a_town_is_the_one_just_named(find: Find) -> None:
    base = only(find("The last Americans left Manas. The base near Bishkek had burned.", "2014"))
    assert base.id == "base:manas-transit-center"
    assert len(base.mentions) == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Militants fired on the UN base at Ber in Mali.", "an organisation's"),
        ("Grapes from Bagram district are dried on the roofs.", "Its place is meant"),
        ("The vault is safer than Fort Knox, the banker joked.", "only compared with"),
    ],
)
def test_what_is_no_states_base_is_dropped_with_a_reason(
    text: str, reason: str, find: Find
) -> None:
    findings = find(text)
    assert not findings.bases
    assert any(reason in dropped.reason for dropped in findings.dropped)


def test_a_town_is_not_the_base_that_came_later(find: Find) -> None:
    text = "Suicide bombers killed 24 soldiers in a camp at Agadez."
    assert all(base.id != "base:air-base-201" for base in find(text, "2013").bases)


def test_each_town_of_a_list_is_a_base(find: Find) -> None:
    text = "Russia gave up its bases at Batumi and Akhalkalaki."
    assert {base.id for base in find(text, "2008").bases} == {
        "base:akhalkalaki-base", "base:batumi-base",
    }  # fmt: skip

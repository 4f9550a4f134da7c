"""Reports to edit: Markdown and a table, with nothing of an article turned into markup."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from maps.features import (
    Attribution,
    Casualty,
    Event,
    Evidence,
    FeatureCollection,
    SourceDocument,
)
from tests.samples import HOSTILE_STRINGS, hostile_collection, sample_collection
from timeline.report import report_html, report_markdown
from timeline.report.markdown import as_text

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")

TRICKY = [
    *HOSTILE_STRINGS,
    "# no heading", "1. no list", "12) no list", "- no list", "+ no list", "> no quote", "=====",
    "*no* _em_ **bold** ~~strike~~ `code`", "[no](http://x.example) ![no](y)", "a | b | c",
    "<b>no</b> &amp; &lt;", "http://example.org/a_b www.example.org a@example.org",
    "line\n\nbreak\n---\n", "    indented", "\\ backslash \\* \\", "$x$ ^sup^ {attr}", "", "  ",
    "***", "[ref]: http://x.example", "!", "a\\", "Ⅻ — “quotes” …",
]  # fmt: skip


def shown(words: str) -> str:
    return " ".join(words.split())


class _Text(HTMLParser):
    """Text and elements of a piece of HTML."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", []  # type: tuple[str, list[str]]
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


class TestEscaping:
    @pytest.mark.parametrize("words", TRICKY)
    def test_markdown_shows_just_the_words(self, words: str) -> None:
        read = _Text(MARKDOWN.render(as_text(words)))
        assert shown(read.text) == shown(words).replace("\x00", "�")
        assert set(read.tags) <= {"p"}

    @pytest.mark.parametrize("words", TRICKY)
    def test_in_a_table_a_quote_and_a_heading_too(self, words: str) -> None:
        text = as_text(words)
        read = _Text(
            MARKDOWN.render(f"## 1. {text}\n\n| a | b |\n|---|---|\n| {text} | end |\n\n> {text}\n")
        )
        allowed = {"h2", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "p"}
        assert set(read.tags) <= allowed
        assert read.tags.count("td") == 2
        assert read.tags.count("blockquote") == 1


def one() -> FeatureCollection:
    event = Event(
        "e1", "A flood hits Khujand", edtf="2016-03-03", start="2016-03-03", end="2016-03-03",
        kind="disaster", status="claimed", actors=("the governor",),
        casualties=(Casualty("killed", 12, "at_least", "police"),),
        attribution=(Attribution("the governor", "the governor said"),),
        evidence=(
            Evidence("d1", 0, 10, "A flood\n hit <b>Khujand</b>."), Evidence("d2", 0, 3, "Yes."),
        ),
    )  # fmt: skip
    document = SourceDocument(
        "d1", "flood.txt", "Flood & mud", url="https://example.org/a?b=(c)", publisher="The Post",
        dct="2016-03-04T10:00:00+05:00",
    )  # fmt: skip
    return FeatureCollection("Floods | 2016", documents=(document,), events=(event,))


def test_the_markdown_of_an_event() -> None:
    text = report_markdown(one())
    assert text.startswith("# Floods \\| 2016\n\n1 event. Read from these texts by a program.")
    assert "| 1 | 3 March 2016 | A flood hits Khujand | no place given |\n" in text
    assert (
        "## 1. 3 March 2016: A flood hits Khujand\n\n"
        "- Where: no place given\n"
        "- Kind: disaster\n"
        "- Status: claimed: told only as someone's claim\n"
        "- Who: the governor\n"
        "- Casualties: at least 12 killed (police)\n"
        "- According to: the governor\n\n"
        "> A flood hit \\<b\\>Khujand\\</b\\>.\n>\n"
        "> — Flood \\& mud, The Post, 2016-03-04, <https://example.org/a?b=(c)>\n\n"
        "> Yes.\n\n"
        "## Sources\n\n"
        "- Flood \\& mud, The Post, 2016-03-04, <https://example.org/a?b=(c)>\n"
    ) in text


def test_the_table_of_an_event() -> None:
    tree = lxml_html.fromstring(report_html(one()))
    assert [cell.text_content() for cell in tree.xpath("//th")] == [
        "#", "When", "What", "Where", "Evidence",
    ]  # fmt: skip
    number, when, what, where, quotes = (cell.text_content() for cell in tree.xpath("//td"))
    assert (number, when, where) == ("1", "3 March 2016", "no place given")
    assert what.startswith("A flood hits KhujandKind: disaster")
    assert "at least 12 killed (police)" in what
    assert quotes == "“A flood hit <b>Khujand</b>.”Flood & mud, The Post, 2016-03-04“Yes.”"
    assert set(tree.xpath("//a/@href")) == {"https://example.org/a?b=(c)"}


@pytest.mark.parametrize(
    "said", ['"We lost all," she said.', "He called it “a crime”.", "„Nie wieder“, rief er."]
)
def test_a_sentence_with_quotation_marks_gets_no_others(said: str) -> None:
    told = one()
    event = replace(told.events[0], evidence=(Evidence("d2", 0, 3, said),))
    tree = lxml_html.fromstring(report_html(replace(told, events=(event,))))
    assert tree.xpath("//td")[-1].text_content() == said


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_event_with_every_quote_is_there(language: str) -> None:
    collection = sample_collection()
    markdown = shown(_Text(MARKDOWN.render(report_markdown(collection, language))).text)
    table = shown(lxml_html.fromstring(report_html(collection, language)).text_content())
    for event in collection.events:
        for text in (event.title, *(shown(item.quote) for item in event.evidence)):
            assert text in markdown
            assert text in table


def test_a_hostile_article_makes_no_markup() -> None:
    plain = {
        "h1",
        "h2",
        "p",
        "ul",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
        "a",
    }
    read = _Text(MARKDOWN.render(report_markdown(hostile_collection())))
    assert set(read.tags) <= plain
    tags = {item.tag for item in lxml_html.fromstring(report_html(hostile_collection())).iter()}
    assert tags <= {*plain, "html", "head", "meta", "title", "body", "b", "br", "small"}
    addresses = lxml_html.fromstring(report_html(hostile_collection())).xpath("//a/@href")
    assert all(address.startswith(("http://", "https://")) for address in addresses)


def test_a_story_without_events() -> None:
    assert "0 events." in report_markdown(FeatureCollection())
    assert lxml_html.fromstring(report_html(FeatureCollection())).xpath("//tbody/tr") == []

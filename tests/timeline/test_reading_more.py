"""Articles in PDF and Word, collections in JSON Lines and CSV, saved feeds."""

# ruff: noqa: E501, ISC004 - sample lines are whole

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.articles import read_articles
from timeline.config import load_config
from timeline.errors import ReadingError
from timeline.reading import read_document, read_documents
from timeline.reading.pdf import paragraphs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RAIN = "Heavy rain flooded the northern city of Khujand on Thursday, officials said."
BRIDGE = "At least 12 people were hurt when a bridge gave way near the river on 3 March 2016."


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def trouble(path: Path) -> str:
    with pytest.raises(ReadingError) as caught:
        read_documents(path)
    return str(caught.value)


# Word, as python-docx and so Word writes it


def word(*paragraphs: tuple[str, str], title: str = "") -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.title = title
    for text, style in paragraphs:
        document.add_paragraph(text, style=style)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "3 March", "flood"
    document.add_paragraph("The end.")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_word_document(tmp_path: Path) -> None:
    data = word(("Flood hits Khujand", "Title"), (RAIN, "Normal"), ("Schools shut", "Heading 2"))
    document = read_document(write(tmp_path, "a.docx", data)).document
    assert document.title == "Flood hits Khujand"
    assert document.text.split("\n\n") == [RAIN, "Schools shut", "3 March | flood", "The end."]


def test_the_title_a_word_document_has_beats_its_first_heading(tmp_path: Path) -> None:
    data = word(("Weather", "Heading 1"), (RAIN, "Normal"), title="Flood hits Khujand")
    document = read_document(write(tmp_path, "a.docx", data)).document
    assert document.title == "Flood hits Khujand"
    assert document.text.startswith("Weather\n\n")


# PDF, as Chromium prints it


@pytest.mark.browser
def test_a_pdf_that_a_browser_printed(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.set_content(
        f"<title>Flood hits Khujand</title><h1>Flood hits Khujand</h1><p>{RAIN} {BRIDGE} {RAIN}</p>"
        f"<p>{BRIDGE} {RAIN} {BRIDGE}</p>"
    )
    data = page.pdf()
    page.close()
    document = read_document(write(tmp_path, "a.pdf", data)).document
    assert document.title == "Flood hits Khujand"
    assert document.text.split("\n\n") == [f"{RAIN} {BRIDGE} {RAIN}", f"{BRIDGE} {RAIN} {BRIDGE}"]


def pdf(text: str = "") -> bytes:
    """The least PDF with a line of text, or without any."""
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode() if text else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (table, len(out))
    )


def test_a_pdf_of_one_line(tmp_path: Path) -> None:
    assert read_document(write(tmp_path, "a.pdf", pdf(RAIN))).document.text == RAIN


def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf(RAIN))))
    writer.encrypt("secret", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    path = write(tmp_path, "a.pdf", target.getvalue())
    assert trouble(path) == "is protected by a password; save it without one"


def test_lines_of_a_page_become_paragraphs() -> None:
    page = (
        "Heavy rain flooded the northern city of Khujand on Thurs-\n"
        "day, officials said, and at least twelve people were hurt when\n"
        "a bridge gave way.\n"
        "Schools were shut until Monday, and trains to Tashkent were all\n"
        "halted.\n\nThe end."
    )
    assert paragraphs(page).split("\n\n") == [
        "Heavy rain flooded the northern city of Khujand on Thursday, officials said, and at least twelve people were hurt when a bridge gave way.",
        "Schools were shut until Monday, and trains to Tashkent were all halted.",
        "The end.",
    ]


# feeds, after RSS 2.0 and RFC 4287

RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Valley Post</title><link>https://valleypost.example/</link><language>en-gb</language>
<item><title>Flood hits Khujand</title><link>https://valleypost.example/1</link>
<pubDate>Fri, 04 Mar 2016 08:30:00 +0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{RAIN}</p><script>alert(1)</script><p>{BRIDGE}</p>]]></content:encoded></item>
<item><title>Only a title</title><link>https://valleypost.example/2</link></item>
<item><title>Bridge &amp;amp; river</title><description>{BRIDGE}</description></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Valley Post</title>
<entry><title>Flood hits Khujand</title><link rel="self" href="https://x.example/self"/>
<link href="https://valleypost.example/1"/><updated>2016-03-04T08:30:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{RAIN}</p><p>{BRIDGE}</p></div></content>
</entry></feed>"""


def test_the_items_of_an_rss_feed(tmp_path: Path) -> None:
    first, third = read_documents(write(tmp_path, "feed.xml", RSS))
    document = first.document
    assert document.text == f"{RAIN}\n\n{BRIDGE}"
    assert (document.title, document.url) == ("Flood hits Khujand", "https://valleypost.example/1")
    assert (document.published, document.publisher) == (
        "2016-03-04T08:30:00+05:00",
        "The Valley Post",
    )
    assert document.language == "en"
    assert (first.part, third.part) == ("item 1", "item 3")
    assert (third.document.title, third.document.text) == ("Bridge & river", BRIDGE)


def test_the_entries_of_an_atom_feed(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "feed.atom", ATOM)).document
    assert document.text == f"{RAIN}\n\n{BRIDGE}"
    assert (document.url, document.published) == (
        "https://valleypost.example/1",
        "2016-03-04T08:30:00Z",
    )


# collections


def test_json_lines_with_the_keys_of_the_pipes(tmp_path: Path) -> None:
    lines = [
        {"doc": 1, "text": RAIN, "title": "Flood", "date": "2016-03-04", "other": [1]},
        {"text": BRIDGE, "published": "last week", "url": "https://x.example/"},
    ]
    path = write(tmp_path, "a.jsonl", "\n".join(json.dumps(line) for line in lines) + "\n")
    first, second = read_documents(path)
    assert (first.document.title, first.document.published) == ("Flood", "2016-03-04")
    assert (second.document.url, second.document.published) == ("https://x.example/", None)
    assert second.warnings == ('the date "last week" is not like 2015-09-15; left aside',)


def test_a_table_of_articles(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", f'Headline;Date;Body\nFlood;2016-03-04;"{RAIN}\n\n{BRIDGE}"\n')
    read = read_document(path)
    assert read.document.text == f"{RAIN}\n\n{BRIDGE}"
    assert (read.document.title, read.document.published) == ("Flood", "2016-03-04")


def test_each_article_of_a_collection_is_one_of_the_story(tmp_path: Path) -> None:
    write(tmp_path, "feed.xml", RSS)
    config = write(
        tmp_path,
        "config.yaml",
        "sources:\n  - path: feed.xml\n    title: Left aside\n    publisher: Given\n",
    )
    articles = read_articles(load_config(config), tmp_path)
    assert [document.title for document in articles.documents] == [
        "Flood hits Khujand",
        "Bridge & river",
    ]
    assert {document.publisher for document in articles.documents} == {"Given"}
    assert list(articles.names.values()) == ["feed.xml (item 1)", "feed.xml (item 3)"]
    assert set(articles.paths.values()) == {"feed.xml"}


# bad files

LAUGHS = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><item>&b;</item></channel></rss>'


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 250_000_000)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"", "is no PDF that can be read (EmptyFileError)"),
        ("a.pdf", b"%PDF-1.4\nnothing", "is no PDF that can be read (PdfStreamError)"),
        ("a.pdf", pdf(), "holds no text, only pictures of it; run it through OCR first"),
        ("a.docx", b"x", "is no such file: it is damaged, protected, or something else renamed"),
        ("a.docx", bomb(), "unpacks to 250 MB; expected at most 200 MB"),
        ("a.jsonl", "not json\n", "line 1: not JSON"),
        ("a.jsonl", "[1]\n", "line 1: expected an object with text"),
        ("a.jsonl", '{"title": "x"}\n', "line 1: has no text; expected a key text"),
        ("a.csv", "title,date\nx,2015\n", "has no column of texts; expected one called text, body, content, article. A table of events of your own belongs under data"),
        ("a.csv", "text\n\n", "has no row with a text"),
        ("a.xml", LAUGHS, "has a document type with entities of its own; take the <!DOCTYPE …> out"),
        ("a.xml", "<rss>", "line 1, column 6: not XML"),
        ("a.xml", "<html/>", "is XML but no RSS or Atom feed (<html>)"),
        ("a.rss", "<rss><channel/></rss>", "is a feed without an item"),
    ],
)  # fmt: skip
def test_a_bad_file_gets_one_line(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    assert trouble(write(tmp_path, name, content)) == message

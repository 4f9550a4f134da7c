"""Reading articles: text, Markdown, saved web pages; title, date and encoding of each."""

# ruff: noqa: E501 - a case is a line

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.errors import ReadingError
from timeline.reading import READERS, read_document
from timeline.reading.article import iso_date, tidy
from timeline.reading.plain import split_title, unwrap

PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Flood hits Khujand - The Valley Post</title>
<link rel="canonical" href="https://valleypost.example/2016/03/flood">
<meta property="og:site_name" content="The Valley Post">
<meta property="og:title" content="Flood hits Khujand">
<meta property="article:published_time" content="2016-03-04T08:30:00+05:00">
<link rel="stylesheet" href="https://valleypost.example/site.css">
<script src="https://valleypost.example/track.js"></script></head>
<body><nav><a href="/">Home</a> <a href="/about">About us</a></nav>
<article><h1>Flood hits Khujand</h1>
<figure><img src="https://valleypost.example/boats.jpg" alt="">
<figcaption>Boats on the Syr Darya in Khujand on March 3, 2016.</figcaption></figure>
<p>Heavy rain flooded the northern city of Khujand on Thursday, officials said, and at least 12 people were hurt
when a bridge gave way near the river.</p>
<h2>Schools shut</h2>
<p>Schools were shut until Monday. <b>Trains</b> to Tashkent were <a href="/x">halted</a> for two days, the railway
said in a statement.</p>
<ul><li>Two bridges were closed on Friday.</li><li>Power failed in Isfara.</li></ul>
<iframe src="https://valleypost.example/advert"></iframe>
</article><footer>Copyright 2024 The Valley Post</footer></body></html>
"""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# Web pages. Sockets are blocked in all tests: whatever these read, they fetched nothing.


def test_a_saved_page(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "page.html", PAGE)).document
    assert document.title == "Flood hits Khujand"
    assert document.publisher == "The Valley Post"
    assert document.url == "https://valleypost.example/2016/03/flood"
    assert document.published == "2016-03-04"
    assert document.language == "en"
    assert document.text.split("\n\n") == [
        "Boats on the Syr Darya in Khujand on March 3, 2016.",
        (
            "Heavy rain flooded the northern city of Khujand on Thursday, officials said, and at least"
            " 12 people were hurt when a bridge gave way near the river."
        ),
        "Schools shut",
        (
            "Schools were shut until Monday. Trains to Tashkent were halted for two days, the railway"
            " said in a statement."
        ),
        "Two bridges were closed on Friday.",
        "Power failed in Isfara.",
    ]


def test_a_page_without_metadata_has_no_invented_date(tmp_path: Path) -> None:
    meta = '<meta property="article:published_time" content="2016-03-04T08:30:00+05:00">'
    assert meta in PAGE
    page = PAGE.replace(meta, "")
    assert read_document(write(tmp_path, "page.html", page)).document.published is None


def test_a_page_in_its_own_encoding(tmp_path: Path) -> None:
    page = PAGE.replace("utf-8", "windows-1251").replace("Power failed", "Власти сообщили")
    read = read_document(write(tmp_path, "page.htm", page.encode("cp1251")))
    assert "Власти сообщили in Isfara." in read.document.text
    assert read.warnings == ()


def test_what_the_config_says_beats_the_page(tmp_path: Path) -> None:
    document = read_document(
        write(tmp_path, "page.html", PAGE),
        title="T",
        url="https://u.example",
        publisher="P",
        published="2016-03-05",
    ).document
    assert (document.title, document.url) == ("T", "https://u.example")
    assert (document.publisher, document.published) == ("P", "2016-03-05")


@pytest.mark.parametrize("depth", [200, 20_000])
def test_a_page_of_nothing_but_nesting(tmp_path: Path, depth: int) -> None:
    page = f"<html><body>{'<div>' * depth}{PAGE}</body></html>"
    try:
        text = read_document(write(tmp_path, "deep.html", page)).document.text
    except ReadingError as error:
        text = str(error)
    assert "Khujand" in text or "cannot be read" in text or "holds no article" in text


# Markdown


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    document = read_document(
        write(
            tmp_path,
            "note.md",
            """\
---
title: "Flood in the north"
date: 2016-03-04 08:30:00 +0500
source: https://post.example/a
publisher: The Post
draft: false
---
# Flood in the north

Heavy *rain* [hit](https://map.example) **Khujand**[^1]
on Thursday. ![Boats, March 3, 2016](boats.png)

## Schools

- Schools shut.
- Trains &amp; buses <em>stopped</em>.

| day | rain |
|-----|------|
| 3 March | 40 mm |

> "Never," said
> the mayor.

    Indented, yet no code.

<div class="note">Raw <!-- hidden --><b>HTML</b></div>

[^1]: A footnote.
""",
        )
    ).document
    assert document.title == "Flood in the north"
    assert document.published == "2016-03-04T08:30:00+05:00"
    assert (document.url, document.publisher) == ("https://post.example/a", "The Post")
    assert document.text.split("\n\n") == [
        "Heavy rain hit Khujand on Thursday. Boats, March 3, 2016",
        "Schools",
        "Schools shut.",
        "Trains & buses stopped.",
        "day | rain",
        "3 March | 40 mm",
        '"Never," said the mayor.',
        "Indented, yet no code.",
        "Raw HTML",
        "A footnote.",
    ]


def test_markdown_takes_its_first_heading_as_title(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "n.md", "# Flood\n\nIt rained.\n\n# More\n")).document
    assert (document.title, document.text) == ("Flood", "It rained.\n\nMore")


@pytest.mark.parametrize(
    ("front", "warning"),
    [
        ("title: [a", "front matter (line 2): not YAML (expected ',' or ']', but got '<stream end>'); left aside"),
        ("title: a\n\tb: c", "front matter (line 3): a tab; YAML indents with spaces only; left aside"),
        ("date: last week", 'front matter: the date "last week" is not like 2015-09-15; left aside'),
        ("date: 2015-02-30", 'front matter: the date "2015-02-30" is not like 2015-09-15; left aside'),
    ],
)  # fmt: skip
def test_bad_front_matter_is_told(tmp_path: Path, front: str, warning: str) -> None:
    read = read_document(write(tmp_path, "n.md", f"---\n{front}\n---\nIt rained.\n"))
    assert read.document.text == "It rained."
    assert read.warnings == (warning,)


def test_rules_around_a_paragraph_are_no_front_matter(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "n.md", "---\nIt rained.\n\n---\nA lot.\n")).document
    assert document.text == "It rained.\n\nA lot."


# Plain text


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Flood hits Khujand", "Flood hits Khujand"),
        ("  WAR   IN THE NORTH ", "WAR IN THE NORTH"),
        ("Will it ever end?", "Will it ever end?"),
        ("'Never again,' says mayor", "'Never again,' says mayor"),
        ("September 11 attacks: twenty years on", "September 11 attacks: twenty years on"),
        ("May wins the vote", "May wins the vote"),
        ("Photo finish in Rome", "Photo finish in Rome"),
        ("It rained in Khujand.", None),
        ("She said:", None),
        ("September 15, 2015", None),
        ("Tuesday, 15 Sept. 2015 10:30 GMT", None),
        ("By Jane Doe", None),
        ("Photo: Reuters", None),
        ("Photo by: Reuters", None),
        ("Published on March 4", None),
        ("https://example.org/a", None),
        ("* * *", None),
        ("x" * 141, None),
    ],
)
def test_the_title_of_a_plain_text(first: str, title: str | None) -> None:
    text = f"{first}\n\nHeavy rain flooded the city on Thursday."
    found, rest = split_title(text)
    assert found == title
    assert rest == (text if title is None else "Heavy rain flooded the city on Thursday.")


def test_a_lone_line_is_text_and_no_title() -> None:
    assert split_title("Flood hits Khujand") == (None, "Flood hits Khujand")


def test_a_title_right_above_its_article() -> None:
    body = "Heavy rain flooded the northern city. " * 5
    assert split_title(f"Flood hits Khujand\n{body}") == ("Flood hits Khujand", body)


def test_the_first_line_of_verse_is_no_title() -> None:
    verse = "The rain came down\nand the river rose\nand the bridge was gone"
    assert split_title(verse) == (None, verse)


WRAPPED = """\
Heavy rain flooded the northern city of Khujand on Thursday, officials
said, and at least 12 people were hurt when a bridge gave way near the
river.

Schools were shut until Monday.
Photo: The Post"""


def test_lines_broken_by_hand_are_joined_in_place() -> None:
    text = unwrap(WRAPPED)
    assert len(text) == len(WRAPPED)
    assert text.split("\n") == [
        (
            "Heavy rain flooded the northern city of Khujand on Thursday, officials said, and at least"
            " 12 people were hurt when a bridge gave way near the river."
        ),
        "",
        "Schools were shut until Monday.",
        "Photo: The Post",
    ]


BROKEN = """\
The mayor of Khujand was found in good health,
            said her office, hours after the flood had reached the
            northern suburbs.
            Schools were shut."""


def test_a_sentence_broken_by_indentation_is_joined() -> None:
    assert tidy(BROKEN).split("\n") == [
        (
            "The mayor of Khujand was found in good health, said her office, hours after the flood"
            " had reached the northern suburbs."
        ),
        "            Schools were shut.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "These roads were shut on Monday because of the\n    - Rudaki Avenue\n    - Ismoil Street",
        "The rain came down\n    and the river rose",
    ],
    ids=["bullets", "verse"],
)
def test_lists_and_verse_keep_their_lines(text: str) -> None:
    assert tidy(text) == text


def test_lines_that_stand_for_themselves_stay() -> None:
    text = f"Photo by: Reuters\nPhoto by: AP\n\n{'A long paragraph on one line. ' * 6}"
    assert unwrap(text) == text


@pytest.mark.parametrize(
    ("data", "text", "warning"),
    [
        ("Zürich\r\n\r\nEs war\rso".encode(), "Zürich\n\nEs war\nso", None),
        (b"\xef\xbb\xbfIt rained.", "It rained.", None),
        ("It rained in Łódź.".encode("utf-16"), "It rained in Łódź.", None),
        (b"\xfe\xff" + "It rained.".encode("utf-16-be"), "It rained.", None),
        ("It rained.".encode("utf-32"), "It rained.", None),
        (
            "It rained.\n\nThe \u201ccaf\u00e9\u201d shut.".encode("cp1252"),
            "It rained.\n\nThe \u201ccaf\u00e9\u201d shut.",
            "is not UTF-8 (line 3); read as Windows-1252",
        ),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, text: str, warning: str | None) -> None:
    read = read_document(write(tmp_path, "a.txt", data))
    title = f"{read.document.title}\n\n" if read.document.title else ""
    assert title + read.document.text == text
    assert read.warnings == ((warning,) if warning else ())


def test_what_would_steer_a_terminal_or_a_reader_is_taken_out() -> None:
    assert tidy("a\x1b[31mb\u202ec\u200bd\ufeff\x07e \n\n\n\nf\u2028g\x0ch\n") == (
        "a[31mbcde\n\nf\ng\nh"
    )


def test_offsets_count_code_points(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "a.txt", "It rained 🌧 in Łódź.\r\n")).document
    assert document.text.index("Łódź") == 15


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2016-03-04", "2016-03-04"),
        ("2016-03-04T08:30", "2016-03-04T08:30:00"),
        ("2016-03-04 08:30:15.250 +0500", "2016-03-04T08:30:15+05:00"),
        ("2016-03-04T08:30:00Z", "2016-03-04T08:30:00Z"),
        ("-0043-03-15", "-0043-03-15"),
        ("2016-02-30", None),
        ("2016-03", None),
        ("4 March 2016", None),
        ("", None),
        (None, None),
    ],
)
def test_iso_date(written: str | None, iso: str | None) -> None:
    assert iso_date(written) == iso


def test_every_suffix_reads(tmp_path: Path) -> None:
    for suffix in READERS.keys() - {".pdf", ".docx"}:  # these in test_reading_more
        content = PAGE if "htm" in suffix else "It rained in Khujand on Thursday."
        path = write(tmp_path, f"a{suffix.upper()}", content)
        assert "Khujand on Thursday" in read_document(path).document.text

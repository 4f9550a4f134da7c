"""Bad input gets one exact line."""

# ruff: noqa: E501 - a case is a line

from __future__ import annotations

import os
from pathlib import Path

import pytest

from timeline.errors import ReadingError
from timeline.reading import read_document

SAVE = "save the article as plain text in UTF-8"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "is empty; expected an article"),
        ("a.txt", b" \n\t\n", "is empty; expected an article"),
        ("a.txt", b"\xef\xbb\xbf \n", "is empty; expected an article"),
        ("a.txt", "\u200b\n".encode(), "is empty; expected an article"),
        ("a.md", b"---\ntitle: T\n---\n", "is empty; expected an article"),
        ("a.txt", b"\x00\x01\x02", f"is binary, not text (byte 0x00 at position 0); {SAVE}"),
        ("a.txt", b"It rained\x08", f"is binary, not text (byte 0x08 at position 9); {SAVE}"),
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3", f"is a PDF, not text; {SAVE}"),
        ("a.txt", b"PK\x03\x04x", f"is a zip archive or an office document, not text; {SAVE}"),
        ("a.txt", b"{\\rtf1 x}", f"is an RTF document, not text; {SAVE}"),
        ("a.txt", b"ok\n\x81\x8d", f"is not UTF-8 (line 2) and its encoding cannot be told; {SAVE}"),
        (
            "a.txt",
            "Власти города сообщили".encode("cp1251"),
            f"is not UTF-8 (line 1) and its encoding cannot be told; {SAVE}",
        ),
        ("a.txt", b"\xff\xfea", f"begins as UTF-16-LE but is not (position 0); {SAVE}"),
        ("a.txt", b"x" * 10_000_001, "has 10 MB; expected an article of at most 10 MB, split it"),
        ("a.txt", b"x" * 50_000_000, "has 50 MB; expected an article of at most 10 MB, split it"),
        (
            "a.odt",
            b"x",
            ("has no format that can be read; expected one of .txt, .text, .md, .markdown, .html,"
            " .htm, .xhtml, .pdf, .docx, .jsonl, .ndjson, .csv, .tsv, .xml, .rss, .atom"),
        ),
        (
            "a.html",
            b"<html><body><script>let text = 'It rained.'</script></body></html>",
            ("holds no article that could be told from the page around it; copy the article's text"
            " into a .txt file"),
        ),
    ],
)  # fmt: skip
def test_articles(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read_document(path)
    assert str(caught.value) == message


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"^no such file$"):
        read_document(tmp_path / "a.txt")


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "news.txt").mkdir()
    with pytest.raises(ReadingError) as caught:
        read_document(tmp_path / "news.txt")
    assert str(caught.value) == ("is a folder; expected a file, or a glob such as news.txt/*.txt")


def test_a_file_one_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("It rained.", encoding="utf-8")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, os.strerror(13), str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything
    with pytest.raises(ReadingError) as caught:
        read_document(path)
    assert str(caught.value) == "may not be read; give yourself permission to read it"

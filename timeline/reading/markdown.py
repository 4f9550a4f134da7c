"""Markdown: front matter for what is known of the article, the markup taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from timeline.reading.article import Article, iso_date, one_line, tidy
from timeline.reading.decode import decode
from timeline.yaml_lines import YamlError, read_yaml

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
#: Front matter keys in use by site generators, best first.
_TITLE = ("title", "headline")
_PUBLISHED = ("published", "date", "publishDate", "publish_date", "pubdate", "created")
_URL = ("url", "link", "canonical_url", "canonical", "source_url", "source")
_PUBLISHER = ("publisher", "publication", "site", "site_name", "source")


class _Front(NamedTuple):
    values: Mapping[str, str]
    body: str
    warnings: tuple[str, ...]


def read_markdown(data: bytes) -> Article:
    """An article in CommonMark with tables, and YAML front matter if it has any."""
    decoded = decode(data)
    front = _front_matter(tidy(decoded.text))
    paragraphs = list(_paragraphs(front.body))
    title = one_line(_first(front.values, _TITLE))
    if paragraphs and paragraphs[0].is_heading:
        heading = one_line(paragraphs[0].text)
        if title is None or (heading or "").casefold() == title.casefold():
            title = title or heading
            del paragraphs[0]
    warnings = [*filter(None, [decoded.warning]), *front.warnings]
    published = _first(front.values, _PUBLISHED)
    if published and not iso_date(published):
        warnings.append(
            f'front matter: the date "{published[:40]}" is not like 2015-09-15; left aside'
        )
    url = _first(front.values, _URL, web=True)
    return Article(
        tidy("\n\n".join(paragraph.text for paragraph in paragraphs)),
        title=title,
        url=url,
        publisher=one_line(_first(front.values, _PUBLISHER, web=False)),
        published=iso_date(published),
        language=_first(front.values, ("lang", "language")),
        warnings=tuple(warnings),
    )


def _front_matter(text: str) -> _Front:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return _Front({}, text, ())
    try:
        read = read_yaml(match[1])
    except YamlError as error:
        line = f" (line {error.line + 1})" if error.line else ""
        return _Front({}, text[match.end() :], (f"front matter{line}: {error}; left aside",))
    if not isinstance(read.value, dict):
        return _Front({}, text, ())  # two rules around a paragraph
    values = {
        key: str(value)
        for key, value in read.value.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }
    return _Front(values, text[match.end() :], ())


def _first(
    values: Mapping[str, str], keys: tuple[str, ...], *, web: bool | None = None
) -> str | None:
    """The first of `keys` with a value; `web` asks for an address (True) or for none (False)."""
    for key in keys:
        value = values.get(key, "").strip()
        if value and (web is None or web == value.startswith(("http://", "https://"))):
            return value
    return None


class _Paragraph(NamedTuple):
    text: str
    is_heading: bool = False


def _paragraphs(body: str) -> Iterator[_Paragraph]:
    from markdown_it import MarkdownIt

    # Indented lines of pasted text are no code.
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    row: list[str] | None = None
    opened = ""
    for token in parser.parse(body):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield _Paragraph(" | ".join(row or []))
            row = None
        elif token.type == "inline":
            text = _FOOTNOTE.sub("", "".join(_inline(token.children or [])))
            if row is not None:
                row.append(text)
            elif text.strip():
                yield _Paragraph(text.strip(), opened == "heading_open" and token.level == 1)
        elif token.type in ("fence", "html_block"):
            text = _TAG.sub("", token.content) if token.type == "html_block" else token.content
            if text.strip():
                yield _Paragraph(text.strip())
        opened = token.type


def _inline(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak" or (token.type == "html_inline" and "<br" in token.content):
            yield "\n"
        elif token.type in ("text", "code_inline", "image", "text_special"):
            yield token.content

"""`report.md`: CommonMark with one table, which GitHub, pandoc and MkDocs read alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from maps.features import FeatureCollection
from maps.strings import DEFAULT_LANGUAGE, strings
from timeline.report.rows import Quote, Report, Row, Source, report

#: Signs that could be markup anywhere in a line.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>|~$&^{}!])")
#: Signs that are markup at the beginning of a line.
_FIRST = re.compile(r"^(\s*)(?:([#+\-=:])|(\d{1,9})([.)]))")
#: Addresses that some readers make links of.
_ADDRESS = re.compile(r"(://|@|\bwww\.)", re.IGNORECASE)


def report_markdown(collection: FeatureCollection, language: str = DEFAULT_LANGUAGE) -> str:
    """The text of `report.md`; nothing an article says can become markup."""
    return "\n".join(_lines(report(collection, language)))


def as_text(words: str) -> str:
    """`words` so that Markdown shows just them, on one line."""
    line = _ANYWHERE.sub(r"\\\1", " ".join(words.split()))
    line = _ADDRESS.sub(lambda match: "".join(_broken(match[1])), line)
    return _FIRST.sub(
        lambda match: (
            f"{match[1]}\\{match[2]}" if match[2] else f"{match[1]}{match[3]}\\{match[4]}"
        ),
        line,
    )


def _broken(address: str) -> Iterator[str]:
    for sign in address:
        yield f"\\{sign}" if sign in ":@." else sign


def _lines(whole: Report) -> Iterator[str]:
    words = strings(whole.language)
    yield f"# {as_text(whole.title)}"
    yield ""
    yield f"{as_text(whole.count)}. {as_text(whole.caution)}"
    yield ""
    yield f"| # | {as_text(words['when'])} | {as_text(words['what'])} | {as_text(words['where'])} |"
    yield "|--:|---|---|---|"
    for row in whole.rows:
        cells = (as_text(cell) for cell in (row.when, row.title, row.where))
        yield f"| {row.number} | {' | '.join(cells)} |"
    yield ""
    for row in whole.rows:
        yield from _event(row, words["where"])
    yield f"## {as_text(words['sources_title'])}"
    yield ""
    for source in whole.sources:
        yield f"- {_source(source)}"
    yield ""
    yield f"{as_text('. '.join(whole.credits))}."
    yield ""


def _event(row: Row, where: str) -> Iterator[str]:
    yield f"## {row.number}. {as_text(row.when)}: {as_text(row.title)}"
    yield ""
    for name, fact in ((where, row.where), *row.facts):
        yield f"- {as_text(name)}: {as_text(fact)}"
    yield ""
    for item in row.quotes:
        yield from _quote(item)


def _quote(item: Quote) -> Iterator[str]:
    yield f"> {as_text(item.words)}"
    if item.source is not None:
        yield ">"
        yield f"> — {_source(item.source)}"
    yield ""


def _source(source: Source) -> str:
    if source.url is None:
        return as_text(source.words)
    return f"{as_text(source.words)}, <{quote(source.url, safe=_IN_ADDRESS)}>"


_IN_ADDRESS = "/:?#@!$&'()*+,;=%~-._"

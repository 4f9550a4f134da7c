"""`report.html`: a plain table that Word, LibreOffice and Google Docs open as a table of theirs."""

from __future__ import annotations

import re
from html import escape

from maps.features import FeatureCollection
from maps.shell import direction
from maps.strings import DEFAULT_LANGUAGE, strings
from timeline.report.rows import Quote, Report, Row, Source, report

_MARKS = re.compile('["“”„«»]')
_CELL = 'style="border: 1px solid #999; padding: 4pt 6pt; vertical-align: top"'
_HEAD = 'style="border: 1px solid #999; padding: 4pt 6pt; text-align: left; background: #eee"'
#: A page without a script, so none may run, whatever stands in it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def report_html(collection: FeatureCollection, language: str = DEFAULT_LANGUAGE) -> str:
    """The text of `report.html`; styles stand at each cell, where word processors read them."""
    whole = report(collection, language)
    return (
        f'<!DOCTYPE html>\n<html lang="{whole.language}" dir="{direction(whole.language)}">\n'
        f'<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(whole.title)}</title>\n</head>\n<body>\n{body(whole)}</body>\n</html>\n"
    )


def body(whole: Report) -> str:
    """Heading, table, sources and credits."""
    words = strings(whole.language)
    heads = ("#", words["when"], words["what"], words["where"], words["evidence"])
    cells = "".join(f'<th scope="col" {_HEAD}>{escape(head)}</th>' for head in heads)
    rows = "\n".join(_row(row) for row in whole.rows)
    sources = "\n".join(f"<li>{_source(source)}</li>" for source in whole.sources)
    return (
        f'<h1 dir="auto">{escape(whole.title)}</h1>\n'
        f"<p>{escape(whole.count)}. {escape(whole.caution)}</p>\n"
        f'<table style="border-collapse: collapse; width: 100%">\n<thead><tr>{cells}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>\n"
        f"<h2>{escape(words['sources_title'])}</h2>\n<ul>\n{sources}\n</ul>\n"
        f"<p><small>{escape('. '.join(whole.credits))}.</small></p>\n"
    )


def _row(row: Row) -> str:
    facts = "<br>".join(f"{escape(name)}: {escape(fact)}" for name, fact in row.facts)
    what = f"<p><b>{escape(row.title)}</b></p><p><small>{facts}</small></p>"
    quotes = "".join(_quote(item) for item in row.quotes)
    cells = (str(row.number), escape(row.when), what, escape(row.where), quotes)
    written = "".join(f'<td dir="auto" {_CELL}>{cell}</td>' for cell in cells)
    return f"<tr>{written}</tr>"


def _quote(item: Quote) -> str:
    source = f"<br><small>{_source(item.source)}</small>" if item.source else ""
    # A sentence that has quotation marks of its own shows them and no others around it.
    words = item.words if _MARKS.search(item.words) else f"“{item.words}”"
    return f"<p>{escape(words)}{source}</p>"


def _source(source: Source) -> str:
    words = escape(source.words)
    if source.url is None:
        return words
    return f'<a href="{escape(source.url)}" rel="noopener noreferrer">{words}</a>'

"""The pages that `report.pdf` is printed from: both pictures, then the table."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from maps.features import FeatureCollection
from maps.paper import PictureOptions
from maps.pictures import map_svg
from maps.shell import direction
from timeline.pictures import timeline_svg
from timeline.report.rows import report
from timeline.report.table import body

#: Of a picture between the margins of A4, so that its letters are of the size they were drawn.
_WIDTH = 690

_STYLE = """
@page { size: A4; margin: 16mm 14mm; }
body {
  margin: 0; overflow-wrap: anywhere; hyphens: auto;
  font: 9.5pt/1.4 system-ui, 'Noto Sans', Arial, sans-serif;
}
h1 { font-size: 18pt; } h2 { font-size: 12pt; }
p { margin: 0 0 4pt; }
/* Columns of their own width: one long word would else push the last one off the paper. */
table { table-layout: fixed; }
th:nth-child(1) { width: 4%; } th:nth-child(2) { width: 14%; } th:nth-child(4) { width: 16%; }
tr { break-inside: avoid; } thead { display: table-header-group; }
.picture { break-inside: avoid; margin-bottom: 6mm; }
.picture svg { display: block; max-width: 100%; max-height: 262mm; height: auto; margin: auto; }
"""


def printed_html(collection: FeatureCollection, options: PictureOptions) -> str:
    """A page without scripts for a browser to print; a picture is never cut by a page's end."""
    whole = report(collection, options.language)
    options = replace(options, width=_WIDTH, theme="light")
    pictures = "".join(
        f'<div class="picture">{picture}</div>\n'
        for picture in (timeline_svg(collection, options), map_svg(collection, options))
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{whole.language}" dir="{direction(whole.language)}">\n'
        f'<head><meta charset="utf-8"><title>{escape(whole.title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n{pictures}{body(whole)}</body>\n</html>\n"
    )

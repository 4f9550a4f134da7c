"""The events as a report to edit: every claim with its sentence and its source.

rows: what there is to say of each event, in words · markdown: `report.md` · table: `report.html`,
a table that word processors open · printed: the pages of `report.pdf`, with both pictures.
"""

from timeline.report.markdown import report_markdown
from timeline.report.printed import printed_html
from timeline.report.table import report_html

__all__ = ["printed_html", "report_html", "report_markdown"]

"""The temporal tagger: time expressions of a text with their values, and the document's date."""

from __future__ import annotations

from timeline.timex.document_date import find_document_date
from timeline.timex.options import TimexOptions
from timeline.timex.tagger import Reading, Refused, read, tag

__all__ = ["Reading", "Refused", "TimexOptions", "find_document_date", "read", "tag"]

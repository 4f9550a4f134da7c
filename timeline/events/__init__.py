"""What happened, when, where, and who says so.

extract(document, doc, timexes, toponyms, bases, options) -> Extraction
merge(events of each document) -> events of the whole story
"""

from timeline.events.across import merge
from timeline.events.extract import EventOptions, Extraction, Outcome, extract

__all__ = ["EventOptions", "Extraction", "Outcome", "extract", "merge"]

"""What happened, when, where, and who says so.

extract(document, doc, timexes, toponyms, bases, options) -> Extraction
merge(events of each document) -> events of the whole story
"""

from timeline.events.across import merge
from timeline.events.extract import extract
from timeline.events.scene import EventOptions, Extraction, Outcome

__all__ = ["EventOptions", "Extraction", "Outcome", "extract", "merge"]

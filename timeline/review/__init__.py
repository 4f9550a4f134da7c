"""`dateline review`: a page on this machine where a person confirms, corrects, drops and adds.

analyses ── story.gather ──> Story ── Session (decisions <-> corrections.yaml) ── server ── page
"""

from timeline.review.server import ReviewServer
from timeline.review.session import Session
from timeline.review.story import Story, gather

__all__ = ["ReviewServer", "Session", "Story", "gather"]

"""The pages of a story: timeline.html (story.html follows), made of the parts in `web/`."""

from timeline.page.timeline import TimelineOptions, timeline_html

__all__ = ["TimelineOptions", "timeline_html"]

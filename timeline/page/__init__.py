"""The pages that show time: timeline.html and story.html, made of the parts in `web/`."""

from timeline.page.story import StoryOptions, story_html
from timeline.page.timeline import TimelineOptions, timeline_html

__all__ = ["StoryOptions", "TimelineOptions", "story_html", "timeline_html"]

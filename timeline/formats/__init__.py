"""What a build writes besides its pages, and how: see `timeline.formats.registry`."""

from timeline.formats.base import Format
from timeline.formats.registry import FORMATS

__all__ = ["FORMATS", "Format"]

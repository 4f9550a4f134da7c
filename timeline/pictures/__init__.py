"""Pictures of a timeline for print and slides, drawn without a browser."""

from timeline.pictures.timeline import timeline_svg

__all__ = ["timeline_svg"]

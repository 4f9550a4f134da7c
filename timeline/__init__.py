"""Dateline's WHEN: text in, dated and located events out, drawn on a time axis."""

__version__ = "0.1.0"

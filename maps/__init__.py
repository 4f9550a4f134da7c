"""Dateline's WHERE: names in, coordinates out, drawn on a map. Knows nothing of text or events."""

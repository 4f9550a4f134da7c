"""The file as YAML, parsed once: a review reads the same text again and again."""

from __future__ import annotations

from functools import lru_cache

from timeline.yaml_lines import YamlValue, read_yaml


@lru_cache(maxsize=4)
def parsed(text: str) -> YamlValue:
    """The text with every scalar as written; not to be changed. Raises YamlError."""
    return read_yaml(text, as_written=True)

"""The config file: its schema (`schema`), reading it (`load`), the files it names (`sources`)."""

from __future__ import annotations

from timeline.config.folder import configs_in
from timeline.config.load import DEFAULT_NAME, load_config, load_stories
from timeline.config.schema import Config
from timeline.config.sources import ArticleFile, article_files

__all__ = [
    "DEFAULT_NAME",
    "ArticleFile",
    "Config",
    "article_files",
    "configs_in",
    "default_config",
    "load_config",
    "load_stories",
]


def default_config() -> Config:
    """Every option at its default, for commands that read no config file."""
    return Config.model_validate({"sources": ["-"]})

"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

_CONFIG = Path("config.yaml")


def _in_folder(context: click.Context, parameter: click.Parameter, path: Path) -> Path:
    """A story's folder stands for the config in it, the way `dateline init` left it there."""
    del context, parameter
    return path / _CONFIG if (path / _CONFIG).is_file() else path


config_argument = click.argument(
    "config",
    type=click.Path(path_type=Path),
    default=_CONFIG,
    required=False,
    callback=_in_folder,
)
strict_option = click.option(
    "--strict", is_flag=True, help="Fail on any warning or article that cannot be read."
)
output_option = click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the output, instead of the config's.",
)
story_option = click.option(
    "--story", help="One story, by its name in a config that tells several."
)

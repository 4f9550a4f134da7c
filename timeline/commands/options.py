"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

config_argument = click.argument(
    "config", type=click.Path(path_type=Path), default=Path("config.yaml"), required=False
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

"""What `dateline init` writes: a config with every option, and an article, so that it builds."""

from __future__ import annotations

from pathlib import Path

from timeline.errors import UserError
from timeline.files import write_all

CONFIG = "config.yaml"
ARTICLE = "articles/example.txt"

_ARTICLE = """\
Storm cuts power along the Georgian coast

Batumi, 14 March 2019

A storm struck the Georgian port of Batumi on Tuesday night and injured at least 12 people. \
Trains between Batumi and Tbilisi stopped on Wednesday and are expected to run again next week.

Two people were killed in early February when a similar storm hit the town of Kobuleti.

Put your own articles beside this one and remove it.
"""


def write_starter(folder: Path) -> tuple[Path, ...]:
    """Write the two files. Raises UserError when either is there already."""
    from timeline.config.reference import starter

    for name in (CONFIG, ARTICLE):
        if (folder / name).exists():
            raise UserError(f"{folder / name}: is there already and stays as it is")
    article = folder / ARTICLE
    written = write_all(article.parent, {article.name: _ARTICLE})
    config = write_all(folder, {CONFIG: starter(sources=["articles/*.txt"])})
    return written.paths + config.paths

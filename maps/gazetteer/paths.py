"""Where the gazetteer and the files it is made of lie."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
#: Tables written by us.
DATA = PACKAGE / "data"
#: Made by the build hook from an npm package; the gazetteer can be built without it.
FEATURE_CODES = PACKAGE / "assets" / "feature_codes.bin"
#: Names the folder the gazetteer is kept in, instead of the platform's own.
ENVIRONMENT = "DATELINE_DATA"
FILE_NAME = "gazetteer.sqlite"


def default_path() -> Path:
    """The gazetteer's file in `$DATELINE_DATA`, else in the platform's folder for user data."""
    folder = os.environ.get(ENVIRONMENT)
    if folder:
        return Path(folder).expanduser() / FILE_NAME
    from platformdirs import user_data_path

    return user_data_path("dateline", appauthor=False) / FILE_NAME

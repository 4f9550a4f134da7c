"""Where caches lie."""

from __future__ import annotations

import os
from pathlib import Path

#: Names the folder of the caches, instead of the platform's own.
ENVIRONMENT = "DATELINE_CACHE"


def cache_folder() -> Path:
    """`$DATELINE_CACHE`, else the platform's folder for this user's caches.

    Not beside the output, which people publish: entries hold the articles' text.
    """
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("dateline", appauthor=False)

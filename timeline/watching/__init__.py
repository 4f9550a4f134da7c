"""Building at every change, and showing it: `dateline watch`.

    Inputs ── changed? ── build ──> output ── Server ──> open pages, told to load anew

Looks are taken at the files twice a second and not by the system's notices of changes: those miss
network folders and editors that replace files, differ on every system, and know no globs.
"""

from timeline.watching.inputs import Inputs, changed
from timeline.watching.pages import Watched
from timeline.watching.server import Server

__all__ = ["Inputs", "Server", "Watched", "changed"]

"""The tools of the stages, opened when the first document has to be analysed.

Loading the language model takes longer than all else in a build of a few unchanged articles.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from maps.closing import Closing
from timeline.analysis import Tools, open_tools
from timeline.cache.analyses import analysis_options

if TYPE_CHECKING:
    from maps.gazetteer import Progress
    from timeline.config import Config


class Workbench(Closing):
    """Keeps the tools open from build to build, as long as the options they depend on stay.

    `tell` hears how far the opening is, `note` gets lines for the user; with `refresh_geocodes` an
    online geocoder is asked again for what it answered in the past.
    """

    def __init__(
        self, *, tell: Progress, note: Callable[[str], None], refresh_geocodes: bool = False
    ) -> None:
        self._tell = tell
        self._note = note
        self.refresh_geocodes = refresh_geocodes
        self._opened = ExitStack()
        self._tools: Tools | None = None
        self._options: list[Any] = []

    def tools(self, config: Config) -> Tools:
        """The tools for `config`. Raises as `open_tools`."""
        options = analysis_options(config)
        if self._tools is None or options != self._options:
            self.close()
            opening = open_tools(
                config,
                tell=self._tell,
                note=self._note,
                refresh_geocodes=self.refresh_geocodes,
            )
            self._tools = self._opened.enter_context(opening)
            self._options = options
        return self._tools

    def begin_build(self) -> None:
        """Another build begins: an online geocoder that stopped in the last one is asked again."""
        if self._tools:
            self._tools.begin_build()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What went wrong with an online geocoder so far, a line each."""
        return self._tools.warnings if self._tools else ()

    def close(self) -> None:
        """Give everything back; `tools` opens it again."""
        self._tools = None
        self._opened.close()

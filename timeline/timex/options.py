"""What a user may choose about dates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

DateOrder = Literal["DMY", "MDY", "YMD"]
Hemisphere = Literal["north", "south"]
Profile = Literal["auto", "news", "narrative"]


@dataclass(frozen=True, slots=True)
class TimexOptions:
    """Choices for the tagger.

    Attributes:
        language: ISO 639-1; English is complete, for others explicit dates are read. "en" is also
            what callers say who do not know: a text clearly in ru, fr, es, de or ar is read so.
        date_order: of `09/10/2015`; None looks at the other dates of the text.
        hemisphere: the south shifts the seasons by half a year.
        profile: news counts "Monday" from the document's day, a narrative from the date last told;
            auto decides by the text.
        lexicons: YAML files laid over the built-in lexicon, the last one winning (docs/dates.md).
    """

    language: str = "en"
    date_order: DateOrder | None = None
    hemisphere: Hemisphere = "north"
    profile: Profile = "auto"
    lexicons: tuple[Path, ...] = ()


#: Choices of someone who made none.
DEFAULT_OPTIONS = TimexOptions()

"""Names on paper that do not run into each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from maps.lettering import safe_width
from maps.pictures.projection import View


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label stands: `x` of its anchor, `y` of its baseline, and which way it runs."""

    x: float
    y: float
    anchor: str


_Box = tuple[float, float, float, float]


@dataclass
class Labels:
    """What is taken on paper already. Those asked for first are placed best."""

    view: View
    taken: list[_Box] = field(default_factory=list)

    def keep_free(self, x: float, y: float, radius_x: float, radius_y: float) -> None:
        """Nothing is to be written over a mark here."""
        self.taken.append((x - radius_x, y - radius_y, x + radius_x, y + radius_y))

    def place(self, words: str, x: float, y: float, size: float, away: float) -> Placed | None:
        """A free place beside x, y, `away` from it; None where there is none."""
        for placed, box in self._beside(x, y, size, away, safe_width(words, size)):
            if self.is_free(box):
                self.taken.append(box)
                return placed
        return None

    def centred(self, words: str, x: float, y: float, size: float) -> bool:
        """Whether the words can stand right at x, y; they are kept free then."""
        half = safe_width(words, size) / 2
        box = (x - half, y - size, x + half, y + size * 0.3)
        if not self.is_free(box):
            return False
        self.taken.append(box)
        return True

    def _beside(
        self, x: float, y: float, size: float, away: float, wide: float
    ) -> Iterator[tuple[Placed, _Box]]:
        middle = y + size * 0.35
        yield Placed(x + away, middle, "start"), _box(x + away, middle, wide, size)
        yield Placed(x - away, middle, "end"), _box(x - away - wide, middle, wide, size)
        for up in (True, False):
            base = y - away - size * 0.3 if up else y + away + size * 0.85
            yield Placed(x, base, "middle"), _box(x - wide / 2, base, wide, size)
        for down in (1, -1):
            base = middle + down * size * 1.2
            yield Placed(x + away, base, "start"), _box(x + away, base, wide, size)
            yield Placed(x - away, base, "end"), _box(x - away - wide, base, wide, size)

    def _is_inside(self, box: _Box) -> bool:
        return box[0] >= 2 and box[1] >= 2 and box[2] <= self.view.width - 2 and (
            box[3] <= self.view.height - 2
        )  # fmt: skip

    def is_free(self, box: _Box) -> bool:
        """Whether nothing stands in a box (left, top, right, bottom) of the picture."""
        return self._is_inside(box) and all(
            box[2] <= other[0] or box[0] >= other[2] or box[3] <= other[1] or box[1] >= other[3]
            for other in self.taken
        )


def _box(left: float, base: float, wide: float, size: float) -> _Box:
    return left, base - size * 0.85, left + wide, base + size * 0.3

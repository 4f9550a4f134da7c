"""What an importer has to tell, kept short."""

from __future__ import annotations

from collections import defaultdict

MOST_TOLD = 5


class Told:
    """Gathers lines for the user: the first few of a sort with their place, then how many more."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = defaultdict(list)

    def add(self, sort: str, where: str, text: str) -> None:
        """A line about `where` in the file ("" for all of it); `sort` gathers lines of a kind."""
        self._lines[sort].append(f"{where}: {text}" if where else text)

    def no_date(self, where: str, error: ValueError) -> str:
        """Tell that a date is none; returns why, as a sentence without what was expected."""
        text = str(error).partition("; expected")[0]
        self.add("date", where, f"{text}; the event is kept without a date")
        return f"{text}."

    def lines(self) -> tuple[str, ...]:
        """The lines in the order of their sorts."""
        told: list[str] = []
        for lines in self._lines.values():
            told += lines[:MOST_TOLD]
            if len(lines) > MOST_TOLD:
                told.append(f"and {len(lines) - MOST_TOLD:,} more like that")
        return tuple(told)


def counted(number: int, one: str, several: str) -> str:
    """A sentence about one, or about several ("{n} …")."""
    return one if number == 1 else several.format(n=f"{number:,}")


def middles(number: int) -> str:
    """What became of lines and areas."""
    return counted(
        number,
        "1 line or area stands as the middle of its extent",
        "{n} lines and areas stand as the middle of their extent",
    )

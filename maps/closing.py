"""For what has to be given back: a class with `close` that a `with` statement closes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class Closing(ABC):
    """`with Some() as some:` gives `some` and calls its `close` at the end, whatever happened."""

    __slots__ = ()

    @abstractmethod
    def close(self) -> None:
        """Give back what is held; calling it twice does no harm."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

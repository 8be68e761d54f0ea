"""What slots share whose values are heard in any text."""

from abc import ABC, abstractmethod
from datetime import date
from typing import Any

from taskdata.slots.base import Mention


class Closed(ABC):
    """Nothing of such a slot is found by its place: it is heard, and stands for the value that was drawn.

    `Choice` is not derived from it, since it can be compiled, and a compiled class takes no base that is not.
    """

    is_open = False
    keeps_typing = False
    price = 1.0
    is_apart = True

    def read(self, words: str, value: Any, day: date) -> Any:
        """The value that was drawn: how it is typed does not matter."""
        return value

    @abstractmethod
    def hear(self, text: str, day: date) -> list[Mention]:
        """See `Slot`."""

    def overhear(self, text: str, day: date) -> list[Mention]:
        """The same as what is heard."""
        return self.hear(text, day)

    def locate(self, value: Any, text: str) -> list[tuple[int, int]]:
        """Nothing: it is heard."""
        return []

    def widen(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The stretch itself."""
        return [(start, end)]

    def propose(self, words: str) -> Any:
        """Nothing: it is heard."""
        return None

"""Where personal data were found in a text."""

from collections.abc import Iterable
from typing import NamedTuple


class Found(NamedTuple):
    """A stretch of a text that is personal, and what kind of data it is."""

    start: int
    end: int
    kind: str


class Stretches:
    """Stretches that do not overlap: what was taken first stays."""

    def __init__(self) -> None:
        self.taken = list[Found]()

    def add(self, found: Iterable[Found]) -> None:
        """Take the stretches that meet none of those taken."""
        for one in found:
            if one.start < one.end and self.is_free(one.start, one.end):
                self.taken.append(one)

    def take_over(self, found: Found) -> None:
        """Take a stretch in the place of those that it meets."""
        self.taken = [one for one in self.taken if one.end <= found.start or found.end <= one.start]
        self.taken.append(found)

    def free(self, start: int, end: int) -> None:
        """Give up what meets a stretch."""
        self.taken = [one for one in self.taken if one.end <= start or end <= one.start]

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing of a stretch is taken."""
        return not any(one.start < end and start < one.end for one in self.taken)

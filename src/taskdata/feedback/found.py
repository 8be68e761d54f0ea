"""Where personal data were found in a text, and where words stand in it."""

from collections.abc import Iterable, Iterator
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


def locate_words(words: str, low: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where some words stand as whole words, between two offsets of a text; both in lower case."""
    at = low.find(words, start, end)
    while at >= 0:
        last = at + len(words)
        before, after = low[at - 1 : at], low[last : last + 1]
        if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
            yield at, last
        at = low.find(words, at + 1, end)


def find_front(wholes: Iterable[str], low: str, start: int, end: int, least: int) -> tuple[int, str]:
    """Which of some words has most of its front at the end of a stretch, and how much; 0 for too little, or for all."""
    return max((_measure_front(words, low, start, end, least), words) for words in wholes)


def _measure_front(words: str, low: str, start: int, end: int, least: int) -> int:
    for size in range(min(len(words) - 1, end - start), least - 1, -1):
        before = low[end - size - 1 : end - size] if end - size > start else ""
        if low.startswith(words[:size], end - size) and not before.isalnum():
            return size
    return 0

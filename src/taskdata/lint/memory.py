"""Answers about patterns that are found once: a rule is one pattern in all the sentences that name it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from taskdata.foundation.pattern import Pattern

T = TypeVar("T")


class Remembered(Generic[T]):
    """A question about patterns of one pack, which live as long as it does."""

    def __init__(self, find: Callable[[Pattern], T]) -> None:
        self._find = find
        self._known: dict[int, T] = {}

    def __call__(self, pattern: Pattern) -> T:
        """The answer, found at the first time."""
        key = id(pattern)
        if key not in self._known:
            self._known[key] = self._find(pattern)
        return self._known[key]

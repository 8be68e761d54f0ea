"""Random numbers that belong to an example, not to the order in which examples are made."""

import hashlib
import random
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


def hash_text(*parts: object) -> int:
    """Hash the parts to 64 bits that are the same on every machine and in every run."""
    joined = "\x1f".join(map(str, parts)).encode()
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big")


def hash_share(*parts: object) -> float:
    """Hash the parts to a number in [0, 1): the rule by which groups and titles are kept apart."""
    return hash_text(*parts) / 2**64


class Wheel(Generic[T]):
    """Items with weights, made ready to be drawn from again and again; at least one weight is above 0."""

    __slots__ = ("_bounds", "_last", "items")

    def __init__(self, items: Sequence[T], weights: Sequence[float]) -> None:
        self.items = items
        self._bounds = list(accumulate(weights))
        self._last = len(items) - 1

    def at(self, share: float) -> T:
        """The item at a share of the whole wheel, in [0, 1)."""
        return self.items[min(bisect_right(self._bounds, share * self._bounds[-1]), self._last)]


class Chance:
    """Draws for one example, the same for the same key.

    Only `random.Random.random` is used: of that module it alone promises the same numbers
    in every Python version.
    """

    def __init__(self, *key: object) -> None:
        self._draw = random.Random(hash_text(*key)).random

    def unit(self) -> float:
        """A number in [0, 1)."""
        return self._draw()

    def below(self, bound: int) -> int:
        """A whole number in [0, bound)."""
        return int(self._draw() * bound)

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, all alike likely."""
        return items[int(self._draw() * len(items))]

    def spin(self, wheel: Wheel[T]) -> T:
        """One of the items of a wheel, in proportion to its weight."""
        return wheel.at(self._draw())

    def pick_weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of the items, in proportion to its weight; at least one weight is above 0."""
        return self.spin(Wheel(items, weights))

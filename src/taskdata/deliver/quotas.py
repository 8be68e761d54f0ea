"""Exact shares: how many of what, in the whole and in each split."""

from collections.abc import Mapping
from math import floor
from typing import TypeVar

from taskdata.foundation.usecase import UseCase

K = TypeVar("K")
_USUAL_SIZE = 500
Cells = dict[tuple[str, str], int]
"""(split, category) -> number of examples."""


def apportion(total: int, weights: Mapping[K, float]) -> dict[K, int]:
    """Share out a total in proportion to weights, exactly, by the method of largest remainders.

    Of equal remainders the first key comes first. The result sums to `total` (to 0 where all weights are 0).
    """
    whole = sum(weights.values())
    if whole <= 0:
        return dict.fromkeys(weights, 0)
    # Rounded, so that 0.1 * 500 is 50 whatever binary fractions make of it.
    exact = {key: round(total * weight / whole, 9) for key, weight in weights.items()}
    shares = {key: floor(share) for key, share in exact.items()}
    by_remainder = sorted(exact, key=lambda key: shares[key] - exact[key])
    for key in by_remainder[: total - sum(shares.values())]:
        shares[key] += 1
    return shares


def choose_size(usecase: UseCase) -> int:
    """How many examples a dataset has where nobody says: the first of the sizes of the use case, else 500."""
    return usecase.sizes[0].n if usecase.sizes else _USUAL_SIZE


def plan_categories(n: int, usecase: UseCase) -> dict[str, int]:
    """How many of each category a dataset of `n` has: as the use case says for this size, else by its shares."""
    for size in usecase.sizes:
        if size.n == n:
            return dict(size.counts) if size.counts else apportion(n, size.shares or usecase.shares)
    return apportion(n, usecase.shares)


def plan_cells(n: int, usecase: UseCase) -> Cells:
    """How many of each category each split has.

    The whole is exact, and so are validation and test by themselves; train has the rest, which is its own exact share
    unless rounding speaks against it (then it is off by at most one for each other split).
    """
    whole = plan_categories(n, usecase)
    rest = dict(whole)
    cells: Cells = {}
    sizes = apportion(n, usecase.splits)
    for split in ("validation", "test"):
        for category, count in _apportion_within(sizes.get(split, 0), whole, rest).items():
            cells[split, category] = count
            rest[category] -= count
    return {("train", category): count for category, count in rest.items()} | cells


def _apportion_within(total: int, weights: Mapping[str, int], room: Mapping[str, int]) -> dict[str, int]:
    """Share out a total as `apportion` does, but give no key more than its room; the room suffices in all."""
    shares = {key: min(count, room[key]) for key, count in apportion(total, weights).items()}
    while over := total - sum(shares.values()):
        free = {key: room[key] - count for key, count in shares.items()}
        for key, count in apportion(min(over, sum(free.values())), free).items():
            shares[key] += min(count, free[key])
    return shares

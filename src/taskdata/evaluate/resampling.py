"""Intervals by the bootstrap: the cases are drawn anew many times, and the figure is worked out of each draw.

Percentile intervals: B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13. Cases are drawn
whole, since the fields of one case are not independent of each other.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

DRAWS = 1000
_SEED = 20_260_101
_CELLS = 4_000_000
"""Numbers that one block of draws has, so that memory stays small however many cases there are."""
_EDGES = (2.5, 97.5)
LEAST = 2
"""With fewer cases nothing can be told."""


class Bounds(NamedTuple):
    """The ends of a 95% interval."""

    low: float
    high: float


def resample_ratios(columns: Mapping[str, "Column"], ratios: Mapping[str, "Ratio"]) -> dict[str, Bounds | None]:
    """The interval of each ratio of sums of columns, one number a case in each; None where it cannot be told.

    All ratios are worked out of the same draws, so that what is compared is paired. The same columns give the same
    intervals.
    """
    import numpy as np

    if not columns:
        return dict.fromkeys(ratios)
    names = list(columns)
    table = np.array([columns[name] for name in names], dtype=np.float64).T
    if len(table) < LEAST:
        return dict.fromkeys(ratios)
    sums = _draw_sums(table)
    place = {name: sums[:, index] for index, name in enumerate(names)}
    return {name: _find_bounds(ratio, place) for name, ratio in ratios.items()}


Column: TypeAlias = "Sequence[float] | Array"
Ratio = Callable[[Mapping[str, "Array"]], "Array"]
"""A figure of many draws, worked out of the sums of the columns in each; not a number where it cannot be."""


def divide(above: str, below: str) -> Ratio:
    """The sum of one column over that of another."""

    def work(sums: Mapping[str, "Array"]) -> "Array":
        import numpy as np

        with np.errstate(divide="ignore", invalid="ignore"):
            return sums[above] / np.where(sums[below] == 0, np.nan, sums[below])

    return work


def _find_bounds(ratio: Ratio, sums: Mapping[str, "Array"]) -> Bounds | None:
    import numpy as np

    values = ratio(sums)
    values = values[np.isfinite(values)]
    if not len(values):
        return None
    low, high = np.percentile(values, _EDGES)
    return Bounds(float(low), float(high))


def _draw_sums(table: "Array") -> "Array":
    """The sums of the columns in each draw."""
    import numpy as np

    cases = len(table)
    random = np.random.Generator(np.random.PCG64(_SEED))
    block = max(1, min(DRAWS, _CELLS // cases))
    sums = []
    for start in range(0, DRAWS, block):
        drawn = random.integers(0, cases, size=(min(block, DRAWS - start), cases))
        counts = np.stack([np.bincount(row, minlength=cases) for row in drawn]).astype(np.float64)
        sums.append(counts @ table)
    return np.concatenate(sums)

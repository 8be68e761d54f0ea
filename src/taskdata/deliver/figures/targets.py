"""How many examples of what there are to be."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from taskdata.deliver.quotas import Cells, plan_categories, plan_cells
from taskdata.foundation.split_names import BENCHMARK
from taskdata.foundation.usecase import UseCase


@dataclass(frozen=True, slots=True)
class Targets:
    """What is planned, of all examples and of each split; None where nobody says."""

    categories: Mapping[str, int] | None = None
    cells: Cells | None = None


def plan_targets(usecase: UseCase, n: int, splits: Set[str], manifest: Mapping[str, Any] | None) -> Targets:
    """What the use case asks for of a file with so many examples and these splits.

    The size of the set is that of the manifest where there is one: so a file of one split has its own targets. Without
    one, a file that lacks a split may be a part of anything.
    """
    if splits == {BENCHMARK}:
        return _plan_benchmark(usecase) if n == usecase.benchmark.n else Targets()
    told = manifest.get("n") if manifest else None
    size = told if isinstance(told, int) else n
    cells = plan_cells(size, usecase)
    planned = {split for (split, _), count in cells.items() if count}
    if size == n and splits == planned:
        return Targets(plan_categories(size, usecase), cells)
    if told is None or not splits <= planned:
        return Targets()
    ours = {key: count for key, count in cells.items() if key[0] in splits}
    sums: dict[str, int] = {}
    for (_, category), count in ours.items():
        sums[category] = sums.get(category, 0) + count
    return Targets(sums, ours)


def _plan_benchmark(usecase: UseCase) -> Targets:
    counts = usecase.benchmark.counts
    return Targets(counts, {(BENCHMARK, category): count for category, count in counts.items()})

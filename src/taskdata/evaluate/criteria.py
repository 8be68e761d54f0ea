"""Go, no-go or undecided: each criterion held against the whole interval of its figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Literal

from taskdata.evaluate.figures import Figure
from taskdata.evaluate.metrics import COUNTED
from taskdata.foundation.statistics import wilson
from taskdata.foundation.usecase import Capability, Criterion, UseCase

Verdict = Literal["go", "no-go", "undecided"]
Rank = Literal["success", "go_no_go"]
LEAST = 30
"""Fewer examples decide no capability."""
MOST = 1_000_000
"""More examples than that nobody tests with."""
FindFigure = Callable[[str, str | None], Figure | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion, or a capability, with the figure that it was judged by.

    `met` is None while the figure does not decide it. `needs` is about how many examples would, at the rate found: None
    where that cannot be told, or it is decided. `rank` is None of a capability.
    """

    criterion: Capability | Criterion
    rank: Rank | None
    figure: Figure
    met: bool | None
    needs: int | None

    @property
    def least(self) -> int:
        """How many examples it takes at least to decide it."""
        return self.criterion.min_n if isinstance(self.criterion, Criterion) else LEAST

    @property
    def is_measured(self) -> bool:
        """Whether there is any figure."""
        return self.figure.value is not None

    def to_json(self) -> dict[str, Any]:
        """The criterion as users script against it."""
        of, figure = self.criterion, self.figure
        return {
            "name": of.name, "metric": of.metric, "category": of.category, "op": of.op, "target": of.target,
            "min_n": None if isinstance(of, Capability) else of.min_n, "n": figure.n,
            "value": figure.value, "low": figure.low, "high": figure.high, "met": self.met,
            "examples_to_decide": self.needs, "of": self.rank or "capability",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, and about how many examples would decide what is not: None where that cannot be told."""

    verdict: Verdict
    needs: int | None


def tell_needed(needs: int) -> str:
    """About how many examples: no more digits than can be known beforehand."""
    unit = 10 ** max(0, len(str(needs)) - 2)
    return f"about {-(-needs // unit) * unit:,} examples"


def judge_all(usecase: UseCase, find_figure: FindFigure) -> tuple[list[Judged], list[Judged]]:
    """The capabilities and the criteria of a use case, each with its figure."""
    capabilities = [_judge(one, None, find_figure) for one in usecase.capabilities]
    success = [_judge(one, "success", find_figure) for one in usecase.success]
    go_no_go = [_judge(one, "go_no_go", find_figure) for one in usecase.go_no_go.criteria]
    return capabilities, success + go_no_go


def decide(criteria: Sequence[Judged]) -> Decision:
    """Go if all are met, no-go if one is not, else undecided."""
    if any(one.met is False for one in criteria):
        return Decision("no-go", None)
    left = [one for one in criteria if one.met is None]
    if not left:
        return Decision("go", None)
    needs = [one.needs for one in left]
    known = [number for number in needs if number is not None]
    return Decision("undecided", max(known) if len(known) == len(needs) else None)


def _judge(criterion: Capability | Criterion, rank: Rank | None, find_figure: FindFigure) -> Judged:
    figure = find_figure(criterion.metric, criterion.category) or Figure(None, None, None, 0)
    open_one = Judged(criterion, rank, figure, met=None, needs=None)
    if figure.value is None:
        return open_one
    is_enough = figure.n is None or figure.n >= open_one.least
    met = hold_interval(criterion.op, criterion.target, figure.low, figure.high) if is_enough else None
    return replace(open_one, met=met, needs=None if met is not None else _find_needed(open_one))


def hold_interval(op: str, target: float, low: float | None, high: float | None) -> bool | None:
    """Whether every value from low to high compares so to the target, or none does; an end that is None is open."""
    if op in (">", ">="):
        if low is not None and (low > target if op == ">" else low >= target):
            return True
        return False if high is not None and not (high > target if op == ">" else high >= target) else None
    if high is not None and (high < target if op == "<" else high <= target):
        return True
    return False if low is not None and not (low < target if op == "<" else low <= target) else None


def _find_needed(judged: Judged) -> int | None:
    """About how many examples would decide it, if the figure stays what it is."""
    criterion, figure, least = judged.criterion, judged.figure, judged.least
    if figure.value is None or not figure.n:
        return None
    if criterion.metric in COUNTED:
        return _search_wilson(criterion, figure.value, max(least, figure.n))
    distance = abs(figure.value - criterion.target)
    if figure.low is None or figure.high is None or distance == 0:
        return None
    half = figure.value - figure.low if figure.value > criterion.target else figure.high - figure.value
    needed = max(least, ceil(figure.n * (half / distance) ** 2))
    return needed if needed <= MOST else None


def _search_wilson(criterion: Capability | Criterion, rate: float, least: int) -> int | None:
    """The fewest examples of which the interval round this rate is on one side of the target."""

    def decides(n: int) -> bool:
        interval = wilson(rate * n, n)
        return interval is not None and (
            hold_interval(criterion.op, criterion.target, interval.low, interval.high) is not None
        )

    if decides(least):
        return least
    low, high = least, least
    while not decides(high):
        low, high = high, high * 2
        if high > MOST:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if decides(middle) else (middle, high)
    return high

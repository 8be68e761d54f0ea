"""Two systems on the same test set: side by side, and whether the difference is more than chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Any

from taskdata.evaluate.figures import Figure
from taskdata.evaluate.resampling import Bounds, divide, resample_ratios


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case in one evaluation, as its record keeps it."""

    right: bool
    fields_right: int
    fields: int
    latency_ms: float | None
    cost_usd: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """This system beside another.

    n: the cases that both were tested on. better, worse: those that only this one, or only the other has exactly right.
    p_value: how likely chance alone makes a difference that large, None where both are alike. The differences are this
    one's figure less the other's; cost_ratio is this one's mean cost over the other's.
    """

    model: str | None
    n: int
    better: int
    worse: int
    p_value: float | None
    exact_match: Figure
    field_accuracy: Figure
    latency_mean: Figure
    cost_ratio: Figure
    figures: Mapping[str, tuple[float | None, float | None]]
    """By metric, the value of this one and of the other, each on its own test set."""

    def to_json(self) -> dict[str, Any]:
        """The comparison as users script against it."""

        def show(figure: Figure) -> dict[str, Any]:
            return {"value": figure.value, **figure.to_json()}

        return {
            "model": self.model, "n": self.n, "better": self.better, "worse": self.worse, "p_value": self.p_value,
            "difference": {
                "exact_match": show(self.exact_match), "field_accuracy": show(self.field_accuracy),
                "latency_ms.mean": show(self.latency_mean),
            },
            "cost_ratio": show(self.cost_ratio),
            "figures": {name: {"this": mine, "other": other} for name, (mine, other) in self.figures.items()},
        }  # fmt: skip


def compare_outcomes(
    mine: Mapping[str, Outcome], other: Mapping[str, Outcome], model: str | None,
    figures: Mapping[str, tuple[float | None, float | None]],
) -> Comparison:  # fmt: skip
    """The comparison on the cases that both have, by their ids."""
    pairs = [(mine[key], other[key]) for key in mine if key in other]
    better = sum(one.right and not two.right for one, two in pairs)
    worse = sum(two.right and not one.right for one, two in pairs)
    drawn = _draw(pairs)
    return Comparison(
        model=model, n=len(pairs), better=better, worse=worse, p_value=find_p_value(better, worse),
        exact_match=_differ(
            [float(one.right) for one, _ in pairs], [float(two.right) for _, two in pairs], drawn["exact_match"]
        ),
        field_accuracy=_differ_in_fields(pairs, drawn["field_accuracy"]),
        latency_mean=_differ(*_keep_known([(one.latency_ms, two.latency_ms) for one, two in pairs]), drawn["latency"]),
        cost_ratio=_find_cost_ratio(pairs, drawn["cost"]),
        figures=figures,
    )  # fmt: skip


def find_p_value(better: int, worse: int) -> float | None:
    """The two-sided p value of McNemar's exact test: that so unequal a split of the cases on which two systems differ
    comes by chance. None where they differ on none.

    Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
    Psychometrika 12 (1947), 153-157, with the binomial distribution in place of its approximation.
    """
    n = better + worse
    if n == 0:
        return None
    tail = sum(comb(n, k) for k in range(min(better, worse) + 1))
    return min(1.0, 2 * tail / int(2**n))


def _draw(pairs: Sequence[tuple[Outcome, Outcome]]) -> dict[str, Bounds | None]:
    """The intervals of the differences and of the cost ratio; both systems are drawn together, case by case."""
    known_times = [(one.latency_ms, two.latency_ms) for one, two in pairs]
    known_costs = [(one.cost_usd, two.cost_usd) for one, two in pairs]
    columns: dict[str, list[float]] = {
        "cases": [1.0] * len(pairs),
        "right": [float(one.right) - float(two.right) for one, two in pairs],
        "mine": [float(one.fields_right) for one, _ in pairs],
        "other": [float(two.fields_right) for _, two in pairs],
        "fields": [float(one.fields) for one, _ in pairs],
        "timed": [float(None not in pair) for pair in known_times],
        "milliseconds": [0.0 if a is None or b is None else a - b for a, b in known_times],
        "cost": [0.0 if a is None or b is None else a for a, b in known_costs],
        "cost of other": [0.0 if a is None or b is None else b for a, b in known_costs],
    }
    return resample_ratios(
        columns,
        {
            "exact_match": divide("right", "cases"),
            "field_accuracy": lambda sums: (sums["mine"] - sums["other"]) / sums["fields"],
            "latency": divide("milliseconds", "timed"),
            "cost": divide("cost", "cost of other"),
        },
    )


def _keep_known(pairs: Sequence[tuple[float | None, float | None]]) -> tuple[list[float], list[float]]:
    known = [(one, two) for one, two in pairs if one is not None and two is not None]
    return [one for one, _ in known], [two for _, two in known]


def _differ(mine: Sequence[float], other: Sequence[float], bounds: Bounds | None) -> Figure:
    if not mine:
        return Figure(None, None, None, 0)
    low, high = bounds or (None, None)
    return Figure((sum(mine) - sum(other)) / len(mine), low, high, len(mine))


def _differ_in_fields(pairs: Sequence[tuple[Outcome, Outcome]], bounds: Bounds | None) -> Figure:
    fields = sum(one.fields for one, _ in pairs)
    if not fields:
        return Figure(None, None, None, 0)
    low, high = bounds or (None, None)
    difference = sum(one.fields_right - two.fields_right for one, two in pairs) / fields
    return Figure(difference, low, high, len(pairs))


def _find_cost_ratio(pairs: Sequence[tuple[Outcome, Outcome]], bounds: Bounds | None) -> Figure:
    mine, other = _keep_known([(one.cost_usd, two.cost_usd) for one, two in pairs])
    if not sum(other):
        return Figure(None, None, None, len(mine))
    low, high = bounds or (None, None)
    return Figure(sum(mine) / sum(other), low, high, len(mine))

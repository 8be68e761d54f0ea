"""The figures beside each other: of the first answers, repaired and asked for again; and of another system."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from taskdata.evaluate.comparing import Comparison
from taskdata.evaluate.evaluation import Evaluation
from taskdata.evaluate.figures import Figure, Share
from taskdata.evaluate.metrics import ALL, Metrics
from taskdata.evaluate.page_words import (
    NOT_MEASURED,
    explain_chance,
    explain_share,
    show_amount,
    show_difference,
    show_interval,
    show_value,
)

Take = Callable[[Metrics], Share | Figure]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: its value, and under it what it stands on."""

    value: str
    interval: str
    counted: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One metric with a cell for each set of answers."""

    name: str
    about: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The sets of answers that there are, and the metrics in groups."""

    columns: Sequence[str]
    groups: Sequence[tuple[str, Sequence[FigureRow]]]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One metric of both systems."""

    name: str
    mine: str
    other: str
    difference: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Another system beside this one; `better` and `worse` also as shares of both, in percent."""

    other: str
    n: int
    better: int
    worse: int
    better_share: float
    chance: str
    cost: str
    rows: Sequence[ComparedRow]


_GROUPS: tuple[tuple[str, tuple[tuple[str, str, str, Take], ...]], ...] = (
    ("Can the answer be read", (
        ("json_validity", "JSON validity", "the answer is one JSON object",
         lambda one: one.parts[ALL].json_validity),
        ("schema_validity", "schema validity", "and the schema allows it", lambda one: one.parts[ALL].schema_validity),
    )),
    ("Is it the right one", (
        ("exact_match", "exact match", "equal to the expected output", lambda one: one.parts[ALL].exact_match),
        ("query_accuracy", "query accuracy", "finds the same when both are run", lambda one: one.query_accuracy),
        ("field_accuracy", "field accuracy", "expected fields that are right",
         lambda one: one.parts[ALL].field_accuracy),
        ("not_default", "field accuracy beyond defaults", "the same, fields at their default value left out",
         lambda one: one.not_default),
    )),
    ("What is wrong with it", (
        ("missing_field_rate", "missing fields", "expected fields that are not there",
         lambda one: one.missing_field_rate),
        ("extra_field_rate", "extra fields", "given fields that nobody expects", lambda one: one.extra_field_rate),
    )),
    ("Does it know when to refuse", (
        ("error_type_accuracy", "kind of error", "an expected error is of the right kind",
         lambda one: one.error_type_accuracy),
        ("errors_missed", "errors missed", "an error is expected, and none is given", lambda one: one.errors_missed),
        ("false_alarms", "false alarms", "an error is given, and none is expected", lambda one: one.false_alarms),
    )),
    ("What does it take", (
        ("latency_ms.p50", "latency, p50", "half of the answers take no longer", lambda one: one.latency.p50),
        ("latency_ms.p95", "latency, p95", "95 of 100 answers take no longer", lambda one: one.latency.p95),
        ("latency_ms.mean", "latency, mean", "", lambda one: one.latency.mean),
        ("cost_usd_per_request", "cost per request", "mean, in US dollars", lambda one: one.cost),
        ("tokens_in", "tokens in", "mean per request", lambda one: one.tokens_in),
        ("tokens_out", "tokens out", "mean per request", lambda one: one.tokens_out),
    )),
)  # fmt: skip
_NAMES = {metric: name for _, rows in _GROUPS for metric, name, _, _ in rows}


def list_figures(evaluation: Evaluation) -> FigureTable:
    """Every metric, for each set of answers that was measured."""
    sets = [
        ("First try", evaluation.metrics),
        ("Repaired", evaluation.repaired),
        ("Asked again", evaluation.regenerated),
    ]
    there = [(name, metrics) for name, metrics in sets if metrics is not None]
    groups = [
        (group, [FigureRow(name, about, [_show(metric, take(one)) for _, one in there])
                 for metric, name, about, take in rows])
        for group, rows in _GROUPS
    ]  # fmt: skip
    return FigureTable([name for name, _ in there], groups)


def _show(metric: str, found: Share | Figure) -> Cell:
    value = found.rate if isinstance(found, Share) else found.value
    if value is None:
        return Cell(NOT_MEASURED, "", "")
    counted = explain_share(found) if isinstance(found, Share) else f"of {found.n:,}"
    return Cell(show_value(metric, value), show_interval(metric, found.low, found.high), counted)


def show_comparison(against: Comparison) -> Compared:
    """The other system beside this one."""
    differences = {
        "exact_match": against.exact_match,
        "field_accuracy": against.field_accuracy,
        "latency_ms.mean": against.latency_mean,
    }
    rows = [
        ComparedRow(
            name=_NAMES.get(metric, metric),
            mine=show_value(metric, mine),
            other=show_value(metric, other),
            difference=show_difference(metric, differences[metric]) if metric in differences else "",
        )
        for metric, (mine, other) in against.figures.items()
    ]
    split = against.better + against.worse
    return Compared(
        other=against.model or "the other system",
        n=against.n,
        better=against.better,
        worse=against.worse,
        better_share=round(100 * against.better / split, 2) if split else 0.0,
        chance=explain_chance(against.p_value),
        cost=_tell_cost(against.cost_ratio),
        rows=rows,
    )


def _tell_cost(ratio: Figure) -> str:
    if ratio.value is None:
        return "What both cost was not measured, so that the costs cannot be compared."
    interval = show_interval("cost_ratio", ratio.low, ratio.high)
    beside = f" (95% interval {interval})" if interval else ""
    return f"A request costs {show_amount(ratio.value)} times what it costs there{beside}, over {ratio.n:,} requests."

"""The ledger: one line for each evaluation, to see how it goes from one dataset to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from taskdata.evaluate.criteria import hold_interval
from taskdata.evaluate.evaluation import Evaluation
from taskdata.evaluate.metrics import MAIN
from taskdata.foundation.records import Record
from taskdata.foundation.usecase import Revisit, Threshold, UseCase


class RunFigure(Record):
    """A figure as it was measured, with its interval; None where there was no data."""

    metric: str
    category: str | None = None
    value: float | None
    low: float | None = None
    high: float | None = None
    n: Annotated[int | None, Field(description="How many examples; null of what was measured elsewhere.")] = 0


class RunCriterion(RunFigure):
    """A criterion with the figure that it was judged by."""

    name: str
    of: str
    met: bool | None


class Run(Record):
    """One evaluation. `trained_on` and `test` are SHA-256 hashes of the data, `answers` of what the model said."""

    at: AwareDatetime
    version: str
    pack: str
    model: str | None
    trained_on: Annotated[str | None, Field(description="The hash of the dataset that the model was trained on.")]
    dataset: Annotated[str | None, Field(description="The name of that dataset.")]
    test: str
    test_name: str
    answers: str
    n: int
    missing: Annotated[int, Field(description="How many examples had no answer; they count as wrong.")] = 0
    figures: tuple[RunFigure, ...]
    criteria: tuple[RunCriterion, ...]
    verdict: Literal["go", "no-go", "undecided"]

    @property
    def iteration(self) -> str | None:
        """What an iteration is told apart by: the dataset; None where nobody said what the model learned from."""
        return self.trained_on

    def find(self, metric: str, category: str | None) -> RunFigure | None:
        """The figure of a metric; None where the run has none."""
        known = (*self.figures, *self.criteria)
        return next((one for one in known if (one.metric, one.category) == (metric, category)), None)


@dataclass(frozen=True, slots=True)
class Trained:
    """A dataset that a model was trained on."""

    digest: str
    name: str


def make_run(
    evaluation: Evaluation, usecase: UseCase, *, at: datetime, version: str, pack: str, trained: Trained | None,
    answers: str,
) -> Run:  # fmt: skip
    """The line of an evaluation."""
    judged = [*evaluation.capabilities, *evaluation.criteria]
    named: list[tuple[str, str | None]] = [(metric, None) for metric in MAIN]
    thresholds = [rule.when for rule in usecase.go_no_go.revisit if rule.when]
    named += [(one.criterion.metric, one.criterion.category) for one in judged]
    named += [(one.metric, one.category) for one in thresholds]
    return Run(
        at=at, version=version, pack=pack, model=evaluation.model, test=evaluation.test.digest,
        trained_on=trained.digest if trained else None, dataset=trained.name if trained else None,
        test_name=evaluation.test.name, answers=answers, n=evaluation.metrics.n, missing=evaluation.delivery.missing,
        figures=tuple(_list_figures(evaluation, named)),
        criteria=tuple(
            RunCriterion(
                metric=one.criterion.metric, category=one.criterion.category, value=one.figure.value,
                low=one.figure.low, high=one.figure.high, n=one.figure.n, name=one.criterion.name,
                of=one.rank or "capability", met=one.met,
            )
            for one in judged
        ),
        verdict=evaluation.decision.verdict,
    )  # fmt: skip


def _list_figures(evaluation: Evaluation, named: Sequence[tuple[str, str | None]]) -> list[RunFigure]:
    found = []
    for metric, category in dict.fromkeys(named):
        figure = evaluation.metrics.find_figure(metric, category)
        if figure is not None:
            found.append(
                RunFigure(
                    metric=metric, category=category, value=figure.value, low=figure.low, high=figure.high, n=figure.n
                )
            )
    return found


@dataclass(frozen=True, slots=True)
class RevisitState:
    """Whether a rule says to think again: None where a person decides, or too little was measured.

    `values` are the figures of the last iterations, oldest first.
    """

    rule: Revisit
    holds: bool | None
    values: tuple[float, ...] = ()


def judge_revisits(usecase: UseCase, runs: Sequence[Run]) -> list[RevisitState]:
    """Each rule of the use case held against the runs so far.

    An iteration is a dataset that a model was trained on (see `list_iterations`).
    """
    iterations = list_iterations(usecase, runs)
    return [_judge(rule, iterations) for rule in usecase.go_no_go.revisit]


def list_iterations(usecase: UseCase, runs: Sequence[Run]) -> list[Run]:
    """The last run of each dataset, in the order in which the datasets were first measured.

    Runs are compared on one test set: that of the last run. One on fewer examples than the go/no-go criteria need
    decides nothing, and is passed over.
    """
    least = max((one.min_n for one in usecase.go_no_go.criteria if one.category is None), default=1)
    known = [run for run in runs if run.iteration is not None and run.n >= least]
    last: dict[str | None, Run] = {}
    for run in known:
        if run.test == known[-1].test:
            last[run.iteration] = run
    return list(last.values())


def _judge(rule: Revisit, iterations: Sequence[Run]) -> RevisitState:
    when = rule.when
    if when is None:
        return RevisitState(rule, None)
    figures = [run.find(when.metric, when.category) for run in iterations]
    values = [one.value for one in figures if one is not None and one.value is not None][-when.iterations :]
    if len(values) < when.iterations:
        return RevisitState(rule, None, tuple(values))
    return RevisitState(rule, all(_fulfils(when, value) for value in values), tuple(values))


def _fulfils(when: Threshold, value: float) -> bool:
    return hold_interval(when.op, when.target, value, value) is True

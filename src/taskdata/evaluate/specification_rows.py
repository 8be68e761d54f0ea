"""Capabilities, criteria and systems as rows: what is asked for, what was measured, and what lies between."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from taskdata.evaluate.criteria import Decision, Judged, Rank, decide, hold_interval, judge_all
from taskdata.evaluate.figures import Figure
from taskdata.evaluate.ledger import Run
from taskdata.evaluate.number_words import show_distance, show_interval, show_target, show_value
from taskdata.foundation.usecase import Capability, Criterion, UseCase

Kind = Literal["capability", "success", "go or no-go"]
State = Literal["met", "not met", "undecided", "not measured yet"]
_KINDS: dict[Rank | None, Kind] = {None: "capability", "success": "success", "go_no_go": "go or no-go"}
_STATES: dict[bool | None, State] = {True: "met", False: "not met", None: "undecided"}


@dataclass(frozen=True, slots=True)
class Row:
    """A capability or a criterion. What was measured is None where nothing was.

    `least` is how many examples it takes at least, None of a capability; `n` on how many it was measured, None of a
    figure from elsewhere. `gap` is how far the figure is from the target, None where it is on the right side of it.
    `needs` is about how many examples would decide what is undecided, None where that cannot be told.
    """

    kind: Kind
    name: str
    about: str | None
    metric: str
    category: str | None
    target: str
    least: int | None
    measured: str | None
    interval: str | None
    n: int | None
    state: State
    gap: str | None
    needs: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a use case stands by the criteria as they are now. `then` is another verdict that was given at the time."""

    capabilities: Sequence[Row]
    success: Sequence[Row]
    go_no_go: Sequence[Row]
    decision: Decision
    then: str | None

    @property
    def criteria(self) -> list[Row]:
        """All that go or no-go is decided on, what the decision names first."""
        return [*self.go_no_go, *self.success]

    @property
    def rows(self) -> list[Row]:
        """All of it."""
        return [*self.criteria, *self.capabilities]


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure of the system in use, of the one aimed at, and of the model; `left` is what is missing to the aim."""

    metric: str
    current: str
    target: str
    to_close: str | None
    measured: str | None
    interval: str | None
    left: str | None
    is_certain: bool
    """Whether the whole interval is on one side of the aim."""


def judge_run(usecase: UseCase, run: Run | None) -> Standing:
    """The figures of a run held against the use case as it is now; without a run nothing is measured."""

    def find(metric: str, category: str | None) -> Figure | None:
        return find_figure(run, metric, category) if run else None

    capabilities, criteria = judge_all(usecase, find)
    decision = decide(criteria)
    return Standing(
        capabilities=[_make_row(one) for one in capabilities],
        success=[_make_row(one) for one in criteria if one.rank == "success"],
        go_no_go=[_make_row(one) for one in criteria if one.rank == "go_no_go"],
        decision=decision,
        then=run.verdict if run and run.verdict != decision.verdict else None,
    )


def find_figure(run: Run, metric: str, category: str | None) -> Figure | None:
    """A figure of a run; None where it has none."""
    found = run.find(metric, category)
    return Figure(found.value, found.low, found.high, found.n) if found else None


def make_gaps(usecase: UseCase, run: Run | None) -> list[Gap]:
    """JSON validity and mean latency of the three systems."""
    now, aim = usecase.current_system, usecase.target_system
    return [
        _make_gap("json_validity", now.json_validity, aim.json_validity, run, sign=1),
        _make_gap("latency_ms.mean", now.latency_ms, aim.latency_ms, run, sign=-1),
    ]


def _make_gap(metric: str, now: float, aim: float, run: Run | None, *, sign: int) -> Gap:
    """The gap of a figure that is better the larger it is, or with a sign of -1 the smaller."""
    figure = (find_figure(run, metric, None) if run else None) or Figure(None, None, None, 0)
    holds = hold_interval(">=" if sign > 0 else "<=", aim, figure.low, figure.high)
    return Gap(
        metric=metric,
        current=show_value(metric, now),
        target=show_value(metric, aim),
        to_close=_find_lack(metric, now, aim, sign),
        measured=None if figure.value is None else show_value(metric, figure.value),
        interval=show_interval(metric, figure.low, figure.high),
        left=None if figure.value is None else _find_lack(metric, figure.value, aim, sign),
        is_certain=holds is not None,
    )


def _find_lack(metric: str, value: float, aim: float, sign: int) -> str | None:
    """How much is missing to the aim; None where nothing is."""
    lack = sign * (aim - value)
    return show_distance(metric, lack) if lack > 0 else None


def _make_row(judged: Judged) -> Row:
    one, figure = judged.criterion, judged.figure
    value = figure.value
    is_ours = figure.n is not None
    return Row(
        kind=_KINDS[judged.rank],
        name=one.name,
        about=one.about if isinstance(one, Capability) else None,
        metric=one.metric,
        category=one.category,
        target=show_target(one.metric, one.op, one.target),
        least=None if isinstance(one, Capability) else one.min_n,
        measured=None if value is None else show_value(one.metric, value),
        interval=show_interval(one.metric, figure.low, figure.high) if value is not None and is_ours else None,
        n=figure.n if value is not None and is_ours else None,
        state="not measured yet" if value is None else _STATES[judged.met],
        gap=None if value is None else _find_gap(one, value),
        needs=judged.needs,
    )


def _find_gap(criterion: Capability | Criterion, value: float) -> str | None:
    if hold_interval(criterion.op, criterion.target, value, value):
        return None
    return show_distance(criterion.metric, abs(criterion.target - value))

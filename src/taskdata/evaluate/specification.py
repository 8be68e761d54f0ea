"""The use-case specification as values: what the use case asks for, held against what was made and measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taskdata.evaluate.criteria import Verdict
from taskdata.evaluate.ledger import Run, judge_revisits, list_iterations
from taskdata.evaluate.number_words import show_change, show_interval, show_value
from taskdata.evaluate.specification_manifest import Made
from taskdata.evaluate.specification_revisits import RevisitRow, make_revisit
from taskdata.evaluate.specification_rows import Gap, Row, Standing, judge_run, make_gaps
from taskdata.foundation.usecase import UseCase

EXACT = "exact_match"


@dataclass(frozen=True, slots=True)
class Plan:
    """A set that is planned: its size, what it is for, and how many of each category and split it has."""

    n: int
    about: str
    categories: Mapping[str, int]
    splits: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sources:
    """What the document is made of. `ledger` is the name of the file of the runs; None where there can be none."""

    usecase: UseCase
    digest: str
    version: str
    plans: Sequence[Plan]
    made: Sequence[Made]
    benchmark: Made | None
    ledger: str | None
    runs: Sequence[Run]


@dataclass(frozen=True, slots=True)
class RunRow:
    """A line of the ledger. `number` is that of the iteration, None of a run that counts as none.

    `change` is how exact match has moved since the iteration before.
    """

    run: Run
    number: int | None
    day: str
    exact: str | None
    interval: str | None
    change: str | None


@dataclass(frozen=True, slots=True)
class Specification:
    """The document.

    `latest` is the run that its figures are of: the last one of which it is known what the model learned from, else
    the last; None where there is none. `trained` tells, by the name of a dataset, the iterations that it was used in.
    """

    sources: Sources
    latest: RunRow | None
    standing: Standing
    gaps: Sequence[Gap]
    runs: Sequence[RunRow]
    revisits: Sequence[RevisitRow]
    trained: Mapping[str, Sequence[int]]

    @property
    def usecase(self) -> UseCase:
        """What was asked for."""
        return self.sources.usecase

    @property
    def iterations(self) -> list[RunRow]:
        """The runs that count as iterations, in order."""
        return sorted((row for row in self.runs if row.number is not None), key=lambda row: row.number or 0)

    @property
    def verdict(self) -> Verdict | None:
        """What is decided by the criteria as they are now; None where nothing was measured."""
        return self.standing.decision.verdict if self.latest else None

    @property
    def deciding(self) -> list[Row]:
        """The criteria that the verdict hangs on: the missed ones of a no-go, the open ones while it is undecided."""
        rows = [row for row in self.standing.criteria if row.state != "met"]
        return [row for row in rows if row.state == "not met"] if self.verdict == "no-go" else rows

    @property
    def missing(self) -> list[Row]:
        """Everything that is missed or not decided, the missed first."""
        rows = [row for row in self.standing.rows if row.state != "met"]
        return sorted(rows, key=lambda row: row.state != "not met")

    @property
    def largest(self) -> int:
        """The largest size that is planned."""
        return max((plan.n for plan in self.sources.plans), default=0)

    @property
    def is_as_planned(self) -> bool:
        """Whether all that was made has of each category what was planned."""
        return all(one.is_as_planned for one in self._list_sets())

    @property
    def is_outdated(self) -> bool:
        """Whether some of it was made from another state of the pack."""
        return any(one.is_current is False for one in self._list_sets())

    def _list_sets(self) -> list[Made]:
        held = self.sources.benchmark
        return [*self.sources.made, *([held] if held else [])]

    @property
    def metrics(self) -> set[str]:
        """The metrics that the document speaks of."""
        rules = [row.rule.when.metric for row in self.revisits if row.rule.when]
        return {EXACT, "json_validity", "latency_ms.mean", *rules, *(row.metric for row in self.standing.rows)}


def specify(sources: Sources) -> Specification:
    """The specification of a use case, with the measured figures where there are some."""
    iterations = list_iterations(sources.usecase, sources.runs)
    rows = _list_runs(sources.runs, iterations)
    known = [row for row in rows if row.run.iteration is not None]
    latest = (known or rows)[-1] if rows else None
    run = latest.run if latest else None
    return Specification(
        sources=sources,
        latest=latest,
        standing=judge_run(sources.usecase, run),
        gaps=make_gaps(sources.usecase, run),
        runs=rows,
        revisits=[make_revisit(state) for state in judge_revisits(sources.usecase, sources.runs)],
        trained={made.name: _find_iterations(made, iterations) for made in sources.made},
    )


def _list_runs(runs: Sequence[Run], iterations: Sequence[Run]) -> list[RunRow]:
    numbers = {id(run): number for number, run in enumerate(iterations, 1)}
    return [_make_row(run, numbers.get(id(run)), iterations) for run in runs]


def _make_row(run: Run, number: int | None, iterations: Sequence[Run]) -> RunRow:
    exact = run.find(EXACT, None)
    value = exact.value if exact else None
    before = iterations[number - 2].find(EXACT, None) if number and number > 1 else None
    is_compared = value is not None and before is not None and before.value is not None
    return RunRow(
        run=run,
        number=number,
        day=f"{run.at:%Y-%m-%d}",
        exact=None if value is None else show_value(EXACT, value),
        interval=show_interval(EXACT, exact.low, exact.high) if exact else None,
        change=show_change(EXACT, value - before.value) if is_compared else None,  # type: ignore[operator,union-attr]
    )


def _find_iterations(made: Made, iterations: Sequence[Run]) -> list[int]:
    return [number for number, run in enumerate(iterations, 1) if run.trained_on in made.digests]

"""Criteria that nobody can meet, miss or decide, and sizes that are there twice."""

from collections.abc import Iterator, Sequence

from taskdata.author.documents import Place
from taskdata.author.names import suggest
from taskdata.evaluate.metrics import MAIN, SHARES
from taskdata.foundation.errors import Problem
from taskdata.foundation.usecase import Capability, Criterion, UseCase
from taskdata.lint.subject import Problems, Subject, fault, warning

_KNOWN = frozenset((*SHARES, *MAIN, "cost_ratio"))
_ALWAYS = {(">=", 0), ("<=", 1)}
_NEVER = {(">", 1), ("<", 0)}


def find_bad_criteria(subject: Subject) -> Problems:
    """Capabilities and criteria whose target, metric or number of examples makes no sense."""
    usecase = subject.pack.usecase
    for place, figures in _list_figures(subject, usecase):
        seen: set[str] = set()
        for index, figure in enumerate(figures):
            here = place.inside(index)
            yield from _check_target(figure, here)
            yield from _check_metric(figure, here)
            if isinstance(figure, Criterion):
                yield from _check_least(figure, here, usecase)
            if figure.name in seen:
                yield fault(here.inside("name").locate(), f"'{figure.name}' is here twice; give one another name")
            seen.add(figure.name)


def _list_figures(subject: Subject, usecase: UseCase) -> Iterator[tuple[Place, Sequence[Capability | Criterion]]]:
    yield subject.place_in_usecase("capabilities"), usecase.capabilities
    yield subject.place_in_usecase("success"), usecase.success
    yield subject.place_in_usecase("go_no_go", "criteria"), usecase.go_no_go.criteria


def _check_target(figure: Capability | Criterion, place: Place) -> Iterator[Problem]:
    if figure.metric not in SHARES:
        return
    spot = place.inside("target").locate()
    if figure.target > 1:
        message = f"`{figure.metric}` is a share from 0 to 1; write {figure.target / 100:g} for {figure.target:g}%"
        yield fault(spot, message)
    elif (figure.op, figure.target) in _NEVER:
        yield fault(spot, f"no share is {figure.op} {figure.target:g}, so this can never be met; change the target")
    elif (figure.op, figure.target) in _ALWAYS:
        yield fault(spot, f"every share is {figure.op} {figure.target:g}, so this is always met; change the target")


def _check_metric(figure: Capability | Criterion, place: Place) -> Iterator[Problem]:
    """A metric that is measured elsewhere may have any name, but hardly one that nearly is one of ours."""
    if figure.metric not in _KNOWN and (near := suggest(figure.metric, _KNOWN)):
        yield warning(place.inside("metric").locate(), f"'{figure.metric}' is no metric that is known here{near}")


def _check_least(criterion: Criterion, place: Place, usecase: UseCase) -> Iterator[Problem]:
    counts = usecase.benchmark.counts
    has = counts.get(criterion.category, 0) if criterion.category else usecase.benchmark.n
    if criterion.metric in SHARES and criterion.min_n > has:
        of = f" of '{criterion.category}'" if criterion.category else ""
        message = f"this needs {criterion.min_n} examples{of}, and the benchmark has {has}, so it is never decided"
        yield warning(place.inside("min_n").locate(), f"{message}; lower it, or make the benchmark larger")


def find_repeated_sizes(subject: Subject) -> Problems:
    """Two sizes of the same `n`."""
    seen: set[int] = set()
    for index, size in enumerate(subject.pack.usecase.sizes):
        if size.n in seen:
            place = subject.place_in_usecase("sizes", index, "n")
            yield fault(place.locate(), f"the size {size.n} is here twice; keep one of them")
        seen.add(size.n)

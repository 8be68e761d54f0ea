"""`taskdata evaluate`: predictions held against a test set; what they come to, and what is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from taskdata.evaluate.cases import Case, Prediction
from taskdata.evaluate.comparing import Comparison
from taskdata.evaluate.criteria import decide, judge_all
from taskdata.evaluate.evaluation import Delivery, Evaluation, TestSet
from taskdata.evaluate.figures import Figure
from taskdata.evaluate.measuring import measure
from taskdata.evaluate.metrics import SHARES, Metrics
from taskdata.evaluate.reading import read_repaired, read_strictly
from taskdata.evaluate.scoring import Score, Scorer
from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Pack
from taskdata.foundation.usecase import Capability, Criterion, UseCase
from taskdata.workflows.earlier_evaluation import Earlier
from taskdata.workflows.predictions import Predictions


@dataclass(frozen=True)
class Wishes:
    """What is asked of an evaluation beside its figures."""

    repair: bool = False
    measured: Mapping[str, Figure] = field(default_factory=dict)
    """Figures that were measured elsewhere, by metric."""
    against: Earlier | None = None
    model: str | None = None
    learned: int | None = None
    """How many of the cases the model was trained on."""
    is_guarded: bool = False
    """Whether what cannot be used was asked for again, should there have been any."""


def evaluate(pack: Pack, test: TestSet, cases: Sequence[Case], predictions: Predictions, wishes: Wishes) -> Evaluation:
    """The evaluation of these predictions; a case without one counts as wrong everywhere."""
    scorer, found = Scorer(pack), predictions.by_id
    firsts = [(case, found[case.id].first if case.id in found else None) for case in cases]
    scores = [scorer.score(case, reply, read_strictly(reply.text if reply else None)) for case, reply in firsts]
    categories = list(pack.usecase.categories)
    metrics = measure(scores, categories)
    repaired = None
    if wishes.repair:
        texts = ((case, reply, read_repaired(reply.text if reply else None)) for case, reply in firsts)
        repaired = measure([scorer.score(*one) for one in texts], categories)
    retried = sum(bool(one.retries) for one in found.values())
    against = wishes.against.compare(test, scores, metrics) if wishes.against else None
    _refuse_told_twice(wishes.measured, metrics, against)
    capabilities, criteria = judge_all(pack.usecase, _Finder(metrics, wishes.measured, against).find)
    return Evaluation(
        model=wishes.model, test=test, metrics=metrics, repaired=repaired,
        delivery=Delivery(
            answered=len(found), missing=len(cases) - len(found), doubled=len(predictions.doubled),
            unknown=len(predictions.unknown), unreadable=len(predictions.unreadable), retried=retried,
        ),
        regenerated=measure(_score_last(scorer, cases, found), categories) if retried or wishes.is_guarded else None,
        capabilities=capabilities, criteria=criteria, decision=decide(criteria), against=against, scores=scores,
        learned=wishes.learned,
    )  # fmt: skip


def _score_last(scorer: Scorer, cases: Sequence[Case], found: Mapping[str, Prediction]) -> list[Score]:
    """The scores of what it came to in the end, as the guard reads it: repaired."""
    lasts = ((case, found[case.id].last if case.id in found else None) for case in cases)
    return [scorer.score(case, reply, read_repaired(reply.text if reply else None)) for case, reply in lasts]


@dataclass(frozen=True)
class _Finder:
    """Where the figure of a criterion comes from: told by the user, else the comparison, else measured here."""

    metrics: Metrics
    measured: Mapping[str, Figure]
    against: Comparison | None

    def find(self, metric: str, category: str | None) -> Figure | None:
        """The figure; None where there is none."""
        if metric in self.measured:
            return self.measured[metric]
        if metric == "cost_ratio":
            return self.against.cost_ratio if self.against else None
        return self.metrics.find_figure(metric, category)


def parse_measures(usecase: UseCase, given: Sequence[str]) -> dict[str, Figure]:
    """Figures measured elsewhere, written `metric=value` or `metric=value,low,high`.

    Raises InputError with what is wrong with one, or where no criterion asks for it.
    """
    asked: list[Capability | Criterion] = [*usecase.capabilities, *usecase.success, *usecase.go_no_go.criteria]
    known = {one.metric for one in asked}
    figures: dict[str, Figure] = {}
    for text in given:
        name, _, told = text.partition("=")
        values = _parse_numbers(told)
        if len(values) not in (1, 3) or (len(values) == 3 and not values[1] <= values[0] <= values[2]):
            raise InputError(
                f"--measure {text}: write metric=value, such as satisfaction=4.2, or with the ends of its interval "
                f"metric=value,low,high"
            )
        if name in SHARES:
            raise InputError(f"--measure {text}: '{name}' is measured here, on this test set; leave it out")
        if name not in known:
            raise InputError(
                f"--measure {text}: no criterion of the use case asks for '{name}'; known: {', '.join(sorted(known))}"
            )
        low, high = values[1:] if len(values) == 3 else (values[0], values[0])
        figures[name] = Figure(values[0], low, high, n=None)
    return figures


def _refuse_told_twice(measured: Mapping[str, Figure], metrics: Metrics, against: Comparison | None) -> None:
    """Raises InputError for a figure that is given, and was measured as well."""
    found = {name: metrics.find_figure(name, None) for name in measured}
    if against:
        found["cost_ratio"] = against.cost_ratio
    for name in measured:
        figure = found.get(name)
        if figure and figure.value is not None:
            raise InputError(f"--measure {name}: it was measured here ({figure.value:.4g}); leave it out")


def _parse_numbers(text: str) -> list[float]:
    try:
        values = [float(part) for part in text.split(",")]
    except ValueError:
        return []
    return values if all(abs(value) < float("inf") for value in values) else []

"""The error rates of a dataset, from what people say of a sample."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from taskdata.deliver.audit_draw import Stratum
from taskdata.deliver.audit_judgements import LABEL, NATURAL, Judgement, Outcome, Question
from taskdata.foundation.records import Example
from taskdata.foundation.statistics import Interval, Sampled, wilson_stratified


@dataclass(frozen=True)
class Tally:
    """The outcomes in one stratum, or in several together with each weighted by its size.

    All but `fine` counts against the dataset: what is disputed or unsure does so until it is settled.
    """

    name: str
    size: int
    outcomes: Mapping[Outcome, int]
    interval: Interval | None
    parts: tuple["Tally", ...] = ()

    @property
    def of(self) -> int:
        """How many examples were judged."""
        return sum(self.outcomes.values())

    @property
    def count(self) -> int:
        """How many of them count against the dataset."""
        return self.of - self.outcomes.get("fine", 0)

    def list_unjudged(self) -> list["Tally"]:
        """The strata without any judgement."""
        return (
            [tally for part in self.parts for tally in part.list_unjudged()] if self.parts else [self] * (not self.of)
        )


@dataclass(frozen=True)
class Judged:
    """An example with all that is said of it."""

    example: Example
    stratum: Stratum
    judgements: Sequence[Judgement]

    def find_faults(self) -> dict[str, Outcome]:
        """The outcome of each question that is not answered well."""
        outcomes = {question.name: question.settle(self.judgements) for question in (LABEL, NATURAL)}
        return {name: outcome for name, outcome in outcomes.items() if outcome not in (None, "fine")}


@dataclass(frozen=True)
class Audit:
    """What is known of a dataset; `gone` and `changed` count judgements on what it does not hold any more."""

    label: Tally
    natural: Tally
    judges: tuple[str, ...]
    judged: Sequence[Judged]
    gone: int
    changed: int
    faulty: Sequence[Judged] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "faulty", [one for one in self.judged if one.find_faults()])


def count_rates(sizes: Mapping[Stratum, int], judged: Sequence[Judged], question: Question) -> Tally:
    """The tally of the whole dataset; its parts are the categories, and theirs the strata where there are several."""
    outcomes: dict[Stratum, Counter[Outcome]] = {stratum: Counter() for stratum in sizes}
    for one in judged:
        if outcome := question.settle(one.judgements):
            outcomes[one.stratum][outcome] += 1
    leaves = [(stratum, _tally_leaf(stratum, sizes[stratum], outcomes[stratum])) for stratum in sorted(sizes)]
    categories = []
    for category, members in groupby(leaves, key=lambda leaf: leaf[0].category):
        tallies = [tally for _, tally in members]
        categories.append(tallies[0] if len(tallies) == 1 else _join(category, tallies))
    return _join("all", categories)


def _tally_leaf(stratum: Stratum, size: int, outcomes: Counter[Outcome]) -> Tally:
    of = sum(outcomes.values())
    sampled = Sampled(size, of, of - outcomes["fine"])
    return Tally(str(stratum), size, outcomes, wilson_stratified([sampled]))


def _join(name: str, parts: Sequence[Tally]) -> Tally:
    outcomes: Counter[Outcome] = Counter()
    for part in parts:
        outcomes.update(part.outcomes)
    leaves = [leaf for part in parts for leaf in (part.parts or (part,))]
    interval = wilson_stratified(Sampled(leaf.size, leaf.of, leaf.count) for leaf in leaves)
    return Tally(name, sum(part.size for part in parts), outcomes, interval, tuple(parts))

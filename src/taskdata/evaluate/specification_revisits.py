"""When to think again: each rule of the use case, with what the iterations so far say to it."""

from dataclasses import dataclass

from taskdata.evaluate.ledger import RevisitState
from taskdata.evaluate.number_words import show_target, show_value
from taskdata.foundation.usecase import Revisit


@dataclass(frozen=True, slots=True)
class RevisitRow:
    """A rule and its state in words. `target` and `values` are empty where a person decides."""

    rule: Revisit
    state: str
    target: str | None
    values: tuple[str, ...]
    holds: bool = False


def make_revisit(judged: RevisitState) -> RevisitRow:
    """The rule as a row."""
    when = judged.rule.when
    if when is None:
        return RevisitRow(judged.rule, "a person decides", None, ())
    states = {
        True: "holds: think again",
        False: "does not hold",
        None: f"{len(judged.values)} of {when.iterations} iterations measured",
    }
    values = tuple(show_value(when.metric, value) for value in judged.values)
    return RevisitRow(
        judged.rule, states[judged.holds], show_target(when.metric, when.op, when.target), values, bool(judged.holds)
    )

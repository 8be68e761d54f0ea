"""What is evaluated: the lines of a test set, and what a model answered to each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a test set: the request, the output that it must give, and what reports count by.

    `line` counts from 1. `marks` are the values of each thing that is counted by: of a family, a style, ...; a case may
    have several of one (edge cases) or none.
    """

    id: str
    line: int
    input: str
    reference_date: date | None
    expected: Mapping[str, Any]
    category: str
    marks: Mapping[str, tuple[str, ...]]
    split: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One text of a model, as it came; None of a model that said nothing. What was not measured is None."""

    text: str | None
    latency_ms: float | None = None
    cost_usd: float | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a model answered to a case: at first, and each time it was asked again about what could not be used."""

    first: Reply
    retries: tuple[Reply, ...] = ()

    @property
    def last(self) -> Reply:
        """What it came to in the end, with the time and the money of all that was asked."""
        if not self.retries:
            return self.first
        replies = (self.first, *self.retries)
        return Reply(
            self.retries[-1].text,
            _add([reply.latency_ms for reply in replies]),
            _add([reply.cost_usd for reply in replies]),
            _add([reply.tokens_in for reply in replies]),
            _add([reply.tokens_out for reply in replies]),
        )


def _add(figures: list[Any]) -> Any:
    """The sum; None where one of them was not measured."""
    return None if any(figure is None for figure in figures) else sum(figures)

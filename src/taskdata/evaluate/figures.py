"""One figure with what it stands on: how many it was measured on, and its 95% interval. No data is None, never 0."""

from dataclasses import dataclass
from typing import Any

from taskdata.evaluate.resampling import Bounds
from taskdata.foundation.statistics import wilson


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with its interval; `n` is how many examples it was measured on."""

    count: int
    of: int
    n: int
    rate: float | None
    low: float | None
    high: float | None

    def to_json(self) -> dict[str, Any]:
        """The share as users script against it."""
        return {"count": self.count, "of": self.of, "rate": self.rate, "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its interval, all None where nothing was measured; `n` is None of what was measured elsewhere."""

    value: float | None
    low: float | None
    high: float | None
    n: int | None

    def to_json(self) -> dict[str, Any]:
        """The interval as users script against it; the value stands elsewhere."""
        return {"low": self.low, "high": self.high, "n": self.n}


def make_share(count: int, of: int, n: int | None = None) -> Share:
    """A share with Wilson's interval; the examples are what is counted, unless another number is given."""
    interval = wilson(count, of)
    n = of if n is None else n
    if interval is None:
        return Share(count, of, n, None, None, None)
    return Share(count, of, n, interval.rate, interval.low, interval.high)


def make_drawn_share(count: int, of: int, n: int, bounds: Bounds | None) -> Share:
    """A share whose interval comes from drawing the cases anew."""
    if not of:
        return Share(count, of, n, None, None, None)
    low, high = bounds or (None, None)
    return Share(count, of, n, count / of, low, high)

"""The geometry of the charts: where a value stands on an axis, in percent of its length, so that they fit any width."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from taskdata.evaluate.metrics import SHARES
from taskdata.evaluate.page_words import show_target, show_value

_PAD = 0.45
_SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤"}
_EDGE = 14
"""Percent of the axis beside an end within which a label would be cut off if it stood in the middle of its mark."""


class Span(NamedTuple):
    """A piece of the axis: its start and its length in percent."""

    at: float
    width: float

    @property
    def end(self) -> float:
        """Where it ends."""
        return round(self.at + self.width, 2)


@dataclass(frozen=True, slots=True)
class TargetChart:
    """A figure with its interval beside a target; `good` is the side on which it has to be. All in percent.

    `label` is the target in words, `anchor` how it stands to its mark; `first` and `last` are the ends of the axis.
    """

    value: float
    interval: Span | None
    target: float
    good: Span
    label: str
    anchor: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class ShareChart:
    """A share from none to all, with its interval; `whole` is that of all cases. All in percent."""

    value: float
    interval: Span | None
    whole: float | None


def draw_target(
    metric: str, op: str, target: float, value: float, low: float | None, high: float | None
) -> TargetChart:
    """The chart of a criterion, its axis just long enough for the interval and the target."""
    marks = [mark for mark in (target, value, low, high) if mark is not None]
    first, last = _choose_ends(min(marks), max(marks), most=1.0 if metric in SHARES else None)
    place = _make_place(first, last)
    at = place(target)
    start, end = place(first if low is None else low), place(last if high is None else high)
    return TargetChart(
        value=place(value),
        interval=None if low is None and high is None else _make_span(start, end),
        target=at,
        good=_make_span(at, 100.0) if op in (">", ">=") else _make_span(0.0, at),
        label=f"{_SIGNS[op]} {show_target(metric, target)}",
        anchor="start" if at < _EDGE else "end" if at > 100 - _EDGE else "middle",
        first=show_value(metric, first),
        last=show_value(metric, last),
    )


def draw_share(rate: float, low: float | None, high: float | None, whole: float | None) -> ShareChart:
    """The chart of a share on the axis from 0 to 100%."""
    interval = None if low is None or high is None else _make_span(100 * low, 100 * high)
    return ShareChart(round(100 * rate, 2), interval, None if whole is None else round(100 * whole, 2))


def _choose_ends(low: float, high: float, most: float | None) -> tuple[float, float]:
    """The ends of an axis with room beside the marks, but none for what cannot be."""
    room = _PAD * (high - low) or 0.1 * abs(high) or 1.0
    first, last = max(low - room, min(low, 0.0)), high + room
    return first, last if most is None else min(last, max(high, most))


def _make_place(first: float, last: float) -> Callable[[float], float]:
    length = (last - first) or 1.0
    return lambda value: round(100 * (value - first) / length, 2)


def _make_span(start: float, end: float) -> Span:
    return Span(round(start, 2), round(end - start, 2))

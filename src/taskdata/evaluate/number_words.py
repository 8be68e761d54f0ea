"""Figures as people read them in plain text: shares in percent, times in milliseconds, costs in dollars."""

from math import floor, log10

from taskdata.evaluate.metrics import SHARES

COMPARISONS = {">": "more than", ">=": "at least", "<": "less than", "<=": "at most"}
_POINTS = 100
_LONG = 10
"""Milliseconds that are shown without a fraction."""


def show_value(metric: str, value: float) -> str:
    """A figure of a metric with its unit; of a metric that is measured elsewhere, the number alone."""
    if metric in SHARES:
        return show_share(value)
    if metric.startswith("latency_ms"):
        return _add_unit(metric, f"{value:,.0f}" if value >= _LONG else f"{value:.1f}")
    return _add_unit(metric, _show_small(value))


def show_share(share: float) -> str:
    """A share as percent with one decimal."""
    return f"{share * _POINTS:.1f}%"


def show_target(metric: str, op: str, target: float) -> str:
    """What is asked of a metric, in words; no target is rounded."""
    is_share = metric in SHARES
    exact = f"{round(target * _POINTS if is_share else target, 9):,.10g}"
    if is_share and "." not in exact:
        exact += ".0"
    return f"{COMPARISONS[op]} {_add_unit(metric, exact)}"


def _add_unit(metric: str, number: str) -> str:
    if metric in SHARES:
        return f"{number}%"
    if metric.startswith("latency_ms"):
        return f"{number} ms"
    return f"${number}" if metric.startswith("cost_usd") else number


def show_distance(metric: str, distance: float) -> str:
    """How far apart two figures of a metric are: shares in points of a hundred. Never none where there is any."""
    if metric not in SHARES:
        return show_value(metric, distance)
    shown = f"{distance * _POINTS:.1f}"
    return "less than 0.1 points" if distance > 0 and float(shown) == 0 else f"{shown} points"


def show_change(metric: str, change: float) -> str:
    """How a figure has moved, with its sign."""
    if abs(change) < 1e-12:
        return "no change"
    return f"{'+' if change > 0 else '−'}{show_distance(metric, abs(change))}"


def show_interval(metric: str, low: float | None, high: float | None) -> str | None:
    """The ends of an interval; an end that is None is open. None where nothing is known of either."""
    if low is not None and high is not None:
        return f"{show_value(metric, low)} to {show_value(metric, high)}"
    if low is not None:
        return f"from {show_value(metric, low)}"
    return None if high is None else f"up to {show_value(metric, high)}"


def _show_small(value: float) -> str:
    """A number with two decimals, or of a small one its first three digits."""
    if value == 0:
        return "0"
    if abs(value) >= 1:
        return f"{value:,.2f}"
    return f"{value:.{2 - floor(log10(abs(value)))}f}".rstrip("0")

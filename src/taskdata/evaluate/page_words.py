"""How figures stand on the page: percentages, amounts and chances, each in few characters and never rounded away."""

from math import floor, log10

from taskdata.evaluate.figures import Figure, Share
from taskdata.evaluate.metrics import SHARES
from taskdata.evaluate.number_words import COMPARISONS

_UNITS = "%×ms\N{NO-BREAK SPACE}"
NOT_MEASURED = "not measured"


def show_percent(rate: float | None) -> str:
    """A share in percent; what is neither none nor all is never shown as such."""
    if rate is None:
        return NOT_MEASURED
    if 0 < rate < 0.0005:
        return "<0.1%"
    if 0.9995 <= rate < 1:
        return ">99.9%"
    return f"{100 * rate:.1f}%" if 0 < rate < 1 else f"{100 * rate:.0f}%"


def show_amount(value: float | None) -> str:
    """A number with three digits that count, more only before the point."""
    if value is None:
        return NOT_MEASURED
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 0.0001 else f"{value:.{2 - floor(log10(abs(value)))}f}"


def show_value(metric: str, value: float | None) -> str:
    """The value of a metric with its unit."""
    if value is None:
        return NOT_MEASURED
    if metric in SHARES:
        return show_percent(value)
    if metric.startswith("latency_ms"):
        return f"{show_amount(value)}\N{NO-BREAK SPACE}ms"
    if metric.startswith("cost_usd"):
        return f"${show_amount(value)}"
    return f"{show_amount(value)}×" if metric.endswith("_ratio") else show_amount(value)


def show_interval(metric: str, low: float | None, high: float | None) -> str:
    """An interval with its unit, told once; an end that is not known is open. Nothing where it has no width."""
    if low == high:
        return ""
    if low is None:
        return f"up to {show_value(metric, high)}"
    if high is None:
        return f"from {show_value(metric, low)}"
    first, last = show_value(metric, low), show_value(metric, high)
    return f"{first.rstrip(_UNITS)} to {last.lstrip('$')}"


def show_target(metric: str, target: float) -> str:
    """A target with its unit, with no more digits than it was given."""
    return f"{100 * target:.4g}%" if metric in SHARES else show_value(metric, target)


def tell_target(op: str, metric: str, target: float) -> str:
    """What a figure has to be."""
    return f"{COMPARISONS[op]} {show_target(metric, target)}"


def show_difference(metric: str, figure: Figure) -> str:
    """A difference of two figures with its sign, shares in percentage points, and its interval."""
    if figure.value is None:
        return NOT_MEASURED
    factor, unit, digits = (100, "points", 1) if metric in SHARES else (1, "ms", 0)
    shown, low, high = (
        "" if value is None else _sign(factor * value, digits) for value in (figure.value, figure.low, figure.high)
    )
    return f"{shown} {unit} ({low} to {high})" if low and high else f"{shown} {unit}"


def explain_share(share: Share) -> str:
    """How many of how many."""
    return f"{share.count:,} of {share.of:,}"


def explain_chance(p_value: float | None) -> str:
    """What a p value says, for who never met one."""
    if p_value is None:
        return "Both have the same examples right, so that nothing tells them apart."
    often = _show_chance(p_value)
    judged = "the difference is hardly chance" if p_value < 0.05 else "the difference may well be chance"
    return f"If both were equally good, chance alone would make a difference this large {often}: {judged}."


def _show_chance(p_value: float) -> str:
    if p_value < 0.001:
        return "less than once in 1,000 times (p < 0.001)"
    of = 1000 if p_value < 0.01 else 100
    times = round(p_value * of)
    return f"about {'once' if times == 1 else f'{times} times'} in {of:,} (p = {show_amount(p_value)})"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _sign(value: float, digits: int) -> str:
    shown = f"{abs(value):,.{digits}f}"
    return shown if not float(shown.replace(",", "")) else f"{'+' if value > 0 else '−'}{shown}"

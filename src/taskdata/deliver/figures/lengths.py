"""How long things are: mean, percentiles and a histogram."""

from typing import TYPE_CHECKING

from taskdata.deliver.figures.rows import Bin, Lengths

if TYPE_CHECKING:
    import pandas

_MOST_BARS = 30
_STEPS = (1, 2, 5)


def measure_lengths(column: "pandas.Series[int]") -> Lengths:
    """The figures of a column of whole numbers with at least one value."""
    ordered = column.sort_values()
    shortest, longest = int(ordered.iloc[0]), int(ordered.iloc[-1])
    return Lengths(
        n=len(ordered),
        shortest=shortest,
        mean=float(ordered.mean()),
        p50=_take_percentile(ordered, 50),
        p95=_take_percentile(ordered, 95),
        longest=longest,
        total=int(ordered.sum()),
        bins=_draw_bars(column, shortest, longest),
    )


def _take_percentile(ordered: "pandas.Series[int]", percent: int) -> int:
    """The least length that so many per cent do not exceed, in whole numbers alone."""
    return int(ordered.iloc[-(-percent * len(ordered) // 100) - 1])


def _draw_bars(column: "pandas.Series[int]", shortest: int, longest: int) -> tuple[Bin, ...]:
    width = _choose_width(longest - shortest + 1)
    counts = (column // width).value_counts()
    return tuple(
        Bin(place * width, (place + 1) * width - 1, int(counts.get(place, 0)))
        for place in range(shortest // width, longest // width + 1)
    )


def _choose_width(span: int) -> int:
    """The least of 1, 2, 5, 10, 20, 50, ... with which there are not too many bars."""
    width = power = 1
    while span > width * _MOST_BARS:
        width = next((step * power for step in _STEPS if step * power > width), power * 10)
        power *= 10 if width == power * 10 else 1
    return width

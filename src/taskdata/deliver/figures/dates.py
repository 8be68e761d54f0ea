"""The reference dates of a dataset."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from taskdata.deliver.figures.frame import count_rows
from taskdata.deliver.figures.model import Dates
from taskdata.foundation.usecase import UseCase

if TYPE_CHECKING:
    import pandas

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOST_MONTHS = 600
"""With a longer time between the first day and the last, only months with examples are listed."""


def measure_dates(frame: "pandas.DataFrame", usecase: UseCase) -> Dates:
    """The figures of all reference dates."""
    days: list[date] = list(frame["date"])
    table = frame.assign(
        month=[f"{day.isoformat()[:7]}" for day in days], weekday=[WEEKDAYS[day.weekday()] for day in days]
    )
    return Dates(
        first=min(days).isoformat(),
        last=max(days).isoformat(),
        different=len(set(days)),
        from_day=usecase.reference_dates.first.isoformat(),
        to_day=usecase.reference_dates.last.isoformat(),
        months=count_rows(table, "month", len(table), names=_list_months(days), in_order=True),
        weekdays=count_rows(table, "weekday", len(table), names=WEEKDAYS, in_order=True),
        month_ends=sum(day.day == monthrange(day.year, day.month)[1] for day in days),
        leap_days=sum((day.month, day.day) == (2, 29) for day in days),
    )


def _list_months(days: Sequence[date]) -> list[str]:
    numbers = {day.year * 12 + day.month - 1 for day in days}
    first, last = min(numbers), max(numbers)
    listed = range(first, last + 1) if last - first < _MOST_MONTHS else sorted(numbers)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in listed]

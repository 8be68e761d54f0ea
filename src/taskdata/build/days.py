"""The day on which the user of an example speaks."""

import calendar
from datetime import date, timedelta
from functools import lru_cache

from taskdata.foundation.chance import Chance
from taskdata.foundation.usecase import Dates


def draw_day(dates: Dates, chance: Chance) -> date:
    """A day of the range: by its share the edge of a month or a leap day, else any day alike."""
    edges, leaps = list_special_days(dates.first, dates.last)
    kind = chance.unit()
    if kind < dates.month_edges and edges:
        return chance.pick(edges)
    if dates.month_edges <= kind < dates.month_edges + dates.leap_days and leaps:
        return chance.pick(leaps)
    return dates.first + timedelta(days=chance.below((dates.last - dates.first).days + 1))


@lru_cache(maxsize=8)
def list_special_days(first: date, last: date) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """The first and last days of months in a range, and the leap days in it."""
    months = [(year, month) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    edges = [date(*month, day) for month in months for day in (1, calendar.monthrange(*month)[1])]
    leaps = [date(year, 2, 29) for year in range(first.year, last.year + 1) if calendar.isleap(year)]
    return tuple(d for d in edges if first <= d <= last), tuple(d for d in leaps if first <= d <= last)

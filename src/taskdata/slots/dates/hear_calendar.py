"""Date arithmetic for hearing: which day of the calendar a phrase comes to."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final


def exact_day(year: int, month: int, day: int) -> date | None:
    """The day of that year, or None when the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def next_annual(base: date, month: int, day: int) -> date | None:
    """The first such day of a year on or after base; None when no year has one."""
    for year in range(base.year, base.year + 9):
        found = exact_day(year, month, day)
        if found is not None and found >= base:
            return found
    return None


def next_in_month(base: date, day: int) -> date | None:
    """The first day of that number on or after base; months without it are passed over."""
    first = base.replace(day=1)
    for count in range(4):
        month = add_months(first, count)
        found = exact_day(month.year, month.month, day)
        if found is not None and found >= base:
            return found
    return None


def last_annual(base: date, month: int, day: int) -> date | None:
    """The most recent such day of a year on or before base; None when no year has one."""
    for year in range(base.year, base.year - 9, -1):
        found = exact_day(year, month, day)
        if found is not None and found <= base:
            return found
    return None


def last_in_month(base: date, day: int) -> date | None:
    """The most recent day of that number on or before base; months without it are passed over."""
    first = base.replace(day=1)
    for count in range(4):
        month = add_months(first, -count)
        found = exact_day(month.year, month.month, day)
        if found is not None and found <= base:
            return found
    return None


def next_weekday(base: date, weekday: int) -> date:
    """The first such weekday on or after base."""
    return base + timedelta(days=(weekday - base.weekday()) % 7)


def last_weekday(base: date, weekday: int) -> date:
    """The most recent such weekday strictly before base."""
    return base - timedelta(days=(base.weekday() - weekday - 1) % 7 + 1)


def week_start(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def week_friday(day: date) -> date:
    """The Friday of the day's week."""
    return week_start(day) + timedelta(days=4)


def add_months(day: date, count: int) -> date:
    """The same day that many months on, clamped to the end of a shorter month."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def named_stretch(ref: date, which: str, unit: str) -> tuple[date, date]:
    """The first and the last day of this, the next or the last week, weekend or month."""
    step = {"next": 1, "last": -1}.get(which, 0)
    if unit == "month":
        day = add_months(ref, step)
        return day.replace(day=1), month_end(day)
    monday = week_start(ref) + timedelta(days=7 * step)
    return monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6)


SHIFTS: Final[dict[str, Callable[[date, int], date]]] = {
    "day": lambda day, count: day + timedelta(days=count),
    "week": lambda day, count: day + timedelta(days=7 * count),
    "fortnight": lambda day, count: day + timedelta(days=14 * count),
    "month": add_months,
}
"""What it means to move a day by a number of each unit; the number may be negative."""

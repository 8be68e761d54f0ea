"""Draws of spans of days in English words: each gives a complete adverbial, its first and its last day."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple

from taskdata.foundation.chance import Chance
from taskdata.slots.dates import say_days as days
from taskdata.slots.dates.say_days import Draw, SaidDay, fixed, plus


class SaidSpan(NamedTuple):
    """A phrase, and the first and the last day it means; None where it has no bound."""

    surface: str
    first: date | None
    last: date | None


SpanDraw = Callable[[date, Chance], SaidSpan | None]

_TOMORROW: Final = fixed((*("tomorrow",) * 17, "tmrw", "tmr", "tmw"), lambda ref: plus(ref, 1))

_SINGLE: Final[tuple[tuple[str, Draw], ...]] = (
    ("", fixed(("today",), lambda ref: ref)),
    ("", _TOMORROW),
    ("", fixed(("the day after tomorrow",), lambda ref: plus(ref, 2))),
    ("on ", days.weekday),
    ("", days.weekday),
    ("", days.this_weekday),
    ("", days.next_weekday),
    ("on ", days.month_day),
    ("on ", days.ordinal),
)
"""The single days that can be asked about, each behind what it needs."""

_BEFORE: Final[tuple[Draw, ...]] = (
    days.weekday, days.weekday, days.next_weekday, days.month_day, days.ordinal, days.holiday,
)  # fmt: skip
_AFTER: Final[tuple[Draw, ...]] = (*_BEFORE, _TOMORROW)
_BY: Final[tuple[Draw, ...]] = (*_AFTER, days.this_weekday, days.full_date)
_COUNTS: Final = (2, 3, 3, 3, 4, 5, 5, 5, 6, 7, 7, 7, 8, 9, 10, 10, 11, 12, 13, 14)

_TRIES: Final = 12


def _some_day(draws: tuple[Draw, ...], ref: date, chance: Chance) -> tuple[str, date]:
    """A day from one of the draws, or a weekday if that one has nothing to say."""
    said = chance.pick(draws)(ref, chance) or days.weekday(ref, chance)
    assert said.day is not None
    return said.surface, said.day


def _day(ref: date, chance: Chance) -> SaidSpan | None:
    """ "today", "on Friday"."""
    own, draw = chance.pick(_SINGLE)
    said = draw(ref, chance) or days.weekday(ref, chance)
    return SaidSpan(own + said.surface, said.day, said.day)


def _this_week(ref: date, chance: Chance) -> SaidSpan:
    """Monday to Sunday of ref's week."""
    monday = plus(ref, -ref.weekday())
    return SaidSpan("this week", monday, plus(monday, 6))


def _next_week(ref: date, chance: Chance) -> SaidSpan:
    """Monday to Sunday of the week after ref's."""
    monday = plus(ref, 7 - ref.weekday())
    return SaidSpan("next week", monday, plus(monday, 6))


def _last_week(ref: date, chance: Chance) -> SaidSpan:
    """Monday to Sunday of the week before ref's."""
    monday = plus(ref, -7 - ref.weekday())
    return SaidSpan("last week", monday, plus(monday, 6))


def _this_weekend(ref: date, chance: Chance) -> SaidSpan | None:
    """Saturday and Sunday of ref's week, while they are to come."""
    if ref.weekday() > 4:
        return None
    saturday = plus(ref, 5 - ref.weekday())
    return SaidSpan("this weekend", saturday, plus(saturday, 1))


def _this_month(ref: date, chance: Chance) -> SaidSpan:
    """The first to the last day of ref's month."""
    return SaidSpan("this month", ref.replace(day=1), days.month_last(ref))


def _next_month(ref: date, chance: Chance) -> SaidSpan:
    """The first to the last day of the month after ref's."""
    first = plus(days.month_last(ref), 1)
    return SaidSpan("next month", first, days.month_last(first))


def _yesterday(ref: date, chance: Chance) -> SaidSpan:
    """The day before ref."""
    return SaidSpan("yesterday", plus(ref, -1), plus(ref, -1))


def _by_day(ref: date, chance: Chance) -> SaidSpan:
    """ "by Friday", "until Friday": up to that day, itself included."""
    surface, day = _some_day(_BY, ref, chance)
    return SaidSpan(f"{'by' if chance.unit() < 0.9 else 'until'} {surface}", None, day)


def _before_day(ref: date, chance: Chance) -> SaidSpan:
    """ "before Friday": up to the day before it."""
    surface, day = _some_day(_BEFORE, ref, chance)
    return SaidSpan(f"before {surface}", None, plus(day, -1))


def _after_day(ref: date, chance: Chance) -> SaidSpan:
    """ "after Friday": from the day after it."""
    surface, day = _some_day(_AFTER, ref, chance)
    return SaidSpan(f"after {surface}", plus(day, 1), None)


def _two_weekdays(ref: date, chance: Chance) -> tuple[SaidDay, SaidDay]:
    """Two weekdays, the second within 6 days of the first; neither is ref's own."""
    ahead, gap = 1 + chance.below(6), 1 + chance.below(5)
    if gap >= 7 - ahead:
        gap += 1
    first, last = plus(ref, ahead), plus(ref, ahead + gap)
    return (
        SaidDay(days.weekday_name(first.weekday(), chance), first),
        SaidDay(days.weekday_name(last.weekday(), chance), last),
    )


def _two_month_days(ref: date, chance: Chance) -> tuple[SaidDay, SaidDay]:
    """Two days with their months, in one style, the second within 14 days of the first."""
    style, first = days.draw_style(days.MONTH_DAY, chance), days.coming_day(ref, chance)
    return days.spell_day(style, first), days.spell_day(style, plus(first, 1 + chance.below(14)))


def _two_ordinals(ref: date, chance: Chance) -> tuple[SaidDay, SaidDay]:
    """Two days of the month, the second within 14 days of the first; ref's number is neither, nor between them.

    "from the 27th to the 30th" said on the 29th may mean this month or the next.
    """
    for _ in range(_TRIES):
        said = days.ordinal(ref, chance)
        assert said.day is not None
        last = plus(said.day, 1 + chance.below(13))
        if last.day != ref.day and not said.day.day < ref.day < last.day:
            return said, SaidDay(f"the {days.NTH[last.day]}", last)
    return _two_weekdays(ref, chance)


_PAIRS: Final = (_two_weekdays, _two_month_days, _two_ordinals)


def _from_to(ref: date, chance: Chance) -> SaidSpan:
    """ "from Monday to Wednesday", "between Jan 5 and Jan 9": both days included."""
    first, last = chance.pick(_PAIRS)(ref, chance)
    if chance.unit() < 0.6:
        return SaidSpan(f"from {first.surface} to {last.surface}", first.day, last.day)
    return SaidSpan(f"between {first.surface} and {last.surface}", first.day, last.day)


def _next_days(ref: date, chance: Chance) -> SaidSpan:
    """ "in the next 3 days": from ref to so many days on."""
    count = chance.pick(_COUNTS)
    within = "in" if chance.unit() < 0.7 else "within"
    surface = f"{within} the next {days.count_words(count, chance, couple=False)} days"
    return SaidSpan(surface, ref, plus(ref, count))


def _week_end_by(ref: date, chance: Chance) -> SaidSpan | None:
    """ "by the end of the week": up to its Friday."""
    said = days.WEEK_END(ref, chance)
    return SaidSpan(f"by {said.surface}", None, said.day) if said else None


def _month_end_by(ref: date, chance: Chance) -> SaidSpan | None:
    """ "by the end of the month": up to its last day."""
    said = days.MONTH_END(ref, chance)
    return SaidSpan(f"by {said.surface}", None, said.day) if said else None


def _past_full(ref: date, chance: Chance) -> SaidSpan:
    """ "on June 3 2024": one day that is past."""
    said = days.past_full_date(ref, chance)
    return SaidSpan(f"on {said.surface}", said.day, said.day)


SPAN_KINDS: Final[Mapping[str, SpanDraw]] = {
    "day": _day,
    "this_week": _this_week,
    "next_week": _next_week,
    "this_weekend": _this_weekend,
    "this_month": _this_month,
    "next_month": _next_month,
    "yesterday": _yesterday,
    "last_week": _last_week,
    "by_day": _by_day,
    "before_day": _before_day,
    "after_day": _after_day,
    "from_to": _from_to,
    "next_days": _next_days,
    "week_end_by": _week_end_by,
    "month_end_by": _month_end_by,
    "past_full": _past_full,
}
"""Every kind of span that can be said, by name."""

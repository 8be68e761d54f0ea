"""Say a calendar day or a span of days in English, with what it means on a reference day.

Days are said in three forms. `alone` is a complete adverbial ("on Friday", "by the 15th",
"in 3 days"). `bare` is what follows a preposition that the sentence has ("Friday", "the 15th",
"3 days from now"). `name` is `bare`, but only of the kinds that go with "on".
Capitals are those of careful writing.
"""

from calendar import isleap
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from taskdata.foundation.chance import Chance
from taskdata.slots.dates import say_days as days
from taskdata.slots.dates.say_days import Draw, SaidDay, counted, fixed, plus
from taskdata.slots.dates.say_spans import SPAN_KINDS, SaidSpan, SpanDraw

__all__ = ["DAY_KINDS", "SPAN_KINDS", "DayKind", "SaidDay", "SaidSpan", "say_day", "say_span"]

_NO_DAYS: Final = ((2, 30), (2, 30), (2, 31), (4, 31), (6, 31), (9, 31), (11, 31))
_NUMERIC: Final = ("{m}/{n}", "{m}/{n}", "{n}/{m}", "{m}/{n}/{y}", "{y}-{m:02}-{n:02}")
_NUMERIC_WITH_YEAR: Final = ("{m}/{n}/{y}", "{y}-{m:02}-{n:02}")


class DayKind(NamedTuple):
    """How one kind of day is said."""

    bare: Draw
    """The day without a preposition of its own."""
    own: tuple[str, ...] = ("",)
    """What may stand before it when it is alone."""
    alone: Draw | None = None
    """The day when it is alone, where that is not `own` + `bare`."""
    after_on: bool = False
    """Whether it goes with "on", and so has the form `name`."""


def _last_weekday(ref: date, chance: Chance) -> SaidDay:
    """ "last Monday": the most recent one before ref."""
    day = plus(ref, -1 - chance.below(7))
    return SaidDay(f"last {days.weekday_name(day.weekday(), chance)}", day)


_SOME_WEEKS_AGO: Final = counted("weeks", (2, 3, 4), lambda ref, n: plus(ref, -7 * n), ("{} ago",))


def _weeks_ago(ref: date, chance: Chance) -> SaidDay | None:
    """ "a week ago", "3 weeks ago"."""
    if chance.unit() < 0.3:
        return SaidDay("a week ago", plus(ref, -7))
    return _SOME_WEEKS_AGO(ref, chance)


def _year_without_leap(ref: date, chance: Chance) -> int:
    """The year of a February still to come that has 28 days."""
    year = ref.year + (ref.month > 1) + chance.below(2)
    return year + 1 if isleap(year) else year


def _impossible_month_day(ref: date, chance: Chance) -> SaidDay:
    """ "Feb 30", "the 31st of June", or "Feb 29" with a year that has none."""
    if chance.unit() < 0.2:
        style = days.draw_style(days.WORDED_DATE, chance)
        return SaidDay(days.spell(style, _year_without_leap(ref, chance), 2, 29), None)
    month, number = chance.pick(_NO_DAYS)
    return SaidDay(days.spell(days.draw_style(days.MONTH_DAY, chance), 0, month, number), None)


def _impossible_ordinal(ref: date, chance: Chance) -> SaidDay:
    """ "the 32nd" to "the 45th"."""
    return SaidDay(f"the {days.NTH[32 + chance.below(14)]}", None)


def _impossible_numeric(ref: date, chance: Chance) -> SaidDay:
    """ "2/30", "31/4", "13/45", "2026-02-30"."""
    kind = chance.unit()
    if kind < 0.2:
        return SaidDay(f"{13 + chance.below(19)}/{32 + chance.below(14)}", None)
    if kind < 0.35:
        style = days.draw_style(_NUMERIC_WITH_YEAR, chance)
        return SaidDay(days.spell(style, _year_without_leap(ref, chance), 2, 29), None)
    month, number = chance.pick(_NO_DAYS)
    year = ref.year if month > ref.month else ref.year + 1
    return SaidDay(days.spell(days.draw_style(_NUMERIC, chance), year, month, number), None)


def _today(ref: date) -> date:
    return ref


_DAYS: Final = (2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5, 6, 7, 7, 8, 9, 10, 10, 11, 12, 13, 14)
_WEEKS: Final = (2, 2, 2, 3, 3, 4, 5, 6)
_MONTHS: Final = (2, 2, 3, 3, 4, 5, 6)
_ON_BY: Final = ("on ", "by ", "by ")
_BY: Final = ("", "", "by ")


def _ahead(unit: str, counts: tuple[int, ...], days_each: int) -> DayKind:
    """The kind of "in N ..."; months where no number of days is given."""

    def move(ref: date, count: int) -> date:
        return plus(ref, count * days_each) if days_each else days.plus_months(ref, count)

    bare, alone = (counted(unit, counts, move, form) for form in (days.FROM_NOW, days.AHEAD))
    return DayKind(bare, alone=alone)


DAY_KINDS: Final[Mapping[str, DayKind]] = {
    "today": DayKind(fixed(("today",), _today)),
    "tonight": DayKind(fixed(("tonight",), _today), ("", "", "", "by ")),
    "day_end": DayKind(
        fixed(("eod", "EOD", "end of day", "the end of the day", "cob", "COB"), _today),
        alone=fixed(
            ("eod", "EOD", "by eod", "by EOD", "end of day", "by end of day", "by the end of the day",
             "by the end of the day", "cob", "by cob", "by COB"),
            _today,
        ),
    ),
    "tomorrow": DayKind(
        fixed((*("tomorrow",) * 17, "tmrw", "tmr", "tmw"), lambda ref: plus(ref, 1)), _BY
    ),
    "day_after_tomorrow": DayKind(
        fixed(("the day after tomorrow",), lambda ref: plus(ref, 2)),
        alone=fixed(
            ("the day after tomorrow", "the day after tomorrow", "day after tomorrow",
             "by the day after tomorrow"),
            lambda ref: plus(ref, 2),
        ),
    ),
    "in_days": _ahead("days", _DAYS, 1),
    "in_weeks": _ahead("weeks", _WEEKS, 7),
    "fortnight": DayKind(
        fixed(("a fortnight from now", "a fortnight from today"), lambda ref: plus(ref, 14)),
        alone=fixed(
            ("in a fortnight", "in a fortnight", "a fortnight from now", "a fortnight from today"),
            lambda ref: plus(ref, 14),
        ),
    ),
    "in_months": _ahead("months", _MONTHS, 0),
    "weekday": DayKind(days.weekday, ("", "on ", "by "), after_on=True),
    "this_weekday": DayKind(days.this_weekday, _BY),
    "next_weekday": DayKind(days.next_weekday, _BY),
    "week_from_weekday": DayKind(days.week_from_weekday),
    "week_end": DayKind(
        days.WEEK_END,
        alone=fixed(
            ("by the end of the week", "by the end of the week", "by end of week", "by eow", "by EOW",
             "end of week", "eow"),
            days.friday_of_week,
        ),
    ),
    "month_end": DayKind(
        days.MONTH_END,
        alone=fixed(
            ("by the end of the month", "by the end of the month", "by end of month", "by eom", "by EOM",
             "end of month", "eom"),
            days.month_last_ahead,
        ),
    ),
    "next_month_end": DayKind(
        fixed(
            ("the end of next month", "the end of next month", "end of next month"), days.next_month_last
        ),
        alone=fixed(
            ("by the end of next month", "by the end of next month", "by end of next month",
             "end of next month"),
            days.next_month_last,
        ),
    ),
    "month_day": DayKind(days.month_day, ("", "on ", "by ", "by "), after_on=True),
    "numeric": DayKind(days.numeric, _ON_BY),
    "full_date": DayKind(days.full_date, _ON_BY, after_on=True),
    "ordinal": DayKind(days.ordinal, _ON_BY, after_on=True),
    "holiday": DayKind(days.holiday, _ON_BY, after_on=True),
    "yesterday": DayKind(fixed(("yesterday",), lambda ref: plus(ref, -1)), _BY),
    "last_weekday": DayKind(_last_weekday),
    "days_ago": DayKind(counted("days", tuple(range(2, 11)), lambda ref, n: plus(ref, -n), ("{} ago",))),
    "weeks_ago": DayKind(_weeks_ago),
    "past_full_date": DayKind(days.past_full_date, _ON_BY),
    "impossible_month_day": DayKind(_impossible_month_day, _ON_BY),
    "impossible_ordinal": DayKind(_impossible_ordinal, _ON_BY),
    "impossible_numeric": DayKind(_impossible_numeric, _ON_BY),
}  # fmt: skip
"""Every kind of day that can be said, by name."""


def _alone(kind: DayKind, ref: date, chance: Chance) -> SaidDay | None:
    """The day as a complete adverbial."""
    said = (kind.alone or kind.bare)(ref, chance)
    if said is None:
        return None
    own = chance.pick(kind.own)
    # "Jan 5" may stand by itself, "the 5th of January" may not.
    if not own and kind.after_on and said.surface.startswith("the "):
        own = "on "
    return SaidDay(own + said.surface, said.day)


def say_day(
    kind: str, ref: date, chance: Chance, form: str = "alone", kinds: Mapping[str, DayKind] = DAY_KINDS
) -> SaidDay | None:
    """Say a day of one of the kinds in the form; None where it is not said on `ref`, or not in that form.

    The day is None for the kinds that name a day which does not exist.
    """
    how = kinds[kind]
    if form == "alone":
        return _alone(how, ref, chance)
    if form == "bare" or (form == "name" and how.after_on):
        return how.bare(ref, chance)
    if form == "name":
        return None
    raise ValueError(f"no such form of a day: {form!r}")


def say_span(kind: str, ref: date, chance: Chance, kinds: Mapping[str, SpanDraw] = SPAN_KINDS) -> SaidSpan | None:
    """Say a span of one of the kinds as a complete adverbial; None where it is not said on `ref`."""
    return kinds[kind](ref, chance)

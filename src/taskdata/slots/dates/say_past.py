"""Days and spans of slots that look back: what can come again is the last that has been, and not the next."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from taskdata.foundation.chance import Chance
from taskdata.slots.dates import say_days as days
from taskdata.slots.dates.say import DAY_KINDS, SPAN_KINDS, DayKind
from taskdata.slots.dates.say_days import Draw, SaidDay, fixed, plus
from taskdata.slots.dates.say_spans import SaidSpan, SpanDraw
from taskdata.slots.dates.words import LOOKING_BACK

_ON: Final = ("", "on ")
_AHEAD: Final = (
    "day_end", "this_weekday", "week_from_weekday", "week_end", "month_end", "next_month_end", "month_day",
    "numeric", "holiday",
)  # fmt: skip
"""The kinds that mean another day here, or none that could be meant."""
_DAYS: Final = (2, 3, 5, 7, 7, 7, 10, 14, 14, 30, 30, 60, 90)
_OTHERS: Final = (("weeks", (2, 2, 3, 4, 6)), ("months", (2, 3, 3, 6, 6)))


def _weekday(ref: date, chance: Chance) -> SaidDay:
    """ "Friday": the last before ref, and ref is none."""
    day = plus(ref, -1 - chance.below(6))
    return SaidDay(days.weekday_name(day.weekday(), chance), day)


def _gone_day(ref: date, chance: Chance) -> date:
    """A day 1 to 200 days back, mostly within three weeks."""
    return plus(ref, -1 - chance.below(21 if chance.unit() < 0.7 else 200))


def _month_day(ref: date, chance: Chance) -> SaidDay:
    """ "Jan 5": less than a year back, so that there is no other such day between."""
    return days.spell_day(days.draw_style(days.MONTH_DAY, chance), _gone_day(ref, chance))


def _numeric(ref: date, chance: Chance) -> SaidDay:
    """ "1/5": the month first."""
    day = _gone_day(ref, chance)
    return SaidDay(f"{day.month}/{day.day}", day)


def _ordinal(ref: date, chance: Chance) -> SaidDay:
    """ "the 3rd": of this month before ref, or of the last one behind ref's number."""
    this = ref.day - 1
    last = days.month_last(plus(ref, -ref.day)).day - ref.day
    day = plus(ref, -1 - chance.below(this + max(last, 0)))
    return SaidDay(f"the {days.NTH[day.day]}", day)


def _without_by(how: DayKind) -> DayKind:
    """The same kind without "by": what lies behind is at no limit."""
    return how._replace(own=tuple(own for own in how.own if own != "by ") or ("",))


PAST_DAY_KINDS: Final[Mapping[str, DayKind]] = {
    **{kind: _without_by(how) for kind, how in DAY_KINDS.items() if kind not in _AHEAD},
    "weekday": DayKind(_weekday, _ON, after_on=True),
    "month_day": DayKind(_month_day, _ON, after_on=True),
    "numeric": DayKind(_numeric, ("on ",)),
    "ordinal": DayKind(_ordinal, ("on ",), after_on=True),
    "day_after_tomorrow": DayKind(fixed(("the day after tomorrow",), lambda ref: plus(ref, 2))),
    "day_before_yesterday": DayKind(fixed(("the day before yesterday",), lambda ref: plus(ref, -2))),
    "part_of_today": DayKind(fixed(LOOKING_BACK["today"], lambda ref: ref)),
    "part_of_yesterday": DayKind(fixed(LOOKING_BACK["yesterday"], lambda ref: plus(ref, -1))),
}
"""Every kind of day that a slot can say which looks back, by name."""


_SINGLE: Final[tuple[tuple[str, Draw], ...]] = (
    ("", fixed(("today",), lambda ref: ref)),
    ("", fixed(("yesterday",), lambda ref: plus(ref, -1))),
    ("on ", _weekday),
    ("on ", _month_day),
    ("on ", _ordinal),
)
"""The single days that can be asked about, each behind what it needs."""


def _day(ref: date, chance: Chance) -> SaidSpan:
    """ "today", "on Friday", "on Jan 5"."""
    own, draw = chance.pick(_SINGLE)
    said = draw(ref, chance)
    assert said is not None
    return SaidSpan(own + said.surface, said.day, said.day)


def _last_month(ref: date, chance: Chance) -> SaidSpan:
    """The first to the last day of the month before ref's."""
    last = plus(ref.replace(day=1), -1)
    return SaidSpan("last month", last.replace(day=1), last)


def _last_weekend(ref: date, chance: Chance) -> SaidSpan:
    """Saturday and Sunday of the week before ref's."""
    saturday = plus(ref, -2 - ref.weekday())
    return SaidSpan("last weekend", saturday, plus(saturday, 1))


def _this_year(ref: date, chance: Chance) -> SaidSpan:
    """January 1 to December 31 of ref's year."""
    return SaidSpan("this year", date(ref.year, 1, 1), date(ref.year, 12, 31))


def _last_year(ref: date, chance: Chance) -> SaidSpan:
    """The same of the year before."""
    return SaidSpan("last year", date(ref.year - 1, 1, 1), date(ref.year - 1, 12, 31))


def _month(ref: date, chance: Chance) -> SaidSpan:
    """ "in March": the last that has begun before ref's month."""
    back = 1 + chance.below(6)
    year, month = divmod(ref.year * 12 + ref.month - 1 - back, 12)
    first = date(year, month + 1, 1)
    return SaidSpan(f"in {days.FULL_MONTHS[month + 1]}", first, days.month_last(first))


def _month_name(ref: date, chance: Chance) -> SaidSpan:
    """ "March", behind "my"."""
    said = _month(ref, chance)
    return said._replace(surface=said.surface.removeprefix("in "))


def _last_days(ref: date, chance: Chance) -> SaidSpan:
    """ "in the last 7 days": from so many days before ref to ref."""
    lead = chance.pick(("in the last", "in the last", "over the last", "in the past", "for the last"))
    if chance.unit() < 0.7:
        count, unit = chance.pick(_DAYS), "days"
        first = plus(ref, -count)
    else:
        unit, counts = chance.pick(_OTHERS)
        count = chance.pick(counts)
        first = plus(ref, -7 * count) if unit == "weeks" else days.plus_months(ref, -count)
    return SaidSpan(f"{lead} {days.count_words(count, chance, couple=False)} {unit}", first, ref)


def _from_named(ref: date, chance: Chance) -> SaidSpan:
    """ "from last week": the span itself, and not what comes after it."""
    names = (
        "this_week",
        "last_week",
        "last_week",
        "this_month",
        "last_month",
        "last_month",
        "last_weekend",
        "yesterday",
    )
    said = PAST_SPAN_KINDS[chance.pick(names)](ref, chance)
    assert said is not None
    return said._replace(surface=f"from {said.surface}")


def _since_day(ref: date, chance: Chance) -> SaidSpan:
    """ "since Friday": from that day on, itself included."""
    said = chance.pick((_weekday, _weekday, _month_day, _ordinal))(ref, chance)
    return SaidSpan(f"since {said.surface}", said.day, None)


def _before_day(ref: date, chance: Chance) -> SaidSpan:
    """ "before Jan 5": up to the day before it."""
    said = _month_day(ref, chance)
    assert said.day is not None
    return SaidSpan(f"before {said.surface}", None, plus(said.day, -1))


def _from_to(ref: date, chance: Chance) -> SaidSpan:
    """ "from Monday to Wednesday", "between Jan 5 and Jan 9": both days included."""
    if chance.unit() < 0.4:
        back = 2 + chance.below(5)
        first, last = plus(ref, -back), plus(ref, -back + 1 + chance.below(back - 1))
        said = [days.weekday_name(day.weekday(), chance) for day in (first, last)]
    else:
        style, last = days.draw_style(days.MONTH_DAY, chance), _gone_day(ref, chance)
        first = plus(last, -1 - chance.below(14))
        said = [days.spell_day(style, day).surface for day in (first, last)]
    words = "from {} to {}" if chance.unit() < 0.6 else "between {} and {}"
    return SaidSpan(words.format(*said), first, last)


PAST_SPAN_KINDS: Final[Mapping[str, SpanDraw]] = {
    **{kind: SPAN_KINDS[kind] for kind in ("this_week", "last_week", "this_month", "yesterday", "past_full")},
    "day": _day,
    "last_month": _last_month,
    "last_weekend": _last_weekend,
    "this_year": _this_year,
    "last_year": _last_year,
    "month": _month,
    "month_name": _month_name,
    "last_days": _last_days,
    "from_named": _from_named,
    "since_day": _since_day,
    "before_day": _before_day,
    "from_to": _from_to,
}
"""Every kind of span that a slot can say which looks back, by name."""

"""Draws of calendar days in English words: each gives a phrase without a preposition, and the day it means.

A draw that gives None has nothing to say on that reference day. Tuples to pick from repeat
what is said more often. The arithmetic of dates here is this module's own: what hears days has
another, so that the two can prove each other wrong.
"""

from calendar import isleap
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from taskdata.foundation.chance import Chance
from taskdata.slots.dates.words import HOLIDAYS, MONTHS, NUMBERS, WEEKDAYS


class SaidDay(NamedTuple):
    """A phrase and the day it means; None if it names a day that does not exist."""

    surface: str
    day: date | None


Draw = Callable[[date, Chance], SaidDay | None]


class Style(NamedTuple):
    """How a date is written: the same style gives two dates of one sentence the same look."""

    template: str
    short_months: tuple[str, ...]


def _spellings(table: Mapping[str, int], value: int) -> tuple[str, ...]:
    return tuple(word for word, meant in table.items() if meant == value)


def _capitals(phrase: str) -> str:
    return " ".join(word.capitalize() for word in phrase.split())


def _ending(number: int) -> str:
    return "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


_WEEKDAYS: Final = tuple(tuple(map(_capitals, _spellings(WEEKDAYS, n))) for n in range(7))
_ABBREVIATED: Final = tuple(() if n in (2, 5, 6) else names[1:] for n, names in enumerate(_WEEKDAYS))
_MONTHS: Final = (("",), *(tuple(map(_capitals, _spellings(MONTHS, n))) for n in range(1, 13)))
FULL_MONTHS: Final = tuple(names[0] for names in _MONTHS)


def _short_months(place: int) -> tuple[str, ...]:
    # "Mar" is kept long: it reads as a name or a slip as easily as a month.
    return tuple(names[0 if n == 3 or len(names) < 2 else place] for n, names in enumerate(_MONTHS))


_SHORT_MONTHS: Final = (_short_months(1), _short_months(-1))
_NUMBER_WORDS: Final = tuple(_spellings(NUMBERS, n) for n in range(13))
NTH: Final = tuple(f"{n}{_ending(n)}" for n in range(46))
_HOLIDAYS: Final = tuple(
    (month, number, tuple(_capitals(name) for name, day in HOLIDAYS.items() if day == (month, number)))
    for month, number in dict.fromkeys(HOLIDAYS.values())
)

MONTH_DAY: Final = ("{short} {n}", "{short} {n}", "{full} {nth}", "{full} {nth}", "{full} {n}",
                    "{n} {short}", "{n} {full}", "the {nth} of {full}")  # fmt: skip
WORDED_DATE: Final = ("{short} {n} {y}", "{short} {n} {y}", "{full} {n}, {y}", "{full} {n}, {y}",
                      "{full} {n} {y}", "{full} {nth}, {y}", "{n} {full} {y}")  # fmt: skip
FULL_DATE: Final = (*WORDED_DATE, "{m}/{n}/{y}", "{m}/{n}/{y}", "{y}-{m:02}-{n:02}", "{y}-{m:02}-{n:02}")
AHEAD: Final = ("in {}", "in {}", "in {}", "{} from now", "{} from today")
FROM_NOW: Final = ("{} from now", "{} from now", "{} from today")
_WORKDAYS_TWICE: Final = (0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 5, 6)
_OTHERS: Final = tuple(tuple(n for n in _WORKDAYS_TWICE if n != own) for own in range(7))
_LATER: Final = tuple(tuple(n for n in _WORKDAYS_TWICE if n > own) for own in range(7))


def plus(day: date, days: int) -> date:
    """The day so many days on."""
    return day + timedelta(days)


def month_length(year: int, month: int) -> int:
    """How many days the month has; months past December run on into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if month == 2:
        return 29 if isleap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def plus_months(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_last(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=month_length(day.year, day.month))


def friday_of_week(ref: date) -> date | None:
    """The Friday of the week, while it is still some way off: Monday to Thursday."""
    return plus(ref, 4 - ref.weekday()) if ref.weekday() < 4 else None


def month_last_ahead(ref: date) -> date | None:
    """The last day of the month, unless it is that day."""
    last = month_last(ref)
    return last if last > ref else None


def next_month_last(ref: date) -> date:
    """The last day of the month after ref's."""
    return month_last(plus(month_last(ref), 1))


def count_words(number: int, chance: Chance, couple: bool = True) -> str:
    """A number in digits, or in words about one time in three; two may be "a couple of"."""
    if number > 12 or chance.unit() < 0.64:
        return str(number)
    words = _NUMBER_WORDS[number]
    return chance.pick(words) if couple else words[0]


def weekday_name(number: int, chance: Chance) -> str:
    """The weekday's name, now and then short: never Sat, Sun or Wed, which are words of their own."""
    short = _ABBREVIATED[number]
    return chance.pick(short) if short and chance.unit() < 0.22 else _WEEKDAYS[number][0]


def draw_style(templates: tuple[str, ...], chance: Chance) -> Style:
    """One way to write dates."""
    return Style(chance.pick(templates), chance.pick(_SHORT_MONTHS))


def spell(style: Style, year: int, month: int, number: int) -> str:
    """Write a date, whether or not there is such a day."""
    short, full = style.short_months[month], FULL_MONTHS[month]
    return style.template.format(short=short, full=full, n=number, nth=NTH[number], m=month, y=year)


def spell_day(style: Style, day: date) -> SaidDay:
    """Write a day."""
    return SaidDay(spell(style, day.year, day.month, day.day), day)


def fixed(phrases: tuple[str, ...], day_of: Callable[[date], date | None]) -> Draw:
    """A draw of phrases without a variable part; nothing to say where there is no day."""

    def draw(ref: date, chance: Chance) -> SaidDay | None:
        day = day_of(ref)
        return SaidDay(chance.pick(phrases), day) if day else None

    return draw


WEEK_END: Final = fixed(("the end of the week",) * 3 + ("end of week", "eow", "EOW"), friday_of_week)
MONTH_END: Final = fixed(("the end of the month",) * 3 + ("end of month", "eom", "EOM"), month_last_ahead)


def counted(unit: str, counts: tuple[int, ...], move: Callable[[date, int], date], templates: tuple[str, ...]) -> Draw:
    """A draw of phrases with a number of days, weeks or months in them."""

    def draw(ref: date, chance: Chance) -> SaidDay:
        count = chance.pick(counts)
        surface = chance.pick(templates).format(f"{count_words(count, chance)} {unit}")
        return SaidDay(surface, move(ref, count))

    return draw


def weekday(ref: date, chance: Chance) -> SaidDay:
    """ "Friday": the first after ref, and ref is none."""
    number = chance.pick(_OTHERS[ref.weekday()])
    return SaidDay(weekday_name(number, chance), plus(ref, (number - ref.weekday()) % 7))


def this_weekday(ref: date, chance: Chance) -> SaidDay | None:
    """ "this Friday": still to come in ref's week."""
    later = _LATER[ref.weekday()]
    if not later:
        return None
    number = chance.pick(later)
    this = "this" if chance.unit() < 0.75 else "this coming"
    return SaidDay(f"{this} {weekday_name(number, chance)}", plus(ref, number - ref.weekday()))


def next_weekday(ref: date, chance: Chance) -> SaidDay:
    """ "next Friday": the one of the week after ref's."""
    number = chance.pick(_WORKDAYS_TWICE)
    return SaidDay(f"next {weekday_name(number, chance)}", plus(ref, 7 - ref.weekday() + number))


def week_from_weekday(ref: date, chance: Chance) -> SaidDay:
    """ "a week from Friday": 7 days after the first Friday after ref, and ref is no Friday."""
    number = chance.pick(_OTHERS[ref.weekday()])
    day = plus(ref, (number - ref.weekday()) % 7 + 7)
    return SaidDay(f"a week from {weekday_name(number, chance)}", day)


def coming_day(ref: date, chance: Chance) -> date:
    """A day 1 to 330 days ahead, mostly within two months."""
    return plus(ref, 1 + chance.below(60 if chance.unit() < 0.7 else 330))


def month_day(ref: date, chance: Chance) -> SaidDay:
    """ "Jan 5": less than a year ahead, so that there is no other such day between."""
    return spell_day(draw_style(MONTH_DAY, chance), coming_day(ref, chance))


def numeric(ref: date, chance: Chance) -> SaidDay:
    """ "1/5": the month first, or the day if that is above 12."""
    day = coming_day(ref, chance)
    # "24/7" means something else.
    day_first = day.day > 12 and (day.day, day.month) != (24, 7) and chance.unit() < 0.33
    return SaidDay(f"{day.day}/{day.month}" if day_first else f"{day.month}/{day.day}", day)


def full_date(ref: date, chance: Chance) -> SaidDay:
    """ "Jan 5 2026": within the next 14 months."""
    ahead = 1 + chance.below(120 if chance.unit() < 0.5 else 420)
    return spell_day(draw_style(FULL_DATE, chance), plus(ref, ahead))


def ordinal(ref: date, chance: Chance) -> SaidDay:
    """ "the 15th": in what is left of this month, or before the same day of the next one."""
    left = month_length(ref.year, ref.month) - ref.day
    beyond = min(ref.day - 1, month_length(ref.year, ref.month + 1))
    day = plus(ref, 1 + chance.below(left + beyond))
    return SaidDay(f"the {NTH[day.day]}", day)


def holiday(ref: date, chance: Chance) -> SaidDay | None:
    """ "Christmas": from 1 to 120 days ahead."""
    last, near = plus(ref, 120), []
    for month, number, names in _HOLIDAYS:
        day = date(ref.year, month, number)
        if day <= ref:
            day = date(ref.year + 1, month, number)
        if day <= last:
            near.append((names, day))
    if not near:
        return None
    names, day = chance.pick(near)
    # The first name of each is the careful one.
    return SaidDay(names[0] if chance.unit() < 0.6 else chance.pick(names), day)


def past_full_date(ref: date, chance: Chance) -> SaidDay:
    """ "June 3 2024": from 3 to 300 days before ref."""
    return spell_day(draw_style(FULL_DATE, chance), plus(ref, -3 - chance.below(298)))

"""Reading a date that is given by its numbers, its month or the name of a feast."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Final

from taskdata.slots.dates import hear_calendar as cal
from taskdata.slots.dates import hear_guards as guard
from taskdata.slots.dates.hear_guards import NUMBER_END, WORD_END
from taskdata.slots.dates.words import HOLIDAYS, MONTHS


@dataclass(frozen=True, slots=True)
class Heard:
    """A day phrase with its day; `again`, where it can come again, gives the first on or after a day.

    Where days lie behind, it gives the last on or before a day.
    """

    start: int
    end: int
    day: date | None
    again: Callable[[date], date | None] | None = None
    closes_day: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """A folded text and how to read it; depth counts phrases within phrases.

    With `is_past`, what can come again is the last that has been, and not the next.
    """

    text: str
    ref: date
    day_first: bool
    depth: int = 0
    is_past: bool = False


Rule = Callable[[Reader, int], Heard | None]


def any_of(phrases: Iterable[str]) -> str:
    """One group of alternatives, the longest first, with any spaces between their words."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(" + "|".join(phrase.replace(" ", r"\s+") for phrase in longest_first) + ")"


FEASTS: Final = HOLIDAYS | {"christmas eve": (12, 24), "xmas eve": (12, 24)}
_YEAR: Final = (
    r"(?:(?:\s*,\s*|\s+)(?:((?:19|20|21)\d\d)(?![\w%])(?![-/:.]\d)|(?:of\s+)?(this|next|last)\s+year(?!\w)))?"
)
_SUFFIX: Final = r"(?:st|nd|rd|th)"
_FEAST: Final = re.compile(r"(?:(this|next|last)\s+)?" + any_of(FEASTS) + _YEAR + WORD_END)
_MONTH_DAY: Final = re.compile(rf"([a-z]+)\.?\s+(?:the\s+)?(\d{{1,2}}){_SUFFIX}?{_YEAR}{NUMBER_END}")
_DAY_MONTH: Final = re.compile(
    rf"(?:the\s+)?(\d{{1,2}})({_SUFFIX}?\s+(?:of\s+)?)([a-z]+)(?:\.(?=,?\s+\d{{4}}))?{_YEAR}{WORD_END}"
)
_DAY_AHEAD: Final = re.compile(rf"\s+\d{{1,2}}{_SUFFIX}?{NUMBER_END}(?!\s*[ap]\.?m)")
_ORDINAL: Final = re.compile(
    rf"(the\s+)?(\d{{1,2}}){_SUFFIX}{NUMBER_END}(?:\s+(?:of\s+)?(this|next|the|last)\s+month(?!\w))?"
)
_ISO: Final = re.compile(rf"(\d{{4}})([-/])(\d{{1,2}})\2(\d{{1,2}}){NUMBER_END}")
_SLASHED: Final = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})(?:/(\d{{4}}|\d\d))?{NUMBER_END}")
_MAY_BE: Final = re.compile(r"\s+(?:be|not|have|need|also|still|get|go|come|well|take|help)(?!\w)")


def _annual(reader: Reader, span: tuple[int, int], month: int, day: int, year: int | None) -> Heard:
    if year is not None:
        return Heard(*span, cal.exact_day(year, month, day))
    again = partial(cal.last_annual if reader.is_past else cal.next_annual, month=month, day=day)
    return Heard(*span, again(reader.ref), again)


def _year(reader: Reader, digits: str | None, side: str | None) -> int | None:
    if digits:
        return int(digits)
    return reader.ref.year + {"this": 0, "next": 1, "last": -1}[side] if side else None


def read_feast(reader: Reader, pos: int) -> Heard | None:
    """A feast by its name, with or without a year; "last" is the most recent before ref."""
    found = _FEAST.match(reader.text, pos)
    if found is None or not (found[1] or guard.is_free_feast(reader.text, pos, found.end())):
        return None
    month, day = FEASTS[" ".join(found[2].split())]
    heard = _annual(reader, found.span(), month, day, _year(reader, found[3], found[4]))
    if found[1] == "last" and heard.again is not None:
        past = cal.exact_day(reader.ref.year, month, day)
        years = 0 if past is not None and past < reader.ref else 1
        return replace(heard, day=cal.exact_day(reader.ref.year - years, month, day), again=None)
    return heard


def read_month_day(reader: Reader, pos: int) -> Heard | None:
    """ "Jan 5", "January the 5th, 2026"; a number that no month has is a day that does not exist."""
    found = _MONTH_DAY.match(reader.text, pos)
    month = MONTHS.get(found[1]) if found else None
    if found is None or month is None:
        return None
    day = int(found[2])
    if not 1 <= day <= 31 and found[1] in ("may", "march", "mar") and not guard.is_framed(reader.text, pos):
        return None
    return _annual(reader, found.span(), month, day, _year(reader, found[3], found[4]))


def read_day_month(reader: Reader, pos: int) -> Heard | None:
    """ "5 Jan", "the 5th of January 2026"."""
    found = _DAY_MONTH.match(reader.text, pos)
    month = MONTHS.get(found[3]) if found else None
    if found is None or month is None:
        return None
    if found[2].isspace():
        if guard.is_number_of(reader.text, pos) or _DAY_AHEAD.match(reader.text, found.end(3)):
            return None
        if found[3] == "may" and _MAY_BE.match(reader.text, found.end()):
            return None
    return _annual(reader, found.span(), month, int(found[1]), _year(reader, found[4], found[5]))


def read_ordinal(reader: Reader, pos: int, *, named: bool = False) -> Heard | None:
    """The day by its number alone; `named` says that its weekday stands before it."""
    found = _ORDINAL.match(reader.text, pos)
    if found is None or not (found[1] or named or guard.is_framed(reader.text, pos)):
        return None
    day = int(found[2])
    if found[3] in ("this", "next", "last"):
        month = cal.add_months(reader.ref, {"this": 0, "next": 1, "last": -1}[found[3]])
        return Heard(*found.span(), cal.exact_day(month.year, month.month, day))
    if not found[3] and not guard.is_free_ordinal(reader.text, pos, found.end(), named=named):
        return None
    if reader.is_past:
        again = partial(cal.last_in_month, day=day)
        return Heard(*found.span(), again(reader.ref - timedelta(days=1)), again)
    again = partial(cal.next_in_month, day=day)
    return Heard(*found.span(), again(reader.ref + timedelta(days=1)), again)


def read_iso(reader: Reader, pos: int) -> Heard | None:
    """ "2026-01-05", "2026/1/5"."""
    found = _ISO.match(reader.text, pos)
    if found is None or not 1900 <= int(found[1]) < 2200:
        return None
    return Heard(*found.span(), cal.exact_day(int(found[1]), int(found[3]), int(found[4])))


def read_slashed(reader: Reader, pos: int) -> Heard | None:
    """ "1/5", "1/5/26": month and day, unless only the other order can be."""
    found = _SLASHED.match(reader.text, pos)
    if found is None or found[0] == "24/7" or guard.is_piece_of(reader.text, pos):
        return None
    first, second = int(found[1]), int(found[2])
    unlikely = not found[3] and (first > 31 or guard.is_measure(reader.text, found.end()))
    if unlikely and not guard.is_framed(reader.text, pos):
        return None
    day_leads = second <= 12 if reader.day_first else first > 12
    day, month = (first, second) if day_leads else (second, first)
    year = int(f"20{found[3]}"[-4:]) if found[3] else None
    return _annual(reader, found.span(), month, day, year)

"""Reading stretches of days that are named only where days lie behind: months, years, and the last so many days."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from taskdata.slots.dates import hear_calendar as cal
from taskdata.slots.dates.hear_dates import any_of
from taskdata.slots.dates.hear_guards import WORD_END
from taskdata.slots.dates.words import MONTHS, NUMBERS

Found = tuple[int, int, date, date]
"""Where a stretch stands in the text, its first and its last day."""

_LEAD: Final = r"(?:(?:in|over|during|within|for|from)\s+)?"
_MONTH: Final = re.compile(
    rf"(?<!\w)(?:(?:in|for|during|from|of)\s+(last\s+)?|(last)\s+|(?<=my )|(?<=our )|(?<=all )){any_of(MONTHS)}\.?"
    r"(?:\s+(?:of\s+)?(?:((?:19|20)\d\d)(?!\w)|(this|last)\s+year(?!\w)))?(?!\s+(?:the\s+)?\d)" + WORD_END
)
_YEAR: Final = re.compile(rf"(?<!\w){_LEAD}(this|last)\s+year" + WORD_END)
_COUNTED: Final = re.compile(
    rf"(?<!\w){_LEAD}(?:the\s+|my\s+)?(?:last|past)\s+"
    r"(\d{1,3}|(?:a\s+)?couple(?:\s+of)?|[a-z]+)\s+(day|week|month)s" + WORD_END
)
_NAMED: Final = re.compile(r"(?<!\w)(this|last)\s+(week|weekend|month|year)s(?!\w)")
"""With the s of a possessive whose apostrophe was left out ("last weeks bills")."""
_ROLLING: Final = re.compile(rf"(?<!\w){_LEAD}the\s+past\s+(week|month)" + WORD_END)
_COUNTS: Final = NUMBERS | {"couple of": 2, "couple": 2}


def find_past_stretches(text: str, ref: date) -> list[Found]:
    """Every such stretch of a folded text, in no order."""
    return [found for read in _READERS for found in read(text, ref)]


def _read_months(text: str, ref: date) -> Iterator[Found]:
    """ "in March": the last March that has begun, or that of the year which is named."""
    for found in _MONTH.finditer(text):
        is_last, month = found[1] or found[2], MONTHS[found[3]]
        if found[4]:
            year = int(found[4])
        elif found[5]:
            year = ref.year - (found[5] == "last")
        else:
            year = ref.year - (month > ref.month or (is_last is not None and month == ref.month))
        yield *found.span(), date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _read_years(text: str, ref: date) -> Iterator[Found]:
    for found in _YEAR.finditer(text):
        year = ref.year - (found[1] == "last")
        yield *found.span(), date(year, 1, 1), date(year, 12, 31)


def _read_counted(text: str, ref: date) -> Iterator[Found]:
    """ "the last 7 days": from so many days before ref to ref."""
    for found in _COUNTED.finditer(text):
        words = " ".join(found[1].split())
        count = int(words) if words.isdecimal() else _COUNTS.get(words)
        if count is not None:
            yield *found.span(), cal.SHIFTS[found[2]](ref, -count), ref


def _read_named(text: str, ref: date) -> Iterator[Found]:
    for found in _NAMED.finditer(text):
        year = ref.year - (found[1] == "last")
        whole_year = date(year, 1, 1), date(year, 12, 31)
        yield *found.span(), *(whole_year if found[2] == "year" else cal.named_stretch(ref, found[1], found[2]))


def _read_rolling(text: str, ref: date) -> Iterator[Found]:
    for found in _ROLLING.finditer(text):
        yield *found.span(), cal.SHIFTS[found[1]](ref, -1), ref


_READERS: Final[tuple[Callable[[str, date], Iterator[Found]], ...]] = (
    _read_months,
    _read_years,
    _read_counted,
    _read_rolling,
    _read_named,
)

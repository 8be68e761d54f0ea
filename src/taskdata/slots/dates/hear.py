"""Hearing calendar days in any text, for checking what the text says against what is claimed of it."""

import re
from dataclasses import dataclass
from datetime import date

from taskdata.foundation.text import lower_in_place
from taskdata.slots.dates.hear_dates import FEASTS
from taskdata.slots.dates.hear_phrases import DAY_PHRASES, find_days
from taskdata.slots.dates.hear_ranges import find_ranges
from taskdata.slots.dates.words import MONTHS, WEEKDAYS

_UNITS = ("day", "week", "month", "fortnight", "now")
_COMMON = frozenset({"a", "in", "of", "the", "this", "next", "last"})
_TELLING = (max(sorted(set(phrase.split()) - _COMMON), key=len) for phrase in (*FEASTS, *DAY_PHRASES))
_OF_THE_CALENDAR = frozenset((*WEEKDAYS, *MONTHS, *_UNITS, *_TELLING))
"""Words of which every phrase that names a day or a span has one, or begins a word with one, unless it has a digit."""
_CALENDAR = re.compile(rf"\d|(?<!\w)(?:{'|'.join(sorted(map(re.escape, _OF_THE_CALENDAR)))})")
_BACK = re.compile(r"(?<!\w)(?:morning|afternoon|evening|night|earlier|years?)(?!\w)")
"""Words that name days only where days lie behind."""


def may_name_days(lower: str, *, is_past: bool = False) -> bool:
    """Whether a text (see `lower_in_place`) has a digit or a word of the calendar, without which it names no day."""
    return _CALENDAR.search(lower) is not None or (is_past and _BACK.search(lower) is not None)


@dataclass(frozen=True, slots=True)
class DayMention:
    """A single day, where its own phrase stands in the text; day is None when no such day exists."""

    start: int
    end: int
    day: date | None


@dataclass(frozen=True, slots=True)
class SpanMention:
    """A span of days, where its whole phrase stands; None is open on that side, never on both."""

    start: int
    end: int
    first: date | None
    last: date | None


def hear_days(text: str, ref: date, *, day_first: bool = False, is_past: bool = False) -> list[DayMention]:
    """Every single calendar day that the text names, as said on ref.

    In order, apart, and the longest phrase at each place. With day_first "1/5" is 1 May; with is_past "Friday" and
    "Jan 5" are the last that have been.
    """
    heard = find_days(lower_in_place(text), ref, day_first, is_past)
    return [DayMention(one.start, one.end, one.day) for one in heard]


def hear_spans(text: str, ref: date, *, day_first: bool = False, is_past: bool = False) -> list[SpanMention]:
    """Every span of days that the text names, as said on ref; a single day is a span of one.

    In order and apart. A span with a day that does not exist, or that ends before it begins, is left out.
    """
    ranges = find_ranges(lower_in_place(text), ref, day_first, is_past)
    return [SpanMention(found.start, found.end, found.first, found.last) for found in ranges]

"""The English words of calendar days: data only, shared by what says a day and what hears one.

Everything is in lower case; weekdays count from Monday = 0, months from January = 1.
"""

from typing import Final

WEEKDAYS: Final[dict[str, int]] = {
    "monday": 0, "mon": 0,
    "tuesday": 1, "tues": 1, "tue": 1,
    "wednesday": 2, "weds": 2, "wed": 2,
    "thursday": 3, "thurs": 3, "thur": 3, "thu": 3,
    "friday": 4, "fri": 4,
    "saturday": 5, "sat": 5,
    "sunday": 6, "sun": 6,
}  # fmt: skip

MONTHS: Final[dict[str, int]] = {
    "january": 1, "jan": 1,
    "february": 2, "feb": 2,
    "march": 3, "mar": 3,
    "april": 4, "apr": 4,
    "may": 5,
    "june": 6, "jun": 6,
    "july": 7, "jul": 7,
    "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9,
    "october": 10, "oct": 10,
    "november": 11, "nov": 11,
    "december": 12, "dec": 12,
}  # fmt: skip

NUMBERS: Final[dict[str, int]] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "a couple of": 2, "a couple": 2,
}  # fmt: skip

HOLIDAYS: Final[dict[str, tuple[int, int]]] = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "xmas": (12, 25),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "new year's day": (1, 1),
    "new years day": (1, 1),
    "valentine's day": (2, 14),
    "valentines day": (2, 14),
    "halloween": (10, 31),
}

FIXED: Final[dict[str, tuple[str, ...]]] = {
    "today": ("today",),
    "tonight": ("tonight",),
    "day_end": ("eod", "end of day", "end of the day", "cob"),
    "tomorrow": ("tomorrow", "tmrw", "tmr", "tmw"),
    "day_after_tomorrow": ("the day after tomorrow", "day after tomorrow"),
    "fortnight": ("in a fortnight", "a fortnight from today", "a fortnight from now"),
    "week_end": ("end of the week", "end of week", "the end of the week", "eow"),
    "month_end": ("end of the month", "end of month", "the end of the month", "eom"),
    "next_month_end": ("end of next month", "the end of next month"),
    "yesterday": ("yesterday",),
    "this_week": ("this week",),
    "next_week": ("next week",),
    "last_week": ("last week",),
    "this_weekend": ("this weekend",),
    "this_month": ("this month",),
    "next_month": ("next month",),
}
"""Phrases without a variable part, by what they mean; the first of each is the plain one."""

LOOKING_BACK: Final[dict[str, tuple[str, ...]]] = {
    "today": ("this morning", "this afternoon", "this evening", "earlier today"),
    "yesterday": ("last night", "yesterday morning", "yesterday afternoon", "yesterday evening"),
}
"""Phrases for a day by a part of it, which are known only where days lie behind; by what they mean."""

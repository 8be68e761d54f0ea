"""Why our day stands where a parser names another: written by hand, and held to what the run finds."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from oracle_run import Asked

_WEEK: Final = timedelta(7)


@dataclass(frozen=True)
class Reason:
    """What a parser does with a shape of phrase, and why our day stands against that.

    `fits` tells whether a day that the parser names on being asked is the one that the reason speaks of.
    """

    why: str
    fits: Callable[[date, Asked], bool]


def _ours(asked: Asked) -> date:
    assert asked.day is not None
    return asked.day


def _numbers(asked: Asked) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", asked.words)]


def _months(day: date) -> int:
    return day.year * 12 + day.month


def _is_month_or_day(found: date, asked: Asked) -> bool:
    number = _numbers(asked)[0]
    return found.month == number if number <= 12 else (found.month, found.day) == (asked.ref.month, number)


def _is_week_from(found: date, asked: Asked) -> bool:
    unknown = re.search(r"\bthurs?\b", asked.words, re.IGNORECASE)
    return found == (asked.ref + _WEEK if unknown else _ours(asked) - _WEEK)


_NEXT_YEAR: Final = Reason(
    "On the day itself it goes on to the next year. Ours is the first such day that is not before the reference day, "
    "so that day is still it.",
    lambda found, asked: (
        asked.day == asked.ref < found and (found.month, found.day) == (asked.ref.month, asked.ref.day)
    ),
)
_FAR_YEAR: Final = Reason(
    "It takes the number that cannot be a day there for a year. What is said is a day, and there is none.",
    lambda found, asked: found.year - 2000 in _numbers(asked),
)
_BACKWARDS: Final = "It counts backwards. What is so far from today lies ahead; what lies behind is so long ago."
_MIRRORED: Final = Reason(_BACKWARDS, lambda found, asked: asked.ref - found == _ours(asked) - asked.ref)
_ONLY_TOMORROW: Final = Reason(
    "It reads tomorrow alone. The day after it is one day later.",
    lambda found, asked: found == asked.ref + timedelta(1),
)
_FIRST_OF_NEXT: Final = Reason(
    "It reads next month alone and names its first day. The end of a month is its last day.",
    lambda found, asked: found == _ours(asked).replace(day=1),
)
_FIRST_OF_MONTH: Final = Reason(
    "It reads the month alone and names its first day, whatever the number.",
    lambda found, asked: found.day == 1 and found.month == _ours(asked).month,
)

REASONS: Final[dict[tuple[str, str], Reason]] = {
    ("MONTH N", "dateparser"): _NEXT_YEAR,
    ("MONTH NTH", "dateparser"): _NEXT_YEAR,
    ("N/N", "dateparser"): _NEXT_YEAR,
    ("the NTH of MONTH", "dateparser"): _NEXT_YEAR,
    ("the NTH of MONTH", "parsedatetime"): _FIRST_OF_MONTH,
    ("the NTH of MONTH YEAR", "parsedatetime"): _FIRST_OF_MONTH,
    ("the NTH of MONTH (no such day)", "parsedatetime"): Reason(
        "It reads the month alone and names its first day. The number is said, and the month has no such day.",
        lambda found, asked: found.day == 1 and f"{found:%B}" in asked.words,
    ),
    ("MONTH N (no such day)", "dateparser"): _FAR_YEAR,
    ("MONTH N (no such day)", "parsedatetime"): _FAR_YEAR,
    ("N/N (no such day)", "dateparser"): _FAR_YEAR,
    ("the NTH (no such day)", "dateparser"): _FAR_YEAR,
    ("YEAR-N-N (no such day)", "dateparser"): Reason(
        "It swaps month and day where there is no such month. With the year in front, the month always comes second.",
        lambda found, asked: [found.year, found.day, found.month] == _numbers(asked),
    ),
    ("the NTH", "dateparser"): Reason(
        "It takes a number up to 12 for a month, and a higher one for a day of the month of the reference day, past or "
        "not. Ours is the first day of that number after the reference day.",
        _is_month_or_day,
    ),
    ("next WEEKDAY", "dateparser"): Reason(
        "It names the first such day after the reference day, here one of the same week. Ours is always in the week "
        'after, and parsedatetime reads it so too; of the same week one says "this Friday".',
        lambda found, asked: asked.ref < found == _ours(asked) - _WEEK,
    ),
    ("a week from WEEKDAY", "parsedatetime"): Reason(
        "It counts from that day of the reference day's week even where that is past, or the reference day itself, and "
        "so names the first one ahead: what the weekday alone would say. Ours is seven days after that. Thurs and "
        "Thur it does not know, and reads a week alone.",
        _is_week_from,
    ),
    ("N days from today", "dateparser"): Reason(
        "It drops the number and names the reference day itself.",
        lambda found, asked: found == asked.ref,
    ),
    ("N days from today", "parsedatetime"): Reason(
        "It does not know the word twelve, and reads today alone.",
        lambda found, asked: found == asked.ref and "twelve" in asked.words,
    ),
    ("N weeks from today", "dateparser"): _MIRRORED,
    ("a fortnight from today", "dateparser"): _MIRRORED,
    ("N months from today", "dateparser"): Reason(
        _BACKWARDS,
        lambda found, asked: _months(asked.ref) - _months(found) == _months(_ours(asked)) - _months(asked.ref),
    ),
    ("day after tomorrow", "parsedatetime"): _ONLY_TOMORROW,
    ("the day after tomorrow", "parsedatetime"): _ONLY_TOMORROW,
    ("end of next month", "parsedatetime"): _FIRST_OF_NEXT,
    ("the end of next month", "parsedatetime"): _FIRST_OF_NEXT,
}
"""By the shape of the phrase and the parser that names another day."""

SUSPECTS: Final[dict[str, str]] = {
    "twelve days from today": (
        "Both name the reference day, by two different faults: dateparser drops whatever number stands there, "
        'parsedatetime does not know the word twelve. dateparser reads "in twelve days" as we do, parsedatetime '
        '"12 days from today".'
    ),
}
"""By the phrase: where both parsers name the same other day."""

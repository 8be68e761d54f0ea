"""Two date parsers vote on everything that can be said of days: the run behind `docs/dates.md`.

Every kind of day and of span is said on many reference days, and the phrases of the calendar table are added. Of a
span, only an end that is a single day can be put to them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Final

from calendar_table import DAYS, SPANS

from taskdata.check.days_said import Day, find_single_day
from taskdata.check.oracle import DateOracle, Vote, unframe
from taskdata.foundation.chance import Chance
from taskdata.slots.dates.say import DAY_KINDS, SPAN_KINDS, say_day, say_span
from taskdata.slots.dates.words import MONTHS, NUMBERS, WEEKDAYS

ONE: Final = timedelta(1)
FIRST: Final = date(2024, 1, 1)
LAST: Final = date(2029, 12, 31)
DRAWS: Final = 3
TABLE_DAYS: Final = "calendar table, days"
TABLE_SPANS: Final = "calendar table, spans"


@dataclass(frozen=True)
class Asked:
    """A phrase said on ref, the day it names by our definition, and the vote; no day where none exists."""

    kind: str
    words: str
    ref: date
    day: date | None
    vote: Vote

    @property
    def shape(self) -> str:
        """The phrase with its variable words left open, and whether its day exists."""
        return shape_phrase(self.words) + ("" if self.day else " (no such day)")

    @property
    def dissents(self) -> dict[str, date]:
        """The days other than ours, by the parser that names them."""
        answers = {"dateparser": self.vote.dateparser, "parsedatetime": self.vote.parsedatetime}
        return {name: answer for name, answer in answers.items() if answer is not None and answer != self.day}


def list_reference_days() -> list[date]:
    """The last day of every month, the leap days, New Year's Day, and every 61st day: all weekdays are among them."""
    days = [FIRST + n * ONE for n in range((LAST - FIRST).days + 1)]
    turns = {(2, 29), (1, 1)}
    return [
        day
        for count, day in enumerate(days)
        if (day + ONE).day == 1 or (day.month, day.day) in turns or count % 61 == 0
    ]


def _any_of(words: Iterable[str]) -> str:
    return rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b"


_OPENED: Final = (
    (re.compile(_any_of(WEEKDAYS)), "WEEKDAY"),
    (re.compile(_any_of(MONTHS)), "MONTH"),
    (re.compile(_any_of(NUMBERS)), "N"),
    (re.compile(r"\b\d{4}\b"), "YEAR"),
    (re.compile(r"\b\d+(?:st|nd|rd|th)\b"), "NTH"),
    (re.compile(r"\b\d+\b"), "N"),
)


def shape_phrase(words: str) -> str:
    """The phrase without what introduces it, with its weekdays, months and numbers left open."""
    shape = unframe(words).lower()
    for pattern, name in _OPENED:
        shape = pattern.sub(name, shape)
    return shape


def _say_days(kind: str, ref: date) -> Iterator[Day]:
    for form, draw in product(("alone", "bare"), range(DRAWS)):
        said = say_day(kind, ref, Chance("oracle", kind, form, ref, draw), form)
        if said is not None:
            yield said


def _say_ends(kind: str, ref: date) -> Iterator[Day]:
    for draw in range(DRAWS):
        said = say_span(kind, ref, Chance("oracle", kind, ref, draw))
        end = find_single_day(*said) if said else None
        if end is not None:
            yield end


def _list_questions() -> Iterator[tuple[str, date, Day]]:
    refs = list_reference_days()
    for kind in DAY_KINDS:
        yield from ((kind, ref, day) for ref in refs for day in _say_days(kind, ref))
    for kind in SPAN_KINDS:
        yield from ((f"{kind} (span)", ref, end) for ref in refs for end in _say_ends(kind, ref))
    yield from ((TABLE_DAYS, row.ref, (row.phrase, row.day)) for row in DAYS)
    for row in SPANS:
        end = find_single_day(row.phrase, row.first, row.last)
        if end is not None:
            yield TABLE_SPANS, row.ref, end


def run_oracle() -> list[Asked]:
    """Ask each question of a kind once, in order."""
    oracle = DateOracle()
    questions = dict.fromkeys(_list_questions())
    return [Asked(kind, words, ref, day, oracle.vote(words, day, ref)) for kind, ref, (words, day) in questions]


def group_dissents(run: Iterable[Asked]) -> dict[tuple[str, str], list[Asked]]:
    """The questions on which a parser names another day than ours, by their shape and the parser."""
    groups: dict[tuple[str, str], list[Asked]] = {}
    for asked in run:
        for parser in asked.dissents:
            groups.setdefault((asked.shape, parser), []).append(asked)
    return groups


def group_suspects(run: Iterable[Asked]) -> dict[str, list[Asked]]:
    """The questions on which both parsers name one other day than ours, by the phrase."""
    groups: dict[str, list[Asked]] = {}
    for asked in run:
        if asked.vote.verdict == "suspect":
            groups.setdefault(unframe(asked.words).lower(), []).append(asked)
    return groups

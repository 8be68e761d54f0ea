"""Two date parsers from elsewhere, asked which day a phrase names: a second opinion, never the truth.

What a phrase means is settled by the definition that `slots.dates` reads. dateparser and parsedatetime know other
conventions, so what one of them says alone against a day means little; that both name the same other day is a reason
to look at that day again.
"""

import re
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, Literal

Verdict = Literal["confirm", "suspect", "abstain"]
Answers = tuple[date | None, date | None]
Parser = Callable[[str, datetime], datetime | None]

_FRAME: Final = re.compile(r"(?:(?:by|on|due|before|for|until)\s+)+", re.IGNORECASE)
_NOON: Final = 12
_SETTINGS: Final = {
    "DATE_ORDER": "MDY",
    "PARSERS": ["relative-time", "absolute-time"],
    "PREFER_DATES_FROM": "future",
    "RETURN_AS_TIMEZONE_AWARE": False,
    "TIMEZONE": "UTC",
}
"""Nothing here is left to the machine: the timestamp parser, for one, goes by its time zone."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What the parsers say of a phrase and a day; a parser's day is None where it names none."""

    verdict: Verdict
    dateparser: date | None
    parsedatetime: date | None


class DateOracle:
    """Asks both parsers; the answers to the last `remembered` questions are kept, so memory stays bounded."""

    def __init__(self, remembered: int = 1 << 14) -> None:
        self._ask = lru_cache(maxsize=remembered)(_Parsers())

    def vote(self, words: str, day: date | None, ref: date) -> Vote:
        """Vote on the day that the words name, said on ref; day is None where they name one that does not exist.

        The words are a phrase cut out of its request; by, on, due, before, for and until in front of it change
        nothing. confirm: a parser names that day. suspect: both name one other day. abstain: anything else, and so
        where a parser is silent, fails, or they differ.
        """
        answers = self._ask(_FRAME.sub("", words.strip(), count=1) if _FRAME.match(words.strip()) else words.strip(), ref)
        return Vote(_judge(day, answers), *answers)


def _judge(day: date | None, answers: Answers) -> Verdict:
    one, other = answers
    if day is not None and day in answers:
        return "confirm"
    return "suspect" if one is not None and one == other else "abstain"


class _Parsers:
    """Both parsers, made ready at the first question: importing them takes longer than most commands run."""

    def __init__(self) -> None:
        self._ready: tuple[Parser, Parser] | None = None

    def __call__(self, words: str, ref: date) -> Answers:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if self._ready is None:
                self._ready = _ready_dateparser(), _ready_parsedatetime()
            base = datetime(ref.year, ref.month, ref.day, _NOON)
            one, other = (_answer(parser, words, base) for parser in self._ready)
        return one, other


def _answer(parser: Parser, words: str, base: datetime) -> date | None:
    try:
        found = parser(words, base)
    except Exception:
        return None
    return found.date() if found else None


def _ready_dateparser() -> Parser:
    from dateparser import parse

    def ask(words: str, base: datetime) -> datetime | None:
        return parse(words, languages=["en"], settings={**_SETTINGS, "RELATIVE_BASE": base})

    return ask


def _ready_parsedatetime() -> Parser:
    import parsedatetime

    class Clockless(parsedatetime.Calendar):  # type: ignore[misc]
        """A calendar that fails where the original would fall back on the machine's clock."""

        def parse(self, text: str, sourceTime: Any = None, version: Any = None) -> Any:
            if not sourceTime:
                raise ValueError("no time to start from")
            return super().parse(text, sourceTime, version)

        def parseDate(self, text: str, sourceTime: Any = None) -> Any:
            return _known(super().parseDate(text, sourceTime))

        def parseDateText(self, text: str, sourceTime: Any = None) -> Any:
            return _known(super().parseDateText(text, sourceTime))

    constants = parsedatetime.Constants("en_US", usePyICU=False)

    def ask(words: str, base: datetime) -> datetime | None:
        # A new one each time, for one that has failed keeps what it was at.
        calendar = Clockless(constants, parsedatetime.VERSION_CONTEXT_STYLE)
        found, context = calendar.parseDT(words, sourceTime=base)
        return found if context.hasDate else None

    return ask


def _known(found: Any) -> Any:
    """The time that parsedatetime has read; of a date that does not exist it makes the time of the clock."""
    if isinstance(found, time.struct_time):
        raise ValueError("no such day")
    return found

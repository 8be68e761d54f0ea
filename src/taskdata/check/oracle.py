"""Two date parsers from elsewhere, asked which day a phrase names: a second opinion, never the truth.

What a phrase means is settled by the definition that `slots.dates` follows. dateparser and parsedatetime know other
conventions, so that one of them dissents says little; that both name one other day is a reason to look again.
"""

import re
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache, partial
from typing import Any, Final, Literal

Verdict = Literal["confirm", "suspect", "abstain"]
Parser = Callable[[str, datetime], datetime | None]

_FRAME: Final = re.compile(r"^(?:(?:by|on|due|before|for|until)\s+)+", re.IGNORECASE)
_NOON: Final = 12
_SETTINGS: Final = {
    "DATE_ORDER": "MDY",
    "PREFER_DATES_FROM": "future",
    "RETURN_AS_TIMEZONE_AWARE": False,
    "TIMEZONE": "UTC",
}


@dataclass(frozen=True, slots=True)
class Vote:
    """A verdict on a phrase and its day, and the day that each parser names; None where it names none."""

    verdict: Verdict
    dateparser: date | None
    parsedatetime: date | None


class DateOracle:
    """Puts phrases to both parsers. The last `remembered` answers of each are kept and no others."""

    def __init__(self, remembered: int = 1 << 14) -> None:
        self._ask_dateparser = lru_cache(maxsize=remembered)(partial(_ask, _load_dateparser))
        self._ask_parsedatetime = lru_cache(maxsize=remembered)(partial(_ask, _load_parsedatetime))

    def vote(self, words: str, day: date | None, ref: date) -> Vote:
        """Vote on the day that the words are said to name on ref; None stands for one that does not exist.

        The words are a phrase cut out of its request ("by Friday"); by, on, due, before, for and until in front of
        it change nothing. confirm: a parser names that day. suspect: both name one other day. abstain: all else,
        so where they differ or one is silent. A parser that fails is silent: nothing is raised. The same question
        has the same answer on every machine, whatever its clock, time zone and locale.
        """
        asked = unframe(words), ref
        answers = self._ask_dateparser(*asked), self._ask_parsedatetime(*asked)
        return Vote(_judge(day, *answers), *answers)

    def suspect(self, words: str, day: date | None, ref: date) -> Vote | None:
        """The vote if it is suspect: the slow parser is asked only where the fast one speaks against the day."""
        if self._ask_parsedatetime(unframe(words), ref) in (None, day):
            return None
        vote = self.vote(words, day, ref)
        return vote if vote.verdict == "suspect" else None


def unframe(words: str) -> str:
    """The phrase without spaces around it and without the words in front that introduce a day."""
    return _FRAME.sub("", words.strip())


def _judge(day: date | None, one: date | None, other: date | None) -> Verdict:
    if day is not None and day in (one, other):
        return "confirm"
    return "suspect" if one is not None and one == other else "abstain"


def _ask(load: Callable[[], Parser], words: str, ref: date) -> date | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = load()
        try:
            found = parser(words, datetime(ref.year, ref.month, ref.day, _NOON))
        except Exception:
            return None
    return found.date() if found else None


@cache
def _load_dateparser() -> Parser:
    from dateparser import parse

    def ask(words: str, base: datetime) -> datetime | None:
        found: datetime | None = parse(words, languages=["en"], settings={**_SETTINGS, "RELATIVE_BASE": base})
        return found

    return ask


@cache
def _load_parsedatetime() -> Parser:
    import parsedatetime

    class Clockless(parsedatetime.Calendar):  # type: ignore[misc]
        """A calendar that fails where the original would go by the clock of the machine."""

        def parse(self, datetimeString: str, sourceTime: Any = None, version: Any = None) -> Any:  # noqa: N803
            if sourceTime is None:
                raise ValueError("no day to start from")
            return super().parse(datetimeString, sourceTime, version)

        def parseDate(self, *question: Any) -> Any:  # noqa: N802
            return _existing(super().parseDate(*question))

        def parseDateText(self, *question: Any) -> Any:  # noqa: N802
            return _existing(super().parseDateText(*question))

    constants = parsedatetime.Constants("en_US", usePyICU=False)

    def ask(words: str, base: datetime) -> datetime | None:
        # A new one each time: one that has failed would go on from the middle of the old phrase.
        calendar = Clockless(constants, parsedatetime.VERSION_CONTEXT_STYLE)
        found: datetime
        found, context = calendar.parseDT(words, sourceTime=base)
        return found if context.hasDate else None

    return ask


def _existing(found: Any) -> Any:
    """What was found; a date that does not exist comes as the time of the clock, which alone is a struct_time."""
    if isinstance(found, time.struct_time):
        raise ValueError("no such day")
    return found

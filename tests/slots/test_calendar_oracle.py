"""Two date parsers from elsewhere vote on the day rows of the calendar table.

They know other conventions, so their silence or a lone dissent says little; both of them agreeing on
another day than the table's is a reason to look at the row again.
"""

import re
from datetime import date, datetime
from typing import Final, Literal

import pytest
from calendar_table import DAYS, DayRow

dateparser = pytest.importorskip("dateparser")
parsedatetime = pytest.importorskip("parsedatetime")

Vote = Literal["confirm", "suspect", "abstain"]

KNOWN_FAULTS: Final[dict[str, str]] = {}
"""Rows on which both parsers agree against the table, by name, with the reason why the table stands."""

_CALENDAR: Final = parsedatetime.Calendar(version=parsedatetime.VERSION_CONTEXT_STYLE)
_FRAME: Final = re.compile(r"^(by|on) ", re.IGNORECASE)
_SETTINGS: Final = {"PREFER_DATES_FROM": "future", "RETURN_AS_TIMEZONE_AWARE": False}


def _ask_dateparser(phrase: str, ref: date) -> date | None:
    base = datetime(ref.year, ref.month, ref.day, 12)
    found = dateparser.parse(phrase, languages=["en"], settings={**_SETTINGS, "RELATIVE_BASE": base})
    return found.date() if isinstance(found, datetime) else None


def _ask_parsedatetime(phrase: str, ref: date) -> date | None:
    source = datetime(ref.year, ref.month, ref.day, 12)
    found, context = _CALENDAR.parseDT(phrase, sourceTime=source)
    return found.date() if context.hasDate and isinstance(found, datetime) else None


def vote(row: DayRow) -> Vote:
    """Confirm if either parser names the row's day, suspect if both name one other day, else abstain."""
    phrase = _FRAME.sub("", row.phrase)
    votes = {_ask_dateparser(phrase, row.ref), _ask_parsedatetime(phrase, row.ref)}
    if row.day is not None and row.day in votes:
        return "confirm"
    return "suspect" if len(votes) == 1 and None not in votes else "abstain"


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Vote]:
    """The vote on every day row, by the row's name."""
    return {row.name: vote(row) for row in DAYS}


def test_no_row_is_suspect_without_a_reason(verdicts: dict[str, Vote]) -> None:
    """Where both parsers agree against a row, the row is listed with a reason; no listing is stale."""
    assert {name for name, verdict in verdicts.items() if verdict == "suspect"} == set(KNOWN_FAULTS)


def test_votes_are_worth_having(verdicts: dict[str, Vote]) -> None:
    """The parsers understand enough of the table for their silence on the rest to mean something."""
    assert sum(verdict == "confirm" for verdict in verdicts.values()) >= len(verdicts) // 3

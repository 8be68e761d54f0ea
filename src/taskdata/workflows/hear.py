"""`taskdata hear`: what the pack understands in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from taskdata.check.days_said import SaidDay
from taskdata.check.grounds import Ground
from taskdata.check.listening import Listened, Listener, Reading
from taskdata.check.oracle import DateOracle, Vote
from taskdata.check.verifier import LONGEST, Verifier
from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Pack
from taskdata.slots.base import Slot

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""The years of days on which a request may be said."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood, and the vote on each of its days."""

    listened: Listened
    votes: Sequence[tuple[SaidDay, Vote]]

    def to_json(self) -> dict[str, Any]:
        """The answer for programs."""
        told = self.listened
        return {
            "text": told.text,
            "reference_date": told.day.isoformat() if told.day else None,
            "understood": told.is_understood,
            "two_readings": told.is_tied,
            "readings": [reading_to_json(reading, told.text) for reading in told.readings],
            "days": [vote_to_json(day, vote) for day, vote in self.votes],
            "not_understood": list(told.unknown),
        }


def parse_day(text: str) -> date:
    """The day written as 2025-12-29. Raises ValueError where it is another day or none."""
    day = date.fromisoformat(text)
    if day.isoformat() != text or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)  # "20251229" and "2025-W01-1" are ISO as well, and no day of ours
    return day


def hear_text(pack: Pack, slots: Mapping[str, Slot], text: str, day: date) -> Answer:
    """Listen to a text that is said on a day. Raises InputError where it is blank or too long to be read."""
    if not text.strip():
        raise InputError("there is no text to hear; write a request, or '-' to read it from standard input")
    if len(text) > LONGEST:
        raise InputError(f"the text has {len(text):,} characters; at most {LONGEST:,} are read")
    listened = Listener(pack, Verifier(pack, slots).reader).listen(text, day)
    return Answer(listened, listened.vote(DateOracle()))


def reading_to_json(reading: Reading, text: str, *, is_dated: bool = True) -> dict[str, Any]:
    """One reading for programs; where no reference date is known, nothing that depends on it is told."""
    hidden = not is_dated and any(ground.is_dated for ground in reading.grounds)
    return {
        "action": reading.action,
        "output": None if hidden or reading.action is None else reading.output,
        "cost": round(reading.cost, 2),
        "values": [_ground_to_json(ground, text, is_dated) for ground in reading.grounds],
    }


def _ground_to_json(ground: Ground, text: str, is_dated: bool) -> dict[str, Any]:
    said = ground.mention
    return {
        "path": ground.path,
        "value": None if ground.is_dated and not is_dated else ground.value,
        "basis": ground.basis,
        "slot": said.slot if said else None,
        "words": text[said.start : said.end] if said else None,
        "start": said.start if said else None,
        "end": said.end if said else None,
    }


def vote_to_json(day: SaidDay, vote: Vote) -> dict[str, Any]:
    """The vote on one day for programs."""
    return {
        "words": day.words,
        "asked": day.asked,
        "means": _show(day.day),
        "vote": vote.verdict,
        "dateparser": _show(vote.dateparser),
        "parsedatetime": _show(vote.parsedatetime),
    }


def _show(day: date | None) -> str | None:
    return day.isoformat() if day else None

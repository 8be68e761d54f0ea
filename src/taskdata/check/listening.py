"""What a pack understands in a sentence, without a label: readings, what they stand on, and a vote on their days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from taskdata.check.days_said import SaidDay, find_day
from taskdata.check.grounds import Ground, list_grounds
from taskdata.check.hearing import Ear
from taskdata.check.oracle import DateOracle, Vote
from taskdata.check.reading import ROUNDING, Reader, Understood
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import dump_canonical

NEAR = 1.0
"""What a further reading may cost more than the best: about a word that is not explained."""
_MOST_READINGS = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a sentence may mean. Without an action it is both a command and something to do.

    A chosen reading is one whose `value` is chosen on evidence, as that of an error; its output is not whole. A bare
    one rests on no word of its own; noise makes no sense.
    """

    action: str | None
    output: Mapping[str, Any]
    cost: float
    is_chosen: bool
    is_bare: bool
    is_noise: bool
    value: Any
    grounds: Sequence[Ground]


@dataclass(frozen=True, slots=True)
class Listened:
    """What was understood: the readings, the best first, those that are nearly as good behind it; [] if nothing was.

    Tied are two readings where none is better. `unknown` are the words, in lower case, that stand neither in a
    sentence of the pack nor in a value of the best reading.
    """

    text: str
    day: date | None
    readings: Sequence[Reading]
    is_tied: bool
    unknown: Sequence[str]

    @property
    def is_understood(self) -> bool:
        """Whether there is a reading, and it is not that nothing makes sense."""
        return bool(self.readings) and not self.readings[0].is_noise

    def list_days(self) -> list[SaidDay]:
        """The days that the values of the readings name, each once, in the order of the words."""
        if self.day is None:
            return []
        mentions = [g.mention for reading in self.readings for g in reading.grounds if g.mention and g.is_dated]
        found = (find_day(self.text, m.start, m.end, m.lead, m.value) for m in mentions)
        return sorted({day for day in found if day}, key=lambda day: (day.start, day.end, str(day.day)))

    def vote(self, oracle: DateOracle) -> list[tuple[SaidDay, Vote]]:
        """The oracle's vote on each of the days."""
        return [(day, oracle.vote(day.asked, day.day, self.day)) for day in self.list_days() if self.day]


class Listener:
    """Listens to sentences of one pack. It only proposes: nothing that it says is proven."""

    def __init__(self, pack: Pack, reader: Reader) -> None:
        self._actions, self._reader = pack.actions, reader
        self._hidden = f"$.{field}" if (field := pack.usecase.discriminator) else None

    def listen(self, text: str, day: date | None) -> Listened:
        """What the text may mean when it is said on a day; without one, values that depend on it mean nothing."""
        ear = self._reader.listen(text, day)
        found = self._read_distinct(ear)
        readings = [self._ground(one, ear) for one in found]
        stretches = [(start, end) for _, start, end in found[0].stretches] if found else []
        return Listened(text, day, readings, _are_tied(found), self._reader.list_unknown(ear, stretches))

    def _read_distinct(self, ear: Ear) -> list[Understood]:
        """The best reading and those near it, each meaning once."""
        found: dict[tuple[str | None, bytes], Understood] = {}
        for one in self._reader.read(ear):
            best = next(iter(found.values()), one)
            if one.cost > best.cost + NEAR + ROUNDING or len(found) == _MOST_READINGS:
                break
            found.setdefault((one.action, dump_canonical(one.output)), one)
        return list(found.values())

    def _ground(self, one: Understood, ear: Ear) -> Reading:
        action = self._actions[one.action] if one.action else None
        grounds = [ground for ground in list_grounds(action, one, ear) if ground.path != self._hidden]
        table = action.evidence if action else None
        noise = bool(table and (evidence := table.values.get(str(one.value))) and evidence.noise)
        return Reading(one.action, one.output, one.cost, table is not None, one.is_bare, noise, one.value, grounds)


def _are_tied(found: Sequence[Understood]) -> bool:
    """Whether the request has two readings: the best is of two kinds, or another is no worse that is one to count.

    Where the best rests on no word of the request, one is that is known to be something else, and is near.
    """
    if not found or found[0].action is None:
        return bool(found)
    if found[0].is_bare and any(one.is_own and one.action != found[0].action for one in found[1:]):
        return True
    rivals = [one for one in found[1:] if not one.is_bare and not (one.is_vague and one.action != found[0].action)]
    return any(one.cost <= found[0].cost + ROUNDING for one in rivals)

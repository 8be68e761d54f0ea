"""What a request must show where no slot says a field: that an error is the error it is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from taskdata.check.framing import Framing
from taskdata.check.hearing import Heard, hear, mask
from taskdata.foundation.output import list_slots
from taskdata.foundation.pack import Action, Evidence
from taskdata.foundation.records import Fault, Span
from taskdata.slots.base import NO_SUCH_DAY, Slot, take_part


@dataclass(frozen=True)
class EvidenceCheck:
    """Reads a request for the evidence that its label rests on."""

    actions: Mapping[str, Action]
    slots: Mapping[str, Slot]
    framing: Framing

    def find_faults(
        self, action: Action, text: str, day: date, output: Mapping[str, Any], spans: Sequence[Span] = ()
    ) -> list[Fault] | None:
        """The fault that the evidence is missing, none, or None where the pack names no evidence for this value.

        `spans` tells, where it is known, which words belong to which slot.
        """
        if action.evidence is None:
            return []
        field = action.evidence.field
        value = output.get(field)
        evidence = action.evidence.values.get(str(value))
        if evidence is None:
            return None
        wanted = self._find_lack(evidence, str(value), text, day, spans)
        if wanted is None:
            return []
        return [Fault(code="no_evidence", path=f"$.{field}", message=f"says {value!r}, but {wanted}")]

    def _find_lack(self, evidence: Evidence, value: str, text: str, day: date, spans: Sequence[Span]) -> str | None:
        if evidence.lacks:
            return self._find_lacking(evidence, value, self._cover(evidence, text, spans), day)
        if evidence.says and not self._hear(evidence.says, text, day).mentions:
            return f"no {' or '.join(evidence.says)} is heard in the request"
        days = [m.value for m in _all_mentions(self._hear(evidence.impossible or evidence.past, text, day))]
        if evidence.impossible and NO_SUCH_DAY not in days:
            return "every day in the request exists"
        if evidence.past and not any(heard < day.isoformat() for heard in days if heard != NO_SUCH_DAY):
            return "no day in the request is past"
        if evidence.differ and not self._differ(evidence.differ, text, day):
            return "no field is given two values"
        return None

    def _find_lacking(self, evidence: Evidence, value: str, text: str, day: date) -> str | None:
        """Whether some action leaves nothing over that could be the value that is said to be lacking."""
        leftovers: list[list[str]] = []
        for name in evidence.like:
            named = [self.slots[slot] for slot in list_slots(self.actions[name].output)]
            residue = hear(text, [], named, day).residue()
            leftovers.append(self.framing.explain(residue, name, [value]))
        if not all(leftovers):
            return None
        shortest = min(leftovers, key=len)
        return f"'{' '.join(shortest)}' may be the {' or '.join(evidence.lacks)}"

    def _cover(self, evidence: Evidence, text: str, spans: Sequence[Span]) -> str:
        """The text without the words that are known to belong to another slot than those lacking."""
        return mask(text, [(span.start, span.end) for span in spans if span.slot not in evidence.lacks])

    def _differ(self, names: Sequence[str], text: str, day: date) -> bool:
        for name in names:
            mentions = self._hear([name], text, day).mentions.get(name, ())
            if len({str(take_part(m.value, None)) for m in mentions}) > 1:
                return True
        return False

    def _hear(self, names: Sequence[str], text: str, day: date) -> Heard:
        return hear(text, [], [self.slots[name] for name in names], day)


def _all_mentions(heard: Heard) -> list[Any]:
    return [mention for mentions in heard.mentions.values() for mention in mentions]

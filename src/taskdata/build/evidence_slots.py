"""The slots that say what an answer chosen on evidence rests on, where a request from outside says it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import Template
from taskdata.foundation.pattern import Hole, list_leaves
from taskdata.slots.base import Mention, Slot

_SAYINGS = 60


class EvidenceSlots:
    """Finds closed slots in requests, of those that the sentences of the pack with the same answer say."""

    def __init__(self, slots: Mapping[str, Slot]) -> None:
        self._slots = slots

    def find(self, alike: Sequence[Template], text: str, day: date) -> list[Mention]:
        """What closed slots of the templates hear in the request, from left to right, each slot once.

        Of slots that hear the same words, the one that says such a value; then the one that few sentences have.
        """
        counts = Counter(name for template in alike for name in _list_slots(template))
        heard = sorted(
            self._hear(counts, text, day), key=lambda m: (m.start - m.end, -self._rate(m, day), counts[m.slot])
        )
        kept: list[Mention] = []
        for mention in heard:
            free = all(mention.end <= other.start or other.end <= mention.start for other in kept)
            if free and mention.slot not in (other.slot for other in kept):
                kept.append(mention)
        return sorted(kept, key=lambda mention: mention.start)

    def _hear(self, names: Counter[str], text: str, day: date) -> Iterator[Mention]:
        for name in names:
            if not self._slots[name].is_open:
                yield from (mention._replace(slot=name) for mention in self._slots[name].hear(text, day))

    def _rate(self, mention: Mention, day: date) -> int:
        """How a slot's own values are like the one that was heard: 2 the same, 1 on the same side of today, 0."""
        slot = self._slots[mention.slot]
        said = [one.value for at in range(_SAYINGS) if (one := slot.say(Chance("evidence", at), None, day))]
        if mention.value in said:
            return 2
        return int(any(_is_past(value, day) == _is_past(mention.value, day) for value in said))


def _list_slots(template: Template) -> set[str]:
    return {leaf.slot for leaf in list_leaves(template.pattern) if isinstance(leaf, Hole)}


def _is_past(value: Any, day: date) -> bool | None:
    return value < day.isoformat() if isinstance(value, str) else None

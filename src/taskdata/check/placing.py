"""Where the values of a label stand in its request, when the label is known to be right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from taskdata.check.grounds import Ground, list_grounds
from taskdata.check.hearing import Ear, Stretch
from taskdata.check.reading import Reader, Stretches, Understood
from taskdata.foundation.output import Joined, list_leaves
from taskdata.foundation.pack import Action
from taskdata.foundation.records import ABSENT, read_path

_MOST_READINGS = 40
"""Readings that are looked at for one that is the label: it is among the first, or is placed by its values."""


class Placer:
    """Places the values of labels of one pack; it proves nothing."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def place(self, action: Action, output: Mapping[str, Any], text: str, day: date) -> list[Ground]:
        """What each value of the label stands on: words of the request, the sentence as a whole, or nothing said.

        Of an action that is chosen on evidence, the evidence, and the words of open slots beside it.
        """
        ear = self._reader.listen(text, day)
        read = next((one for one in self._list_readings(action, ear) if _is_same(action, output, one)), None)
        grounds = list_grounds(action, read or self._read_led(action, output, ear), ear)
        return [self._widen(ground, ear) for ground in grounds]

    def _widen(self, ground: Ground, ear: Ear) -> Ground:
        """The words of an open slot with a sign that belongs to them ("@sam"), without an article that does not."""
        said = ground.mention
        if said is None or ground.path is None or not self._reader.slots[said.slot].is_open:
            return ground
        stretches = self._reader.slots[said.slot].locate(ground.value, ear.text)
        if (said.start, said.end) in stretches:
            return ground
        near = ((start, end) for start, end in stretches if start < said.end and said.start < end)
        stretch = max(near, key=lambda one: one[1] - one[0], default=None)
        return replace(ground, mention=said._replace(start=stretch[0], end=stretch[1])) if stretch else ground

    def _list_readings(self, action: Action, ear: Ear) -> Iterator[Understood]:
        return islice(self._reader.read(ear, vaguely=action.name), _MOST_READINGS)

    def _read_led(self, action: Action, output: Mapping[str, Any], ear: Ear) -> Understood:
        """The label as a reading, its open values where they stand first; the longest find their place first."""
        found = [
            (slot, stretches)
            for path, leaf in list_leaves(action.output)
            for value in _list_values(leaf, read_path(output, path))
            for slot in (reference.slot for reference in getattr(leaf, "references", ()))
            if (stretches := self._reader.slots[slot].locate(value, ear.text))
        ]
        value = output.get(action.evidence.field) if action.evidence else None
        return Understood(action.name, output, _choose(found), cost=0.0, value=value)


def _is_same(action: Action, output: Mapping[str, Any], one: Understood) -> bool:
    if one.action != action.name:
        return False
    if action.evidence:
        return bool(one.value == output.get(action.evidence.field))
    return all(read_path(one.output, path) == read_path(output, path) for path, _ in list_leaves(action.output))


def _list_values(leaf: object, value: Any) -> Sequence[Any]:
    if value is ABSENT:
        return ()
    return value.split(leaf.glue) if isinstance(leaf, Joined) and isinstance(value, str) else (value,)


def _choose(found: Sequence[tuple[str, Sequence[Stretch]]]) -> Stretches:
    """A stretch for each value, none overlapping another; one slot stands in one place."""
    chosen: dict[str, Stretch] = {}
    for slot, stretches in sorted(found, key=lambda one: one[1][0][0] - one[1][0][1]):
        free = (s for s in stretches if all(s[1] <= start or end <= s[0] for start, end in chosen.values()))
        if slot not in chosen and (stretch := next(free, None)):
            chosen[slot] = stretch
    return tuple((slot, start, end) for slot, (start, end) in chosen.items())

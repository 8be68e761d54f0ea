"""What a request may be read as: each action, and each value of a field that is chosen on evidence."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from taskdata.check.evidence import list_signals
from taskdata.foundation.output import list_slots
from taskdata.foundation.pack import Action, Evidence
from taskdata.slots.base import Slot


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing that a request may be read as; without an action, as one with two readings.

    With a value, it is read along the sentences of other actions, and the value is chosen on evidence.
    """

    action: str | None
    slots: tuple[str, ...]
    """The slots whose mentions are passed on the way, in the order of the pack."""
    value: str | None = None
    evidence: Evidence | None = None

    @property
    def along(self) -> Sequence[str | None]:
        """The actions along whose sentences it is read."""
        return (self.action,) if self.evidence is None else self.evidence.like


def list_aims(actions: Mapping[str, Action], slots: Mapping[str, Slot]) -> list[Aim]:
    """Every aim of a pack."""
    closed = tuple(name for name, slot in slots.items() if not slot.is_open)
    aims = [Aim(None, closed)]
    for action in actions.values():
        own = closed if action.evidence else _keep(closed, list_slots(action.output))
        aims.append(Aim(action.name, own))
        for value, evidence in action.evidence.values.items() if action.evidence else ():
            if evidence.like:
                named = [slot for like in evidence.like for slot in list_slots(actions[like].output)]
                aims.append(Aim(action.name, _keep(closed, [*named, *list_signals(evidence)]), value, evidence))
    return aims


def _keep(closed: tuple[str, ...], named: Collection[str]) -> tuple[str, ...]:
    return tuple(slot for slot in closed if slot in named)


def map_aims(aims: Sequence[Aim]) -> dict[str | None, int]:
    """The aims that each action's sentences serve, a bit each, by the place of the aim."""
    bits: dict[str | None, int] = {}
    for at, aim in enumerate(aims):
        for action in aim.along:
            bits[action] = bits.get(action, 0) | 1 << at
    return bits


def choose(aims: Sequence[Aim], fits: Callable[[Aim], bool]) -> int:
    """The aims that fit, a bit each."""
    return sum(1 << at for at, aim in enumerate(aims) if fits(aim))


def map_slots(aims: Sequence[Aim]) -> dict[str, int]:
    """The aims that each slot serves, a bit each, by the place of the aim."""
    named = dict.fromkeys(slot for aim in aims for slot in aim.slots)
    return {slot: choose(aims, lambda aim, slot=slot: slot in aim.slots) for slot in named}  # type: ignore[misc]


def list_bits(bits: int) -> Iterable[int]:
    """The places of the bits that are set."""
    return (at for at in range(bits.bit_length()) if bits >> at & 1)

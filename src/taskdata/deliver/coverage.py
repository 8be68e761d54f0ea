"""Which values of the slots occur, and how many pairs of them occur together, of those that could."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

import orjson

from taskdata.foundation.output import FromSlots, Path, Reference, list_leaves, take_part
from taskdata.foundation.pack import Action, Pack
from taskdata.foundation.pattern import Choice, Hole, Pattern, Sequence
from taskdata.foundation.records import Example, read_path

Values = Mapping[str, str]
"""The slots of one request, each with its value."""
SlotPair = tuple[str, str]
"""Two slots, in the order of their letters."""


class SlotValues:
    """Tells the value of each slot of an example, for counting, and which slots may have one beside each other.

    Of a slot that chooses among several values, it is the value that it put into the output; where it put none, as in
    an error, it has none. Of any other slot it is the kind of its wording.
    """

    def __init__(self, pack: Pack) -> None:
        self._leaves = {action.name: list(_list_chosen(pack, action)) for action in pack.actions.values()}
        self.chosen = frozenset(slot for fields in self._leaves.values() for _, options in fields for slot in options)
        self.together: dict[str, set[SlotPair]] = {category: set() for category in pack.usecase.categories}
        """For each category, the pairs of slots with values that some sentence of a template has both."""
        for family in pack.families.values():
            idle = self.chosen.difference(*(options for _, options in self._leaves[family.action]))
            for template in family.templates:
                pairs = _pair_slots(template.pattern)[1]
                self.together[family.category].update(pair for pair in pairs if idle.isdisjoint(pair))

    def read(self, example: Example) -> dict[str, str]:
        """The slots of an example, each with its value."""
        kinds = example.facets.get("wordings")
        if not isinstance(kinds, Mapping):
            return {}
        values = {slot: str(kind) for slot, kind in kinds.items() if slot not in self.chosen}
        for path, options in self._leaves.get(str(example.facets.get("action")), ()):
            shown = _show(read_path(example.output, path))
            slot = next((slot for slot in options if slot in kinds and shown in options[slot]), None)
            if slot is not None:
                values[slot] = f"{values[slot]} {shown}" if slot in values else shown
        return values


def count_values(said: Iterable[Values], slots: Iterable[str]) -> dict[str, dict[str, int]]:
    """How often each value of these slots occurs."""
    wanted = sorted(slots)
    counts: dict[str, Counter[str]] = {slot: Counter() for slot in wanted}
    for values in said:
        for slot in counts.keys() & values.keys():
            counts[slot][values[slot]] += 1
    return {slot: dict(sorted(counts[slot].items())) for slot in wanted if counts[slot]}


def cover_pairs(together: Iterable[SlotPair], said: Iterable[Values]) -> dict[SlotPair, tuple[int, int]]:
    """For every two slots, how many pairs of their values occur in one request, and how many could.

    They could if some sentence of a template has both slots (`together`), or a request has: then so could each value
    that the one slot has anywhere with each that the other has.
    """
    found: dict[SlotPair, set[tuple[str, str]]] = {pair: set() for pair in together}
    taken: dict[str, set[str]] = {}
    for values in said:
        for slot, value in values.items():
            taken.setdefault(slot, set()).add(value)
        for one, other in combinations(sorted(values), 2):
            found.setdefault((one, other), set()).add((values[one], values[other]))
    counts = {
        pair: (len(seen), len(taken.get(pair[0], ())) * len(taken.get(pair[1], ()))) for pair, seen in found.items()
    }
    return {pair: (count, of) for pair, (count, of) in sorted(counts.items()) if of}


def _pair_slots(pattern: Pattern) -> tuple[set[str], set[SlotPair]]:
    """The slots of a pattern, and those pairs of them that one sentence may have."""
    slots: set[str] = set()
    pairs: set[SlotPair] = set()
    match pattern:
        case Hole(slot):
            slots.add(slot)
        case Sequence(parts) | Choice(parts):
            for part in parts:
                inner, within = _pair_slots(part)
                pairs |= within
                if isinstance(pattern, Sequence):
                    pairs.update((min(one, other), max(one, other)) for one in slots for other in inner if one != other)
                slots |= inner
    return slots, pairs


def _list_chosen(pack: Pack, action: Action) -> Iterable[tuple[Path, dict[str, frozenset[str]]]]:
    """The fields of an output that a slot fills by choice, and what each such slot may put there."""
    for path, leaf in list_leaves(action.output):
        if isinstance(leaf, FromSlots):
            options = {reference.slot: _list_options(pack, reference) for reference in leaf.references}
            if chosen := {slot: values for slot, values in options.items() if values}:
                yield path, chosen


def _list_options(pack: Pack, reference: Reference) -> frozenset[str]:
    """What a slot may put into a field by a choice among several values; empty where it has no such choice."""
    phrases = pack.phrases.get(reference.slot, ())
    if len({_show(phrase.value) for phrase in phrases}) < 2:
        return frozenset()
    values = [take_part(phrase.value, reference.part) for phrase in phrases]
    return frozenset(_show(value) for value in values if value is not None or reference.part is None)


def _show(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value, default=str).decode()

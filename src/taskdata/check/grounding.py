"""Is every value of the label said, or its default? Is everything that was said in the label?"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from typing import Any

from taskdata.check.hearing import Ear, Heard, Stretch
from taskdata.check.places import Known
from taskdata.check.reading import Reader
from taskdata.foundation.output import (
    Constant,
    FromSlots,
    Joined,
    Path,
    Reference,
    list_leaves,
    list_slots,
    show_path,
    take_part,
)
from taskdata.foundation.pack import Action
from taskdata.foundation.records import ABSENT, Fault, read_path
from taskdata.slots.base import Mention

_PLACEMENTS = 24
_OPEN_LEAD = "for "
"""Behind it a day may belong to the text ("a gift for Christmas") as well as to the field."""
Leaf = Constant | FromSlots | Joined


@dataclass(frozen=True, slots=True)
class Placed:
    """A value of an open slot, and where in the request it is taken to stand."""

    path: Path
    slot: str
    value: Any
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Grounded:
    """What is wrong with the values of a label; where nothing is, what it costs to read the request with them.

    The cost is None where the request cannot be read with these values at all.
    """

    faults: list[Fault]
    cost: float | None = None
    stretches: tuple[Stretch, ...] = ()


class Grounding:
    """The check of one label against one request, led by the label."""

    def __init__(self, actions: Sequence[Action], reader: Reader) -> None:
        self.slots = reader.slots
        self._reader = reader
        self._leaves = {action.name: list(list_leaves(action.output)) for action in actions}
        self._slots_of = {action.name: list_slots(action.output) for action in actions}

    def check(self, action: Action, ear: Ear, output: Mapping[str, Any], free: Collection[Path] = ()) -> Grounded:
        """What of the label is not said, and what is said and not in the label; the paths in `free` are not compared."""
        leaves = [leaf for leaf in self._leaves[action.name] if leaf[0] not in free]
        missing = [fault for path, leaf in leaves if (fault := self._find_missing(path, leaf, ear.text, output))]
        if missing:
            return Grounded(missing)
        checked = [
            self._check_placed(action, leaves, output, placed, ear)
            for placed in islice(self._place(leaves, ear, output), _PLACEMENTS)
        ]
        return min(checked, key=_rank, default=Grounded([]))

    def _check_placed(
        self,
        action: Action,
        leaves: Sequence[tuple[Path, Leaf]],
        output: Mapping[str, Any],
        placed: Sequence[Placed],
        ear: Ear,
    ) -> Grounded:
        closed = [name for name in self._slots_of[action.name] if not self.slots[name].is_open]
        heard = ear.hear([p.stretch for p in placed], closed)
        faults = self._compare(leaves, output, heard, placed, ear.day)
        faults += [fault for p in placed if (fault := _find_swallowed(p, ear, closed))]
        known = [Known(p.slot, p.stretch) for p in placed]
        cost = None if faults else self._reader.fit(action.name, heard, known)
        return Grounded(faults, cost, tuple(p.stretch for p in placed))

    def needs_day(self, leaf: Leaf) -> bool:
        """Whether the value of a field depends on the reference date."""
        references = () if isinstance(leaf, Constant) else leaf.references
        return any(self.slots[reference.slot].needs_day(reference.part) for reference in references)

    def list_dated(self, action: Action) -> list[Path]:
        """The fields whose values depend on the reference date."""
        return [path for path, leaf in self._leaves[action.name] if self.needs_day(leaf)]

    def _find_missing(self, path: Path, leaf: Leaf, text: str, output: Mapping[str, Any]) -> Fault | None:
        """A value that only the label knows, and that the request does not have."""
        value = read_path(output, path)
        if not isinstance(leaf, FromSlots) or value is ABSENT or value == leaf.default:
            return None
        opens = [self.slots[r.slot] for r in leaf.references if self.slots[r.slot].is_open]
        if len(opens) < len(leaf.references) or any(slot.locate(value, text) for slot in opens):
            return None
        message = f"{value!r} does not stand in the request word for word"
        return Fault(code="not_said", path=show_path(path), message=message)

    def _place(
        self, leaves: Sequence[tuple[Path, Leaf]], ear: Ear, output: Mapping[str, Any]
    ) -> Iterator[list[Placed]]:
        """Every way to find the values of open slots in the request."""
        ways = [ways for path, leaf in leaves if (ways := self._list_places(path, leaf, ear, read_path(output, path)))]
        for combination in product(*ways):
            placed = [place for place in combination if place is not None]
            if all(
                a is b or a.stretch[1] <= b.stretch[0] or b.stretch[1] <= a.stretch[0] for a in placed for b in placed
            ):
                yield placed

    def _list_places(self, path: Path, leaf: Leaf, ear: Ear, value: Any) -> list[Placed | None]:
        if value is ABSENT or isinstance(leaf, Constant):
            return []
        opens = [r.slot for r in leaf.references if self.slots[r.slot].is_open]
        values = _list_tails(value, leaf.glue) if isinstance(leaf, Joined) and isinstance(value, str) else [value]
        places: list[Placed | None] = [
            Placed(path, slot, tail, stretch)
            for slot in opens
            for tail in values
            for stretch in self.slots[slot].locate(tail, ear.text)
        ]
        if not isinstance(leaf, Joined) or not opens:
            return places
        heard = [mention for r in leaf.references for mention in ear.listen(r.slot)]
        return [None, *(place for place in places if place and not _lies_in(place.stretch, heard))]

    def _compare(
        self,
        leaves: Sequence[tuple[Path, Leaf]],
        output: Mapping[str, Any],
        heard: Heard,
        placed: Sequence[Placed],
        day: date,
    ) -> list[Fault]:
        faults = []
        for path, leaf in leaves:
            said = {p.slot: p.value for p in placed if p.path == path}
            labelled = read_path(output, path)
            faults += _compare_leaf(path, leaf, labelled, heard, said) or _find_past(path, leaf, labelled, day)
        return faults


def _rank(grounded: Grounded) -> tuple[int, float]:
    """The fewest faults first, then what reads best; what cannot be read at all last."""
    return len(grounded.faults), float("inf") if grounded.cost is None else grounded.cost


def _find_swallowed(placed: Placed, ear: Ear, closed: Sequence[str]) -> Fault | None:
    """A value that was said at the end of free text, and went into it instead of into its own field."""
    start, end = placed.stretch
    for mention in (mention for name in closed for mention in ear.listen(name, end)):
        words = ear.text[mention.start : end]
        if start <= mention.start and mention.end == end and not words.lower().startswith(_OPEN_LEAD):
            message = f"takes in {words!r}, which is a value of its own at the end of what is copied"
            return Fault(code="swallowed", path=show_path(placed.path), message=message)
    return None


def _lies_in(stretch: Stretch, mentions: Sequence[Mention]) -> bool:
    """Whether a stretch is (part of) one mention: what can be heard is no free text."""
    return any(mention.start <= stretch[0] and stretch[1] <= mention.end for mention in mentions)


def _list_tails(value: str, glue: str) -> list[str]:
    """What of a joined value may be the free text at its end, the shortest first."""
    parts = value.split(glue)
    return [glue.join(parts[at:]) for at in range(len(parts) - 1, -1, -1)]


def _compare_leaf(path: Path, leaf: Leaf, labelled: Any, heard: Heard, said: Mapping[str, Any]) -> list[Fault]:
    if isinstance(leaf, Constant):
        expected, words = leaf.value, ""
    elif isinstance(leaf, Joined):
        values = [v for r in leaf.references for v in _list_values(r, heard, said)[0][:1]]
        expected, words = (leaf.glue.join(map(str, values)) if values else ABSENT), ""
    else:
        found = [_list_values(r, heard, said) for r in leaf.references]
        first, words = next((f for f in found if f[0]), ([leaf.default], ""))
        if len(first) > 1:
            message = f"the request says {_quote(first)} for one field: {words}"
            return [Fault(code="two_values", path=show_path(path), message=message)]
        expected = first[0]
    if type(expected) is type(labelled) and expected == labelled:
        return []
    return [_explain(path, expected, labelled, words)]


def _find_past(path: Path, leaf: Leaf, labelled: Any, day: date) -> list[Fault]:
    if not isinstance(leaf, FromSlots) or not leaf.not_past or not isinstance(labelled, str):
        return []
    if labelled >= day.isoformat():
        return []
    return [Fault(code="past", path=show_path(path), message=f"{_show(labelled)} is before the reference date")]


def _list_values(reference: Reference, heard: Heard, said: Mapping[str, Any]) -> tuple[list[Any], str]:
    """The different values that were said for a reference, and their words."""
    if reference.slot in said:
        return [said[reference.slot]], ""
    if reference.needs and not heard.mentions.get(reference.needs):
        return [], ""
    values: list[Any] = []
    words: list[str] = []
    for mention in heard.mentions.get(reference.slot, ()):
        part = take_part(mention.value, reference.part)
        if (part is not None or mention.value is None) and part not in values:
            values.append(part)
            words.append(heard.text[mention.start : mention.end])
    return values, " / ".join(map(repr, words))


def _explain(path: Path, expected: Any, labelled: Any, words: str) -> Fault:
    place = show_path(path)
    if labelled is ABSENT:
        message = f"is missing; the request says {words or 'it'}, which is {_show(expected)}"
        return Fault(code="not_labelled", path=place, message=message)
    if expected is ABSENT or not words:
        told = "" if expected is ABSENT else f"; unsaid, it is {_show(expected)}"
        return Fault(code="not_said", path=place, message=f"says {_show(labelled)}, the request does not{told}")
    message = f"says {_show(labelled)}, the request says {words}, which is {_show(expected)}"
    return Fault(code="wrong_value", path=place, message=message)


def _show(value: Any) -> str:
    """The value for a message; a day with its weekday."""
    try:
        return f"{value} ({date.fromisoformat(value):%A})"
    except (TypeError, ValueError):
        return "null" if value is None else repr(value)


def _quote(values: Sequence[Any]) -> str:
    return " and ".join(repr(value) for value in values)

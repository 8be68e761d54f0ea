"""Is every value of the label said, or its default? Is everything that was said in the label?"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from typing import Any

from taskdata.check.hearing import Ear, Heard, Stretch
from taskdata.check.places import Known
from taskdata.check.reading import Fit, Reader
from taskdata.check.showing import quote, show_value
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
    """What is wrong with the values of a label; where nothing is, how the request is read with them.

    The fit is None where the request cannot be read with these values at all.
    """

    faults: list[Fault]
    fit: Fit | None = None
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The different values that were said for one field, and in quotes the words of each, where they are known."""

    values: list[Any]
    words: list[str]

    def __str__(self) -> str:
        return " and ".join(
            f"{words}, which is {show_value(value)}" for words, value in zip(self.words, self.values, strict=True)
        )


_NOTHING_SAID = Told([], [])


class Grounding:
    """The check of one label against one request, led by the label."""

    def __init__(self, actions: Sequence[Action], reader: Reader) -> None:
        self.slots = reader.slots
        self._belongs = reader.framing.belongs
        self._reader = reader
        self._leaves = {action.name: list(list_leaves(action.output)) for action in actions}
        self._slots_of = {action.name: list_slots(action.output) for action in actions}

    def check(self, action: Action, ear: Ear, output: Mapping[str, Any], free: Collection[Path] = ()) -> Grounded:
        """What of the label is not said, and what is said and not in the label; paths in `free` are not compared."""
        leaves = [leaf for leaf in self._leaves[action.name] if leaf[0] not in free]
        missing = [fault for path, leaf in leaves if (fault := self._find_missing(path, leaf, ear.text, output))]
        if missing:
            return Grounded(self._propose(action, missing, ear))
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
        faults = [fault for p in placed if (fault := self._find_swallowed(p, ear, closed))]
        faults = faults or self._compare(leaves, output, heard, placed, ear.day)
        known = [Known(p.slot, p.stretch, p.path) for p in placed]
        fit = None if faults else self._reader.fit(action.name, ear, heard, known)
        return Grounded(faults, fit, tuple(p.stretch for p in placed))

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
        message = f"says {show_value(value)}, which {_explain_absence(value, text)}"
        return Fault(code="not_said", path=show_path(path), message=message)

    def _propose(self, action: Action, missing: Sequence[Fault], ear: Ear) -> list[Fault]:
        """The same faults, with the value that the best reading of the request has there."""
        best = next((one for one in self._reader.read(ear, margin=0.0) if one.action == action.name), None)
        values = (
            {show_path(path): read_path(best.output, path) for path, _ in self._leaves[action.name]} if best else {}
        )
        return [
            fault.model_copy(update={"message": f"{fault.message}; {_hint(values.get(fault.path, ABSENT))}"})
            for fault in missing
        ]

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
        if isinstance(leaf, FromSlots) and self._is_heard(leaf, ear, value):
            return [None]
        if not isinstance(leaf, Joined) or not opens:
            return places
        heard = [mention for r in leaf.references for mention in ear.listen(r.slot)]
        return [None, *(place for place in places if place and not _lies_in(place.stretch, heard))]

    def _is_heard(self, leaf: FromSlots, ear: Ear, value: Any) -> bool:
        """Whether a closed slot hears the value of a field that could also stand in an open one."""
        return any(
            take_part(mention.value, reference.part) == value
            for reference in leaf.references
            for mention in ear.listen(reference.slot)
        )

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
            faults += _compare_leaf(path, leaf, labelled, heard, said) or _find_refused_day(
                path, leaf, labelled, heard, day
            )
        return faults

    def _find_swallowed(self, placed: Placed, ear: Ear, closed: Sequence[str]) -> Fault | None:
        """A value that was said at the end of free text, and went into it instead of into its own field."""
        start, end = placed.stretch
        for mention in (mention for name in closed for mention in ear.listen(name, end)):
            words = ear.text[mention.start : end]
            if start <= mention.start and mention.end == end and words.split()[0].lower() not in self._belongs:
                value = "" if mention.value is None else f", which is {show_value(mention.value)}"
                message = (
                    f"says {quote(str(placed.value))}, which takes in {words!r}{value}: "
                    "a value of its own at the end belongs into its own field"
                )
                return Fault(code="swallowed", path=show_path(placed.path), message=message)
        return None


def _rank(grounded: Grounded) -> tuple[int, float]:
    """The fewest faults first, then what reads best; what cannot be read at all last."""
    return len(grounded.faults), grounded.fit.cost if grounded.fit else float("inf")


def _lies_in(stretch: Stretch, mentions: Sequence[Mention]) -> bool:
    """Whether a stretch is (part of) one mention: what can be heard is no free text."""
    return any(mention.start <= stretch[0] and stretch[1] <= mention.end for mention in mentions)


def _list_tails(value: str, glue: str) -> list[str]:
    """What of a joined value may be the free text at its end, the shortest first."""
    parts = value.split(glue)
    return [glue.join(parts[at:]) for at in range(len(parts) - 1, -1, -1)]


def _explain_absence(value: Any, text: str) -> str:
    if isinstance(value, str) and value and value.lower() in text.lower():
        return "stands in the request, but is no value: capitals, or words that only frame it, are not by the rule"
    return "does not stand in the request word for word"


def _hint(value: Any) -> str:
    if value is ABSENT:
        return "copy it as it is typed there, or leave the key out"
    return f"copy it as it is typed there: the request reads as {show_value(value)}"


def _compare_leaf(path: Path, leaf: Leaf, labelled: Any, heard: Heard, said: Mapping[str, Any]) -> list[Fault]:
    if isinstance(leaf, Constant):
        expected, told = leaf.value, _NOTHING_SAID
    elif isinstance(leaf, Joined):
        each = [one for r in leaf.references if (one := _list_values(r, heard, said)).values]
        expected = leaf.glue.join(str(one.values[0]) for one in each) if each else ABSENT
        told = Told([expected], [words for one in each for words in one.words])
    else:
        found = [_list_values(r, heard, said) for r in leaf.references]
        told = next((one for one in found if one.values), _NOTHING_SAID)
        expected = told.values[0] if told.values else leaf.default
    if len(told.values) > 1:
        message = f"the request gives this one field more than one value: {told}; a label with one of them is not right"
        return [Fault(code="two_values", path=show_path(path), message=message)]
    if type(expected) is type(labelled) and expected == labelled:
        return []
    return [_explain(path, leaf, expected, labelled, told)]


def _find_refused_day(path: Path, leaf: Leaf, labelled: Any, heard: Heard, day: date) -> list[Fault]:
    """A day on the side of the reference date that the field does not take."""
    if not isinstance(leaf, FromSlots) or not leaf.refuses(labelled, day.isoformat()):
        return []
    words = " and ".join(w for r in leaf.references for w in _list_values(r, heard, {}).words)
    is_past = labelled < day.isoformat()
    message = (
        f"{show_value(labelled)} is {'before' if is_past else 'after'} the reference date, "
        f"{show_value(day.isoformat())}; the request says {words or 'it'}, and this field takes no day that is "
        f"{'past' if is_past else 'yet to come'}"
    )
    if is_past:
        return [Fault(code="past", path=show_path(path), message=message)]
    return [Fault(code="wrong_value", path=show_path(path), message=message)]


def _list_values(reference: Reference, heard: Heard, said: Mapping[str, Any]) -> Told:
    """The different values that were said for a reference, and their words."""
    if reference.slot in said:
        return Told([said[reference.slot]], [])
    if reference.needs and not heard.mentions.get(reference.needs):
        return _NOTHING_SAID
    values: list[Any] = []
    words: list[str] = []
    for mention in heard.mentions.get(reference.slot, ()):
        part = take_part(mention.value, reference.part)
        typed = repr(heard.text[mention.start : mention.end])
        if part in values:
            at = values.index(part)
            words[at] = words[at] if typed in words[at] else f"{words[at]} and {typed}"
        elif part is not None or mention.value is None:
            values.append(part)
            words.append(typed)
    return Told(values, words)


def _explain(path: Path, leaf: Leaf, expected: Any, labelled: Any, told: Told) -> Fault:
    place, words = show_path(path), " and ".join(told.words)
    said = f"the request says {words}, which is {show_value(expected)}"
    if labelled is ABSENT:
        message = f"is missing; {said if words else f'unsaid, it is {show_value(expected)}'}"
        return Fault(code="not_labelled", path=place, message=message)
    if words and not isinstance(leaf, Joined):
        return Fault(code="wrong_value", path=place, message=f"says {show_value(labelled)}, {said}")
    if not words:
        unsaid = "leave the key out" if expected is ABSENT else f"it is {show_value(expected)}"
        said = (
            f"it is always {show_value(expected)}"
            if isinstance(leaf, Constant)
            else f"the request does not; unsaid, {unsaid}"
        )
    return Fault(code="not_said", path=place, message=f"says {show_value(labelled)}, {said}")

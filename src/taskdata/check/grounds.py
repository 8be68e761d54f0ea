"""What the values of a reading stand on: the words of a slot, or nothing that is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from taskdata.check.evidence import differ, is_future, is_past, list_signals, needs_day
from taskdata.check.hearing import Ear
from taskdata.check.reading import Understood
from taskdata.foundation.output import (
    Constant,
    FromSlots,
    Joined,
    Output,
    Reference,
    list_leaves,
    list_slots,
    show_path,
    take_part,
)
from taskdata.foundation.pack import Action, Evidence
from taskdata.foundation.records import ABSENT, read_path
from taskdata.slots.base import NO_SUCH_DAY, Mention, Slot

Basis = Literal["words", "default", "sentence"]


@dataclass(frozen=True, slots=True)
class Ground:
    """A value, and what it stands on: words that a slot heard; else a default, or the sentence as a whole.

    `path` is the JSON path of the field, None where the words are heard and copied into none. `mention` is what was
    heard, its value whole where the field has a part of it. A dated value depends on the reference date.
    """

    path: str | None
    value: Any
    basis: Basis
    mention: Mention | None = None
    is_dated: bool = False


def list_grounds(action: Action | None, one: Understood, ear: Ear) -> list[Ground]:
    """The grounds of a reading, in the order of its fields; of one chosen on evidence, the evidence."""
    if action is None:
        return _list_opens(one, ear)
    covered = [(start, end) for _, start, end in one.stretches]
    if action.evidence:
        evidence = action.evidence.values.get(str(one.value))
        path = f"$.{action.evidence.field}"
        shown = list(_list_evidence(evidence, ear, covered)) if evidence else []
        grounds = [Ground(path, one.value, "words", mention, needs_day(evidence)) for mention in shown]
        return [*(grounds or [Ground(path, one.value, "sentence")]), *_list_opens(one, ear)]
    said = _list_said(action.output, one, ear, covered)
    grounds = []
    for keys, leaf in list_leaves(action.output):
        if (value := read_path(one.output, keys)) is not ABSENT:
            grounds += _list_leaf(show_path(keys), leaf, value, said, ear.slots)
    return grounds


def _list_opens(one: Understood, ear: Ear) -> list[Ground]:
    """The words that are taken for a value where no field has it."""
    mentions = (Mention(slot, start, end, ear.text[start:end]) for slot, start, end in one.stretches)
    return [Ground(None, mention.value, "words", mention) for mention in mentions]


def _list_said(
    output: Output, one: Understood, ear: Ear, covered: Sequence[tuple[int, int]]
) -> Mapping[str, Sequence[Mention]]:
    """What each slot of the output says: the closed ones as heard, the open ones where the reading puts them."""
    closed = [name for name in list_slots(output) if not ear.slots[name].is_open]
    said = {name: list(told) for name, told in ear.hear(covered, closed).mentions.items()}
    for slot, start, end in one.stretches:
        words = ear.text[start:end]
        value = ear.slots[slot].propose(words)  # nothing, of a name that only the label knows
        read = ear.slots[slot].read(words, None, ear.day) if value is None else value
        said.setdefault(slot, []).append(Mention(slot, start, end, read))
    return said


def _list_leaf(
    path: str,
    leaf: Constant | FromSlots | Joined,
    value: Any,
    said: Mapping[str, Sequence[Mention]],
    slots: Mapping[str, Slot],
) -> Iterator[Ground]:
    if isinstance(leaf, Constant):
        yield Ground(path, value, "default" if value == leaf.value else "sentence")
        return
    met: set[tuple[int, int]] = set()
    for reference in leaf.references:
        for mention, part in _list_parts(reference, said):
            if (isinstance(leaf, Joined) or part == value) and (mention.start, mention.end) not in met:
                met.add((mention.start, mention.end))
                yield Ground(path, part, "words", mention, slots[reference.slot].needs_day(reference.part))
    if not met:
        yield Ground(path, value, "default" if isinstance(leaf, FromSlots) and value == leaf.default else "sentence")


def _list_parts(reference: Reference, said: Mapping[str, Sequence[Mention]]) -> Iterator[tuple[Mention, Any]]:
    if reference.needs is None or said.get(reference.needs):
        for mention in said.get(reference.slot, ()):
            part = take_part(mention.value, reference.part)
            if part is not None or mention.value is None:
                yield mention, part


def _list_evidence(evidence: Evidence, ear: Ear, covered: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """The mentions that are the evidence, each stretch of words once."""
    others = [name for name, slot in ear.slots.items() if not slot.is_open]
    met: set[tuple[int, int]] = set()
    for name in list_signals(evidence):
        told = [] if name in evidence.without else ear.hear(covered, (name, *others)).mentions.get(name, ())
        if name in evidence.differ and not differ([mention.value for mention in told]):
            told = []
        for mention in told:
            if _counts(evidence, name, mention, ear) and (mention.start, mention.end) not in met:
                met.add((mention.start, mention.end))
                yield mention


def _counts(evidence: Evidence, name: str, mention: Mention, ear: Ear) -> bool:
    if name in evidence.impossible:
        return bool(mention.value == NO_SUCH_DAY)
    if name in evidence.past:
        return is_past(mention.value, ear)
    if name in evidence.future:
        return is_future(mention.value, ear)
    return True

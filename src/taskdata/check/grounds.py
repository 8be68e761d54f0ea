"""What the values of a reading stand on: the words of a slot, or nothing that is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from taskdata.check.evidence import differ, list_signals
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
from taskdata.slots.base import NO_SUCH_DAY, Mention

Basis = Literal["words", "default", "sentence"]


@dataclass(frozen=True, slots=True)
class Ground:
    """A value, and what it stands on: words that a slot heard; else a default, or the sentence as a whole.

    `path` is the JSON path of the field, None where the words are heard and copied into none. `lead` is the length of
    the framing at the front of the words. Offsets in code points.
    """

    path: str | None
    value: Any
    basis: Basis
    slot: str | None = None
    start: int = 0
    end: int = 0
    lead: int = 0


def list_grounds(action: Action | None, one: Understood, ear: Ear) -> list[Ground]:
    """The grounds of a reading, in the order of its fields; of one chosen on evidence, the evidence."""
    if action is None:
        return [Ground(None, ear.text[start:end], "words", slot, start, end) for slot, start, end in one.stretches]
    covered = [(start, end) for _, start, end in one.stretches]
    if action.evidence:
        evidence = action.evidence.values.get(str(one.value))
        path = f"$.{action.evidence.field}"
        shown = list(_list_evidence(evidence, ear, covered)) if evidence else []
        grounds = [_ground(path, one.value, mention) for mention in shown]
        opens = [Ground(None, ear.text[start:end], "words", slot, start, end) for slot, start, end in one.stretches]
        return [*(grounds or [Ground(path, one.value, "sentence")]), *opens]
    said = _list_said(action.output, one, ear, covered)
    return [ground for path, leaf in list_leaves(action.output) for ground in _list_leaf(path, leaf, one.output, said)]


def _list_said(
    output: Output, one: Understood, ear: Ear, covered: Sequence[tuple[int, int]]
) -> Mapping[str, Sequence[Mention]]:
    """What each slot of the output says: the closed ones as heard, the open ones where the reading puts them."""
    closed = [name for name in list_slots(output) if not ear.slots[name].is_open]
    said = {name: list(told) for name, told in ear.hear(covered, closed).mentions.items()}
    for slot, start, end in one.stretches:
        said.setdefault(slot, []).append(Mention(slot, start, end, ear.slots[slot].propose(ear.text[start:end])))
    return said



def _list_leaf(
    path: tuple[str, ...], leaf: Constant | FromSlots | Joined, output: Any, said: Mapping[str, Sequence[Mention]]
) -> Iterator[Ground]:
    value = read_path(output, path)
    if value is ABSENT:
        return
    place = show_path(path)
    if isinstance(leaf, Constant):
        yield Ground(place, value, "default" if value == leaf.value else "sentence")
        return
    found = [(m, part) for r in leaf.references for m, part in _list_parts(r, said)]
    if isinstance(leaf, FromSlots):
        found = [(mention, part) for mention, part in found if part == value]
    if not found:
        basis: Basis = "default" if isinstance(leaf, FromSlots) and value == leaf.default else "sentence"
        yield Ground(place, value, basis)
    met: set[tuple[int, int]] = set()
    for mention, part in found:
        if (mention.start, mention.end) not in met:
            met.add((mention.start, mention.end))
            yield _ground(place, part, mention)


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
        return mention.value not in (None, NO_SUCH_DAY) and bool(mention.value < ear.day.isoformat())
    return True


def _ground(path: str, value: Any, mention: Mention) -> Ground:
    return Ground(path, value, "words", mention.slot, mention.start, mention.end, mention.lead)

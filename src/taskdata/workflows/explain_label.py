"""Why a label says what it says: field by field, and slot by slot, told from the words that stand in the request."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal

from taskdata.answers.showing import join_path
from taskdata.check.slot_values import list_values
from taskdata.foundation.output import Constant, FromSlots, Joined, Path, Reference, list_leaves, take_part
from taskdata.foundation.pack import Action, Template
from taskdata.foundation.pattern import Hole
from taskdata.foundation.pattern import list_leaves as list_pieces
from taskdata.foundation.records import Example
from taskdata.slots.base import Slot

Basis = Literal["slot", "joined", "default", "constant", "set", "unknown"]


@dataclass(frozen=True, slots=True)
class SlotTold:
    """The words of a slot in a request: what they stand for, the kind and the form of wording, and where it went.

    `days` is how far a day lies from the reference date. The value is None, and not known, where the pack of today
    hears another or none.
    """

    slot: str
    words: str
    start: int
    end: int
    is_known: bool
    value: Any
    kind: str | None
    form: str | None
    paths: Sequence[str]
    days: int | None

    def to_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {**asdict(self), "paths": list(self.paths)}


@dataclass(frozen=True, slots=True)
class FieldTold:
    """A field of a label and what it stands on.

    slot, joined: the words of these slots. default: nothing is said. constant: the action has it always. set: the
    template gives it. unknown: neither, in the pack of today. `days` is how far a day that was said lies from the
    reference date.
    """

    path: str
    value: Any
    basis: Basis
    slots: Sequence[str] = ()
    days: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {**asdict(self), "slots": list(self.slots)}


def explain_label(
    example: Example, action: Action | None, template: Template | None, slots: Mapping[str, Slot]
) -> tuple[list[FieldTold], list[SlotTold]]:
    """The fields of a label and the slots of its request, in the order in which they stand there."""
    values = _hear_values(example, slots)
    declared = dict(list_leaves(action.output)) if action else {}
    sets = template.sets if template else {}
    fields = [
        _add_days(_explain_field(path, value, declared.get(path), sets, values), slots, example.reference_date)
        for path, value in _list_fields(example)
    ]
    return fields, [
        _explain_slot(example, index, template, slots, values, fields) for index in range(len(example.spans))
    ]


def _hear_values(example: Example, slots: Mapping[str, Slot]) -> dict[str, Any]:
    """The value of each slot in the words that stand for it, where there is just one."""
    values = {}
    for span in example.spans:
        others = [(one.start, one.end) for one in example.spans if one is not span]
        slot, stretch = slots.get(span.slot), (span.start, span.end)
        heard = list_values(slot, example.input, stretch, others, example.reference_date) if slot else ()
        if len(heard) == 1:
            values[span.slot] = heard[0]
    return values


def _list_fields(example: Example) -> Iterator[tuple[Path, Any]]:
    """Every field of the label that is no object, or an empty one, in the order of the label."""

    def walk(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
        if isinstance(value, Mapping) and value:
            for key, inner in value.items():
                yield from walk(inner, (*path, key))
        elif path:
            yield path, value

    return walk(example.output, ())


def _explain_field(
    path: Path,
    value: Any,
    leaf: Constant | FromSlots | Joined | None,
    sets: Mapping[Path, Any],
    values: Mapping[str, Any],
) -> FieldTold:
    shown = _show_keys(path)
    if any(path[: len(key)] == key for key in sets):
        return FieldTold(shown, value, "set")
    match leaf:
        case Constant() if leaf.value == value:
            return FieldTold(shown, value, "constant")
        case Joined(references):
            if said := [one.slot for one in references if _take(one, values) is not None]:
                return FieldTold(shown, value, "joined", said)
        case FromSlots(references):
            if said := [one.slot for one in references if _gives(one, values, value)]:
                return FieldTold(shown, value, "slot", said[:1])
            if leaf.default == value:
                return FieldTold(shown, value, "default")
    return FieldTold(shown, value, "unknown")


def _take(reference: Reference, values: Mapping[str, Any]) -> Any:
    """What a reference gives; None where its slot, or the one that it needs, was not said."""
    if reference.slot not in values or (reference.needs and reference.needs not in values):
        return None
    return take_part(values[reference.slot], reference.part)


def _add_days(field: FieldTold, slots: Mapping[str, Slot], today: date) -> FieldTold:
    """The field with how far its day lies from the reference date, where a slot says one that depends on it."""
    is_dated = field.basis == "slot" and slots[field.slots[0]].needs_day(None)
    return replace(field, days=_count_days(field.value, today)) if is_dated else field


def _gives(reference: Reference, values: Mapping[str, Any], value: Any) -> bool:
    """Whether a reference gives the value; null is given by a slot that says just that."""
    return _take(reference, values) == value and (value is not None or values.get(reference.slot, "") is None)


def _show_keys(path: Path) -> str:
    shown = "$"
    for key in path:
        shown = join_path(shown, key)
    return shown


def _explain_slot(
    example: Example,
    index: int,
    template: Template | None,
    slots: Mapping[str, Slot],
    values: Mapping[str, Any],
    fields: Sequence[FieldTold],
) -> SlotTold:
    span = example.spans[index]
    wordings = example.facets.get("wordings")
    kind = wordings.get(span.slot) if isinstance(wordings, Mapping) else None
    holes = [piece for piece in list_pieces(template.pattern) if isinstance(piece, Hole)] if template else []
    forms = {hole.form for hole in holes if hole.slot == span.slot}
    value = values.get(span.slot)
    slot = slots.get(span.slot)
    return SlotTold(
        slot=span.slot,
        words=example.input[span.start : span.end],
        start=span.start,
        end=span.end,
        is_known=span.slot in values,
        value=value,
        kind=None if kind is None else str(kind),
        form=forms.pop() if len(forms) == 1 else None,
        paths=[field.path for field in fields if span.slot in field.slots],
        days=_count_days(value, example.reference_date) if slot and slot.needs_day(None) else None,
    )


def _count_days(value: Any, today: date) -> int | None:
    """How many days a day lies behind the reference date; None where the value is no day."""
    try:
        return (date.fromisoformat(value) - today).days
    except (TypeError, ValueError):
        return None

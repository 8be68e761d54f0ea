"""What an action's output says beside the schema: fields that it does not have, values that they do not take."""

from collections.abc import Iterator, Mapping
from typing import Any

from taskdata.author.documents import Place
from taskdata.author.merge import Declared
from taskdata.author.names import suggest_or_list
from taskdata.author.sets import KnownFields
from taskdata.foundation.output import Constant, FromSlots, Joined, Reference, list_leaves, take_part
from taskdata.foundation.pack import Action, Phrase
from taskdata.foundation.records import ABSENT
from taskdata.foundation.slot_specs import LikeSlot

Phrases = Mapping[str, tuple[Phrase, ...]]


def check_output(action: Action, fields: KnownFields, phrases: Phrases, declared: Declared) -> None:
    """Report each field that the schema does not have, and each value of a choice that its field does not take."""
    output = declared.sections["actions"][action.name].place.inside("output")
    for path, leaf in list_leaves(action.output):
        place = output.inside(*path)
        allowed = fields.list_values(action, ".".join(path), place, at_key=True) if path else None
        if allowed is None:
            continue
        for here, value in _list_values(leaf, place, phrases, declared):
            if value is not None and value not in allowed and not _is_told(here):
                near = suggest_or_list(str(value), map(str, allowed))
                here.report(f"'{value}' is no value of `{'.'.join(path)}` of '{action.name}'{near}", at_key=True)


def _is_told(place: Place) -> bool:
    """Whether something is wrong with how the value is written: then it is none that was meant."""
    spot = place.locate(at_key=True)
    return any((one.line, one.column) == (spot.line, spot.column) for one in place.document.problems)


def _list_values(
    leaf: Constant | FromSlots | Joined, place: Place, phrases: Phrases, declared: Declared
) -> Iterator[tuple[Place, Any]]:
    """The values that are known beforehand, each with the place where it is written."""
    if isinstance(leaf, Constant):
        yield place, leaf.value
    if isinstance(leaf, FromSlots):
        if leaf.default is not ABSENT:
            yield place.inside("default"), leaf.default
        for reference in leaf.references:
            yield from _list_choice_values(reference, phrases, declared)


def _list_choice_values(reference: Reference, phrases: Phrases, declared: Declared) -> Iterator[tuple[Place, Any]]:
    """The values of a choice that is written as a mapping of values to phrases."""
    placed = declared.sections["slots"].get(reference.slot)
    if placed and isinstance(placed.value, LikeSlot):
        placed = declared.sections["slots"].get(placed.value.like)
    if placed is None or placed.name not in phrases:
        return
    values = {(phrase.form, str(take_part(phrase.value, reference.part))): phrase for phrase in phrases[placed.name]}
    for (form, name), phrase in values.items():
        place = placed.place.inside("forms", form, name)
        if place.path in place.document.keys:
            yield place, take_part(phrase.value, reference.part)

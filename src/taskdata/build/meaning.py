"""The label: an output built from what was said."""

import re
from collections.abc import Mapping
from typing import Any

from taskdata.foundation.output import Constant, Fields, FromSlots, Joined, Output, Reference
from taskdata.foundation.pack import Template
from taskdata.foundation.records import ABSENT
from taskdata.slots.base import take_part

_HOLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
Values = Mapping[str, Any]


def build_output(output: Output, template: Template, values: Values, words: Mapping[str, str]) -> dict[str, Any]:
    """Build the label of a template out of the values and words of its slots; keys in the order of the action."""
    built: dict[str, Any] = _build(output, values)
    for path, value in template.sets.items():
        _set_value(built, path, _fill(value, words))
    return _order_keys(output, built) if template.sets else built


def _build(output: Output, values: Values) -> Any:
    match output:
        case Constant(value):
            return value
        case FromSlots(references, default):
            said = _list_said(references, values)
            return said[0] if said else default
        case Joined(references, glue):
            said = _list_said(references, values)
            return glue.join(map(str, said)) if said else ABSENT
        case Fields(fields):
            built = {name: _build(inner, values) for name, inner in fields.items()}
            return {name: value for name, value in built.items() if value is not ABSENT}


def _list_said(references: tuple[Reference, ...], values: Values) -> list[Any]:
    """The values of the references that were said; a slot said with the value null is said."""
    said = []
    for reference in references:
        if reference.slot not in values or (reference.needs and reference.needs not in values):
            continue
        value = values[reference.slot]
        part = take_part(value, reference.part)
        if part is not None or value is None:
            said.append(part)
    return said


def _fill(value: Any, words: Mapping[str, str]) -> Any:
    """A text with the words that were said in its holes."""
    return _HOLE.sub(lambda hole: words.get(hole[1], hole[0]), value) if isinstance(value, str) else value


def _order_keys(output: Output, built: Any) -> Any:
    """The keys as the action declares them, then those that it does not: one order, however a value came in."""
    if not isinstance(output, Fields) or not isinstance(built, dict):
        return built
    declared = {name: _order_keys(inner, built[name]) for name, inner in output.fields.items() if name in built}
    return {**declared, **{name: value for name, value in built.items() if name not in declared}}


def _set_value(built: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        built = built.setdefault(key, {})
    built[path[-1]] = value

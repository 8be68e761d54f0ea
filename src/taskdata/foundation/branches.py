"""The branches of a schema of actions: one for each action, chosen by the constant of one field."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from taskdata.foundation.output import Constant, Fields
from taskdata.foundation.pack import Action

ALTERNATIVES = ("oneOf", "anyOf")
ONLY = ""
"""What chooses the branch of a schema that has one and needs no field to choose it."""
_MOST_STEPS = 20
_INSIDE = "#/"


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch: of `oneOf` or `anyOf`, or the schema itself where it has neither.

    `target` is what its references lead to, None where they lead to nothing; `constant` is what chooses it, None
    where nothing does. `place` is where it stands, `alone` the whole schema without the other branches.
    """

    schema: Any
    target: Mapping[str, Any] | None
    constant: str | None
    place: tuple[str | int, ...]
    alone: Mapping[str, Any]


def list_branches(schema: Mapping[str, Any], discriminator: str | None) -> Iterator[Branch]:
    """The branches of the schema, in its order; one that several constants choose comes once for each."""
    for place, part, alone in _list_parts(schema):
        target = follow_references(schema, part)
        for constant in list_constants(schema, target, discriminator) or [None]:
            yield Branch(part, target, constant, place, alone)


def read_choice(output: Mapping[str, Any], discriminator: str | None) -> str | None:
    """What an output has in the field that chooses the branch; None where that is no text."""
    if discriminator is None:
        return ONLY
    chosen = output.get(discriminator)
    return chosen if isinstance(chosen, str) else None


def read_constant(action: Action, discriminator: str | None) -> str:
    """What chooses the action's branch of the schema."""
    if discriminator is None:
        return ONLY
    leaf = action.output.fields.get(discriminator) if isinstance(action.output, Fields) else None
    return str(leaf.value) if isinstance(leaf, Constant) else action.name


def index_actions(actions: Iterable[Action], discriminator: str | None) -> dict[str, Action]:
    """The actions by what chooses their branch, which need not be their name."""
    return {read_constant(action, discriminator): action for action in actions}


def name_action(actions: Mapping[str, Action], output: Mapping[str, Any], discriminator: str | None) -> str | None:
    """What the action of an output is called, out of `index_actions`; where the pack has none, what the output says.

    None where it says nothing.
    """
    choice = read_choice(output, discriminator)
    action = None if choice is None else actions.get(choice)
    return action.name if action else choice


def list_constants(schema: Mapping[str, Any], target: Any, discriminator: str | None) -> list[str | None]:
    """The texts that may stand in the field that chooses the branch, where it lists them."""
    if discriminator is None:
        return [ONLY]
    field = follow_references(schema, _get(_get(target, "properties"), discriminator))
    allowed = [field["const"]] if field and "const" in field else _get(field, "enum")
    return allowed if isinstance(allowed, list) and all(isinstance(one, str) for one in allowed) else []


def find_alternatives(schema: Mapping[str, Any]) -> str | None:
    """The keyword under which a schema, its references followed, lists its branches; None where it lists none."""
    top = follow_references(schema, schema) or {}
    return next((key for key in ALTERNATIVES if isinstance(top.get(key), list) and top[key]), None)


def _list_parts(schema: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Any, Mapping[str, Any]]]:
    key = find_alternatives(schema)
    if key is None:
        yield (), schema, schema
        return
    top = follow_references(schema, schema) or {}
    whole = {name: value for name, value in {**schema, **top}.items() if name != "$ref"}
    for index, part in enumerate(top[key]):
        yield (key, index), part, {**whole, key: [part]}


def follow_references(schema: Mapping[str, Any], part: Any) -> Mapping[str, Any] | None:
    """What a part of the schema is when its references inside of it are followed; None where they lead to nothing."""
    for _ in range(_MOST_STEPS):
        if not isinstance(part, Mapping) or "$ref" not in part:
            return part if isinstance(part, Mapping) else None
        pointer, part = part["$ref"], schema
        if not isinstance(pointer, str) or not pointer.startswith(_INSIDE):
            return None
        for key in pointer.removeprefix(_INSIDE).split("/"):
            part = _get(part, key.replace("~1", "/").replace("~0", "~"))
    return None


def _get(holder: Any, key: str) -> Any:
    return holder.get(key) if isinstance(holder, Mapping) else None

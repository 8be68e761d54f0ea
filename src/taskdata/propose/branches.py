"""Which field tells the actions of a schema apart, and which actions there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from taskdata.foundation.branches import (
    ONLY,
    Branch,
    find_alternatives,
    follow_references,
    list_branches,
    list_constants,
)
from taskdata.foundation.errors import InputError

_TELLING = ("action", "intent", "command", "operation")
"""The fields whose values are taken for actions where a schema has one object and no alternatives."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The field that chooses a branch, None where there is one branch and no such field, and all that could be it."""

    field: str | None
    candidates: Sequence[str]
    branches: Sequence[Branch]


def choose_branches(schema: Mapping[str, Any]) -> Choice:
    """Find the branches and what tells them apart: the first common property with a constant of its own in each.

    Raises InputError where nothing does.
    """
    parts = list(list_branches(schema, None))
    alone = find_alternatives(schema) is None
    for index, part in enumerate(parts, 1):
        if not (part.target or {}).get("properties"):
            which = "the schema" if alone else f"branch {index} of `{find_alternatives(schema)}`"
            raise InputError(f"{which} has no `properties`, so it is no action: an action is an object with properties")
    candidates = [name for name in _list_names(schema, parts) if _tells_apart(schema, parts, name, alone)]
    if not candidates and len(parts) > 1:
        raise InputError(
            f"nothing tells its {len(parts)} branches apart: give each a property of the same name with a constant of "
            'its own, such as "action": {"const": "send"}'
        )
    field = candidates[0] if candidates else None
    return Choice(field, candidates, list(list_branches(schema, field)))


def name_action(branch: Branch, fallback: str) -> str:
    """The name of the action of a branch."""
    return fallback if branch.constant in (None, ONLY) else str(branch.constant)


def _list_names(schema: Mapping[str, Any], parts: Sequence[Branch]) -> list[str]:
    """The properties that all branches have; the one that the schema itself names as discriminator first."""
    top = follow_references(schema, schema) or {}
    named = top.get("discriminator")
    first = [named["propertyName"]] if isinstance(named, Mapping) and isinstance(named.get("propertyName"), str) else []
    common = list(parts[0].target["properties"]) if parts[0].target else []
    return [
        name
        for name in dict.fromkeys((*first, *common))
        if all(part.target and name in part.target["properties"] for part in parts)
    ]


def _tells_apart(schema: Mapping[str, Any], parts: Sequence[Branch], name: str, alone: bool) -> bool:
    constants = [list_constants(schema, part.target, name) for part in parts]
    if not all(constants):
        return False
    if alone and len(constants[0]) > 1:
        return name in _TELLING
    every = [one for some in constants for one in some]
    return len(every) == len(set(every))
